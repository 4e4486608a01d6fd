/// How the one division of the package turns an exact quotient into a whole number of units.
public enum Rounding: String, Sendable, CaseIterable {
    /// To the nearest unit, a half away from zero on both sides of zero (四舍五入).
    case halfUp
    /// Toward zero: what does not fill a unit is cut off.
    case down
}

/// Divides exactly and rounds once.
///
/// This is the only division of amounts in the package, and its rounding has no default.
///
/// - Throws: ``AmountError/divisionByZero``; ``AmountError/amountTooLarge`` for the one quotient that does not fit.
/// - Complexity: O(1).
///
/// ```swift
/// try divide(5, by: 2, rounding: .halfUp)   // 3
/// try divide(-5, by: 2, rounding: .halfUp)  // -3
/// try divide(-5, by: 2, rounding: .down)    // -2
/// ```
public func divide(
    _ dividend: Int128, by divisor: Int128, rounding: Rounding
) throws(AmountError) -> Int128 {
    if divisor == 0 { throw .divisionByZero }
    let dividendSize = dividend.magnitude
    let divisorSize = divisor.magnitude
    var (quotient, remainder): (UInt128, UInt128)
    if dividendSize <= UInt64.max, divisorSize <= UInt64.max {
        // A 64-bit division is several times as fast, and nearly every amount fits it.
        let narrow = UInt64(dividendSize).quotientAndRemainder(dividingBy: UInt64(divisorSize))
        (quotient, remainder) = (UInt128(narrow.quotient), UInt128(narrow.remainder))
    } else {
        (quotient, remainder) = dividendSize.quotientAndRemainder(dividingBy: divisorSize)
    }
    // `remainder < divisorSize`, so the subtraction cannot wrap; it asks "twice the remainder ≥ divisor".
    if rounding == .halfUp, remainder >= divisorSize - remainder, remainder != 0 { quotient += 1 }
    let isNegative = (dividend < 0) != (divisor < 0)
    guard let signed = isNegative ? Int128(negating: quotient) : Int128(exactly: quotient) else {
        throw .amountTooLarge
    }
    return signed
}

extension Int128 {
    /// Minus `magnitude`, or nil when that does not fit.
    init?(negating magnitude: UInt128) {
        if magnitude == Int128.min.magnitude {
            self = .min
        } else if let positive = Int128(exactly: magnitude) {
            self = -positive
        } else {
            return nil
        }
    }
}
