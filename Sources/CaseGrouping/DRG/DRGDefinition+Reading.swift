public import ExactAmounts

extension DRGDefinition {
    /// Reads and checks a definition folder in the official layout (2.1).
    ///
    /// - Throws: every fault of the definition, with file, line and column: of form, of the rules' syntax, of names that
    ///   nothing defines, of parents that are missing, of codes that stand twice, and of rules that no case can reach.
    /// - Complexity: O(bytes).
    public init(_ files: DefinitionFiles) throws(InputFaults) {
        let faults = FaultList()
        let settings = DefinitionSettings(files, faults)
        if settings.kind != .drg, faults.faults.isEmpty {
            faults.add(
                InputFault(
                    file: files.path("definition.json"), pointer: "/kind", code: .badValue,
                    message: "not a DRG definition"))
        }
        try self.init(files, settings, faults)
    }

    init(_ files: DefinitionFiles, _ settings: DefinitionSettings, _ faults: FaultList) throws(InputFaults) {
        var codes = CodeNumbering()
        var names: [UInt32: String] = [:]
        let sets = Self.readSets(files, &codes, &names, faults)
        let complications = Self.readComplications(files, &codes, faults)
        let vocabulary = RuleVocabulary.drg(
            sets: Dictionary(
                sets.enumerated().map { (uppercasedASCII($1.name), $0) }, uniquingKeysWith: { first, _ in first }))
        let outline = DRGOutline(files, settings.whenNoDRGMatches, vocabulary, faults)
        outline.reportUnreachable(faults)
        try faults.throwIfAny()

        (categories, groups) = outline.resolved()
        id = settings.id
        title = settings.title
        fingerprint = files.fingerprint
        self.settings = settings
        self.sets = sets
        self.complications = complications
        self.codes = codes
        codeNames = names
        (departments, comparedValues) = CaseGrouping.comparedValues(in: categories.flatMap(\.rules))
    }

    /// 集合.csv
    private static func readSets(
        _ files: DefinitionFiles, _ codes: inout CodeNumbering, _ names: inout [UInt32: String], _ faults: FaultList
    ) -> [CodeSet] {
        guard let table = files.table("集合.csv", ["集合编号", "ICD编码", "ICD名称", "类型编号"], faults) else { return [] }
        var indexes: [String: Int] = [:]
        var members: [(name: String, codes: [UInt32])] = []
        let bytes = table.bytes.span
        var (last, lastRange) = (-1, 0..<0)
        for row in 0..<table.rowCount {
            let code = codes.insert(bytes.extracting(table.field(row, 1)))
            if code == 0 { faults.add(table.fault(row, 1, .missingValue, "a code was expected")) }
            let range = table.field(row, 0)
            if range.isEmpty {
                faults.add(table.fault(row, 0, .missingValue, "the name of a set was expected"))
                continue
            }
            // Rows of one set stand together, so that its name is seldom looked up.
            if last < 0 || !isEqual(bytes.extracting(range), bytes.extracting(lastRange)) {
                let name = table.string(row, 0)
                if let known = indexes[uppercasedASCII(name)] {
                    last = known
                } else {
                    last = members.count
                    indexes[uppercasedASCII(name)] = last
                    members.append((name, []))
                }
                lastRange = range
            }
            members[last].codes.append(code)
            if !table.isEmpty(row, 2), names[code] == nil { names[code] = table.string(row, 2) }
        }
        return members.map { CodeSet(name: $0.name, members: $0.codes) }
    }

    /// CC.csv and 排除表.csv
    private static func readComplications(
        _ files: DefinitionFiles, _ codes: inout CodeNumbering, _ faults: FaultList
    ) -> ComplicationTable {
        var tables: [String: UInt32] = [:]
        var tableNames: [String] = []
        func number(_ name: String) -> UInt32 {
            if let known = tables[name] { return known }
            tables[name] = UInt32(tableNames.count)
            tableNames.append(name)
            return UInt32(tableNames.count - 1)
        }
        var exclusions: [(table: UInt32, code: UInt32)] = []
        if let table = files.table("排除表.csv", ["集合编号", "ICD编码", "ICD名称"], faults) {
            for row in 0..<table.rowCount {
                let code = codes.insert(table.bytes.span.extracting(table.field(row, 1)))
                if code == 0 { faults.add(table.fault(row, 1, .missingValue, "a code was expected")) }
                if table.isEmpty(row, 0) {
                    faults.add(table.fault(row, 0, .missingValue, "the name of a table was expected"))
                }
                exclusions.append((number(table.string(row, 0)), code))
            }
        }
        var rows: [ComplicationTable.Row] = []
        var seen: Set<ComplicationTable.Row> = []
        if let table = files.table("CC.csv", ["疾病编码", "疾病名称", "排除表", "类型"], faults) {
            for row in 0..<table.rowCount {
                let code = codes.insert(table.bytes.span.extracting(table.field(row, 0)))
                if code == 0 { faults.add(table.fault(row, 0, .missingValue, "a code was expected")) }
                guard let level = ComplicationLevel(rawValue: uppercasedASCII(table.string(row, 3))) else {
                    faults.add(
                        table.fault(row, 3, .badValue, "\"\(table.string(row, 3))\" where MCC or CC was expected"))
                    continue
                }
                let listed = ComplicationTable.Row(
                    code: code, level: level, table: table.isEmpty(row, 2) ? nil : number(table.string(row, 2)))
                // One code may stand in several rows that name different tables: each row decides for itself. The very
                // same row twice says nothing new.
                if seen.insert(listed).inserted { rows.append(listed) }
            }
        }
        return ComplicationTable(rows: rows, tableNames: tableNames, exclusions: exclusions, codeCount: codes.count)
    }
}

private func isEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    if left.count != right.count { return false }
    for index in left.indices where left[index] != right[index] { return false }
    return true
}
