import ExactAmounts

/// What a year's accounts come to: funds, members' surplus and indicators.
public struct YearAccounts: Sendable, Hashable {
    /// The funds in the order of the scheme.
    public let funds: [FundYear]
    /// The members' surplus, in the order of the accounts.
    public let surplus: [MemberSurplus]
    /// The indicators (监测指标), in the order of 5.6.
    public let indicators: [Indicator]
    /// Cases that need a review and have none.
    public let needingReview: Int64

    init(_ rules: YearRules, _ funds: [FundYear], _ tally: Tally) throws(AmountError) {
        self.funds = funds
        var surplus: [MemberSurplus] = []
        if let scheme = rules.scheme.surplus, let accounts = rules.registers.accounts {
            for account in accounts {
                let income = try Self.settledIncome(of: account.institution, rules, funds, tally)
                surplus.append(try MemberSurplus(account, scheme, settledIncome: income))
            }
        }
        self.surplus = surplus
        indicators = try Indicator.all(tally.counts)
        needingReview = tally.counts.needingReview
    }

    /// Payable over all funds, accrued payments of claims without a class, and what the pooled fund does not pay.
    private static func settledIncome(
        of code: String, _ rules: YearRules, _ funds: [FundYear], _ tally: Tally
    ) throws(AmountError) -> Money {
        var income = Money.zero
        for fund in funds {
            for institution in fund.institutions where institution.code == code { try income += institution.payable }
        }
        guard let place = rules.institutions.code(code.utf8.span) else { return income }
        try income += tally.institutions[place].accruedWithoutClass
        try income += tally.institutions[place].patient
        return income
    }
}

/// One indicator with its numerator and denominator (5.6).
public struct Indicator: Sendable, Hashable {
    /// Its Chinese name.
    public let name: String
    /// Its English name.
    public let englishName: String
    /// The numerator, as text.
    public let numerator: String
    /// The denominator, as text; empty for a count.
    public let denominator: String
    /// The value: a share in percent with 2 decimals, a mean in yuan, or a count; empty where there is nothing to divide.
    public let value: String

    static func all(_ counts: Tally.ClaimCounts) throws(AmountError) -> [Indicator] {
        [
            try share("县域内住院量占比", "inpatient stays in the county", counts.inpatientsInCounty, counts.inpatients),
            try share("医保基金县域内支出占比", "fund payments in the county", counts.accruedInCounty, counts.accrued),
            try share("基层医保基金支出占比", "fund payments to primary care", counts.accruedPrimary, counts.accrued),
            try mean("次均住院费用", "mean cost of an inpatient stay", counts.inpatientCost, counts.inpatients),
            count("上转人次", "referrals up", counts.stepsUp),
            count("下转人次", "referrals down", counts.stepsDown),
            try share("15日内再入院率", "readmissions within 15 days", counts.readmittedWithin15, counts.inpatients),
        ]
    }

    private static func share(
        _ name: String, _ english: String, _ part: Int64, _ whole: Int64
    ) throws(AmountError) -> Indicator {
        Indicator(
            name: name, englishName: english, numerator: "\(part)", denominator: "\(whole)",
            value: try percent(Int128(part), Int128(whole)))
    }

    private static func share(
        _ name: String, _ english: String, _ part: Money, _ whole: Money
    ) throws(AmountError) -> Indicator {
        Indicator(
            name: name, englishName: english, numerator: part.description, denominator: whole.description,
            value: try percent(Int128(part.fen), Int128(whole.fen)))
    }

    private static func percent(_ part: Int128, _ whole: Int128) throws(AmountError) -> String {
        if whole == 0 { return "" }
        let hundredths = try ExactRatio(part, over: whole) * ExactRatio(10_000)
        return try Money(rounding: hundredths, .halfUp).description + "%"
    }

    private static func mean(
        _ name: String, _ english: String, _ sum: Money, _ count: Int64
    ) throws(AmountError) -> Indicator {
        let value =
            count == 0 ? "" : try Money(rounding: ExactRatio(Int128(sum.fen), over: Int128(count)), .halfUp).description
        return Indicator(
            name: name, englishName: english, numerator: sum.description, denominator: "\(count)", value: value)
    }

    private static func count(_ name: String, _ english: String, _ count: Int64) -> Indicator {
        Indicator(name: name, englishName: english, numerator: "\(count)", denominator: "", value: "\(count)")
    }
}
