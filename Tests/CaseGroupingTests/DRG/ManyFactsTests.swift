import Testing

@testable import CaseGrouping

@Suite("More facts than bits") struct ManyFactsTests {
    /// Sixty categories of one principal diagnosis each; the n-th asks for the n-th other diagnosis, then for a complication.
    ///
    /// All the other diagnoses are major complications, by three tables in turn; of four principals one stands in no table.
    static func folder(_ field: String) -> SheetFolder {
        var folder = SheetFolder.drg()
        for number in 0..<60 {
            folder.category("M\(number)", "ZYZD in PR_\(number)")
            folder.adjacent("A\(number)", "1", in: "M\(number)")
            folder.group("G\(number)", "\(field) in DI_\(number)", in: "A\(number)", "M\(number)", order: "1")
            folder.group("H\(number)", "QTZD in MCC", in: "A\(number)", "M\(number)", order: "2")
            folder.set("PR_\(number)", "P\(number)")
            folder.set("DI_\(number)", "D\(number)")
            folder.complication("D\(number)", "MCC", excludedBy: "EX_\(number % 3)")
            if number % 4 < 3 { folder.exclusion("EX_\(number % 4)", "P\(number)") }
        }
        return folder
    }

    @Test(arguments: ["QTZD", "QTSS"])
    func `facts beyond the last bit are left to the rules, and complications stay what they are`(field: String) throws {
        let grouper = DRGGrouper(try DRGDefinition(Self.folder(field).files))
        let tables = try #require(grouper.tables)
        #expect(!tables.isComplete)
        var columns = DRGCaseColumns()
        var expected: [String] = []
        for principal in 0..<60 {
            for other in 0..<60 {
                let isExcluded = principal % 4 == other % 3
                for procedures: CodeList in [[], ["X", "D\(other)"]] {
                    let single = InpatientCase(diagnoses: ["P\(principal)", "D\(other)"], procedures: procedures)
                    grouper.append(single, to: &columns)
                    let isFound = principal == other && (field == "QTZD" || !procedures.isEmpty)
                    expected.append("\(isFound ? "G" : isExcluded ? "A" : "H")\(principal)")
                }
            }
        }
        var groups: [UInt16] = []
        grouper.group(columns, into: &groups)
        #expect(groups.map { grouper.definition.groups[Int($0)].code } == expected)
    }
}
