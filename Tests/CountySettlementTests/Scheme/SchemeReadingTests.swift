import CaseGrouping
import ExactAmounts
import Testing

@testable import CountySettlement

/// What a scheme says, what it says by saying nothing (1.6), and where it says so.
@Suite struct SchemeReadingTests {
    static func scheme(_ json: JSON) throws -> SettlementScheme { try SettlementScheme(json: json.bytes) }

    @Test func `a scheme in which every key stands is read as it stands`() throws {
        let scheme = try Self.scheme(SmallCounty.full)
        #expect(scheme.id == "full")
        #expect(scheme.encoding == "gb18030")
        #expect(scheme.year == day("2022-01-01")...day("2022-12-31"))
        #expect(scheme.primaryLevels == [0])
        #expect(scheme.inpatientTypes == ["21", "24"])
        #expect(scheme.definitions.map(\.folder) == ["first", "second"])
        #expect(scheme.benefit.use == .recorded)
        #expect(scheme.benefit.yearlyCap == ["390": money("180000")])
        let rule = scheme.benefit.rules[0]
        #expect(rule.types == ["21", "24"])
        guard case .standard(let standard, let factors, let count) = rule.deductible else {
            Issue.record("a standard was expected")
            return
        }
        #expect(standard == ["100", "0", "500"].map(money))
        #expect(factors == ["1", "0.5"].map(rate))
        #expect(count == .sameLevel)
        #expect(rule.yearlyDeductibleLimit == money("3000"))
        let referral = try #require(rule.referral)
        #expect([referral.up, referral.down, referral.same] == [.difference, .half, .separate])
        #expect(referral.withinDays == 15)
        #expect(referral.needsRegister && referral.needsSameDisease && referral.needsMembers && referral.resetsWithYear)
        #expect(referral.upBonus == rate("3%"))
        #expect(rule.bands.map(\.ratios) == [["90%", "80%", "0"].map(rate)])
        let without = try #require(rule.withoutReferral)
        #expect(without.points == rate("-0.1"))
        #expect(without.sparesEmergency && without.sparedFromAge == 65 && without.sparedToAge == 6)
        #expect(rule.yearlyCap == money("150000"))
        guard case .perYear(let amount) = scheme.benefit.rules[1].deductible else {
            Issue.record("a yearly amount was expected")
            return
        }
        #expect(amount == money("200"))
        #expect(scheme.benefit.rules[1].bands.map(\.upTo) == [money("1000"), nil])
        #expect(scheme.payment.high?.bands.map(\.weightBelow) == [rate("1"), rate("2"), nil])
        #expect(scheme.payment.readmission?.sameInstitution == false)
        #expect(scheme.payment.pointValue.decimals == 2)
        #expect(scheme.payment.pointValue.rounding == .down)
        #expect(scheme.funds[0].clearing.minimumScoreHundredths == 6000)
        #expect(scheme.funds[0].openingReserve == money("-12000000"))
        #expect(scheme.surplus?.holdsExcess == true)
        #expect(scheme.fund(covering: "310") == 1)
        #expect(scheme.fund(covering: "999") == nil)
    }

    @Test func `what is left out has the default of 1_6, in the outer keys and the benefit`() throws {
        let scheme = try Self.scheme(SmallCounty.plain)
        #expect(scheme.encoding == "utf-8")
        #expect(scheme.inpatientTypes == ["21"])
        #expect(scheme.primaryLevels.isEmpty)
        #expect(scheme.sources.isEmpty)
        #expect(scheme.surplus == nil)
        #expect(scheme.benefit.use == .computed)
        #expect(scheme.benefit.yearlyCap.isEmpty)
        let rule = scheme.benefit.rules[0]
        #expect(rule.yearlyCap == nil)
        #expect(rule.referral == nil)
        #expect(rule.withoutReferral == nil)
        #expect(rule.yearlyDeductibleLimit == nil)
        guard case .standard(let standard, let factors, let count) = rule.deductible else {
            Issue.record("a standard was expected")
            return
        }
        #expect(standard == Array(repeating: .zero, count: 4))
        #expect(factors == [.one])
        #expect(count == .all)
    }

