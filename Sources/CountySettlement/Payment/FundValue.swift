public import ExactAmounts

/// The value of a fund's points, and what it was reckoned from (4.2).
public struct FundValue: Sendable, Hashable {
    /// The inpatient pool less the dues of fixed prices, not below zero.
    public let netPool: Money
    /// The patients' shares of the cases whose points are above 0.
    public let patient: Money
    /// All points.
    public let points: Points
    /// The value; nil when there are no points.
    public let value: PointValue?

    /// - Throws: ``SettlementError/amountTooLarge``.
    init(
        _ fund: FundScheme, _ scheme: PointValueScheme, _ budget: FundBudget, _ tally: Tally.FundTally,
        _ trace: inout some SettlementTrace
    ) throws(SettlementError) {
        do {
            var (fixed, patient, points) = (Money.zero, Money.zero, Points.zero)
            for institution in tally.institutions {
                try fixed += institution.fixedDue
                try patient += institution.patientOfPoints
                try points += institution.points
            }
            netPool = try (budget.pool - fixed).orZeroIfNegative
            self.patient = patient
            self.points = points
            value = try Self.value(fund, scheme, netPool, patient, points, &trace)
        } catch {
            throw .amountTooLarge
        }
    }

    private static func value(
        _ fund: FundScheme, _ scheme: PointValueScheme, _ netPool: Money, _ patient: Money, _ points: Points,
        _ trace: inout some SettlementTrace
    ) throws(AmountError) -> PointValue? {
        switch scheme.mode {
        case .given:
            trace.step(
                SettlementStep(
                    .pointValue, [("mode", scheme.mode.rawValue)], result: fund.pointValue?.description ?? "",
                    at: fund.pointer + "/pointValue"))
            return fund.pointValue
        case .budget:
            if points == .zero { return nil }
            var fen = netPool.exactFen
            switch scheme.basis {
            case .fund: break
            case .cost: fen = try fen + patient.exactFen
            case .ratio: fen = try fen / (scheme.fundShare ?? .one).exact
            }
            let yuanPerPoint = try fen / ExactRatio(100) / points.exact
            let value = try PointValue(roundingYuanPerPoint: yuanPerPoint, decimals: scheme.decimals, scheme.rounding)
            trace.step(
                SettlementStep(
                    .pointValue,
                    [
                        ("netPool", netPool), ("patients", patient), ("points", points),
                        ("basis", scheme.basis.rawValue),
                    ],
                    exact: yuanPerPoint, result: value, at: "/payment/pointValue"))
            return value
        }
    }
}

/// What a case with points comes to and is due.
struct CaseDue: Sendable {
    var amount = Money.zero
    var due = Money.zero
}

extension PointValueScheme {
    /// The amount and the due of a case, each rounded once.
    ///
    /// - Parameter points: exact under a rate, else as printed.
    func due(
        _ points: ExactRatio, _ value: PointValue, _ patient: Money, _ trace: inout some SettlementTrace
    ) throws(AmountError) -> CaseDue {
        let exact = try value.exactFen(of: points)
        let amount = try Money(rounding: exact, .halfUp)
        let due: Money =
            switch basis {
            case .fund: amount
            case .cost: try (amount - patient).orZeroIfNegative
            case .ratio: try Money(rounding: exact * (fundShare ?? .one).exact, .halfUp)
            }
        trace.step(
            SettlementStep(
                .amount, [("points", points), ("pointValue", value)], exact: exact.inYuan, result: amount,
                at: "/payment/pointValue"))
        trace.step(
            SettlementStep(
                .due, [("amount", amount), ("patient", patient), ("basis", basis.rawValue)], result: due,
                at: "/payment/pointValue/basis"))
        return CaseDue(amount: amount, due: due)
    }
}
