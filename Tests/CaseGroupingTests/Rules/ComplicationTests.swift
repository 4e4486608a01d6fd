import Testing

@testable import CaseGrouping

@Suite("Complications") struct ComplicationTests {
    typealias Row = (rule: String, diagnoses: CodeList, holds: Bool)

    static let rows: [Row] = [
        // Listed, beside a principal diagnosis that stands in no table.
        ("QTZD in MCC", ["A01.000", "M1"], true), ("QTZD in MCC", ["A01.000", "C1"], false),
        ("QTZD in CC", ["A01.000", "C1"], true), ("QTZD in CC", ["A01.000", "M1"], false),
        ("QTZD in MCC", ["A01.000", "B01.000"], false), ("QTZD in MCC", ["A01.000"], false),
        ("QTZD in {MCC, CC}", ["A01.000", "M1"], true), ("QTZD in {MCC, CC}", ["A01.000", "C1"], true),
        ("QTZD in mcc", ["A01.000", "m1"], true), ("QTZD in Cc", ["A01.000", "c1"], true),
        // Excluded by the table that the row names, and by no other.
        ("QTZD in MCC", ["P1", "M1"], false), ("QTZD in MCC", ["P1", "M2"], true), ("QTZD in MCC", ["P1", "M3"], true),
        ("QTZD in MCC", ["P2", "M1"], true), ("QTZD in MCC", ["P2", "M2"], false), ("QTZD in CC", ["P1", "C1"], false),
        ("QTZD in CC", ["P1", "C2"], true), ("QTZD in CC", ["P2", "C2"], false), ("QTZD in CC", ["P2", "C3"], true),
        ("QTZD in MCC", ["P1", "M1", "M2"], true), ("QTZD in MCC", ["p1", "m1"], false),
        // Only the principal diagnosis excludes.
        ("QTZD in MCC", ["A01.000", "P1", "M1"], true), ("QTZD in MCC", ["M1", "P1"], false),
        // An excluded complication keeps its sets.
        ("QTZD in {MCC, DI_A}", ["P1", "M1", "A01.000"], true), ("QTZD in {MCC, DI_A}", ["P1", "M1"], false),
        ("QTZD not in MCC", ["P1", "M1"], true), ("QTZD not in {MCC, CC}", ["P1", "M1", "C1"], true),
        ("QTZD not in {MCC, CC}", ["P1", "M1", "C2"], false),
        // The principal diagnosis may count itself, and may exclude itself.
        ("ZYZD in MCC", ["M1"], false), ("ZYZD in MCC", ["M2"], true), ("ZYZD in CC", ["C1"], true),
        ("ZYZD in MCC", ["C1"], false), ("{ZYZD, QTZD} in MCC", ["M2", "M1"], true),
        ("{ZYZD, QTZD} in MCC", ["M1", "M1"], false), ("{ZYZD, QTZD} in MCC", ["M1", "M3"], true),
    ]

    @Test(arguments: rows)
    func `a complication counts unless the principal diagnosis stands in its own table`(row: Row) throws {
        #expect(try RuleWorld.holds(row.rule, InpatientCase(diagnoses: row.diagnoses)) == row.holds)
    }

    @Test(arguments: ["ZYSS in MCC", "QTSS in MCC", "{ZYSS, QTSS} in {MCC, CC}"])
    func `a procedure is never a complication`(rule: String) throws {
        #expect(try !RuleWorld.holds(rule, InpatientCase(diagnoses: ["A01.000"], procedures: ["M2", "M3", "C3"])))
    }

    /// X is a major complication by table EX_1 and a minor one by table EX_2, Z a major one by either; P12 stands in both
    /// tables, P3 in EX_3.
    static let severalTables: [Row] = [
        ("QTZD in MCC", ["A01.000", "X"], true), ("QTZD in CC", ["A01.000", "X"], true),
        ("QTZD in MCC", ["P1", "X"], false), ("QTZD in CC", ["P1", "X"], true),
        ("QTZD in MCC", ["P2", "X"], true), ("QTZD in CC", ["P2", "X"], false),
        ("QTZD in {MCC, CC}", ["P1", "X"], true), ("QTZD in {MCC, CC}", ["P12", "X"], false),
        ("QTZD in MCC", ["P12", "M1"], false), ("QTZD in MCC", ["P12", "M2"], false),
        ("QTZD in MCC", ["P12", "M3"], true),
        ("QTZD in CC", ["P3", "Y"], true), ("QTZD in MCC", ["P3", "Y"], false), ("QTZD in CC", ["P12", "Y"], true),
        // Z is listed twice at one level: either row suffices.
        ("QTZD in MCC", ["P1", "Z"], true), ("QTZD in MCC", ["P2", "Z"], true), ("QTZD in MCC", ["P12", "Z"], false),
        ("QTZD in MCC", ["P3", "z"], true), ("QTZD in CC", ["P1", "Z"], false),
    ]

    @Test(arguments: severalTables)
    func `each row's own table decides: tables are never merged`(row: Row) throws {
        var folder = RuleWorld.folder(row.rule)
        folder.complication("X", "MCC", excludedBy: "EX_1")
        folder.complication("X", "CC", excludedBy: "EX_2")
        folder.complication("Y", "CC", excludedBy: "EX_4")
        folder.complication("Z", "MCC", excludedBy: "EX_1")
        folder.complication("z", "MCC", excludedBy: "EX_2")
        folder.exclusion("EX_1", "P12")
        folder.exclusion("EX_2", "P12")
        folder.exclusion("EX_3", "P3")
        #expect(try RuleWorld.holds(row.rule, InpatientCase(diagnoses: row.diagnoses), in: folder) == row.holds)
    }

    @Test
    func `a table that no row fills excludes nothing`() throws {
        var folder = RuleWorld.folder("QTZD in CC")
        folder.complication("Z", "CC", excludedBy: "EX_9")
        #expect(try RuleWorld.holds("QTZD in CC", InpatientCase(diagnoses: ["P1", "Z"]), in: folder))
    }

    @Test
    func `a code listed twice is left to the rules, a principal diagnosis in two tables to bits`() throws {
        #expect(DRGGrouper(try DRGDefinition(RuleWorld.folder("QTZD in CC").files)).tables?.exclusionWords == 0)
        var twice = RuleWorld.folder("QTZD in CC")
        twice.complication("M1", "CC")
        #expect(DRGGrouper(try DRGDefinition(twice.files)).tables == nil)
        var both = RuleWorld.folder("QTZD in CC")
        both.exclusion("EX_2", "P1")
        #expect(DRGGrouper(try DRGDefinition(both.files)).tables?.exclusionWords == 1)
    }
}
