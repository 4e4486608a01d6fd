import ExactAmounts
import Testing

@testable import CountySettlement

/// The deductible of 3.2, value by value.
@Suite struct DeductibleTests {
    static let standard: JSON = ["township": "100", "level1": "300", "level2": "500", "level3": "700"]

    /// A county in which every stay continues the one before it, at any level.
    static func county(_ changes: [(String, JSON)] = [], _ claims: [Claim]) -> SmallCounty {
        let rule = "/benefit/rules/0"
        return SmallCounty(
            [
                ("\(rule)/deductible", ["standard": standard]),
                ("\(rule)/referral", ["up": "difference", "down": "zero"]),
            ]
                + changes.map { (pointer: rule + $0.0, value: $0.1) },
            claims: claims)
    }

    /// Stays one after the other, a day apart, at these institutions.
    static func stays(_ institutions: [String], cost: String = "10000") -> [Claim] {
        institutions.enumerated().map { place, code in
            let month = String(place + 101).dropFirst()
            return .stay("S\(place)", at: code, "\(month)-01", "\(month)-28", cost: cost)
        }
    }

    static func deductibles(_ county: SmallCounty) throws -> [String] {
        try county.settled().claims.map { $0.deductible.description }
    }

    @Test func `worked in 3.2: the standards of a chain are topped up, and never charged twice`() throws {
        let referred = Self.county([], Self.stays(["T1", "G", "O", "T1", "O"]))
        #expect(try Self.deductibles(referred) == ["100.00", "400.00", "200.00", "0.00", "0.00"])
        #expect(try referred.settled().claims.map(\.step) == [.first, .up, .up, .down, .up])
        #expect(try referred.settled().claims.map(\.chain) == Array(repeating: "S0", count: 5))
        var alone = Self.county([], Self.stays(["T1", "G", "O"]))
        alone.scheme = alone.scheme.removing("/benefit/rules/0/referral")
        #expect(try Self.deductibles(alone) == ["100.00", "500.00", "700.00"])
    }

    struct Step: Sendable, CustomTestStringConvertible {
        let key: String, value: String
        let stays: [String]
        let deductibles: [String]
        var testDescription: String { "\(key) \(value)" }
    }

    @Test(arguments: [
        Step(key: "up", value: "difference", stays: ["L1", "G"], deductibles: ["300.00", "200.00"]),
        Step(key: "up", value: "separate", stays: ["L1", "G"], deductibles: ["300.00", "500.00"]),
        Step(key: "up", value: "zero", stays: ["L1", "G"], deductibles: ["300.00", "0.00"]),
        Step(key: "down", value: "zero", stays: ["G", "L1"], deductibles: ["500.00", "0.00"]),
        Step(key: "down", value: "separate", stays: ["G", "L1"], deductibles: ["500.00", "300.00"]),
        Step(key: "down", value: "half", stays: ["G", "L1"], deductibles: ["500.00", "150.00"]),
        // 300 is less than the 500 paid; the later 700 tops up what both have paid.
        Step(key: "down", value: "difference", stays: ["G", "L1", "O"], deductibles: ["500.00", "0.00", "200.00"]),
        Step(key: "same", value: "zero", stays: ["T1", "T2"], deductibles: ["100.00", "0.00"]),
        Step(key: "same", value: "separate", stays: ["T1", "T2"], deductibles: ["100.00", "100.00"]),
        Step(key: "same", value: "half", stays: ["T1", "T2", "T1"], deductibles: ["100.00", "50.00", "50.00"]),
        Step(key: "same", value: "difference", stays: ["T1", "T2"], deductibles: ["100.00", "0.00"]),
    ])
    func `a step charges what its value says`(_ step: Step) throws {
        let county = Self.county([("/referral/\(step.key)", .string(step.value))], Self.stays(step.stays))
        #expect(try Self.deductibles(county) == step.deductibles)
    }

    @Test func `half of an odd standard is rounded half up, once more after the standard`() throws {
        // 100.01 × 0.5 = 50.005 → 50.01; half of that 25.005 → 25.01, while a quarter of 100.01 would be 25.00.
        let county = Self.county(
            [
                ("/deductible", ["standard": ["township": "100.01"], "repeat": ["factors": ["0.5"]]]),
                ("/referral/same", "half"),
            ], Self.stays(["T1", "T1"]))
        #expect(try Self.deductibles(county) == ["50.01", "25.01"])
    }

