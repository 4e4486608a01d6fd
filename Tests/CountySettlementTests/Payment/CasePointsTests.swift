import CaseGrouping
import ExactAmounts
import Testing

@testable import CountySettlement

/// The class and the points of a case (4.1): the first line that applies.
@Suite struct CasePointsTests {
    static func county(_ changes: [(String, JSON)] = [], _ claims: [Claim] = []) -> SmallCounty {
        SmallCounty(changes.map { (pointer: "/payment" + $0.0, value: $0.1) }, claims: claims)
    }

    static func stay(
        _ cost: String, _ diagnosis: String = "A00.000", at code: String = "G", age: Int? = 40, days: Int? = nil,
        tcmShare: String? = nil
    ) -> Claim {
        .stay(
            "S", at: code, "03-01", "03-11", cost: cost, diagnosis: diagnosis, age: age, days: days, tcmShare: tcmShare)
    }

    static let low: JSON = ["below": "0.4", "coefficient": true, "capAtBase": true]
    static let high: JSON = [
        "above": [["weightBelow": "1", "times": "3"], ["weightBelow": "2", "times": "2.5"], ["times": "2"]]
    ]

    struct Row: Sendable, CustomTestStringConvertible {
        var cost: String
        var diagnosis = "A00.000"
        var caseClass: CaseClass
        var points: String
        var testDescription: String { "\(diagnosis) at \(cost)" }
    }

    // AA19 has the weight 1 and the mean 10000; BB19 0.5 and 5000, CC19 2 and 20000 by the overall mean.
    @Test(arguments: [
        Row(cost: "3999.99", caseClass: .low, points: "39.9999"), Row(cost: "4000", caseClass: .normal, points: "100"),
        Row(cost: "4000.01", caseClass: .normal, points: "100"), Row(cost: "0", caseClass: .low, points: "0"),
        Row(cost: "25000", caseClass: .normal, points: "100"),
        Row(cost: "25000.01", caseClass: .high, points: "100.0001"),
        Row(cost: "30000", caseClass: .high, points: "150"),
        Row(cost: "15000", diagnosis: "B00.000", caseClass: .normal, points: "50"),
        Row(cost: "15000.01", diagnosis: "B00.000", caseClass: .high, points: "50.0001"),
        Row(cost: "1999.99", diagnosis: "B00.000", caseClass: .low, points: "19.9999"),
        Row(cost: "40000", diagnosis: "C00.000", caseClass: .normal, points: "200"),
        Row(cost: "40000.01", diagnosis: "C00.000", caseClass: .high, points: "200.0001"),
    ])
    func `a case is low below the line, high above that of its weight's band, and normal at either`(_ row: Row) throws {
        let only = try Self.county([("/low", Self.low), ("/high", Self.high)], [Self.stay(row.cost, row.diagnosis)])
            .onlyCase()
        #expect(only.caseClass == row.caseClass)
        #expect(only.points == points(row.points))
        #expect(only.coefficient == .one)
    }

    @Test(arguments: ["0.01", "1000000"])
    func `without low and high every case of a group is normal`(_ cost: String) throws {
        let only = try Self.county([], [Self.stay(cost)]).onlyCase()
        #expect(only.caseClass == .normal)
        #expect(only.points == points("100"))
    }

    /// The same case under a coefficient of 1.2 or 0.8.
    @Test(arguments: [
        ("1.2", false, false, "30"), ("1.2", true, false, "36"), ("1.2", true, true, "36"), ("0.8", true, true, "24"),
        ("4", true, true, "100"), ("4", true, false, "120"), ("4", false, true, "30"),
    ])
    func `a low case takes its share of the base, with the coefficient and the cap where the scheme says`(
        _ coefficient: String, _ usesCoefficient: Bool, _ capsAtBase: Bool, _ expected: String
    ) throws {
        var county = Self.county(
            [("/low", ["below": "0.4", "coefficient": .boolean(usesCoefficient), "capAtBase": .boolean(capsAtBase)])],
            [Self.stay("3000")])
        county.registers.coefficients = [CoefficientRow(scope: .level(2), group: nil, coefficient: rate(coefficient))]
        let only = try county.onlyCase()
        #expect(only.points == points(expected))
        #expect(only.caseClass == .low)
    }

