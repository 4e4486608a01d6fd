import ExactAmounts

// MARK: - Deductible (3.2)

extension YearRules {
    /// The deductible that the rules give, on top of what has been charged.
    func deductible(
        _ record: ClaimRecord, charged: Money, _ rule: Shared<BenefitRule>, _ level: Int, _ step: ChainStep,
        _ state: BenefitEngine.ChainState,
        _ trace: inout some SettlementTrace
    ) throws(AmountError) -> Money {
        var deductible: Money
        switch rule.value.deductible {
        case .perYear(let amount):
            // History has no part in a yearly amount, and nothing asks for its share of one.
            if record.isHistory { return .zero }
            deductible = try amount - min(amount, charged)
            trace.step(
                SettlementStep(
                    .standard, [("perYear", amount), ("charged", charged)], result: deductible,
                    at: rule.value.pointer + "/deductible/perYear"))
        case .standard(let byLevel, let factors, _):
            let factor = factors[min(state.earlierAdmissions, factors.count - 1)]
            let exact = try byLevel[level].times(factor)
            let standard = try Money(rounding: exact, .halfUp)
            trace.step(
                SettlementStep(
                    .standard,
                    [("standard", byLevel[level]), ("admissions", state.earlierAdmissions), ("factor", factor)],
                    exact: exact.inYuan,
                    result: standard,
                    at: "\(rule.value.pointer)/deductible/standard/\(pointerToken(scheme.levels[level]))"))
            deductible = try self.deductible(standard, rule, step, state, &trace)
        }
        if let limit = rule.value.yearlyDeductibleLimit, !record.isHistory {
            let left = try limit - min(limit, charged)
            if deductible > left { deductible = left }
            trace.step(
                SettlementStep(
                    .yearlyDeductible, [("limit", limit), ("charged", charged)], result: deductible,
                    at: rule.value.pointer + "/deductible/yearlyLimit"))
        }
        if deductible > record.eligible {
            deductible = record.eligible
            trace.step(SettlementStep(.eligibleLimit, [("eligible", record.eligible)], result: deductible))
        }
        return deductible
    }

    /// What the step of a chain makes of the standard.
    private func deductible(
        _ standard: Money, _ rule: Shared<BenefitRule>, _ step: ChainStep, _ state: BenefitEngine.ChainState,
        _ trace: inout some SettlementTrace
    ) throws(AmountError) -> Money {
        guard step != .first, let referral = rule.value.referral else { return standard }
        let value =
            switch step {
            case .up: referral.up
            case .down: referral.down
            case .same, .first: referral.same
            }
        let deductible: Money =
            switch value {
            case .difference: try (standard - state.paid).orZeroIfNegative
            case .separate: standard
            case .zero: .zero
            case .half: Money(fen: try narrowed(try divide(Int128(standard.fen), by: 2, rounding: .halfUp)))
            }
        trace.step(
            SettlementStep(
                .step, [("standard", standard), ("paid", state.paid), (step.name, value.rawValue)], result: deductible,
                at: "\(rule.value.pointer)/referral/\(step.name)"))
        return deductible
    }
}

extension BenefitEngine {
    /// Charges the recorded deductible where it counts, else the rules' own, and adds it to the chain and the year.
    mutating func charge(
        _ record: ClaimRecord, _ number: Int, _ outcome: inout BenefitOutcome,
        _ trace: inout some SettlementTrace
    ) throws(AmountError) {
        outcome.deductible = outcome.computedDeductible
        // What was charged in an earlier year is known from its record, whatever this year uses.
        if isRecorded || record.isHistory, let recorded = record.recordedDeductible {
            outcome.deductible = recorded
            trace.step(
                SettlementStep(
                    .recordedDeductible, [("computed", outcome.computedDeductible)], result: recorded,
                    at: "/benefit/use"))
        }
        if !record.isHistory { try years[number].deductibles += outcome.deductible }
    }
}

// MARK: - Payment (3.3)

