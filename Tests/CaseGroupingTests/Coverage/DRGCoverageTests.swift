import Testing

@testable import CaseGrouping

/// A witness lands where it is said to land, and what is called unreachable no case reaches.
@Suite("DRG coverage") struct DRGCoverageTests {
    /// What coverage says, in codes.
    struct Outcome: Equatable {
        var reached: [String] = []
        var unreachable: [String] = []
        var undecided: [String] = []
    }

    /// Looks for witnesses and groups each of them again: by the tables, by the rules, and by the plain evaluator if any.
    static func outcome(
        _ definition: DRGDefinition, _ plain: PlainDRG?, sourceLocation: SourceLocation = #_sourceLocation
    ) -> Outcome {
        let (compiled, general) = (DRGGrouper(definition), DRGGrouper.general(definition))
        let coverage = compiled.coverage()
        for witness in coverage.witnesses {
            let groups = [compiled, general].map { $0.group(witness.single).group }
            let code = plain?.group(witness.single).code ?? witness.group.code
            if groups == [witness.group, witness.group], code == witness.group.code { continue }
            Issue.record(
                "\(witness.group.code): \(groups.map(\.code)), plainly \(code), for \(witness.single)",
                sourceLocation: sourceLocation)
        }
        let outcome = Outcome(
            reached: coverage.witnesses.map(\.group.code), unreachable: coverage.unreachable.map(\.code),
            undecided: coverage.undecided.map(\.code))
        // Each group stands in one of the three lists, in the order of the definition.
        let parts = [outcome.reached, outcome.unreachable, outcome.undecided].map(Set.init)
        let codes = definition.groups.dropFirst().map(\.code)
        for (part, list) in zip(parts, [outcome.reached, outcome.unreachable, outcome.undecided]) {
            #expect(codes.filter(part.contains) == list, sourceLocation: sourceLocation)
        }
        #expect(parts.map(\.count).reduce(0, +) == codes.count, sourceLocation: sourceLocation)
        #expect(outcome.unreachable.isEmpty || outcome.undecided.isEmpty, sourceLocation: sourceLocation)
        return outcome
    }

    static func outcome(_ folder: SheetFolder, sourceLocation: SourceLocation = #_sourceLocation) throws -> Outcome {
        try outcome(DRGDefinition(folder.files), PlainDRG(folder.files), sourceLocation: sourceLocation)
    }

    // MARK: One rule

    /// Rules that hold for some cases and fail for others.
    static let reachable = [
        "NL < 18", "NL >= 65.5", "NL = 0", "NL <= 0.5", "not NL >= 0", "NL > 120", "NL >= 18 and NL < 18.5",
        "XSRTL <= 28", "XSRTL = 0", "XSRTL > 364 and NL = 0", "XSRTL >= 7 and XSRTL < 7.5", "not XSRTL >= 0 and NL < 1",
        "XSRTZ < 1500", "XSRTZ >= 2499.99 and XSRTZ < 2500.5 and XSRTL < 28", "SJZYTS > 60", "LYFS = 5",
        "LYFS = 9 and SJZYTS = 1",
        "ICUXS >= 95.98", "ICUXS > 0.01 and ICUXS < 0.02", "CYKS = 内科", "CYKS = a21 and not CYKS = b02",
        "not CYKS = a21 and not CYKS = b02",
        "ZYZD in DI_A", "ZYZD not in {DI_A, DI_B}", "ZYZD in DI_A and QTZD in DI_B", "QTZD in DI_A and QTZD in DI_B",
        "QTZD in MCC", "QTZD in CC and QTZD not in MCC", "QTZD in MCC and QTZD in CC", "ZYZD in MCC", "ZYZD in CC",
        // An excluded complication alone: it is there, beside the principal diagnosis of its table, and does not count.
        "QTZD in X_M1 and QTZD not in MCC", "QTZD in X_C2 and QTZD not in CC",
        "QTZD in X_M1 and QTZD not in MCC and QTZD in X_C2 and QTZD in CC",
        "ZYSS in OP_A", "QTSS in OP_A", "ZYSS in OP_A and QTSS in OP_B and QTSS not in OP_A",
        "ZYSS not in OP_A and QTSS in OP_A", "{ZYSS, QTSS} in OP_A and {ZYSS, QTSS} in OP_B",
        "length(OP_A ∩ {ZYSS, QTSS}) = 2", "length(DI_A ∩ {ZYZD, QTZD}) >= 2", "length(DI_A ∩ {QTZD}) = 1",
        "length(OP_A ∩ {QTSS}) >= 1 and NL < 18",
    ]

