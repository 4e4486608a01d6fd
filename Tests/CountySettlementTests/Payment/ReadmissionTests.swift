import CaseGrouping
import ExactAmounts
import Testing

@testable import CountySettlement

/// What an early readmission takes from the stay before it (4.1).
@Suite struct ReadmissionTests {
    static let rule: JSON = ["days": 15, "factor": "0.5"]

    static func county(_ rule: JSON = rule, _ claims: [Claim]) -> SmallCounty {
        SmallCounty([("/payment/readmission", rule)], claims: claims)
    }

    static func points(_ county: SmallCounty) throws -> [String?] {
        try county.settled().claims.map { $0.points?.description }
    }

    static let first = Claim.stay("A", at: "G", "03-01", "03-10")

    @Test(arguments: [("03-10", true), ("03-25", true), ("03-26", false), ("03-09", false)])
    func `a stay is halved when the same group comes back within the days, both ends included`(
        _ admission: String, _ isHalved: Bool
    ) throws {
        let county = Self.county(Self.rule, [Self.first, .stay("B", at: "G", admission, "04-30")])
        #expect(try Self.points(county) == [isHalved ? "50.0000" : "100.0000", "100.0000"])
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var rule: JSON = ReadmissionTests.rule
        let later: Claim
        let isHalved: Bool
    }

    static func later(
        at code: String = "G", insurance: String = "390", type: String = "21", person: String = "P",
        diagnosis: String = "A00.000", tcmShare: String? = nil
    ) -> Claim {
        .stay(
            "B", person: person, insurance: insurance, type: type, at: code, "03-20", "03-30", diagnosis: diagnosis,
            tcmShare: tcmShare)
    }

    @Test(arguments: [
        Row(testDescription: "the same institution", later: later(), isHalved: true),
        Row(testDescription: "another institution", later: later(at: "L1"), isHalved: false),
        Row(
            testDescription: "another institution where any counts", rule: rule.setting("/sameInstitution", false),
            later: later(at: "L1"), isHalved: true),
        Row(testDescription: "another group", later: later(diagnosis: "B00.000"), isHalved: false),
        Row(testDescription: "another diagnosis of the group", later: later(diagnosis: "A01.000"), isHalved: true),
        Row(testDescription: "another insurance", later: later(insurance: "310"), isHalved: true),
        Row(testDescription: "another person", later: later(person: "Q"), isHalved: false),
        Row(testDescription: "a visit", later: later(type: "11"), isHalved: false),
        Row(
            testDescription: "no points outside the consortium", rule: rule.setting("/sameInstitution", false),
            later: later(at: "O"), isHalved: false),
        Row(
            testDescription: "a spared group", rule: rule.setting("/except", ["AA19"]), later: later(), isHalved: false),
        Row(
            testDescription: "another spared group", rule: rule.setting("/except", ["BB19"]), later: later(),
            isHalved: true),
        Row(testDescription: "paid as another group", later: later(tcmShare: "0"), isHalved: true),
    ])
    func `a readmission counts by person, group and place`(_ row: Row) throws {
        var county = Self.county(row.rule, [Self.first, row.later])
        for (insurance, type) in [("310", "21"), ("390", "11")] {
            county.scheme = county.scheme.setting(
                "/benefit/rules/-",
                [
                    "insutype": .string(insurance), "med_type": .string(type), "ratio": SmallCounty.everyLevel("50%"),
                ])
        }
        county.scheme = county.scheme.setting(
            "/payment/equivalents", [["group": "AA19", "paidAs": "BB19", "minimumShare": "60%"]])
        #expect(try county.cases()["A"]?.points?.description == (row.isHalved ? "50.0000" : "100.0000"))
    }

    @Test func `a later stay that continues this one by referral does not count, and the next of the chain does`()
        throws
    {
        let claims: [Claim] = [
            Self.first, .stay("B", at: "G", "03-12", "03-15"), .stay("C", at: "G", "03-16", "03-17"),
        ]
        var county = Self.county(Self.rule, Array(claims.prefix(2)))
        county.scheme = county.scheme.setting("/benefit/rules/0/referral", ["within": 5])
        #expect(try Self.points(county) == ["100.0000", "100.0000"])
        county.claims = claims
        #expect(try Self.points(county) == ["50.0000", "100.0000", "100.0000"])
    }

