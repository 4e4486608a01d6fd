public import ExactAmounts

extension DIPDefinition {
    /// Reads and checks a definition folder (2.4).
    ///
    /// - Throws: every fault of the definition, with file, line and column.
    /// - Complexity: O(bytes).
    public init(_ files: DefinitionFiles) throws(InputFaults) {
        let faults = FaultList()
        let settings = DefinitionSettings(files, faults)
        if settings.kind != .dip, faults.faults.isEmpty {
            faults.add(
                InputFault(
                    file: files.path("definition.json"), pointer: "/kind", code: .badValue,
                    message: "not a DIP definition"))
        }
        try self.init(files, settings, faults)
    }

    init(_ files: DefinitionFiles, _ settings: DefinitionSettings, _ faults: FaultList) throws(InputFaults) {
        var procedures = CodeNumbering()
        var rows = Self.readRows(files, &procedures, faults)
        let listed = Self.readClasses(files, &procedures, faults)
        let dropped = Self.readDropped(files, &procedures, faults)
        auxiliaries = Self.readAuxiliaries(files, &rows, faults)
        try faults.throwIfAny()

        departments = comparedValues(in: auxiliaries.map(\.rule)).departments
        id = settings.id
        title = settings.title
        fingerprint = files.fingerprint
        self.settings = settings
        self.rows = rows
        self.procedures = procedures
        var classes = [ProcedureClass](repeating: .conservative, count: procedures.count + 1)
        for (number, procedureClass) in listed { classes[Int(number)] = procedureClass }
        self.classes = classes
        var isDropped = [Bool](repeating: false, count: procedures.count + 1)
        for number in dropped { isDropped[Int(number)] = true }
        self.isDropped = isDropped
        groups =
            [CaseGroup.none]
            + rows.map { CaseGroup(code: $0.code, name: $0.name, category: "", adjacent: "", status: .grouped) }
    }

    /// 病种目录.csv
    private static func readRows(
        _ files: DefinitionFiles, _ procedures: inout CodeNumbering, _ faults: FaultList
    ) -> [Row] {
        let columns: [CSVTable.Column] = ["病种编码", "病种名称", "病种类型", "主要诊断", "手术操作", "操作类别", "分值", "次均费用"]
        guard let table = files.table("病种目录.csv", columns, faults) else { return [] }
        var rows: [Row] = []
        var seen: Set<String> = []
        for row in 0..<table.rowCount {
            let code = table.string(row, 0)
            if code.isEmpty { faults.add(table.fault(row, 0, .missingValue, "a code was expected")) }
            if !code.isEmpty, !seen.insert(comparable(code)).inserted {
                faults.add(table.fault(row, 0, .repeatedKey, "the code \(code) stands twice"))
            }
            let kind = Kind(rawValue: table.string(row, 2))
            if kind == nil {
                faults.add(
                    table.fault(row, 2, .badValue, "\"\(table.string(row, 2))\" where 核心, 基层 or 综合 was expected"))
            }
            let diagnosis = kind.flatMap { Self.diagnosis($0, table, row, faults) }
            let procedureClass = ProcedureClass(name: table.string(row, 5))
            if procedureClass == nil, kind == .comprehensive || !table.isEmpty(row, 5) {
                faults.add(
                    table.fault(
                        row, 5, .badValue, "\"\(table.string(row, 5))\" where a class of procedures was expected"))
            }
            let expression = table.string(row, 4)
            if kind == .comprehensive, !expression.isEmpty {
                faults.add(
                    table.fault(row, 4, .contradiction, "a 综合 row goes by the class of procedures and names none"))
            }
            // A row with a fault stands for its code all the same, so that no other row is said to refer to nothing.
            rows.append(
                Row(
                    code: code, name: table.string(row, 1), kind: kind ?? .core, diagnosis: diagnosis ?? .prefix(""),
                    terms: terms(table, row, &procedures, faults), expression: expression,
                    procedureClass: procedureClass ?? .conservative,
                    score: rate(table, row, 6, faults) ?? 0, meanFen: mean(table, row, faults)))
        }
        return rows
    }

    private static func diagnosis(_ kind: Kind, _ table: CSVTable, _ row: Int, _ faults: FaultList) -> Diagnosis? {
        let text = comparable(table.string(row, 3))
        let count = text.unicodeScalars.count
        if kind != .comprehensive {
            if count == 5 { return .subcategory(text) }
            faults.add(table.fault(row, 3, .badValue, "\"\(text)\" where five characters were expected, like K80.3"))
            return nil
        }
        if (1...3).contains(count) { return .prefix(text) }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        if ends.count == 2, ends.allSatisfy({ $0.unicodeScalars.count == 3 }) {
            if ends[0] <= ends[1] { return .range(ends[0], ends[1]) }
            faults.add(table.fault(row, 3, .badValue, "the range \(text) ends before it begins"))
            return nil
        }
        faults.add(
            table.fault(
                row, 3, .badValue, "\"\(text)\" where one to three characters or a range like A00-B99 was expected"))
        return nil
    }

