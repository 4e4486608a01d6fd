import CaseGrouping
import ExactAmounts

/// The first pass over some persons' claims: benefit, groups, classes and points, and their tally.
struct FirstPass: Sendable {
    /// The claims in the order of persons and, within a person, of admission.
    private(set) var claims: [Int32] = []
    private(set) var outcomes: [BenefitOutcome] = []
    private(set) var cases: [SettledCase] = []
    /// The exact points of each claim, kept only where amounts are formed from them (按费率).
    private(set) var exactPoints: [ExactRatio] = []
    /// Claims whose amounts do not fit.
    private(set) var tooLarge: [Int32] = []
    private(set) var tally: Tally

    private let rules: YearRules
    private let keepsExactPoints: Bool

    /// Settles the claims of whole persons.
    ///
    /// - Parameter order: claims person by person, each person's in order.
    /// - Throws: ``AmountError/amountTooLarge`` for a sum over claims.
    init(_ rules: YearRules, _ book: Shared<ClaimBook>, _ order: ArraySlice<Int32>) throws(AmountError) {
        self.rules = rules
        keepsExactPoints = rules.scheme.payment.method == .drgRate
        tally = Tally(rules)
        claims.reserveCapacity(order.count)
        outcomes.reserveCapacity(order.count)
        cases.reserveCapacity(order.count)

        let groups = rules.group(order, of: book.value)
        // Locals: what is a property of self is counted anew for each person.
        var stays = PersonStays()
        var engine = BenefitEngine(rules, book)
        let pricer = CasePricer(rules: rules)
        var start = 0
        while start < order.count {
            let person = book.value.records[Int(order[order.startIndex + start])].person
            var end = start + 1
            while end < order.count, book.value.records[Int(order[order.startIndex + end])].person == person {
                end += 1
            }
            let claims = order[order.startIndex + start..<order.startIndex + end]
            stays.load(claims, groups[start..<end], book.value)
            try settle(&stays, pricer, book, &engine)
            start = end
        }
    }

    /// Settles one person, and again without a claim that turns out not to fit.
    private mutating func settle(
        _ person: inout PersonStays, _ pricer: CasePricer, _ book: Shared<ClaimBook>, _ engine: inout BenefitEngine
    ) throws(AmountError) {
        while !person.claims.isEmpty {
            var trace = NoSettlementTrace()
            do {
                try person.settle(pricer, book, &engine, &trace)
                try add(person)
                return
            } catch {
                guard case .claim(let claim) = error else { throw .amountTooLarge }
                tooLarge.append(claim)
                person.remove(claim)
            }
        }
    }

    /// Keeps a person's results and adds them to the tally.
    private mutating func add(_ person: PersonStays) throws(PassError) {
        do {
            for place in person.claims.indices {
                try tally.add(person.records[place], person.outcomes[place], person.cases[place], rules)
            }
            try tally.countReadmissions(person.records, rules)
        } catch {
            throw .sum
        }
        claims.append(contentsOf: person.claims)
        outcomes.append(contentsOf: person.outcomes)
        cases.append(contentsOf: person.cases)
        if keepsExactPoints { exactPoints.append(contentsOf: person.exactPoints) }
    }
}

/// Why a pass cannot go on: one claim does not fit, or a sum over claims does not.
enum PassError: Error {
    case claim(Int32)
    case sum
}

/// What is kept of a claim beside its benefit.
struct SettledCase: Sendable {
    /// nil for a claim that cannot have points.
    var caseClass: CaseClass?
    /// The definition of an inpatient claim; -1 for others.
    var definition: Int32 = -1
    /// The group's place in it.
    var group: UInt16 = 0
    /// As they are shown; `Int64.min` where there is none.
    var weightMillionths = Int64.min
    var coefficientMillionths = Int64.min
    var points = Points.zero
    var fixedDue = Money.zero
}
