/// Compiles a definition to ``DecisionTables`` by partial evaluation.
///
/// For each class of principal diagnoses the rules are simplified and put in one list of conditions with their groups; for
/// each way in which main procedures can matter to that list it is simplified again. What is left is a decision. Equal
/// lists, equal ways and equal decisions are made once.
struct DecisionCompiler {
    private let definition: DRGDefinition
    private var table = DRGFactTable()
    private var tables = DecisionTables()
    /// Every condition that gives a group, in the order in which they are tried.
    private var candidates: [Candidate] = []
    /// The bit of each fact, where it has one.
    private var bits: [UInt64?] = []

    private var waysOfDividing: [[Int32]: (base: UInt32, representatives: [Int])] = [:]
    private var decisionNumbers: [[Int32]: UInt32] = [:]
    private var outcomes: [Propositions.ID: [Propositions.ID]] = [:]
    /// For each proposition, the main-procedure facts in it.
    private var mainFacts: [Propositions.ID: [Int32]] = [:]

    /// One way to a group: the rules of its three levels.
    private struct Candidate {
        let category: Propositions.ID
        let adjacent: Propositions.ID
        let group: Propositions.ID
        let index: UInt16
    }

    /// A condition that is left for a class of principal diagnoses.
    private struct Condition: Hashable {
        let proposition: Propositions.ID
        let group: UInt16
    }

    /// The tables, or nil for a definition that only the general way can follow: too many groups, classes or exclusions, or a
    /// code with more than one complication row.
    static func compile(_ definition: DRGDefinition) -> DecisionTables? {
        if definition.groups.count >= Int(DecisionTables.byRules) { return nil }
        var compiler = DecisionCompiler(definition: definition)
        guard compiler.fillCodeFacts() else { return nil }
        guard compiler.fillDecisions() else { return nil }
        return compiler.tables
    }

    private init(definition: DRGDefinition) {
        self.definition = definition
        for category in definition.categories {
            let categoryRule = table.proposition(category.head.rule)
            for adjacent in category.adjacents {
                let adjacentRule = table.proposition(adjacent.head.rule)
                for group in adjacent.groups {
                    candidates.append(
                        Candidate(
                            category: categoryRule, adjacent: adjacentRule, group: table.proposition(group.head.rule),
                            index: UInt16(group.index)))
                }
                if let own = adjacent.ownGroup {
                    candidates.append(
                        Candidate(
                            category: categoryRule, adjacent: adjacentRule, group: Propositions.always,
                            index: UInt16(own)))
                }
            }
        }
    }
}

// MARK: - Facts as bits

extension DecisionCompiler {
    /// Gives the facts their bits, and each code its row.
    private mutating func fillCodeFacts() -> Bool {
        tables.roleFacts = [UInt64](repeating: 0, count: definition.roles.count)
        bits = [UInt64?](repeating: nil, count: table.facts.count)
        var nextBit: UInt64 = 2
        for (number, fact) in table.facts.enumerated() {
            switch fact {
            case .otherComplication(let level): bits[number] = level == .major ? 1 : 2
            case .otherDiagnosis(let sets), .otherProcedure(let sets):
                // A fact without a bit is left to the rules themselves.
                guard nextBit < DecisionTables.tableShift else { continue }
                let bit: UInt64 = 1 << nextBit
                nextBit += 1
                bits[number] = bit
                let isDiagnosis = if case .otherDiagnosis = fact { true } else { false }
                for set in sets {
                    for code in definition.sets[set].members {
                        let role = isDiagnosis ? definition.roles.diagnosis(code) : definition.roles.procedure(code)
                        tables.roleFacts[Int(role)] |= bit
                    }
                }
            default: break
            }
        }
        fillValueFacts(downTo: nextBit)
        return fillComplications()
    }