    struct Repeat: Sendable, CustomTestStringConvertible {
        let count: String
        let factors: JSON
        let stays: [String]
        let deductibles: [String]
        var testDescription: String { "\(count) \(factors.text) \(stays)" }
    }

    @Test(arguments: [
        Repeat(
            count: "all", factors: ["1", "0.5"], stays: ["L1", "L1", "L1"], deductibles: ["300.00", "150.00", "150.00"]),
        Repeat(count: "all", factors: ["1", "0"], stays: ["L1", "G", "L1"], deductibles: ["300.00", "0.00", "0.00"]),
        Repeat(
            count: "all", factors: ["1", "0.8", "0.6"], stays: ["T1", "L1", "G", "O"],
            deductibles: ["100.00", "240.00", "300.00", "420.00"]),
        Repeat(
            count: "sameLevel", factors: ["1", "0.5"], stays: ["L1", "G", "L1", "N", "G"],
            deductibles: ["300.00", "500.00", "150.00", "150.00", "250.00"]),
    ])
    func `repeated admissions take their factor, the last one for all that follow`(_ table: Repeat) throws {
        var county = Self.county(
            [("/deductible/repeat", ["factors": table.factors, "count": .string(table.count)])], Self.stays(table.stays)
        )
        county.scheme = county.scheme.removing("/benefit/rules/0/referral")
        #expect(try Self.deductibles(county) == table.deductibles)
    }

    @Test(arguments: [("all", "350.00"), ("sameLevel", "700.00")])
    func `a chain is one admission, at the level of its first stay`(_ count: String, _ third: String) throws {
        // T1 → O is one chain that began at township level; the later stay at O is the second admission of all, and the
        // first one at its level.
        let claims: [Claim] = [
            .stay("A", at: "T1", "01-01", "01-05", cost: "9000"), .stay("B", at: "O", "01-05", "01-20", cost: "9000"),
            .stay("C", at: "O", "06-01", "06-09", cost: "9000"), .stay("D", at: "T1", "11-01", "11-09", cost: "9000"),
        ]
        let county = Self.county(
            [
                ("/deductible/repeat", ["factors": ["1", "0.5"], "count": .string(count)]), ("/referral/within", 15),
            ], claims)
        #expect(try Self.deductibles(county) == ["100.00", "600.00", third, "50.00"])
    }

    @Test func `a later stay of a chain uses the chain's own factor, whatever came between`() throws {
        // A is the first admission; X, at another level, the second; B continues A with A's factor 1 all the same.
        let claims: [Claim] = [
            .stay("A", at: "T1", "01-01", "01-05"), .stay("X", at: "T2", "01-02", "01-03"),
            .stay("B", at: "O", "01-05", "01-20"),
        ]
        let county = Self.county([("/deductible/repeat", ["factors": ["1", "0.5"]])], claims)
        #expect(try Self.deductibles(county) == ["100.00", "50.00", "600.00"])
    }

    @Test(arguments: [
        ("1199.99", ["700.00", "499.99", "0.00"]), ("1200.00", ["700.00", "500.00", "0.00"]),
        ("1200.01", ["700.00", "500.00", "0.01"]), ("0", ["0.00", "0.00", "0.00"]),
    ])
    func `the year's deductibles stop at the limit, to the fen`(_ limit: String, _ deductibles: [String]) throws {
        var county = Self.county([("/deductible/yearlyLimit", .string(limit))], Self.stays(["O", "G", "L1"]))
        county.scheme = county.scheme.removing("/benefit/rules/0/referral")
        #expect(try Self.deductibles(county) == deductibles)
    }

    @Test(arguments: [("499.99", "499.99"), ("500.00", "500.00"), ("500.01", "500.00")])
    func `a deductible never exceeds the eligible cost`(_ eligible: String, _ deductible: String) throws {
        let county = Self.county([], [.stay("S", at: "G", "01-01", "01-05", cost: "10000", eligible: eligible)])
        #expect(try Self.deductibles(county) == [deductible])
    }

