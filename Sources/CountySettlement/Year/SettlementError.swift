public import ExactAmounts

/// Why a year cannot be settled, although its inputs can be read.
public enum SettlementError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Deductions take more than a fund has.
    case packageBelowZero(fund: String, amount: Money)
    /// A sum over claims, or what follows from it, does not fit.
    case amountTooLarge
    /// A definition of the scheme is of another kind than its method, or is not there.
    case definitionMismatch(String)

    /// The stable reason and what was found.
    public var description: String {
        switch self {
        case .packageBelowZero(let fund, let amount):
            "packageBelowZero: the fund \(fund) is left with \(amount): its deductions exceed what it has"
        case .amountTooLarge: "amountTooLarge: a sum does not fit 64 bits of fen or of ten-thousandths of a point"
        case .definitionMismatch(let message): "definitionMismatch: \(message)"
        }
    }
}
