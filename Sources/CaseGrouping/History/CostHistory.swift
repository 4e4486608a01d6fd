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
            let weight = try Self.weight(mean, overall)
            weights.append(
                GroupWeight(
                    group: group, caseCount: years.reduce(0) { $0 + $1.count },
                    meanCost: try Money(rounding: mean, .halfUp),
                    weight: weight, lastYear: try Variation(years[yearCount - 1])))
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
    /// Whether the last year's costs vary by more than their mean (变异系数 > 1), before rounding.
    public let isUnstable: Bool

    init(group: String, caseCount: Int, meanCost: Money, weight: Rate, lastYear: Variation?) {
        self.group = group
        self.caseCount = caseCount
        self.meanCost = meanCost
        self.weight = weight
        variation = lastYear?.rounded
        isUnstable = lastYear?.isAboveOne ?? false
    }
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

    /// The relative weight: mean over overall mean, half up to 4 decimals.
    ///
    /// Three years with numbers of cases that share no factor make fractions whose quotient may not fit; the weight is looked for
    /// by comparisons, which always do.
    private static func weight(_ mean: ExactRatio, _ overall: ExactRatio) throws(AmountError) -> Rate {
        if mean < .zero { throw .amountTooLarge }
        // So large that (2w − 1) · overall mean still fits.
        let fitting = (Int128.max / overall.numerator - 1) / 2
        let most = UInt64(clamping: min(fitting, Int128(Int64.max / 20_000)))
        // The largest w with (2w − 1) · overall mean ≤ 2 · 10⁴ · mean.
        let goal = try ExactRatio(20_000) * mean
        let weight = largest(upTo: most) { weight in
            weight == 0 || (try? ExactRatio(Int128(2 * weight - 1)) * overall).map { $0 <= goal } ?? false
        }
        if weight == most { throw .amountTooLarge }
        return Rate(hundredMillionths: Int64(weight) * 10_000)
    }
}

/// The largest number up to a bound for which something holds that holds for all below it, and for 0.
private func largest(upTo bound: UInt64, _ holds: (UInt64) -> Bool) -> UInt64 {
    var (low, high) = (UInt64(0), bound)
    while low < high {
        let middle = high - (high - low) / 2
        if holds(middle) { low = middle } else { high = middle - 1 }
    }
    return low
}

/// How much costs vary: the standard deviation over the mean, √(n·Σx² ÷ (Σx)² − 1).
struct Variation {
    /// Half up to 4 decimals.
    let rounded: Rate
    /// More than 1, exactly.
    let isAboveOne: Bool

    /// - Returns: nil without a cost.
    /// - Throws: `AmountError.amountTooLarge`.
    init?(_ costs: [Int64]) throws(AmountError) {
        // What all costs have in common says nothing of how they vary.
        let unit = costs.reduce(UInt128(0)) { greatestCommonDivisor($0, UInt128($1.magnitude)) }
        if unit == 0 { return nil }
        var (sum, squares): (Int128, Int128) = (0, 0)
        for cost in costs {
            let part = Int128(cost) / Int128(unit)
            // Below 2⁵⁰, a million costs fit with their squares.
            if part.magnitude >= 1 << 50 || costs.count > 1 << 20 { throw .amountTooLarge }
            sum += part
            squares += part * part
        }
        if sum <= 0 { return nil }
        let (product, overflow) = squares.multipliedReportingOverflow(by: Int128(costs.count))
        let (squaredSum, tooLarge) = sum.multipliedReportingOverflow(by: sum)
        if overflow || tooLarge { throw .amountTooLarge }
        let variance = product - squaredSum  // of a sum of squares, never below 0
        isAboveOne = variance > squaredSum
        // The largest r with (2r − 1)² ÷ (4 · 10⁸) ≤ variance ÷ (Σx)².
        let square = try ExactRatio(variance, over: squaredSum)
        let hundredths = try ExactRatio(1, over: 400_000_000)
        let root = largest(upTo: 1 << 32) { root in
            let odd = Int128(2 * max(root, 1) - 1)
            return root == 0 || (try? ExactRatio(odd * odd) * hundredths).map { $0 <= square } ?? false
        }
        rounded = Rate(hundredMillionths: Int64(root) * 10_000)
    }
}
