import ExactAmounts

/// The rows of MDC.csv, ADRG.csv and DRG.csv as they are read, before they are known to be right.
struct DRGOutline {
    /// A row of one of the three sheets.
    struct Row {
        let code: String
        let name: String
        let text: String
        let rule: Rule
        /// The codes of the rows above it, the nearest first.
        let parents: [String]
        let row: Int
    }

    /// A sheet's rows in the order in which they are tried.
    struct Sheet {
        let table: CSVTable
        let ruleColumn: Int
        let rows: [Row]
    }

    private let categories: Sheet?
    private let adjacents: Sheet?
    private let groups: Sheet?
    private let whenNoDRGMatches: WhenNoDRGMatches
    /// Every sort value could be read, so that it is known which row comes before which.
    private let isOrdered: Bool
    /// The ADRGs of each MDC and the DRGs of each ADRG, by comparable code.
    private var adjacentsOf: [String: [Row]] = [:]
    private var groupsOf: [String: [Row]] = [:]

    init(
        _ files: DefinitionFiles, _ whenNoDRGMatches: WhenNoDRGMatches, _ vocabulary: RuleVocabulary,
        _ faults: FaultList
    ) {
        self.whenNoDRGMatches = whenNoDRGMatches
        var isOrdered = true
        categories = Self.read(
            files.table("MDC.csv", ["MDC编码", "MDC名称", "MDC规则", "排序"], faults), parents: [], order: 3, vocabulary,
            &isOrdered,
            faults)
        adjacents = Self.read(
            files.table("ADRG.csv", ["ADRG编码", "ADRG名称", "ADRG规则", "所属MDC编码", .init("MDC内排序", "排序")], faults),
            parents: [3], order: 4, vocabulary, &isOrdered, faults)
        groups = Self.read(
            files.table("DRG.csv", [.init("DRG", "DRG编码"), "DRG名称", "DRG规则", "所属ADRG编码", "所属MDC编码", "排序"], faults),
            parents: [3, 4], order: 5, vocabulary, &isOrdered, faults)
        self.isOrdered = isOrdered
        link(faults)
    }

    // MARK: Reading

