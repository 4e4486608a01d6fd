@testable import CaseGrouping

/// A DRG definition followed to the letter of 2.2 and 2.3.
struct PlainDRG: Sendable {
    final class Row: Sendable {
        let code: String
        let rule: PlainRule
        let below: [Row]

        init(code: String, rule: PlainRule, below: [Row]) {
            self.code = code
            self.rule = rule
            self.below = below
        }
    }

    let categories: [Row]
    let sets: [String: PlainSet]
    /// The rows of CC.csv by code.
    let complications: [String: [(level: String, table: String)]]
    let tables: [String: Set<String>]
    let retries: Bool
    let triesNextADRG: Bool
    let weighsAtAdmission: Bool

    init(_ files: DefinitionFiles) {
        var sets: [String: Set<String>] = [:]
        for row in plainRows(files.contents["集合.csv"], header: "集合编号") {
            sets[plainCode(row["集合编号"] ?? ""), default: []].insert(plainCode(row["ICD编码"] ?? ""))
        }
        let named = sets.mapValues(PlainSet.init)
        self.sets = named
        var complications: [String: [(level: String, table: String)]] = [:]
        for row in plainRows(files.contents["CC.csv"], header: "疾病编码") {
            complications[plainCode(row["疾病编码"] ?? ""), default: []].append((row["类型"] ?? "", row["排除表"] ?? ""))
        }
        self.complications = complications
        var tables: [String: Set<String>] = [:]
        for row in plainRows(files.contents["排除表.csv"], header: "集合编号") {
            tables[row["集合编号"] ?? "", default: []].insert(plainCode(row["ICD编码"] ?? ""))
        }
        self.tables = tables
        let settings = String(decoding: files.contents["definition.json"] ?? [], as: UTF8.self).filter {
            !$0.isWhitespace
        }
        retries = settings.contains(#""retryWithEachOtherProcedure":true"#)
        triesNextADRG = settings.contains(#""whenNoDRGMatches":"tryNextADRG""#)
        weighsAtAdmission = settings.contains(#""newbornWeight":"admission""#)

        let groups = plainRows(files.contents["DRG.csv"], header: "DRG", "DRG编码")
        let adjacents = plainRows(files.contents["ADRG.csv"], header: "ADRG编码")
        func row(_ row: [String: String], _ kind: String, _ below: [Row]) -> Row {
            Row(
                code: row["\(kind)编码"] ?? row[kind] ?? "", rule: PlainRule(row["\(kind)规则"] ?? "", named), below: below)
        }
        func rows(_ rows: [[String: String]], _ column: String, _ parent: String) -> [[String: String]] {
            Self.ordered(rows.filter { plainCode($0[column] ?? "") == plainCode(parent) })
        }
        categories = Self.ordered(plainRows(files.contents["MDC.csv"], header: "MDC编码")).map { category in
            row(
                category, "MDC",
                rows(adjacents, "所属MDC编码", category["MDC编码"] ?? "").map { adjacent in
                    row(
                        adjacent, "ADRG",
                        rows(groups, "所属ADRG编码", adjacent["ADRG编码"] ?? "").map { row($0, "DRG", []) })
                })
        }
    }

    /// By the sort column, empty last, ties as they stand.
    private static func ordered(_ rows: [[String: String]]) -> [[String: String]] {
        func order(_ row: [String: String]) -> Int { Int(row["MDC内排序"] ?? row["排序"] ?? "") ?? .max }
        return rows.enumerated().sorted { (order($0.element), $0.offset) < (order($1.element), $1.offset) }.map(
            \.element)
    }

    /// The code of a case's group, and the values that were missing on the way.
    func group(_ single: InpatientCase) -> (code: String, missing: Set<String>) {
        var plain = PlainCase(single, weight: weighsAtAdmission ? single.admissionWeight : single.birthWeight)
        if let code = firstGroup(&plain) { return (code, plain.missing) }
        if retries {
            for procedure in plain.fields["QTSS"] ?? [] {
                plain.fields["ZYSS"] = [procedure]
                plain.fields["QTSS"] = []
                if let code = firstGroup(&plain) { return (code, plain.missing) }
            }
        }
        return ("0000", plain.missing)
    }

    private func firstGroup(_ plain: inout PlainCase) -> String? {
        for category in categories where plain.meets(category.rule, counts) {
            for adjacent in category.below where plain.meets(adjacent.rule, counts) {
                for group in adjacent.below where plain.meets(group.rule, counts) { return group.code }
                if adjacent.below.isEmpty || !triesNextADRG { return adjacent.code }
            }
        }
        return nil
    }

    /// Whether a diagnosis counts at one of the levels: a row lists it so, and the row's own table does not exclude it.
    func counts(_ code: String, _ levels: [String], _ principal: String) -> Bool {
        (complications[code] ?? []).contains { row in
            levels.contains(row.level) && !(tables[row.table]?.contains(principal) ?? false)
        }
    }
}
