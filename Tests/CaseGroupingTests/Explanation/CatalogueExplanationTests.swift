import ExactAmounts
import Testing

@testable import CaseGrouping

@Suite("Explanations of catalogue rows") struct CatalogueExplanationTests {
    @Test(arguments: 1...8)
    func `an explanation says the row, its factor, what was missing, and of each candidate whether it held`(seed: Int)
        throws
    {
        for number in 0..<12 {
            var catalogue = RandomCatalogue(seed: seed * 1000 + number)
            let files = catalogue.folder.files
            let (grouper, plain) = (DIPGrouper(try DIPDefinition(files)), PlainDIP(files))
            for _ in 0..<25 {
                let single = catalogue.makeCase()
                let (explanation, grouped) = (grouper.explain(single), grouper.group(single))
                let problems = problems(of: explanation, grouped, single, plain)
                let ofEmptyRows = problems.filter { $0.hasSuffix("without an expression held wrongly") }
                #expect(problems == ofEmptyRows, "\(seed * 1000 + number): \(problems) \(single)")
                #expect(ofEmptyRows.isEmpty)
            }
        }
    }

    /// What an explanation says that is not so.
    private func problems(
        of explanation: GroupingExplanation, _ grouped: GroupedDIPCase, _ single: InpatientCase, _ plain: PlainDIP
    ) -> [String] {
        var problems: [String] = []
        if explanation.group != grouped.group { problems.append("another group") }
        if explanation.auxiliaryFactor != grouped.auxiliaryFactor { problems.append("another factor") }
        if explanation.missingValues != grouped.missingValues { problems.append("other missing values") }
        let procedures = Set(plainCodes(single.procedures.text)).subtracting(plain.dropped)
        let caseClass = procedures.map { plain.classes[$0] ?? 0 }.max() ?? 0
        let candidates = explanation.steps.filter { $0.level == .catalogue }
        let rows = candidates.compactMap { step in plain.rows.first { $0.code == step.code } }
        let named = rows.map { !$0.terms.isEmpty && $0.terms.allSatisfy { !$0.isDisjoint(with: procedures) } }
        let areEmptyOnesAsked = caseClass == 0 && !named.contains(true)
        for (step, row) in zip(candidates, rows) {
            let test = step.tests.first
            let holds =
                row.terms.isEmpty ? areEmptyOnesAsked : row.terms.allSatisfy { !$0.isDisjoint(with: procedures) }
            if test?.holds != holds {
                problems.append("\(step.code)\(row.terms.isEmpty ? " without an expression" : "") held wrongly")
            }
            let codes = Set(test?.codes.map { plainCode($0.code) } ?? [])
            let matched = procedures.intersection(row.terms.reduce([]) { $0.union($1) })
            if codes != matched || step.tests.count != 1 { problems.append("\(step.code) names \(codes)") }
            if step.holds != (step.code == grouped.group.code) { problems.append("\(step.code) is taken wrongly") }
        }
        let taken = plain.rows.first { $0.code == grouped.group.code }
        if taken?.kind != "综合", taken?.code != candidates.first(where: \.holds)?.code {
            problems.append("the row is not there")
        }
        if let taken, taken.kind != "综合", candidates.first?.code != taken.code {
            problems.append("the row is not the first")
        }
        let comprehensive = explanation.steps.filter { $0.level == .comprehensive }.map(\.code)
        if comprehensive != (taken?.kind == "综合" ? [taken?.code ?? ""] : []) {
            problems.append("comprehensive \(comprehensive)")
        }
        let auxiliaries = explanation.steps.filter { $0.level == .auxiliary }
        if auxiliaries.count != taken?.auxiliaries.count ?? 0 { problems.append("\(auxiliaries.count) auxiliary rows") }
        for (step, auxiliary) in zip(auxiliaries, taken?.auxiliaries ?? []) {
            var again = PlainCase(single, weight: single.birthWeight)
            if again.meets(auxiliary.rule, { _, _, _ in false }) != step.holds {
                problems.append("\(step.rule) held wrongly")
            }
        }
        return problems
    }
}
