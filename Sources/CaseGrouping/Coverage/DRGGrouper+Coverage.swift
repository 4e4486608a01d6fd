extension DRGGrouper {
    /// Looks for a witness for each group: through the compiled decisions where there are any, then by trying cases that
    /// are made from the rules.
    public func coverage() -> DefinitionCoverage {
        var search = DRGWitnessSearch(self)
        if let tables { search.searchDecisions(tables) }
        // Without retries and open decisions, the decisions have shown every group that can be reached.
        let isExhaustive = tables?.isComplete == true && search.isExhaustive
        if !isExhaustive { search.searchRules() }
        return DefinitionCoverage(groups: definition.groups, witnesses: search.witnesses, isExhaustive: isExhaustive)
    }
}

/// Looks for a case for each group of a definition.
struct DRGWitnessSearch {
    private let grouper: DRGGrouper
    private let definition: DRGDefinition
    private(set) var witnesses: [Int: InpatientCase] = [:]
    /// No part of the search has been cut short.
    private(set) var isExhaustive = true

    /// How many more states may be looked at with the values of a case; a definition with very many is not searched to its end.
    private var stepsLeft = 1 << 22

    /// The most states of one decision that are looked at.
    private static let mostStates = 1 << 14

    init(_ grouper: DRGGrouper) {
        self.grouper = grouper
        definition = grouper.definition
    }

    private var isDone: Bool { witnesses.count == definition.groups.count - 1 }

    /// Records a case for the group that it really lands in.
    private mutating func tryCase(_ single: InpatientCase) {
        var columns = DRGCaseColumns()
        grouper.append(single, to: &columns)
        var groups: [UInt16] = []
        grouper.group(columns, into: &groups)
        let index = Int(groups[0])
        if index > 0, witnesses[index] == nil { witnesses[index] = single }
    }
}

// MARK: - Through the decisions

extension DRGWitnessSearch {
    /// A code that brings facts to a state, and in which role.
    private struct Bringer {
        let facts: UInt64
        let code: UInt32
        let isDiagnosis: Bool
    }

    /// Values that together bring facts to a state.
    private struct ValueChoice {
        var facts: UInt64 = 0
        var held: [CaseValue: Int] = [:]
    }

    /// Goes through every pair of classes and every state that codes and values can bring about.
    mutating func searchDecisions(_ tables: DecisionTables) {
        let representatives = principals(tables)
        let mains = mainProcedures(tables)
        var seen: Set<[UInt64]> = []
        for principal in representatives {
            let entry = tables.principals[Int(principal)]
            let row = tables.rows[Int(entry.row)]
            for main in mains {
                if isDone { return }
                let column = tables.columns[Int(row.columnBase) + Int(tables.mainClasses[Int(main)])]
                let number = tables.decisionOf[Int(row.decisionBase) + Int(column)]
                let decision = tables.decisions[Int(number)]
                // One principal diagnosis of each exclusion table is enough for a decision.
                if !seen.insert([UInt64(number), UInt64(entry.table)]).inserted { continue }
                search(decision, tables, principal, main)
            }
        }
    }

    /// One principal diagnosis for each row of the table over pairs and each exclusion table.
    private func principals(_ tables: DecisionTables) -> [UInt32] {
        var seen: Set<UInt32> = []
        return tables.principals.indices.compactMap { code in
            let entry = tables.principals[code]
            return seen.insert(UInt32(entry.row) << 16 | UInt32(entry.table)).inserted ? UInt32(code) : nil
        }
    }

    private func mainProcedures(_ tables: DecisionTables) -> [UInt32] {
        var seen: Set<UInt16> = []
        return tables.mainClasses.indices.compactMap { seen.insert(tables.mainClasses[$0]).inserted ? UInt32($0) : nil }
    }

