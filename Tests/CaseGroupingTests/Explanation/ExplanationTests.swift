import Testing

@testable import CaseGrouping

@Suite("Explanations") struct ExplanationTests {
    @Test(arguments: 1...10)
    func `an explanation of a random case says the group, every rule on the way and what decided it`(seed: Int) throws {
        for number in 0..<10 {
            let files = RandomDefinition(seed: seed * 1000 + number).folder.files
            try expectSound(DRGGrouper(DRGDefinition(files)), PlainDRG(files), seed: seed * 1000 + number, count: 30)
        }
    }

    @Test(arguments: 1...5)
    func `likewise for random cases of the county definition`(seed: Int) throws {
        try expectSound(
            DRGGrouper(AgreementTests.county.get()), AgreementTests.plainCounty.get(), seed: seed, count: 100)
    }

    private func expectSound(_ grouper: DRGGrouper, _ plain: PlainDRG, seed: Int, count: Int) throws {
        var random = SplitMix64(seed: seed)
        let maker = CaseMaker(plain)
        for _ in 0..<count {
            let single = maker.make(&random)
            let explanation = grouper.explain(single)
            let problems = problems(of: explanation, single, plain)
            #expect(
                explanation.group == grouper.group(single).group && problems.isEmpty,
                "seed \(seed): \(problems) \(single)")
        }
    }

    /// What an explanation says that is not so.
    private func problems(of explanation: GroupingExplanation, _ single: InpatientCase, _ plain: PlainDRG) -> [String] {
        var problems: [String] = []
        let weight = plain.weighsAtAdmission ? single.admissionWeight : single.birthWeight
        let (diagnoses, procedures) = (single.diagnoses.codes, single.procedures.codes)
        for step in explanation.steps {
            // The rule is followed again by the plain evaluator, with the procedure that was tried as the only one.
            var again = PlainCase(single, weight: weight)
            if let retried = step.retriedProcedure {
                again.fields["ZYSS"] = [plainCode(retried)]
                again.fields["QTSS"] = []
            }
            if again.meets(PlainRule(step.rule, plain.sets), plain.counts) != step.holds {
                problems.append("\(step.code) held wrongly")
            }
            for test in step.tests {
                var once = again
                let rule = PlainRule(test.text, plain.sets)
                if once.meets(rule, plain.counts) != test.holds { problems.append("\(test.text) held wrongly") }
                let codes = test.codes.map(\.code)
                if !codes.allSatisfy((diagnoses + procedures).contains) {
                    problems.append("\(codes) are no codes of the case")
                }
                if case .membership(_, _, _, let isNegated) = rule, (test.holds != isNegated) == codes.isEmpty {
                    problems.append("\(test.text) names \(codes)")
                }
                if case .comparison(let name, _, _) = rule,
                    (again.values[name] == nil) != (test.missing?.rawValue == name)
                {
                    problems.append("\(test.text): missing \(test.missing.map(\.rawValue) ?? "nothing")")
                }
                problems += test.excluded.filter { !isExcluded($0, diagnoses, plain) }.map { "\($0) is not excluded" }
            }
        }
        let last = explanation.steps.last { $0.holds && $0.level != .category }
        let isGrouped = explanation.group.status != .ungrouped
        if isGrouped, last?.code != explanation.group.code {
            problems.append("the last rule that holds is \(last?.code ?? "none")")
        }
        return problems
    }

    private func isExcluded(_ exclusion: GroupingExplanation.Exclusion, _ diagnoses: [String], _ plain: PlainDRG)
        -> Bool
    {
        let rows = plain.complications[plainCode(exclusion.code.code)] ?? []
        let principal = plainCode(diagnoses.first ?? "")
        return rows.contains { $0.level == exclusion.level && $0.table == exclusion.table }
            && plain.tables[exclusion.table]?.contains(principal) == true
    }

    @Test
    func `every code that counts is named, also those that a group would not need`() throws {
        let rule = "{ZYZD, QTZD} in {DI_A, MCC} or ZYSS in OP_A"
        let grouper = DRGGrouper(try DRGDefinition(RuleWorld.folder(rule).files))
        let single = InpatientCase(diagnoses: ["a02.000", "B01.000", "M2", "A01.000", "C1"], procedures: ["50.0000"])
        let tests = try #require(grouper.explain(single).steps.last).tests
        // The second test is not asked, for the first has decided.
        #expect(tests.map(\.text) == ["{ZYZD, QTZD} in {DI_A, MCC}"])
        #expect(tests.first?.codes.map(\.code) == ["a02.000", "M2", "A01.000"])
    }

    @Test
    func `an exclusion names the complication, its level and its own table`() throws {
        var folder = RuleWorld.folder("QTZD in {MCC, CC}")
        folder.complication("X", "MCC", excludedBy: "EX_1")
        folder.complication("X", "CC", excludedBy: "EX_2")
        folder.exclusion("EX_2", "P1")
        let grouper = DRGGrouper(try DRGDefinition(folder.files))
        let test = try #require(
            grouper.explain(InpatientCase(diagnoses: ["P1", "x", "C2", "M1", "C3"])).steps.last?.tests.first)
        #expect(test.holds && test.codes.map(\.code) == ["C3"])
        #expect(
            test.excluded.map { "\($0.code.code) \($0.level) \($0.table)" } == [
                "x MCC EX_1", "x CC EX_2", "C2 CC EX_2", "M1 MCC EX_1",
            ])
    }

    @Test
    func `a code that counts in two ways is named once`() throws {
        var folder = RuleWorld.folder("QTZD in {MCC, CC}")
        folder.complication("X", "MCC")
        folder.complication("X", "CC")
        let grouper = DRGGrouper(try DRGDefinition(folder.files))
        let test = try #require(grouper.explain(InpatientCase(diagnoses: ["P1", "X"])).steps.last?.tests.first)
        #expect(test.codes.map(\.code) == ["X"])
    }
}
