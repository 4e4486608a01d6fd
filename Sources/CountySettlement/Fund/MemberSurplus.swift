public import ExactAmounts

/// How one member's surplus is split (收支结余 70 / 30, 5.5): a row of surplus.csv.
public struct MemberSurplus: Sendable, Hashable {
    /// `fixmedins_code`
    public let institution: String
    /// Medical-service income.
    public let income: Money
    /// The cost.
    public let cost: Money
    /// The statutory funds in order.
    public let statutory: [FundBudget.Item]
    /// All statutory funds.
    public let statutorySum: Money
    /// What is left; a deficit when below zero.
    public let remaining: Money
    /// For pay (绩效分配).
    public let performance: Money
    /// For development (事业发展).
    public let development: Money
    /// What the pay limit cut off, where it is held apart.
    public let held: Money

    /// - Parameter settledIncome: the income that the settlement gives, for an account that names none.
    /// - Throws: ``AmountError/amountTooLarge``.
    init(_ account: MemberAccount, _ scheme: SurplusScheme, settledIncome: Money) throws(AmountError) {
        let income = account.income ?? settledIncome
        var remaining = try income - account.cost
        var statutory: [FundBudget.Item] = []
        for item in scheme.statutory {
            var amount: Money
            switch item.base {
            case .income:
                amount = try Money(rounding: income.times(item.rate), .halfUp)
                if item.trueUp { amount = try amount - account.openingRiskFund }
                amount = amount.orZeroIfNegative
            case .surplus: amount = try Money(rounding: remaining.orZeroIfNegative.times(item.rate), .halfUp)
            }
            remaining = try remaining - amount
            statutory.append(FundBudget.Item(name: item.name, amount: amount))
        }
        institution = account.institution
        self.income = income
        cost = account.cost
        self.statutory = statutory
        statutorySum = try FundBudget.sum(statutory.map(\.amount))
        self.remaining = remaining
        guard remaining > .zero else {
            (performance, development, held) = (.zero, .zero, .zero)
            return
        }
        let wanted = try Money(rounding: remaining.times(scheme.performance), .halfUp)
        performance = min(wanted, account.approvedPayRoom?.orZeroIfNegative ?? wanted)
        held = scheme.holdsExcess ? try wanted - performance : .zero
        development = try remaining - performance - held
        let split = try performance + development + held
        precondition(split == remaining, "what is split is what remained")
    }
}
