/// A quantity that is a whole number of one fixed unit and has an exact decimal text.
///
/// ``Money`` counts fen, ``Points`` ten-thousandths, ``Rate`` hundred-millionths. A sum that does not fit is refused,
/// never wrapped; nothing here mixes two kinds.
public protocol ExactQuantity: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    /// The whole number of units.
    var units: Int64 { get }
    /// The quantity of so many units.
    init(units: Int64)
    /// Reads the decimal text.
    ///
    /// - Throws: ``AmountError/notANumber``, ``AmountError/tooManyDecimals``, ``AmountError/amountTooLarge``.
    init(utf8: Span<UInt8>) throws(AmountError)
    /// Appends the decimal text that reads back as this quantity.
    func appendText(to bytes: inout [UInt8])
}

extension ExactQuantity {
    /// Nothing.
    public static var zero: Self { Self(units: 0) }

    /// The sum.
    ///
    /// - Throws: ``AmountError/amountTooLarge``.
    public static func + (left: Self, right: Self) throws(AmountError) -> Self {
        let (sum, overflow) = left.units.addingReportingOverflow(right.units)
        if overflow { throw .amountTooLarge }
        return Self(units: sum)
    }

    /// The difference.
    ///
    /// - Throws: ``AmountError/amountTooLarge``.
    public static func - (left: Self, right: Self) throws(AmountError) -> Self {
        let (difference, overflow) = left.units.subtractingReportingOverflow(right.units)
        if overflow { throw .amountTooLarge }
        return Self(units: difference)
    }

    /// Adds in place.
    ///
    /// - Throws: ``AmountError/amountTooLarge``; the left side is then unchanged.
    public static func += (left: inout Self, right: Self) throws(AmountError) { left = try left + right }

    /// Subtracts in place.
    ///
    /// - Throws: ``AmountError/amountTooLarge``; the left side is then unchanged.
    public static func -= (left: inout Self, right: Self) throws(AmountError) { left = try left - right }

    /// Orders by size.
    public static func < (left: Self, right: Self) -> Bool { left.units < right.units }

    /// Rounds an exact number of units, once.
    ///
    /// - Throws: ``AmountError/amountTooLarge``.
    public init(rounding exactUnits: ExactRatio, _ rounding: Rounding) throws(AmountError) {
        self.init(units: try narrowed(try exactUnits.rounded(rounding)))
    }

    /// Reads the decimal text of a string.
    ///
    /// - Throws: ``AmountError/notANumber``, ``AmountError/tooManyDecimals``, ``AmountError/amountTooLarge``.
    public init(_ text: String) throws(AmountError) { try self.init(utf8: text.utf8.span) }

    /// The decimal text.
    public var description: String {
        var bytes: [UInt8] = []
        appendText(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Decodes from decimal text; a number in its place is refused, because it would pass through a float.
    public init(from decoder: any Decoder) throws {
        self = try decodeText(decoder, "\(Self.self)") { text throws(AmountError) in try Self(text) }
    }

    /// Encodes as decimal text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// The 64-bit unit count of an exact result.
package func narrowed(_ units: Int128) throws(AmountError) -> Int64 {
    guard let narrow = Int64(exactly: units) else { throw .amountTooLarge }
    return narrow
}

/// Decodes a value from its text, with a decoding error that quotes the text.
func decodeText<Value>(
    _ decoder: any Decoder, _ what: String, _ read: (String) throws(AmountError) -> Value
) throws -> Value {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do {
        return try read(text)
    } catch {
        throw DecodingError.dataCorruptedError(
            in: container, debugDescription: "\"\(text)\" is no \(what): \(error.rawValue)")
    }
}
