public import ExactAmounts

/// Builds a DIP catalogue from history: what is frequent becomes a core row, the rest comprehensive rows (2.5).
///
/// A definition says which procedures take part and of which class they are; its own catalogue is not looked at.
public struct DIPCatalogueBuilder: Sendable {
    private let definition: DIPDefinition
    private let yearCount: Int
    private var cases: [Case] = []

    private struct Case: Sendable {
        /// nil where the diagnosis is shorter than a core row's.
        let core: String?
        let comprehensive: String
        let cost: Money
        let year: Int
    }

    /// A builder for so many years, 1 to 3.
    public init(_ definition: DIPDefinition, years: Int) {
        self.definition = definition
        yearCount = years
    }

    /// Adds a case; the year is from 0, the oldest.
    ///
    /// A case without a diagnosis or a cost has no place in a catalogue and is left out.
    public mutating func add(_ single: InpatientCase, year: Int) {
        guard let principal = single.diagnoses.codes.first, let cost = single.totalCost else { return }
        let diagnosis = uppercasedASCII(principal)
        var procedures: Set<String> = []
        var highest = ProcedureClass.conservative
        for code in single.procedures.codes {
            let number = Int(definition.procedures.number(of: code))
            if definition.isDropped[number] { continue }
            procedures.insert(uppercasedASCII(code))
            highest = max(highest, definition.classes[number])
        }
        let expression = procedures.sorted().joined(separator: "+")
        let subcategory = String(diagnosis.unicodeScalars.prefix(5).map(Character.init))
        let category = String(diagnosis.unicodeScalars.prefix(3).map(Character.init))
        cases.append(
            Case(
                core: subcategory.unicodeScalars.count < 5
                    ? nil : "\(subcategory):\(expression.isEmpty ? "-" : expression)",
                comprehensive: "\(category)-\(highest.rawValue)", cost: cost, year: year))
    }

    /// The catalogue.
    ///
    /// - Parameters:
    ///   - threshold: how many cases over the years a core row has at least.
    ///   - scale: 分值 is the weight times this, 1000 or 100 as a rule.
    /// - Throws: `AmountError.amountTooLarge`.
    public func catalogue(threshold: Int = 15, scale: Int = 1000) throws(AmountError) -> DIPCatalogue {
        var counts: [String: Int] = [:]
        for case let core? in cases.map(\.core) { counts[core, default: 0] += 1 }
        var history = CostHistory(years: yearCount)
        var coreCount = 0
        for single in cases {
            let core = single.core.flatMap { counts[$0, default: 0] >= threshold ? $0 : nil }
            if core != nil { coreCount += 1 }
            history.add(single.cost, group: core ?? single.comprehensive, year: single.year)
        }
        var rows: [DIPCatalogue.Row] = []
        for weight in try history.weights() {
            let score = try narrowed(
                try ExactRatio(Int128(weight.weight.hundredMillionths) * Int128(scale)).rounded(.down))
            rows.append(DIPCatalogue.Row(weight, score: Rate(hundredMillionths: score)))
        }
        return DIPCatalogue(
            rows: rows.filter(\.isCore) + rows.filter { !$0.isCore }, caseCount: cases.count, coreCaseCount: coreCount)
    }
}

/// A catalogue built from history.
public struct DIPCatalogue: Sendable, Hashable {
    /// The core rows, then the comprehensive rows, each in the order of their codes.
    public let rows: [Row]
    /// How many cases the history has.
    public let caseCount: Int
    /// How many of them the core rows hold; the field asks for more than 85 % (核心病种入组率).
    public let coreCaseCount: Int

    /// A row of the catalogue.
    public struct Row: Sendable, Hashable {
        /// 病种编码: `K35.9:47.0901`, or `K35-3` for a comprehensive row.
        public let code: String
        /// Whether it is a core row.
        public let isCore: Bool
        /// 主要诊断
        public let diagnosis: String
        /// 手术操作, empty for a conservative or a comprehensive row.
        public let procedures: String
        /// 操作类别 of a comprehensive row, else empty.
        public let procedureClass: String
        /// 分值
        public let score: Rate
        /// Its weight, mean cost and stability.
        public let weight: GroupWeight

        init(_ weight: GroupWeight, score: Rate) {
            code = weight.group
            self.weight = weight
            self.score = score
            if let colon = code.firstIndex(of: ":") {
                let expression = code[code.index(after: colon)...]
                (isCore, diagnosis, procedureClass) = (true, String(code[..<colon]), "")
                procedures = expression == "-" ? "" : String(expression)
            } else {
                let rank = code.utf8.last.map { Int($0) - 48 } ?? 0
                (isCore, diagnosis, procedures) = (false, String(code.dropLast(2)), "")
                procedureClass = ProcedureClass(rawValue: rank)?.name ?? ""
            }
        }
    }
}
