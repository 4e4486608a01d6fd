/// Reads `-`, digits, and optionally a point with digits on both sides, into units of `10^-decimals`.
///
/// - Throws: ``AmountError/notANumber``, ``AmountError/tooManyDecimals``, ``AmountError/amountTooLarge``.
/// - Complexity: O(text).
func parseDecimal(_ text: Span<UInt8>, decimals: Int) throws(AmountError) -> Int64 {
    let isNegative = text.count > 0 && text[0] == UInt8(ascii: "-")
    var position = isNegative ? 1 : 0
    var units: Int64 = 0
    var wholeDigits = 0
    while position < text.count, let digit = digitValue(text[position]) {
        units = try appendDigit(digit, to: units)
        wholeDigits += 1
        position += 1
    }
    if wholeDigits == 0 { throw .notANumber }
    var decimalDigits = 0
    if position < text.count {
        if text[position] != UInt8(ascii: ".") { throw .notANumber }
        position += 1
        while position < text.count {
            guard let digit = digitValue(text[position]) else { throw .notANumber }
            decimalDigits += 1
            // Zeros beyond the last decimal change nothing, but the text promises a precision it may not have.
            if decimalDigits > decimals { throw restIsDigits(text, from: position) ? .tooManyDecimals : .notANumber }
            units = try appendDigit(digit, to: units)
            position += 1
        }
        if decimalDigits == 0 { throw .notANumber }
    }
    for _ in decimalDigits..<max(decimals, decimalDigits) { units = try appendDigit(0, to: units) }
    // Digits are gathered as a negative number, whose range is one larger, so that Int64.min can be read back.
    if isNegative { return units }
    if units == .min { throw .amountTooLarge }
    return -units
}

/// Writes units of `10^-decimals` with exactly that many decimals.
package func appendDecimal(_ units: Int128, decimals: Int, to bytes: inout [UInt8]) {
    if units < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    if let narrow = UInt64(exactly: units.magnitude) {
        appendReversedDigits(narrow, decimals: decimals, to: &bytes)
    } else {
        appendReversedDigits(units.magnitude, decimals: decimals, to: &bytes)
    }
    bytes[start...].reverse()
}

private func appendReversedDigits<Units: FixedWidthInteger>(
    _ units: Units, decimals: Int, to bytes: inout [UInt8]
) {
    var rest = units
    var written = 0
    while rest > 0 || written <= decimals {
        if written == decimals, decimals > 0 { bytes.append(UInt8(ascii: ".")) }
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        bytes.append(UInt8(ascii: "0") + UInt8(digit))
        rest = quotient
        written += 1
    }
}

/// Appends a digit to a number held as its negative.
private func appendDigit(_ digit: Int64, to negativeUnits: Int64) throws(AmountError) -> Int64 {
    let (shifted, tooLarge) = negativeUnits.multipliedReportingOverflow(by: 10)
    let (units, stillTooLarge) = shifted.subtractingReportingOverflow(digit)
    if tooLarge || stillTooLarge { throw .amountTooLarge }
    return units
}

private func digitValue(_ byte: UInt8) -> Int64? {
    let value = byte &- UInt8(ascii: "0")  // wraps to above 9 for every byte below "0"
    return value <= 9 ? Int64(value) : nil
}

private func restIsDigits(_ text: Span<UInt8>, from start: Int) -> Bool {
    for index in start..<text.count where digitValue(text[index]) == nil { return false }
    return true
}

/// Reads a whole number without sign: ASCII digits only.
///
/// - Throws: ``AmountError/notANumber``, ``AmountError/amountTooLarge``.
package func parseWholeNumber(_ text: Span<UInt8>) throws(AmountError) -> Int {
    if text.count == 0 { throw .notANumber }
    var value: Int64 = 0
    for index in text.indices {
        guard let digit = digitValue(text[index]) else { throw .notANumber }
        value = try appendDigit(digit, to: value)
    }
    if value == .min { throw .amountTooLarge }
    return Int(-value)
}
