import ExactAmounts
import Testing

@testable import CaseGrouping

@Suite("Catalogue from history") struct CatalogueBuilderTests {
    /// The classes of ``CatalogueTests``: D diagnostic, T therapeutic, S surgery; X1 and X2 take no part.
    static let definition = Result { try DIPDefinition(CatalogueTests.folder().files) }

    static func builder(_ years: Int = 1) throws -> DIPCatalogueBuilder {
        DIPCatalogueBuilder(try definition.get(), years: years)
    }

    static func single(_ diagnosis: String, _ procedures: CodeList, _ fen: Int64?) -> InpatientCase {
        InpatientCase(
            diagnoses: [diagnosis, "Z99.900"], procedures: procedures, totalCost: fen.map { Money(fen: $0) })
    }

    /// Rows as texts: code, whether core, diagnosis, procedures, class, score, cases, mean.
    static func texts(_ catalogue: DIPCatalogue) -> [String] {
        catalogue.rows.map { row in
            [
                row.code, row.isCore ? "核心" : "综合", row.diagnosis, row.procedures, row.procedureClass,
                row.score.description, "\(row.weight.caseCount)", row.weight.meanCost.description,
            ].joined(separator: " ")
        }
    }

    /// 20 cases of 160 yuan in all: 8 a case.
    @Test
    func `what is frequent enough becomes a core row, the rest comprehensive rows`() throws {
        var builder = try Self.builder()
        for _ in 0..<3 { builder.add(Self.single("k80.301", ["S1", "D1"], 1000), year: 0) }
        for _ in 0..<3 { builder.add(Self.single("K80.302", ["d1", "S1", "X1", "S1"], 1200), year: 0) }
        for _ in 0..<6 { builder.add(Self.single("K80.300", ["X2"], 500), year: 0) }
        for _ in 0..<5 { builder.add(Self.single("K80.400", ["S1", "D1"], 600), year: 0) }
        builder.add(Self.single("K80.900", ["S2"], 1400), year: 0)
        builder.add(Self.single("K80.x00", ["D2", "U1"], 700), year: 0)
        builder.add(Self.single("J18.900", [], 1300), year: 0)
        let catalogue = try builder.catalogue(threshold: 6)
        #expect(catalogue.caseCount == 20 && catalogue.coreCaseCount == 12)
        #expect(
            Self.texts(catalogue) == [
                "K80.3:- 核心 K80.3   625 6 5.00", "K80.3:D1+S1 核心 K80.3 D1+S1  1375 6 11.00",
                "J18-0 综合 J18  保守治疗 1625 1 13.00", "K80-1 综合 K80  诊断性操作 875 1 7.00",
                "K80-3 综合 K80  相关手术 916.7 6 7.33",
            ])
        #expect(
            try builder.catalogue(threshold: 6, scale: 100).rows.map(\.score.description) == [
                "62.5", "137.5", "162.5", "87.5", "91.67",
            ])
        #expect(try builder.catalogue(threshold: 6, scale: 1).rows.first?.score.description == "0.625")
        // The threshold is met, or missed by one.
        #expect(try builder.catalogue(threshold: 7).rows.map(\.code) == ["J18-0", "K80-0", "K80-1", "K80-3"])
        #expect(
            try builder.catalogue(threshold: 5).rows.prefix(3).map(\.code) == ["K80.3:-", "K80.3:D1+S1", "K80.4:D1+S1"])
        #expect(try builder.catalogue(threshold: 1).rows.allSatisfy(\.isCore))
    }

    @Test(arguments: [14, 15])
    func `fifteen cases over all years make a core row unless it is said otherwise`(count: Int) throws {
        var builder = try Self.builder(3)
        for number in 0..<count { builder.add(Self.single("K80.300", ["S1"], 100), year: number % 3) }
        let catalogue = try builder.catalogue()
        #expect(catalogue.rows.map(\.code) == [count == 15 ? "K80.3:S1" : "K80-3"])
        #expect(catalogue.coreCaseCount == (count == 15 ? 15 : 0) && catalogue.caseCount == count)
    }

    @Test
    func `years count as they do in a history`() throws {
        var builder = try Self.builder(3)
        var history = CostHistory(years: 3)
        for (year, fen) in [(0, 100), (1, 400), (1, 500), (2, 900)] as [(Int, Int64)] {
            builder.add(Self.single("K80.300", ["S1"], fen), year: year)
            history.add(Money(fen: fen), group: "K80.3:S1", year: year)
        }
        builder.add(Self.single("J18.900", [], 700), year: 0)
        history.add(Money(fen: 700), group: "J18-0", year: 0)
        let catalogue = try builder.catalogue(threshold: 4)
        #expect(catalogue.rows.map(\.weight) == (try history.weights()).reversed())
        // (1 · 400 + 2 · 450 + 7 · 900) ÷ 10 = 760 of all; (100 + 900 + 6300) ÷ 10 = 730 and 700.
        #expect(catalogue.rows.map(\.score.description) == ["960.5", "921.1"])
    }

    @Test
    func `a case without a diagnosis or a cost has no place in a catalogue`() throws {
        var builder = try Self.builder()
        builder.add(InpatientCase(diagnoses: [], totalCost: Money(fen: 5)), year: 0)
        builder.add(Self.single("K80.300", ["S1"], nil), year: 0)
        builder.add(InpatientCase(diagnoses: CodeList(text: "| |"), totalCost: Money(fen: 5)), year: 0)
        #expect(try builder.catalogue(threshold: 1) == DIPCatalogue(rows: [], caseCount: 0, coreCaseCount: 0))
        builder.add(Self.single("K80.300", ["S1"], 0), year: 0)
        #expect(try builder.catalogue(threshold: 1) == DIPCatalogue(rows: [], caseCount: 1, coreCaseCount: 1))
        builder.add(InpatientCase(diagnoses: CodeList(text: "| k80.3|A"), totalCost: Money(fen: 5)), year: 0)
        #expect(try builder.catalogue(threshold: 1).rows.map(\.code) == ["K80.3:-", "K80.3:S1"])
    }

    @Test
    func `amounts that do not fit are an error`() throws {
        var builder = try Self.builder()
        for cost: Int64 in [.max, .max - 1, 5] { builder.add(Self.single("K80.300", ["S1"], cost), year: 0) }
        #expect(throws: AmountError.amountTooLarge) { try builder.catalogue() }
    }

    // MARK: Random

    /// A random case; few diagnoses and procedures, so that they come together again.
    private static func single(_ random: inout SplitMix64) -> InpatientCase {
        var procedures: [String] = []
        while random.chance(50) {
            procedures.append(random.pick(["S1", "s2", " T1", "D1", "d2", "X1", "X2", "U1", "99.9x001", "t1"]))
        }
        let diagnosis = random.pick(["K80.3", "k80.4", "K81.0", "J18.9", "A01.x"]) + random.pick(["", "00", "01x002"])
        return single(diagnosis, CodeList(procedures), Int64(random.below(random.pick([50, 5000, 200_000]))))
    }

    /// What 2.5 makes of a case: the diagnosis with the set of its procedures, or the category with the highest class.
    private static func keys(_ single: InpatientCase, _ plain: PlainDIP) -> (core: String, rest: String) {
        let principal = plainCodes(single.diagnoses.text)[0]
        let procedures = Set(plainCodes(single.procedures.text)).subtracting(plain.dropped).sorted()
        let highest = procedures.map { plain.classes[$0] ?? 0 }.max() ?? 0
        let set = procedures.isEmpty ? "-" : procedures.joined(separator: "+")
        return ("\(principal.prefix(5)):\(set)", "\(principal.prefix(3))-\(highest)")
    }

    @Test(arguments: 1...25)
    func `random histories become the rows of a slow second way`(seed: Int) throws {
        let plain = PlainDIP(CatalogueTests.folder().files)
        var random = SplitMix64(seed: seed)
        let years = 1 + random.below(3)
        let threshold = 1 + random.below(20)
        var builder = try Self.builder(years)
        var cases: [(single: InpatientCase, year: Int)] = []
        for _ in 0..<random.pick([30, 200, 500]) {
            cases.append((Self.single(&random), random.below(years)))
            builder.add(cases[cases.count - 1].single, year: cases[cases.count - 1].year)
        }
        let keys = cases.map { Self.keys($0.single, plain) }
        var counts: [String: Int] = [:]
        for key in keys { counts[key.core, default: 0] += 1 }
        let groups = keys.map { (counts[$0.core] ?? 0) >= threshold ? $0.core : $0.rest }
        var history = PlainHistory(yearCount: years)
        for (single, group) in zip(cases, groups) {
            history.cases.append(
                PlainHistory.Case(fen: single.single.totalCost?.fen ?? 0, group: group, year: single.year))
        }
        let catalogue = try builder.catalogue(threshold: threshold, scale: 1000)
        let expected = history.weights
        #expect(
            catalogue.rows.map(\.code)
                == expected.map(\.group).filter { $0.contains(":") }
                + expected.map(\.group).filter { !$0.contains(":") })
        #expect(catalogue.caseCount == cases.count && catalogue.coreCaseCount == groups.count { $0.contains(":") })
        for row in catalogue.rows {
            let plainly = try #require(expected.first { $0.group == row.code })
            #expect(row.weight.caseCount == plainly.caseCount && Int128(row.weight.meanCost.fen) == plainly.meanFen)
            #expect(Int128(row.score.hundredMillionths) == plainly.tenThousandths * 1000 * 10_000)
            #expect(row.isCore == row.code.contains(":"))
        }
    }

    @Test(arguments: 1...10)
    func `the cases of a core row come to it when the catalogue is read as a definition`(seed: Int) throws {
        var random = SplitMix64(seed: seed)
        var builder = try Self.builder()
        var cases: [InpatientCase] = []
        for _ in 0..<400 {
            cases.append(Self.single(&random))
            builder.add(cases[cases.count - 1], year: 0)
        }
        let catalogue = try builder.catalogue(threshold: 4)
        var folder = CatalogueTests.folder()
        for row in catalogue.rows {
            folder.add(
                "病种目录.csv",
                [
                    row.code, "", row.isCore ? "核心" : "综合", row.diagnosis, row.procedures, row.procedureClass,
                    row.score.description, row.weight.meanCost.description,
                ])
        }
        let grouper = DIPGrouper(try DIPDefinition(folder.files))
        let plain = PlainDIP(folder.files)
        let core = Set(catalogue.rows.filter(\.isCore).map(\.code))
        var count = 0
        for single in cases {
            let key = Self.keys(single, plain).core
            let code = grouper.group(single).group.code
            if core.contains(key) {
                #expect(code == key)
                count += 1
            } else {
                // It may meet the expression of a core row with fewer procedures; ungrouped it never is.
                #expect(code != "0000")
            }
        }
        #expect(count == catalogue.coreCaseCount && count > 50)
    }

    @Test
    func `a diagnosis of fewer than five characters makes no core row`() throws {
        var builder = try Self.builder()
        for _ in 0..<15 { builder.add(Self.single("K80", ["S1"], 100), year: 0) }
        #expect(try builder.catalogue().rows.map(\.code) == ["K80-3"])
    }
}