    /// The folder of one rule, with sets of single complications.
    static func folder(_ rule: String) -> SheetFolder {
        var folder = RuleWorld.folder(rule)
        folder.set("X_M1", "M1")
        folder.set("X_C2", "C2")
        return folder
    }

    @Test(arguments: reachable)
    func `a rule that some cases meet has a witness, and so has the ADRG's own code`(rule: String) throws {
        #expect(try Self.outcome(Self.folder(rule)) == Outcome(reached: ["MA11", "MA1"]))
    }

    static let contradictions = [
        "NL < 18 and NL > 20", "NL > 17 and NL < 18", "NL = 0.5", "XB = 1 and XB = 2", "LYFS > 5 and LYFS < 6",
        "XSRTL < 28 and NL >= 1", "ICUXS > 0.001 and ICUXS < 0.01", "QTZD in MCC and QTZD not in MCC",
        "ZYZD in DI_A and ZYZD in DI_B", "ZYSS in OP_A and ZYSS in OP_B", "CYKS = a21 and CYKS = b02",
        // M3 and C3 name no table, and nothing else excludes a complication.
        "ZYZD in DI_A and QTZD in X_M1 and QTZD not in MCC", "ZYZD not in 7 and ZYZD in 7",
        "ZYZD in DI_A and ZYZD in MCC",
    ]

    @Test(arguments: contradictions)
    func `a rule that no case meets is unreachable`(rule: String) throws {
        #expect(try Self.outcome(Self.folder(rule)) == Outcome(reached: ["MA1"], unreachable: ["MA11"]))
    }

