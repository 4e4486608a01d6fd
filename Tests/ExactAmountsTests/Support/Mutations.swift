extension SeededRandom {
    /// Bytes that mean something to a reader, whole and cut off.
    private static let meaningful: [[UInt8]] =
        [
            "\"", "\"\"", ",", "\n", "\r\n", "\r", "\0", " ", "\t", "\u{3000}", "\u{FEFF}", "🙂", "诊", "{", "}", "[",
            "]", ":", "\\", "\\u", "\\uD83D", "\u{1F}",
            "-", "0", ".5", "e9", "true", "null", "\"a\":", "1,", "\u{301}",
        ].map { Array($0.utf8) } + [
            [0xE3], [0xE3, 0x80], [0xEF, 0xBB], [0xF0, 0x9F], [0xC3], [0x80], [0xD0, 0xD5], [0xED, 0xA0, 0x80], [0xFF],
        ]

    /// A sample that was changed in a few places.
    mutating func mutated(_ samples: [[UInt8]]) -> [UInt8] {
        var bytes = element(of: samples)
        for _ in 0...below(3) { mutate(&bytes, samples) }
        return bytes
    }

    private mutating func mutate(_ bytes: inout [UInt8], _ samples: [[UInt8]]) {
        let start = below(bytes.count + 1)
        let end = start + below(min(8, bytes.count - start) + 1)
        switch below(8) {
        case 0: if start < bytes.count { bytes[start] ^= 1 << UInt8(below(8)) }
        case 1: if start < bytes.count { bytes[start] = UInt8(truncatingIfNeeded: next()) }
        case 2: bytes.removeSubrange(start..<end)
        case 3: bytes.insert(contentsOf: bytes[start..<end], at: start)
        case 4: bytes.removeSubrange(start...)
        case 5:
            let other = element(of: samples)
            bytes.replaceSubrange(start..., with: other[below(other.count + 1)...])
        default: bytes.replaceSubrange(start..<(below(2) == 0 ? start : end), with: element(of: Self.meaningful))
        }
    }

    /// Bytes without any order.
    mutating func noise(upTo longest: Int) -> [UInt8] {
        (0..<below(longest + 1)).map { _ in UInt8(truncatingIfNeeded: next()) }
    }
}