    @Test func `stays in no certain group and stays decided by review lose nothing`() throws {
        for diagnosis in ["Z99.000", "Q00.000"] {
            var county = Self.county(
                Self.rule,
                [
                    .stay("A", at: "G", "03-01", "03-10", cost: "10000", diagnosis: diagnosis),
                    .stay("B", at: "G", "03-12", "03-15", cost: "10000", diagnosis: diagnosis),
                ])
            county.scheme = county.scheme.setting("/payment/ungrouped", ["points": "cost"])
            #expect(try Self.points(county) == ["100.0000", "100.0000"])
        }
        var reviewed = Self.county(Self.rule, [Self.first, Self.later()])
        reviewed.registers.reviews = ["A": .points(CountySettlementTests.points("70"))]
        #expect(try Self.points(reviewed) == ["70.0000", "100.0000"])
        reviewed.registers.reviews = ["B": .points(.zero)]
        #expect(try Self.points(reviewed) == ["50.0000", "0.0000"])
    }

    @Test func `a later stay at a fixed price has no points and does not count`() throws {
        // AA19 has a price at level2 only; the later stay is at level2, the earlier one at level1.
        var county = Self.county(
            Self.rule.setting("/sameInstitution", false), [.stay("A", at: "L1", "03-01", "03-10"), Self.later()])
        #expect(try Self.points(county) == ["50.0000", "100.0000"])
        county.scheme = county.scheme.setting("/payment/fixedPrices", [["group": "AA19", "price": ["level2": "500"]]])
        #expect(try Self.points(county) == ["100.0000", nil])
    }

    @Test func `several readmissions take the factor once, and each earlier stay has its own`() throws {
        let claims: [Claim] = [
            Self.first, .stay("B", at: "G", "03-12", "03-15"), .stay("C", at: "G", "03-16", "03-17"),
        ]
        #expect(try Self.points(Self.county(Self.rule, claims)) == ["50.0000", "50.0000", "100.0000"])
    }

    @Test func `both stays are of the settlement year`() throws {
        let claims: [Claim] = [
            .stay("H", at: "G", "2021-12-20", "2021-12-31"), .stay("A", at: "G", "01-02", "01-05"),
        ]
        #expect(try Self.points(Self.county(Self.rule, claims)) == ["100.0000"])
    }

    @Test func `the factor comes before the rounding`() throws {
        var county = Self.county(
            Self.rule.setting("/factor", "0.5"),
            [
                .stay("A", at: "G", "03-01", "03-10", cost: "3333.33"),
                .stay("B", at: "G", "03-12", "03-15", cost: "3333.33"),
            ])
        county.scheme = county.scheme.setting("/payment/low", ["below": "0.9"])
            .setting("/payment/scale", "1")
        #expect(try Self.points(county) == ["0.1667", "0.3333"])
        county.claims = county.claims.map { claim in
            var claim = claim
            claim.totalCost = money("3332.70")
            return claim
        }
        // 0.33327 → 0.3333 alone; halved 0.166635 → 0.1666, while half of the rounded one would be 0.1667.
        #expect(try Self.points(county) == ["0.1666", "0.3333"])
    }

    @Test func `the group that counts is the one of each stay's own definition`() throws {
        var county = Self.county(
            Self.rule,
            [
                .stay("A", at: "G", "06-20", "06-30", diagnosis: "A00.000"),
                .stay("B", at: "G", "07-01", "07-10", diagnosis: "B00.000"),
            ])
        county.groupers = [SmallDefinitions.drg, SmallDefinitions.secondDRG]
        county.scheme = county.scheme.setting("/definitions/-", ["from": "2022-07-01", "folder": "second"])
        // Under the second definition B00.000 is AA19 as well.
        let cases = try county.cases()
        #expect(cases["A"]?.definition == "small-drg")
        #expect(cases["B"]?.definition == "second-drg")
        #expect(cases["B"]?.group?.code == "AA19")
        #expect(cases["A"]?.points == CountySettlementTests.points("50"))
    }
}
