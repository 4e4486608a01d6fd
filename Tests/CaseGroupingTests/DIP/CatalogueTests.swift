import ExactAmounts
import Testing

@testable import CaseGrouping

@Suite("DIP catalogue") struct CatalogueTests {
    /// Classes: D1, D2 diagnostic; T1, T2 therapeutic; S1, S2, S3 surgery; U1, U2 named but not listed; X1 does not take part.
    static func folder(_ settings: String...) -> SheetFolder {
        var folder = SheetFolder.dip()
        if !settings.isEmpty {
            folder.definition = folder.definition.dropLast() + ", " + settings.joined(separator: ",") + "}"
        }
        for (code, name) in [
            ("D1", "诊断性操作"), ("D2", "诊断性操作"), ("T1", "治疗性操作"), ("T2", "治疗性操作"), ("S1", "相关手术"), ("S2", "相关手术"),
            ("S3", "相关手术"), ("X1", "相关手术"),
        ] { folder.procedure(code, name) }
        folder.add("不纳入分组手术操作.csv", ["X1"])
        folder.add("不纳入分组手术操作.csv", ["X2"])
        return folder
    }

    static func code(
        _ folder: SheetFolder, _ diagnoses: CodeList, _ procedures: CodeList = [], total: String? = nil
    ) throws -> String {
        let grouper = DIPGrouper(try DIPDefinition(folder.files))
        let single = InpatientCase(
            diagnoses: diagnoses, procedures: procedures, totalCost: try total.map { try Money($0) })
        let code = grouper.group(single).group.code
        #expect(grouper.explain(single).group.code == code)
        return code
    }

    typealias Row = (diagnoses: CodeList, procedures: CodeList, code: String)

    static let steps: [Row] = [
        // Step 1: procedures that are not grouped are dropped, also from expressions and classes.
        (["K80.300"], ["X1"], "none"), (["K80.300"], ["x1 "], "none"), (["K80.300"], ["X2"], "none"),
        (["K80.300"], ["X1", "S1"], "S1"), (["K80.300"], ["S1", "X1"], "S1"),
        // d is the first five characters of the principal diagnosis.
        (["K80.3"], [], "none"), (["k80.3"], [], "none"), (["K80.301x999"], [], "none"), (["K80.4"], [], "0000"),
        (["K80."], [], "0000"), (["K80"], [], "0000"), (["Z00.0", "K80.3"], [], "0000"), ([], [], "0000"),
        (["I10.x00x002"], [], "pressure"), (["I10.X00"], ["D1"], "0000"),
        // Step 2: an expression that holds; without one, the empty ones if the class is conservative.
        (["K80.300"], ["S1"], "S1"), (["K80.300"], ["s1"], "S1"), (["K80.300"], ["D2", "S1"], "S1"),
        (["K80.300"], ["S3"], "either"), (["K80.300"], ["T2"], "either"), (["K80.300"], ["D1"], "0000"),
        (["K80.300"], ["D1", "D2"], "0000"), (["K80.300"], ["D1", "T1"], "both"), (["K80.300"], ["D1", "T2"], "both"),
        // Unlisted procedures leave the case conservative, unless an expression names them.
        (["K80.300"], ["Y9"], "none"), (["K80.300"], ["U1"], "U1"), (["K80.300"], ["U1", "S1"], "S1"),
        (["K80.300"], ["U2"], "none"), (["K80.300"], ["U2", "D1"], "0000"),
    ]

    @Test(arguments: steps)
    func `candidates are the rows of the diagnosis whose expression holds, else the conservative ones`(row: Row) throws
    {
        var folder = Self.folder()
        folder.core("none", "K80.3")
        folder.core("S1", "K80.3", "S1")
        folder.core("either", "K80.3", "S3/T2")
        folder.core("both", "K80.3", "D1 + T1 / T2")
        folder.core("U1", "K80.3", "U1")
        folder.core("dropped", "K80.3", "X1")
        folder.core("pressure", "i10.X", kind: "基层")
        #expect(try Self.code(folder, row.diagnoses, row.procedures) == row.code)
    }