    @Test(arguments: [(false, "220"), (true, "240")])
    func `a high case adds what lies above its line, with the coefficient where the scheme says`(
        _ usesCoefficient: Bool, _ expected: String
    ) throws {
        // Base 100 × 1.2, and 100 × (3.5 − 2.5) with or without the 1.2.
        var county = Self.county(
            [("/high", Self.high.setting("/coefficient", .boolean(usesCoefficient)))], [Self.stay("35000")])
        county.registers.coefficients = [CoefficientRow(scope: .level(2), group: nil, coefficient: rate("1.2"))]
        #expect(try county.onlyCase().points == points(expected))
    }

    @Test(arguments: [
        ("50000", CaseClass.high, "350"), ("50000.01", .unreviewed, "100"), ("900000", .unreviewed, "100"),
    ])
    func `above the review line a case without a decision has its normal points and needs a review`(
        _ cost: String, _ caseClass: CaseClass, _ expected: String
    ) throws {
        let county = Self.county([("/high", Self.high.setting("/reviewAbove", "5"))], [Self.stay(cost)])
        let settled = try county.settled()
        #expect(settled.claims[0].caseClass == caseClass)
        #expect(settled.claims[0].points == points(expected))
        #expect(settled.accounts.needingReview == (caseClass == .unreviewed ? 1 : 0))
    }

    @Test func `a review decides points, or the points of the cost, before anything else`() throws {
        var county = Self.county(
            [
                ("/high", Self.high.setting("/reviewAbove", "5")),
                ("/fixedPrices", [["group": "BB19", "price": ["level2": "4000"]]]),
                ("/readmission", ["days": 15, "factor": "0.5"]),
            ],
            [
                .stay("A", at: "G", "03-01", "03-11", cost: "90000"),
                .stay("B", person: "Q", at: "G", "03-01", "03-11", cost: "123456.78", diagnosis: "B00.000"),
                .stay("C", person: "R", at: "G", "03-01", "03-11", cost: "5000", diagnosis: "Z99.000"),
                .stay("D", person: "R", at: "O", "03-01", "03-11", cost: "5000"),
            ])
        county.registers.reviews = [
            "A": .points(points("321.4567")), "B": .cost, "C": .points(points("7")), "D": .cost,
        ]
        let cases = try county.cases()
        #expect(cases["A"]?.points == points("321.4567"))
        #expect(cases["B"]?.points == points("1234.5678"))
        #expect(cases["C"]?.points == points("7"))
        #expect(["A", "B", "C"].allSatisfy { cases[$0]?.caseClass == .review })
        #expect(cases["D"]?.caseClass == nil)
        #expect(try county.settled().accounts.needingReview == 0)
    }

    // MARK: Bed days, fixed prices, no group

    @Test(arguments: [
        ("G", nil, CaseClass.bedDay, "48"), ("G", 7, .bedDay, "33.6"), ("L1", 10, .bedDay, "42"),
        ("T1", 10, .normal, "120"),
    ])
    func `a bed day counts days by the level's rate and the coefficient, where the level has a rate`(
        _ code: String, _ days: Int?, _ caseClass: CaseClass, _ expected: String
    ) throws {
        var county = Self.county(
            [("/bedDays", [["groups": ["AA19"], "pointsPerDay": ["level1": "3.5", "level2": "4"]]])],
            [Self.stay("900000", at: code, days: days)])
        county.registers.coefficients = SmallCounty.levels.indices.map {
            CoefficientRow(scope: .level($0), group: nil, coefficient: rate("1.2"))
        }
        let only = try county.onlyCase()
        #expect(only.caseClass == caseClass)
        #expect(only.points == points(expected))
    }

    @Test func `a stay of one day, in and out, is one bed day`() throws {
        let county = Self.county(
            [("/bedDays", [["groups": ["AA19"], "pointsPerDay": ["level2": "4"]]])],
            [.stay("S", at: "G", "03-01", "03-01")])
        #expect(try county.onlyCase().points == points("4"))
    }