    private mutating func search(
        _ decision: DecisionTables.Decision, _ tables: DecisionTables, _ principal: UInt32, _ main: UInt32
    ) {
        let patterns = tables.patterns[
            Int(decision.firstPattern)..<Int(decision.firstPattern) + Int(decision.patternCount)]
        if !patterns.contains(where: { $0.group != 0 && witnesses[Int($0.group)] == nil }) { return }
        let asked = patterns.reduce(0) { $0 | $1.state.mask }
        let table = tables.principals[Int(principal)].table
        let states = reachable(bringers(tables, asked, table))
        let choices = valueChoices(decision.asked, tables, asked)
        stepsLeft -= choices.count * states.count
        if stepsLeft < 0 {
            isExhaustive = false
            return
        }
        for choice in choices {
            for (facts, codes) in states {
                let state = facts | choice.facts
                guard let group = patterns.first(where: { $0.state.matches(state) })?.group, group != 0,
                    witnesses[Int(group)] == nil
                else { continue }
                var single = makeCase(principal, main, codes, choice)
                tryCase(single)
                // A newborn's age in years may be unknown, though mostly it is 0.
                if choice.held[.newbornAge] != nil, choice.held[.age] == nil {
                    single.age = nil
                    tryCase(single)
                }
            }
        }
    }

    /// One code for each way of bringing facts that are asked.
    private func bringers(_ tables: DecisionTables, _ asked: UInt64, _ table: UInt16) -> [Bringer] {
        var seen: Set<UInt64> = [0]
        var bringers: [Bringer] = []
        for role in tables.roleFacts.indices {
            guard let code = definition.roles.code(UInt32(role)) else { continue }
            let row = tables.roleFacts[role]
            let counting = tables.excludes(row, table) ? row & ~DecisionTables.complicationBits : row
            let facts = asked & counting & DecisionTables.codeBits
            if seen.insert(facts).inserted {
                bringers.append(Bringer(facts: facts, code: code.number, isDiagnosis: code.isDiagnosis))
            }
        }
        return bringers
    }

    /// Every state that a list of other codes can bring about, with such a list.
    private mutating func reachable(_ bringers: [Bringer]) -> [(facts: UInt64, codes: [Bringer])] {
        var states: [(facts: UInt64, codes: [Bringer])] = [(0, [])]
        var seen: Set<UInt64> = [0]
        var next = 0
        while next < states.count {
            let (facts, codes) = states[next]
            next += 1
            for bringer in bringers where seen.insert(facts | bringer.facts).inserted {
                if states.count == Self.mostStates {
                    isExhaustive = false
                    return states
                }
                states.append((facts | bringer.facts, codes + [bringer]))
            }
        }
        return states
    }

    /// Every combination of the asked values that differs in a fact; an age in days goes with age 0 alone.
    private func valueChoices(_ values: CaseValueSet, _ tables: DecisionTables, _ asked: UInt64) -> [ValueChoice] {
        var choices = [ValueChoice()]
        for value in values.values {
            let bits = tables.valueFacts[value.index].bits
            var seen: Set<UInt64> = []
            // Entry 0 is the unknown value: it is tried last, so that witnesses have values.
            var entries = Array(bits.indices.dropFirst()) + [0]
            if value == .sex { entries.removeAll { $0 > 0 && !(1...2).contains($0 - 1) } }
            entries = entries.filter { seen.insert(bits[$0] & asked).inserted }
            choices = choices.flatMap { choice in
                entries.compactMap { entry in
                    var extended = choice
                    if entry > 0 { extended.held[value] = entry - 1 }
                    if value == .newbornAge, entry > 0, let age = choice.held[.age], age > 0 { return nil }
                    extended.facts |= bits[entry] & asked
                    return extended
                }
            }
        }
        return choices
    }

    private func makeCase(_ principal: UInt32, _ main: UInt32, _ codes: [Bringer], _ choice: ValueChoice)
        -> InpatientCase
    {
        let others = codes.filter { !$0.isDiagnosis }.map { text($0.code) }
        let weight = choice.held[.newbornWeight]
        return InpatientCase(
            diagnoses: CodeList([text(principal)] + codes.filter(\.isDiagnosis).map { text($0.code) }),
            procedures: CodeList(main == 0 && others.isEmpty ? [] : [text(main)] + others),
            age: choice.held[.age] ?? (choice.held[.newbornAge] == nil ? nil : 0), sex: choice.held[.sex],
            newbornAge: choice.held[.newbornAge], birthWeight: weight, admissionWeight: weight,
            stayDays: choice.held[.stayDays], dischargeWay: choice.held[.dischargeWay],
            intensiveCareMinutes: choice.held[.intensiveCare],
            department: choice.held[.department].map { $0 == 0 ? "-" : definition.departments[$0 - 1] })
    }

