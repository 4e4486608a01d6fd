/// Why an amount could not be read or a calculation not be carried out.
///
/// The cases are stable: programs may switch over them and print their raw values.
public enum AmountError: String, Error, Sendable, CaseIterable {
    /// The text is not a decimal number of the wanted kind.
    case notANumber
    /// The text has more decimals than its kind of amount may have.
    case tooManyDecimals
    /// The result does not fit its 64-bit unit, or an exact intermediate does not fit 128 bits.
    case amountTooLarge
    /// A divisor or a denominator is zero.
    case divisionByZero
    /// A weight of an allocation is below zero.
    case negativeWeight
}
