import ExactAmounts
import Testing

@testable import CaseGrouping

/// The published national definition and its 20 000 published cases.
///
/// They stand in the folder `shared` beside the package and are no part of it: where it is absent these tests are skipped.
@Suite("National cases", .enabled(if: Fixtures.hasNationalData, "../shared/data is not beside the package"))
struct NationalCasesTests {
    static let definition = Result { try DRGDefinition(Fixtures.files(Fixtures.national)) }
    static let grouper = Result { DRGGrouper(try definition.get()) }

    private static func expected() throws -> [(id: String, group: String)] {
        let text = String(decoding: try Fixtures.bytes(Fixtures.nationalExpected), as: UTF8.self)
        return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
            let fields = line.split(separator: ",").map(String.init)
            return (fields[0], fields[1])
        }
    }

    /// The claims, past the header.
    private static func claims() throws -> (reader: CSVReader, rows: CaseRowReader) {
        var reader = CSVReader(file: "claims.csv")
        reader.append(try Fixtures.bytes(Fixtures.nationalClaims))
        reader.finish()
        try #require(try reader.next() == .row)
        return (reader, try CaseRowReader(header: reader))
    }

    @Test
    func `all 20 000 cases come to the published groups, read as rows of a file, in every way`() throws {
        let grouper = try Self.grouper.get()
        var (reader, rows) = try Self.claims()
        var (columns, single) = (DRGCaseColumns(), DRGCaseColumns())
        var ids: [String] = []
        while try reader.next() == .row {
            ids.append(reader.string(0))
            try grouper.append(row: reader, rows, to: &single)
        }
        (reader, rows) = try Self.claims()
        while try reader.next() == .row {
            grouper.appendRows(of: &reader, rows, to: &columns) { place, rejection in
                Issue.record("\(place): \(rejection)")
            }
        }
        var (groups, groupsOfSingle): ([UInt16], [UInt16]) = ([], [])
        grouper.group(columns, into: &groups)
        grouper.group(single, into: &groupsOfSingle)
        let expected = try Self.expected()
        #expect(expected.count == 20_000 && groups == groupsOfSingle)
        let found = zip(ids, groups).map { "\($0) \(grouper.definition.groups[Int($1)].code)" }
        #expect(found == expected.map { "\($0.id) \($0.group)" })
        let general = DRGGrouper.general(grouper.definition)
        var byRules: [UInt16] = []
        var fewer = DRGCaseColumns()
        fewer.append(stride(from: 0, to: columns.count, by: 5), of: columns)
        general.group(fewer, into: &byRules)
        #expect(byRules == stride(from: 0, to: groups.count, by: 5).map { groups[$0] })
    }

    @Test
    func `all 20 000 cases come to the published groups one by one`() throws {
        let grouper = try Self.grouper.get()
        var (reader, rows) = try Self.claims()
        var expected = try Self.expected()[...]
        var wrong: [String] = []
        while try reader.next() == .row {
            let group = grouper.group(try rows.readCase(reader)).group
            guard let next = expected.popFirst() else { break }
            if next.group != group.code { wrong.append("\(next.id): \(group.code), published \(next.group)") }
        }
        #expect(wrong == [] && expected.isEmpty)
    }

    @Test
    func `the national definition is compiled, with nothing left to the rules`() throws {
        let tables = try #require(try Self.grouper.get().tables)
        #expect(tables.isComplete)
        #expect(try Self.definition.get().groups.count > 628)
    }
}
