public import ExactAmounts

/// Why a case came to its group: every rule that was tried, in order, and what decided it.
///
/// Made by the same code that groups. Its text is in Chinese or English.
public struct GroupingExplanation: Sendable, Hashable {
    /// The group.
    public let group: CaseGroup
    /// The rules in the order in which they were tried.
    public let steps: [Step]
    /// The factor of a DIP auxiliary row; 1 when none holds, nil for DRG.
    public let auxiliaryFactor: Rate?
    /// The values that rules asked for and the case did not have.
    public let missingValues: CaseValueSet

    /// One rule that was tried.
    public struct Step: Sendable, Hashable {
        /// What kind of row it is of.
        public let level: Level
        /// The row's code.
        public let code: String
        /// The row's name.
        public let name: String
        /// The rule as it is written.
        public let rule: String
        /// Whether it held.
        public let holds: Bool
        /// The tests of the rule that were asked, in order.
        public let tests: [Test]
        /// The procedure that was tried as the only one, where the case was tried again.
        public let retriedProcedure: String?
    }

    /// The kinds of row that an explanation speaks of.
    public enum Level: String, Sendable, CaseIterable {
        /// Major diagnostic category.
        case category = "MDC"
        /// Adjacent group.
        case adjacent = "ADRG"
        /// Diagnosis-related group.
        case group = "DRG"
        /// A core or primary-care row of a DIP catalogue (核心病种、基层病种).
        case catalogue = "病种"
        /// A comprehensive row of a DIP catalogue (综合病种).
        case comprehensive = "综合病种"
        /// An auxiliary row of a DIP catalogue (辅助目录).
        case auxiliary = "辅助目录"
    }

    /// One test of a rule.
    public struct Test: Sendable, Hashable {
        /// The test as it is written.
        public let text: String
        /// Whether it held.
        public let holds: Bool
        /// The codes of the case that counted.
        public let codes: [Code]
        /// Complications that were listed but excluded by the principal diagnosis.
        public let excluded: [Exclusion]
        /// The value that the case did not have.
        public let missing: CaseValue?
    }

    /// A code of the case.
    public struct Code: Sendable, Hashable {
        /// The code as the definition writes it.
        public let code: String
        /// Its name, where the definition gives one.
        public let name: String
    }

    /// A complication that did not count.
    public struct Exclusion: Sendable, Hashable {
        /// The complication.
        public let code: Code
        /// `MCC` or `CC`.
        public let level: String
        /// The exclusion table in which the principal diagnosis stands.
        public let table: String
    }
}
