/// Where a code stands in its case.
enum CodePlace: Hashable {
    /// A diagnosis, the principal one at 0.
    case diagnosis(Int)
    /// The main procedure, or the one that is tried in its place.
    case mainProcedure
    /// Another procedure, from 1.
    case procedure(Int)
}

/// Is told what the rules come upon, while they decide.
///
/// The rule that pays is the rule that explains: ``NoTrace`` and the recorder run through the very same code.
protocol GroupingTrace {
    /// Whether all matches are wanted, and not only the first that decides.
    var isRecording: Bool { get }
    mutating func didMatch(_ place: CodePlace)
    mutating func didExclude(_ place: CodePlace, _ row: ComplicationTable.Row)
    mutating func wasMissing(_ value: CaseValue)
    mutating func didTest(_ test: RuleTest, holds: Bool)
    mutating func didTry(_ head: DRGDefinition.RuleRow, _ level: GroupingExplanation.Level, holds: Bool)
    mutating func willRetry(procedureAt place: Int)
}

/// Records nothing and costs nothing.
struct NoTrace: GroupingTrace {
    var isRecording: Bool { false }
    func didMatch(_ place: CodePlace) {}
    func didExclude(_ place: CodePlace, _ row: ComplicationTable.Row) {}
    func wasMissing(_ value: CaseValue) {}
    func didTest(_ test: RuleTest, holds: Bool) {}
    func didTry(_ head: DRGDefinition.RuleRow, _ level: GroupingExplanation.Level, holds: Bool) {}
    func willRetry(procedureAt place: Int) {}
}
