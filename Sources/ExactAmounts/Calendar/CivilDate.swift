/// A day of the civil (Gregorian) calendar, without time or zone.
///
/// ```swift
/// if let admission = CivilDate("2022-02-28"), let discharge = CivilDate("2022-03-01") {
///     discharge.days(since: admission)   // 1
/// }
/// ```
public struct CivilDate: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    /// Days since 1970-01-01.
    public let dayNumber: Int32

    /// The day so many days after 1970-01-01.
    ///
    /// Years outside 1 … 9999 have no text that reads back.
    public init(dayNumber: Int32) { self.dayNumber = dayNumber }

    /// The day with this year (1 … 9999), month and day, or nil when there is none: 29 February of a common year.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        guard day >= 1, day <= Self.days(inMonth: month, of: year) else { return nil }
        // Years run from March, so that the leap day is the last of its year.
        let shiftedYear = month <= 2 ? year - 1 : year
        let shiftedMonth = (month + 9) % 12
        let leapDays = shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
        dayNumber = Int32(shiftedYear * 365 + leapDays + dayOfYear - 719_468)
    }

    /// Reads `2022-01-31`, optionally with a time after a space or `T` (`HH:MM` or `HH:MM:SS`), which is ignored.
    ///
    /// - Returns: nil when the text has another form or the day does not exist.
    /// - Complexity: O(1).
    public init?(utf8: Span<UInt8>) {
        guard utf8.count >= 10, utf8[4] == UInt8(ascii: "-"), utf8[7] == UInt8(ascii: "-") else { return nil }
        guard utf8.count == 10 || Self.isTime(utf8.extracting(10..<utf8.count)) else { return nil }
        guard let year = Self.number(utf8, 0, 4), let month = Self.number(utf8, 5, 2), let day = Self.number(utf8, 8, 2)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Reads `2022-01-31`.
    public init?(_ text: String) { self.init(utf8: text.utf8.span) }

    /// The days from `earlier` to this day; negative when `earlier` is later.
    public func days(since earlier: CivilDate) -> Int { Int(dayNumber) - Int(earlier.dayNumber) }

    /// The earlier day first.
    public static func < (left: CivilDate, right: CivilDate) -> Bool { left.dayNumber < right.dayNumber }

    /// Appends `2022-01-31`.
    public func appendText(to bytes: inout [UInt8]) {
        let (year, month, day) = components
        for (value, digits) in [(year, 4), (month, 2), (day, 2)] {
            if digits == 2 { bytes.append(UInt8(ascii: "-")) }
            let text = String(value)
            for _ in text.utf8.count..<max(digits, text.utf8.count) { bytes.append(UInt8(ascii: "0")) }
            bytes.append(contentsOf: text.utf8)
        }
    }

    /// `2022-01-31`.
    public var description: String {
        var bytes: [UInt8] = []
        appendText(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The year, month and day.
    public var components: (year: Int, month: Int, day: Int) {
        let shifted = Int(dayNumber) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// Decodes from `2022-01-31`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = CivilDate(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\"\(text)\" is no date")
        }
        self = date
    }

    /// Encodes as `2022-01-31`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension CivilDate {
    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func number(_ text: Span<UInt8>, _ start: Int, _ length: Int) -> Int? {
        var value = 0
        for index in start..<start + length {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    /// ` HH:MM`, `THH:MM` or either with `:SS`; the digits themselves are not looked at further.
    private static func isTime(_ text: Span<UInt8>) -> Bool {
        guard text.count == 6 || text.count == 9 else { return false }
        guard text[0] == UInt8(ascii: " ") || text[0] == UInt8(ascii: "T") else { return false }
        for start in stride(from: 1, to: text.count, by: 3) {
            guard number(text, start, 2) != nil else { return false }
            guard start == 1 || text[start - 1] == UInt8(ascii: ":") else { return false }
        }
        return true
    }
}
