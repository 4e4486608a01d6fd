public import ExactAmounts

/// A checked DRG definition (分组方案): categories, groups, rules and code sets as one county or the nation publishes them.
///
/// A definition is data: it is made from the sheets of the official workbook and never from program text.
/// Source: 国家医疗保障局《按病组（DRG）付费3.0版分组方案配置信息》.
public struct DRGDefinition: Sendable {
    /// The definition's id, as its definition.json gives it.
    public let id: String
    /// The title.
    public let title: String
    /// The fingerprint of its files.
    public let fingerprint: Fingerprint
    /// Every group that a case can get; the first is `0000`, ungrouped.
    public let groups: [CaseGroup]

    let settings: DefinitionSettings
    /// The major diagnostic categories (主要诊断大类, MDC) in their order.
    let categories: [Category]
    let sets: [CodeSet]
    let complications: ComplicationTable
    /// Numbers every code that a set or a table names.
    let codes: CodeNumbering
    /// The names of the codes, by number, where the sheets give them.
    let codeNames: [UInt32: String]
    /// The departments that rules name, in comparable form; a case's department is its number among them from 1, or 0.
    let departments: [String]
    /// The values that rules compare.
    let comparedValues: CaseValueSet

    /// How many codes its sheets name.
    public var codeCount: Int { codes.count }
    /// How many roles they can play in a case.
    package var roleCount: Int { roles.count }
    /// The roles of the codes.
    var roles: CodeRoles { CodeRoles(codeCount: codes.count) }

    /// A row with a rule, of any of the three levels.
    struct RuleRow: Sendable {
        let code: String
        let name: String
        let text: String
        let rule: Rule
        /// Where the row stands in its sheet.
        let row: Int
    }

    /// A major diagnostic category with its ADRGs in order.
    struct Category: Sendable {
        let head: RuleRow
        let adjacents: [Adjacent]

        /// The rule of the category and all rules below it.
        var rules: [Rule] {
            [head.rule] + adjacents.flatMap { [$0.head.rule] + $0.groups.map(\.head.rule) }
        }
    }

    /// An adjacent group (核心疾病诊断相关组, ADRG) with its DRGs in order.
    struct Adjacent: Sendable {
        let head: RuleRow
        let groups: [Group]
        /// The group that the ADRG's own code is, when a case can get it.
        let ownGroup: Int?
    }

    /// A diagnosis-related group (疾病诊断相关组, DRG).
    struct Group: Sendable {
        let head: RuleRow
        /// Its place among the definition's groups.
        let index: Int
    }

    /// A named set of codes (集合).
    struct CodeSet: Sendable {
        let name: String
        let members: [UInt32]
    }
}

/// A group that a definition can give a case.
public struct CaseGroup: Sendable, Hashable {
    /// The group's code: `ES21`, `BQY`, a DIP 病种编码, or `0000`.
    public let code: String
    /// Its name.
    public let name: String
    /// The code of its major diagnostic category; empty for DIP and for `0000`.
    public let category: String
    /// The code of its ADRG; empty for DIP and for `0000`.
    public let adjacent: String
    /// The status of a case that gets it.
    public let status: GroupingStatus

    /// No group at all.
    static let none = CaseGroup(code: "0000", name: "", category: "", adjacent: "", status: .ungrouped)
}

/// How the grouping of a case ended.
public enum GroupingStatus: String, Sendable, CaseIterable {
    /// In a group.
    case grouped
    /// In an ambiguous group (歧义组), whose code ends in `QY`.
    case ambiguous
    /// In no group: `0000`.
    case ungrouped

    /// The status that a group's code gives.
    init(code: String) {
        self = uppercasedASCII(code).utf8.suffix(2).elementsEqual("QY".utf8) ? .ambiguous : .grouped
    }
}
