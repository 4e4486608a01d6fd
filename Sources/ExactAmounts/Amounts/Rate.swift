/// A rate, coefficient or weight: an exact decimal.
///
/// The text is a decimal with at most six decimals (`0.85`) or a percentage with at most six (`85%`, `0.3%`), which
/// is why the unit is a hundred-millionth. It prints without trailing zeros, as a percentage when only that is exact.
///
/// ```swift
/// try Rate("85%") == Rate("0.850000")   // true
/// try Rate("0.3%").description          // "0.003"
/// ```
public struct Rate: ExactQuantity {
    /// The rate in hundred-millionths (10⁻⁸).
    public let hundredMillionths: Int64

    /// A rate of so many hundred-millionths.
    public init(hundredMillionths: Int64) { self.hundredMillionths = hundredMillionths }

    /// One, or 100 %.
    public static let one = Rate(hundredMillionths: 100_000_000)

    /// The rate in hundred-millionths, as every quantity names it.
    public var units: Int64 { hundredMillionths }

    /// A rate of so many hundred-millionths, as every quantity is made.
    public init(units: Int64) { hundredMillionths = units }

    /// Reads a decimal or a percentage.
    ///
    /// - Throws: ``AmountError/notANumber``, ``AmountError/tooManyDecimals`` above six, ``AmountError/amountTooLarge``.
    /// - Complexity: O(text).
    public init(utf8: Span<UInt8>) throws(AmountError) {
        let isPercentage = utf8.count > 0 && utf8[utf8.count - 1] == UInt8(ascii: "%")
        let millionths = try parseDecimal(utf8.extracting(droppingLast: isPercentage ? 1 : 0), decimals: 6)
        let (units, overflow) = millionths.multipliedReportingOverflow(by: isPercentage ? 1 : 100)
        if overflow { throw .amountTooLarge }
        hundredMillionths = units
    }

    /// Appends the shortest text that reads back as this rate.
    public func appendText(to bytes: inout [UInt8]) {
        let isPercentage = hundredMillionths % 100 != 0
        var units = isPercentage ? hundredMillionths : hundredMillionths / 100
        var decimals = 6
        while decimals > 0, units % 10 == 0 {
            units /= 10
            decimals -= 1
        }
        appendDecimal(Int128(units), decimals: decimals, to: &bytes)
        if isPercentage { bytes.append(UInt8(ascii: "%")) }
    }

    /// The rate half up to six decimals: how outputs show it.
    public var shown: Rate {
        let millionths = (try? divide(Int128(hundredMillionths), by: 100, rounding: .halfUp)).flatMap {
            Int64(exactly: $0)
        }
        return Rate(hundredMillionths: (millionths ?? 0) * 100)  // at most a hundredth of an Int64, so it fits again
    }

    /// The rate as an exact ratio, reduced.
    public var exact: ExactRatio {
        let common = greatestCommonDivisor(UInt128(hundredMillionths.magnitude), 100_000_000)
        let factor = Int64(common)  // at most 100 000 000, the divisor of both
        let reduced = try? ExactRatio(
            Int128(hundredMillionths / factor), over: Int128(100_000_000 / factor))
        return reduced ?? .zero
    }
}
