/// A case as the rules ask for it.
struct NumberedCase: ~Copyable {
    let principal: UInt32
    var mainProcedure: UInt32
    private(set) var otherDiagnoses: [UInt32] = []
    var otherProcedures: [UInt32] = []
    let values: HeldValues

    init(_ columns: DRGCaseColumns, _ row: Int, _ roles: CodeRoles) {
        let record = columns.records[row]
        principal = record.principal
        mainProcedure = record.mainProcedure
        values = record.values
        columns.forEachOther(row) { role in
            guard let code = roles.code(role) else { return }
            if code.isDiagnosis { otherDiagnoses.append(code.number) } else { otherProcedures.append(code.number) }
        }
    }
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
        if columns.records[row].values.unknown.isDisjoint(with: definition.comparedValues) { return [] }
        var trace = NoTrace()
        return follow(columns, row, &trace).missing
    }

    /// Follows the rules in their order, telling the trace what was tried.
    func follow(_ columns: DRGCaseColumns, _ row: Int, _ trace: inout some GroupingTrace) -> RuleOutcome {
        var outcome = RuleOutcome()
        var single = NumberedCase(columns, row, definition.roles)
        follow(single, &outcome, &trace)
        guard outcome.group == 0, definition.settings.retryWithEachOtherProcedure else { return outcome }
        let others = single.otherProcedures
        single.otherProcedures = []
        for (place, procedure) in others.enumerated() {
            single.mainProcedure = procedure
            trace.willRetry(procedureAt: place + 1)
            follow(single, &outcome, &trace)
            if outcome.group != 0 { break }
        }
        return outcome
    }

    private func follow(
        _ single: borrowing NumberedCase, _ outcome: inout RuleOutcome,
        _ trace: inout some GroupingTrace
    ) {
        var place = 0
        while place < program.rows.count {
            let row = program.rows[place]
            var result = true
            if row.rule >= 0 {
                result = holds(row.rule, single, &outcome.missing, &trace)
                if trace.isRecording { trace.didTry(program.heads[row.head], row.level, holds: result) }
            }
            if result, row.group >= 0 {
                outcome.group = row.group
                return
            }
            place = result ? place + 1 : row.otherwise
        }
    }
}

// MARK: - Rules (2.2)

extension DRGGrouper {
    /// Whether the part of a rule that begins at a node holds; a part that decides nothing is not asked.
    private func holds(
        _ place: Int, _ single: borrowing NumberedCase, _ missing: inout CaseValueSet,
        _ trace: inout some GroupingTrace
    ) -> Bool {
        let node = program.nodes[place]
        switch node.kind {
        case .never: return false
        case .always: return true
        case .not: return !holds(place + 1, single, &missing, &trace)
        case .all, .any:
            var child = place + 1
            while child < node.end {
                if holds(child, single, &missing, &trace) == (node.kind == .any) { return node.kind == .any }
                child = program.nodes[child].end
            }
            return node.kind == .all
        case .test:
            let result = holds(program.tests[node.test], single, &missing, &trace)
            if trace.isRecording { trace.didTest(program.texts[node.test], holds: result) }
            return result
        }
    }

    private func holds(
        _ test: RuleProgram.Test, _ single: borrowing NumberedCase, _ missing: inout CaseValueSet,
        _ trace: inout some GroupingTrace
    ) -> Bool {
        switch test.kind {
        case .comparison, .department:
            let held = single.values[test.value.index]
            if held < 0 {
                missing.formUnion(CaseValueSet(test.value))
                trace.wasMissing(test.value)
                return false
            }
            return test.kind == .department
                ? held == test.department
                : test.number.holds(test.comparison, for: Int64(held), unitsPerOne: test.value.unitsPerOne)
        case .count:
            let found = count(test, single, &trace)
            return test.number.holds(test.comparison, for: Int64(found), unitsPerOne: 1)
        case .membership: return hasMember(test, single, &trace) != test.isNegated
        }
    }

    /// Whether any code of the fields is in one of the sets or counts as a complication.
    private func hasMember(
        _ test: RuleProgram.Test, _ single: borrowing NumberedCase, _ trace: inout some GroupingTrace
    ) -> Bool {
        var found = false
        // An explanation names every code that counts; the group needs only the first.
        if test.fields.contains(.principalDiagnosis) {
            found = matches(test, single.principal, true, .diagnosis(0), single, &trace) || found
            if found, !trace.isRecording { return true }
        }
        if test.fields.contains(.otherDiagnoses) {
            for (place, code) in single.otherDiagnoses.enumerated() {
                found = matches(test, code, true, .diagnosis(place + 1), single, &trace) || found
                if found, !trace.isRecording { return true }
            }
        }
        if test.fields.contains(.mainProcedure) {
            found = matches(test, single.mainProcedure, false, .mainProcedure, single, &trace) || found
            if found, !trace.isRecording { return true }
        }
        if test.fields.contains(.otherProcedures) {
            for (place, code) in single.otherProcedures.enumerated() {
                found = matches(test, code, false, .procedure(place + 1), single, &trace) || found
                if found, !trace.isRecording { return true }
            }
        }
        return found
    }

    private func matches(
        _ test: RuleProgram.Test, _ code: UInt32, _ isDiagnosis: Bool, _ place: CodePlace,
        _ single: borrowing NumberedCase,
        _ trace: inout some GroupingTrace
    ) -> Bool {
        if code == 0 { return false }
        for index in test.sets where sets.contains(code, inSet: program.sets[index]) {
            trace.didMatch(place)
            return true
        }
        // A procedure is never a complication.
        guard isDiagnosis, test.asksMajor || test.asksMinor else { return false }
        var counts = false
        for row in definition.complications.rows(of: code) where row.level == .major ? test.asksMajor : test.asksMinor {
            if definition.complications.excludes(row, beside: single.principal) {
                trace.didExclude(place, row)
            } else if !counts {
                counts = true
                trace.didMatch(place)
            }
        }
        return counts
    }

    /// The number of distinct codes of the fields that are in a set.
    private func count(
        _ test: RuleProgram.Test, _ single: borrowing NumberedCase, _ trace: inout some GroupingTrace
    ) -> Int {
        let set = program.sets[test.sets.lowerBound]
        var found: [UInt32] = []
        func look(_ code: UInt32, _ place: CodePlace) {
            if code != 0, sets.contains(code, inSet: set), !found.contains(code) {
                found.append(code)
                trace.didMatch(place)
            }
        }
        if test.fields.contains(.principalDiagnosis) { look(single.principal, .diagnosis(0)) }
        if test.fields.contains(.otherDiagnoses) {
            for (place, code) in single.otherDiagnoses.enumerated() { look(code, .diagnosis(place + 1)) }
        }
        if test.fields.contains(.mainProcedure) { look(single.mainProcedure, .mainProcedure) }
        if test.fields.contains(.otherProcedures) {
            for (place, code) in single.otherProcedures.enumerated() { look(code, .procedure(place + 1)) }
        }
        return found.count
    }
}
