/// One yes-or-no question that rules ask of a case.
enum DRGFact: Hashable {
    /// The principal diagnosis is in one of the sets.
    case principal(sets: [Int])
    /// The principal diagnosis is itself listed at this level and not excluded.
    case principalComplication(ComplicationLevel)
    /// The main procedure is in one of the sets.
    case mainProcedure(sets: [Int])
    /// Another diagnosis is in one of the sets.
    case otherDiagnosis(sets: [Int])
    /// Another diagnosis counts at this level.
    case otherComplication(ComplicationLevel)
    /// Another procedure is in one of the sets.
    case otherProcedure(sets: [Int])
    /// A known value compares so.
    case value(CaseValue, Comparison, RuleNumber)
    /// The discharge department is this one.
    case department(String)
    /// A test that counts codes; it is never a bit.
    case count(CodeFields, set: Int, Comparison, RuleNumber)

    /// Settled by the principal diagnosis alone.
    var isOfPrincipal: Bool {
        switch self {
        case .principal, .principalComplication: true
        default: false
        }
    }

    /// Settled by the main procedure alone.
    var isOfMainProcedure: Bool {
        if case .mainProcedure = self { true } else { false }
    }

    /// The value that it compares, if any.
    var comparedValue: CaseValue? {
        switch self {
        case .value(let value, _, _): value
        case .department: .department
        default: nil
        }
    }
}

/// The facts of a definition, numbered, and its rules as propositions over them.
struct DRGFactTable {
    private(set) var facts: [DRGFact] = []
    private var numbers: [DRGFact: Int32] = [:]
    var propositions = Propositions()

    private mutating func fact(_ fact: DRGFact) -> Propositions.ID {
        let number = numbers[fact] ?? Int32(facts.count)
        if number == facts.count {
            facts.append(fact)
            numbers[fact] = number
        }
        return propositions.fact(number)
    }

    /// A rule as a proposition.
    mutating func proposition(_ rule: Rule) -> Propositions.ID {
        switch rule {
        case .constant(let value): return value ? Propositions.always : Propositions.never
        case .not(let inner):
            let id = proposition(inner)
            return propositions.not(id)
        case .all(let rules):
            var ids: [Propositions.ID] = []
            for rule in rules { ids.append(proposition(rule)) }
            return propositions.all(ids)
        case .any(let rules):
            var ids: [Propositions.ID] = []
            for rule in rules { ids.append(proposition(rule)) }
            return propositions.any(ids)
        case .test(let test): return proposition(test)
        }
    }

    private mutating func proposition(_ test: RuleTest) -> Propositions.ID {
        switch test.kind {
        case .comparison(let value, let comparison, let number): return fact(.value(value, comparison, number))
        case .department(let word): return fact(.department(word))
        case .count(let fields, let set, let comparison, let number):
            return fact(.count(fields, set: set, comparison, number))
        case .membership(let fields, let unordered, let complications, let isNegated):
            let sets = unordered.sorted()
            var ids: [Propositions.ID] = []
            // A procedure is never a complication, so MCC and CC ask only the diagnosis fields.
            if fields.contains(.principalDiagnosis) {
                if !sets.isEmpty { ids.append(fact(.principal(sets: sets))) }
                for level in complications { ids.append(fact(.principalComplication(level))) }
            }
            if fields.contains(.otherDiagnoses) {
                if !sets.isEmpty { ids.append(fact(.otherDiagnosis(sets: sets))) }
                for level in complications { ids.append(fact(.otherComplication(level))) }
            }
            if fields.contains(.mainProcedure), !sets.isEmpty { ids.append(fact(.mainProcedure(sets: sets))) }
            if fields.contains(.otherProcedures), !sets.isEmpty { ids.append(fact(.otherProcedure(sets: sets))) }
            let any = propositions.any(ids)
            return isNegated ? propositions.not(any) : any
        }
    }
}
