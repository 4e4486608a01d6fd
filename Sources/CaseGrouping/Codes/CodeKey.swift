import ExactAmounts

/// A diagnosis or procedure code of at most 24 bytes as three words, without regard to ASCII case.
///
/// Bytes are packed from the low end and padded with zeros, so that equal keys are equal codes.
struct CodeKey: Hashable, Sendable {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt64 = 0

    /// The key of no code.
    init() {}

    /// The longest code that fits.
    static let longest = 24

    /// Packs a code, or nothing for one that is too long.
    ///
    /// - Parameter text: the code without spaces around it.
    init?(_ text: Span<UInt8>) {
        guard let key = CodeKey(asWritten: text) else { return nil }
        self = key.uppercased
    }

    /// Packs a code in the case in which it is written.
    init?(asWritten text: Span<UInt8>) {
        if text.count > Self.longest { return nil }
        first = Self.word(text, from: 0)
        second = Self.word(text, from: 8)
        third = Self.word(text, from: 16)
    }

    /// Up to eight bytes of a text.
    @inline(__always)
    private static func word(_ text: Span<UInt8>, from start: Int) -> UInt64 {
        if text.count >= start + 8 { return eightBytes(text, at: start) }
        var word: UInt64 = 0
        for index in start..<max(start, text.count) { word |= UInt64(text[index]) << UInt64(8 * (index - start)) }
        return word
    }

    /// The key with its ASCII letters in upper case.
    @inline(__always)
    var uppercased: CodeKey {
        var key = CodeKey()
        key.first = CaseGrouping.uppercased(first)
        key.second = CaseGrouping.uppercased(second)
        key.third = CaseGrouping.uppercased(third)
        return key
    }

    /// A well-mixed hash whose high bits are used.
    var hash: UInt64 {
        var mixed = first &* 0x9E37_79B9_7F4A_7C15 ^ second &* 0xC2B2_AE3D_27D4_EB4F ^ third &* 0x1656_67B1_9E37_79F9
        mixed ^= mixed >> 32
        return mixed &* 0xD6E8_FEB8_6659_FD93
    }
}

/// ASCII lower-case letters made upper case in all eight bytes at once.
@inline(__always)
private func uppercased(_ word: UInt64) -> UInt64 {
    let sevenBits = word & eightTimes(0x7F)
    // A byte's top bit is set when it is at least "a", and when it is above "z"; seven bits leave room for the carry.
    let fromA = sevenBits &+ eightTimes(0x1F)
    let aboveZ = sevenBits &+ eightTimes(0x05)
    let isLower = fromA & ~aboveZ & ~word & eightTimes(0x80)
    return word &- (isLower >> 2)
}
