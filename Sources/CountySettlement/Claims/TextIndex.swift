/// Texts kept once, in one array of bytes, each with a number from 0 in the order of its first appearance.
struct TextIndex: Sendable {
    private var bytes: [UInt8] = []
    private var starts: [UInt32] = [0]
    /// One more than the number of the text in each slot, 0 for a free one.
    private var slots: [UInt32] = Array(repeating: 0, count: 64)
    /// The high bits of each slot's hash, so that most unequal texts need no comparison.
    private var tags: [UInt32] = Array(repeating: 0, count: 64)

    init() {}

    /// How many texts there are.
    var count: Int { starts.count - 1 }

    /// The bytes of a text.
    func range(_ number: Int) -> Range<Int> { Int(starts[number])..<Int(starts[number + 1]) }

    /// A text.
    func string(_ number: Int) -> String { String(decoding: bytes[range(number)], as: UTF8.self) }

    /// Whether the first text stands before the second, byte by byte.
    func precedes(_ first: Int, _ second: Int) -> Bool {
        let text = bytes.span
        let (a, b) = (range(first), range(second))
        var offset = 0
        while offset < a.count, offset < b.count {
            let (x, y) = (text[a.lowerBound + offset], text[b.lowerBound + offset])
            if x != y { return x < y }
            offset += 1
        }
        return a.count < b.count
    }

    /// The number of a text; nil when it is not there.
    func find(_ text: Span<UInt8>) -> Int? {
        let hash = Self.hash(text)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        let tag = UInt32(truncatingIfNeeded: hash >> 32)
        while slots[slot] != 0 {
            if tags[slot] == tag, isEqual(Int(slots[slot]) - 1, text) { return Int(slots[slot]) - 1 }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// The number of a text, which is added when it is not there.
    mutating func insert(_ text: Span<UInt8>) -> (number: Int, isNew: Bool) {
        let hash = Self.hash(text)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        let tag = UInt32(truncatingIfNeeded: hash >> 32)
        while slots[slot] != 0 {
            if tags[slot] == tag, isEqual(Int(slots[slot]) - 1, text) { return (Int(slots[slot]) - 1, false) }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = count
        for index in text.indices { bytes.append(text[index]) }
        starts.append(UInt32(bytes.count))
        slots[slot] = UInt32(number + 1)
        tags[slot] = tag
        if count * 2 > slots.count { grow() }
        return (number, true)
    }

    private mutating func grow() {
        let size = slots.count * 2
        slots = Array(repeating: 0, count: size)
        tags = Array(repeating: 0, count: size)
        for number in 0..<count {
            let hash = Self.hash(bytes.span.extracting(range(number)))
            var slot = Int(truncatingIfNeeded: hash) & (size - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = UInt32(number + 1)
            tags[slot] = UInt32(truncatingIfNeeded: hash >> 32)
        }
    }

    private func isEqual(_ number: Int, _ text: Span<UInt8>) -> Bool {
        let range = range(number)
        if range.count != text.count { return false }
        let own = bytes.span
        for index in text.indices where own[range.lowerBound + index] != text[index] { return false }
        return true
    }

    private static func hash(_ text: Span<UInt8>) -> UInt64 {
        var (hash, word): (UInt64, UInt64) = (UInt64(text.count) &* 0x9E37_79B9_7F4A_7C15, 0)
        for index in text.indices {
            word = word << 8 | UInt64(text[index])
            if index & 7 == 7 {
                hash = (hash ^ word) &* 0xD6E8_FEB8_6659_FD93
                hash ^= hash >> 32
                word = 0
            }
        }
        hash = (hash ^ word) &* 0xD6E8_FEB8_6659_FD93
        hash ^= hash >> 32
        return hash &* 0x9E37_79B9_7F4A_7C15 ^ hash >> 29
    }
}
