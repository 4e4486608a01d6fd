import ExactAmounts
import Testing

@testable import CaseGrouping

@Suite("Loading of definitions") struct DefinitionLoadingTests {
    @Test
    func `faults of several sheets, rows and kinds are reported at once, under the folder's name`() {
        var folder = FaultyDefinitionTests.base(#"{"id": "t", "title": "t", "kind": "drg", "note": 1}"#)
        folder.set("", "A09.000")
        folder.complication("A03.000", "major")
        folder.sheets["MDC.csv"]?[1][3] = "x"
        folder.sheets["ADRG.csv"]?[1][2] = "ZYSS in OP_Z and"
        folder.group("AB11", "NL = ", in: "AB2", "MDCA", order: "3")
        folder.group("AB12", "1", in: "AB1", "MDCB", order: "4")
        let files = DefinitionFiles(folder: "county/2022", contents: folder.files.contents)
        let places = faults(of: files).map { fault in
            fault.split(separator: " ").prefix(2).joined(separator: " ")
        }
        let expected = [
            "definition.json:1:42: unknownKey:", "集合.csv:5:1: missingValue:", "CC.csv:3:11: badValue:",
            "MDC.csv:2:20: badValue:",
            "ADRG.csv:2:14: unknownName:", "ADRG.csv:2:22: syntax:", "DRG.csv:5:11: syntax:",
            "DRG.csv:5:13: unknownName:",
            "DRG.csv:6:13: contradiction:",
        ]
        #expect(Set(places) == Set(expected.map { "county/2022/\($0)" }) && places.count == expected.count)
    }

    private func faults(of files: DefinitionFiles) -> [String] {
        do {
            _ = try CaseGrouper(files)
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }

    @Test
    func `a file that is no text or no table is a fault of its own`() {
        var contents = FaultyDefinitionTests.base().files.contents
        contents["MDC.csv"] = Array("MDC编码,MDC名称,MDC规则,排序\nM,\"x,1,1\n".utf8)
        contents["CC.csv"] = [0xEF, 0xBB, 0xBF, 0xFF, 0x0A]
        let found = faults(of: DefinitionFiles(folder: "", contents: contents))
        #expect(
            found == [
                "CC.csv:1:1: badEncoding: bytes that are not UTF-8; if the file is in GB18030, say so where it is named",
                "MDC.csv:2:3: unclosedQuote: a quote that is never closed",
            ])
    }

    @Test
    func `sheets may begin with title rows, a byte-order mark, and end their lines with CRLF`() throws {
        var contents = FaultyDefinitionTests.base().files.contents
        for (name, bytes) in contents where name.hasSuffix(".csv") {
            let text = String(decoding: bytes, as: UTF8.self).split(separator: "\n").joined(separator: "\r\n")
            contents[name] = Array("\u{FEFF}国家医疗保障局\r\n附件2,,\r\n\r\n\(text)".utf8)
        }
        let definition = try DRGDefinition(DefinitionFiles(folder: "", contents: contents))
        let single = InpatientCase(diagnoses: ["A01.000", "A02.000"], procedures: ["50.0000"])
        #expect(DRGGrouper(definition).group(single).group.code == "AA15")
    }

    @Test
    func `columns stand in any order, and others are ignored`() throws {
        var folder = FaultyDefinitionTests.base()
        for (name, rows) in folder.sheets { folder.sheets[name] = rows.map { ["备注"] + $0.reversed() } }
        for name in folder.sheets.keys { folder.sheets[name]?[0][0] = "备注" }
        #expect(folder.drgFaults == [])
        #expect(try Set(folder.drgCodes(of: InpatientCase(diagnoses: ["A01.000"]))) == ["AB19"])
    }

    @Test
    func `empty sheets, unused sets, empty names and repeated members are no faults`() {
        var folder = FaultyDefinitionTests.base()
        folder.set("DI-1(旧)", "A09.000")
        folder.set("DI_A", "a01.000", "A01.000")
        folder.exclusion("EX_1", "A01.000")
        folder.complication("A04.000", "cc", excludedBy: "EX_9")
        folder.category("MDCX", "NL = 1", order: "-5")
        #expect(folder.drgFaults == [])
        var empty = SheetFolder.drg()
        #expect(empty.drgFaults == [])
        empty.category("M", "ZYZD in MCC")
        #expect(empty.drgFaults == [])
    }

    @Test
    func `a grouper of either kind is made from the folder that says which`() throws {
        let drg = try CaseGrouper(FaultyDefinitionTests.base().files)
        #expect(drg.id == "t" && drg.title == "test" && drg.groups.first?.code == "0000")
        #expect(drg.group(InpatientCase(diagnoses: ["A01.000"])).group.code == "AB19")
        #expect(drg.explain(InpatientCase(diagnoses: ["A01.000"])).group.code == "AB19")
        guard case .drg = drg else {
            Issue.record("a DRG definition makes a DRG grouper")
            return
        }
        let dip = try CaseGrouper(AuxiliaryTests.folder().files)
        #expect(dip.id == "t" && dip.title == "test" && dip.groups.map(\.code) == ["0000", "P1", "P2", "P3"])
        let grouped = dip.group(InpatientCase(diagnoses: ["K81.0"]))
        #expect(grouped.group.code == "P3" && grouped.missingValues.values == [.intensiveCare])
        #expect(dip.explain(InpatientCase(diagnoses: ["K80.3"])).group.code == "P1")
        guard case .dip = dip else {
            Issue.record("a DIP definition makes a DIP grouper")
            return
        }
    }

    @Test
    func `the faults of a sheet stand in the order of their lines`() {
        var folder = FaultyDefinitionTests.base()
        folder.adjacent("AC1", "NL = 1", in: "MDCX", order: "9")
        folder.adjacent("AC2", "NL = 1", in: "MDCX", order: "8")
        folder.adjacent("AC3", "NL =", in: "MDCA", order: "0")
        let lines = folder.drgFaults.map { String($0.split(separator: ":")[1]) }
        #expect(lines == ["5", "6", "7"])
    }

    @Test
    func `a value that is wrong makes no other fault`() {
        var folder = FaultyDefinitionTests.base()
        folder.sheets["ADRG.csv"]?[1][4] = "first"
        #expect(folder.drgFaults.count == 1, "its order is not known, so nothing is said of what it hides")
        var dip = FaultyCatalogueTests.base()
        dip.sheets["病种目录.csv"]?[1][3] = "A01"
        #expect(dip.dipFaults.count == 1, "its auxiliary row refers to it all the same")
    }

    @Test
    func `all faults of one row of a catalogue are reported at once`() {
        var folder = FaultyCatalogueTests.base()
        folder.add("病种目录.csv", ["P9", "", "主要", "A01.0", "+", "手术", "x", "y"])
        #expect(folder.dipFaults.count == 5)
    }
}
