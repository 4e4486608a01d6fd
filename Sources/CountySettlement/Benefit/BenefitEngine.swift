import ExactAmounts

/// Settles the claims of one person after the other: deductible, reimbursable cost and accrued payment (chapter 3).
///
/// Limits, caps, bands and counts are kept for each person and rule, from used amounts, and begin anew with each person.
struct BenefitEngine {
    let rules: YearRules
    private let book: Shared<ClaimBook>
    let isRecorded: Bool
    private var chains: ReferralChains
    /// This engine's own copies, whose references no other thread counts.
    private let benefitRules: [Shared<BenefitRule>]
    /// What the person has had under each rule, and under each insurance.
    var years: [RuleYear]
    var insuranceAccrued: [Money]
    /// For each claim, the one that begins its chain, and what has been charged in the chain that it begins.
    private var heads: [Int32] = []
    private var chainStates: [ChainState] = []

    /// What one person has had in the year under one rule.
    struct RuleYear {
        var deductibles = Money.zero
        var accrued = Money.zero
        var reimbursable = Money.zero
        var admissions = 0
        var admissionsByLevel: [Int]
    }

    struct ChainState {
        var paid = Money.zero
        /// How many admissions came before its first stay.
        var earlierAdmissions = 0
    }

    init(_ rules: YearRules, _ book: Shared<ClaimBook>) {
        self.rules = rules
        self.book = book
        isRecorded = rules.scheme.benefit.use == .recorded
        chains = ReferralChains(rules, book)
        benefitRules = rules.scheme.benefit.rules.map { Shared($0.unshared) }
        let noAdmissions = Array(repeating: 0, count: rules.scheme.levels.count)
        years = rules.scheme.benefit.rules.map { _ in RuleYear(admissionsByLevel: noAdmissions) }
        insuranceAccrued = Array(repeating: .zero, count: rules.insurances.count)
    }

    /// Settles all claims of one person.
    ///
    /// - Parameters:
    ///   - claims: in the order of admission, discharge and id.
    ///   - records: theirs.
    ///   - outcomes: receives one for each claim.
    /// - Throws: the claim whose amounts do not fit.
    mutating func settle(
        _ claims: [Int32], _ records: [ClaimRecord], into outcomes: inout [BenefitOutcome],
        _ trace: inout some SettlementTrace
    ) throws(PassError) {
        begin(records[0].person)
        for place in claims.indices {
            var outcome = BenefitOutcome()
            trace.turn(to: claims[place])
            heads.append(Int32(place))
            chainStates.append(ChainState())
            do {
                try settle(place, claims, records, &outcome, &outcomes, &trace)
            } catch {
                throw .claim(claims[place])
            }
            outcomes.append(outcome)
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
        heads.removeAll(keepingCapacity: true)
        chainStates.removeAll(keepingCapacity: true)
        chains.begin(person)
    }

    private mutating func settle(
        _ place: Int, _ claims: [Int32], _ records: [ClaimRecord], _ outcome: inout BenefitOutcome,
        _ earlier: inout [BenefitOutcome], _ trace: inout some SettlementTrace
    ) throws(AmountError) {
        let record = records[place]
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
        let rule = benefitRules[number]
        trace.step(
            SettlementStep(
                .rule, [("insutype", rule.value.insurance), ("med_type", rules.types.string(Int(record.type)))],
                result: rule.value.pointer,
                at: rule.value.pointer))
        outcome.rule = Int16(number)
        let state = link(place, claims, records, number, rule, level, &outcome, &earlier, &trace)
        outcome.computedDeductible = try rules.deductible(
            record, charged: years[number].deductibles, rule, level, outcome.step, state, &trace)
        try charge(record, number, &outcome, &trace)
        if rule.value.referral != nil {
            chainStates[Int(heads[place])] = ChainState(
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
        _ place: Int, _ claims: [Int32], _ records: [ClaimRecord], _ number: Int, _ rule: Shared<BenefitRule>,
        _ level: Int, _ outcome: inout BenefitOutcome, _ earlier: inout [BenefitOutcome],
        _ trace: inout some SettlementTrace
    ) -> ChainState {
        let record = records[place]
        if let referral = rule.value.referral, let previous = chains.visit(place, records, number, referral) {
            let before = rules.level(of: records[previous])
            let head = heads[previous]
            heads[place] = head
            outcome.step = level > before ? .up : level < before ? .down : .same
            outcome.previous = claims[previous]
            outcome.chain = claims[Int(head)]
            // The stay before is in a chain from now on, if it was not already.
            earlier[previous].chain = outcome.chain
            trace.step(
                SettlementStep(
                    .chain,
                    [
                        ("continues", book.value.id(Int(outcome.previous))),
                        ("chain", book.value.id(Int(outcome.chain))),
                    ],
                    result: outcome.step.name, at: rule.value.pointer + "/referral"))
            return chainStates[Int(head)]
        }
        if rule.value.referral != nil, outcome.previous < 0 {
            trace.step(SettlementStep(.chain, result: outcome.step.name, at: rule.value.pointer + "/referral"))
        }
        // History is no admission of the year.
        if record.isHistory { return ChainState() }
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