    @Test func `what is charged after the limits counts as paid in the chain`() throws {
        // Of the standard 500 only the eligible 120 is charged, so the stay at 700 tops up 580.
        let county = Self.county(
            [],
            [
                .stay("A", at: "G", "01-01", "01-05", cost: "1000", eligible: "120"),
                .stay("B", at: "O", "01-05", "01-09", cost: "10000"),
            ])
        #expect(try Self.deductibles(county) == ["120.00", "580.00"])
    }

    @Test(arguments: [
        ("199.99", ["100.00", "99.99", "0.00"]), ("200", ["100.00", "100.00", "0.00"]),
        ("250", ["100.00", "100.00", "50.00"]), ("400", ["100.00", "100.00", "100.00"]),
    ])
    func `a yearly amount is charged until it is reached, in a chain too`(
        _ amount: String, _ deductibles: [String]
    ) throws {
        let county = Self.county(
            [("/deductible", ["perYear": .string(amount)])], Self.stays(["T1", "G", "T1"], cost: "100"))
        #expect(try Self.deductibles(county) == deductibles)
        #expect(try county.settled().claims.map(\.step) == [.first, .up, .down])
    }

    @Test func `counts and limits are kept for each person and each rule`() throws {
        var county = Self.county(
            [("/deductible", ["standard": Self.standard, "repeat": ["factors": ["1", "0"]], "yearlyLimit": "500"])],
            [
                .stay("A1", person: "A", at: "G", "01-01", "01-02"),
                .stay("B1", person: "B", at: "G", "01-03", "01-04"),
                .stay("A2", person: "A", at: "G", "02-01", "02-02"),
                .stay("A3", person: "A", at: "G", "03-01", "03-02"),
                .stay("A4", person: "A", insurance: "310", at: "G", "04-01", "04-02"),
            ])
        county.scheme = county.scheme.removing("/benefit/rules/0/referral")
        let rule = try #require(county.scheme.at("/benefit/rules/0"))
        county.scheme = county.scheme.setting("/benefit/rules/-", rule.setting("/insutype", "310"))
        #expect(try Self.deductibles(county) == ["500.00", "500.00", "0.00", "0.00", "500.00"])
        #expect(try county.settled().claims.map(\.benefitRule).last == "/benefit/rules/1")
    }
}

/// What was paid before the year, and what was recorded at discharge.
@Suite struct HistoryAndRecordTests {
    static func history(_ id: String, at code: String, deductible: String? = nil, cost: String = "5000") -> Claim {
        .stay(id, at: code, "2021-12-20", "2021-12-31", cost: cost, deductible: deductible)
    }

    @Test(arguments: [
        // What was recorded; the chain's `paid` for the stay at 700, topped up.
        (HistoryAndRecordTests.history("H", at: "L1", deductible: "250"), "450.00"),
        (HistoryAndRecordTests.history("H", at: "L1", deductible: "0"), "700.00"),
        (HistoryAndRecordTests.history("H", at: "L1"), "400.00"),
        // Without a record the standard counts, at most the eligible cost.
        (HistoryAndRecordTests.history("H", at: "L1", cost: "120.50"), "579.50"),
    ])
    func `history counts as paid in its chain, by its record or by this year's standard`(
        _ history: Claim, _ deductible: String
    ) throws {
        let county = DeductibleTests.county([], [history, .stay("S", at: "O", "01-01", "01-09", cost: "9000")])
        let settled = try county.settled()
        #expect(settled.claims.map(\.deductible) == [money(deductible)])
        #expect(settled.claims[0].chain == "H")
        #expect(settled.historyCount == 1)
    }

    @Test func `history counts in no limit, no cap, no band and no number of admissions`() throws {
        let claims: [Claim] = [
            .stay("H", at: "O", "2021-06-01", "2021-06-30", cost: "90000", deductible: "3000"),
            .stay("S", at: "O", "03-01", "03-09", cost: "9000"),
        ]
        let county = DeductibleTests.county(
            [
                (
                    "/deductible",
                    [
                        "standard": DeductibleTests.standard, "repeat": ["factors": ["1", "0.5"]], "yearlyLimit": "700",
                    ]
                ), ("/yearlyCap", "8300"), ("/referral/within", 15),
            ], claims)
        let only = try county.onlyCase()
        #expect(only.deductible == money("700"))
        #expect(only.accrued == money("8300"))
    }

