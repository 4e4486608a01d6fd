public import ExactAmounts

/// One fund's year: budget, value, clearing, reserve and prepayment, all settled.
public struct FundYear: Sendable, Hashable {
    /// The fund's name.
    public let name: String
    /// From the fund to the pool.
    public let budget: FundBudget
    /// The value of its points.
    public let value: FundValue
    /// The institutions that had claims in it, in the order of their codes.
    public let institutions: [InstitutionYear]
    /// How the year was cleared.
    public let clearing: FundClearing
    /// The twelve prepayments; none where the scheme has none.
    public let prepayments: [Prepayment]
    /// What is posted to the reserve, in order.
    public let reserve: ReserveLedger
    /// Accrued payments that nothing of the package answers for.
    public let uncharged: Money

    /// What was prepaid in all.
    public let prepaid: Money
    /// Still to pay when above zero, to be recovered when below.
    public let balance: Money
}

/// One institution's year in one fund: a row of institutions.csv.
public struct InstitutionYear: Sendable, Hashable {
    /// `fixmedins_code`
    public let code: String
    /// Claims for which it was paid by points on admission.
    public let claims: Int64
    /// Their total cost.
    public let cost: Money
    /// Their accrued payments.
    public let accrued: Money
    /// What the pooled fund does not pay of them.
    public let patient: Money
    /// Their points.
    public let points: Points
    /// What its cases are due, fixed prices left out.
    public let due: Money
    /// What its cases at a fixed price are due.
    public let fixedPrice: Money
    /// Its share of the residual.
    public internal(set) var residual = Money.zero
    /// Dues, fixed prices and residual.
    public internal(set) var entitled = Money.zero
    /// Its share of a surplus that is kept.
    public internal(set) var surplus = Money.zero
    /// Its share of an overrun that the reserve does not cover.
    public internal(set) var uncovered = Money.zero
    /// What its deposit forfeits.
    public internal(set) var forfeited = Money.zero
    /// What it is paid for the year.
    public internal(set) var payable = Money.zero
}

/// How a fund's year was cleared (5.4).
public struct FundClearing: Sendable, Hashable {
    /// What the cases are due, fixed prices left out.
    public internal(set) var due = Money.zero
    /// What cases at a fixed price are due.
    public internal(set) var fixedPrice = Money.zero
    /// What rounding and the floor at 0 leave of the net pool.
    public internal(set) var residual = Money.zero
    /// The part of it that the reserve keeps, or gives when below zero.
    public internal(set) var residualKept = Money.zero
    /// What the institutions are entitled to.
    public internal(set) var entitled = Money.zero
    /// What they did not use of the pool, with a given value.
    public internal(set) var surplus = Money.zero
    /// The part of the surplus that members keep.
    public internal(set) var surplusKept = Money.zero
    /// What they used above the pool.
    public internal(set) var overrun = Money.zero
    /// The part of it that the reserve covers.
    public internal(set) var overrunCovered = Money.zero
    /// What deposits forfeit.
    public internal(set) var forfeited = Money.zero
    /// What the institutions are paid.
    public internal(set) var payable = Money.zero
}

/// One month's prepayment (按月预付).
public struct Prepayment: Sendable, Hashable {
    /// The month, from 1.
    public let month: Int
    /// A twelfth of what is prepaid in a year.
    public let base: Money
    /// What the score of the quarter before leaves of it.
    public let share: Rate
    /// What is paid.
    public let paid: Money
}

/// The reserve's year: postings that only append.
public struct ReserveLedger: Sendable, Hashable {
    /// Why something was posted.
    public enum Reason: String, Sendable, CaseIterable {
        /// The year's deduction (风险金).
        case deduction
        /// Forfeited deposits.
        case forfeits
        /// Surplus that members do not keep.
        case surplusNotKept
        /// The residual, which may be below zero.
        case residualKept
        /// Overrun that the reserve covers, below zero.
        case overrunCovered
    }

    /// One posting.
    public struct Posting: Sendable, Hashable {
        /// Why.
        public let reason: Reason
        /// How much; below zero for what leaves the reserve.
        public let amount: Money
    }

    /// The reserve at the beginning.
    public let opening: Money
    /// The postings in order.
    public private(set) var postings: [Posting] = []
    /// The reserve after them.
    public private(set) var closing: Money

    init(opening: Money) {
        self.opening = opening
        closing = opening
    }

    mutating func post(_ reason: Reason, _ amount: Money) throws(AmountError) {
        closing = try closing + amount
        postings.append(Posting(reason: reason, amount: amount))
    }
}
