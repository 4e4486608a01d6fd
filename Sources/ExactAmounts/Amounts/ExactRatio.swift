/// An exact quotient of two 128-bit integers: what a product of rates and amounts is until it is rounded, once.
///
/// The denominator is above zero. Operations reduce their operands only when the plain result would not fit,
/// so short chains of small factors cost a few multiplications.
///
/// ```swift
/// let third = try ExactRatio(1, over: 3)
/// let share = try third * ExactRatio(200)
/// try share.rounded(.halfUp)                // 67
/// try share.rounded(.halfUp, decimals: 4)   // 666667, in ten-thousandths
/// ```
public struct ExactRatio: Sendable {
    /// The part above the line, with the sign.
    public let numerator: Int128
    /// The part below the line, above zero.
    public let denominator: Int128

    /// Zero.
    public static let zero = ExactRatio(0)
    /// One.
    public static let one = ExactRatio(1)

    /// A whole number.
    public init(_ whole: Int128) {
        numerator = whole
        denominator = 1
    }

    /// `numerator ÷ denominator`, with the sign moved above the line.
    ///
    /// - Throws: ``AmountError/divisionByZero``, ``AmountError/amountTooLarge``.
    public init(_ numerator: Int128, over denominator: Int128) throws(AmountError) {
        if denominator == 0 { throw .divisionByZero }
        if denominator > 0 {
            self.init(unchecked: numerator, denominator)
        } else {
            if numerator == .min || denominator == .min { throw .amountTooLarge }
            self.init(unchecked: -numerator, -denominator)
        }
    }

    private init(unchecked numerator: Int128, _ denominator: Int128) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// The same value with no common factor above and below the line.
    ///
    /// - Complexity: O(bits) divisions.
    public var reduced: ExactRatio {
        let common = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        // `common` divides the denominator, which is a positive Int128, so it fits one itself.
        guard common > 1, let factor = Int128(exactly: common) else { return self }
        return ExactRatio(unchecked: numerator / factor, denominator / factor)
    }
}

// MARK: - Arithmetic

extension ExactRatio {
    /// The exact product.
    ///
    /// - Throws: ``AmountError/amountTooLarge`` when the reduced product does not fit.
    public static func * (left: ExactRatio, right: ExactRatio) throws(AmountError) -> ExactRatio {
        let top = left.numerator.multipliedReportingOverflow(by: right.numerator)
        let bottom = left.denominator.multipliedReportingOverflow(by: right.denominator)
        if !top.overflow, !bottom.overflow {
            return ExactRatio(unchecked: top.partialValue, bottom.partialValue)
        }
        // Cancel crosswise: after this the factors have nothing left in common, so an overflow is final.
        let (a, b) = (left.reduced, right.reduced)
        let (p, q) = (
            ExactRatio(unchecked: a.numerator, b.denominator).reduced,
            ExactRatio(unchecked: b.numerator, a.denominator).reduced
        )
        return ExactRatio(
            unchecked: try multiplyChecked(p.numerator, q.numerator),
            try multiplyChecked(p.denominator, q.denominator))
    }

    /// The exact quotient.
    ///
    /// - Throws: ``AmountError/divisionByZero``, ``AmountError/amountTooLarge``.
    public static func / (left: ExactRatio, right: ExactRatio) throws(AmountError) -> ExactRatio {
        try left * ExactRatio(right.denominator, over: right.numerator)
    }

    /// The exact sum.
    ///
    /// - Throws: ``AmountError/amountTooLarge`` when the reduced sum does not fit.
    public static func + (left: ExactRatio, right: ExactRatio) throws(AmountError) -> ExactRatio {
        if let plain = try? sum(left, right) { return plain }
        return try sum(left.reduced, right.reduced).reduced
    }

    /// The exact difference.
    ///
    /// - Throws: ``AmountError/amountTooLarge`` when the reduced difference does not fit.
    public static func - (left: ExactRatio, right: ExactRatio) throws(AmountError) -> ExactRatio {
        if right.numerator != .min { return try left + ExactRatio(unchecked: -right.numerator, right.denominator) }
        // The one numerator that has no opposite: halfway, twice.
        let small = right.reduced
        if small.numerator != .min { return try left - small }
        let half = ExactRatio(unchecked: -(small.numerator / 2), small.denominator)
        return try left + half + half
    }

