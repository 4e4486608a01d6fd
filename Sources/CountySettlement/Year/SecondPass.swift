public import ExactAmounts

/// The second pass over the claims of a first one: amounts and dues, once the values are known.
struct SecondPass: Sendable {
    /// One for each claim of the first pass; zero for claims without points.
    private(set) var dues: [CaseDue] = []
    /// What the cases of each institution are due, by fund and institution, fixed prices left out.
    private(set) var sums: DueTally

    /// - Throws: ``AmountError/amountTooLarge``.
    init(_ rules: YearRules, _ book: ClaimBook, _ first: FirstPass, _ values: [FundValue]) throws(AmountError) {
        sums = DueTally(rules)
        dues.reserveCapacity(first.claims.count)
        var trace = NoSettlementTrace()
        for (place, claim) in first.claims.enumerated() {
            let single = first.cases[place]
            guard single.points > .zero else {
                dues.append(CaseDue(amount: .zero, due: single.fixedDue))
                continue
            }
            let record = book.records[Int(claim)]
            let fund = rules.fund(of: record)
            let patient = try record.totalCost - first.outcomes[place].accrued
            let points = first.exactPoints.isEmpty ? single.points.exact : first.exactPoints[place]
            guard let value = values[fund].value else {
                preconditionFailure("a fund with points has a value")
            }
            let due = try rules.scheme.payment.pointValue.due(points, value, patient, &trace)
            dues.append(due)
            try sums.add(due.due, fund, rules.institutions.codeOfRow[Int(record.institutionRow)])
        }
    }
}

/// What the second pass gathers: it merges like a ``Tally``.
public struct DueTally: Sendable, Hashable {
    /// What the tally was made under.
    public let fingerprint: Fingerprint
    /// By fund and institution.
    private(set) var dues: [[Money]]

    init(_ rules: YearRules) {
        fingerprint = rules.fingerprint
        dues = Array(
            repeating: Array(repeating: .zero, count: rules.institutions.codes.count), count: rules.scheme.funds.count)
    }

    mutating func add(_ due: Money, _ fund: Int, _ institution: Int) throws(AmountError) {
        try dues[fund][institution] += due
    }

    /// Adds another tally.
    ///
    /// - Throws: ``TallyError/otherRules``, ``TallyError/amountTooLarge``; this tally is then unchanged.
    public mutating func merge(_ other: DueTally) throws(TallyError) {
        if other.fingerprint != fingerprint { throw .otherRules }
        var sum = self
        do {
            for fund in dues.indices {
                for place in dues[fund].indices { try sum.dues[fund][place] += other.dues[fund][place] }
            }
        } catch {
            throw .amountTooLarge
        }
        self = sum
    }
}
