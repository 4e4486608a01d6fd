import ExactAmounts
import Testing

@testable import CaseGrouping

@Suite("Faulty DRG definitions") struct FaultyDefinitionTests {
    /// A definition that is right; each row of a table changes it in one place.
    static func base(_ settings: String = "") -> SheetFolder {
        var folder = SheetFolder.drg()
        if !settings.isEmpty { folder.definition = settings }
        folder.category("MDCA", "ZYZD in DI_A", order: "1")
        folder.category("MDCB", "ZYZD in DI_B and XB = 2", order: "2")
        folder.adjacent("AA1", "ZYSS in OP_A", in: "MDCA", order: "1")
        folder.adjacent("AB1", "", in: "MDCA", order: "2")
        folder.adjacent("BB1", "", in: "MDCB", order: "1")
        folder.group("AA11", "QTZD in MCC", in: "AA1", "MDCA", order: "1")
        folder.group("AA15", "", in: "AA1", "MDCA", order: "2")
        folder.group("AB19", "", in: "AB1", "MDCA", order: "1")
        folder.set("DI_A", "A01.000")
        folder.set("DI_B", "B01.000")
        folder.set("OP_A", "50.0000")
        folder.complication("A02.000", "MCC", excludedBy: "EX_1")
        folder.exclusion("EX_1", "A01.000")
        return folder
    }

    @Test
    func `the definition that the tables below change is right`() {
        #expect(Self.base().drgFaults == [])
    }

    /// What is changed, and every fault that it makes.
    typealias Row = (change: @Sendable (inout SheetFolder) -> Void, faults: [String])

    static let sheets: [Row] = [
        ({ $0.sheets["MDC.csv"] = nil }, ["MDC.csv: unreadableFile: the definition has no file MDC.csv"]),
        ({ $0.sheets["ADRG.csv"] = nil }, ["ADRG.csv: unreadableFile: the definition has no file ADRG.csv"]),
        ({ $0.sheets["DRG.csv"] = nil }, ["DRG.csv: unreadableFile: the definition has no file DRG.csv"]),
        (
            {
                $0 = .drg(); $0.sheets["集合.csv"] = nil
            },
            ["集合.csv: unreadableFile: the definition has no file 集合.csv"]
        ),
        ({ $0.sheets["CC.csv"] = nil }, ["CC.csv: unreadableFile: the definition has no file CC.csv"]),
        ({ $0.sheets["排除表.csv"] = nil }, ["排除表.csv: unreadableFile: the definition has no file 排除表.csv"]),
        ({ $0.sheets["MDC.csv"]?[0][2] = "规则" }, ["MDC.csv:1:1: missingColumn: the column MDC规则 is missing"]),
        (
            { $0.sheets["ADRG.csv"]?[0][4] = "次序" },
            ["ADRG.csv:1:1: missingColumn: the column MDC内排序 or 排序 is missing"]
        ),
        (
            { $0.sheets["DRG.csv"]?[0][0] = "编码" },
            ["DRG.csv:1:1: missingHeader: no header row, a row with the column DRG"]
        ),
        (
            { $0.sheets["DRG.csv"]?[0][3] = "ADRG" },
            ["DRG.csv:1:1: missingColumn: the column 所属ADRG编码 is missing"]
        ),
        (
            {
                $0 = .drg(); $0.sheets["集合.csv"]?[0][3] = "类型"
            },
            ["集合.csv:1:1: missingColumn: the column 类型编号 is missing"]
        ),
        (
            { $0.sheets["CC.csv"]?[0][1] = "疾病编码" },
            [
                "CC.csv:1:6: repeatedColumn: the column 疾病编码 stands twice",
                "CC.csv:1:1: missingColumn: the column 疾病名称 is missing",
            ]
        ),
        (
            { $0.sheets["CC.csv"]?[0] = ["疾病编码", "名", "表", "类"] },
            [
                "CC.csv:1:1: missingColumn: the column 疾病名称 is missing",
                "CC.csv:1:1: missingColumn: the column 排除表 is missing",
                "CC.csv:1:1: missingColumn: the column 类型 is missing",
            ]
        ),
        (
            { $0.sheets["排除表.csv"] = [] },
            ["排除表.csv:1:1: missingHeader: no header row, a row with the column 集合编号"]
        ),
        (
            { $0.sheets["MDC.csv"]?[1].append("x") },
            ["MDC.csv:2:22: fieldCount: 5 fields where the header has 4"]
        ),
        (
            { $0.sheets["DRG.csv"]?[2].removeLast() },
            ["DRG.csv:3:1: fieldCount: 5 fields where the header has 6"]
        ),
    ]