    private static func read(
        _ table: CSVTable?, parents: [Int], order: Int, _ vocabulary: RuleVocabulary, _ isOrdered: inout Bool,
        _ faults: FaultList
    ) -> Sheet? {
        guard let table else { return nil }
        var rows: [(order: Int, row: Row)] = []
        var seen: Set<String> = []
        for row in 0..<table.rowCount {
            for column in [0] + parents where table.isEmpty(row, column) {
                faults.add(table.fault(row, column, .missingValue, "a code was expected"))
            }
            let code = table.string(row, 0)
            if !code.isEmpty, !seen.insert(comparable(code)).inserted {
                faults.add(table.fault(row, 0, .repeatedKey, "the code \(code) stands twice"))
            }
            var place = Int.max
            if !table.isEmpty(row, order) {
                if let number = Int(table.string(row, order)), table.bytes[table.field(row, order).lowerBound] != 0x2B {
                    place = number
                } else {
                    isOrdered = false
                    faults.add(
                        table.fault(
                            row, order, .badValue, "\"\(table.string(row, order))\" where a whole number was expected"))
                }
            }
            let text = table.string(row, 2)
            let (rule, problems) = RuleParser.parse(text, vocabulary)
            for problem in problems { faults.add(table.fault(row, 2, problem)) }
            rows.append(
                (
                    place,
                    Row(
                        code: code, name: table.string(row, 1), text: text, rule: rule,
                        parents: parents.map { comparable(table.string(row, $0)) }, row: row)
                ))
        }
        // Ties keep the order of the file.
        let ordered = rows.enumerated().sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }
        return Sheet(table: table, ruleColumn: 2, rows: ordered.map(\.element.row))
    }

    private mutating func link(_ faults: FaultList) {
        guard let categories, let adjacents, let groups else { return }
        let categoryCodes = Set(categories.rows.map { comparable($0.code) })
        for row in adjacents.rows {
            adjacentsOf[row.parents[0], default: []].append(row)
            if !row.parents[0].isEmpty, !categoryCodes.contains(row.parents[0]) {
                let parent = adjacents.table.string(row.row, 3)
                faults.add(adjacents.table.fault(row.row, 3, .unknownName, "MDC.csv has no MDC \(parent)"))
            }
        }
        let categoryOf = Dictionary(
            adjacents.rows.map { (comparable($0.code), $0.parents[0]) }, uniquingKeysWith: { first, _ in first })
        for row in groups.rows where !row.parents[0].isEmpty {
            groupsOf[row.parents[0], default: []].append(row)
            if let category = categoryOf[row.parents[0]] {
                if category != row.parents[1], !row.parents[1].isEmpty {
                    faults.add(
                        groups.table.fault(
                            row.row, 4, .contradiction,
                            "\(groups.table.string(row.row, 4)), but ADRG.csv puts \(groups.table.string(row.row, 3)) under \(category)"
                        ))
                }
            } else {
                faults.add(
                    groups.table.fault(
                        row.row, 3, .unknownName, "ADRG.csv has no ADRG \(groups.table.string(row.row, 3))"))
            }
        }
    }

    // MARK: Checks

    /// Reports the rows that no case can reach because a row before them takes every case.
    func reportUnreachable(_ faults: FaultList) {
        guard isOrdered, let categories, let adjacents, let groups else { return }
        var takenBy: String?
        for category in categories.rows {
            report(category, in: categories, takenBy, faults)
            var takenInside: String?
            for adjacent in adjacentsOf[comparable(category.code)] ?? [] {
                report(adjacent, in: adjacents, takenInside, faults)
                var takenByGroup: String?
                let members = groupsOf[comparable(adjacent.code)] ?? []
                for group in members {
                    report(group, in: groups, takenByGroup, faults)
                    if takenByGroup == nil, group.rule.constantValue == true { takenByGroup = group.code }
                }
                // An ADRG keeps every case that it takes unless one of its DRGs has still to hold.
                let keepsAll = members.isEmpty || whenNoDRGMatches == .useADRG || takenByGroup != nil
                if takenInside == nil, keepsAll, adjacent.rule.constantValue == true { takenInside = adjacent.code }
            }
            if takenBy == nil, takenInside != nil, category.rule.constantValue == true { takenBy = category.code }
        }
    }

    private func report(_ row: Row, in sheet: Sheet, _ takenBy: String?, _ faults: FaultList) {
        guard let takenBy else { return }
        faults.add(
            sheet.table.fault(
                row.row, sheet.ruleColumn, .unreachable,
                "no case reaches \(row.code): the rule of \(takenBy) before it is always true"))
    }

    // MARK: Resolution

    /// The categories with everything below them, and the groups that a case can get.
    ///
    /// To be called on an outline without faults.
    func resolved() -> ([DRGDefinition.Category], [CaseGroup]) {
        var groups = [CaseGroup.none]
        let resolved = (categories?.rows ?? []).map { category in
            let adjacents = (adjacentsOf[comparable(category.code)] ?? []).map { adjacent in
                func add(_ row: Row) -> Int {
                    groups.append(
                        CaseGroup(
                            code: row.code, name: row.name, category: category.code, adjacent: adjacent.code,
                            status: GroupingStatus(code: row.code)))
                    return groups.count - 1
                }
                let members = (groupsOf[comparable(adjacent.code)] ?? []).map {
                    DRGDefinition.Group(head: $0.head, index: add($0))
                }
                let takesRest = members.isEmpty || whenNoDRGMatches == .useADRG
                let isCovered = members.contains { $0.head.rule.constantValue == true }
                return DRGDefinition.Adjacent(
                    head: adjacent.head, groups: members, ownGroup: takesRest && !isCovered ? add(adjacent) : nil)
            }
            return DRGDefinition.Category(head: category.head, adjacents: adjacents)
        }
        return (resolved, groups)
    }
}

extension DRGOutline.Row {
    fileprivate var head: DRGDefinition.RuleRow {
        DRGDefinition.RuleRow(code: code, name: name, text: text, rule: rule, row: row)
    }
}

extension CSVTable {
    /// A rule's problem at its place in the rule's field.
    func fault(_ row: Int, _ column: Int, _ problem: RuleProblem) -> InputFault {
        let code: InputFault.Code =
            switch problem.code {
            case .syntax: .syntax
            case .unknownName: .unknownName
            case .tooDeep: .tooDeep
            }
        return fault(row, column, at: problem.offset, code, problem.message)
    }
}
