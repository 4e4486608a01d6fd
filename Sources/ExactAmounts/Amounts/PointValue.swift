/// What one point is worth (点值), in yuan per point, with its own number of decimals.
///
/// ```swift
/// let value = try PointValue("52.8094")
/// try Money(rounding: value.exactFen(of: Points("96.62").exact), .halfUp)   // 5102.44
/// ```
public struct PointValue: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The value in units of `10^-decimals` yuan per point.
    public let units: Int64
    /// How many decimals the value has, 0 to 8.
    public let decimals: Int

    /// The most decimals that a point value may have.
    public static let mostDecimals = 8

    /// So many units of `10^-decimals` yuan per point.
    public init(units: Int64, decimals: Int) {
        precondition((0...Self.mostDecimals).contains(decimals), "a point value has 0 to 8 decimals")
        self.units = units
        self.decimals = decimals
    }

    /// Rounds an exact number of yuan per point, once.
    ///
    /// - Throws: ``AmountError/amountTooLarge``.
    public init(roundingYuanPerPoint exact: ExactRatio, decimals: Int, _ rounding: Rounding) throws(AmountError) {
        self.init(units: try narrowed(try exact.rounded(rounding, decimals: decimals)), decimals: decimals)
    }

    /// Reads a value with as many decimals as its text has.
    ///
    /// - Throws: ``AmountError/notANumber``, ``AmountError/tooManyDecimals`` above eight, ``AmountError/amountTooLarge``.
    public init(_ text: String) throws(AmountError) {
        let utf8 = text.utf8
        var decimals = 0
        if let point = utf8.firstIndex(of: UInt8(ascii: ".")) {
            decimals = utf8.distance(from: point, to: utf8.endIndex) - 1
        }
        decimals = min(decimals, Self.mostDecimals)
        units = try parseDecimal(utf8.span, decimals: decimals)
        self.decimals = decimals
    }

    /// The exact number of yuan per point.
    public var exactYuan: ExactRatio {
        guard let scale = try? powerOfTen(decimals), let ratio = try? ExactRatio(Int128(units), over: scale) else {
            return .zero
        }
        return ratio
    }

    /// The exact number of fen that `points` are worth.
    ///
    /// - Throws: ``AmountError/amountTooLarge``.
    public func exactFen(of points: ExactRatio) throws(AmountError) -> ExactRatio {
        try points * (try exactYuan * ExactRatio(100))
    }

    /// The decimal text with all decimals.
    public var description: String { text(decimals: decimals, .down) }

    /// The decimal text rounded to `decimals`: how a value is shown, not how it is used.
    public func text(decimals shown: Int, _ rounding: Rounding) -> String {
        var bytes: [UInt8] = []
        appendDecimal((try? exactYuan.rounded(rounding, decimals: shown)) ?? 0, decimals: shown, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Decodes from decimal text.
    public init(from decoder: any Decoder) throws {
        self = try decodeText(decoder, "point value") { text throws(AmountError) in try PointValue(text) }
    }

    /// Encodes as decimal text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
