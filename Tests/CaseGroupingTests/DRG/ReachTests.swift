import Testing

@testable import CaseGrouping

/// That random cases and definitions reach what they are made for; without it agreement would say little.
@Suite("Reach of the random cases") struct ReachTests {
    @Test
    func `random cases of the county definition reach nearly every group`() throws {
        let grouper = DRGGrouper(try AgreementTests.county.get())
        let maker = CaseMaker(try AgreementTests.plainCounty.get())
        var random = SplitMix64(seed: 1)
        var columns = DRGCaseColumns()
        for _ in 0..<12_000 { grouper.append(maker.make(&random), to: &columns) }
        var groups: [UInt16] = []
        grouper.group(columns, into: &groups)
        let reached = Set(groups).count
        let all = grouper.definition.groups.count
        #expect(reached * 100 >= all * 97, "\(reached) of \(all)")
        #expect(groups.count { $0 == 0 } * 2 < groups.count)
    }

    /// How often something came up.
    struct Tally {
        var definitions = 0, cases = 0
        var withoutTables = 0, withExclusionBits = 0, withoutBits = 0, partlyByRules = 0, withPatterns = 0
        var decidedByRules = 0, decidedByPatterns = 0, retried = 0, groupedAgain = 0, ungrouped = 0, ambiguous = 0
        var ownCodes = 0
        var groups = 0, reachedGroups = 0
    }

    @Test
    func `random definitions reach tables, patterns, rules and retries`() throws {
        var tally = Tally()
        for seed in 1...10 { for number in 0..<16 { try count(seed * 1000 + number, &tally) } }
        #expect(tally.definitions == 160 && tally.cases == 6400)
        #expect(tally.withoutTables >= 10 && tally.withExclusionBits >= 30, "\(tally)")
        #expect(tally.withoutBits >= 10, "\(tally)")
        #expect(tally.partlyByRules >= 40 && tally.withPatterns >= 60, "\(tally)")
        #expect(tally.decidedByRules >= 400 && tally.decidedByPatterns >= 1000, "\(tally)")
        #expect(tally.retried >= 250 && tally.groupedAgain >= 20, "\(tally)")
        #expect(tally.ungrouped >= 1000 && tally.ungrouped * 2 <= tally.cases, "\(tally)")
        #expect(tally.ambiguous >= 100 && tally.ownCodes >= 800, "\(tally)")
        #expect(tally.reachedGroups >= 900, "\(tally)")
    }

    private func count(_ seed: Int, _ tally: inout Tally) throws {
        let files = RandomDefinition(seed: seed).folder.files
        let grouper = DRGGrouper(try DRGDefinition(files))
        let maker = CaseMaker(PlainDRG(files))
        var random = SplitMix64(seed: seed)
        var columns = DRGCaseColumns()
        for _ in 0..<40 { grouper.append(maker.make(&random), to: &columns) }
        tally.definitions += 1
        tally.cases += columns.count
        var groups: [UInt16] = []
        grouper.group(columns, into: &groups)
        tally.groups += grouper.definition.groups.count
        tally.reachedGroups += Set(groups).count
        for group in groups {
            let found = grouper.definition.groups[Int(group)]
            switch found.status {
            case .ungrouped: tally.ungrouped += 1
            case .ambiguous: tally.ambiguous += 1
            case .grouped: if found.code == found.adjacent { tally.ownCodes += 1 }
            }
        }
        guard let tables = grouper.tables else {
            tally.withoutTables += 1
            return
        }
        // The last bit of codes is taken, so that some facts have none.
        let lastBit: UInt64 = 1 << (DecisionTables.tableShift - 1)
        if tables.roleFacts.contains(where: { $0 & lastBit != 0 }) { tally.withoutBits += 1 }
        if tables.exclusionWords > 0 { tally.withExclusionBits += 1 }
        if !tables.isComplete { tally.partlyByRules += 1 }
        if tables.patterns.count > 4 { tally.withPatterns += 1 }
        var byTables = Array(repeating: DecisionTables.byRules, count: columns.count)
        tables.group(columns, into: &byTables)
        for (row, group) in byTables.enumerated() {
            if group == DecisionTables.byRules {
                tally.decidedByRules += 1
            } else if group == 0, grouper.definition.settings.retryWithEachOtherProcedure {
                tally.retried += 1
                if groups[row] != 0 { tally.groupedAgain += 1 }
            } else if group != 0 {
                tally.decidedByPatterns += 1
            }
        }
    }
}
