public import ExactAmounts

/// Costs of earlier years by group, from which weights are built (2.5).
///
/// One to three years, the oldest first; they count 1 : 2 : 7, two of them 2 : 7.
///
/// ```swift
/// var history = CostHistory(years: 3)
/// for (year, mean) in ["8000", "9000", "10000"].enumerated() {
///     history.add(try Money(mean), group: "ES25", year: year)
/// }
/// try history.weights()[0].meanCost   // 9600.00
/// ```
public struct CostHistory: Sendable {
    /// How many years there are.
    public let yearCount: Int
    /// For each group, the costs of each year in fen.
    private var costs: [String: [[Int64]]] = [:]
    /// The sum and number of all cases of each year, ungrouped ones too.
    private var totals: [(fen: Int128, count: Int)]

    /// A history of so many years.
    ///
    /// - Precondition: 1 to 3 years.
    public init(years: Int) {
        precondition((1...3).contains(years), "weights are built from one to three years")
        yearCount = years
        totals = Array(repeating: (0, 0), count: years)
    }

    /// Adds a case.
    ///
    /// - Parameters:
    ///   - cost: what the case cost in all.
    ///   - group: its group; nil for a case in no group, which counts in the mean of all cases alone.
    ///   - year: from 0, the oldest.
    public mutating func add(_ cost: Money, group: String?, year: Int) {
        totals[year].fen += Int128(cost.fen)
        totals[year].count += 1
        guard let group else { return }
        costs[group, default: Array(repeating: [], count: yearCount)][year].append(cost.fen)
    }

    /// The number of cases of a year.
    public func caseCount(year: Int) -> Int { totals[year].count }

    /// The weighted mean of all cases, exact, in fen; nil when there is no case or none cost anything.
    ///
    /// - Throws: `AmountError.amountTooLarge`.
    public func overallMeanFen() throws(AmountError) -> ExactRatio? {
        let means = try exactMeans(totals)
        guard let mean = try weightedMean(means), mean > .zero else { return nil }
        return mean
    }

    /// The weight of each group, in the order of their codes; empty when no case cost anything.
    ///
    /// - Throws: `AmountError.amountTooLarge`.
    /// - Complexity: O(n log n) for n cases.
    public func weights() throws(AmountError) -> [GroupWeight] {
        guard let overall = try overallMeanFen() else { return [] }
        var weights: [GroupWeight] = []
        for (group, years) in costs.sorted(by: { $0.key < $1.key }) {
            let means = try exactMeans(years.map { Self.trimmedTotal($0) })
            guard let mean = try weightedMean(means) else { continue }
            let weight = try Rate(rounding: try mean / overall * ExactRatio(10_000), .halfUp)
            weights.append(
                GroupWeight(
                    group: group, caseCount: years.reduce(0) { $0 + $1.count },
                    meanCost: try Money(rounding: mean, .halfUp),
                    weight: Rate(hundredMillionths: weight.hundredMillionths * 10_000),
                    variation: try Self.variation(years[yearCount - 1])))
        }
        return weights
    }
}

/// The weight of a group, built from history.
public struct GroupWeight: Sendable, Hashable {
    /// The group's code.
    public let group: String
    /// Its cases over all years.
    public let caseCount: Int
    /// The weighted mean cost, rounded to the fen.
    public let meanCost: Money
    /// The relative weight (RW), 4 decimals.
    public let weight: Rate
    /// The coefficient of variation of the last year's costs, 4 decimals; nil without a case or a cost in that year.
    public let variation: Rate?

    /// Whether the last year's costs vary by more than their mean (变异系数 > 1).
    public var isUnstable: Bool { variation.map { $0 > .one } ?? false }
}

// MARK: - Means

extension CostHistory {
    /// The sum and number of the costs that a mean is taken of.
    ///
    /// From 25 cases on, costs outside the 2.5th to 97.5th percentile (nearest rank, both ends kept) are left out.
    private static func trimmedTotal(_ costs: [Int64]) -> (fen: Int128, count: Int) {
        guard costs.count >= 25 else { return (costs.reduce(0) { $0 + Int128($1) }, costs.count) }
        let sorted = costs.sorted()
        // The nearest rank of the p-th percentile of n is ⌈p · n⌉, from 1.
        let lowest = sorted[(25 * sorted.count + 999) / 1000 - 1]
        let highest = sorted[(975 * sorted.count + 999) / 1000 - 1]
        let kept = sorted.filter { lowest <= $0 && $0 <= highest }
        return (kept.reduce(0) { $0 + Int128($1) }, kept.count)
    }

    private func exactMeans(_ totals: [(fen: Int128, count: Int)]) throws(AmountError) -> [ExactRatio?] {
        var means: [ExactRatio?] = []
        for total in totals {
            means.append(total.count == 0 ? nil : try ExactRatio(total.fen, over: Int128(total.count)))
        }
        return means
    }

    /// The mean over the years that have one, in proportion to their weights.
    private func weightedMean(_ means: [ExactRatio?]) throws(AmountError) -> ExactRatio? {
        let weights: [Int128] = [1, 2, 7].suffix(means.count)
        var (sum, weightSum) = (ExactRatio.zero, Int128(0))
        for (mean, weight) in zip(means, weights) {
            guard let mean else { continue }
            sum = try sum + mean * ExactRatio(weight)
            weightSum += weight
        }
        return weightSum == 0 ? nil : try sum / ExactRatio(weightSum)
    }

    /// The standard deviation over the mean: √(n·Σx² ÷ (Σx)² − 1), half up to 4 decimals.
    private static func variation(_ costs: [Int64]) throws(AmountError) -> Rate? {
        var (sum, squares): (Int128, ExactRatio) = (0, .zero)
        for cost in costs {
            sum += Int128(cost)
            squares = try squares + ExactRatio(Int128(cost)) * ExactRatio(Int128(cost))
        }
        if sum == 0 { return nil }
        let mean = try ExactRatio(sum) / ExactRatio(Int128(costs.count))
        let relativeSquares = try squares / ExactRatio(Int128(costs.count)) / mean / mean
        let variance = try relativeSquares - .one
        // ⌊√v · 10⁴⌋ is ⌊√⌊v · 10⁸⌋⌋; the half is looked at exactly: (2r + 1)² ≤ 4 · v · 10⁸.
        let scaled = try variance * ExactRatio(100_000_000)
        let floor = try scaled.rounded(.down)
        var root = squareRoot(floor)
        if try ExactRatio((2 * root + 1) * (2 * root + 1)) <= scaled * ExactRatio(4) { root += 1 }
        return Rate(units: try narrowed(root * 10_000))
    }

    /// The whole part of a square root.
    private static func squareRoot(_ value: Int128) -> Int128 {
        if value < 2 { return max(value, 0) }
        var (low, high): (Int128, Int128) = (1, min(value, 1 << 63))
        while low < high {
            let middle = (low + high + 1) >> 1
            if middle * middle <= value { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
