import CaseGrouping
import ExactAmounts
import Testing

@testable import CountySettlement

/// Two thousand county-years from seeds: each adds up, and together they reach everything.
@Suite struct RandomYearTests {
    static let yearsInBlock: UInt64 = 200

    @Test(arguments: UInt64(0)..<10)
    func `two hundred county-years add up to the fen, and reach every class, step, mode and reason`(_ block: UInt64)
        throws
    {
        var reached: Set<String> = []
        var settledYears = 0
        for seed in block * Self.yearsInBlock..<(block + 1) * Self.yearsInBlock {
            let county = RandomCounty.county(seed: seed)
            let (year, intake) = try county.taken()
            reached.formUnion(intake.rejected.map { "rejected \($0.rejection.reason)" })
            do {
                let settled = try year.settle(intake.book)
                let conservation = Conservation(
                    seed: seed, county: county, scheme: year.scheme, intake: intake, settled: settled)
                try conservation.check()
                reached.formUnion(Self.reach(settled, year.scheme))
                settledYears += 1
            } catch SettlementError.packageBelowZero(_, let amount) {
                #expect(amount < .zero)
                reached.insert("package below zero")
            }
        }
        #expect(Set(Self.everything).subtracting(reached).sorted() == [])
        #expect(settledYears > 180)
    }

    /// What every two hundred county-years reach.
    static let everything: [String] =
        CaseClass.allCases.map { "class \($0.name)" } + ChainStep.allCases.map { "step \($0.name)" }
        + PointValueScheme.Mode.allCases.map { "mode \($0.rawValue)" }
        + PointValueScheme.Basis.allCases.map { "basis \($0.rawValue)" }
        + PointValueScheme.Residual.allCases.map { "residual \($0.rawValue)" }
        + BenefitScheme.Use.allCases.map { "use \($0.rawValue)" }
        + PaymentScheme.Method.allCases.map { "method \($0.rawValue)" }
        + [
            RejectReason.missingValue, .duplicateClaim, .badCode, .dischargeBeforeAdmission, .outsideYear,
            .amountsInconsistent,
            .unknownInstitution, .noFund,
        ].map { "rejected \($0)" }
        + [
            "bands", "one amount a year", "chain from history", "no rule", "difference", "surplus kept",
            "surplus not kept",
            "overrun", "overrun covered", "forfeits", "lines", "charges", "charged deduction", "uncharged", "shortfall",
            "fixed prices above the pool", "pool 0", "residual above 0", "residual below 0", "kept below 0",
            "no points",
            "performance", "held", "deficit", "needing review", "two definitions", "payable below 0",
        ]

    static func reach(_ settled: SettledYear, _ scheme: SettlementScheme) -> Set<String> {
        var reached: Set<String> = []
        func note(_ name: String, _ isReached: Bool = true) { if isReached { reached.insert(name) } }
        let point = scheme.payment.pointValue
        if settled.claims.contains(where: { ($0.due ?? .zero) > .zero }) {
            note("mode \(point.mode.rawValue)")
            note("basis \(point.basis.rawValue)")
            note("residual \(point.residual.rawValue)", point.mode == .budget)
            note("use \(scheme.benefit.use.rawValue)")
            note("method \(scheme.payment.method.rawValue)")
        }
        let ids = Set(settled.claims.map(\.id))
        for claim in settled.claims {
            if let caseClass = claim.caseClass { note("class \(caseClass.name)") }
            note("step \(claim.step.name)")
            note("no rule", !claim.hasBenefit)
            note("difference", !claim.differences.isEmpty)
            note("chain from history", claim.chain.map { !ids.contains($0) } ?? false)
            note("two definitions", claim.definition == "second-drg")
            guard let rule = scheme.benefit.rules.first(where: { $0.pointer == claim.benefitRule }) else { continue }
            note("bands", rule.hasBands && claim.accrued > .zero)
            if case .perYear = rule.deductible { note("one amount a year", claim.deductible > .zero) }
        }
        for (fund, rules) in zip(settled.accounts.funds, scheme.funds) {
            let (budget, clearing) = (fund.budget, fund.clearing)
            note("surplus kept", clearing.surplusKept > .zero)
            note("surplus not kept", clearing.surplus > clearing.surplusKept)
            note("overrun", clearing.overrun > .zero && point.mode == .given)
            note("fixed prices above the pool", clearing.overrun > .zero && point.mode == .budget)
            note("overrun covered", clearing.overrunCovered > .zero)
            note("forfeits", clearing.forfeited > .zero)
            note("lines", budget.lines.contains { $0.name == "actual" && $0.amount > .zero })
            note("charges", budget.charges.contains { $0.amount > .zero })
            note(
                "charged deduction",
                zip(budget.deductions, rules.deductions).contains { item, rule in
                    if case .charge = rule.form { item.amount > .zero } else { false }
                })
            note("uncharged", fund.uncharged > .zero)
            note("shortfall", budget.shortfall > .zero)
            note("pool 0", budget.pool == .zero)
            note("residual above 0", fund.institutions.contains { $0.residual > .zero })
            note("residual below 0", fund.institutions.contains { $0.residual < .zero })
            note("kept below 0", clearing.residualKept < .zero)
            note("no points", fund.value.value == nil)
            note("payable below 0", fund.institutions.contains { $0.payable < .zero })
        }
        for member in settled.accounts.surplus {
            note("performance", member.performance > .zero)
            note("held", member.held > .zero)
            note("deficit", member.remaining < .zero)
        }
        note("needing review", settled.accounts.needingReview > 0)
        return reached
    }

