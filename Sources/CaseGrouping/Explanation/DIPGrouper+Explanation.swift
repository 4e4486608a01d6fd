import ExactAmounts

extension DIPGrouper {
    /// Why a case comes to its row of the catalogue.
    ///
    /// The candidates stand in the order of their merit, the row that was taken first.
    public func explain(_ single: InpatientCase) -> GroupingExplanation {
        var columns = DIPCaseColumns()
        append(single, to: &columns)
        let result = group(columns, row: 0)
        let taken = place(columns, 0)
        var steps = candidateSteps(columns, taken)
        if let taken, definition.rows[taken].kind == .comprehensive {
            let row = definition.rows[taken]
            steps.append(
                step(
                    .comprehensive, row.code, row.name,
                    "\(single.diagnoses.codes.first ?? ""), \(row.procedureClass.name)",
                    holds: true))
        }
        var missing = result.missingValues
        if let taken {
            for auxiliary in definition.rows[taken].auxiliaries {
                let row = definition.auxiliaries[auxiliary]
                steps.append(
                    step(.auxiliary, row.code, row.name, row.text, holds: holds(auxiliary, columns, 0, &missing)))
            }
        }
        return GroupingExplanation(
            group: result.group, steps: steps, auxiliaryFactor: result.auxiliaryFactor, missingValues: missing)
    }

    /// The rows of the diagnosis, those whose expression holds first, by merit.
    private func candidateSteps(_ columns: DIPCaseColumns, _ taken: Int?) -> [GroupingExplanation.Step] {
        let isConservativeTurn =
            taken.map { definition.rows[$0].kind != .comprehensive && definition.rows[$0].terms.isEmpty } ?? false
        let judged = candidates[Int(columns.diagnoses[0])].map { ($0, merit(of: $0, columns, 0, isConservativeTurn)) }
        let ordered = judged.sorted { left, right in
            switch (left.1, right.1) {
            case (let first?, let second?): first > second
            case (nil, nil): ranks[left.0] < ranks[right.0]
            default: left.1 != nil
            }
        }
        return ordered.map { place, merit in
            let row = definition.rows[place]
            let codes = row.terms.flatMap { $0 }.filter { columns.procedures.contains($0) }
            let test = GroupingExplanation.Test(
                text: row.expression.isEmpty ? ProcedureClass.conservative.name : row.expression, holds: merit != nil,
                codes: codes.map { GroupingExplanation.Code(code: definition.procedures.texts[Int($0)], name: "") },
                excluded: [], missing: nil)
            return GroupingExplanation.Step(
                level: .catalogue, code: row.code, name: row.name, rule: row.expression, holds: place == taken,
                tests: [test],
                retriedProcedure: nil)
        }
    }

    private func step(
        _ level: GroupingExplanation.Level, _ code: String, _ name: String, _ rule: String, holds: Bool
    ) -> GroupingExplanation.Step {
        GroupingExplanation.Step(
            level: level, code: code, name: name, rule: rule, holds: holds, tests: [], retriedProcedure: nil)
    }
}
