import ExactAmounts
import Testing

@testable import CaseGrouping

@Suite("Weights from history") struct CostHistoryTests {
    /// A history of costs in fen, by year and group; the group "" is none.
    static func history(_ years: [[(group: String, fen: [Int64])]]) -> CostHistory {
        var history = CostHistory(years: years.count)
        for (year, groups) in years.enumerated() {
            for (group, costs) in groups {
                for fen in costs { history.add(Money(fen: fen), group: group.isEmpty ? nil : group, year: year) }
            }
        }
        return history
    }

    /// Rows as texts: group, cases, mean, weight and variation.
    static func rows(_ history: CostHistory) throws -> [String] {
        try history.weights().map { row in
            "\(row.group) \(row.caseCount) \(row.meanCost) \(row.weight) \(row.variation?.description ?? "-")"
        }
    }

    // MARK: By hand

    /// All cases: 400, 1000 and 600 yuan on average, 660 weighted; AB1: 200, 400 and 600, which is 520; CD1: 800 and 1000
    /// at 1 : 2, which is 933.33.
    @Test
    func `three years count 1 to 2 to 7, and a year without a case drops out`() throws {
        let history = Self.history([
            [("CD1", [80_000]), ("AB1", [10_000, 30_000])],
            [("", [160_000]), ("AB1", [40_000]), ("CD1", [100_000, 100_000])],
            [("AB1", [50_000, 70_000])],
        ])
        #expect(try history.overallMeanFen() == ExactRatio(66_000))
        #expect((0..<3).map(history.caseCount) == [3, 4, 2])
        // The last year of AB1: a deviation of 100 from a mean of 600.
        #expect(try Self.rows(history) == ["AB1 5 520.00 0.7879 0.1667", "CD1 3 933.33 1.4141 -"])
    }

