import ExactAmounts

/// Closes one fund's year: the order of 5.3 and 5.4, from dues to the reserve.
struct FundClosing {
    private let scheme: FundScheme
    private let pointValue: PointValueScheme
    private let budget: FundBudget
    private let value: FundValue
    private let scores: YearScores
    private var institutions: [InstitutionYear]
    /// The place of each of them among all codes.
    private let places: [Int32]
    /// Whether each institution is a member at the year's end.
    private let isMember: [Bool]
    private var clearing = FundClearing()

    init(
        _ fund: Int, _ rules: YearRules, _ budget: FundBudget, _ value: FundValue, _ tally: Tally.FundTally,
        _ dues: [Money]
    ) {
        scheme = rules.scheme.funds[fund]
        pointValue = rules.scheme.payment.pointValue
        self.budget = budget
        self.value = value
        scores = YearScores(quarters: rules.registers.quarterScores)
        // Only institutions that had a claim have a row; codes stand in order.
        let places = tally.institutions.indices.filter { tally.institutions[$0].claims > 0 }
        self.places = places.map { Int32($0) }
        institutions = places.map { place in
            let sums = tally.institutions[place]
            return InstitutionYear(
                code: rules.institutions.codes[place], claims: sums.claims, cost: sums.cost, accrued: sums.accrued,
                patient: sums.patient, points: sums.points, due: dues[place], fixedPrice: sums.fixedDue)
        }
        isMember = places.map { place in
            rules.institutions.row(ofCode: place, atEndOf: rules.scheme.year).map {
                rules.institutions.rows[$0].kind == .member
            } ?? false
        }
    }

    /// The fund's year.
    ///
    /// - Throws: ``AmountError/amountTooLarge``.
    mutating func close(
        uncharged: Money, _ trace: inout some SettlementTrace
    ) throws(AmountError) -> FundYear {
        try shareResidual()
        try entitle(&trace)
        try settleSurplus(&trace)
        let reserve = try settleOverrunAndDeposits(&trace)
        let prepayments = try Prepayment.year(scheme, budget, scores)
        let prepaid = try FundBudget.sum(prepayments.map(\.paid))
        let lines = try FundBudget.sum(budget.lines.map(\.amount))
        try prove(reserve, lines)
        return FundYear(
            name: scheme.name, budget: budget, value: value, institutions: institutions, clearing: clearing,
            prepayments: prepayments, reserve: reserve, uncharged: uncharged, prepaid: prepaid,
            balance: try clearing.payable + lines - prepaid)
    }
}

// MARK: - Steps

extension FundClosing {
    /// What rounding and the floor at 0 leave over is shared by points; what is too much is taken by dues.
    private mutating func shareResidual() throws(AmountError) {
        clearing.due = try FundBudget.sum(institutions.map(\.due))
        clearing.fixedPrice = try FundBudget.sum(institutions.map(\.fixedPrice))
        guard pointValue.mode == .budget else { return }
        clearing.residual = try value.netPool - clearing.due
        clearing.residualKept = clearing.residual
        if pointValue.residual == .keep || value.value == nil { return }
        let allocation =
            clearing.residual < .zero
            ? try clearing.residual.split(inProportionTo: institutions.map(\.due))
            : try clearing.residual.split(inProportionTo: institutions.map(\.points))
        for place in institutions.indices { institutions[place].residual = allocation.parts[place] }
        clearing.residualKept = allocation.unallocated
    }

    private mutating func entitle(_ trace: inout some SettlementTrace) throws(AmountError) {
        for place in institutions.indices {
            let single = institutions[place]
            institutions[place].entitled = try single.due + single.fixedPrice + single.residual
            trace.turn(to: places[place])
            trace.step(
                SettlementStep(
                    .entitled, [("due", single.due), ("fixedPrice", single.fixedPrice), ("residual", single.residual)],
                    result: institutions[place].entitled, at: "/payment/pointValue/residual"))
        }
        clearing.entitled = try FundBudget.sum(institutions.map(\.entitled))
        switch pointValue.mode {
        case .given:
            let left = try budget.pool - clearing.entitled
            clearing.surplus = left.orZeroIfNegative
            clearing.overrun = try clearing.surplus - left
        case .budget:
            // Fixed prices are owed whether or not the pool holds them.
            clearing.overrun = try (clearing.fixedPrice - budget.pool).orZeroIfNegative
        }
    }

    /// Members keep their part of a surplus, in proportion to their points (结余留用).
    private mutating func settleSurplus(_ trace: inout some SettlementTrace) throws(AmountError) {
        guard clearing.surplus > .zero else { return }
        if let minimum = scheme.clearing.minimumScoreHundredths, let score = try scores.mean(),
            score < ExactRatio(Int128(minimum))
        {
            return
        }
        let kept = try Money(rounding: clearing.surplus.times(scheme.clearing.surplusKept), .halfUp)
        let weights = institutions.indices.map { isMember[$0] ? institutions[$0].points : .zero }
        let allocation = try kept.split(inProportionTo: weights)
        for place in institutions.indices {
            institutions[place].surplus = allocation.parts[place]
            trace.turn(to: places[place])
            trace.step(
                SettlementStep(
                    .surplusShare,
                    [("surplus", clearing.surplus), ("kept", kept), ("points", weights[place])],
                    result: institutions[place].surplus, at: scheme.pointer + "/clearing/surplusKept"))
        }
        // Without a member that has points, nobody keeps anything.
        clearing.surplusKept = try kept - allocation.unallocated
    }