    /// A code's text; for 0 a code that no sheet names.
    private func text(_ code: UInt32) -> String { code == 0 ? "-" : definition.codes.texts[Int(code)] }
}

// MARK: - Through the rules

extension DRGWitnessSearch {
    /// How many cases are tried for each group that has none yet.
    private static let tries = 400

    /// Tries cases whose codes and values are taken from the rules on the way to each group.
    mutating func searchRules() {
        var random = SplitMix(seed: 20_220_428)
        for category in definition.categories {
            for adjacent in category.adjacents {
                let ways = adjacent.groups.map { ($0.index, [category.head.rule, adjacent.head.rule, $0.head.rule]) }
                let own = adjacent.ownGroup.map { [($0, [category.head.rule, adjacent.head.rule])] } ?? []
                for (index, rules) in ways + own where witnesses[index] == nil {
                    for _ in 0..<Self.tries where witnesses[index] == nil { tryCase(randomCase(rules, &random)) }
                }
            }
        }
    }

    private func randomCase(_ rules: [Rule], _ random: inout SplitMix) -> InpatientCase {
        var pools: [CodeFields.RawValue: [String]] = [:]
        var held: [CaseValue: Int] = [:]
        for rule in rules {
            rule.forEachTest { test in
                switch test.kind {
                case .membership(let fields, let sets, let complications, _):
                    let members = sets.flatMap { definition.sets[$0].members }
                    let listed = complications.isEmpty ? [] : definition.complications.rows.map(\.code)
                    for field in CodeFields.names where fields.contains(field.field) && random.chance(2, of: 3) {
                        for _ in 0..<1 + random.below(2) {
                            if let code = random.pick(members + listed) {
                                pools[field.field.rawValue, default: []].append(text(code))
                            }
                        }
                    }
                case .count(let fields, let set, _, let number):
                    for _ in 0..<min(Int(number.units) + random.below(3), 64) {
                        guard let code = random.pick(definition.sets[set].members) else { continue }
                        let named = CodeFields.names.map(\.field).filter(fields.contains)
                        if let field = random.pick(named) {
                            pools[field.rawValue, default: []].append(text(code))
                        }
                    }
                case .comparison(let value, _, let number):
                    let whole = number.units / powerOfTen(number.decimals) * value.unitsPerOne
                    held[value] = Int(clamping: max(0, whole + Int64(random.below(3)) - 1))
                case .department(let word):
                    if random.chance(1, of: 2) { held[.department] = definition.departments.firstIndex(of: word) }
                }
            }
        }
        let principal = random.pick(pools[CodeFields.principalDiagnosis.rawValue] ?? []) ?? "-"
        let main = random.pick(pools[CodeFields.mainProcedure.rawValue] ?? [])
        let others = pools[CodeFields.otherProcedures.rawValue] ?? []
        return InpatientCase(
            diagnoses: CodeList([principal] + (pools[CodeFields.otherDiagnoses.rawValue] ?? [])),
            procedures: CodeList((main.map { [$0] } ?? (others.isEmpty ? [] : ["-"])) + others),
            age: held[.age] ?? (held[.newbornAge] == nil ? 40 : 0), sex: held[.sex], newbornAge: held[.newbornAge],
            birthWeight: held[.newbornWeight], admissionWeight: held[.newbornWeight], stayDays: held[.stayDays],
            dischargeWay: held[.dischargeWay], intensiveCareMinutes: held[.intensiveCare],
            department: held[.department].map { definition.departments[$0] })
    }

    private func powerOfTen(_ exponent: Int) -> Int64 { (0..<exponent).reduce(1) { power, _ in power * 10 } }
}