    static let rows: [Row] = [
        ({ $0.set("", "A09.000") }, ["集合.csv:5:1: missingValue: 集合编号: the name of a set was expected"]),
        ({ $0.set("DI_C", "") }, ["集合.csv:5:1: missingValue: ICD编码: a code was expected"]),
        (
            { $0.exclusion("", "A09.000") },
            ["排除表.csv:3:1: missingValue: 集合编号: the name of a table was expected"]
        ),
        ({ $0.exclusion("EX_2", " ") }, ["排除表.csv:3:1: missingValue: ICD编码: a code was expected"]),
        ({ $0.complication("", "CC") }, ["CC.csv:3:1: missingValue: 疾病编码: a code was expected"]),
        ({ $0.complication("A03.000", "") }, ["CC.csv:3:1: badValue: 类型: \"\" where MCC or CC was expected"]),
        (
            { $0.complication("a02.000 ", "MCC", excludedBy: "EX_1") },
            []
        ),
        ({ $0.complication("a02.000 ", "MCC", excludedBy: "EX_2") }, []),
        ({ $0.complication("A02.000", "CC", excludedBy: "EX_1") }, []),
        (
            { $0.complication("A03.000", "MMC") },
            ["CC.csv:3:11: badValue: 类型: \"MMC\" where MCC or CC was expected"]
        ),
        (
            { $0.category("mdca ", "NL = 1", order: "3") },
            ["MDC.csv:4:1: repeatedKey: MDC编码: the code mdca stands twice"]
        ),
        (
            { $0.category("", "NL = 1", order: "3") },
            ["MDC.csv:4:1: missingValue: MDC编码: a code was expected"]
        ),
        (
            { $0.adjacent("aa1", "NL = 1", in: "MDCB", order: "0") },
            [
                "ADRG.csv:5:1: repeatedKey: ADRG编码: the code aa1 stands twice",
                "DRG.csv:2:23: contradiction: 所属MDC编码: MDCA, but ADRG.csv puts AA1 under MDCB",
                "DRG.csv:3:12: contradiction: 所属MDC编码: MDCA, but ADRG.csv puts AA1 under MDCB",
            ]
        ),
        (
            { $0.adjacent("", "NL = 1", in: "MDCA", order: "0") },
            ["ADRG.csv:5:1: missingValue: ADRG编码: a code was expected"]
        ),
        (
            { $0.adjacent("AC1", "NL = 1", in: "", order: "0") },
            ["ADRG.csv:5:1: missingValue: 所属MDC编码: a code was expected"]
        ),
        (
            { $0.adjacent("AC1", "NL = 1", in: "MDCC", order: "0") },
            ["ADRG.csv:5:13: unknownName: 所属MDC编码: MDC.csv has no MDC MDCC"]
        ),
        (
            { $0.group("AA11", "NL = 1", in: "AB1", "MDCA", order: "0") },
            ["DRG.csv:5:1: repeatedKey: DRG: the code AA11 stands twice"]
        ),
        (
            { $0.group("", "NL = 1", in: "AB1", "MDCA", order: "0") },
            ["DRG.csv:5:1: missingValue: DRG: a code was expected"]
        ),
        (
            { $0.group("AC11", "NL = 1", in: "AC1", "MDCA", order: "0") },
            ["DRG.csv:5:14: unknownName: 所属ADRG编码: ADRG.csv has no ADRG AC1"]
        ),
        (
            { $0.group("AB11", "NL = 1", in: "AB1", "MDCB", order: "0") },
            ["DRG.csv:5:18: contradiction: 所属MDC编码: MDCB, but ADRG.csv puts AB1 under MDCA"]
        ),
        (
            { $0.group("AB11", "NL = 1", in: "", "MDCA", order: "0") },
            ["DRG.csv:5:1: missingValue: 所属ADRG编码: a code was expected"]
        ),
        (
            { $0.group("AB11", "NL = 1", in: "AB1", "", order: "0") },
            ["DRG.csv:5:1: missingValue: 所属MDC编码: a code was expected"]
        ),
        (
            { $0.group("AB11", "NL = 1", in: "AB1", "MDCZ", order: "0") },
            ["DRG.csv:5:18: contradiction: 所属MDC编码: MDCZ, but ADRG.csv puts AB1 under MDCA"]
        ),
        (
            { $0.sheets["MDC.csv"]?[1][3] = "1.0" },
            ["MDC.csv:2:20: badValue: 排序: \"1.0\" where a whole number was expected"]
        ),
        (
            { $0.sheets["MDC.csv"]?[1][3] = "+1" },
            ["MDC.csv:2:20: badValue: 排序: \"+1\" where a whole number was expected"]
        ),
        (
            { $0.sheets["ADRG.csv"]?[2][4] = "一" },
            ["ADRG.csv:3:12: badValue: MDC内排序: \"一\" where a whole number was expected"]
        ),
        (
            { $0.sheets["DRG.csv"]?[2][5] = "99999999999999999999" },
            ["DRG.csv:3:17: badValue: 排序: \"99999999999999999999\" where a whole number was expected"]
        ),
        (
            { $0.sheets["DRG.csv"]?[2][5] = "1 2" },
            ["DRG.csv:3:17: badValue: 排序: \"1 2\" where a whole number was expected"]
        ),
        (
            { $0.sheets["MDC.csv"]?[2][2] = "ZYZD in DI_Z and XB == 2" },
            [
                "MDC.csv:3:15: unknownName: MDC规则: no row of 集合.csv defines the set \"DI_Z\"",
                "MDC.csv:3:28: syntax: MDC规则: \"=\" where a number was expected",
            ]
        ),
        (
            { $0.sheets["ADRG.csv"]?[1][2] = "ZYSS in {OP_A, OP_Z, EX_1}" },
            [
                "ADRG.csv:2:22: unknownName: ADRG规则: no row of 集合.csv defines the set \"OP_Z\"",
                "ADRG.csv:2:28: unknownName: ADRG规则: no row of 集合.csv defines the set \"EX_1\"",
            ]
        ),
    ]