    // MARK: Nothing is idle

    static let keys =
        [
            "/payment/readmission", "/payment/readmission/except", "/payment/readmission/sameInstitution",
            "/payment/equivalents",
            "/payment/low", "/payment/low/coefficient", "/payment/low/capAtBase", "/payment/high",
            "/payment/high/coefficient",
            "/payment/high/reviewAbove", "/payment/bedDays", "/payment/fixedPrices", "/payment/ungrouped",
            "/payment/kinds",
            "/payment/pointValue/decimals", "/payment/pointValue/rounding", "/payment/pointValue/residual",
            "/benefit/use",
            "/benefit/yearlyCap", "/surplus", "/surplus/statutory", "/surplus/excess",
        ]
        + [
            "yearlyCap", "deductible", "deductible/repeat", "deductible/repeat/count", "deductible/yearlyLimit",
            "referral",
            "referral/up", "referral/down", "referral/same", "referral/within", "referral/register",
            "referral/sameDisease",
            "referral/members", "referral/acrossYears", "referral/upBonus", "withoutReferral", "withoutReferral/exempt",
        ].map { "/benefit/rules/0/\($0)" }
        + [
            "deductions", "lines", "charges", "openingReserve", "prepayment", "assessment", "assessment/nextQuarter",
            "assessment/deposit", "clearing", "clearing/surplusKept", "clearing/minimumScore", "clearing/overrun",
        ].map { "/funds/0/\($0)" }

    @Test(arguments: keys)
    func `every key of the scheme changes what some county-year comes to`(_ key: String) throws {
        for seed in UInt64(5000)..<5600 {
            let county = RandomCounty.county(seed: seed, RandomCounty.Wishes(claimCount: 10...50))
            guard county.scheme.at(key) != nil, let values = try? YearValues(county.settled()) else { continue }
            var other = county
            other.scheme = county.scheme.removing(key)
            if let changed = try? YearValues(other.settled()), changed != values { return }
        }
        Issue.record("\(key) changes nothing in 600 county-years")
    }

    @Test(arguments: ["referrals", "coefficients", "reviews", "scores", "weights", "accounts"])
    func `every register changes what some county-year comes to`(_ register: String) throws {
        for seed in UInt64(6000)..<6300 {
            let county = RandomCounty.county(seed: seed, RandomCounty.Wishes(claimCount: 10...50))
            guard let values = try? YearValues(county.settled()) else { continue }
            var other = county
            switch register {
            case "referrals": other.registers.referrals = []
            case "coefficients": other.registers.coefficients = []
            case "reviews": other.registers.reviews = [:]
            case "scores": other.registers.quarterScores = [:]
            case "weights": other.registers.weights = []
            default: other.registers.accounts = nil
            }
            if let changed = try? YearValues(other.settled()), changed != values { return }
        }
        Issue.record("the \(register) change nothing in 300 county-years")
    }
}
