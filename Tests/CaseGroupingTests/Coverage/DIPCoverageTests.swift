import ExactAmounts
import Testing

@testable import CaseGrouping

/// A witness lands in its row, and what is called unreachable no case reaches.
@Suite("DIP coverage") struct DIPCoverageTests {
    /// The rows without a witness, after the witnesses have been grouped again, explained, and given to the plain evaluator.
    static func unreachable(
        _ definition: DIPDefinition, _ plain: PlainDIP, sourceLocation: SourceLocation = #_sourceLocation
    ) -> [String] {
        let grouper = DIPGrouper(definition)
        let coverage = grouper.coverage()
        for witness in coverage.witnesses {
            let group = grouper.group(witness.single).group
            let codes = [group.code, grouper.explain(witness.single).group.code, plain.group(witness.single).code]
            if group == witness.group, codes.allSatisfy({ $0 == group.code }) { continue }
            Issue.record("\(witness.group.code): \(codes) for \(witness.single)", sourceLocation: sourceLocation)
        }
        let (reached, unreachable) = (coverage.witnesses.map(\.group), coverage.unreachable)
        let isReached = Set(reached)
        let all = definition.groups.dropFirst()
        #expect(
            coverage.undecided.isEmpty && reached == all.filter(isReached.contains)
                && unreachable == all.filter { !isReached.contains($0) }, sourceLocation: sourceLocation)
        return unreachable.map(\.code)
    }

    /// What no case reaches in the folder of ``CatalogueTests`` with these rows.
    static func unreachable(_ settings: String, _ rows: (inout SheetFolder) -> Void) throws -> [String] {
        var folder = CatalogueTests.folder(settings)
        rows(&folder)
        return try unreachable(DIPDefinition(folder.files), PlainDIP(folder.files))
    }

    private static let plainly = #""nearestCost": false"#
    private static let byCost = #""nearestCost": true"#

    @Test
    func `every row of the county catalogue has a witness`() throws {
        let (definition, plain) = (
            try CatalogueAgreementTests.county.get(), try CatalogueAgreementTests.plainCounty.get()
        )
        #expect(Self.unreachable(definition, plain) == [])
        #expect(definition.groups.count == 170)
    }

    // MARK: Core rows

    typealias Row = (expressions: [String], unreachable: [String])

    /// Rows P1, P2, … of one diagnosis by their expressions.
    static let rows: [Row] = [
        ([""], []), (["", ""], ["P2"]), (["S1", "S1"], ["P2"]), (["S1", "S2"], []), (["S1", ""], []),
        (["S1", "S1/S2"], []), (["S1/S2", "S1"], ["P2"]), (["S1", "S2", "S1/S2"], []),
        // Both codes of a term match more than either does.
        (["S1", "S2", "S2/S1"], []), (["S1", "S2", "S1+S2", "S1/S2"], ["P4"]), (["S1", "S1+S2", "S2"], []),
        // The higher class and the more terms take every case of the other.
        (["T1+S1", "T1"], []), (["S1", "D1+T1"], []), (["S1+T1", "T1+S1"], ["P2"]),
        (["S1/T1", "S1", "T1"], ["P2", "P3"]),
        (["S1", "T1", "S1/T1"], []), (["S1", "T1", "T1+S1", "S1/T1"], ["P4"]),
        // A procedure that takes no part meets nothing.
        (["X1"], ["P1"]), (["X1/S1"], []), (["X1+S1"], ["P1"]), (["X1/X2+S1", "S1"], ["P1"]),
        // One code may meet two terms.
        (["S1/S2+S1/S3"], []), (["S1", "S1+S1"], ["P1"]),
        (["U1", "U2/U1"], []),
    ]

    @Test(arguments: rows)
    func `a row that loses every case to another one is unreachable`(row: Row) throws {
        let found = try Self.unreachable(Self.plainly) { folder in
            for (place, expression) in row.expressions.enumerated() {
                folder.core("P\(place + 1)", "K80.3", expression)
            }
        }
        #expect(found == row.unreachable)
    }

    @Test
    func `a primary-care row is reached where no core row says the same`() throws {
        let found = try Self.unreachable(Self.plainly) { folder in
            folder.core("A1", "K80.3", "S1", kind: "基层")
            folder.core("B1", "K80.3", "S1")
            folder.core("A2", "K80.4", "S1", kind: "基层")
        }
        #expect(found == ["A1"])
    }

    @Test
    func `rows that differ in their mean cost alone are reached where the cost is compared`() throws {
        func add(_ folder: inout SheetFolder) {
            folder.core("P1", "K80.3", "S1", mean: "1000")
            folder.core("P2", "K80.3", "S1", mean: "1000.01")
            folder.core("P3", "K80.3", "S1", mean: "1000.00")
            folder.core("P4", "K80.3", "S1")
            folder.core("P0", "K80.3", "S1")
            folder.core("R1", "K80.3", mean: "20")
            folder.core("R2", "K80.3", mean: "30")
        }
        #expect(try Self.unreachable(Self.plainly, add) == ["P1", "P2", "P3", "P4", "R2"])
        #expect(try Self.unreachable(Self.byCost, add) == ["P3", "P4"])
    }

    // MARK: Comprehensive rows

    typealias Comprehensive = (rows: [(diagnosis: String, procedureClass: String)], unreachable: [String])

    static let comprehensives: [Comprehensive] = [
        ([("K80", "保守治疗"), ("K80", "相关手术"), ("K8", "相关手术"), ("K", "相关手术"), ("A00-Z99", "相关手术")], []),
        ([("K80", "相关手术"), ("K80", "相关手术")], ["Z2"]),
        ([("A00-B99", "诊断性操作"), ("B00-B10", "诊断性操作"), ("B90-C01", "诊断性操作")], ["Z2"]),
        ([("A00-A0Z", "治疗性操作"), ("A10-A19", "治疗性操作"), ("A00-A19", "治疗性操作")], ["Z3"]),
        ([("A0", "治疗性操作"), ("A00-A09", "治疗性操作"), ("A00-A10", "治疗性操作")], ["Z2"]),
        ((0...9).map { ("K8\($0)", "保守治疗") } + [("K8", "相关手术"), ("K80-K89", "保守治疗")], ["Z12"]),
        ([("C7A", "保守治疗"), ("A00-A00", "保守治疗")], []),
        // Only between its ends is anything left to it.
        ([("A00", "治疗性操作"), ("A09", "治疗性操作"), ("A00-A09", "治疗性操作")], []),
    ]

    @Test(arguments: comprehensives)
    func `a comprehensive row is reached by a category that no longer prefix and no earlier range takes`(
        row: Comprehensive
    ) throws {
        let found = try Self.unreachable(Self.plainly) { folder in
            for (place, one) in row.rows.enumerated() {
                folder.comprehensive("Z\(place + 1)", one.diagnosis, one.procedureClass)
            }
        }
        #expect(found == row.unreachable)
    }

    @Test
    func `without a procedure of its class that takes part, a comprehensive row is unreachable`() throws {
        var folder = SheetFolder.dip()
        folder.procedure("S1", "相关手术")
        folder.procedure("X1", "治疗性操作")
        folder.add("不纳入分组手术操作.csv", ["X1"])
        for name in ["保守治疗", "诊断性操作", "治疗性操作", "相关手术"] { folder.comprehensive("Z\(name)", "K80", name) }
        let found = try Self.unreachable(DIPDefinition(folder.files), PlainDIP(folder.files))
        #expect(found == ["Z诊断性操作", "Z治疗性操作"])
    }

    // MARK: Random catalogues

    @Test(arguments: 1...30)
    func `what is unreachable in random catalogues no random case reaches`(seed: Int) throws {
        for number in 0..<3 {
            var catalogue = RandomCatalogue(seed: seed * 100 + number)
            let files = catalogue.folder.files
            let (definition, plain) = (try DIPDefinition(files), PlainDIP(files))
            let unreachable = Set(Self.unreachable(definition, plain).map(plainCode))
            var wrong: [String: InpatientCase] = [:]
            for _ in 0..<400 {
                let single = catalogue.makeCase()
                let code = plain.group(single).code
                if unreachable.contains(plainCode(code)) { wrong[code] = single }
            }
            #expect(wrong.isEmpty, "seed \(seed), catalogue \(number)")
        }
    }

    @Test
    func `a row that only some codes of a term together reach`() throws {
        let found = try Self.unreachable(#""nearestCost": false"#) { folder in
            folder.core("A1", "K80.3", "S1+D1")
            folder.core("A2", "K80.3", "S2+D1")
            folder.core("A3", "K80.3", "S3+D1")
            folder.core("A4", "K80.3", "S1+S2+S3")
            folder.core("Z9", "K80.3", "S1/S2/S3+D1")
        }
        #expect(found == [])
    }

    @Test
    func `a prefix that only a category with a letter behind it reaches`() throws {
        let found = try Self.unreachable(#""nearestCost": false"#) { folder in
            for digit in 0...9 { folder.comprehensive("Z\(digit)", "C7\(digit)", "保守治疗") }
            folder.comprehensive("Y", "C7", "保守治疗")
        }
        #expect(found == [])
        let single = InpatientCase(diagnoses: ["C7A.000"])
        var folder = CatalogueTests.folder()
        for digit in 0...9 { folder.comprehensive("Z\(digit)", "C7\(digit)", "保守治疗") }
        folder.comprehensive("Y", "C7", "保守治疗")
        #expect(DIPGrouper(try DIPDefinition(folder.files)).group(single).group.code == "Y")
    }
}
