import ExactAmounts
import Testing

@testable import CountySettlement

/// What the fund pays of the reimbursable cost (3.3).
@Suite struct AccrualTests {
    static func county(_ changes: [(String, JSON)], _ claims: [Claim]) -> SmallCounty {
        SmallCounty(changes.map { (pointer: "/benefit/rules/0" + $0.0, value: $0.1) }, claims: claims)
    }

    static func accrued(_ county: SmallCounty) throws -> [String] {
        try county.settled().claims.map { $0.accrued.description }
    }

    static let ratios: JSON = ["township": "90%", "level1": "80%", "level2": "73%", "level3": "60.5%"]

    @Test(arguments: [("T1", "900.00"), ("L1", "800.00"), ("G", "730.00"), ("O", "605.00")])
    func `the ratio of the level pays the reimbursable cost`(_ code: String, _ accrued: String) throws {
        let county = Self.county([("/ratio", Self.ratios)], [.stay("S", at: code, "01-01", "01-05")])
        #expect(try Self.accrued(county) == [accrued])
    }

    @Test(arguments: [("0.01", "0.01"), ("1.01", "0.61"), ("1.02", "0.62"), ("10.00", "6.05"), ("0", "0.00")])
    func `the payment is rounded to the fen once, half up`(_ cost: String, _ accrued: String) throws {
        let county = Self.county([("/ratio", ["level3": "60.5%"])], [.stay("S", at: "O", "01-01", "01-05", cost: cost)])
        #expect(try Self.accrued(county) == [accrued])
    }

    @Test func `a level that the ratio does not name pays nothing`() throws {
        let county = Self.county([("/ratio", ["level3": "60%"])], [.stay("S", at: "T1", "01-01", "01-05")])
        let only = try county.onlyCase()
        #expect(only.accrued == .zero)
        #expect(only.hasBenefit)
        #expect(only.caseClass != nil)
    }

    @Test func `the eligible cost is the total less what the patient owes anyway, unless it is given`() throws {
        var claim = Claim.stay("S", at: "G", "01-01", "01-05", cost: "1000")
        (claim.ownPay, claim.overLimitPay, claim.firstSharePay) = (money("100"), money("20"), money("3.5"))
        let derived = try Self.county([], [claim]).onlyCase()
        #expect(derived.eligible == money("876.50"))
        #expect(derived.accrued == money("876.50"))
        #expect(derived.patient == money("123.50"))
        claim.eligibleCost = money("500")
        #expect(try Self.county([], [claim]).onlyCase().accrued == money("500"))
    }

    struct Exemption: Sendable, CustomTestStringConvertible {
        let age: Int?, way: Int?
        let at: String
        let accrued: String
        var testDescription: String { "age \(age.map(String.init) ?? "?") way \(way.map(String.init) ?? "?") at \(at)" }
    }

    @Test(arguments: [
        Exemption(age: 40, way: nil, at: "O", accrued: "505.00"),
        Exemption(age: 40, way: 2, at: "O", accrued: "505.00"),
        Exemption(age: 40, way: 1, at: "O", accrued: "605.00"), Exemption(age: 64, way: 9, at: "O", accrued: "505.00"),
        Exemption(age: 65, way: 9, at: "O", accrued: "605.00"), Exemption(age: 7, way: 9, at: "O", accrued: "505.00"),
        Exemption(age: 6, way: 9, at: "O", accrued: "605.00"), Exemption(age: 0, way: 9, at: "O", accrued: "605.00"),
        Exemption(age: 40, way: nil, at: "G", accrued: "730.00"),
    ])
    func `a stay without referral loses its points, unless it is spared`(_ table: Exemption) throws {
        let county = Self.county(
            [
                ("/ratio", Self.ratios),
                (
                    "/withoutReferral",
                    [
                        "levels": ["level3"], "points": "-10%",
                        "exempt": ["emergency": true, "ageAtLeast": 65, "ageAtMost": 6],
                    ]
                ),
            ], [.stay("S", at: table.at, "01-01", "01-05", age: table.age, way: table.way)])
        #expect(try Self.accrued(county) == [table.accrued])
    }

