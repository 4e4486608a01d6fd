import ExactAmounts
import Testing

@Suite("Allocation") struct AllocationTests {
    /// One amount over some weights.
    struct Sharing: Sendable {
        let fen: Int64
        let weights: [Int64]

        func parts(scale: Int64 = 1) throws(AmountError) -> [Int64] {
            try Money(fen: fen).split(inProportionTo: weights.map { Points(units: $0 * scale) }).parts.map(\.fen)
        }
    }

    /// All amounts from -7 to 7 fen over all lists of up to four weights from 0 to 3.
    static let smallWorld: [Sharing] = {
        let lists = texts(over: ["0", "1", "2", "3"], upTo: 4).map {
            $0.compactMap { $0.wholeNumberValue.map(Int64.init) }
        }
        return pairs(lists, Array(-7...7) as [Int64]).map { Sharing(fen: $1, weights: $0) }
    }()

    static let borders: [Sharing] = {
        let lists: [[Int64]] = [
            [.max], [1], [.max, .max], [.max, .max, .max], [1, .max], [.max, 1], [0, .max, 0], [.max - 1, .max, 1],
            [3, 3, 1],
            Array(repeating: .max, count: 100), Array(repeating: 1, count: 101),
        ]
        return pairs(lists, int64Borders).map { Sharing(fen: $1, weights: $0) }
    }()

    static func randomWorld(seed: UInt64, limit: Int64 = .max) -> [Sharing] {
        var random = SeededRandom(seed: seed)
        return (0..<300).map { _ in
            let weights = (0..<(1 + random.below(12))).map { _ in
                random.below(5) == 0 ? 0 : (random.int64() & .max) % limit
            }
            return Sharing(fen: random.int64(), weights: weights)
        }
    }

    enum World: Sendable {
        case small, borders
        case random(seed: UInt64)

        static let all: [World] = [.small, .borders] + seeds.map { .random(seed: $0) }

        /// The sharings in which something can be allocated.
        var sharings: [Sharing] {
            let all =
                switch self {
                case .small: smallWorld
                case .borders: AllocationTests.borders
                case .random(let seed): randomWorld(seed: seed)
                }
            return all.filter { $0.weights.contains { $0 > 0 } }
        }
    }

    @Test(arguments: World.all) func `the parts sum to the whole`(in world: World) {
        expectForAll(world.sharings) { sharing in
            try sharing.parts().reduce(Int128(0)) { $0 + Int128($1) } == Int128(sharing.fen)
        }
    }

    @Test(arguments: World.all) func `no part is a fen or more from its exact share`(in world: World) {
        expectForAll(world.sharings) { sharing in
            let sum = sharing.weights.reduce(Int128(0)) { $0 + Int128($1) }
            return try zip(sharing.parts(), sharing.weights).allSatisfy { part, weight in
                let away = (Int128(part) * sum).subtractingReportingOverflow(Int128(sharing.fen) * Int128(weight))
                return !away.overflow && away.partialValue.magnitude < sum.magnitude
            }
        }
    }

    @Test func `every fen goes where the most is missing, and of equals to the earlier`() {
        expectForAll(Self.smallWorld) { try $0.parts() == Self.fenByFen($0) }
    }

    @Test(arguments: seeds) func `random shares are those of handing out fen by fen`(seed: UInt64) {
        expectForAll(Self.randomWorld(seed: seed, limit: 1 << 40)) { sharing in
            let small = Sharing(fen: sharing.fen % 200, weights: sharing.weights)
            return try small.parts() == Self.fenByFen(small)
        }
    }

    @Test(arguments: World.all) func `of equal weights the earlier never gets less`(in world: World) {
        expectForAll(world.sharings) { sharing in
            let parts = try sharing.parts()
            return parts.indices.allSatisfy { later in
                (0..<later).allSatisfy {
                    sharing.weights[$0] != sharing.weights[later] || parts[$0].magnitude >= parts[later].magnitude
                }
            }
        }
    }

