public import CaseGrouping
public import ExactAmounts

/// A settled county-year: every claim, institution and fund.
public struct SettledYear: Sendable {
    /// The funds, members' surplus and indicators.
    public let accounts: YearAccounts
    /// The claims that were settled, as places in the book, in the order in which they came.
    public let settledClaims: [Int]
    /// How many claims were history.
    public let historyCount: Int
    /// Claims that the first pass rejected because their amounts do not fit.
    public let rejected: [RejectedClaim]

    let rules: YearRules
    let book: ClaimBook
    let tally: Tally
    let dues: DueTally
    private let parts: [SettledPart]
    /// For each claim of the book, its part and its place there; -1 for one that is not settled.
    private let places: [Int64]

    init(
        _ rules: YearRules, _ book: ClaimBook, _ parts: [SettledPart], _ tally: Tally, _ dues: DueTally,
        _ accounts: YearAccounts
    ) {
        self.rules = rules
        self.book = book
        self.parts = parts
        self.tally = tally
        self.dues = dues
        self.accounts = accounts
        var places = [Int64](repeating: -1, count: book.count)
        var rejected: [RejectedClaim] = []
        for (number, part) in parts.enumerated() {
            for (place, claim) in part.part.first.claims.enumerated() {
                places[Int(claim)] = Int64(number) << 32 | Int64(place)
            }
            for claim in part.part.first.tooLarge {
                rejected.append(
                    RejectedClaim(
                        line: Int(book.records[Int(claim)].line), id: book.id(Int(claim)),
                        rejection: Rejection(.amountsInconsistent, "what follows from its amounts does not fit")))
            }
        }
        self.places = places
        self.rejected = rejected.sorted { $0.line < $1.line }
        settledClaims = book.records.indices.filter { places[$0] >= 0 && !book.records[$0].isHistory }
        historyCount = book.records.indices.count { places[$0] >= 0 && book.records[$0].isHistory }
    }

    /// One claim of the book, settled.
    ///
    /// - Parameter index: one of ``settledClaims``.
    /// - Complexity: O(1).
    public func claim(_ index: Int) -> SettledClaim {
        let place = places[index]
        precondition(place >= 0 && !book.records[index].isHistory, "only a settled claim has results")
        let part = parts[Int(place >> 32)]
        let inner = Int(place & 0xFFFF_FFFF)
        return SettledClaim(
            rules, book, index, part.part.first.outcomes[inner], part.part.first.cases[inner], part.second.dues[inner])
    }

    /// The claims of the same person that were settled with this one, in order.
    func claimsOfSamePerson(_ index: Int) -> ArraySlice<Int32> {
        let claims = parts[Int(places[index] >> 32)].part.first.claims
        let inner = Int(places[index] & 0xFFFF_FFFF)
        let person = book.records[index].person
        var (start, end) = (inner, inner + 1)
        while start > 0, book.records[Int(claims[start - 1])].person == person { start -= 1 }
        while end < claims.count, book.records[Int(claims[end])].person == person { end += 1 }
        return claims[start..<end]
    }
}

/// One settled claim: a row of cases.csv.
public struct SettledClaim: Sendable {
    private let rules: YearRules
    private let book: ClaimBook
    private let record: ClaimRecord
    private let outcome: BenefitOutcome
    private let single: SettledCase
    private let caseDue: CaseDue

    init(
        _ rules: YearRules, _ book: ClaimBook, _ index: Int, _ outcome: BenefitOutcome, _ single: SettledCase,
        _ caseDue: CaseDue
    ) {
        self.rules = rules
        self.book = book
        record = book.records[index]
        self.outcome = outcome
        self.single = single
        self.caseDue = caseDue
    }

    /// `setl_id`
    public var id: String { book.ids.string(Int(record.id)) }
    /// The fund that covers it, by its place in the scheme.
    public var fund: Int { rules.fund(of: record) }
    /// The institution on the day of admission.
    public var institution: Institution { rules.institution(of: record) }
    /// The name of the institution's level on that day.
    public var level: String { rules.scheme.levels[institution.level] }
    /// The settlement id that names its chain; nil for a stay that stands alone.
    public var chain: String? { outcome.chain < 0 ? nil : book.id(Int(outcome.chain)) }
    /// How it stands to the stay before it.
    public var step: ChainStep { outcome.step }
    /// The total cost.
    public var totalCost: Money { record.totalCost }
    /// The eligible cost.
    public var eligible: Money { record.eligible }
    /// The deductible that is used.
    public var deductible: Money { outcome.deductible }
    /// The reimbursable cost.
    public var reimbursable: Money { outcome.reimbursable }
    /// The accrued payment that is used.
    public var accrued: Money { outcome.accrued }
    /// All that the pooled fund does not pay.
    public var patient: Money { Money(fen: record.totalCost.fen &- outcome.accrued.fen) }  // both from 0 to the total
    /// Whether a benefit rule covers it.
    public var hasBenefit: Bool { outcome.rule >= 0 }
    /// The JSON pointer of its benefit rule.
    public var benefitRule: String? { hasBenefit ? rules.scheme.benefit.rules[Int(outcome.rule)].pointer : nil }
    /// Whether it is grouped.
    public var isInpatient: Bool { single.definition >= 0 }
    /// The definition that grouped it; nil for an outpatient claim.
    public var definition: String? { isInpatient ? rules.groupers[Int(single.definition)].id : nil }
    /// The group; nil for an outpatient claim.
    public var group: CaseGroup? {
        isInpatient ? rules.groupers[Int(single.definition)].groups[Int(single.group)] : nil
    }
    /// Its class; nil for a claim that cannot have points.
    public var caseClass: CaseClass? { single.caseClass }
    /// The weight, for DIP with its factor and over the scale, rounded to six decimals; nil where none is known.
    public var weight: Rate? {
        Self.rate(single.weightMillionths)
    }
    /// The coefficient, rounded to six decimals; nil where none is known.
    public var coefficient: Rate? {
        Self.rate(single.coefficientMillionths)
    }
    /// The points; nil for a claim that can have none.
    public var points: Points? { hasPoints ? single.points : nil }
    /// Points times value; nil for a claim that can have no points.
    public var amount: Money? { hasPoints ? caseDue.amount : nil }
    /// What it is due; nil for a claim without a class.
    public var due: Money? { caseClass == nil ? nil : caseDue.due }

    /// So many millionths as a rate; nil for none, and for one that is too large to be shown.
    private static func rate(_ millionths: Int64) -> Rate? {
        let (units, overflow) = millionths.multipliedReportingOverflow(by: 100)
        return overflow ? nil : Rate(hundredMillionths: units)
    }

    private var hasPoints: Bool { caseClass != nil && caseClass != .fixedPrice }

    /// A recorded amount that differs from what the rules give (3.4).
    public struct Difference: Sendable, Hashable {
        /// `act_pay_dedc` or `hifp_pay`.
        public let field: String
        /// What was recorded at discharge.
        public let recorded: Money
        /// What the rules give.
        public let computed: Money
    }

    /// The recorded amounts that differ from what the rules give.
    public var differences: [Difference] {
        let pairs: [(String, Money?, Money)] = [
            ("act_pay_dedc", record.recordedDeductible, outcome.computedDeductible),
            ("hifp_pay", record.recordedFundPayment, outcome.computedAccrued),
        ]
        return pairs.compactMap { field, recorded, computed in
            guard let recorded, recorded != computed else { return nil }
            return Difference(field: field, recorded: recorded, computed: computed)
        }
    }
}