    @Test func `without exemptions nobody is spared, and who continues another stay loses nothing`() throws {
        let claims: [Claim] = [
            .stay("A", at: "T1", "01-01", "01-05", age: 80, way: 1),
            .stay("B", at: "O", "01-05", "01-09", age: 80, way: 1),
            .stay("C", person: "Q", at: "O", "01-05", "01-09", age: 80, way: 1),
        ]
        let county = Self.county(
            [
                ("/ratio", Self.ratios), ("/referral", [:]),
                ("/withoutReferral", ["levels": ["level3"], "points": "-10%"]),
            ], claims)
        #expect(try Self.accrued(county) == ["900.00", "605.00", "505.00"])
    }

    @Test func `a bonus is for stays that continue another upward, and for no others`() throws {
        let claims: [Claim] = [
            .stay("A", at: "L1", "01-01", "01-05"), .stay("B", at: "G", "01-05", "01-09"),
            .stay("C", at: "G", "01-09", "01-12"), .stay("D", at: "T1", "01-12", "01-20"),
        ]
        let county = Self.county([("/ratio", Self.ratios), ("/referral", ["upBonus": "3.5%"])], claims)
        #expect(try Self.accrued(county) == ["800.00", "765.00", "730.00", "900.00"])
    }

    @Test(arguments: [
        ("-100%", "0.00"), ("-60.5%", "0.00"), ("-60.4%", "1.00"), ("39.5%", "1000.00"), ("100%", "1000.00"),
    ])
    func `an adjusted ratio stays within 0 and 100 percent`(_ points: String, _ accrued: String) throws {
        let county = Self.county(
            [("/ratio", Self.ratios), ("/withoutReferral", ["levels": ["level3"], "points": .string(points)])],
            [.stay("S", at: "O", "01-01", "01-05")])
        #expect(try Self.accrued(county) == [accrued])
    }

    // MARK: Bands

    static let bands: JSON = [
        ["upTo": "1000", "ratio": ["level2": "80%", "level3": "50%"]], ["upTo": "3000", "ratio": ["level2": "90%"]],
        ["ratio": ["level2": "60%", "level3": "100%"]],
    ]

    static func bandCounty(_ costs: [String], at code: String = "G") -> SmallCounty {
        var county = Self.county(
            [("/bands", bands)],
            costs.enumerated().map { place, cost in
                .stay("S\(place)", at: code, "0\(place + 1)-01", "0\(place + 1)-09", cost: cost)
            })
        county.scheme = county.scheme.removing("/benefit/rules/0/ratio")
        return county
    }

    @Test(arguments: [
        (["999.99"], ["799.99"]), (["1000"], ["800.00"]), (["1000.01"], ["800.01"]), (["3000"], ["2600.00"]),
        (["3000.01"], ["2600.01"]), (["5000"], ["3800.00"]),
        (["600", "600", "2000"], ["480.00", "500.00", "1740.00"]),
        (["5000", "100"], ["3800.00", "60.00"]),
    ])
    func `each part of the year's reimbursable cost takes the ratio of its band`(
        _ costs: [String], _ accrued: [String]
    ) throws {
        #expect(try Self.accrued(Self.bandCounty(costs)) == accrued)
    }

    @Test func `a level that a band does not name pays nothing in that band`() throws {
        #expect(try Self.accrued(Self.bandCounty(["5000"], at: "O")) == ["2500.00"])
    }

    @Test func `the parts of bands are summed exactly and rounded once`() throws {
        // 0.01 × 50 % + 0.01 × 50 % = 0.01, while two roundings would give 0.02.
        var county = Self.bandCounty(["0.02"])
        county.scheme = county.scheme.setting(
            "/benefit/rules/0/bands",
            [["upTo": "0.01", "ratio": ["level2": "50%"]], ["ratio": ["level2": "50%"]]])
        #expect(try Self.accrued(county) == ["0.01"])
    }

