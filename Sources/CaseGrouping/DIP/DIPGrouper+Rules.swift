/// Why one candidate row stands before another, in the order of the criteria of 2.4.
struct CandidateMerit: Comparable {
    /// The highest class among the procedures that met its expression.
    let procedureClass: ProcedureClass
    let termCount: Int
    let matchedCount: Int
    /// How far its mean cost is from the case's total, where that is asked; a row without one is farthest.
    let costDistance: UInt64
    let isCore: Bool
    let rank: Int

    /// The better one is greater.
    static func < (left: CandidateMerit, right: CandidateMerit) -> Bool {
        if left.procedureClass != right.procedureClass { return left.procedureClass < right.procedureClass }
        if left.termCount != right.termCount { return left.termCount < right.termCount }
        if left.matchedCount != right.matchedCount { return left.matchedCount < right.matchedCount }
        if left.costDistance != right.costDistance { return left.costDistance > right.costDistance }
        if left.isCore != right.isCore { return right.isCore }
        return left.rank > right.rank
    }
}

extension DIPGrouper {
    /// The row of a case; nil when it is ungrouped.
    func place(_ columns: DIPCaseColumns, _ row: Int) -> Int? {
        let caseClass = procedureClass(columns, row)
        var best: (place: Int, merit: CandidateMerit)?
        for isConservativeTurn in [false, true] {
            for place in candidates[Int(columns.diagnoses[row])] {
                guard let merit = merit(of: place, columns, row, isConservativeTurn) else { continue }
                if let known = best, merit < known.merit { continue }
                best = (place, merit)
            }
            if best != nil || caseClass != .conservative { break }
        }
        return best?.place ?? comprehensives.row(columns.categories[row], caseClass)
    }

    /// The highest class among the procedures that take part.
    func procedureClass(_ columns: DIPCaseColumns, _ row: Int) -> ProcedureClass {
        var highest = ProcedureClass.conservative
        for place in Int(columns.procedureStarts[row])..<Int(columns.procedureStarts[row + 1]) {
            highest = max(highest, definition.classes[Int(columns.procedures[place])])
        }
        return highest
    }

    /// What a candidate has to say for itself; nil when its expression does not hold.
    ///
    /// - Parameter isConservativeTurn: rows with an empty expression are looked at, and no others.
    func merit(
        of place: Int, _ columns: DIPCaseColumns, _ row: Int, _ isConservativeTurn: Bool
    ) -> CandidateMerit? {
        let candidate = definition.rows[place]
        if candidate.terms.isEmpty != isConservativeTurn { return nil }
        let range = Int(columns.procedureStarts[row])..<Int(columns.procedureStarts[row + 1])
        var highest = ProcedureClass.conservative
        var matched = 0
        for term in candidate.terms where !range.contains(where: { term.contains(columns.procedures[$0]) }) {
            return nil
        }
        for place in range where candidate.terms.contains(where: { $0.contains(columns.procedures[place]) }) {
            matched += 1
            highest = max(highest, definition.classes[Int(columns.procedures[place])])
        }
        var distance: UInt64 = 0
        if definition.settings.nearestCost, let total = columns.totalFen[row] {
            distance = candidate.meanFen.map { UInt64((Int128($0) - Int128(total)).magnitude) } ?? .max
        }
        return CandidateMerit(
            procedureClass: highest, termCount: candidate.terms.count, matchedCount: matched, costDistance: distance,
            isCore: candidate.kind == .core, rank: ranks[place])
    }

    /// The auxiliary row with the largest factor among those of a group that hold, the first of equal ones.
    func auxiliary(
        of place: Int, _ columns: DIPCaseColumns, _ row: Int, _ missing: inout CaseValueSet
    ) -> Int? {
        var best: Int?
        for auxiliary in definition.rows[place].auxiliaries where holds(auxiliary, columns, row, &missing) {
            if let known = best, definition.auxiliaries[known].factor >= definition.auxiliaries[auxiliary].factor {
                continue
            }
            best = auxiliary
        }
        return best
    }

    /// Whether the rule of an auxiliary row holds.
    func holds(_ auxiliary: Int, _ columns: DIPCaseColumns, _ row: Int, _ missing: inout CaseValueSet) -> Bool {
        definition.auxiliaries[auxiliary].rule.holds { test in
            switch test.kind {
            case .comparison(let value, let comparison, let number):
                let held = value == .totalCost ? columns.totalFen[row] : columns.values[row].known(value)
                guard let held else {
                    missing.formUnion(CaseValueSet(value))
                    return false
                }
                return number.holds(comparison, for: held, unitsPerOne: value.unitsPerOne)
            case .department(let word):
                guard let held = columns.values[row].known(.department) else {
                    missing.formUnion(CaseValueSet(.department))
                    return false
                }
                return held > 0 && definition.departments[Int(held) - 1] == word
            case .membership, .count: preconditionFailure("an auxiliary rule names no sets")
            }
        }
    }
}