    @Test(arguments: [2, 3, 1000, 1 << 22] as [Int64]) func `scaling all weights changes nothing`(scale: Int64) {
        let worlds = Self.smallWorld + Self.randomWorld(seed: 7, limit: 1 << 40)
        expectForAll(worlds) { try $0.parts(scale: scale) == $0.parts() }
    }

    @Test(arguments: World.all) func `the sign of the amount is the sign of its parts`(in world: World) {
        expectForAll(world.sharings.filter { $0.fen != .min }) { sharing in
            let mirrored = Sharing(fen: -sharing.fen, weights: sharing.weights)
            return try mirrored.parts() == sharing.parts().map { -$0 }
        }
    }

    @Test(arguments: World.all) func `a weight of zero gets nothing`(in world: World) {
        expectForAll(world.sharings) { sharing in
            try zip(sharing.parts(), sharing.weights).allSatisfy { part, weight in weight > 0 || part == 0 }
        }
    }

    @Test(arguments: [[], [0], [0, 0, 0]] as [[Int64]]) func `with all weights zero the whole amount is left`(
        weights: [Int64]
    ) {
        expectForAll(int64Borders) { fen in
            let allocation = try Money(fen: fen).split(inProportionTo: weights.map(Points.init(units:)))
            return allocation.parts == weights.map { _ in .zero } && allocation.unallocated == Money(fen: fen)
        }
    }

    @Test(arguments: World.all) func `what is allocated leaves nothing over`(in world: World) {
        expectForAll(world.sharings) { sharing in
            let allocation = try Money(fen: sharing.fen).split(inProportionTo: sharing.weights.map(Money.init(fen:)))
            return allocation.unallocated == .zero && allocation.parts.count == sharing.weights.count
        }
    }

    @Test(arguments: [[-1], [1, -1], [0, 0, -1], [.max, .min], [-1, .max, .max]] as [[Int64]])
    func `a weight below zero is refused`(weights: [Int64]) {
        expectForAll(int64Borders) { fen in
            Outcome { () throws(AmountError) in
                try Money(fen: fen).split(inProportionTo: weights.map(Rate.init(units:)))
            }
                == .failure(.negativeWeight)
        }
    }

    @Test(
        arguments: [
            ("1.00", ["1", "1", "1"], ["0.34", "0.33", "0.33"]),
            ("-1.00", ["1", "1", "1"], ["-0.34", "-0.33", "-0.33"]),
            ("0.02", ["1", "1", "1"], ["0.01", "0.01", "0.00"]), ("0.01", ["1", "2"], ["0.00", "0.01"]),
            ("100.00", ["0.5", "0.3", "0.2"], ["50.00", "30.00", "20.00"]),
            ("0.10", ["0", "3", "0", "4"], ["0.00", "0.04", "0.00", "0.06"]),
            ("0.05", ["2", "1", "2", "1"], ["0.02", "0.01", "0.01", "0.01"]), ("0.00", ["1", "2"], ["0.00", "0.00"]),
        ])
    func `the largest remainder decides`(amount: String, weights: [String], parts: [String]) throws {
        let allocation = try Money(amount).split(inProportionTo: weights.map { try Points($0) })
        #expect(allocation.parts.map(\.description) == parts)
    }

    /// Hands out one fen after another to the first of those that are furthest below their share, and never past it.
    private static func fenByFen(_ sharing: Sharing) -> [Int64] {
        let sum = sharing.weights.reduce(0, +)
        var parts = sharing.weights.map { _ in Int64(0) }
        guard sum > 0 else { return parts }
        let whole = Int128(sharing.fen.magnitude)
        for index in parts.indices {
            while Int128(parts[index] + 1) * Int128(sum) <= whole * Int128(sharing.weights[index]) { parts[index] += 1 }
        }
        while parts.reduce(0, +) < whole {
            let missing = parts.indices.map { whole * Int128(sharing.weights[$0]) - Int128(parts[$0]) * Int128(sum) }
            guard let most = missing.max(), let first = missing.firstIndex(of: most) else { break }
            parts[first] += 1
        }
        return sharing.fen < 0 ? parts.map { -$0 } : parts
    }
}
