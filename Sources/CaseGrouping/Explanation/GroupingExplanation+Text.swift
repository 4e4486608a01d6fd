/// The languages of explanations and statements.
public enum ReportLanguage: String, Sendable, CaseIterable {
    /// Chinese, the default.
    case chinese = "zh"
    /// English.
    case english = "en"
}

extension GroupingExplanation {
    /// The explanation as lines of text: one for each rule that was tried, and one below it for each test that was asked.
    public func text(_ language: ReportLanguage = .chinese) -> String {
        let words = Words(language)
        var lines = [
            "\(words.group) \(group.code)\(group.name.isEmpty ? "" : " " + group.name) (\(words.status(group.status)))"
        ]
        var retried: String?
        for step in steps {
            if step.retriedProcedure != retried, let procedure = step.retriedProcedure {
                lines.append("\(words.triedAgain) \(procedure)")
            }
            retried = step.retriedProcedure
            lines.append(words.line(for: step))
            lines += step.tests.map { "    " + words.line(for: $0) }
        }
        if let factor = auxiliaryFactor { lines.append("\(words.factor) \(factor)") }
        for value in missingValues.values { lines.append("\(words.missing) \(value.rawValue)") }
        return lines.joined(separator: "\n")
    }
}

/// The words of one language.
private struct Words {
    let language: ReportLanguage

    init(_ language: ReportLanguage) { self.language = language }

    private func choose(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }

    var group: String { choose("分组", "group") }
    var triedAgain: String { choose("未入组，改以其他手术操作为唯一手术操作：", "ungrouped; tried again with this as its only procedure:") }
    var factor: String { choose("辅助目录系数", "auxiliary factor") }
    var missing: String { choose("缺少", "missing") }

    func status(_ status: GroupingStatus) -> String {
        switch status {
        case .grouped: choose("入组", "grouped")
        case .ambiguous: choose("歧义组", "ambiguous")
        case .ungrouped: choose("未入组", "ungrouped")
        }
    }

    func line(for step: GroupingExplanation.Step) -> String {
        let outcome = step.holds ? choose("成立", "holds") : choose("不成立", "does not hold")
        let rule = step.rule.isEmpty ? choose("（无条件）", "(no condition)") : step.rule
        let name = step.name.isEmpty ? "" : " \(step.name)"
        return "  \(step.level.rawValue) \(step.code)\(name)  \(outcome): \(rule)"
    }

    func line(for test: GroupingExplanation.Test) -> String {
        var line = (test.holds ? "✓ " : "✗ ") + test.text
        if !test.codes.isEmpty { line += choose("  命中 ", "  by ") + test.codes.map(label).joined(separator: ", ") }
        for exclusion in test.excluded {
            line += choose(
                "  \(label(exclusion.code)) 列为\(exclusion.level)，被排除表 \(exclusion.table) 排除",
                "  \(label(exclusion.code)) is listed as \(exclusion.level) and excluded by table \(exclusion.table)")
        }
        if let missing = test.missing { line += choose("  缺少 \(missing.rawValue)", "  \(missing.rawValue) is missing") }
        return line
    }

    private func label(_ code: GroupingExplanation.Code) -> String {
        code.name.isEmpty ? code.code : "\(code.code) \(code.name)"
    }
}