    @Test(arguments: [
        ("G", "1000", "80%", "3800.00"), ("G", "25000", "80%", "0.00"), ("G", "20000", "80%", "0.00"),
        ("G", "19999.95", "80%", "0.01"),
    ])
    func `a fixed price is due less the patient's share, never below 0, and gives no points`(
        _ code: String, _ cost: String, _ ratio: String, _ due: String
    ) throws {
        var county = Self.county(
            [("/fixedPrices", [["group": "BB19", "price": ["level2": "4000"]]])], [Self.stay(cost, "B00.000", at: code)]
        )
        county.scheme = county.scheme.setting("/benefit/rules/0/ratio", SmallCounty.everyLevel(.string(ratio)))
        let settled = try county.settled()
        let only = settled.claims[0]
        #expect(only.caseClass == .fixedPrice)
        #expect(only.points == nil)
        #expect(only.amount == nil)
        #expect(only.due == money(due))
        #expect(only.weight == rate("0.5"))
        #expect(settled.accounts.funds[0].institutions[0].fixedPrice == money(due))
        #expect(settled.accounts.funds[0].institutions[0].due == .zero)
    }

    @Test func `a group with a fixed price has points at a level without one`() throws {
        let county = Self.county(
            [("/fixedPrices", [["group": "BB19", "price": ["level2": "4000"]]])],
            [Self.stay("1000", "B00.000", at: "L1")])
        #expect(try county.onlyCase().caseClass == .normal)
    }

    @Test(arguments: ["Z99.000", "Q00.000", "N00.000"])
    func `no group, an ambiguous one and one without a weight have no points, or those of their cost`(
        _ diagnosis: String
    ) throws {
        let none = try Self.county([], [Self.stay("12345.67", diagnosis)]).onlyCase()
        #expect(none.caseClass == .ungrouped)
        #expect(none.points == .zero)
        #expect(none.due == .zero)
        #expect(none.weight == nil)
        for (factor, expected) in [("1", "123.4567"), ("0.8", "98.7654")] {
            let county = Self.county(
                [("/ungrouped", ["points": "cost", "factor": .string(factor)])], [Self.stay("12345.67", diagnosis)])
            #expect(try county.onlyCase().points == points(expected))
        }
    }

    @Test func `an ambiguous group stays ungrouped although a weight names it`() throws {
        var county = Self.county([], [Self.stay("1000", "Q00.000")])
        county.registers.weights.append(
            WeightRow(group: "EQY", level: nil, weight: .one, meanCost: nil, primaryCareFactor: nil))
        county.registers.coefficients = [CoefficientRow(scope: .level(2), group: nil, coefficient: rate("1.2"))]
        let only = try county.onlyCase()
        #expect(only.caseClass == .ungrouped)
        #expect(only.points == .zero)
        #expect(only.coefficient == .one)
    }

    // MARK: Weights, means and coefficients

    @Test func `a weight row of the case's level comes before one for every level`() throws {
        var county = Self.county([("/low", Self.low)], [Self.stay("3000", "A00.000", at: "L1")])
        county.registers.weights.insert(
            WeightRow(group: "AA19", level: 1, weight: rate("0.7"), meanCost: money("6000"), primaryCareFactor: nil),
            at: 1)
        let only = try county.onlyCase()
        #expect(only.weight == rate("0.7"))
        #expect(only.caseClass == .normal)
        county.claims = [Self.stay("3000")]
        #expect(try county.onlyCase().caseClass == .low)
        county.registers.weights = [
            WeightRow(group: "AA19", level: 1, weight: rate("0.7"), meanCost: nil, primaryCareFactor: nil)
        ]
        #expect(try county.onlyCase().caseClass == .ungrouped)
    }

    @Test func `without a mean cost of its own a case is compared with its weight times the overall mean`() throws {
        // CC19: 2 × 10000.
        let county = Self.county([("/low", ["below": "0.5"])], [Self.stay("9999.99", "C00.000")])
        #expect(try county.onlyCase().points == points("99.9999"))
    }

