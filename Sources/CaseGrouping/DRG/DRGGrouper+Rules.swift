/// A case in numbers: where its codes stand in the columns, and its values.
struct NumberedCase {
    let principal: UInt32
    var mainProcedure: UInt32
    let otherDiagnoses: Range<Int>
    var otherProcedures: Range<Int>
    let row: Int
}

/// What the general way says of a case.
struct RuleOutcome {
    var group = 0
    var missing: CaseValueSet = []
}

// MARK: - The order of the rules (2.3)

extension DRGGrouper {
    /// The group of a case by the rules themselves.
    @inline(never)
    func groupByRules(_ columns: DRGCaseColumns, _ row: Int) -> UInt16 {
        var trace = NoTrace()
        return UInt16(follow(columns, row, &trace).group)
    }

    /// The values that rules ask for on the way to a case's group and that the case does not have.
    package func missingValues(_ columns: DRGCaseColumns, row: Int) -> CaseValueSet {
        // What the principal diagnosis and the main procedure settle asks for no value: most cases end here.
        let asked = tables?.askedValues(columns, row) ?? definition.comparedValues
        let isMissing = asked.values.contains { columns.values[$0.index][row] < 0 }
        if !isMissing { return [] }
        var trace = NoTrace()
        return follow(columns, row, &trace).missing
    }

    /// Follows the rules in their order, telling the trace what was tried.
    func follow(_ columns: DRGCaseColumns, _ row: Int, _ trace: inout some GroupingTrace) -> RuleOutcome {
        var outcome = RuleOutcome()
        var single = NumberedCase(
            principal: columns.principals[row], mainProcedure: columns.mainProcedures[row],
            otherDiagnoses: Int(columns.otherStarts[row])..<Int(columns.procedureStarts[row]),
            otherProcedures: Int(columns.procedureStarts[row])..<Int(columns.otherStarts[row + 1]), row: row)
        follow(single, columns, &outcome, &trace)
        guard outcome.group == 0, definition.settings.retryWithEachOtherProcedure else { return outcome }
        let others = single.otherProcedures
        single.otherProcedures = others.upperBound..<others.upperBound
        for place in others {
            single.mainProcedure = columns.others[place]
            trace.willRetry(procedureAt: place - others.lowerBound + 1)
            follow(single, columns, &outcome, &trace)
            if outcome.group != 0 { break }
        }
        return outcome
    }

    private func follow(
        _ single: NumberedCase, _ columns: DRGCaseColumns, _ outcome: inout RuleOutcome,
        _ trace: inout some GroupingTrace
    ) {
        for category in definition.categories {
            guard holds(category.head, .category, single, columns, &outcome, &trace) else { continue }
            for adjacent in category.adjacents {
                guard holds(adjacent.head, .adjacent, single, columns, &outcome, &trace) else { continue }
                for group in adjacent.groups {
                    guard holds(group.head, .group, single, columns, &outcome, &trace) else { continue }
                    outcome.group = group.index
                    return
                }
                if let own = adjacent.ownGroup {
                    outcome.group = own
                    return
                }
            }
        }
    }

    private func holds(
        _ head: DRGDefinition.RuleRow, _ level: GroupingExplanation.Level, _ single: NumberedCase,
        _ columns: DRGCaseColumns,
        _ outcome: inout RuleOutcome, _ trace: inout some GroupingTrace
    ) -> Bool {
        let result = holds(head.rule, single, columns, &outcome.missing, &trace)
        trace.didTry(head, level, holds: result)
        return result
    }
}

// MARK: - Rules (2.2)

extension DRGGrouper {
    private func holds(
        _ rule: Rule, _ single: NumberedCase, _ columns: DRGCaseColumns, _ missing: inout CaseValueSet,
        _ trace: inout some GroupingTrace
    ) -> Bool {
        rule.holds { test in
            let result = holds(test, single, columns, &missing, &trace)
            trace.didTest(test, holds: result)
            return result
        }
    }

    private func holds(
        _ test: RuleTest, _ single: NumberedCase, _ columns: DRGCaseColumns, _ missing: inout CaseValueSet,
        _ trace: inout some GroupingTrace
    ) -> Bool {
        switch test.kind {
        case .comparison(let value, let comparison, let number):
            let held = columns.values[value.index][single.row]
            if held < 0 {
                missing.formUnion(CaseValueSet(value))
                trace.wasMissing(value)
                return false
            }
            return number.holds(comparison, for: Int64(held), unitsPerOne: value.unitsPerOne)
        case .department(let word):
            let held = columns.values[CaseValue.department.index][single.row]
            if held < 0 {
                missing.formUnion(CaseValueSet(.department))
                trace.wasMissing(.department)
                return false
            }
            return held > 0 && definition.departments[Int(held) - 1] == word
        case .count(let fields, let set, let comparison, let number):
            let found = count(fields, inSet: set, single, columns, &trace)
            return number.holds(comparison, for: Int64(found), unitsPerOne: 1)
        case .membership(let fields, let sets, let complications, let isNegated):
            var found = false
            forEachCode(fields, single, columns) { code, isDiagnosis, place in
                if sets.contains(where: { self.sets.contains(code, inSet: $0) }) {
                    found = true
                    trace.didMatch(place)
                } else if isDiagnosis, !complications.isEmpty {
                    for row in definition.complications.rows(of: code) where complications.contains(row.level) {
                        if definition.complications.excludes(row, beside: single.principal) {
                            trace.didExclude(place, row)
                        } else {
                            found = true
                            trace.didMatch(place)
                        }
                    }
                }
                // An explanation names every code that counts; the group needs only the first.
                return found && !trace.isRecording
            }
            return found != isNegated
        }
    }

    /// The number of distinct codes of the fields that are in a set.
    private func count(
        _ fields: CodeFields, inSet set: Int, _ single: NumberedCase, _ columns: DRGCaseColumns,
        _ trace: inout some GroupingTrace
    ) -> Int {
        var found: [UInt32] = []
        forEachCode(fields, single, columns) { code, _, place in
            if sets.contains(code, inSet: set), !found.contains(code) {
                found.append(code)
                trace.didMatch(place)
            }
            return false
        }
        return found.count
    }

    /// Calls `body` with each code of the fields, until it returns true.
    private func forEachCode(
        _ fields: CodeFields, _ single: NumberedCase, _ columns: DRGCaseColumns,
        _ body: (_ code: UInt32, _ isDiagnosis: Bool, _ place: CodePlace) -> Bool
    ) {
        if fields.contains(.principalDiagnosis), body(single.principal, true, .diagnosis(0)) { return }
        if fields.contains(.otherDiagnoses) {
            for (offset, place) in single.otherDiagnoses.enumerated()
            where body(columns.others[place], true, .diagnosis(offset + 1)) { return }
        }
        if fields.contains(.mainProcedure), body(single.mainProcedure, false, .mainProcedure) { return }
        if fields.contains(.otherProcedures) {
            for (offset, place) in single.otherProcedures.enumerated()
            where body(columns.others[place], false, .procedure(offset + 1)) { return }
        }
    }
}
