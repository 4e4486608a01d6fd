import ExactAmounts

@testable import CaseGrouping

/// A definition folder held as rows of text, so that a test says only the rows that matter to it.
struct SheetFolder: Sendable {
    /// The text of definition.json.
    var definition: String
    /// The rows of each sheet by file name, the header first.
    var sheets: [String: [[String]]]

    /// Adds a row to a sheet; fields that are left out are empty.
    mutating func add(_ sheet: String, _ fields: [String]) {
        let width = sheets[sheet]?.first?.count ?? 0
        sheets[sheet, default: []].append(fields + Array(repeating: "", count: max(0, width - fields.count)))
    }

    /// The folder as bytes.
    var files: DefinitionFiles {
        var contents = sheets.mapValues { Array(Self.text($0).utf8) }
        contents["definition.json"] = Array(definition.utf8)
        return DefinitionFiles(folder: "", contents: contents)
    }

    /// Rows as CSV.
    static func text(_ rows: [[String]]) -> String {
        rows.map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
    }

    private static func quoted(_ field: String) -> String {
        let mustQuote = field.unicodeScalars.contains { [",", "\"", "\n", "\r"].contains($0) }
        return mustQuote
            ? "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
            : field
    }
}

// MARK: - DRG

extension SheetFolder {
    /// A DRG definition without a row; `settings` are members of definition.json such as `"newbornWeight": "birth"`.
    static func drg(_ settings: String...) -> SheetFolder {
        let members = [#""id": "t""#, #""title": "test""#, #""kind": "drg""#] + settings
        return SheetFolder(
            definition: "{\(members.joined(separator: ", "))}",
            sheets: [
                "MDC.csv": [["MDC编码", "MDC名称", "MDC规则", "排序"]],
                "ADRG.csv": [["ADRG编码", "ADRG名称", "ADRG规则", "所属MDC编码", "MDC内排序"]],
                "DRG.csv": [["DRG", "DRG名称", "DRG规则", "所属ADRG编码", "所属MDC编码", "排序"]],
                "集合.csv": [["集合编号", "ICD编码", "ICD名称", "类型编号"]],
                "CC.csv": [["疾病编码", "疾病名称", "排除表", "类型"]],
                "排除表.csv": [["集合编号", "ICD编码", "ICD名称"]],
            ])
    }

    mutating func category(_ code: String, _ rule: String, order: String = "", name: String = "") {
        add("MDC.csv", [code, name, rule, order])
    }

    mutating func adjacent(_ code: String, _ rule: String, in category: String, order: String = "", name: String = "") {
        add("ADRG.csv", [code, name, rule, category, order])
    }

    mutating func group(
        _ code: String, _ rule: String, in adjacent: String, _ category: String, order: String = "", name: String = ""
    ) {
        add("DRG.csv", [code, name, rule, adjacent, category, order])
    }

    mutating func set(_ name: String, _ codes: String...) {
        for code in codes { add("集合.csv", [name, code]) }
    }

    mutating func complication(_ code: String, _ level: String, excludedBy table: String = "") {
        add("CC.csv", [code, "", table, level])
    }

    mutating func exclusion(_ table: String, _ codes: String...) {
        for code in codes { add("排除表.csv", [table, code]) }
    }

    /// What is wrong with the DRG definition, one fault a text.
    var drgFaults: [String] {
        do {
            _ = try DRGDefinition(files)
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }

    /// What is wrong with the DIP definition, one fault a text.
    var dipFaults: [String] {
        do {
            _ = try DIPDefinition(files)
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }

    /// The codes of the groups that a case gets by the compiled tables, by the rules and by the explanation.
    func drgCodes(of single: InpatientCase) throws -> [String] {
        let definition = try DRGDefinition(files)
        let compiled = DRGGrouper(definition)
        return [
            compiled.group(single).group.code, DRGGrouper.general(definition).group(single).group.code,
            compiled.explain(single).group.code,
        ]
    }
}

// MARK: - DIP

extension SheetFolder {
    /// A DIP definition without a row.
    static func dip(_ settings: String...) -> SheetFolder {
        let members = [#""id": "t""#, #""title": "test""#, #""kind": "dip""#] + settings
        return SheetFolder(
            definition: "{\(members.joined(separator: ", "))}",
            sheets: [
                "病种目录.csv": [["病种编码", "病种名称", "病种类型", "主要诊断", "手术操作", "操作类别", "分值", "次均费用"]],
                "手术操作类别.csv": [["手术操作编码", "操作类别"]],
                "不纳入分组手术操作.csv": [["手术操作编码"]],
                "辅助目录.csv": [["病种编码", "名称", "规则", "系数"]],
            ])
    }

    mutating func core(
        _ code: String, _ diagnosis: String, _ expression: String = "", mean: String = "", kind: String = "核心"
    ) {
        add("病种目录.csv", [code, "", kind, diagnosis, expression, "", "100", mean])
    }

    mutating func comprehensive(_ code: String, _ diagnosis: String, _ procedureClass: String) {
        add("病种目录.csv", [code, "", "综合", diagnosis, "", procedureClass, "50"])
    }

    mutating func procedure(_ code: String, _ procedureClass: String) {
        add("手术操作类别.csv", [code, procedureClass])
    }

    mutating func auxiliary(_ code: String, _ rule: String, _ factor: String) {
        add("辅助目录.csv", [code, "", rule, factor])
    }
}