    /// Two rows that both hold, each by its code, 手术操作, 次均费用 and 病种类型; which is taken, and which with the costs compared.
    typealias Duel = (first: [String], second: [String], procedures: CodeList, taken: String, nearest: String)

    static let duels: [Duel] = [
        // The highest class among the matched procedures…
        (["A", "D1+T1"], ["B", "S1"], ["D1", "T1", "S1"], "B", "B"),
        (["A", "T1"], ["B", "D1+D2"], ["D1", "D2", "T1"], "A", "A"),
        (["A", "S1/D1"], ["B", "T1+T2"], ["D1", "T1", "T2"], "B", "B"),
        (["A", "S1/D1"], ["B", "T1+T2"], ["S1", "T1", "T2"], "A", "A"),
        (["A", "U1+U2"], ["B", "D1"], ["U1", "U2", "D1"], "B", "B"),
        // …then the most terms…
        (["A", "S1"], ["B", "S1+T1"], ["S1", "T1"], "B", "B"),
        (["A", "S1/S2/S3"], ["B", "S1+S1"], ["S1", "S2", "S3"], "B", "B"),
        // …then the most matched procedures, each once…
        (["A", "S1"], ["B", "S1/S2"], ["S1", "S2"], "B", "B"), (["A", "S1"], ["B", "S1/S2"], ["S1", "S1"], "A", "A"),
        (["B", "S1"], ["A", "S2"], ["S1", "S1", "S2"], "A", "A"),
        (["A", "S1/S2+T1"], ["B", "S1+T1/T2"], ["S1", "T1", "T2"], "B", "B"),
        (["A", "S1"], ["B", "S1/X1"], ["S1", "X1"], "A", "A"),
        // …then, where asked, the nearest mean cost; a row without one is farthest…
        (["A", "S1", "1000"], ["B", "S1", "2900"], ["S1"], "A", "B"),
        (["A", "S1", "1000"], ["B", "S1", "3001"], ["S1"], "A", "A"),
        (["A", "S1", "1000.01"], ["B", "S1", "3000"], ["S1"], "A", "A"),
        (["A", "S1", "999.99"], ["B", "S1", "3000"], ["S1"], "A", "B"),
        (["A", "S1", ""], ["B", "S1", "99999999"], ["S1"], "A", "B"),
        (["A", "S1", ""], ["B", "S1", ""], ["S1"], "A", "A"),
        (["A", "S1", "2000", "基层"], ["B", "S1", "2001", "核心"], ["S1"], "B", "A"),
        (["A", "S1", "1000", "基层"], ["B", "S1", "3000", "核心"], ["S1"], "B", "B"),
        (["A", "S1", "2000"], ["B", "S1+T1", "9000"], ["S1", "T1"], "B", "B"),
        // …then 核心 before 基层, then the smallest code without regard to case.
        (["A", "S1", "", "基层"], ["B", "S1", "", "核心"], ["S1"], "B", "B"),
        (["B", "S1"], ["A", "S1"], ["S1"], "A", "A"),
        (["b", "S1"], ["A", "S1"], ["S1"], "A", "A"), (["a", "S1"], ["B", "S1"], ["S1"], "a", "a"),
        (["R10", "S1"], ["R2", "S1"], ["S1"], "R10", "R10"),
        (["K:01", "S1"], ["K:1", "S1"], ["S1"], "K:01", "K:01"), (["R", "S1"], ["RA", "S1"], ["S1"], "R", "R"),
        (["A", "", "2500", "基层"], ["B", "", "2100", "基层"], [], "A", "B"),
        (["A", "", "", "基层"], ["B", "", "", "核心"], [], "B", "B"),
    ]

