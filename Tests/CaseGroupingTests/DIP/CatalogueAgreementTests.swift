import ExactAmounts
import Testing

@testable import CaseGrouping

@Suite("DIP agreement") struct CatalogueAgreementTests {
    static let plainCounty = Result { PlainDIP(try Fixtures.files(Fixtures.countyDIP)) }
    static let listed = (try? plainCounty.get().classes.keys.sorted()) ?? []
    static let county = Result { try DIPDefinition(Fixtures.files(Fixtures.countyDIP)) }

    private func expectAgreement(_ grouper: DIPGrouper, _ plain: PlainDIP, _ cases: [InpatientCase]) {
        for single in cases {
            let expected = plain.group(single)
            let found = grouper.group(single)
            let missing = Set(found.missingValues.values.map(\.rawValue))
            if found.group.code == expected.code, Int(found.auxiliaryFactor.hundredMillionths) == expected.factor,
                missing == expected.missing
            {
                continue
            }
            Issue.record("\(found.group.code) \(found.auxiliaryFactor) \(missing), expected \(expected): \(single)")
        }
    }

    @Test(arguments: 1...20)
    func `random cases of 15 random catalogues come to the plain evaluator's rows and factors`(seed: Int) throws {
        for number in 0..<15 {
            var catalogue = RandomCatalogue(seed: seed * 1000 + number)
            let files = catalogue.folder.files
            let cases = (0..<100).map { _ in catalogue.makeCase() }
            try expectAgreement(DIPGrouper(DIPDefinition(files)), PlainDIP(files), cases)
        }
    }

    @Test(arguments: 1...10)
    func `500 random cases of the county catalogue come to the plain evaluator's rows and factors`(seed: Int) throws {
        let plain = try Self.plainCounty.get()
        var random = SplitMix64(seed: seed)
        let cases = (0..<500).map { _ in Self.makeCase(plain, &random) }
        expectAgreement(DIPGrouper(try Self.county.get()), plain, cases)
    }

    @Test
    func `random cases of the county catalogue reach nearly every row`() throws {
        let (plain, grouper) = (try Self.plainCounty.get(), DIPGrouper(try Self.county.get()))
        var random = SplitMix64(seed: 7)
        var columns = DIPCaseColumns()
        for _ in 0..<4000 { grouper.append(Self.makeCase(plain, &random), to: &columns) }
        let reached = Set((0..<columns.count).map { grouper.group(columns, row: $0).group.code })
        #expect(
            reached.count * 100 >= grouper.definition.groups.count * 95,
            "\(reached.count) of \(grouper.definition.groups.count)")
    }

    /// A case that aims at one row and is then disturbed.
    private static func makeCase(_ plain: PlainDIP, _ random: inout SplitMix64) -> InpatientCase {
        let row = random.pick(plain.rows)
        var diagnosis = row.diagnosis + random.pick(["00", "01", "00x003", ""])
        if row.kind == "综合" { diagnosis = String(row.diagnosis.prefix(3)) + random.pick([".900", ".x00", "", ".001"]) }
        var procedures = row.terms.map { random.pick($0.sorted()) }
        if row.kind == "综合" {
            let ofClass = Self.listed.filter { plain.classes[$0] == row.procedureClass }
            procedures = ofClass.isEmpty ? [] : [random.pick(ofClass)]
        }
        while random.chance(25) { procedures.append(random.pick(Self.listed)) }
        while random.chance(20) { procedures.append(random.pick(plain.dropped.sorted() + ["99.9999"])) }
        let mean = row.meanFen ?? 500_000
        return InpatientCase(
            diagnoses: [random.chance(20) ? diagnosis.lowercasedASCII : diagnosis], procedures: CodeList(procedures),
            age: random.pick([nil, 0, 3, 4, 13, 14, 35, 75, 80, 90]), sex: random.pick([nil, 1, 2]),
            newbornAge: random.pick([nil, 7, 8]), birthWeight: random.pick([nil, 2499, 2500]),
            stayDays: random.pick([nil, 1, 2, 3, 10, 20, 21, 30]), dischargeWay: random.pick([nil, 1, 2, 5]),
            intensiveCareMinutes: random.pick([nil, 1439, 1440, 2880]),
            department: random.pick([nil, "A21", "a21", "内科"]),
            totalCost: random.chance(10) ? nil : Money(fen: Int64(mean / 2 + random.below(mean + 1))))
    }
}
