/// Finds the values that rules ask a case for in vain, for many cases one after the other.
///
/// Most cases lack some value that no rule asks them for. Which values can be asked for at all follows from the principal
/// diagnosis alone: it is found once for each, and only a case that lacks one of those goes through the rules.
package struct MissingValueFinder: Sendable {
    private let grouper: DRGGrouper
    /// The values that a case with this principal diagnosis may be asked for; nil where that is not known yet.
    private var askable: [CaseValueSet?]

    /// A finder for the cases of one grouper.
    package init(_ grouper: DRGGrouper) {
        self.grouper = grouper
        askable = Array(repeating: nil, count: grouper.definition.codes.count + 1)
    }

    /// The values that rules ask for on the way to a case's group and that the case does not have.
    ///
    /// - Complexity: O(1), but O(rules) for the first case of a principal diagnosis and where a value may be missing.
    package mutating func missingValues(_ columns: DRGCaseColumns, row: Int) -> CaseValueSet {
        let record = columns.records[row]
        let unknown = record.values.unknown.intersection(grouper.definition.comparedValues)
        if unknown.isEmpty { return [] }
        let principal = Int(record.principal)
        let asked = askable[principal] ?? grouper.askableValues(record.principal)
        askable[principal] = asked
        return unknown.isDisjoint(with: asked) ? [] : grouper.missingValues(columns, row: row)
    }
}

extension DRGGrouper {
    /// The values that rules may ask a case for, when no more is known of it than its principal diagnosis.
    func askableValues(_ principal: UInt32) -> CaseValueSet {
        var asked: CaseValueSet = []
        var isReached = [Bool](repeating: false, count: program.rows.count + 1)
        isReached[0] = true
        for (place, row) in program.rows.enumerated() where isReached[place] {
            let result: Bool? = row.rule < 0 ? true : holds(row.rule, principal, &asked)
            if result != false, row.group < 0 { isReached[place + 1] = true }
            if result != true { isReached[row.otherwise] = true }
        }
        return asked
    }

    /// Whether a part of a rule holds, asked in the order in which cases are asked; nil when that depends on the case.
    private func holds(_ place: Int, _ principal: UInt32, _ asked: inout CaseValueSet) -> Bool? {
        let node = program.nodes[place]
        switch node.kind {
        case .never: return false
        case .always: return true
        case .not: return holds(place + 1, principal, &asked).map { !$0 }
        case .all, .any:
            let deciding = node.kind == .any
            var result: Bool? = !deciding
            var child = place + 1
            while child < node.end {
                let part = holds(child, principal, &asked)
                if part == deciding { return deciding }
                if part == nil { result = nil }
                child = program.nodes[child].end
            }
            return result
        case .test:
            let test = program.tests[node.test]
            switch test.kind {
            case .comparison, .department:
                asked.formUnion(CaseValueSet(test.value))
                return nil
            case .count: return nil
            case .membership:
                guard test.fields == .principalDiagnosis, !test.asksMajor, !test.asksMinor else { return nil }
                return test.sets.contains { sets.contains(principal, inSet: program.sets[$0]) } != test.isNegated
            }
        }
    }
}
