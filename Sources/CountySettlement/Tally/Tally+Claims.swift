import ExactAmounts

extension Tally {
    /// Adds one claim.
    mutating func add(
        _ record: ClaimRecord, _ outcome: BenefitOutcome, _ single: SettledCase, _ rules: YearRules
    ) throws(AmountError) {
        if record.isHistory { return }
        let kind = rules.kind(of: record)
        let place = rules.institutions.codeOfRow[Int(record.institutionRow)]
        let patient = try record.totalCost - outcome.accrued
        let fund = rules.fund(of: record)
        let cell = kind.index * rules.types.count + Int(record.type)
        try funds[fund].accrued[cell] += outcome.accrued
        if single.caseClass == nil {
            try funds[fund].accruedWithoutClass[cell] += outcome.accrued
            try institutions[place].accruedWithoutClass += outcome.accrued
        }
        try institutions[place].patient += patient
        if rules.isPaidByPoints(record) {
            try funds[fund].institutions[place].add(record, outcome, single, patient)
        }
        try counts.add(record, outcome, single, rules)
    }

    /// Counts a person's stays that begin within 15 days of the discharge from the one before.
    mutating func countReadmissions(
        _ records: [ClaimRecord], _ rules: YearRules
    ) throws(AmountError) {
        var last: CivilDate?
        for record in records {
            guard rules.isInpatient[Int(record.type)] else { continue }
            if !record.isHistory, let last, (0...15).contains(record.admission.days(since: last)) {
                counts.readmittedWithin15 += 1  // at most one for each claim
            }
            last = record.discharge
        }
    }
}

extension Tally.InstitutionTally {
    fileprivate mutating func add(
        _ record: ClaimRecord, _ outcome: BenefitOutcome, _ single: SettledCase, _ patientShare: Money
    ) throws(AmountError) {
        claims += 1
        try cost += record.totalCost
        try accrued += outcome.accrued
        try patient += patientShare
        try fixedDue += single.fixedDue
        // Points that a review takes below 0 are due nothing and take nothing from others.
        if single.points > .zero {
            try points += single.points
            try patientOfPoints += patientShare
        }
    }
}

extension Tally.ClaimCounts {
    fileprivate mutating func add(
        _ record: ClaimRecord, _ outcome: BenefitOutcome, _ single: SettledCase,
        _ rules: YearRules
    ) throws(AmountError) {
        settled += 1
        let isInCounty = rules.kind(of: record) != .outside
        if rules.isInpatient[Int(record.type)] {
            inpatients += 1
            if isInCounty { inpatientsInCounty += 1 }
            try inpatientCost += record.totalCost
        }
        try accrued += outcome.accrued
        if isInCounty { try accruedInCounty += outcome.accrued }
        if rules.scheme.primaryLevels.contains(rules.level(of: record)) { try accruedPrimary += outcome.accrued }
        if outcome.step == .up { stepsUp += 1 }
        if outcome.step == .down { stepsDown += 1 }
        if single.caseClass == .unreviewed { needingReview += 1 }
    }
}
