import ExactAmounts

@testable import CaseGrouping

/// A DIP catalogue followed to the letter of 2.4.
struct PlainDIP: Sendable {
    struct Row: Sendable {
        let code: String
        let kind: String
        let diagnosis: String
        let terms: [Set<String>]
        let procedureClass: Int
        let meanFen: Int?
        let auxiliaries: [(rule: PlainRule, factor: Int)]
    }

    let rows: [Row]
    let classes: [String: Int]
    let dropped: Set<String>
    let comparesCosts: Bool

    static let classNames = ["保守治疗", "诊断性操作", "治疗性操作", "相关手术"]

    init(_ files: DefinitionFiles) {
        let settings = String(decoding: files.contents["definition.json"] ?? [], as: UTF8.self).filter {
            !$0.isWhitespace
        }
        comparesCosts = settings.contains(#""nearestCost":true"#)
        classes = Dictionary(
            plainRows(files.contents["手术操作类别.csv"], header: "手术操作编码").map { row in
                (plainCode(row["手术操作编码"] ?? ""), Self.classNames.firstIndex(of: row["操作类别"] ?? "") ?? 0)
            }, uniquingKeysWith: { first, _ in first })
        dropped = Set(
            plainRows(files.contents["不纳入分组手术操作.csv"], header: "手术操作编码").map { plainCode($0["手术操作编码"] ?? "") })
        let auxiliaries = plainRows(files.contents["辅助目录.csv"], header: "病种编码")
        rows = plainRows(files.contents["病种目录.csv"], header: "病种编码").map { row in
            let code = row["病种编码"] ?? ""
            let expression = plainCode(row["手术操作"] ?? "").filter { $0 != " " && $0 != "\u{3000}" && $0 != "\t" }
            return Row(
                code: code, kind: row["病种类型"] ?? "", diagnosis: plainCode(row["主要诊断"] ?? ""),
                terms: expression.split(separator: "+").map { Set($0.split(separator: "/").map(String.init)) },
                procedureClass: Self.classNames.firstIndex(of: row["操作类别"] ?? "") ?? 0,
                meanFen: Self.units(row["次均费用"] ?? "", 100),
                auxiliaries: auxiliaries.filter { plainCode($0["病种编码"] ?? "") == plainCode(code) }.map {
                    (PlainRule($0["规则"] ?? "", [:]), Self.units($0["系数"] ?? "", 100_000_000) ?? 0)
                })
        }
    }

    /// Decimal text or a percentage in so many units of one; nil when it is empty.
    private static func units(_ text: String, _ perOne: Int128) -> Int? {
        if text.isEmpty { return nil }
        let isPercentage = text.hasSuffix("%")
        let number = PlainNumber(isPercentage ? String(text.dropLast()) : text)
        return Int(number.digits * perOne / number.power / (isPercentage ? 100 : 1))
    }

    /// The code of a case's row, its factor in hundred-millionths, and the values that were missing.
    func group(_ single: InpatientCase) -> (code: String, factor: Int, missing: Set<String>) {
        var plain = PlainCase(single, weight: single.birthWeight)
        guard let row = row(plain) else { return ("0000", 100_000_000, []) }
        var factors: [Int] = []
        for auxiliary in row.auxiliaries where plain.meets(auxiliary.rule, { _, _, _ in false }) {
            factors.append(auxiliary.factor)
        }
        return (row.code, factors.max() ?? 100_000_000, plain.missing)
    }

    private func row(_ plain: PlainCase) -> Row? {
        let principal = plain.fields["ZYZD"]?.first ?? ""
        let procedures = Set((plain.fields["ZYSS"] ?? []) + (plain.fields["QTSS"] ?? [])).subtracting(dropped)
        let caseClass = highestClass(procedures)
        let ofDiagnosis = rows.filter { $0.kind != "综合" && $0.diagnosis == String(principal.unicodeScalars.prefix(5)) }
        var candidates = ofDiagnosis.filter { row in
            !row.terms.isEmpty && row.terms.allSatisfy { !$0.isDisjoint(with: procedures) }
        }
        if candidates.isEmpty, caseClass == 0 { candidates = ofDiagnosis.filter(\.terms.isEmpty) }
        let best = candidates.sorted { left, right in
            let (first, second) = (merit(left, procedures, plain), merit(right, procedures, plain))
            for (one, other) in zip(first, second) where one != other { return one > other }
            return Array(plainCode(left.code).utf8).lexicographicallyPrecedes(Array(plainCode(right.code).utf8))
        }
        return best.first ?? comprehensive(principal, caseClass)
    }

    private func highestClass(_ procedures: Set<String>) -> Int { procedures.map { classes[$0] ?? 0 }.max() ?? 0 }

    /// What step 3 compares, the larger the better, down to the code.
    private func merit(_ row: Row, _ procedures: Set<String>, _ plain: PlainCase) -> [Int] {
        let matched = procedures.intersection(row.terms.reduce([]) { $0.union($1) })
        var nearness = 0
        if comparesCosts, let total = plain.values["TOTAL"] { nearness = row.meanFen.map { -abs($0 - total) } ?? .min }
        return [highestClass(matched), row.terms.count, matched.count, nearness, row.kind == "核心" ? 1 : 0]
    }

    private func comprehensive(_ principal: String, _ caseClass: Int) -> Row? {
        let ofClass = rows.filter { $0.kind == "综合" && $0.procedureClass == caseClass }
        for length in [3, 2, 1] where principal.count >= length {
            if let row = ofClass.first(where: { $0.diagnosis == String(principal.prefix(length)) }) { return row }
        }
        // A code of fewer than three characters is in no category.
        if principal.count < 3 { return nil }
        let category = String(principal.prefix(3))
        return ofClass.first { row in
            let ends = row.diagnosis.split(separator: "-").map(String.init)
            return ends.count == 2 && ends[0] <= category && category <= ends[1]
        }
    }
}