    @Test(arguments: contradictions)
    func `the ADRG's own code is unreachable when the one rule always holds`(rule: String) throws {
        #expect(
            try Self.outcome(Self.folder("not (\(rule))")) == Outcome(reached: ["MA11"], unreachable: ["MA1"]))
    }

    @Test(arguments: ["length(OP_A ∩ {ZYSS, QTSS}) >= 3", "length(OP_A ∩ {ZYSS}) > 1", "length(DI_A ∩ {QTZD}) < 0"])
    func `of a rule that counts, nothing is said when no case is found`(rule: String) throws {
        #expect(try Self.outcome(Self.folder(rule)) == Outcome(reached: ["MA1"], undecided: ["MA11"]))
    }

    // MARK: Rules beside and above one another

    /// One ADRG of these groups.
    static func groups(_ rules: [String], under adjacent: String = "1", _ settings: String...) -> SheetFolder {
        var folder = folder("")
        for sheet in ["MDC.csv", "ADRG.csv", "DRG.csv"] { folder.sheets[sheet]?.removeLast() }
        if !settings.isEmpty {
            folder.definition = folder.definition.dropLast() + ", " + settings.joined(separator: ",") + "}"
        }
        folder.category("M", "1")
        folder.adjacent("MA1", adjacent, in: "M")
        for (place, rule) in rules.enumerated() { folder.group("MA1\(place + 1)", rule, in: "MA1", "M") }
        return folder
    }

    typealias Row = (rules: [String], adjacent: String, reached: [String], unreachable: [String])

    static let rows: [Row] = [
        (["NL >= 60", "NL < 10"], "NL < 18", ["MA12", "MA1"], ["MA11"]),
        (["NL >= 18", "NL >= 60", "NL < 18"], "1", ["MA11", "MA13", "MA1"], ["MA12"]),
        // Only a case without an age comes behind both.
        (["NL < 60", "NL >= 60", "QTZD in CC"], "1", ["MA11", "MA12", "MA13", "MA1"], []),
        (["NL < 60", "NL >= 60", "QTZD in CC"], "NL >= 0", ["MA11", "MA12"], ["MA13", "MA1"]),
        (["QTZD in CC", "QTZD not in CC", "QTZD in MCC"], "1", ["MA11", "MA12"], ["MA13", "MA1"]),
        (["QTZD in MCC", "QTZD in CC", "QTZD not in {MCC, CC}"], "1", ["MA11", "MA12", "MA13"], ["MA1"]),
        (["QTZD in {MCC, CC}", "QTZD in MCC", "1"], "1", ["MA11", "MA13"], ["MA12"]),
        (
            ["ZYSS in OP_A", "ZYSS in OP_A and NL < 18", "ZYSS in OP_B"], "ZYSS in OP_A", ["MA11"],
            ["MA12", "MA13", "MA1"]
        ),
        (["ZYZD in DI_B"], "ZYZD in DI_A", ["MA1"], ["MA11"]),
        (["QTZD in CC"], "QTZD not in {MCC, CC}", ["MA1"], ["MA11"]),
    ]

    @Test(arguments: rows)
    func `what an ADRG or an earlier sibling leaves to no case is unreachable`(row: Row) throws {
        #expect(
            try Self.outcome(Self.groups(row.rules, under: row.adjacent))
                == Outcome(reached: row.reached, unreachable: row.unreachable))
    }

    @Test
    func `behind a sibling whose rule is 1 a group is refused before it could be looked for`() {
        #expect(Self.groups(["1", "QTZD in CC"]).drgFaults.count == 1)
        #expect(Self.groups(["QTZD in CC", ""]).drgFaults == [])
    }

    @Test
    func `without its own code an ADRG leaves what no group takes to the next one`() throws {
        var folder = Self.groups(["NL < 18"], under: "1", #""whenNoDRGMatches": "tryNextADRG""#)
        folder.adjacent("MB1", "NL < 10", in: "M")
        folder.adjacent("MC1", "NL >= 80", in: "M")
        #expect(try Self.outcome(folder) == Outcome(reached: ["MA11", "MC1"], unreachable: ["MB1"]))
    }

    @Test
    func `a category that an earlier one takes whole leaves its groups unreachable`() throws {
        var folder = Self.groups(["NL < 18"])
        folder.sheets["MDC.csv"]?[1][2] = "ZYZD in DI_A"
        folder.category("N", "ZYZD in {DI_A, DI_B}")
        folder.adjacent("NA1", "ZYZD in DI_A", in: "N")
        folder.adjacent("NB1", "1", in: "N")
        #expect(try Self.outcome(folder) == Outcome(reached: ["MA11", "MA1", "NB1"], unreachable: ["NA1"]))
    }

    @Test
    func `a procedure tried again reaches no group that it does not reach as the main one`() throws {
        let all = Outcome(reached: ["MQY", "MA1", "MA2", "NA1"])
        #expect(try Self.outcome(RetryTests.folder(false)) == all)
        #expect(try Self.outcome(RetryTests.folder(true)) == all)
        let setting = #""retryWithEachOtherProcedure": true"#
        #expect(
            try Self.outcome(Self.groups(["ZYSS in OP_B", "QTSS in OP_A"], under: "ZYSS in OP_A", setting))
                == Outcome(reached: ["MA12", "MA1"], unreachable: ["MA11"]))
    }

    // MARK: Published and random definitions

    @Test
    func `every group of the county definition has a witness`() throws {
        let definition = try AgreementTests.county.get()
        let outcome = Self.outcome(definition, try AgreementTests.plainCounty.get())
        #expect(outcome.reached == definition.groups.dropFirst().map(\.code))
    }

    @Test(.enabled(if: Fixtures.hasNationalData, "../shared/data is not beside the package"))
    func `every one of the 628 national groups has a witness`() throws {
        let outcome = Self.outcome(try NationalCasesTests.definition.get(), nil)
        #expect(outcome.reached.count == 628)
        #expect(outcome.unreachable == [] && outcome.undecided == [])
    }

    /// Random definitions that are searched in a moment.
    static let seeds = [
        7001, 7006, 7013, 7014, 7021, 7022, 7025, 7029, 7033, 7038, 7041, 7049, 7052, 7053, 7056, 7068, 7073, 7074,
        7075,
        7084, 7085, 7087, 7092, 7095, 7099, 7103, 7120, 7125, 7127, 7130,
    ]

    @Test(arguments: seeds)
    func `what is unreachable in a random definition no random case reaches`(seed: Int) throws {
        _ = try Self.unreachable(RandomDefinition(seed: seed).folder, seed: seed, cases: 1500)
    }

    /// What is unreachable in a definition, after random cases have not reached it.
    static func unreachable(_ folder: SheetFolder, seed: Int, cases count: Int) throws -> [String] {
        let plain = PlainDRG(folder.files)
        let unreachable = try outcome(folder).unreachable
        let maker = CaseMaker(plain)
        var random = SplitMix64(seed: seed)
        for _ in 0..<count {
            let single = maker.make(&random)
            let code = plain.group(single).code
            if unreachable.contains(code) { Issue.record("seed \(seed): \(code) is reached by \(single)") }
        }
        return unreachable
    }

    static let tests = [
        "ZYZD in DI_A", "ZYZD in DI_B", "ZYZD in MCC", "QTZD in DI_A", "QTZD in DI_B", "QTZD in X_M1", "QTZD in MCC",
        "QTZD in CC", "{ZYZD, QTZD} in CC", "ZYSS in OP_A", "ZYSS in OP_B", "QTSS in OP_A", "{ZYSS, QTSS} in OP_B",
        "NL < 18",
        "NL >= 60", "SJZYTS > 10", "LYFS = 5", "CYKS = a21", "ICUXS >= 24", "XSRTZ < 2500", "XB = 1", "XSRTL <= 28",
    ]

    /// A small definition whose rules are made of six tests, so that they often contradict or hide one another.
    static func small(_ random: inout SplitMix64) -> SheetFolder {
        let some = (0..<6).map { _ in random.pick(tests) }
        func test(_ random: inout SplitMix64) -> String {
            random.chance(35) ? "not \(random.pick(some))" : random.pick(some)
        }
        func rule(_ random: inout SplitMix64) -> String {
            switch random.below(5) {
            case 0, 1: test(&random)
            case 2: "\(test(&random)) or \(test(&random))"
            default: "\(test(&random)) and \(test(&random))"
            }
        }
        var folder = groups([], "\"whenNoDRGMatches\": \"\(random.pick(["useADRG", "tryNextADRG"]))\"")
        for sheet in ["MDC.csv", "ADRG.csv"] { folder.sheets[sheet]?.removeLast() }
        for category in ["M", "N"] {
            folder.category(category, rule(&random))
            for adjacent in ["\(category)A1", "\(category)B1"] {
                folder.adjacent(adjacent, rule(&random), in: category)
                for number in 0..<random.below(4) {
                    folder.group("\(adjacent)\(number)", rule(&random), in: adjacent, category)
                }
            }
        }
        return folder
    }

    @Test(arguments: 1...12)
    func `what is unreachable in small random definitions no random case reaches`(seed: Int) throws {
        var random = SplitMix64(seed: seed)
        var found = 0
        for _ in 0..<10 { found += try Self.unreachable(Self.small(&random), seed: seed, cases: 300).count }
        #expect(found > 0)
    }

    @Test
    func `either sex reaches its group, and so does the other or an unknown one`() throws {
        for sex in ["1", "2"] {
            #expect(
                try Self.outcome(Self.folder("XB = \(sex)"))
                    == Outcome(reached: ["MA11", "MA1"]))
            #expect(
                try Self.outcome(Self.folder("not XB = \(sex)"))
                    == Outcome(reached: ["MA11", "MA1"]))
        }
        #expect(
            try Self.outcome(Self.folder("not XB = 1 and not XB = 2"))
                == Outcome(reached: ["MA11", "MA1"]))
    }

    @Test
    func `a newborn whose age in years is unknown is a case too`() throws {
        #expect(
            try Self.outcome(Self.folder("XSRTL <= 28 and not NL >= 0"))
                == Outcome(reached: ["MA11", "MA1"]))
    }

    @Test
    func `a DRG that bears its ADRG's code is reached, and so is the ADRG's own code`() throws {
        var folder = Self.folder("NL < 18")
        folder.sheets["DRG.csv"]?[1][0] = "MA1"
        let coverage = DRGGrouper(try DRGDefinition(folder.files)).coverage()
        #expect(coverage.unreachable.map(\.code) == [])
    }
}