    @Test(arguments: ["0", "1000000"])
    func `a mean of 0 counts as a cost of exactly the mean`(_ cost: String) throws {
        var county = Self.county([("/low", Self.low), ("/high", Self.high)], [Self.stay(cost)])
        county.registers.weights[0] = WeightRow(
            group: "AA19", level: nil, weight: .one, meanCost: .zero, primaryCareFactor: nil)
        #expect(try county.onlyCase().caseClass == .normal)
        county.registers.weights[0] = WeightRow(
            group: "AA19", level: nil, weight: .zero, meanCost: nil, primaryCareFactor: nil)
        let weightless = try county.onlyCase()
        #expect(weightless.caseClass == .normal)
        #expect(weightless.points == .zero)
    }

    @Test func `the most specific coefficient is taken`() throws {
        let rows = [
            CoefficientRow(scope: .institution("G"), group: "AA19", coefficient: rate("1.4")),
            CoefficientRow(scope: .institution("G"), group: nil, coefficient: rate("1.3")),
            CoefficientRow(scope: .level(2), group: "AA19", coefficient: rate("1.2")),
            CoefficientRow(scope: .level(2), group: nil, coefficient: rate("1.1")),
            CoefficientRow(scope: .institution("L1"), group: nil, coefficient: rate("9")),
            CoefficientRow(scope: .level(2), group: "BB19", coefficient: rate("8")),
        ]
        for (dropped, expected) in ["1.4", "1.3", "1.2", "1.1", "1", "1"].enumerated() {
            var county = Self.county([], [Self.stay("1000")])
            county.registers.coefficients = Array(rows.dropFirst(dropped))
            #expect(try county.onlyCase().coefficient == rate(expected))
            county.registers.coefficients.reverse()
            #expect(try county.onlyCase().coefficient == rate(expected))
        }
    }

    @Test func `a primary-care group's factor replaces the coefficient`() throws {
        var county = Self.county([], [Self.stay("1000")])
        county.registers.coefficients = [CoefficientRow(scope: .institution("G"), group: nil, coefficient: rate("1.3"))]
        county.registers.weights[0] = WeightRow(
            group: "AA19", level: nil, weight: .one, meanCost: nil, primaryCareFactor: rate("0.95"))
        let only = try county.onlyCase()
        #expect(only.coefficient == rate("0.95"))
        #expect(only.points == points("95"))
    }

    @Test func `points are rounded once, to four decimals, after the coefficient`() throws {
        // 0.333333 × 100 × 0.333333 = 11.1110888889.
        var county = Self.county([], [Self.stay("1000")])
        county.registers.weights[0] = WeightRow(
            group: "AA19", level: nil, weight: rate("0.333333"), meanCost: nil, primaryCareFactor: nil)
        county.registers.coefficients = [CoefficientRow(scope: .level(2), group: nil, coefficient: rate("0.333333"))]
        #expect(try county.onlyCase().points == points("11.1111"))
    }

    // MARK: Equivalents

    @Test(arguments: [
        ("59.9%", "BB19", "50"), ("59.999999%", "BB19", "50"), ("60%", "AA19", "100"), (nil, "AA19", "100"),
        ("0", "BB19", "50"),
    ])
    func `with too little Chinese medicine a case is paid as the other group, and stays in its own`(
        _ share: String?, _ paidAs: String, _ expected: String
    ) throws {
        let county = Self.county(
            [("/equivalents", [["group": "AA19", "paidAs": "BB19", "minimumShare": "60%"]])],
            [Self.stay("1000", tcmShare: share)])
        let only = try county.onlyCase()
        #expect(only.points == points(expected))
        #expect(only.group?.code == "AA19")
        #expect(only.weight == rate(paidAs == "BB19" ? "0.5" : "1"))
    }

    @Test func `the rules of the other group hold for a case that is paid as it`() throws {
        var county = Self.county(
            [
                ("/equivalents", [["group": "AA19", "paidAs": "BB19", "minimumShare": "60%"]]),
                ("/bedDays", [["groups": ["BB19"], "pointsPerDay": ["level2": "4"]]]),
            ], [Self.stay("1000", days: 5, tcmShare: "0.1")])
        #expect(try county.onlyCase().points == points("20"))
        county.scheme = county.scheme.setting("/payment/equivalents/0/paidAs", "XX99")
        #expect(try county.onlyCase().caseClass == .ungrouped)
    }
}