    /// Numbers of exclusion tables stand above the facts, from 1; 0 is a row that names none.
    private mutating func fillComplications() -> Bool {
        let complications = definition.complications
        // The last table number is kept for principal diagnoses that stand in none.
        if complications.tableNames.count >= Int(DecisionTables.noTable) - 1 { return false }
        tables.principals = Array(repeating: DecisionTables.Principal(), count: definition.codes.count + 1)
        for code in tables.principals.indices {
            let rows = complications.rows(of: UInt32(code))
            if rows.count > 1 { return false }
            guard let row = rows.first else { continue }
            let number = row.table.map { UInt64($0) + 1 } ?? 0
            let role = Int(definition.roles.diagnosis(UInt32(code)))
            tables.roleFacts[role] |= number << DecisionTables.tableShift | (row.level == .major ? 1 : 2)
        }
        return fillExclusions()
    }

    /// The most words of all rows of exclusion bits: 32 MB.
    private static let mostExclusionWords = 1 << 22

    private mutating func fillExclusions() -> Bool {
        let complications = definition.complications
        let tablesOf = tables.principals.indices.map { Set(complications.tables(of: UInt32($0))) }
        if tablesOf.allSatisfy({ $0.count <= 1 }) {
            for (code, found) in tablesOf.enumerated() {
                tables.principals[code].table = found.first.map { UInt16($0) + 1 } ?? DecisionTables.noTable
            }
            return true
        }
        tables.exclusionWords = complications.tableNames.count / 64 + 1
        tables.exclusionBits = Array(repeating: 0, count: tables.exclusionWords)
        var rows: [Set<UInt32>: Int] = [[]: 0]
        for (code, found) in tablesOf.enumerated() {
            let row = rows[found] ?? rows.count
            if row == rows.count {
                if row > Int(UInt16.max) || (row + 1) * tables.exclusionWords > Self.mostExclusionWords { return false }
                rows[found] = row
                var words = [UInt64](repeating: 0, count: tables.exclusionWords)
                for table in found { words[Int(table + 1) / 64] |= 1 << UInt64((table + 1) % 64) }
                tables.exclusionBits += words
            }
            tables.principals[code].table = UInt16(row)
        }
        return true
    }

    /// The largest table of one value's facts; a comparison with a larger number is left to the rules themselves.
    private static let largestValueTable = 1 << 14

    private mutating func fillValueFacts(downTo lowestFree: UInt64) {
        var nextBit: UInt64 = 63
        var compared: [CaseValue: [(fact: DRGFact, bit: UInt64)]] = [:]
        for (number, fact) in table.facts.enumerated() {
            guard let value = fact.comparedValue, nextBit >= lowestFree, highestNumber(fact) < Self.largestValueTable
            else {
                continue
            }
            let bit: UInt64 = 1 << nextBit
            bits[number] = bit
            compared[value, default: []].append((fact, bit))
            nextBit -= 1
        }
        for (value, facts) in compared {
            let highest = facts.map { highestNumber($0.fact) }.max() ?? 0
            var entries: [UInt64] = [0]
            for held in 0...Int64(highest + 1) {
                entries.append(facts.reduce(0) { $0 | (definition.holds($1.fact, held) ? $1.bit : 0) })
            }
            tables.valueFacts[value.index].bits = entries
        }
    }

    /// The highest held value up to which the fact can change.
    private func highestNumber(_ fact: DRGFact) -> Int {
        switch fact {
        case .value(let value, _, let number):
            var whole = Int128(number.units) * Int128(value.unitsPerOne)
            for _ in 0..<number.decimals { whole /= 10 }
            return Int(clamping: whole) + (whole >= Int.max ? 0 : 1)
        case .department: return definition.departments.count
        default: return 0
        }
    }
}

extension DRGDefinition {
    /// Whether a fact about a value holds for what the columns hold.
    fileprivate func holds(_ fact: DRGFact, _ held: Int64) -> Bool {
        switch fact {
        case .value(let value, let comparison, let number):
            number.holds(comparison, for: held, unitsPerOne: value.unitsPerOne)
        case .department(let word): departments.firstIndex(of: word).map { Int64($0 + 1) == held } ?? false
        default: false
        }
    }
}

// MARK: - Classes, rows and decisions

