/// Eight bytes of a text as one word, the first in the low end.
///
/// - Precondition: `start + 8` is at most the length of the text.
@inlinable @inline(__always)
package func eightBytes(_ text: Span<UInt8>, at start: Int) -> UInt64 {
    let window = text.extracting(start..<start &+ 8)  // within the text
    let low = UInt32(window[0]) | UInt32(window[1]) << 8 | UInt32(window[2]) << 16 | UInt32(window[3]) << 24
    let high = UInt32(window[4]) | UInt32(window[5]) << 8 | UInt32(window[6]) << 16 | UInt32(window[7]) << 24
    return UInt64(low) | UInt64(high) << 32
}

/// Which bytes of a text are flagged, of up to eight words of it, the first in the lowest bit.
///
/// - Parameter flagged: sets the top bits of those of eight bytes that are.
/// - Precondition: `start + 8 × words` is at most the length of the text.
@inlinable @inline(__always)
package func flaggedBytes(
    _ text: Span<UInt8>, at start: Int, words: Int, _ flagged: (UInt64) -> UInt64
) -> UInt64 {
    let window = text.extracting(start..<start &+ 8 &* words)  // within the text: one check for all
    var bits: UInt64 = 0
    for place in 0..<words { bits = bits &>> 8 | topBits(flagged(eightBytes(window, at: 8 &* place))) &<< 56 }
    return bits &>> UInt64(truncatingIfNeeded: 64 &- 8 &* words)
}

/// A word with the same byte eight times.
@inlinable @inline(__always)
package func eightTimes(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

/// The top bits of eight bytes, the first in the lowest bit.
@inlinable @inline(__always)
package func topBits(_ word: UInt64) -> UInt64 {
    // The product gathers the bits in its top byte: no two of its terms meet.
    ((word & eightTimes(0x80)) &* 0x0002_0408_1020_4081) &>> 56
}

/// The number whose digits are the first `count` of eight bytes, from 1 to 8; nil when one of them is no digit.
@inlinable @inline(__always)
package func upToEightDigits(_ word: UInt64, count: Int) -> Int? {
    // The digits go to the high end, with zeros before them.
    let unused = UInt64(64 &- 8 &* count)
    let digits = word &<< unused | ((1 &<< unused) &- 1) & eightTimes(UInt8(ascii: "0"))
    let values = digits ^ eightTimes(UInt8(ascii: "0"))
    if (values | (values &+ eightTimes(0x76))) & eightTimes(0x80) != 0 { return nil }
    // Neighbours are joined: to two digits, to four, to eight.
    let pairs = (values &* 10 &+ values &>> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ pairs &>> 16) & 0x0000_FFFF_0000_FFFF
    return Int(truncatingIfNeeded: (fours &* 10_000 &+ fours &>> 32) & 0xFFFF_FFFF)
}
