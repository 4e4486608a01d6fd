import CaseGrouping
import ExactAmounts
import Testing

@testable import CountySettlement

/// Points under DIP: scores, auxiliary factors and the published rule of deviations.
@Suite struct DIPPointsTests {
    static func county(_ changes: [(String, JSON)] = [], _ claims: [Claim]) -> SmallCounty {
        var county = SmallCounty(changes.map { (pointer: "/payment" + $0.0, value: $0.1) }, claims: claims)
        county.scheme = county.scheme.setting("/payment/method", "dip")
        county.registers.weights = []
        county.groupers = [SmallDefinitions.dip]
        return county
    }

    @Test(arguments: [
        ("4000", "400", CaseClass.low), ("4999.99", "499.999", .low), ("5000", "1000", .normal),
        ("20000", "1000", .normal), ("25000", "1500", .high),
    ])
    func `published: a score of 1000 at a mean of 10000, below half and above twice the mean`(
        _ cost: String, _ expected: String, _ caseClass: CaseClass
    ) throws {
        var county = Self.county(
            [
                ("/low", ["below": "0.5", "coefficient": true]),
                ("/high", ["above": [["times": "2"]], "coefficient": true]),
            ], [.stay("S", at: "G", "03-01", "03-11", cost: cost)])
        let only = try county.onlyCase()
        #expect(only.points == points(expected))
        #expect(only.caseClass == caseClass)
        // Both parts take the coefficient: [(C/B − 2) + 1] × S × k.
        county.registers.coefficients = [CoefficientRow(scope: .level(2), group: nil, coefficient: rate("2"))]
        let doubled = try county.onlyCase()
        #expect(try doubled.points == points(expected) + points(expected))
    }

    @Test(arguments: [(65, "1000", "10"), (66, "1080", "10.8")])
    func `the auxiliary factor multiplies the score`(_ age: Int, _ expected: String, _ weight: String) throws {
        let county = Self.county([], [.stay("S", at: "G", "03-01", "03-11", cost: "10000", age: age)])
        let only = try county.onlyCase()
        #expect(only.points == points(expected))
        #expect(only.weight == rate(weight))
    }

    @Test func `a score of the weights comes before that of the catalogue, and so does its mean`() throws {
        var county = Self.county([("/low", ["below": "0.5"])], [.stay("S", at: "G", "03-01", "03-11", cost: "4000")])
        county.registers.weights = [
            WeightRow(group: "A00.0:-", level: nil, weight: rate("900"), meanCost: nil, primaryCareFactor: nil)
        ]
        // The mean is still the catalogue's 10000: 900 × 0.4.
        #expect(try county.onlyCase().points == points("360"))
        county.registers.weights = [
            WeightRow(
                group: "A00.0:-", level: nil, weight: rate("900"), meanCost: money("8000"), primaryCareFactor: nil)
        ]
        #expect(try county.onlyCase().points == points("900"))
    }

    @Test func `without any mean a score is compared with its share of the overall mean`() throws {
        // 150.5 ÷ 100 × 10000 = 15050; 0.4 times that is 6020.
        for (cost, expected) in [("6019.99", "60.1999"), ("6020", "150.5")] {
            let county = Self.county(
                [("/low", ["below": "0.4"])],
                [.stay("S", at: "G", "03-01", "03-11", cost: cost, diagnosis: "B00.000")])
            #expect(try county.onlyCase().points == points(expected))
        }
    }

    @Test func `a case that is paid as another group keeps its own auxiliary factor`() throws {
        let county = Self.county(
            [("/equivalents", [["group": "A00.0:-", "paidAs": "C00.0:-", "minimumShare": "60%"]])],
            [.stay("S", at: "G", "03-01", "03-11", cost: "4000", age: 70, tcmShare: "0.59")])
        let only = try county.onlyCase()
        #expect(only.points == points("453.6"))
        #expect(only.group?.code == "A00.0:-")
    }

    @Test func `a case in no group is ungrouped`() throws {
        let county = Self.county([], [.stay("S", at: "G", "03-01", "03-11", diagnosis: "Z99.000")])
        #expect(try county.onlyCase().caseClass == .ungrouped)
    }

    @Test func `a definition of the other kind does not fit the method`() throws {
        var county = Self.county([], [])
        county.groupers = [SmallDefinitions.drg]
        #expect(throws: SettlementError.definitionMismatch("the definition small-drg does not fit the method dip")) {
            try county.year()
        }
        county.groupers = []
        #expect(throws: SettlementError.definitionMismatch("0 groupers for 1 definitions")) { try county.year() }
    }
}
