/// An amount of money in fen (分), a hundredth of a yuan.
///
/// The decimal text is in yuan with at most two decimals: `1234.5`, `-3.00`. It prints with exactly two.
///
/// ```swift
/// let deductible = try Money("300")
/// let paid = try Money("100.00")
/// try deductible - paid                              // 200.00
/// try Money(rounding: deductible.times(Rate("85%")), .halfUp)  // 255.00
/// ```
public struct Money: ExactQuantity {
    /// The amount in fen.
    public let fen: Int64

    /// An amount of so many fen.
    public init(fen: Int64) { self.fen = fen }

    /// The amount in fen, as every quantity names it.
    public var units: Int64 { fen }

    /// An amount of so many fen, as every quantity is made.
    public init(units: Int64) { fen = units }

    /// Reads an amount in yuan: `1234.5`, `-3.00`.
    ///
    /// - Throws: ``AmountError/notANumber``, ``AmountError/tooManyDecimals`` above two, ``AmountError/amountTooLarge``.
    /// - Complexity: O(text).
    public init(utf8: Span<UInt8>) throws(AmountError) { fen = try parseDecimal(utf8, decimals: 2) }

    /// Appends the amount in yuan with two decimals.
    public func appendText(to bytes: inout [UInt8]) { appendDecimal(Int128(fen), decimals: 2, to: &bytes) }

    /// The exact number of fen.
    public var exactFen: ExactRatio { ExactRatio(Int128(fen)) }

    /// The exact number of fen in `rate` of this amount.
    ///
    /// - Throws: ``AmountError/amountTooLarge``.
    public func times(_ rate: Rate) throws(AmountError) -> ExactRatio { try exactFen * rate.exact }

    /// What is left of this amount above zero.
    public var orZeroIfNegative: Money { fen < 0 ? .zero : self }
}