extension DecisionCompiler {
    private mutating func fillDecisions() -> Bool {
        var ofPrincipal: [(fact: Int32, codes: [UInt32])] = []
        var ofMain: [(fact: Int32, codes: [UInt32])] = []
        for (number, fact) in table.facts.enumerated() {
            switch fact {
            case .principal(let sets): ofPrincipal.append((Int32(number), sets.flatMap { definition.sets[$0].members }))
            case .principalComplication(let level):
                let counting = definition.complications.rows.filter {
                    $0.level == level && !definition.complications.excludes($0, beside: $0.code)
                }
                ofPrincipal.append((Int32(number), counting.map(\.code)))
            case .mainProcedure(let sets): ofMain.append((Int32(number), sets.flatMap { definition.sets[$0].members }))
            default: break
            }
        }
        let codeCount = definition.codes.count
        guard let principals = CodeClasses(codeCount: codeCount, facts: ofPrincipal),
            let mains = CodeClasses(codeCount: codeCount, facts: ofMain)
        else { return false }
        tables.mainClasses = mains.classOf

        var rowNumbers: [[Condition]: UInt16] = [:]
        var rowOfClass: [UInt16] = []
        for facts in principals.facts {
            let conditions = conditions(forPrincipal: facts)
            if let known = rowNumbers[conditions] {
                rowOfClass.append(known)
                continue
            }
            rowNumbers[conditions] = UInt16(tables.rows.count)
            rowOfClass.append(UInt16(tables.rows.count))
            addRow(conditions, mains)
        }
        for code in tables.principals.indices {
            tables.principals[code].row = rowOfClass[Int(principals.classOf[code])]
        }
        return true
    }

    /// What is left of the candidates when the principal diagnosis is known.
    private mutating func conditions(forPrincipal facts: Set<Int32>) -> [Condition] {
        var conditions: [Condition] = []
        var assigned: [Propositions.ID: Propositions.ID] = [:]
        for candidate in candidates {
            let category = assign(candidate.category, facts, &assigned)
            if category == Propositions.never { continue }
            let adjacent = assign(candidate.adjacent, facts, &assigned)
            if adjacent == Propositions.never { continue }
            let group = assign(candidate.group, facts, &assigned)
            let whole = table.propositions.all([category, adjacent, group])
            if whole == Propositions.never { continue }
            conditions.append(Condition(proposition: whole, group: candidate.index))
            if whole == Propositions.always { break }
        }
        return conditions
    }

    private mutating func assign(
        _ id: Propositions.ID, _ facts: Set<Int32>, _ known: inout [Propositions.ID: Propositions.ID]
    ) -> Propositions.ID {
        if let result = known[id] { return result }
        let all = table.facts
        let result = table.propositions.assigning(id) { all[Int($0)].isOfPrincipal ? facts.contains($0) : nil }
        known[id] = result
        return result
    }

    private mutating func addRow(_ conditions: [Condition], _ mains: CodeClasses) {
        var asked: Set<Int32> = []
        for condition in conditions { asked.formUnion(mainFacts(in: condition.proposition)) }
        let key = asked.sorted()
        let way = waysOfDividing[key] ?? divide(by: key, mains)
        waysOfDividing[key] = way
        tables.rows.append(
            DecisionTables.Row(columnBase: way.base, decisionBase: UInt32(tables.decisionOf.count)))
        for representative in way.representatives {
            tables.decisionOf.append(decision(conditions, mains.facts[representative]))
        }
    }

    /// Divides the main-procedure classes by the facts that are asked.
    private mutating func divide(by asked: [Int32], _ mains: CodeClasses) -> (base: UInt32, representatives: [Int]) {
        let base = UInt32(tables.columns.count)
        var columns: [[Int32]: UInt16] = [:]
        var representatives: [Int] = []
        for (index, facts) in mains.facts.enumerated() {
            let key =
                asked.count < facts.count ? asked.filter(facts.contains) : facts.filter(Set(asked).contains).sorted()
            if let known = columns[key] {
                tables.columns.append(known)
            } else {
                let column = UInt16(representatives.count)
                columns[key] = column
                tables.columns.append(column)
                representatives.append(index)
            }
        }
        return (base, representatives)
    }

