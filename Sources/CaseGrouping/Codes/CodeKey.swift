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
        if text.count > Self.longest { return nil }
        for index in text.indices {
            let byte = UInt64(text[index])
            switch index >> 3 {
            case 0: first |= byte << UInt64(8 * index)
            case 1: second |= byte << UInt64(8 * (index - 8))
            default: third |= byte << UInt64(8 * (index - 16))
            }
        }
        first = uppercased(first)
        second = uppercased(second)
        third = uppercased(third)
    }

    /// Packs a code that stands inside a text, by whole words where the text goes on for long enough.
    @inline(__always)
    init?(_ text: Span<UInt8>, _ range: Range<Int>) {
        let count = range.count
        if range.lowerBound + Self.longest > text.count || count > Self.longest {
            guard let key = CodeKey(text.extracting(range)) else { return nil }
            self = key
            return
        }
        let window = text.extracting(range.lowerBound..<range.lowerBound &+ 24)  // within the text, as checked above
        first = word(window, 0) & lowBytes(count)
        first = uppercased(first)
        if count <= 8 { return }
        second = uppercased(word(window, 8) & lowBytes(count &- 8))
        if count <= 16 { return }
        third = uppercased(word(window, 16) & lowBytes(count &- 16))
    }

    /// A well-mixed hash whose high bits are used.
    var hash: UInt64 {
        var mixed = first &* 0x9E37_79B9_7F4A_7C15 ^ second &* 0xC2B2_AE3D_27D4_EB4F ^ third &* 0x1656_67B1_9E37_79F9
        mixed ^= mixed >> 32
        return mixed &* 0xD6E8_FEB8_6659_FD93
    }
}

/// Eight bytes of a window as a word, the first in the low end.
@inline(__always)
private func word(_ window: Span<UInt8>, _ start: Int) -> UInt64 {
    let low =
        UInt32(window[start]) | UInt32(window[start + 1]) << 8 | UInt32(window[start + 2]) << 16
        | UInt32(window[start + 3]) << 24
    let high =
        UInt32(window[start + 4]) | UInt32(window[start + 5]) << 8 | UInt32(window[start + 6]) << 16
        | UInt32(window[start + 7]) << 24
    return UInt64(low) | UInt64(high) << 32
}

/// A mask for the first `count` bytes of a word.
@inline(__always)
private func lowBytes(_ count: Int) -> UInt64 { count >= 8 ? .max : (1 &<< UInt64(count &* 8)) &- 1 }

/// ASCII lower-case letters made upper case in all eight bytes at once.
@inline(__always)
private func uppercased(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let sevenBits = word & (0x7F &* ones)
    // A byte's top bit is set when it is at least "a", and when it is above "z"; seven bits leave room for the carry.
    let fromA = sevenBits &+ (0x1F &* ones)
    let aboveZ = sevenBits &+ (0x05 &* ones)
    let isLower = fromA & ~aboveZ & ~word & (0x80 &* ones)
    return word &- (isLower >> 2)
}
