import Testing

@testable import CaseGrouping

@Suite("Faulty DIP definitions") struct FaultyCatalogueTests {
    static func base(_ settings: String = "") -> SheetFolder {
        var folder = SheetFolder.dip()
        if !settings.isEmpty { folder.definition = settings }
        folder.core("P1", "A01.0", "50.0000", mean: "3000")
        folder.core("P2", "A01.0", kind: "基层")
        folder.comprehensive("P3", "A01", "保守治疗")
        folder.comprehensive("P4", "A00-B99", "相关手术")
        folder.procedure("50.0000", "相关手术")
        folder.add("不纳入分组手术操作.csv", ["99.9900"])
        folder.auxiliary("P1", "NL >= 66", "1.08")
        return folder
    }

    typealias Row = (change: @Sendable (inout SheetFolder) -> Void, faults: [String])

    @Test
    func `the definition that the tables below change is right, also without its optional sheets`() {
        var folder = Self.base()
        #expect(folder.dipFaults == [])
        folder.sheets["辅助目录.csv"] = nil
        folder.sheets["不纳入分组手术操作.csv"] = nil
        #expect(folder.dipFaults == [])
    }

    static let rows: [Row] = [
        (
            {
                $0.sheets["病种目录.csv"] = nil; $0.sheets["辅助目录.csv"] = nil
            },
            ["病种目录.csv: unreadableFile: the definition has no file 病种目录.csv"]
        ),
        (
            { $0.sheets["手术操作类别.csv"] = nil },
            ["手术操作类别.csv: unreadableFile: the definition has no file 手术操作类别.csv"]
        ),
        (
            {
                $0.sheets["病种目录.csv"]?[0][7] = "费用"; $0.sheets["辅助目录.csv"] = nil
            },
            ["病种目录.csv:1:1: missingColumn: the column 次均费用 is missing"]
        ),
        (
            { $0.sheets["不纳入分组手术操作.csv"]?[0][0] = "编码" },
            ["不纳入分组手术操作.csv:1:1: missingHeader: no header row, a row with the column 手术操作编码"]
        ),
        ({ $0.core("p1 ", "A01.0") }, ["病种目录.csv:6:1: repeatedKey: 病种编码: the code p1 stands twice"]),
        ({ $0.core("", "A01.0") }, ["病种目录.csv:6:1: missingValue: 病种编码: a code was expected"]),
        (
            { $0.core("P9", "A01") },
            ["病种目录.csv:6:8: badValue: 主要诊断: \"A01\" where five characters were expected, like K80.3"]
        ),
        (
            { $0.core("P9", "A01.00") },
            ["病种目录.csv:6:8: badValue: 主要诊断: \"A01.00\" where five characters were expected, like K80.3"]
        ),
        (
            { $0.core("P9", "") },
            ["病种目录.csv:6:1: badValue: 主要诊断: \"\" where five characters were expected, like K80.3"]
        ),
        (
            { $0.core("P9", "A00-B99", kind: "基层") },
            ["病种目录.csv:6:8: badValue: 主要诊断: \"A00-B99\" where five characters were expected, like K80.3"]
        ),
        (
            { $0.core("P9", "A01.0", kind: "核心病种") },
            ["病种目录.csv:6:5: badValue: 病种类型: \"核心病种\" where 核心, 基层 or 综合 was expected"]
        ),
        (
            { $0.core("P9", "A01.0", kind: "") },
            ["病种目录.csv:6:1: badValue: 病种类型: \"\" where 核心, 基层 or 综合 was expected"]
        ),
        (
            { $0.comprehensive("P9", "A01", "") },
            ["病种目录.csv:6:1: badValue: 操作类别: \"\" where a class of procedures was expected"]
        ),
        (
            { $0.comprehensive("P9", "A01", "手术") },
            ["病种目录.csv:6:13: badValue: 操作类别: \"手术\" where a class of procedures was expected"]
        ),
        (
            { $0.comprehensive("P9", "A01.", "相关手术") },
            [
                "病种目录.csv:6:8: badValue: 主要诊断: \"A01.\" where one to three characters or a range like A00-B99 was expected"
            ]
        ),
        (
            { $0.comprehensive("P9", "", "相关手术") },
            ["病种目录.csv:6:1: badValue: 主要诊断: \"\" where one to three characters or a range like A00-B99 was expected"]
        ),
        (
            { $0.comprehensive("P9", "B99-A00", "相关手术") },
            ["病种目录.csv:6:8: badValue: 主要诊断: the range B99-A00 ends before it begins"]
        ),
        (
            { $0.comprehensive("P9", "A0-B99", "相关手术") },
            [
                "病种目录.csv:6:8: badValue: 主要诊断: \"A0-B99\" where one to three characters or a range like A00-B99 was expected"
            ]
        ),
        (
            { $0.comprehensive("P9", "A00-", "相关手术") },
            [
                "病种目录.csv:6:8: badValue: 主要诊断: \"A00-\" where one to three characters or a range like A00-B99 was expected"
            ]
        ),
        (
            { $0.comprehensive("P9", "A00-B00-C99", "相关手术") },
            [
                "病种目录.csv:6:8: badValue: 主要诊断: \"A00-B00-C99\" where one to three characters or a range like A00-B99 was expected"
            ]
        ),
        (
            { $0.comprehensive("P9", "A00－B99", "相关手术") },
            [
                "病种目录.csv:6:8: badValue: 主要诊断: \"A00－B99\" where one to three characters or a range like A00-B99 was expected"
            ]
        ),
        ({ $0.comprehensive("P9", "A09-A09", "相关手术") }, []),
        (
            { $0.sheets["病种目录.csv"]?[3][4] = "50.0000" },
            ["病种目录.csv:4:12: contradiction: 手术操作: a 综合 row goes by the class of procedures and names none"]
        ),
        (
            { $0.sheets["病种目录.csv"]?[1][5] = "大手术" },
            ["病种目录.csv:2:22: badValue: 操作类别: \"大手术\" where a class of procedures was expected"]
        ),
        ({ $0.sheets["病种目录.csv"]?[1][5] = "相关手术" }, []),
        (
            { $0.sheets["病种目录.csv"]?[1][6] = "" },
            ["病种目录.csv:2:1: missingValue: 分值: \"\" where a number with at most 6 decimals was expected"]
        ),
        (
            { $0.sheets["病种目录.csv"]?[1][6] = "百" },
            ["病种目录.csv:2:23: badValue: 分值: \"百\" where a number with at most 6 decimals was expected"]
        ),
        ({ $0.sheets["病种目录.csv"]?[1][6] = "-1" }, ["病种目录.csv:2:23: badValue: 分值: -1 is below 0"]),
        (
            { $0.sheets["病种目录.csv"]?[1][6] = "1.0000001" },
            ["病种目录.csv:2:23: badValue: 分值: \"1.0000001\" where a number with at most 6 decimals was expected"]
        ),
        ({ $0.sheets["病种目录.csv"]?[1][6] = "0" }, []),
        (
            { $0.sheets["病种目录.csv"]?[1][7] = "3000.123" },
            ["病种目录.csv:2:27: badValue: 次均费用: \"3000.123\" where an amount with at most 2 decimals was expected"]
        ),
        (
            { $0.sheets["病种目录.csv"]?[1][7] = "-3000" },
            ["病种目录.csv:2:27: badValue: 次均费用: \"-3000\" where an amount with at most 2 decimals was expected"]
        ),
        (
            { $0.sheets["病种目录.csv"]?[1][7] = "3,000" },
            ["病种目录.csv:2:28: badValue: 次均费用: \"3,000\" where an amount with at most 2 decimals was expected"]
        ),
        (
            { $0.core("P9", "A01.0", "+50.0000") },
            ["病种目录.csv:6:14: syntax: 手术操作: a procedure code was expected on both sides of \"+\" and \"/\""]
        ),
        (
            { $0.core("P9", "A01.0", "50.0000+ ") },
            ["病种目录.csv:6:14: syntax: 手术操作: a procedure code was expected on both sides of \"+\" and \"/\""]
        ),
        (
            { $0.core("P9", "A01.0", "50.0000//51.0000") },
            ["病种目录.csv:6:14: syntax: 手术操作: a procedure code was expected on both sides of \"+\" and \"/\""]
        ),
        (
            { $0.core("P9", "A01.0", "/") },
            ["病种目录.csv:6:14: syntax: 手术操作: a procedure code was expected on both sides of \"+\" and \"/\""]
        ),
        ({ $0.core("P9", "A01.0", "50.0000 / 51.0000\u{3000}+ 52.0000") }, []),
        (
            { $0.procedure("51.0000", "诊断") },
            ["手术操作类别.csv:3:9: badValue: 操作类别: \"诊断\" where a class of procedures was expected"]
        ),
        (
            { $0.procedure("51.0000", "") },
            ["手术操作类别.csv:3:1: badValue: 操作类别: \"\" where a class of procedures was expected"]
        ),
        ({ $0.procedure("", "相关手术") }, ["手术操作类别.csv:3:1: missingValue: 手术操作编码: a code was expected"]),
        (
            { $0.procedure(" 50.0000 ", "诊断性操作") },
            ["手术操作类别.csv:3:2: repeatedKey: 手术操作编码: the code 50.0000 stands twice"]
        ),
        (
            { $0.sheets["不纳入分组手术操作.csv"] = [["手术操作编码", "名称"], ["", "x"]] },
            ["不纳入分组手术操作.csv:2:1: missingValue: 手术操作编码: a code was expected"]
        ),
        ({ $0.auxiliary("P9", "", "1") }, ["辅助目录.csv:3:1: unknownName: 病种编码: 病种目录.csv has no row P9"]),
        (
            { $0.auxiliary("P1", "", "") },
            ["辅助目录.csv:3:1: missingValue: 系数: \"\" where a number with at most 6 decimals was expected"]
        ),
        (
            { $0.auxiliary("P1", "", "高") },
            ["辅助目录.csv:3:6: badValue: 系数: \"高\" where a number with at most 6 decimals was expected"]
        ),
        ({ $0.auxiliary("P1", "", "-1") }, ["辅助目录.csv:3:6: badValue: 系数: -1 is below 0"]),
        (
            { $0.auxiliary("P1", "", "1.0000001") },
            ["辅助目录.csv:3:6: badValue: 系数: \"1.0000001\" where a number with at most 6 decimals was expected"]
        ),
        (
            { $0.auxiliary("P1", "ZYZD in DI_A", "1") },
            ["辅助目录.csv:3:5: syntax: 规则: an auxiliary rule compares values and names no sets"]
        ),
        (
            { $0.auxiliary("P1", "NL >= 66 and", "x") },
            [
                "辅助目录.csv:3:17: syntax: 规则: the end of the rule where a field, a value, a number, \"not\" or \"(\" was expected",
                "辅助目录.csv:3:18: badValue: 系数: \"x\" where a number with at most 6 decimals was expected",
            ]
        ),
        ({ $0.auxiliary("p1", "TOTAL >= 10000.5 and CYKS = 内科", "115%") }, []),
    ]

    @Test(arguments: rows)
    func `what is wrong with a catalogue is a fault at its place`(row: Row) {
        var folder = Self.base()
        row.change(&folder)
        #expect(folder.dipFaults.sorted() == row.faults.sorted())
    }
}