    @Test(arguments: duels)
    func `of several candidates the criteria decide in their order, whichever stands first`(duel: Duel) throws {
        for (settings, taken) in [
            ("", duel.taken), (#""nearestCost": false"#, duel.taken), (#""nearestCost": true"#, duel.nearest),
        ] {
            for rows in [[duel.first, duel.second], [duel.second, duel.first]] {
                var folder = settings.isEmpty ? Self.folder() : Self.folder(settings)
                for row in rows {
                    folder.core(
                        row[0], "K80.3", row[1], mean: row.count > 2 ? row[2] : "", kind: row.count > 3 ? row[3] : "核心")
                }
                #expect(try Self.code(folder, ["K80.300"], duel.procedures, total: "2000") == taken)
            }
        }
    }

    @Test
    func `without a total cost no row is nearer than another`() throws {
        var folder = Self.folder(#""nearestCost": true"#)
        folder.core("B", "K80.3", "S1", mean: "1")
        folder.core("A", "K80.3", "S1")
        #expect(try Self.code(folder, ["K80.300"], ["S1"]) == "A")
        #expect(try Self.code(folder, ["K80.300"], ["S1"], total: "0") == "B")
    }

    static let comprehensives: [Row] = [
        // The longest prefix of the case's class…
        (["A01.000"], ["S1"], "A01-S"), (["A02.000"], ["S1"], "A0-S"), (["A12.000"], ["S1"], "A-S"),
        (["a01.000"], ["S1"], "A01-S"),
        (["A01.000"], ["T1"], "A-T"), (["A01.000"], [], "A01-N"), (["A01.000"], ["X1", "Y9"], "A01-N"),
        (["A01.000"], ["D1"], "A00-B99-D"),
        (["A01.000"], ["D1", "T1"], "A-T"), (["A01.000"], ["S1", "D1"], "A01-S"), (["A02.000"], [], "A00-A09-N"),
        // …else the first range in file order that holds the category.
        (["B50.000"], ["D1"], "A00-B99-D"), (["A00.000"], ["D1"], "A00-B99-D"), (["B99.900"], ["D1"], "A00-B99-D"),
        (["C00.000"], ["D1"], "0000"), (["B50.000"], ["S1"], "B00-B59-S"), (["B60.000"], ["S1"], "A00-C99-S"),
        (["C7A.000"], ["S1"], "A00-C99-S"), (["C99.000"], ["S1"], "A00-C99-S"), (["D00.000"], ["S1"], "0000"),
        (["B50.000"], ["T1"], "0000"),
        (["B1"], ["D1"], "0000"), (["B"], ["S1"], "0000"), (["A"], ["T1"], "A-T"), (["A0"], ["S1"], "A0-S"),
        (["A01"], ["S1"], "A01-S"), ([], ["S1"], "0000"),
        (["甲01.0"], ["S1"], "0000"),
        // A core row of the diagnosis comes before all of them.
        (["A01.100"], ["S1"], "core"), (["A01.100"], ["S2"], "A01-S"), (["A01.100"], [], "A01-N"),
    ]

    @Test(arguments: comprehensives)
    func `without a candidate the comprehensive row of the class is taken, by prefix and then by range`(row: Row) throws
    {
        var folder = Self.folder()
        folder.core("core", "A01.1", "S1")
        folder.comprehensive("A00-C99-S", "A00-C99", "相关手术")
        folder.comprehensive("A-S", "A", "相关手术")
        folder.comprehensive("A0-S", "a0", "相关手术")
        folder.comprehensive("A01-S", "A01", "相关手术")
        folder.comprehensive("A01-S2", "A01", "相关手术")
        folder.comprehensive("A-T", "A", "治疗性操作")
        folder.comprehensive("A01-N", "A01", "保守治疗")
        folder.comprehensive("A00-A09-N", "A00-A09", "保守治疗")
        folder.comprehensive("A00-B99-D", "A00-B99", "诊断性操作")
        folder.comprehensive("A00-A09-D", "A00-A09", "诊断性操作")
        folder.sheets["病种目录.csv"]?.insert(["B00-B59-S", "", "综合", "B00-B59", "", "相关手术", "50", ""], at: 1)
        #expect(try Self.code(folder, row.diagnoses, row.procedures) == row.code)
    }
}