    @Test func `what is left out has the default of 1_6, inside referrals and exemptions`() throws {
        let scheme = try Self.scheme(
            SmallCounty.plain.setting("/benefit/rules/0/referral", [:]).setting(
                "/benefit/rules/0/withoutReferral", ["levels": ["level3"], "points": "-1%"]
            ).setting("/benefit/rules/0/deductible", ["repeat": [:]]))
        let referral = try #require(scheme.benefit.rules[0].referral)
        #expect([referral.up, referral.down, referral.same] == [.zero, .zero, .zero])
        #expect(referral.withinDays == nil)
        #expect(
            !referral.needsRegister && !referral.needsSameDisease && !referral.needsMembers && !referral.resetsWithYear)
        #expect(referral.upBonus == .zero)
        let without = try #require(scheme.benefit.rules[0].withoutReferral)
        #expect(!without.sparesEmergency && without.sparedFromAge == nil && without.sparedToAge == nil)
        guard case .standard(_, let factors, let count) = scheme.benefit.rules[0].deductible else {
            Issue.record("a standard was expected")
            return
        }
        #expect(factors == [.one])
        #expect(count == .all)
    }

    @Test func `what is left out has the default of 1_6, in the payment`() throws {
        let scheme = try Self.scheme(SmallCounty.plain)
        #expect(scheme.payment.kinds == [.member])
        #expect(scheme.payment.low == nil)
        #expect(scheme.payment.high == nil)
        #expect(scheme.payment.bedDays.isEmpty)
        #expect(scheme.payment.fixedPrices.isEmpty)
        #expect(scheme.payment.readmission == nil)
        #expect(scheme.payment.equivalents.isEmpty)
        #expect(scheme.payment.ungroupedFactor == nil)
        #expect(scheme.payment.pointValue.decimals == 4)
        #expect(scheme.payment.pointValue.rounding == .halfUp)
        #expect(scheme.payment.pointValue.residual == .keep)
        #expect(scheme.payment.pointValue.fundShare == nil)
        let sparse = try Self.scheme(
            SmallCounty.plain.setting("/payment/low", ["below": "0.4"]).setting(
                "/payment/high", ["above": [["times": "3"]]]
            )
            .setting("/payment/ungrouped", ["points": "cost"])
            .setting("/payment/readmission", ["days": 15, "factor": "0.5"]))
        #expect(sparse.payment.low.map { !$0.usesCoefficient && !$0.capsAtBase } == true)
        #expect(sparse.payment.high?.usesCoefficient == false)
        #expect(sparse.payment.high?.reviewAbove == nil)
        #expect(sparse.payment.ungroupedFactor == .one)
        #expect(sparse.payment.readmission?.sameInstitution == true)
        #expect(sparse.payment.readmission?.except == [])
        let none = try Self.scheme(
            SmallCounty.plain.setting("/payment/ungrouped", ["points": "none", "factor": "0.8"]))
        #expect(none.payment.ungroupedFactor == nil)
    }

    @Test func `what is left out has the default of 1_6, in the funds and the surplus`() throws {
        let scheme = try Self.scheme(
            SmallCounty.plain.setting("/surplus", ["performance": "70%"]).setting(
                "/funds/0/gross", ["heads": 1, "perHead": ["1"]]
            ).setting("/funds/0/deductions", [["name": "d", "amount": "0"]]))
        let fund = scheme.funds[0]
        guard case .heads(_, _, let other) = fund.gross else {
            Issue.record("heads were expected")
            return
        }
        #expect(other == .zero)
        #expect(fund.deductions.map(\.isReserve) == [false])
        #expect(fund.lines.isEmpty && fund.charges.isEmpty && fund.nextQuarter.isEmpty)
        #expect(fund.openingReserve == .zero)
        #expect(fund.prepaidShare == nil)
        #expect(fund.deposit == nil)
        for clearing in [
            fund.clearing, try Self.scheme(SmallCounty.plain.setting("/funds/0/clearing", [:])).funds[0].clearing,
        ] {
            #expect(clearing.surplusKept == .one)
            #expect(clearing.minimumScoreHundredths == nil)
            #expect(clearing.overrun.isEmpty)
        }
        #expect(scheme.surplus?.holdsExcess == false)
        #expect(scheme.surplus?.statutory.isEmpty == true)
        let item = try Self.scheme(
            SmallCounty.plain.setting(
                "/surplus", ["performance": "70%", "statutory": [["name": "s", "rate": "1%", "of": "income"]]]))
        #expect(item.surplus?.statutory.map(\.trueUp) == [false])
    }

    @Test func `definitions stand in any order, and the latest not after the discharge is in force`() throws {
        let scheme = try Self.scheme(
            SmallCounty.full.setting(
                "/definitions",
                [["from": "2022-07-01", "folder": "second"], ["from": "2021-07-01", "folder": "first"]]))
        #expect(scheme.definitions.map(\.folder) == ["first", "second"])
    }

    @Test func `a definition groups what is discharged from its first day on`() throws {
        var county = SmallCounty(claims: [
            .stay("A", at: "G", "06-01", "06-30", diagnosis: "B00.000"),
            .stay("B", at: "G", "06-01", "07-01", diagnosis: "B00.000"),
        ])
        county.groupers = [SmallDefinitions.drg, SmallDefinitions.secondDRG]
        county.scheme = county.scheme.setting("/definitions/-", ["from": "2022-07-01", "folder": "second"])
        #expect(try county.settled().claims.map { $0.group?.code } == ["BB19", "AA19"])
    }

    // MARK: Sources

    @Test(
        arguments: [
            ("/funds/0/deductions/0", "扣除10%的风险金"), ("/funds/0/deductions/0/rate", "扣除10%的风险金"),
            ("/funds/0/deductions/00", nil), ("/funds/0/deductions", nil), ("/funds/0", nil),
            ("/benefit", "[proxy] 待遇"),
            ("/benefit/rules/0/referral/up", "[proxy] 待遇"), ("/benefits", nil), ("", nil), ("/payment", nil),
        ] as [(String, String?)])
    func `a source is that of the nearest enclosing pointer`(_ pointer: String, _ source: String?) throws {
        #expect(try Self.scheme(SmallCounty.full).source(of: pointer) == source)
    }

    @Test func `a nearer source comes before an outer one, and the whole document encloses everything`() throws {
        let sources: JSON = [
            "": "all", "/benefit": "benefit", "/benefit/rules/0": "rule", "/benefit/rules/0/ratio/level3": "level 3",
        ]
        let scheme = try Self.scheme(SmallCounty.plain.setting("/sources", sources))
        #expect(scheme.source(of: "/benefit/rules/0/ratio/level3") == "level 3")
        #expect(scheme.source(of: "/benefit/rules/0/ratio/level2") == "rule")
        #expect(scheme.source(of: "/benefit/rules/1") == "benefit")
        #expect(scheme.source(of: "/payment/scale") == "all")
    }
}
