import ExactAmounts

/// How a stay stands to the one before it in its chain.
public enum ChainStep: UInt8, Sendable, CaseIterable {
    /// It continues nothing.
    case first
    /// To a higher level.
    case up
    /// To a lower level.
    case down
    /// At the same level.
    case same

    /// The name in outputs.
    public var name: String {
        switch self {
        case .first: "first"
        case .up: "up"
        case .down: "down"
        case .same: "same"
        }
    }
}

/// What chapter 3 says of one claim.
struct BenefitOutcome: Sendable {
    /// The benefit rule; -1 for none.
    var rule: Int16 = -1
    var step = ChainStep.first
    /// The claim that this one continues; -1 for none.
    var previous: Int32 = -1
    /// The first claim of the chain; -1 for a claim that stands alone.
    var chain: Int32 = -1
    /// The deductible and payment that are used, and those that the rules give.
    var deductible = Money.zero
    var computedDeductible = Money.zero
    var reimbursable = Money.zero
    var accrued = Money.zero
    var computedAccrued = Money.zero
}