    @Test func `adjustments are added to the ratio of each band, and each is kept within 100 percent`() throws {
        var county = Self.bandCounty(["5000"])
        county.scheme = county.scheme.setting(
            "/benefit/rules/0/withoutReferral", ["levels": ["level2"], "points": "15%"])
        // 95 % of 1000, 100 % of 2000 and 75 % of 2000.
        #expect(try Self.accrued(county) == ["4450.00"])
    }

    // MARK: Caps

    @Test(arguments: [
        ("1499.99", ["1000.00", "499.99", "0.00"]), ("1500.00", ["1000.00", "500.00", "0.00"]),
        ("1500.01", ["1000.00", "500.00", "0.01"]), ("0", ["0.00", "0.00", "0.00"]),
    ])
    func `the cap of a rule ends its payments, to the fen`(_ cap: String, _ accrued: [String]) throws {
        let claims: [Claim] = [
            .stay("A", at: "G", "01-01", "01-05"), .stay("B", at: "G", "02-01", "02-05", cost: "500"),
            .stay("C", at: "G", "03-01", "03-05"),
        ]
        #expect(try Self.accrued(Self.county([("/yearlyCap", .string(cap))], claims)) == accrued)
    }

    @Test(arguments: [
        ("1299.99", ["1000.00", "299.99"]), ("1300", ["1000.00", "300.00"]), ("1300.01", ["1000.00", "300.00"]),
    ])
    func `the cap of an insurance ends the payments of all its rules`(_ cap: String, _ accrued: [String]) throws {
        var county = SmallCounty(claims: [
            .stay("A", at: "G", "01-01", "01-05"), .stay("B", type: "14", at: "G", "02-01", "02-01", cost: "300"),
        ])
        let rule = try #require(county.scheme.at("/benefit/rules/0"))
        county.scheme = county.scheme.setting("/benefit/rules/-", rule.setting("/med_type", "14"))
            .setting("/benefit/yearlyCap", ["390": .string(cap), "310": "0"])
        #expect(try Self.accrued(county) == accrued)
    }

    @Test func `the cap of an insurance and that of a rule both hold, for each person alone`() throws {
        var county = SmallCounty([("/benefit/yearlyCap", ["390": "700"]), ("/benefit/rules/0/yearlyCap", "900")])
        county.claims = [
            .stay("A", at: "G", "01-01", "01-05", cost: "600"), .stay("B", at: "G", "02-01", "02-05", cost: "600"),
            .stay("C", person: "Q", at: "G", "02-01", "02-05", cost: "600"),
        ]
        #expect(try Self.accrued(county) == ["600.00", "100.00", "600.00"])
    }

    // MARK: Rules

    @Test func `a claim takes the first rule that has its insurance and its type`() throws {
        var county = SmallCounty([("/benefit/rules/0/med_type", ["11", "14"])])
        for (type, insurance, ratio) in [
            ("21", "310", "50%"), ("21", "390", "60%"), ("14", "390", "10%"), ("14", "310", "20%"),
        ] {
            county.scheme = county.scheme.setting(
                "/benefit/rules/-",
                [
                    "insutype": .string(insurance), "med_type": .string(type),
                    "ratio": SmallCounty.everyLevel(.string(ratio)),
                ])
        }
        county.claims = [
            .stay("A", at: "G", "01-01", "01-05"), .stay("B", type: "14", at: "G", "01-01", "01-01"),
            .stay("C", insurance: "310", at: "G", "01-01", "01-05"),
            .stay("D", insurance: "310", type: "14", at: "G", "01-01", "01-01"),
            .stay("E", insurance: "310", type: "11", at: "G", "01-01", "01-01"),
            .stay("F", type: "", at: "G", "05-01", "05-05"),
        ]
        let cases = try county.cases()
        #expect(
            cases.mapValues { $0.accrued } == [
                "A": money("600"), "B": money("1000"), "C": money("500"), "D": money("200"), "E": .zero,
                "F": money("600"),
            ])
        #expect(cases["E"]?.benefitRule == nil)
        #expect(cases["B"]?.benefitRule == "/benefit/rules/0")
        #expect(cases["B"]?.group == nil)
        #expect(cases["F"]?.isInpatient == true)
    }
}
