import ExactAmounts

/// A fraction of whole numbers, kept in its lowest terms.
struct PlainFraction: Equatable {
    let top: Int128
    let bottom: Int128

    init(_ top: Int128, _ bottom: Int128 = 1) {
        var (a, b) = (top.magnitude, bottom.magnitude)
        while b != 0 { (a, b) = (b, a % b) }
        self.top = top / Int128(max(a, 1))
        self.bottom = bottom / Int128(max(a, 1))
    }

    static func + (left: Self, right: Self) -> Self {
        Self(left.top * right.bottom + right.top * left.bottom, left.bottom * right.bottom)
    }

    static func / (left: Self, right: Self) -> Self { Self(left.top * right.bottom, left.bottom * right.top) }

    static func * (left: Self, right: Int128) -> Self { Self(left.top * right, left.bottom) }

    /// The nearest whole number, the upper one of two; for fractions from 0 up.
    var rounded: Int128 { (2 * top + bottom) / (2 * bottom) }
}

/// Weights from history, followed to the letter of 2.5: cases stay a list, and every number is asked for anew.
struct PlainHistory {
    struct Case {
        let fen: Int64
        let group: String?
        let year: Int
    }

    let yearCount: Int
    var cases: [Case] = []

    /// The costs of a group in a year, or of all cases; the dearest and cheapest fortieth of 25 or more of a group left out.
    private func kept(_ group: String?, _ year: Int) -> [Int64] {
        let found = cases.filter { $0.year == year && (group == nil || $0.group == group) }.map(\.fen).sorted()
        if group == nil || found.count < 25 { return found }
        // The nearest rank of a percentile is the first that so many thousandths of the cases do not pass.
        func percentile(_ thousandths: Int) -> Int64 {
            for rank in 1...found.count where rank * 1000 >= thousandths * found.count { return found[rank - 1] }
            return found[found.count - 1]
        }
        return found.filter { percentile(25) <= $0 && $0 <= percentile(975) }
    }

    /// The mean of the years, the last ones counting 1, 2 and 7, without those that have no case.
    private func mean(_ group: String?) -> PlainFraction? {
        var (sum, parts) = (PlainFraction(0), Int128(0))
        for year in 0..<yearCount {
            let costs = kept(group, year)
            let part: Int128 = yearCount - year == 1 ? 7 : yearCount - year == 2 ? 2 : 1
            if costs.isEmpty { continue }
            sum = sum + PlainFraction(costs.reduce(0) { $0 + Int128($1) }, Int128(costs.count)) * part
            parts += part
        }
        return parts == 0 ? nil : sum / PlainFraction(parts)
    }

    /// What a group's row says, the variation apart.
    struct Weight: Equatable {
        let group: String
        let caseCount: Int
        let meanFen: Int128
        let tenThousandths: Int128
    }

    /// The groups in the order of their codes.
    var weights: [Weight] {
        guard let overall = mean(nil), overall.top > 0 else { return [] }
        return Set(cases.compactMap(\.group)).sorted().compactMap { group in
            guard let mean = mean(group) else { return nil }
            return Weight(
                group: group, caseCount: cases.count { $0.group == group }, meanFen: mean.rounded,
                tenThousandths: (mean / overall * 10_000).rounded)
        }
    }

    /// Whether so many ten-thousandths are the last year's standard deviation over its mean, without taking a root.
    func isVariation(_ variation: Rate?, of group: String) -> Bool {
        let costs = cases.filter { $0.year == yearCount - 1 && $0.group == group }.map { Int128($0.fen) }
        let (count, sum) = (Int128(costs.count), costs.reduce(0, +))
        guard let variation else { return sum == 0 }
        if sum == 0 || variation.hundredMillionths % 10_000 != 0 { return false }
        // Its square is n·Σx² ÷ (Σx)² − 1.
        let (top, bottom) = (count * costs.reduce(0) { $0 + $1 * $1 } - sum * sum, sum * sum)
        let shown = Int128(variation.hundredMillionths / 10_000)
        let (low, high) = (2 * shown - 1, 2 * shown + 1)
        return (shown == 0 || low * low * bottom <= 400_000_000 * top) && 400_000_000 * top < high * high * bottom
    }
}
