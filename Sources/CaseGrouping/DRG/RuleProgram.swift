/// The rules of a definition in the order in which they are tried, flat: what the general way follows.
///
/// Trees of rules would cost a reference count for every branch; here a rule is a stretch of small values that knows where
/// it ends.
struct RuleProgram: Sendable {
    /// One row of a sheet: its rule, where its group stands, and where to go on when the rule does not hold.
    struct Row: Sendable {
        let level: GroupingExplanation.Level
        /// The first node of its rule; -1 for an ADRG's own code, which needs no rule of its own.
        let rule: Int
        /// The next row that is tried when this one's rule does not hold.
        let otherwise: Int
        /// The group that it gives; -1 for a category or an ADRG.
        let group: Int
        /// Its place among the heads.
        let head: Int
    }

    /// A part of a rule.
    struct Node: Sendable {
        enum Kind: Sendable { case never, always, all, any, not, test }

        let kind: Kind
        /// The node behind everything below this one.
        var end: Int
        /// The place of a test.
        let test: Int
    }

    /// A test in numbers.
    struct Test: Sendable {
        enum Kind: Sendable { case membership, comparison, department, count }

        let kind: Kind
        var fields: CodeFields = []
        /// Where its sets stand among all sets of tests.
        var sets = 0..<0
        var asksMajor = false
        var asksMinor = false
        var isNegated = false
        var value = CaseValue.age
        var comparison = Comparison.equal
        var number = RuleNumber.zero
        var department: Int32 = 0
    }

    private(set) var rows: [Row] = []
    private(set) var heads: [DRGDefinition.RuleRow] = []
    private(set) var nodes: [Node] = []
    private(set) var tests: [Test] = []
    private(set) var sets: [Int] = []
    /// The tests as they are written, for explanations.
    private(set) var texts: [RuleTest] = []

    init(_ definition: DRGDefinition) {
        for category in definition.categories {
            let categoryRow = open(category.head, .category)
            for adjacent in category.adjacents {
                let adjacentRow = open(adjacent.head, .adjacent)
                for group in adjacent.groups { add(group.head, .group, group.index, definition) }
                if let own = adjacent.ownGroup {
                    rows.append(
                        Row(level: .adjacent, rule: -1, otherwise: rows.count + 1, group: own, head: adjacentRow.head))
                }
                close(adjacentRow, adjacent.head, .adjacent, definition)
            }
            close(categoryRow, category.head, .category, definition)
        }
    }

    private struct OpenRow {
        let place: Int
        let head: Int
    }

    /// Makes room for a row whose end is not known yet.
    private mutating func open(_ head: DRGDefinition.RuleRow, _ level: GroupingExplanation.Level) -> OpenRow {
        heads.append(head)
        rows.append(Row(level: level, rule: -1, otherwise: 0, group: -1, head: heads.count - 1))
        return OpenRow(place: rows.count - 1, head: heads.count - 1)
    }

    private mutating func close(
        _ row: OpenRow, _ head: DRGDefinition.RuleRow, _ level: GroupingExplanation.Level, _ definition: DRGDefinition
    ) {
        let rule = nodes.count
        add(head.rule, definition)
        rows[row.place] = Row(level: level, rule: rule, otherwise: rows.count, group: -1, head: row.head)
    }

    private mutating func add(
        _ head: DRGDefinition.RuleRow, _ level: GroupingExplanation.Level, _ group: Int, _ definition: DRGDefinition
    ) {
        heads.append(head)
        let rule = nodes.count
        add(head.rule, definition)
        rows.append(Row(level: level, rule: rule, otherwise: rows.count + 1, group: group, head: heads.count - 1))
    }

    private mutating func add(_ rule: Rule, _ definition: DRGDefinition) {
        let place = nodes.count
        switch rule {
        case .constant(let value): nodes.append(Node(kind: value ? .always : .never, end: place + 1, test: -1))
        case .not(let inner):
            nodes.append(Node(kind: .not, end: 0, test: -1))
            add(inner, definition)
        case .all(let rules), .any(let rules):
            let isAll = if case .all = rule { true } else { false }
            nodes.append(Node(kind: isAll ? .all : .any, end: 0, test: -1))
            for rule in rules { add(rule, definition) }
        case .test(let test):
            nodes.append(Node(kind: .test, end: 0, test: tests.count))
            texts.append(test)
            add(test.kind, definition)
        }
        nodes[place].end = nodes.count
    }

    private mutating func add(_ kind: RuleTest.Kind, _ definition: DRGDefinition) {
        switch kind {
        case .membership(let fields, let members, let complications, let isNegated):
            let start = sets.count
            sets += members
            var test = Test(kind: .membership, fields: fields, sets: start..<sets.count)
            test.asksMajor = complications.contains(.major)
            test.asksMinor = complications.contains(.minor)
            test.isNegated = isNegated
            tests.append(test)
        case .comparison(let value, let comparison, let number):
            tests.append(Test(kind: .comparison, value: value, comparison: comparison, number: number))
        case .department(let word):
            let place = definition.departments.firstIndex(of: word) ?? -1
            tests.append(Test(kind: .department, value: .department, department: Int32(place + 1)))
        case .count(let fields, let set, let comparison, let number):
            sets.append(set)
            tests.append(
                Test(
                    kind: .count, fields: fields, sets: sets.count - 1..<sets.count, comparison: comparison,
                    number: number))
        }
    }
}
