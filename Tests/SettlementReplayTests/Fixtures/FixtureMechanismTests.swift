import Testing

/// Every rule of a county is seen at work in its golden output.
struct FixtureMechanismTests {
    /// A county and one of its rules.
    struct Case: Sendable, CustomTestStringConvertible {
        let county: String
        let mechanism: Mechanism

        var testDescription: String { "\(county): \(mechanism.description)" }

        static let all = FixtureFolder.fixtures.flatMap { fixture in
            fixture.mechanisms.map { Case(county: fixture.name, mechanism: $0) }
        }
    }

    private static let years = Result {
        Dictionary(
            uniqueKeysWithValues: try FixtureFolder.fixtures.map {
                ($0.name, try GoldenYear(FixtureFolder(fixture: $0)))
            })
    }

    @Test(arguments: Case.all)
    func `a county's rule is exercised by rows of its golden output`(rule: Case) throws {
        guard let golden = try Self.years.get()[rule.county] else { throw FixtureProblem("no golden output") }
        let rows: [String]
        do {
            rows = try rule.mechanism.evidence(golden)
        } catch {
            Issue.record("\(rule.testDescription): \(error)")
            return
        }
        #expect(!rows.isEmpty, "\(rule.testDescription): no row shows it")
    }

    @Test(arguments: FixtureFolder.fixtures.map(\.name))
    func `no two rules of a county are told alike`(name: String) throws {
        let rules = try FixtureFolder(named: name).fixture.mechanisms.map(\.description)
        #expect(rules.count >= 10)
        #expect(Set(rules).count == rules.count, "\(rules.filter { rule in rules.count { $0 == rule } > 1 })")
    }

    @Test func `a rule that no row shows is noticed`() throws {
        let golden = try GoldenYear(FixtureFolder(named: "sangzhi-2022"))
        #expect(try Mechanism.hasClass("fixedPrice").evidence(golden).isEmpty)
        #expect(throws: FixtureProblem.self) {
            try Mechanism.overNewYear(fund: "居民医保", deductible: 601).evidence(golden)
        }
    }
}
