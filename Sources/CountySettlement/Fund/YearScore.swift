import ExactAmounts

/// The quarters' scores and what they lead to (季度评估, 5.3).
struct YearScores {
    /// In hundredths, by quarter from 1.
    let quarters: [Int: Int64]

    /// The exact mean of the quarters that were given, in hundredths; nil without any.
    func mean() throws(AmountError) -> ExactRatio? {
        if quarters.isEmpty { return nil }
        var sum: Int128 = 0
        for score in quarters.values { sum += Int128(score) }  // at most four scores up to 100.00
        return try ExactRatio(sum, over: Int128(quarters.count))
    }

    /// The share of the first band whose lowest score is reached.
    static func share(_ bands: [FundScheme.ScoreBand], _ score: ExactRatio) -> Rate {
        let band = bands.first { $0.atLeastHundredths.map { score >= ExactRatio(Int128($0)) } ?? true }
        return band?.share ?? .one
    }
}

extension Prepayment {
    /// Twelve months of a fund's estimated package.
    static func year(
        _ scheme: FundScheme, _ budget: FundBudget, _ scores: YearScores
    ) throws(AmountError) -> [Prepayment] {
        guard let share = scheme.prepaidShare else { return [] }
        let annual = try Money(rounding: budget.estimatedPackage.times(share), .halfUp)
        let months = try annual.split(inProportionTo: Array(repeating: Points(tenThousandths: 1), count: 12)).parts
        var prepayments: [Prepayment] = []
        for (index, base) in months.enumerated() {
            var share = Rate.one
            if !scheme.nextQuarter.isEmpty, let score = scores.quarters[index / 3] {
                share = YearScores.share(scheme.nextQuarter, ExactRatio(Int128(score)))
            }
            let paid = try Money(rounding: base.times(share), .halfUp)
            prepayments.append(Prepayment(month: index + 1, base: base, share: share, paid: paid))
        }
        return prepayments
    }
}
