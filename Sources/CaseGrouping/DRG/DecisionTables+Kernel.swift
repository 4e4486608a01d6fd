extension DecisionTables {
    /// The grouping loop: sets a group for each case, ``byRules`` where the tables leave the question open.
    ///
    /// For each case: six rows of facts, five table look-ups, and in nearly all cases one comparison. Nothing but the rare
    /// case makes it branch.
    ///
    /// - Parameter result: as many as there are cases.
    func group(_ columns: DRGCaseColumns, into result: inout [UInt16]) {
        // Two loops from one text: a comparison of two numbers is worth a loop of its own.
        if exclusionWords == 0 {
            group(columns, into: &result, hasExclusionBits: false)
        } else {
            group(columns, into: &result, hasExclusionBits: true)
        }
    }

    @inline(__always)
    private func group(_ columns: DRGCaseColumns, into result: inout [UInt16], hasExclusionBits: Bool) {
        precondition(result.count == columns.count, "one group for each case")
        var groups = result.mutableSpan
        let principalOf = principals.span
        let rows = rows.span
        let mainClasses = mainClasses.span
        let columnOf = self.columns.span
        let decisionOf = decisionOf.span
        let decisions = decisions.span
        let roleFacts = roleFacts.span
        let exclusionBits = exclusionBits.span
        let ageFacts = valueFacts[CaseValue.age.index].bits
        let sexFacts = valueFacts[CaseValue.sex.index].bits
        let (ages, sexes) = (ageFacts.span, sexFacts.span)
        let (lastAge, lastSex) = (ages.count &- 1, sexes.count &- 1)  // entry 0 is always there
        let rare = ~CaseValueSet([CaseValueSet(.age), CaseValueSet(.sex)]).rawValue

        let records = columns.records.span
        for index in records.indices {
            let record = records[index]
            let principal = principalOf[Int(record.principal)]
            let row = rows[Int(principal.row)]
            let column = columnOf[Int(row.columnBase) + Int(mainClasses[Int(record.mainProcedure)])]
            let decisionNumber = Int(decisionOf[Int(row.decisionBase) + Int(column)])

            var state: UInt64 = 0
            if record.isLong {
                state = facts(ofMany: columns, index, principal.table)
            } else {
                for place in 0..<CaseRecord.room {
                    let facts = roleFacts[Int(record.others[place])]
                    let table = facts >> Self.tableShift
                    var isExcluded = UInt16(truncatingIfNeeded: table) == principal.table
                    if hasExclusionBits {
                        let word = exclusionBits[Int(principal.table) * exclusionWords + Int(table >> 6)]
                        isExcluded = word &>> table & 1 != 0
                    }
                    // A diagnosis that the principal one excludes is no complication; its other facts stand.
                    state |= isExcluded ? facts & ~Self.complicationBits : facts
                }
            }
            state &= Self.codeBits
            state |= ages[min(Int(record.values[CaseValue.age.index]) &+ 1, lastAge)]  // held values begin at -1
            state |= sexes[min(Int(record.values[CaseValue.sex.index]) &+ 1, lastSex)]

            let decision = decisions[decisionNumber]
            if decision.asked.rawValue & rare == 0, state & decision.mask == decision.expected {
                groups[index] = decision.group(state)
            } else {
                groups[index] = decide(decisionNumber, state, record.values)
            }
        }
    }

    /// The facts of a case with more codes than a record holds.
    @inline(never)
    private func facts(ofMany columns: DRGCaseColumns, _ index: Int, _ table: UInt16) -> UInt64 {
        var state: UInt64 = 0
        columns.forEachOther(index) { role in
            let facts = roleFacts[Int(role)]
            state |= excludes(facts, table) ? facts & ~Self.complicationBits : facts
        }
        return state
    }

    /// A case that is not as usual: its rare values are looked up and the patterns tried in order.
    @inline(never)
    private func decide(_ number: Int, _ usual: UInt64, _ values: HeldValues) -> UInt16 {
        let decision = decisions[number]
        var state = usual
        var rare = decision.rareValues.rawValue
        while rare != 0 {
            let value = rare.trailingZeroBitCount
            let bits = valueFacts[value].bits
            state |= bits[min(Int(values[value]) + 1, bits.count - 1)]
            rare &= rare &- 1
        }
        if state & decision.mask == decision.expected { return decision.group(state) }
        let first = Int(decision.firstPattern)
        for place in first..<first + Int(decision.patternCount) where patterns[place].state.matches(state) {
            return patterns[place].group
        }
        return 0
    }
}
