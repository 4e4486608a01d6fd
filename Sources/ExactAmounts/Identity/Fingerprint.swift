/// A fingerprint of texts: equal texts have equal ones, in every process and on every machine.
///
/// It tells tallies of different schemes apart; it is no protection against somebody who wants a collision.
public struct Fingerprint: Sendable, Hashable, CustomStringConvertible {
    package private(set) var high: UInt64 = 0xCBF2_9CE4_8422_2325
    package private(set) var low: UInt64 = 0x8422_2325_CBF2_9CE4

    /// The fingerprint of nothing.
    public init() {}

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Adds a text.
    public mutating func combine(_ bytes: some Sequence<UInt8>) {
        var count: UInt64 = 0
        for byte in bytes {
            add(UInt64(byte))
            count += 1
        }
        // The length keeps two texts from being taken for one.
        add(count)
    }

    private mutating func add(_ word: UInt64) {
        high = (high ^ word) &* 0x0000_0100_0000_01B3
        low = (low &+ word) &* 0x9E37_79B9_7F4A_7C15
        low ^= low >> 29
    }

    /// Thirty-two hexadecimal digits.
    public var description: String {
        [high, low].map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }.joined()
    }
}
