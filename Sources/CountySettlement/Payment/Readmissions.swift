import CaseGrouping
import ExactAmounts

extension CasePricer {
    /// The rule that takes from a stay's points because the patient soon came back (再入院), when a later stay counts.
    ///
    /// - Parameters:
    ///   - place: the stay's place among `claims`, a person's in order.
    ///   - cases: what each of them is priced at; nil for claims without a class.
    func readmission(
        for place: Int, _ claims: [Int32], _ records: [ClaimRecord], _ outcomes: [BenefitOutcome],
        _ cases: [PricedCase?]
    ) -> PaymentScheme.Readmission? {
        if claims.count == 1 || !hasReadmission { return nil }
        guard let readmission = rules.scheme.payment.readmission, let own = cases[place], own.hasPoints,
            own.caseClass != .review
        else { return nil }
        let record = records[place]
        let level = rules.level(of: record)
        let group = rules.prices.price(Int(own.definition), Int(own.group), level)
        if group.status != .grouped || group.isSparedReadmission { return nil }
        for other in place + 1..<max(place + 1, claims.count) {
            let later = records[other]
            let days = later.admission.days(since: record.discharge)
            // Claims stand in the order of admission.
            if days > readmission.days { break }
            guard days >= 0, let priced = cases[other], priced.hasPoints,
                rules.prices.price(Int(priced.definition), Int(priced.group), level).codeNumber == group.codeNumber
            else { continue }
            if outcomes[other].previous == claims[place] { continue }
            if readmission.sameInstitution, code(later) != code(record) { continue }
            return readmission
        }
        return nil
    }

    private func code(_ record: ClaimRecord) -> Int { rules.institutions.codeOfRow[Int(record.institutionRow)] }
}