    /// Adds over the least common denominator.
    private static func sum(_ left: ExactRatio, _ right: ExactRatio) throws(AmountError) -> ExactRatio {
        if left.denominator == right.denominator {
            return ExactRatio(unchecked: try addChecked(left.numerator, right.numerator), left.denominator)
        }
        let common = greatestCommonDivisor(left.denominator.magnitude, right.denominator.magnitude)
        guard let factor = Int128(exactly: common) else { throw .amountTooLarge }
        let (leftScale, rightScale) = (right.denominator / factor, left.denominator / factor)
        return ExactRatio(
            unchecked: try addChecked(
                try multiplyChecked(left.numerator, leftScale), try multiplyChecked(right.numerator, rightScale)),
            try multiplyChecked(left.denominator, leftScale))
    }
}

// MARK: - Rounding

extension ExactRatio {
    /// The value in units of `10^-decimals`, rounded once.
    ///
    /// - Throws: ``AmountError/amountTooLarge``.
    public func rounded(_ rounding: Rounding, decimals: Int = 0) throws(AmountError) -> Int128 {
        let scale = try powerOfTen(decimals)
        let plain = numerator.multipliedReportingOverflow(by: scale)
        if !plain.overflow { return try divide(plain.partialValue, by: denominator, rounding: rounding) }
        let small = try self * ExactRatio(scale)
        return try divide(small.numerator, by: small.denominator, rounding: rounding)
    }
}

// MARK: - Comparison

extension ExactRatio: Comparable {
    /// Compares exactly; never overflows.
    public static func < (left: ExactRatio, right: ExactRatio) -> Bool {
        let a = left.numerator.multipliedFullWidth(by: right.denominator)
        let b = right.numerator.multipliedFullWidth(by: left.denominator)
        return a.high != b.high ? a.high < b.high : a.low < b.low
    }

    /// Equal values, however they are written: 1/2 equals 2/4.
    public static func == (left: ExactRatio, right: ExactRatio) -> Bool {
        let a = left.numerator.multipliedFullWidth(by: right.denominator)
        let b = right.numerator.multipliedFullWidth(by: left.denominator)
        return a.high == b.high && a.low == b.low
    }
}

// MARK: - Text

extension ExactRatio: CustomStringConvertible {
    /// The decimal text when it has at most twelve decimals, else the reduced fraction: `0.8517`, `1/3`.
    public var description: String {
        let value = reduced
        for decimals in 0...12 {
            guard let scale = try? powerOfTen(decimals), scale % value.denominator == 0 else { continue }
            let units = value.numerator.multipliedReportingOverflow(by: scale / value.denominator)
            if units.overflow { break }
            var bytes: [UInt8] = []
            appendDecimal(units.partialValue, decimals: decimals, to: &bytes)
            return String(decoding: bytes, as: UTF8.self)
        }
        return "\(value.numerator)/\(value.denominator)"
    }
}

// MARK: - Checked integers

/// 10 to the power of `exponent`.
package func powerOfTen(_ exponent: Int) throws(AmountError) -> Int128 {
    precondition(exponent >= 0, "a scale has no negative number of decimals")
    var power: Int128 = 1
    for _ in 0..<exponent { power = try multiplyChecked(power, 10) }
    return power
}

func multiplyChecked(_ left: Int128, _ right: Int128) throws(AmountError) -> Int128 {
    let (value, overflow) = left.multipliedReportingOverflow(by: right)
    if overflow { throw .amountTooLarge }
    return value
}

func addChecked(_ left: Int128, _ right: Int128) throws(AmountError) -> Int128 {
    let (value, overflow) = left.addingReportingOverflow(right)
    if overflow { throw .amountTooLarge }
    return value
}

/// The largest number that divides both; 0 of two zeros.
package func greatestCommonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
    var (a, b) = (left, right)
    while b > UInt64.max { (a, b) = (b, a % b) }
    if b == 0 { return a }
    var (c, d) = (UInt64(b), UInt64(a % b))
    while d != 0 { (c, d) = (d, c % d) }
    return UInt128(c)
}