extension BenefitEngine {
    /// What the pooled fund pays of the reimbursable cost.
    mutating func accrue(
        _ record: ClaimRecord, _ number: Int, _ rule: Shared<BenefitRule>, _ level: Int,
        _ outcome: inout BenefitOutcome,
        _ trace: inout some SettlementTrace
    ) throws(AmountError) {
        outcome.reimbursable = try (record.eligible - outcome.deductible).orZeroIfNegative
        trace.step(
            SettlementStep(
                .reimbursable, [("eligible", record.eligible), ("deductible", outcome.deductible)],
                result: outcome.reimbursable))
        let adjustment = try rules.adjustment(record, rule, level, outcome.step, &trace)
        let exact = try rules.exactPayment(
            outcome.reimbursable, years[number].reimbursable, rule, level, adjustment, &trace)
        var accrued = try Money(rounding: exact, .halfUp)
        trace.step(
            SettlementStep(
                .accrued, [("reimbursable", outcome.reimbursable)], exact: exact.inYuan, result: accrued,
                at: rule.value.pointer))
        if let cap = rule.value.yearlyCap {
            accrued = try rules.within(
                cap, years[number].accrued, accrued, .ruleCap, rule.value.pointer + "/yearlyCap", &trace)
        }
        let insurance = Int(record.insurance)
        if let cap = rules.insuranceCaps[insurance] {
            accrued = try rules.within(
                cap, insuranceAccrued[insurance], accrued, .insuranceCap,
                "/benefit/yearlyCap/\(pointerToken(rule.value.insurance))", &trace)
        }
        outcome.computedAccrued = accrued
        outcome.accrued = accrued
        if isRecorded, let recorded = record.recordedFundPayment {
            outcome.accrued = recorded
            trace.step(
                SettlementStep(.recordedPayment, [("computed", accrued)], result: recorded, at: "/benefit/use"))
        }
        try years[number].reimbursable += outcome.reimbursable
        try years[number].accrued += outcome.accrued
        try insuranceAccrued[insurance] += outcome.accrued
        trace.step(
            SettlementStep(
                .patient, [("total", record.totalCost), ("accrued", outcome.accrued)],
                result: Money(fen: record.totalCost.fen &- outcome.accrued.fen)))  // both from 0 to the total
    }
}

extension YearRules {
    /// At most what a cap leaves of the year's payments.
    fileprivate func within(
        _ cap: Money, _ paid: Money, _ accrued: Money, _ kind: SettlementStep.Kind,
        _ pointer: @autoclosure () -> String,
        _ trace: inout some SettlementTrace
    ) throws(AmountError) -> Money {
        let left = try cap - min(cap, paid)
        let result = min(accrued, left)
        trace.step(SettlementStep(kind, [("cap", cap), ("paid", paid)], result: result, at: pointer()))
        return result
    }

    /// What is added to the ratio of each band.
    fileprivate func adjustment(
        _ record: ClaimRecord, _ rule: Shared<BenefitRule>, _ level: Int, _ step: ChainStep,
        _ trace: inout some SettlementTrace
    ) throws(AmountError) -> Rate {
        var adjustment = Rate.zero
        if step == .up, let bonus = rule.value.referral?.upBonus, bonus != .zero {
            try adjustment += bonus
            trace.step(
                SettlementStep(
                    .ratio, [("step", step.name)], result: "+\(bonus)", at: rule.value.pointer + "/referral/upBonus"))
        }
        if let loss = rule.value.withoutReferral, step == .first, loss.levels.contains(level) {
            let isSpared =
                (loss.sparesEmergency && record.isEmergency)
                || (loss.sparedFromAge.map { record.age >= $0 && record.age >= 0 } ?? false)
                || (loss.sparedToAge.map { record.age <= $0 && record.age >= 0 } ?? false)
            if !isSpared { try adjustment += loss.points }
            trace.step(
                SettlementStep(
                    .ratio, [("spared", isSpared)], result: isSpared ? "0" : loss.points.description,
                    at: rule.value.pointer + "/withoutReferral"))
        }
        return adjustment
    }

    /// The exact number of fen: each part of the reimbursable cost times the ratio of its band.
    fileprivate func exactPayment(
        _ reimbursable: Money, _ before: Money, _ rule: Shared<BenefitRule>, _ level: Int, _ adjustment: Rate,
        _ trace: inout some SettlementTrace
    ) throws(AmountError) -> ExactRatio {
        var sum: Int128 = 0  // in fen × 10⁸: below 2^63 · 10⁸ · bands
        var lower = before
        let upper = try before + reimbursable
        for index in rule.value.bands.indices {
            let end = min(upper, rule.value.bands[index].upTo ?? upper)
            if end <= lower { continue }
            let part = try end - lower
            lower = end
            let own = rule.value.bands[index].ratios[level]
            let ratio = min(max(try own + adjustment, .zero), .one)
            sum += Int128(part.fen) * Int128(ratio.hundredMillionths)
            trace.step(
                SettlementStep(
                    rule.value.hasBands ? .band : .ratio,
                    [("part", part), ("ratio", own), ("added", adjustment)],
                    result: ratio,
                    at: rule.value.pointer
                        + (rule.value.hasBands ? "/bands/\(index)" : "/ratio/\(pointerToken(scheme.levels[level]))")))
        }
        return try ExactRatio(sum, over: 100_000_000)
    }
}

extension ExactRatio {
    /// An exact number of fen in yuan, for reading.
    var inYuan: String { (try? self / ExactRatio(100))?.description ?? description }
}
