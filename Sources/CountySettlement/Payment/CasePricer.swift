import CaseGrouping
import ExactAmounts

/// A case with its class and its points, exact until a readmission has had its say.
struct PricedCase: Sendable {
    /// The definition, and the group's place in it.
    var definition: UInt32 = 0
    var group: UInt16 = 0
    var caseClass: CaseClass = .normal
    /// A fixed price gives no points at all; any other class does, if only 0.
    var hasPoints: Bool { caseClass != .fixedPrice }
    /// In millionths, as they are shown; `Int64.min` where there is none.
    var weightMillionths = Int64.min
    var coefficientMillionths = Int64.min
    /// Before rounding.
    var exactPoints = ExactRatio.zero
    var fixedDue = Money.zero
}

/// Gives cases their class and points (4.1).
struct CasePricer {
    let rules: YearRules
    /// Whether readmissions take points.
    let hasReadmission: Bool
    private let low: PaymentScheme.Low?
    private let highUsesCoefficient: Bool
    private let reviewAbove: Rate?
    private let highBands: [PaymentScheme.High.Band]
    private let scale: ExactRatio
    private let overallMean: Money
    private let isDIP: Bool

    init(rules: YearRules) {
        self.rules = rules
        let payment = rules.scheme.payment
        hasReadmission = payment.readmission != nil
        low = payment.low
        highUsesCoefficient = payment.high?.usesCoefficient ?? false
        reviewAbove = payment.high?.reviewAbove
        highBands = (payment.high?.bands ?? []).map(\.self)
        scale = payment.scale.exact
        overallMean = payment.overallMean
        isDIP = payment.method == .dip
    }

    /// What a case brings along.
    struct Input {
        let record: ClaimRecord
        let definition: Int
        let group: Int
        let auxiliaryFactor: Rate
        let patient: Money
        let review: ReviewDecision?
    }

    func price(_ input: Input, _ trace: inout some SettlementTrace) throws(AmountError) -> PricedCase {
        let level = rules.level(of: input.record)
        let status = rules.prices.price(input.definition, input.group, level).status
        var priced = PricedCase()
        priced.definition = UInt32(input.definition)
        priced.group = UInt16(input.group)
        let price = paidPrice(input, level, &trace)

        let weight = try weight(price, input, isGrouped: status == .grouped, &priced, &trace)
        let coefficient = try coefficient(price, level, input.record, status, &priced, &trace)
        if let review = input.review {
            priced.caseClass = .review
            switch review {
            case .points(let points):
                priced.exactPoints = points.exact
                trace.step(SettlementStep(.points, [("review", "points")], result: points))
            case .cost:
                priced.exactPoints = try pointsOfCost(input.record.totalCost)
                trace.step(
                    SettlementStep(
                        .points,
                        [
                            ("review", "cost"), ("cost", input.record.totalCost), ("overallMean", overallMean),
                            ("scale", scale),
                        ], result: priced.exactPoints, at: "/payment/overallMean"))
            }
        } else if let fixed = price.fixedPrice {
            priced.caseClass = .fixedPrice
            priced.fixedDue = try (fixed - input.patient).orZeroIfNegative
            trace.step(
                SettlementStep(
                    .due, [("price", fixed), ("patient", input.patient)], result: priced.fixedDue,
                    at: "/payment/fixedPrices"))
        } else if let perDay = price.pointsPerDay {
            priced.caseClass = .bedDay
            let days = max(0, input.record.stayDays)
            priced.exactPoints = try perDay.exact * ExactRatio(Int128(days)) * coefficient
            trace.step(
                SettlementStep(
                    .points, [("perDay", perDay), ("days", days), ("coefficient", coefficient)],
                    result: priced.exactPoints,
                    at: "/payment/bedDays"))
        } else if let weight, status == .grouped {
            try deviate(weight, coefficient, price, input.record, &priced, &trace)
        } else {
            priced.caseClass = .ungrouped
            if let factor = rules.scheme.payment.ungroupedFactor {
                priced.exactPoints = try pointsOfCost(input.record.totalCost) * factor.exact
                trace.step(
                    SettlementStep(
                        .points,
                        [
                            ("cost", input.record.totalCost), ("overallMean", overallMean), ("scale", scale),
                            ("factor", factor),
                        ], result: priced.exactPoints, at: "/payment/ungrouped"))
            }
        }
        trace.step(
            SettlementStep(.caseClass, result: priced.caseClass.name, at: Self.pointer(of: priced.caseClass)))
        return priced
    }

    private static func pointer(of caseClass: CaseClass) -> String {
        switch caseClass {
        case .review, .normal: "/payment"
        case .fixedPrice: "/payment/fixedPrices"
        case .bedDay: "/payment/bedDays"
        case .ungrouped: "/payment/ungrouped"
        case .low: "/payment/low"
        case .high: "/payment/high"
        case .unreviewed: "/payment/high/reviewAbove"
        }
    }

