/// Records what the rules come upon.
struct ExplanationRecorder: GroupingTrace {
    private let definition: DRGDefinition
    private let diagnoses: [String]
    private let procedures: [String]
    private(set) var steps: [GroupingExplanation.Step] = []

    private var tests: [GroupingExplanation.Test] = []
    private var codes: [GroupingExplanation.Code] = []
    private var excluded: [GroupingExplanation.Exclusion] = []
    private var missing: CaseValue?
    /// The procedure that stands for the main one.
    private var mainProcedure = 0
    private var isRetry = false

    init(_ definition: DRGDefinition, _ single: InpatientCase) {
        self.definition = definition
        diagnoses = single.diagnoses.codes
        procedures = single.procedures.codes
    }

    var isRecording: Bool { true }

    mutating func didMatch(_ place: CodePlace) { codes.append(code(at: place)) }

    mutating func didExclude(_ place: CodePlace, _ row: ComplicationTable.Row) {
        let table = row.table.map { definition.complications.tableNames[Int($0)] } ?? ""
        excluded.append(
            GroupingExplanation.Exclusion(code: code(at: place), level: row.level.rawValue, table: table))
    }

    mutating func wasMissing(_ value: CaseValue) { missing = value }

    mutating func didTest(_ test: RuleTest, holds: Bool) {
        tests.append(
            GroupingExplanation.Test(text: test.text, holds: holds, codes: codes, excluded: excluded, missing: missing))
        (codes, excluded, missing) = ([], [], nil)
    }

    mutating func didTry(_ head: DRGDefinition.RuleRow, _ level: GroupingExplanation.Level, holds: Bool) {
        steps.append(
            GroupingExplanation.Step(
                level: level, code: head.code, name: head.name, rule: head.text, holds: holds, tests: tests,
                retriedProcedure: isRetry ? procedures[mainProcedure] : nil))
        tests = []
    }

    mutating func willRetry(procedureAt place: Int) {
        mainProcedure = place
        isRetry = true
    }

    private func code(at place: CodePlace) -> GroupingExplanation.Code {
        let text: String? =
            switch place {
            case .diagnosis(let index): diagnoses.indices.contains(index) ? diagnoses[index] : nil
            case .mainProcedure: procedures.indices.contains(mainProcedure) ? procedures[mainProcedure] : nil
            case .procedure(let index): procedures.indices.contains(index) ? procedures[index] : nil
            }
        let code = text ?? ""
        return GroupingExplanation.Code(code: code, name: definition.codeNames[definition.codes.number(of: code)] ?? "")
    }
}

extension DRGGrouper {
    /// Why a case comes to its group.
    ///
    /// ```swift
    /// print(grouper.explain(single).text(.english))
    /// ```
    public func explain(_ single: InpatientCase) -> GroupingExplanation {
        var columns = DRGCaseColumns()
        append(single, to: &columns)
        var recorder = ExplanationRecorder(definition, single)
        let outcome = follow(columns, 0, &recorder)
        return GroupingExplanation(
            group: definition.groups[outcome.group], steps: recorder.steps, auxiliaryFactor: nil,
            missingValues: outcome.missing)
    }
}
