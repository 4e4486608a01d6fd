/// SplitMix64: the same numbers on every machine for the same seed.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, not including, `bound`.
    mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

    /// A number of a random width, so that small ones and the borders come as often as the middle.
    mutating func int64() -> Int64 {
        switch below(16) {
        case 0: .min
        case 1: .max
        default: Int64(bitPattern: next()) >> Int64(below(64))
        }
    }

    /// A number of a random width.
    mutating func int128() -> Int128 {
        let wide = Int128(bitPattern: UInt128(next()) << 64 | UInt128(next()))
        switch below(16) {
        case 0: return .min
        case 1: return .max
        default: return wide >> Int128(below(128))
        }
    }

    /// One element of a list that is not empty.
    mutating func element<Element>(of list: [Element]) -> Element { list[below(list.count)] }
}