    static let unreachable: [Row] = [
        // A category whose rule is always true and in which an ADRG takes every case.
        (
            { $0.sheets["MDC.csv"]?[1][2] = "1" },
            ["MDC.csv:3:7: unreachable: MDC规则: no case reaches MDCB: the rule of MDCA before it is always true"]
        ),
        (
            {
                $0.sheets["MDC.csv"]?[1][2] = "not 0 or NL = 1"; $0.category("MDCC", "", order: "0")
            },
            ["MDC.csv:3:7: unreachable: MDC规则: no case reaches MDCB: the rule of MDCA before it is always true"]
        ),
        (
            {
                $0.sheets["MDC.csv"]?[1][2] = ""; $0.sheets["ADRG.csv"]?[2][2] = "NL = 1"
            }, []
        ),
        ({ $0.sheets["MDC.csv"]?[2][2] = "1" }, []),
        // An ADRG that takes every case, by its own code or by a DRG.
        (
            { $0.sheets["ADRG.csv"]?[1][2] = "1" },
            ["ADRG.csv:3:1: unreachable: ADRG规则: no case reaches AB1: the rule of AA1 before it is always true"]
        ),
        (
            {
                $0.sheets["ADRG.csv"]?[1][2] = "1"; $0.sheets["DRG.csv"]?[2][2] = "NL = 1"
            },
            ["ADRG.csv:3:1: unreachable: ADRG规则: no case reaches AB1: the rule of AA1 before it is always true"]
        ),
        (
            {
                $0.adjacent("AC1", "NL = 1", in: "MDCA", order: "3"); $0.adjacent("AC2", "0", in: "MDCA")
            },
            [
                "ADRG.csv:5:6: unreachable: ADRG规则: no case reaches AC1: the rule of AB1 before it is always true",
                "ADRG.csv:6:6: unreachable: ADRG规则: no case reaches AC2: the rule of AB1 before it is always true",
            ]
        ),
        (
            { $0.adjacent("AC1", "1", in: "MDCA", order: "2") },
            ["ADRG.csv:5:6: unreachable: ADRG规则: no case reaches AC1: the rule of AB1 before it is always true"]
        ),
        (
            { $0.adjacent("AC1", "1", in: "MDCB", order: "0") },
            ["ADRG.csv:4:1: unreachable: ADRG规则: no case reaches BB1: the rule of AC1 before it is always true"]
        ),
        // A DRG after one whose rule is always true.
        (
            { $0.group("AA13", "QTZD in CC", in: "AA1", "MDCA", order: "3") },
            ["DRG.csv:5:7: unreachable: DRG规则: no case reaches AA13: the rule of AA15 before it is always true"]
        ),
        ({ $0.group("AA13", "QTZD in CC", in: "AA1", "MDCA", order: "0") }, []),
        (
            { $0.group("AB18", "1", in: "AB1", "MDCA", order: "1") },
            ["DRG.csv:5:7: unreachable: DRG规则: no case reaches AB18: the rule of AB19 before it is always true"]
        ),
        (
            { $0.sheets["DRG.csv"]?[1][2] = "(1 or NL = 1) and not (0 and XB = 1)" },
            ["DRG.csv:3:1: unreachable: DRG规则: no case reaches AA15: the rule of AA11 before it is always true"]
        ),
        ({ $0.sheets["DRG.csv"]?[1][2] = "1 and NL >= 0" }, []),
    ]

    @Test(arguments: sheets)
    func `a missing sheet or column and a row of another length are faults`(row: Row) {
        var folder = Self.base()
        row.change(&folder)
        #expect(folder.drgFaults.sorted() == row.faults.sorted())
    }

    @Test(arguments: rows)
    func `a value that is missing, repeated or refers to nothing is a fault at its place`(row: Row) {
        var folder = Self.base()
        row.change(&folder)
        #expect(folder.drgFaults.sorted() == row.faults.sorted())
    }

    @Test(arguments: unreachable)
    func `a row that no case can reach is a fault`(row: Row) {
        var folder = Self.base()
        row.change(&folder)
        #expect(folder.drgFaults.sorted() == row.faults.sorted())
    }
}