    /// The price of the group, or of the one that it is paid as.
    private func paidPrice(_ input: Input, _ level: Int, _ trace: inout some SettlementTrace) -> GroupPrice {
        let own = rules.prices.price(input.definition, input.group, level)
        trace.step(
            SettlementStep(
                .group, [("definition", rules.groupers[input.definition].id)], result: rules.prices.code(own),
                at: "/definitions"))
        guard let equivalent = own.equivalent, let share = input.record.chineseMedicineShare,
            share < equivalent.minimumShare
        else { return own }
        let paidAs = rules.prices.equivalents[equivalent.price]
        trace.step(
            SettlementStep(
                .equivalent, [("share", share), ("minimumShare", equivalent.minimumShare)],
                result: rules.prices.code(paidAs),
                at: "/payment/equivalents"))
        return paidAs
    }

    /// `w`: the weight, for DIP with the auxiliary factor.
    private func weight(
        _ price: GroupPrice, _ input: Input, isGrouped: Bool, _ priced: inout PricedCase,
        _ trace: inout some SettlementTrace
    ) throws(AmountError) -> ExactRatio? {
        guard let base = price.weight else {
            if isGrouped { trace.step(SettlementStep(.weight, result: "none")) }
            return nil
        }
        let weight = isDIP ? try base * input.auxiliaryFactor.exact : base
        priced.weightMillionths = try narrowed(try weight.rounded(.halfUp, decimals: 6))
        trace.step(
            SettlementStep(
                .weight, [("weight", base), ("auxiliaryFactor", input.auxiliaryFactor)], result: weight, at: "/payment")
        )
        return weight
    }

    /// `k`: 1 for a case in no certain group, a primary-care group's factor, else the coefficient.
    private func coefficient(
        _ price: GroupPrice, _ level: Int, _ record: ClaimRecord, _ status: GroupingStatus,
        _ priced: inout PricedCase, _ trace: inout some SettlementTrace
    ) throws(AmountError) -> ExactRatio {
        let place = rules.institutions.codeOfRow[Int(record.institutionRow)]
        let coefficient: Rate =
            if status != .grouped {
                .one
            } else if let factor = price.primaryCareFactor {
                factor
            } else {
                rules.prices.coefficient(place, level, price.coefficientGroup)
            }
        let exact = coefficient.exact
        priced.coefficientMillionths = try narrowed(try exact.rounded(.halfUp, decimals: 6))
        trace.step(
            SettlementStep(
                .coefficient,
                [("institution", rules.institution(of: record).code), ("primaryCare", price.primaryCareFactor != nil)],
                result: coefficient, at: "/payment"))
        return exact
    }

    /// `total cost ÷ overall mean × scale`
    private func pointsOfCost(_ cost: Money) throws(AmountError) -> ExactRatio {
        try ExactRatio(Int128(cost.fen), over: Int128(overallMean.fen)) * scale
    }

    /// Low, high, unreviewed or normal, by the cost over the mean.
    private func deviate(
        _ weight: ExactRatio, _ coefficient: ExactRatio, _ price: GroupPrice, _ record: ClaimRecord,
        _ priced: inout PricedCase, _ trace: inout some SettlementTrace
    ) throws(AmountError) {
        let base = try weight * scale
        let mean: ExactRatio =
            if let known = price.mean { known.exactFen } else { try weight * overallMean.exactFen }
        let ratio = mean.numerator == 0 ? ExactRatio.one : try record.totalCost.exactFen / mean
        // A mean of the tables stands in no scheme.
        trace.step(
            SettlementStep(.mean, result: mean.inYuan, at: price.mean == nil ? "/payment/overallMean" : ""))
        trace.step(SettlementStep(.deviation, [("cost", record.totalCost)], result: ratio))
        if let low, ratio < low.below.exact {
            priced.caseClass = .low
            var points = try base * ratio
            if low.usesCoefficient { points = try points * coefficient }
            priced.exactPoints = low.capsAtBase ? min(points, base) : points
        } else if let reviewAbove, ratio > reviewAbove.exact {
            priced.caseClass = .unreviewed
            priced.exactPoints = try base * coefficient
        } else if let times = times(weight), ratio > times {
            priced.caseClass = .high
            var above = try base * (ratio - times)
            if highUsesCoefficient { above = try above * coefficient }
            priced.exactPoints = try base * coefficient + above
        } else {
            priced.caseClass = .normal
            priced.exactPoints = try base * coefficient
        }
        trace.step(
            SettlementStep(
                .points, [("base", base), ("coefficient", coefficient), ("ratio", ratio)], result: priced.exactPoints,
                at: Self.pointer(of: priced.caseClass)))
    }
}

extension CasePricer {
    /// The times of the mean above which a case of this weight is high; nil for none.
    private func times(_ weight: ExactRatio) -> ExactRatio? {
        for index in highBands.indices where highBands[index].holds(weight) { return highBands[index].times.exact }
        return nil
    }
}

extension PaymentScheme.High.Band {
    fileprivate func holds(_ weight: ExactRatio) -> Bool { weightBelow.map { weight < $0.exact } ?? true }
}
