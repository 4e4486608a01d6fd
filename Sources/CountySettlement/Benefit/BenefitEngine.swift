import ExactAmounts

/// Settles the claims of one person after the other: deductible, reimbursable cost and accrued payment (chapter 3).
///
/// Limits, caps, bands and counts are kept for each person and rule, from used amounts, and begin anew with each person.
struct BenefitEngine {
    let rules: YearRules
    private let book: Shared<ClaimBook>
    let isRecorded: Bool
    private var chains: ReferralChains
    /// What the person has had under each rule, and under each insurance.
    var years: [RuleYear]
    var insuranceAccrued: [Money]
    /// What has been charged in each chain, and its place among the admissions, by the claim that begins it. Only rules
    /// with referrals keep chains.
    private var chainStates: [Int32: ChainState] = [:]
    /// The chain of each claim that continues another.
    private var chainOf: [Int32: Int32] = [:]

    /// What one person has had in the year under one rule.
    struct RuleYear {
        var deductibles = Money.zero
        var accrued = Money.zero
        var reimbursable = Money.zero
        var admissions = 0
        var admissionsByLevel: [Int]
    }

    struct ChainState {
        var paid: Money
        /// How many admissions came before its first stay.
        let earlierAdmissions: Int
    }

    init(_ rules: YearRules, _ book: Shared<ClaimBook>) {
        self.rules = rules
        self.book = book
        isRecorded = rules.scheme.benefit.use == .recorded
        chains = ReferralChains(rules, book)
        let noAdmissions = Array(repeating: 0, count: rules.scheme.levels.count)
        years = rules.scheme.benefit.rules.map { _ in RuleYear(admissionsByLevel: noAdmissions) }
        insuranceAccrued = Array(repeating: .zero, count: rules.insurances.count)
    }

    /// Settles all claims of one person.
    ///
    /// - Parameters:
    ///   - claims: in the order of admission, discharge and id.
    ///   - outcomes: receives one for each claim.
    /// - Throws: the claim whose amounts do not fit.
    mutating func settle(
        _ claims: ArraySlice<Int32>, into outcomes: inout [BenefitOutcome], _ trace: inout some SettlementTrace
    ) throws(PassError) {
        begin(book.value.records[Int(claims[claims.startIndex])].person)
        let start = outcomes.count
        for (place, claim) in claims.enumerated() {
            var outcome = BenefitOutcome()
            trace.turn(to: claim)
            do {
                try settle(claim, &outcome, &trace)
            } catch {
                throw .claim(claim)
            }
            outcomes.append(outcome)
            // The stay before is in a chain from now on, if it was not already.
            if outcome.previous >= 0,
                let earlier = claims[..<(claims.startIndex + place)].firstIndex(of: outcome.previous)
            {
                let before = start + (earlier - claims.startIndex)
                if outcomes[before].chain < 0 { outcomes[before].chain = outcome.chain }
            }
        }
    }

    private mutating func begin(_ person: UInt32) {
        for rule in years.indices {
            years[rule].deductibles = .zero
            years[rule].accrued = .zero
            years[rule].reimbursable = .zero
            years[rule].admissions = 0
            for level in years[rule].admissionsByLevel.indices { years[rule].admissionsByLevel[level] = 0 }
        }
        for insurance in insuranceAccrued.indices { insuranceAccrued[insurance] = .zero }
        if !chainStates.isEmpty { chainStates.removeAll(keepingCapacity: true) }
        if !chainOf.isEmpty { chainOf.removeAll(keepingCapacity: true) }
        chains.begin(person)
    }

    private mutating func settle(
        _ claim: Int32, _ outcome: inout BenefitOutcome, _ trace: inout some SettlementTrace
    ) throws(AmountError) {
        let record = book.value.records[Int(claim)]
        let level = rules.level(of: record)
        trace.step(
            SettlementStep(
                .institution, [("code", rules.institution(of: record).code), ("admission", record.admission)],
                result: rules.scheme.levels[level], at: "/levels/\(level)"))
        trace.step(SettlementStep(.eligible, [("total", record.totalCost)], result: record.eligible))
        guard let number = rules.rule(of: record) else {
            trace.step(SettlementStep(.rule, result: "noBenefit", at: "/benefit/rules"))
            return
        }
        let rule = rules.benefitRules[number]
        trace.step(
            SettlementStep(
                .rule, [("insutype", rule.value.insurance), ("med_type", rules.types.string(Int(record.type)))],
                result: rule.value.pointer,
                at: rule.value.pointer))
        outcome.rule = Int16(number)
        let state = link(claim, record, number, rule, level, &outcome, &trace)
        outcome.computedDeductible = try rules.deductible(
            record, charged: years[number].deductibles, rule, level, outcome.step, state, &trace)
        try charge(record, number, &outcome, &trace)
        if rule.value.referral != nil {
            chainStates[outcome.chain < 0 ? claim : outcome.chain] = ChainState(
                paid: try state.paid + outcome.deductible, earlierAdmissions: state.earlierAdmissions)
        }
        if record.isHistory { return }
        try accrue(record, number, rule, level, &outcome, &trace)
    }
}

// MARK: - Chains

extension BenefitEngine {
    /// Finds the stay that this one continues, and the chain's state before it.
    private mutating func link(
        _ claim: Int32, _ record: ClaimRecord, _ number: Int, _ rule: Shared<BenefitRule>, _ level: Int,
        _ outcome: inout BenefitOutcome, _ trace: inout some SettlementTrace
    ) -> ChainState {
        if let referral = rule.value.referral, let previous = chains.visit(claim, number, referral) {
            let before = rules.level(of: book.value.records[Int(previous)])
            outcome.step = level > before ? .up : level < before ? .down : .same
            outcome.previous = previous
            outcome.chain = chainOf[previous] ?? previous
            chainOf[claim] = outcome.chain
            trace.step(
                SettlementStep(
                    .chain,
                    [("continues", book.value.id(Int(previous))), ("chain", book.value.id(Int(outcome.chain)))],
                    result: outcome.step.name, at: rule.value.pointer + "/referral"))
            return chainStates[outcome.chain] ?? ChainState(paid: .zero, earlierAdmissions: 0)
        }
        if rule.value.referral != nil, outcome.previous < 0 {
            trace.step(SettlementStep(.chain, result: outcome.step.name, at: rule.value.pointer + "/referral"))
        }
        // History is no admission of the year.
        if record.isHistory { return ChainState(paid: .zero, earlierAdmissions: 0) }
        let earlier: Int
        if case .standard(_, _, .sameLevel) = rule.value.deductible {
            earlier = years[number].admissionsByLevel[level]
        } else {
            earlier = years[number].admissions
        }
        years[number].admissions += 1
        years[number].admissionsByLevel[level] += 1
        return ChainState(paid: .zero, earlierAdmissions: earlier)
    }
}