    /// The reserve covers its bands of an overrun; the rest is taken by entitlement, and deposits forfeit what they do.
    private mutating func settleOverrunAndDeposits(
        _ trace: inout some SettlementTrace
    ) throws(AmountError) -> ReserveLedger {
        clearing.overrunCovered = try covered()
        let uncovered = try clearing.overrun - clearing.overrunCovered
        let shares = try uncovered.split(inProportionTo: institutions.map { $0.entitled.orZeroIfNegative })
        precondition(shares.unallocated == .zero, "an overrun has institutions that caused it")
        let release = try releasedShare()
        for place in institutions.indices {
            trace.turn(to: places[place])
            institutions[place].uncovered = shares.parts[place]
            if clearing.overrun > .zero {
                trace.step(
                    SettlementStep(
                        .uncovered,
                        [
                            ("overrun", clearing.overrun), ("covered", clearing.overrunCovered),
                            ("entitled", institutions[place].entitled),
                        ], result: shares.parts[place], at: scheme.pointer + "/clearing/overrun"))
            }
            if let deposit = scheme.deposit {
                let exact = try institutions[place].entitled.times(deposit.share) * (Rate.one - release).exact
                institutions[place].forfeited = try Money(rounding: exact, .halfUp)
                trace.step(
                    SettlementStep(
                        .forfeited,
                        [("entitled", institutions[place].entitled), ("share", deposit.share), ("released", release)],
                        exact: exact.inYuan, result: institutions[place].forfeited,
                        at: scheme.pointer + "/assessment/deposit"))
            }
            let single = institutions[place]
            institutions[place].payable = try single.entitled + single.surplus - single.uncovered - single.forfeited
            trace.step(
                SettlementStep(
                    .payable,
                    [
                        ("entitled", single.entitled), ("surplus", single.surplus), ("uncovered", single.uncovered),
                        ("forfeited", single.forfeited),
                    ], result: institutions[place].payable, at: scheme.pointer))
        }
        clearing.forfeited = try FundBudget.sum(institutions.map(\.forfeited))
        clearing.payable = try FundBudget.sum(institutions.map(\.payable))

        var reserve = ReserveLedger(opening: scheme.openingReserve)
        try reserve.post(.deduction, budget.reserveDeduction)
        try reserve.post(.forfeits, clearing.forfeited)
        try reserve.post(.surplusNotKept, clearing.surplus - clearing.surplusKept)
        try reserve.post(.residualKept, clearing.residualKept)
        try reserve.post(.overrunCovered, .zero - clearing.overrunCovered)
        return reserve
    }

    /// What the bands cover, marginally by the overrun's ratio to the pool, rounded once; at most what the reserve has.
    private func covered() throws(AmountError) -> Money {
        if clearing.overrun == .zero || budget.pool == .zero { return .zero }
        var exact = ExactRatio.zero
        var lower = ExactRatio.zero
        for band in scheme.clearing.overrun {
            let upper = try band.upTo.exact * budget.pool.exactFen
            let part = try min(upper, clearing.overrun.exactFen) - lower
            if part <= .zero { break }
            exact = try exact + part * band.cover.exact
            lower = upper
        }
        let limit = try scheme.openingReserve + budget.reserveDeduction
        return min(try Money(rounding: exact, .halfUp), limit.orZeroIfNegative)
    }

    private func releasedShare() throws(AmountError) -> Rate {
        guard let deposit = scheme.deposit, let score = try scores.mean() else { return .one }
        return YearScores.share(deposit.release, score)
    }

    /// The conservation of 5.4, in every run.
    private func prove(_ reserve: ReserveLedger, _ lines: Money) throws(AmountError) {
        let deductions = try FundBudget.sum(budget.deductions.map(\.amount))
        let charges = try FundBudget.sum(budget.charges.map(\.amount))
        let spent = try deductions + lines + charges + budget.pool
        let gross = try budget.gross + budget.shortfall
        precondition(gross == spent, "the gross fund is deductions, lines, charges and pool")

        let available = try budget.pool + clearing.overrunCovered
        let used =
            try clearing.payable + clearing.forfeited + clearing.surplus - clearing.surplusKept + clearing.residualKept
        precondition(available == used, "the pool and what the reserve covers are paid out, forfeited or kept")

        let posted = try FundBudget.sum(reserve.postings.map(\.amount))
        let closing = try reserve.opening + posted
        precondition(closing == reserve.closing, "the reserve is its postings")
    }
}
