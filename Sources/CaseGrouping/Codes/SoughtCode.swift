import ExactAmounts

/// A code of at most 16 bytes on its way to its number, in the case in which it is written.
struct SoughtCode: Sendable, Equatable {
    private let first: UInt64
    private let second: UInt64

    /// No code.
    init() { (first, second) = (0, 0) }

    /// A code that stands alone; nil for one that is too long.
    init?(_ text: Span<UInt8>) {
        guard text.count <= 16, let key = CodeKey(asWritten: text) else { return nil }
        (first, second) = (key.first, key.second)
    }

    /// A code of 1 to 16 bytes that begins in two words, whatever stands behind it.
    @inline(__always)
    init(_ first: UInt64, _ second: UInt64, count: Int) {
        // Shifts take the low six bits of their amount: without a branch, for lengths follow one another without rule.
        let low = UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* min(count, 8))
        let high = UInt64.max &>> UInt64(truncatingIfNeeded: 128 &- 8 &* count)
        self.first = first & low
        self.second = count > 8 ? second & high : 0
    }

    /// A longer code, which has been looked up already.
    init(longCode number: UInt32) {
        // Eight bytes of ones are no UTF-8: no code is like this.
        (first, second) = (UInt64(number), .max)
    }

    var longNumber: UInt32? { second == .max ? UInt32(truncatingIfNeeded: first) : nil }

    var uppercased: CodeKey {
        var key = CodeKey()
        (key.first, key.second) = (first, second)
        return key.uppercased
    }

    /// A hash that is the same for a letter in both cases; its high bits are mixed best.
    @inline(__always)
    var caseBlindHash: UInt64 {
        let (blindFirst, blindSecond) = (first & eightTimes(0xDF), second & eightTimes(0xDF))
        return blindFirst &* 0x9E37_79B9_7F4A_7C15 ^ blindSecond &* 0x1656_67B1_9E37_79F9
    }

    @inline(__always)
    static func == (left: SoughtCode, right: SoughtCode) -> Bool {
        (left.first ^ right.first) | (left.second ^ right.second) == 0
    }
}
