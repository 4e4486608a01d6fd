/// Where something stands in a text below 4 GiB: a range in half its room.
@usableFromInline package struct TextPlace: Sendable {
    @usableFromInline package internal(set) var start: UInt32
    @usableFromInline package internal(set) var end: UInt32

    /// Nowhere.
    @inlinable @inline(__always)
    package init() { (start, end) = (0, 0) }

    /// - Precondition: `start` is at most `end`, and both fit, which whoever holds the text makes sure of.
    @inlinable @inline(__always)
    package init(_ start: Int, _ end: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
    }

    @inlinable package init(_ range: Range<Int>) { self.init(range.lowerBound, range.upperBound) }

    @inlinable package var range: Range<Int> { Int(start)..<Int(end) }

    @inlinable package var isEmpty: Bool { start == end }

    /// How many bytes it has.
    @inlinable package var count: Int { Int(end &- start) }
}

/// Bytes as a string.
package func string(_ text: Span<UInt8>) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    for index in text.indices { bytes.append(text[index]) }
    return String(decoding: bytes, as: UTF8.self)
}
