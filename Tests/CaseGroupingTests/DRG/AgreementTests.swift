import Testing

@testable import CaseGrouping

/// The compiled tables, the rules and the plain evaluator of the tests, three ways to one group.
@Suite("Agreement") struct AgreementTests {
    static let county = Result { try DRGDefinition(Fixtures.files(Fixtures.countyDRG)) }
    static let plainCounty = Result { PlainDRG(try Fixtures.files(Fixtures.countyDRG)) }

    @Test(arguments: 1...20)
    func `5 000 random cases of the county definition come to the plain evaluator's groups`(seed: Int) throws {
        try expectAgreement(
            DRGGrouper(Self.county.get()), Self.plainCounty.get(), seed: seed, count: 5000, everyByRules: 10)
    }

    @Test(arguments: 1...20)
    func `random cases of 16 random definitions come to the plain evaluator's groups`(seed: Int) throws {
        for number in 0..<16 {
            let seed = seed * 1000 + number
            let files = RandomDefinition(seed: seed).folder.files
            try expectAgreement(
                DRGGrouper(DRGDefinition(files)), PlainDRG(files), seed: seed, count: 100, everyByRules: 1)
        }
    }

    /// Groups random cases by the tables and by the plain evaluator, and every so many of them by the rules too.
    private func expectAgreement(
        _ compiled: DRGGrouper, _ plain: PlainDRG, seed: Int, count: Int, everyByRules step: Int
    ) throws {
        var random = SplitMix64(seed: seed)
        let maker = CaseMaker(plain)
        let cases = (0..<count).map { _ in maker.make(&random) }
        let general = DRGGrouper.general(compiled.definition)
        var (columns, fewer) = (DRGCaseColumns(), DRGCaseColumns())
        for single in cases { compiled.append(single, to: &columns) }
        fewer.append(stride(from: 0, to: count, by: step), of: columns)
        var (groups, byRules): ([UInt16], [UInt16]) = ([], [])
        compiled.group(columns, into: &groups)
        general.group(fewer, into: &byRules)
        try #require(groups.count == count && byRules.count == count / step)
        for (place, single) in cases.enumerated() {
            let expected = plain.group(single).code
            let code = compiled.definition.groups[Int(groups[place])].code
            if code == expected, place % step != 0 || groups[place] == byRules[place / step] { continue }
            Issue.record("seed \(seed), case \(place): \(code) by tables, expected \(expected): \(single)")
        }
    }
}