    private mutating func mainFacts(in id: Propositions.ID) -> [Int32] {
        if let known = mainFacts[id] { return known }
        let found = table.propositions.facts[Int(id)].filter { table.facts[Int($0)].isOfMainProcedure }
        mainFacts[id] = found
        return found
    }

    /// What is left of the conditions when the main procedure is known too.
    private mutating func decision(_ conditions: [Condition], _ facts: Set<Int32>) -> UInt32 {
        var key: [Int32] = []
        for condition in conditions {
            let left = outcome(condition.proposition, facts)
            if left == Propositions.never { continue }
            key.append(left)
            key.append(Int32(condition.group))
            if left == Propositions.always { break }
        }
        if let known = decisionNumbers[key] { return known }
        let number = UInt32(tables.decisions.count)
        decisionNumbers[key] = number
        tables.decisions.append(makeDecision(key))
        return number
    }

    /// A proposition with the main procedure's facts put in, remembered by what they are.
    private mutating func outcome(_ id: Propositions.ID, _ facts: Set<Int32>) -> Propositions.ID {
        let asked = mainFacts(in: id)
        if asked.isEmpty { return id }
        var pattern = 0
        if asked.count <= 8 {
            for (place, fact) in asked.enumerated() where facts.contains(fact) { pattern |= 1 << place }
            if let known = outcomes[id]?[pattern], known >= 0 { return known }
        }
        let all = table.facts
        let result = table.propositions.assigning(id) { all[Int($0)].isOfMainProcedure ? facts.contains($0) : nil }
        if asked.count <= 8 {
            outcomes[id, default: Array(repeating: -1, count: 1 << asked.count)][pattern] = result
        }
        return result
    }
}

// MARK: - Patterns

extension DecisionCompiler {
    private mutating func makeDecision(_ key: [Int32]) -> DecisionTables.Decision {
        var patterns: [DecisionTables.Pattern] = []
        var asked: Set<Int32> = []
        for place in stride(from: 0, to: key.count, by: 2) {
            let bits = bits
            asked.formUnion(table.propositions.facts[Int(key[place])])
            let states = table.propositions.patterns(of: key[place], bit: { bits[Int($0)] })
            // Where the bits cannot tell whether it holds, the rules themselves are asked.
            let group = states.isExact ? UInt16(key[place + 1]) : DecisionTables.byRules
            if !states.isExact, !states.patterns.isEmpty { tables.isComplete = false }
            patterns += states.patterns.map { DecisionTables.Pattern(state: $0, group: group) }
        }
        guard patterns.count <= Int(UInt16.max) else {
            tables.isComplete = false
            return DecisionTables.Decision(
                mask: 0, expected: 0, groups: .max, firstPattern: 0, patternCount: 0, asked: definition.comparedValues)
        }
        let mask = patterns.reduce(0) { $0 | $1.state.mask } & ~DecisionTables.complicationBits
        let expected = expectedState(mask, asked)
        let values = asked.compactMap { table.facts[Int($0)].comparedValue }.map(CaseValueSet.init)
        var groups: UInt64 = 0
        for complications: UInt64 in 0..<4 {
            let state = expected | complications
            groups |= UInt64(patterns.first { $0.state.matches(state) }?.group ?? 0) << (16 * complications)
        }
        let first = UInt32(tables.patterns.count)
        tables.patterns += patterns
        return DecisionTables.Decision(
            mask: mask, expected: expected, groups: groups, firstPattern: first, patternCount: UInt16(patterns.count),
            asked: values.reduce([]) { $0.union($1) })
    }

    /// The state of a usual patient: grown up, of the sex that the rules name, with no rare fact.
    private func expectedState(_ mask: UInt64, _ asked: Set<Int32>) -> UInt64 {
        var state: UInt64 = 0
        let ages = tables.valueFacts[CaseValue.age.index].bits
        state |= ages[min(51, ages.count - 1)]
        let sexes = tables.valueFacts[CaseValue.sex.index].bits
        let named = asked.contains { number in
            if case .value(.sex, .equal, let sex) = table.facts[Int(number)] { sex.units == 1 } else { false }
        }
        state |= sexes[min(named ? 2 : 3, sexes.count - 1)]
        return state & mask
    }
}
