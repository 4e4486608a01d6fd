extension DecisionTables {
    /// The grouping loop: sets a group for each case, ``byRules`` where the tables leave the question open.
    ///
    /// For a case of k codes: k rows of facts, five table look-ups, and in nearly all cases one comparison.
    ///
    /// - Parameter result: as many as there are cases.
    func group(_ columns: DRGCaseColumns, into result: inout [UInt16]) {
        precondition(result.count == columns.count, "one group for each case")
        var groups = result.mutableSpan
        let principalOf = principals.span
        let rows = rows.span
        let mainClasses = mainClasses.span
        let columnOf = self.columns.span
        let decisionOf = decisionOf.span
        let decisions = decisions.span
        let codeFacts = codeFacts.span
        let ageFacts = valueFacts[CaseValue.age.index].bits
        let sexFacts = valueFacts[CaseValue.sex.index].bits
        let (ages, sexes) = (ageFacts.span, sexFacts.span)
        let hasAges = ages.count > 1
        let hasSexes = sexes.count > 1
        let rare = ~CaseValueSet([CaseValueSet(.age), CaseValueSet(.sex)]).rawValue

        let principals = columns.principals.span
        let mains = columns.mainProcedures.span
        let others = columns.others.span
        let otherStarts = columns.otherStarts.span
        let procedureStarts = columns.procedureStarts.span
        let (heldAges, heldSexes) = (columns.values[CaseValue.age.index], columns.values[CaseValue.sex.index])
        let (ageColumn, sexColumn) = (heldAges.span, heldSexes.span)

        var start = 0
        for index in principals.indices {
            let principal = principalOf[Int(principals[index])]
            let row = rows[Int(principal.row)]
            let column = columnOf[Int(row.columnBase) + Int(mainClasses[Int(mains[index])])]
            let decisionNumber = decisionOf[Int(row.decisionBase) + Int(column)]

            let middle = Int(procedureStarts[index])
            let end = Int(otherStarts[index + 1])
            var ofDiagnoses: UInt64 = 0
            var place = start
            while place < middle {
                let facts = codeFacts[Int(others[place])]
                // A diagnosis that the principal one excludes is no complication; its other facts stand.
                let isExcluded = UInt16(truncatingIfNeeded: facts >> Self.tableShift) == principal.table
                ofDiagnoses |= isExcluded ? facts & ~Self.complicationBits : facts
                place &+= 1  // below middle
            }
            var ofProcedures: UInt64 = 0
            while place < end {
                ofProcedures |= codeFacts[Int(others[place])]
                place &+= 1  // below end
            }
            start = end
            var state = ofDiagnoses & diagnosisBits | ofProcedures & procedureBits
            if hasAges { state |= ages[min(Int(ageColumn[index]) &+ 1, ages.count &- 1)] }  // held values begin at -1
            if hasSexes { state |= sexes[min(Int(sexColumn[index]) &+ 1, sexes.count &- 1)] }

            let decision = decisions[Int(decisionNumber)]
            if decision.asked.rawValue & rare == 0, state & decision.mask == decision.expected {
                groups[index] = decision.groups[Int(state & Self.complicationBits)]
            } else {
                groups[index] = decide(Int(decisionNumber), state, columns, index)
            }
        }
    }

    /// A case that is not as usual: its rare values are looked up and the patterns tried in order.
    @inline(never)
    private func decide(_ number: Int, _ usual: UInt64, _ columns: DRGCaseColumns, _ index: Int) -> UInt16 {
        let decision = decisions[number]
        var state = usual
        for value in decision.rareValues.values {
            let bits = valueFacts[value.index].bits
            if bits.count > 1 { state |= bits[min(Int(columns.values[value.index][index]) + 1, bits.count - 1)] }
        }
        if state & decision.mask == decision.expected {
            return decision.groups[Int(state & Self.complicationBits)]
        }
        let first = Int(decision.firstPattern)
        for place in first..<first + Int(decision.patternCount) where patterns[place].state.matches(state) {
            return patterns[place].group
        }
        return 0
    }
}
