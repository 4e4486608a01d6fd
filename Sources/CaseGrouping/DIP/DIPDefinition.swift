public import ExactAmounts

/// A checked DIP definition (按病种分值付费目录): the catalogue of disease rows, the classes of procedures and the auxiliary rows.
public struct DIPDefinition: Sendable {
    /// The definition's id, as its definition.json gives it.
    public let id: String
    /// The title.
    public let title: String
    /// The fingerprint of its files.
    public let fingerprint: Fingerprint
    /// Every group that a case can get; the first is `0000`, ungrouped, and the others are the rows in file order.
    public let groups: [CaseGroup]

    let settings: DefinitionSettings
    /// The rows of 病种目录.csv in file order; row `n` is group `n + 1`.
    let rows: [Row]
    let auxiliaries: [Auxiliary]
    /// Numbers every procedure code that the definition names.
    let procedures: CodeNumbering
    /// The class of each procedure, by number.
    let classes: [ProcedureClass]
    /// Which procedures take no part in grouping, by number.
    let isDropped: [Bool]
    /// The departments that auxiliary rules name, in comparable form.
    let departments: [String]

    /// The kind of a row (病种类型).
    enum Kind: String, CaseIterable, Sendable {
        /// 核心病种
        case core = "核心"
        /// 基层病种
        case primary = "基层"
        /// 综合病种
        case comprehensive = "综合"
    }

    /// A row of the catalogue.
    struct Row: Sendable {
        let code: String
        let name: String
        let kind: Kind
        /// Which principal diagnoses it is for, in comparable form.
        let diagnosis: Diagnosis
        /// The terms of 手术操作, of which each must be met by any of its codes; none for a conservative row.
        let terms: [[UInt32]]
        /// 手术操作 as it is written.
        let expression: String
        /// 操作类别 of a comprehensive row.
        let procedureClass: ProcedureClass
        /// 分值, in hundred-millionths.
        let score: Int64
        /// 次均费用 in fen, where there is one.
        let meanFen: Int64?
        /// The rows of 辅助目录.csv for it.
        var auxiliaries: [Int] = []
    }

    /// What a row's 主要诊断 says.
    enum Diagnosis: Sendable, Hashable {
        /// Five characters.
        case subcategory(String)
        /// One to three characters.
        case prefix(String)
        /// Categories from the first to the last.
        case range(String, String)
    }

    /// A row of 辅助目录.csv.
    struct Auxiliary: Sendable {
        let code: String
        let name: String
        let text: String
        let rule: Rule
        /// 系数, in hundred-millionths.
        let factor: Int64
    }
}

/// The class of a procedure (操作类别), in rising order.
enum ProcedureClass: Int, Sendable, CaseIterable, Comparable {
    /// 保守治疗: no procedure, or none that is listed.
    case conservative
    /// 诊断性操作
    case diagnostic
    /// 治疗性操作
    case therapeutic
    /// 相关手术
    case surgery

    var name: String {
        switch self {
        case .conservative: "保守治疗"
        case .diagnostic: "诊断性操作"
        case .therapeutic: "治疗性操作"
        case .surgery: "相关手术"
        }
    }

    init?(name: String) {
        guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    static func < (left: ProcedureClass, right: ProcedureClass) -> Bool { left.rawValue < right.rawValue }
}
