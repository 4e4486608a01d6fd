import ExactAmounts
import Testing

@testable import CaseGrouping

@Suite("Cases as columns") struct CaseColumnsTests {
    static func random(_ seed: Int, _ count: Int) throws -> (grouper: DRGGrouper, cases: [InpatientCase]) {
        let files = RandomDefinition(seed: seed).folder.files
        let maker = CaseMaker(PlainDRG(files))
        var random = SplitMix64(seed: seed)
        return (DRGGrouper(try DRGDefinition(files)), (0..<count).map { _ in maker.make(&random) })
    }

    @Test(arguments: 1...6)
    func `columns group a case as it is grouped alone, in any order and after being emptied`(seed: Int) throws {
        let (grouper, cases) = try Self.random(seed, 120)
        let alone = cases.map { grouper.group($0).group.code }
        var columns = DRGCaseColumns()
        columns.reserveCapacity(cases.count)
        func codes(_ columns: DRGCaseColumns) -> [String] {
            var groups: [UInt16] = [7, 7, 7]
            grouper.group(columns, into: &groups)
            return groups.map { grouper.definition.groups[Int($0)].code }
        }
        for single in cases { grouper.append(single, to: &columns) }
        #expect(columns.count == cases.count && codes(columns) == alone)
        var random = SplitMix64(seed: seed)
        let order = cases.indices.map { _ in random.below(cases.count) }
        var picked = DRGCaseColumns()
        picked.append(order.prefix(50), of: columns)
        picked.append(order.dropFirst(50), of: columns)
        #expect(codes(picked) == order.map { alone[$0] })
        columns.removeAll()
        #expect(columns.count == 0 && codes(columns) == [])
        for single in cases.reversed() { grouper.append(single, to: &columns) }
        #expect(codes(columns) == alone.reversed())
    }

    @Test(arguments: 1...6)
    func `a case read as a row comes to the group that it comes to as a value`(seed: Int) throws {
        let (grouper, cases) = try Self.random(seed, 120)
        var text = [CaseRowReaderTests.header]
        for single in cases { text.append(Self.row(single)) }
        var reader = CSVReader(file: "claims.csv")
        reader.append(Array(SheetFolder.text(text).utf8))
        reader.finish()
        try #require(try reader.next() == .row)
        let rows = try CaseRowReader(header: reader)
        var columns = DRGCaseColumns()
        var expected: [String] = []
        var place = 0
        while try reader.next() == .row {
            let before = columns.count
            let isReadable = !cases[place].diagnoses.isEmpty && cases[place].age != nil
            do {
                try grouper.append(row: reader, rows, to: &columns)
                #expect(isReadable && columns.count == before + 1)
                expected.append(grouper.group(cases[place]).group.code)
            } catch {
                #expect(!isReadable && columns.count == before)
            }
            place += 1
        }
        #expect(place == cases.count && expected.count > 80)
        var groups: [UInt16] = []
        grouper.group(columns, into: &groups)
        #expect(groups.map { grouper.definition.groups[Int($0)].code } == expected)
    }

    /// A case as the row of a file.
    private static func row(_ single: InpatientCase) -> [String] {
        func text(_ value: Int?) -> String { value.map(String.init) ?? "" }
        return [
            "S", single.sex.map(String.init) ?? "9", text(single.age), text(single.newbornAge),
            text(single.birthWeight),
            text(single.admissionWeight), text(single.stayDays), text(single.dischargeWay), single.department ?? "",
            single.intensiveCareMinutes.map { "0/0/\($0)" } ?? "", single.diagnoses.text, single.procedures.text, "",
            "",
            single.totalCost?.description ?? "",
        ]
    }

    @Test
    func `the rows of a batch are told apart by their place when they are rejected`() throws {
        let grouper = DRGGrouper(try DRGDefinition(RuleWorld.folder("ZYZD in DI_A").files))
        var reader = CSVReader(file: "claims.csv")
        reader.append(
            Array(
                "setl_id,gend,age,diag_code\n1,1,40,A01.000\n2,3,40,A01.000\n3,1,40,B01.000\n4,1,40\n5,2,40,A02.000\n"
                    .utf8))
        reader.finish()
        try #require(try reader.next() == .row)
        let rows = try CaseRowReader(header: reader)
        var columns = DRGCaseColumns()
        var rejected: [String] = []
        while try reader.next() == .row {
            grouper.appendRows(of: &reader, rows, to: &columns) { rejected.append("\($0) \($1.reason)") }
        }
        var groups: [UInt16] = []
        grouper.group(columns, into: &groups)
        #expect(groups.map { grouper.definition.groups[Int($0)].code } == ["MA11", "MA1", "MA11"])
        #expect(rejected == ["1 badCode", "3 badRow"])
    }

    @Test
    func `DIP columns are filled from rows as from values, and can be emptied`() throws {
        let grouper = DIPGrouper(try DIPDefinition(AuxiliaryTests.folder().files))
        var reader = CSVReader(file: "claims.csv")
        let header = "setl_id,gend,age,diag_code,oprn_oprt_code,medfee_sumamt,dscg_caty"
        reader.append(Array("\(header)\n1,1,70,K80.300,,1000.51,内科\n2,1,70,,,,\n3,2,1,k81.000|K80.3,x1,,\n".utf8))
        reader.finish()
        try #require(try reader.next() == .row)
        let rows = try CaseRowReader(header: reader)
        var columns = DIPCaseColumns()
        var rejected: [RejectReason] = []
        while try reader.next() == .row {
            do {
                try grouper.append(row: reader, rows, to: &columns)
            } catch {
                rejected.append(error.reason)
            }
        }
        #expect(rejected == [.missingValue] && columns.count == 2)
        let first = grouper.group(columns, row: 0)
        let value = InpatientCase(
            diagnoses: ["K80.300"], age: 70, sex: 1, department: "内科", totalCost: Money(fen: 100_051))
        #expect(first == grouper.group(value) && first.auxiliaryFactor.description == "1.2")
        #expect(grouper.group(columns, row: 1).group.code == "P3")
        columns.removeAll()
        grouper.append(value, to: &columns)
        #expect(columns.count == 1 && grouper.group(columns, row: 0) == first)
    }
}
