import ExactAmounts
import Testing

@testable import CaseGrouping

@Suite("Missing values") struct MissingValueTests {
    /// The values that a case lacks by the plain evaluator, and by the grouper in the way that `ask` takes.
    private func expectSame(_ seed: Int, _ ask: (DRGGrouper, InpatientCase) -> CaseValueSet) throws {
        for number in 0..<12 {
            let seed = seed * 1000 + number
            let files = RandomDefinition(seed: seed).folder.files
            let plain = PlainDRG(files)
            let grouper = DRGGrouper(try DRGDefinition(files))
            var random = SplitMix64(seed: seed)
            let maker = CaseMaker(plain)
            for _ in 0..<40 {
                let single = maker.make(&random)
                let found = Set(ask(grouper, single).values.map(\.rawValue))
                #expect(found == plain.group(single).missing, "seed \(seed): \(single)")
            }
        }
    }

    @Test(arguments: 1...4)
    func `an explanation says what the rules asked for in vain`(seed: Int) throws {
        try expectSame(seed) { $0.explain($1).missingValues }
    }

    @Test(arguments: 5...8)
    func `the rules themselves say what they asked for in vain`(seed: Int) throws {
        try expectSame(seed) { DRGGrouper.general($0.definition).group($1).missingValues }
    }

    @Test(arguments: 9...12)
    func `the result of a compiled grouper says it too`(seed: Int) throws {
        try expectSame(seed) { $0.group($1).missingValues }
    }

    @Test
    func `a value that is asked for before the codes decide is missing`() throws {
        let grouper = DRGGrouper(try DRGDefinition(RuleWorld.folder("NL >= 18 and ZYZD in DI_A").files))
        let single = InpatientCase(diagnoses: ["B01.000"])
        #expect(grouper.explain(single).missingValues.values == [.age])
        #expect(grouper.group(single).missingValues.values == [.age])
    }

    @Test
    func `a value that is asked for when another procedure is tried is missing`() throws {
        var folder = SheetFolder.drg(#""retryWithEachOtherProcedure": true"#)
        folder.category("M", "ZYSS in OP_A")
        folder.adjacent("MA1", "NL >= 18", in: "M")
        folder.set("OP_A", "50.0000")
        let grouper = DRGGrouper(try DRGDefinition(folder.files))
        let single = InpatientCase(diagnoses: ["B01.000"], procedures: ["99.9900", "50.0000"])
        #expect(grouper.explain(single).missingValues.values == [.age])
        #expect(grouper.group(single).missingValues.values == [.age])
    }

    @Test
    func `what the case has, and what no rule on the way asks for, is not missing`() throws {
        let grouper = DRGGrouper(try DRGDefinition(RuleWorld.folder("ZYZD in DI_A and NL >= 18 or XB = 1").files))
        func missing(_ single: InpatientCase) -> [CaseValue] { grouper.group(single).missingValues.values }
        #expect(missing(InpatientCase(diagnoses: ["A01.000"], age: 40)) == [])
        #expect(missing(InpatientCase(diagnoses: ["A01.000"], age: 4)) == [.sex])
        #expect(missing(InpatientCase(diagnoses: ["A01.000"])) == [.age, .sex])
        #expect(missing(InpatientCase(diagnoses: ["A01.000"], sex: 2)) == [.age])
        #expect(missing(InpatientCase(diagnoses: ["B01.000"])) == [.sex])
    }

    @Test
    func `a set of values is the values in their own order, whatever order they came in`() {
        #expect(
            CaseValueSet([CaseValueSet(.totalCost), CaseValueSet(.age), CaseValueSet(.sex)]).values == [
                .age, .sex, .totalCost,
            ])
        #expect(CaseValueSet().values == [])
        #expect(Set(CaseValue.allCases.map { CaseValueSet($0).rawValue }).count == CaseValue.allCases.count)
        #expect(CaseValue.allCases.map(\.index) == Array(0..<CaseValue.allCases.count))
    }

    @Test(arguments: 1...60)
    func `what is missing is found for many cases as it is for one`(seed: Int) throws {
        let files = RandomDefinition(seed: seed).folder.files
        let grouper = DRGGrouper(try DRGDefinition(files))
        let maker = CaseMaker(PlainDRG(files))
        var random = SplitMix64(seed: seed)
        var columns = DRGCaseColumns()
        var finder = MissingValueFinder(grouper)
        for row in 0..<200 {
            let single = maker.make(&random)
            grouper.append(single, to: &columns)
            #expect(finder.missingValues(columns, row: row) == grouper.group(single).missingValues, "\(single)")
        }
    }

    @Test
    func `a value is asked for only where the principal diagnosis lets it be`() throws {
        func askable(_ rule: String, _ code: String) throws -> CaseValueSet {
            let grouper = DRGGrouper(try DRGDefinition(RuleWorld.folder(rule).files))
            return grouper.askableValues(grouper.definition.codes.number(of: code))
        }
        let both: CaseValueSet = [CaseValueSet(.age), CaseValueSet(.stayDays)]
        #expect(try askable("NL < 5 and SJZYTS > 3", "A01.000") == both)
        #expect(try askable("NL < 5 or SJZYTS > 3", "A01.000") == both)
        #expect(try askable("ZYZD in DI_A and NL < 5", "A01.000") == [CaseValueSet(.age)])
        #expect(try askable("ZYZD in DI_A and NL < 5", "B01.000") == [])
        #expect(try askable("ZYZD not in DI_A and NL < 5", "A01.000") == [])
        #expect(try askable("ZYZD in DI_A or NL < 5", "A01.000") == [])
        #expect(try askable("NL < 5 and ZYZD in DI_A", "B01.000") == [CaseValueSet(.age)])
    }
}