    @Test func `an admission that begins in the history makes the next one of the year no repeated one`() throws {
        // S1 continues H; S2 is the first admission of the year, and S3 the second.
        let claims: [Claim] = [
            Self.history("H", at: "O"), .stay("S1", at: "T1", "01-01", "01-05"),
            .stay("S2", at: "T1", "06-01", "06-05"),
            .stay("S3", at: "T1", "11-01", "11-05"),
        ]
        let county = DeductibleTests.county(
            [
                ("/deductible/repeat", ["factors": ["1", "0.5"]]), ("/referral/within", 15),
                ("/referral/down", "separate"),
            ],
            claims)
        #expect(try DeductibleTests.deductibles(county) == ["100.00", "100.00", "50.00"])
    }

    @Test func `a chain may not start before the year where the scheme resets it`() throws {
        let claims = [Self.history("H", at: "L1"), .stay("S", at: "O", "01-01", "01-09")]
        let county = DeductibleTests.county([("/referral/acrossYears", "reset")], claims)
        let only = try county.onlyCase()
        #expect(only.deductible == money("700"))
        #expect(only.chain == nil)
        #expect(only.step == .first)
    }

    @Test func `recorded amounts are charged, and the rules' own reckoned on top of them`() throws {
        // Recorded 80 instead of 100: the next stay tops up 420. Recorded payment 900.01 counts, whatever the rules give.
        let claims: [Claim] = [
            .stay("A", at: "T1", "01-01", "01-05", cost: "1000", deductible: "80", fundPayment: "900.01"),
            .stay("B", at: "G", "01-05", "01-09", cost: "1000"),
        ]
        var county = DeductibleTests.county([("/ratio", SmallCounty.everyLevel("90%"))], claims)
        county.scheme = county.scheme.setting("/benefit/use", "recorded")
        let cases = try county.cases()
        let first = try #require(cases["A"])
        #expect(first.deductible == money("80"))
        #expect(first.reimbursable == money("920"))
        #expect(first.accrued == money("900.01"))
        #expect(first.patient == money("99.99"))
        #expect(
            first.differences == [
                SettledClaim.Difference(field: "act_pay_dedc", recorded: money("80"), computed: money("100")),
                SettledClaim.Difference(field: "hifp_pay", recorded: money("900.01"), computed: money("828")),
            ])
        #expect(cases["B"]?.deductible == money("420"))
        #expect(cases["B"]?.differences.isEmpty == true)
    }

    @Test func `computed amounts are charged although others were recorded, and both are compared`() throws {
        let claims: [Claim] = [
            .stay("A", at: "T1", "01-01", "01-05", deductible: "80", fundPayment: "900"),
            .stay("B", at: "G", "01-05", "01-09"),
        ]
        let county = DeductibleTests.county([], claims)
        let cases = try county.cases()
        #expect(cases["A"]?.deductible == money("100"))
        #expect(cases["A"]?.differences.map(\.field) == ["act_pay_dedc"])
        #expect(cases["B"]?.deductible == money("400"))
    }

    @Test func `without a rule everything recorded differs from zero, and nothing is accrued`() throws {
        var county = DeductibleTests.county(
            [], [.stay("A", insurance: "310", at: "G", "01-01", "01-05", deductible: "80", fundPayment: "0")])
        county.scheme = county.scheme.setting("/benefit/use", "recorded")
        let only = try county.onlyCase()
        #expect(!only.hasBenefit)
        #expect(only.deductible == .zero)
        #expect(only.accrued == .zero)
        #expect(only.patient == money("1000"))
        #expect(only.caseClass == nil)
        #expect(only.points == nil)
        #expect(
            only.differences == [
                SettledClaim.Difference(field: "act_pay_dedc", recorded: money("80"), computed: .zero)
            ])
    }
}
