/// Points of cases (点数; 分值 under DIP, weights under a rate), in ten-thousandths of a point.
///
/// The text has at most four decimals and prints with exactly four: `96.6200`.
public struct Points: ExactQuantity {
    /// The points in ten-thousandths (10⁻⁴).
    public let tenThousandths: Int64

    /// So many ten-thousandths of a point.
    public init(tenThousandths: Int64) { self.tenThousandths = tenThousandths }

    /// The points in ten-thousandths, as every quantity names it.
    public var units: Int64 { tenThousandths }

    /// So many ten-thousandths of a point, as every quantity is made.
    public init(units: Int64) { tenThousandths = units }

    /// Reads points: `96.62`.
    ///
    /// - Throws: ``AmountError/notANumber``, ``AmountError/tooManyDecimals`` above four, ``AmountError/amountTooLarge``.
    /// - Complexity: O(text).
    public init(utf8: Span<UInt8>) throws(AmountError) { tenThousandths = try parseDecimal(utf8, decimals: 4) }

    /// Rounds an exact number of points to four decimals, once.
    ///
    /// - Throws: ``AmountError/amountTooLarge``.
    public init(roundingPoints exactPoints: ExactRatio, _ rounding: Rounding) throws(AmountError) {
        tenThousandths = try narrowed(try exactPoints.rounded(rounding, decimals: 4))
    }

    /// Appends the points with four decimals.
    public func appendText(to bytes: inout [UInt8]) {
        appendDecimal(Int128(tenThousandths), decimals: 4, to: &bytes)
    }

    /// The points as an exact ratio.
    public var exact: ExactRatio {
        (try? ExactRatio(Int128(tenThousandths), over: 10_000)) ?? .zero
    }
}
