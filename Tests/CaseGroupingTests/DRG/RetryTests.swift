import Testing

@testable import CaseGrouping

@Suite("Another procedure tried") struct RetryTests {
    static func folder(_ retries: Bool) -> SheetFolder {
        var folder = SheetFolder.drg("\"retryWithEachOtherProcedure\": \(retries)")
        folder.category("M", "ZYSS in OP_A and QTSS not in OP_B", order: "1")
        folder.adjacent("MQY", "ZYSS in OP_QY", in: "M", order: "1")
        folder.adjacent("MA1", "ZYSS in OP_1", in: "M", order: "2")
        folder.adjacent("MA2", "ZYSS in OP_2 and length(OP_2 ∩ {ZYSS, QTSS}) = 1", in: "M", order: "3")
        folder.category("N", "QTSS in OP_C and ZYSS not in OP_A", order: "2")
        folder.adjacent("NA1", "1", in: "N")
        folder.set("OP_A", "10.1", "10.2", "10.21", "10.9", "10.8")
        folder.set("OP_1", "10.1")
        folder.set("OP_2", "10.2", "10.21")
        folder.set("OP_QY", "10.9")
        folder.set("OP_B", "20.1")
        folder.set("OP_C", "30.1")
        return folder
    }

    typealias Row = (procedures: CodeList, once: String, again: String)

    static let rows: [Row] = [
        ([], "0000", "0000"), (["10.1"], "MA1", "MA1"), (["99.9"], "0000", "0000"),
        // Grouped at once: never tried again.
        (["10.1", "10.2"], "MA1", "MA1"), (["10.9", "10.1"], "MQY", "MQY"),
        // The first other procedure that groups stands, in the order of the case, not of the rules.
        (["99.9", "10.1"], "0000", "MA1"), (["99.9", "10.2", "10.1"], "0000", "MA2"),
        (["99.9", "98.8", "10.1", "10.2"], "0000", "MA1"),
        // An ambiguous group is a group.
        (["99.9", "10.9", "10.1"], "0000", "MQY"),
        // The procedure is the only one then: what the others spoil, they spoil no more.
        (["10.1", "20.1"], "0000", "0000"), (["20.1", "10.1"], "0000", "MA1"),
        (["99.9", "10.1", "20.1"], "0000", "MA1"),
        (["10.8", "10.2", "10.21"], "0000", "MA2"), (["10.2", "10.21"], "0000", "MA2"),
        (["10.2", "10.2"], "MA2", "MA2"),
        // …and what they would have made possible is possible no more.
        (["99.9", "30.1"], "NA1", "NA1"), (["10.8", "99.9", "30.1"], "0000", "0000"),
        // The main procedure alone is not tried; the same code standing again is another procedure.
        (["10.1", "20.1", "10.1"], "0000", "MA1"), (["10.8", "10.8"], "0000", "0000"),
    ]

    @Test(arguments: rows)
    func `an ungrouped case is tried again with each other procedure, in order, as its only one`(row: Row) throws {
        let single = InpatientCase(diagnoses: ["A01.000"], procedures: row.procedures)
        #expect(try Set(Self.folder(false).drgCodes(of: single)) == [row.once])
        #expect(try Set(Self.folder(true).drgCodes(of: single)) == [row.again])
    }

    @Test
    func `without the setting nothing is tried again`() throws {
        var folder = Self.folder(false)
        folder.definition = #"{"id": "t", "title": "", "kind": "drg"}"#
        #expect(try Set(folder.drgCodes(of: InpatientCase(diagnoses: [], procedures: ["99.9", "10.1"]))) == ["0000"])
    }
}