    /// `A/B+C`: every term must be met, and any code of a term meets it.
    private static func terms(
        _ table: CSVTable, _ row: Int, _ procedures: inout CodeNumbering, _ faults: FaultList
    ) -> [[UInt32]] {
        let text = table.string(row, 4).unicodeScalars.filter { !" \t\u{3000}".unicodeScalars.contains($0) }
        if text.isEmpty { return [] }
        var terms: [[UInt32]] = []
        for term in text.split(separator: "+", omittingEmptySubsequences: false) {
            var codes: [UInt32] = []
            for code in term.split(separator: "/", omittingEmptySubsequences: false) {
                if code.isEmpty {
                    faults.add(
                        table.fault(row, 4, .syntax, "a procedure code was expected on both sides of \"+\" and \"/\""))
                    return []
                }
                codes.append(procedures.insert(String(String.UnicodeScalarView(code)).utf8.span))
            }
            terms.append(codes)
        }
        return terms
    }

    private static func rate(_ table: CSVTable, _ row: Int, _ column: Int, _ faults: FaultList) -> Int64? {
        do {
            let rate = try Rate(utf8: table.bytes.span.extracting(table.field(row, column)))
            if rate >= .zero { return rate.hundredMillionths }
            faults.add(table.fault(row, column, .badValue, "\(rate) is below 0"))
        } catch {
            let text = table.string(row, column)
            faults.add(
                table.fault(
                    row, column, text.isEmpty ? .missingValue : .badValue,
                    "\"\(text)\" where a number with at most 6 decimals was expected"))
        }
        return nil
    }

    private static func mean(_ table: CSVTable, _ row: Int, _ faults: FaultList) -> Int64? {
        if table.isEmpty(row, 7) { return nil }
        if let mean = try? Money(utf8: table.bytes.span.extracting(table.field(row, 7))), mean >= .zero {
            return mean.fen
        }
        faults.add(
            table.fault(
                row, 7, .badValue, "\"\(table.string(row, 7))\" where an amount with at most 2 decimals was expected"))
        return nil
    }

    /// 手术操作类别.csv
    private static func readClasses(
        _ files: DefinitionFiles, _ procedures: inout CodeNumbering, _ faults: FaultList
    ) -> [(UInt32, ProcedureClass)] {
        guard let table = files.table("手术操作类别.csv", ["手术操作编码", "操作类别"], faults) else { return [] }
        var classes: [(UInt32, ProcedureClass)] = []
        var seen: Set<UInt32> = []
        for row in 0..<table.rowCount {
            let number = procedures.insert(table.bytes.span.extracting(table.field(row, 0)))
            if number == 0 { faults.add(table.fault(row, 0, .missingValue, "a code was expected")) }
            if number != 0, !seen.insert(number).inserted {
                faults.add(table.fault(row, 0, .repeatedKey, "the code \(table.string(row, 0)) stands twice"))
            }
            if let procedureClass = ProcedureClass(name: table.string(row, 1)) {
                classes.append((number, procedureClass))
            } else {
                faults.add(
                    table.fault(
                        row, 1, .badValue, "\"\(table.string(row, 1))\" where a class of procedures was expected"))
            }
        }
        return classes
    }

    /// 不纳入分组手术操作.csv
    private static func readDropped(
        _ files: DefinitionFiles, _ procedures: inout CodeNumbering, _ faults: FaultList
    ) -> [UInt32] {
        guard let table = files.table("不纳入分组手术操作.csv", ["手术操作编码"], isOptional: true, faults) else { return [] }
        return (0..<table.rowCount).map { row in
            let number = procedures.insert(table.bytes.span.extracting(table.field(row, 0)))
            if number == 0 { faults.add(table.fault(row, 0, .missingValue, "a code was expected")) }
            return number
        }
    }

    /// 辅助目录.csv
    private static func readAuxiliaries(
        _ files: DefinitionFiles, _ rows: inout [Row], _ faults: FaultList
    ) -> [Auxiliary] {
        guard let table = files.table("辅助目录.csv", ["病种编码", "名称", "规则", "系数"], isOptional: true, faults) else {
            return []
        }
        let places = Dictionary(
            rows.enumerated().map { (comparable($1.code), $0) }, uniquingKeysWith: { first, _ in first })
        var auxiliaries: [Auxiliary] = []
        for row in 0..<table.rowCount {
            let code = table.string(row, 0)
            let text = table.string(row, 2)
            let (rule, problems) = RuleParser.parse(text, .auxiliary)
            for problem in problems { faults.add(table.fault(row, 2, problem)) }
            let factor = rate(table, row, 3, faults) ?? 0
            if let place = places[comparable(code)] {
                rows[place].auxiliaries.append(auxiliaries.count)
            } else {
                faults.add(table.fault(row, 0, .unknownName, "病种目录.csv has no row \(code)"))
            }
            auxiliaries.append(
                Auxiliary(code: code, name: table.string(row, 1), text: text, rule: rule, factor: factor))
        }
        return auxiliaries
    }
}
