import CaseGrouping
import CountySettlement
import ExactAmounts
import Foundation
import Testing

/// The library as a county system uses it: values in, values out, through its public declarations alone.
@Suite("Embedding") struct EmbeddingTests {
    @Test func `the README shows the code that is compiled and run here, in at most 25 lines`() throws {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let source = try String(contentsOf: tests.appendingPathComponent("Snippet.swift"), encoding: .utf8)
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        let begin = try #require(lines.firstIndex(of: "// README begins"))
        let end = try #require(lines.firstIndex(of: "// README ends"))
        let snippet = lines[(begin + 1)..<end]
        #expect(snippet.count <= 25)
        let root = tests.deletingLastPathComponent().deletingLastPathComponent()
        let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
        #expect(readme.contains(snippet.joined(separator: "\n")))
    }

    @Test func `claims from memory are settled and explained`() throws {
        let settled = try settle(
            try SmallCounty.claims(3), scheme: SmallCounty.scheme, definition: SmallCounty.definition,
            registers: SmallCounty.registers)
        #expect(settled.settledClaims.count == 3)
        let claim = settled.claim(0)
        #expect(claim.group?.code == "K35.9:47.0901")
        #expect(claim.deductible == (try Money("300")))
        #expect(claim.accrued == (try Money("3760.00")))  // (5000 − 300) × 80 %
        #expect(settled.accounts.funds[0].clearing.payable == settled.accounts.funds[0].budget.pool)
        #expect(settled.explain(0).text(.english).contains("3760.00"))
    }

    @Test func `one claim at a time gives what all at once give`() throws {
        let year = try SmallCounty.year()
        let claims = try SmallCounty.claims(40)
        var all = year.intake()
        for claim in claims { all.take(claim) }
        let together = try year.settle(all.book)
        for (place, claim) in claims.enumerated() {
            var single = year.intake()
            single.take(claim)
            let alone = try year.settle(single.book).claim(0)
            // Everybody has one claim, so only the point value depends on the others.
            #expect(alone.accrued == together.claim(place).accrued)
            #expect(alone.points == together.claim(place).points)
        }
    }

    @Test func `many threads may settle with one year at once`() async throws {
        let year = try SmallCounty.year()
        let claims = try SmallCounty.claims(20_000)
        var intake = year.intake()
        for claim in claims { intake.take(claim) }
        let book = intake.book
        let expected = try year.settle(book).accounts
        try await withThrowingTaskGroup(of: YearAccounts.self) { group in
            for threads in [1, 2, 3, 1] {
                group.addTask { try await year.settle(book, threads: threads).accounts }
            }
            for try await accounts in group { #expect(accounts == expected) }
        }
    }

    @Test func `a claim that cannot be settled is rejected with its reason, and the rest goes on`() throws {
        let year = try SmallCounty.year()
        var intake = year.intake()
        var claims = try SmallCounty.claims(3)
        claims[1].institution = "nowhere"
        claims[2].id = claims[0].id
        for claim in claims { intake.take(claim) }
        #expect(intake.rejected.map(\.rejection.reason) == [.unknownInstitution, .duplicateClaim])
        #expect(intake.book.count == 1)
        #expect(intake.readCount == 3)
    }
}

/// A county of one institution, all invented.
enum SmallCounty {
    static let definition = DefinitionFiles(
        folder: "small",
        contents: [
            "definition.json": Array(#"{"id": "small", "title": "invented", "kind": "dip"}"#.utf8),
            "病种目录.csv": Array(
                """
                病种编码,病种名称,病种类型,主要诊断,手术操作,操作类别,分值,次均费用
                K35.9:47.0901,阑尾切除,核心,K35.9,47.0901,,980,5400
                J18.9:-,肺炎,基层,J18.9,,,510,2650

                """.utf8),
            "手术操作类别.csv": Array("手术操作编码,操作类别\n47.0901,相关手术\n".utf8),
        ])

    static let scheme = Array(
        """
        {"id": "small", "title": "invented", "year": {"from": "2022-01-01", "to": "2022-12-31"}, "levels": ["level2"],
         "definitions": [{"from": "2022-01-01", "folder": "small"}],
         "benefit": {"rules": [{"insutype": "390", "med_type": "21", "deductible": {"standard": {"level2": "300"}},
                                "ratio": {"level2": "80%"}}]},
         "payment": {"method": "dip", "scale": "1000", "overallMean": "5000",
                     "pointValue": {"mode": "budget", "basis": "fund", "residual": "allocate"}},
         "funds": [{"name": "residents", "insutypes": ["390"], "gross": "100000",
                    "deductions": [{"name": "reserve", "reserve": true, "rate": "10%", "of": "gross"}]}]}
        """.utf8)

    static var registers: Registers {
        var registers = Registers()
        registers.institutions = [Institution(code: "H1", name: "county hospital", level: 0, kind: .member)]
        return registers
    }

    static func year() throws -> CountyYear {
        try CountyYear(
            scheme: SettlementScheme(json: scheme), groupers: [CaseGrouper(definition)], registers: registers)
    }

    static func claims(_ count: Int) throws -> [Claim] {
        let admission = try #require(CivilDate("2022-03-01"))
        let discharge = try #require(CivilDate("2022-03-08"))
        return try (0..<count).map { number in
            let isSurgery = number.isMultiple(of: 2)
            let medical = InpatientCase(
                diagnoses: isSurgery ? ["K35.902"] : ["J18.900"], procedures: isSurgery ? ["47.0901"] : [], age: 40,
                sex: 1)
            return Claim(
                id: "S\(number)", person: "P\(number)", insurance: "390", institution: "H1", admission: admission,
                discharge: discharge, medical: medical, totalCost: try Money("5000"))
        }
    }
}
