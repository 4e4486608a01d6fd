import CaseGrouping
import ExactAmounts

/// Which stays lose points because the patient soon came back (再入院).
struct Readmissions {
    private let rules: YearRules
    private let shelf: Shared<ClaimBook>
    private var book: ClaimBook { _read { yield shelf.value } }

    init(_ rules: YearRules, _ book: Shared<ClaimBook>) {
        self.rules = rules
        shelf = book
    }

    /// The rule that takes from a stay's points, when a later stay counts.
    ///
    /// - Parameters:
    ///   - place: the stay's place among `claims`, a person's in order.
    ///   - cases: what each of them is priced at; nil for claims without a class.
    func rule(
        for place: Int, _ claims: ArraySlice<Int32>, _ outcomes: [BenefitOutcome], _ cases: [PricedCase?]
    ) -> PaymentScheme.Readmission? {
        guard let readmission = rules.scheme.payment.readmission, let own = cases[place], own.hasPoints,
            own.caseClass != .review
        else { return nil }
        let claim = claims[claims.startIndex + place]
        let record = book.records[Int(claim)]
        let level = rules.level(of: record)
        let group = rules.prices.price(Int(own.definition), Int(own.group), level)
        if group.status != .grouped || group.isSparedReadmission { return nil }
        for other in place + 1..<max(place + 1, claims.count) {
            let later = book.records[Int(claims[claims.startIndex + other])]
            let days = later.admission.days(since: record.discharge)
            // Claims stand in the order of admission.
            if days > readmission.days { break }
            guard days >= 0, let priced = cases[other], priced.hasPoints,
                rules.prices.price(Int(priced.definition), Int(priced.group), level).code == group.code
            else { continue }
            if outcomes[other].previous == claim { continue }
            if readmission.sameInstitution, code(later) != code(record) { continue }
            return readmission
        }
        return nil
    }

    private func code(_ record: ClaimRecord) -> Int { rules.institutions.codeOfRow[Int(record.institutionRow)] }
}