    /// (2 · 300 + 7 · 900) ÷ 9 of all, and (2 · 100 + 7 · 900) ÷ 9 of AB1.
    @Test
    func `two years count 2 to 7, and one alone counts whole`() throws {
        let years: [[(group: String, fen: [Int64])]] = [
            [("AB1", [10_000]), ("CD1", [50_000])], [("AB1", [90_000]), ("", [90_000])],
        ]
        #expect(try Self.rows(Self.history(years)) == ["AB1 2 722.22 0.942 0", "CD1 1 500.00 0.6522 -"])
        #expect(try Self.rows(Self.history([years[0]])) == ["AB1 1 100.00 0.3333 0", "CD1 1 500.00 1.6667 0"])
        #expect(
            try Self.rows(Self.history([[]] + years)) == ["AB1 2 722.22 0.942 0", "CD1 1 500.00 0.6522 -"])
    }

    @Test
    func `a group that has the oldest year alone is weighed by it`() throws {
        let history = Self.history([[("AB1", [300])], [("CD1", [100])], [("CD1", [100])]])
        #expect(try history.overallMeanFen() == ExactRatio(120))
        #expect(try Self.rows(history) == ["AB1 1 3.00 2.5 -", "CD1 2 1.00 0.8333 0"])
    }

    // MARK: Trimming

    /// How many cases there are, and the first and the last that stay, from 1.
    static let ranks: [(count: Int, first: Int, last: Int)] = [
        (1, 1, 1), (24, 1, 24), (25, 1, 25), (39, 1, 39), (40, 1, 39), (41, 2, 40), (79, 2, 78), (80, 2, 78),
        (81, 3, 79), (119, 3, 117), (120, 3, 117), (121, 4, 118), (1000, 25, 975),
    ]

    @Test(arguments: ranks)
    func `from 25 cases on, both ends beyond the nearest ranks of 2,5 and 97,5 in a hundred are left out`(
        count: Int, first: Int, last: Int
    ) throws {
        // Squares, so that every case left out changes the mean. They arrive in no order.
        let costs = (1...Int64(count)).map { $0 * $0 * 100 }
        let shuffled = costs.indices.map { costs[($0 * 7 + 3) % count] }
        try #require(Set(shuffled).count == count || count % 7 == 0)
        let history = Self.history([[("AB1", count % 7 == 0 ? costs.reversed() : shuffled)]])
        let row = try #require(try history.weights().first)
        let kept = costs[(first - 1)..<last]
        #expect(row.meanCost.fen == Int64(PlainFraction(Int128(kept.reduce(0, +)), Int128(kept.count)).rounded))
        // The mean of all cases and the number of cases are of all.
        #expect(try history.overallMeanFen() == ExactRatio(Int128(costs.reduce(0, +)), over: Int128(count)))
        #expect(row.caseCount == count && history.caseCount(year: 0) == count)
    }

    @Test
    func `costs that equal an end stay, however many there are`() throws {
        // Of 41, the second and the fortieth are the ends; three cases equal each.
        let middle = [Int64](repeating: 500, count: 34)
        let history = Self.history([
            [("AB1", [1] + [100, 100, 100] + middle + [900, 900] + [5000])], [("AB1", [7])],
        ])
        // (2 · 19 100 ÷ 39 + 7 · 7) ÷ 9
        #expect(try history.weights()[0].meanCost.fen == Int64(PlainFraction(2 * 19_100 + 49 * 39, 9 * 39).rounded))
        let same = Self.history([[("AB1", [Int64](repeating: 321, count: 100))]])
        #expect(try Self.rows(same) == ["AB1 100 3.21 1 0"])
    }

    @Test
    func `each year of a group is trimmed by its own number of cases`() throws {
        let long = [Int64](repeating: 100, count: 40) + [1_000_000]
        let history = Self.history([[("AB1", long)], [("AB1", Array(long.suffix(24)))]])
        let second = PlainFraction(23 * 100 + 1_000_000, 24)
        #expect(
            try history.weights()[0].meanCost.fen
                == Int64(((PlainFraction(200) + second * 7) / PlainFraction(9)).rounded))
    }

    // MARK: Borders

    /// Costs of one group and of all other cases, its mean, weight and variation.
    static let borders: [(group: [Int64], others: [Int64], row: String)] = [
        // A half at the last decimal goes up, less than a half down.
        ([10_001], [29_999], "AB1 1 100.01 0.5001 0"), ([100_009], [299_991], "AB1 1 1000.09 0.5 0"),
        ([1_000_099], [2_999_901], "AB1 1 10000.99 0.5 0"), ([1_000_100], [2_999_900], "AB1 1 10001.00 0.5001 0"),
        ([1, 2], [], "AB1 2 0.02 1 0.3333"), ([1, 1, 2], [], "AB1 3 0.01 1 0.3536"),
        ([19_999, 20_001], [], "AB1 2 200.00 1 0.0001"), ([20_000, 20_002], [], "AB1 2 200.01 1 0"),
        ([59_997, 60_003], [], "AB1 2 600.00 1 0.0001"), ([119_991, 120_009], [], "AB1 2 1200.00 1 0.0001"),
        // A group whose cases cost nothing weighs nothing.
        ([0, 0], [5], "AB1 2 0.00 0 -"), ([0], [0, 1], "AB1 1 0.00 0 -"), ([7], [0, 0], "AB1 1 0.07 3 0"),
        ([Int64.max], [], "AB1 1 92233720368547758.07 1 0"),
        ([Int64.max, Int64.max], [], "AB1 2 92233720368547758.07 1 0"),
    ]

    @Test(arguments: borders)
    func `means, weights and variations are rounded half up at their last decimal`(
        group: [Int64], others: [Int64], row: String
    ) throws {
        #expect(try Self.rows(Self.history([[("AB1", group), ("", others)]])) == [row])
    }

    @Test
    func `the variation is of the last year alone, untrimmed, and unstable above 1`() throws {
        let flat = [Int64](repeating: 100, count: 9)
        let history = Self.history([
            [("AB1", [1, 1000]), ("EF1", [3, 4])],
            [
                ("AB1", flat), ("CD1", [0, 200]), ("EF1", [0, 0, 9]), ("GH1", [0, 1, 4]),
                ("IJ1", flat + flat + flat + [9000]),
            ],
        ])
        let weights = try history.weights()
        // For 27 costs of 100 and one of 9000 it is √(28 · 81 270 000 ÷ 11 700² − 1).
        #expect(
            weights.map { "\($0.group) \($0.variation?.description ?? "-") \($0.isUnstable)" } == [
                "AB1 0 false", "CD1 1 false", "EF1 1.4142 true", "GH1 1.0198 true", "IJ1 3.9526 true",
            ])
    }

    @Test
    func `a history without a cost has no weights`() throws {
        for years in 1...3 {
            let empty = CostHistory(years: years)
            #expect(try empty.weights() == [] && empty.overallMeanFen() == nil)
        }
        let free = Self.history([[("AB1", [0])], [("AB1", [0, 0])]])
        #expect(try free.weights() == [] && free.overallMeanFen() == nil)
        let ungrouped = Self.history([[("", [5])]])
        #expect(try ungrouped.weights() == [] && ungrouped.overallMeanFen() == ExactRatio(5))
    }

    @Test
    func `rows stand in the order of their codes, whatever the order of the cases`() throws {
        let codes = ["ES25", "AA1", "ES2", "Z", "BQY", "es25", "A", "10"]
        let rows = [("10", 7), ("A", 6), ("AA1", 1), ("BQY", 4), ("ES2", 2), ("ES25", 0), ("Z", 3), ("es25", 5)]
        var expected: [String]?
        for turn in codes.indices {
            let turned = (codes.indices).map { ($0 + turn) % codes.count }
            let history = Self.history([turned.map { (codes[$0], [100 * (Int64($0) + 1)]) }])
            let found = try Self.rows(history)
            #expect(
                try history.weights().map { [$0.group, $0.meanCost.description] }
                    == rows.map { [$0.0, "\($0.1 + 1).00"] })
            #expect(found == expected ?? found)
            expected = found
        }
    }

    // MARK: Errors

    @Test
    func `squares that do not fit are an error, not a wrong variation`() throws {
        let huge: [Int64] = [.max, .max - 1, 5]
        #expect(throws: AmountError.amountTooLarge) { try Self.history([[("AB1", huge)]]).weights() }
        // Of an earlier year, no variation is asked.
        #expect(
            try Self.rows(Self.history([[("AB1", huge)], [("CD1", [1])]])).map { $0.prefix(5) } == ["AB1 3", "CD1 1"])
    }

    @Test
    func `a history of no year or of four is a broken promise`() async {
        await #expect(processExitsWith: .failure) { _ = CostHistory(years: 0) }
        await #expect(processExitsWith: .failure) { _ = CostHistory(years: 4) }
    }

    // MARK: Random

    @Test(arguments: 1...40)
    func `random histories weigh as they do by a slow second way`(seed: Int) throws {
        var random = SplitMix64(seed: seed)
        let years = 1 + random.below(3)
        var (history, plain) = (CostHistory(years: years), PlainHistory(yearCount: years))
        let limit = random.pick([2, 50, 10_000, 3_000_000])
        for group in ["AB1", "CD1", "EF1", "GQY", nil] {
            for year in 0..<years where random.chance(75) {
                for _ in 0..<random.pick([1, 2, 24, 25, 26, 40, 41, 90]) {
                    let fen = Int64(random.chance(5) ? random.below(limit * 20) : random.below(limit))
                    history.add(Money(fen: fen), group: group, year: year)
                    plain.cases.append(PlainHistory.Case(fen: fen, group: group, year: year))
                }
            }
        }
        let found = try history.weights()
        #expect(
            found.map {
                PlainHistory.Weight(
                    group: $0.group, caseCount: $0.caseCount, meanFen: Int128($0.meanCost.fen),
                    tenThousandths: Int128($0.weight.hundredMillionths / 10_000))
            } == plain.weights)
        for row in found {
            #expect(row.weight.hundredMillionths % 10_000 == 0)
            #expect(plain.isVariation(row.variation, of: row.group), "\(row)")
            #expect(row.isUnstable == ((row.variation ?? .zero) > .one))
        }
    }

    @Test
    func `three years of a large county, whose numbers of cases share no factor, are weighed`() throws {
        var history = CostHistory(years: 3)
        for (year, (all, group)) in [(199_999, 20_011), (200_003, 20_021), (200_009, 20_023)].enumerated() {
            for number in 0..<all {
                let isOfGroup = number < group
                history.add(
                    Money(fen: Int64(900_000 + (number * 7919) % 1_000_003)), group: isOfGroup ? "AB1" : nil, year: year
                )
            }
        }
        #expect(try history.weights().count == 1)
    }

    /// The variation is 1.0000038: above 1, and 1.0000 when it is rounded.
    @Test
    func `a variation just above 1 is unstable`() throws {
        let row = try Self.history([[("AB1", [0, 10_000, 37_321])]]).weights()[0]
        #expect(row.variation == .one && row.isUnstable)
    }

    @Test
    func `costs that cancel out end in an error, not in a crash`() async {
        await #expect(processExitsWith: .success) {
            var history = CostHistory(years: 1)
            history.add(Money(fen: 1_000_000_000_000), group: "AB1", year: 0)
            history.add(Money(fen: -999_999_999_999), group: "CD1", year: 0)
            _ = try? history.weights()
        }
    }
}
