/// A definition compiled to dense arrays: what the grouping loop reads.
///
/// With the principal diagnosis and the main procedure known, nearly every rule is settled. Codes that no rule can tell apart
/// form classes, and a table over pairs of classes holds what is left to decide: mostly whether another diagnosis is a
/// complication, seldom one of a few dozen facts about the other codes, the age or the sex.
///
/// A **state** is 64 facts of one case as bits: bit 0 a major, bit 1 a minor complication, from bit 2 up the facts of
/// other codes, from bit 63 down comparisons of values.
struct DecisionTables: Sendable {
    /// A group index that says: ask the rules themselves.
    static let byRules = UInt16.max
    /// The bits of a state that say which complications there are.
    static let complicationBits: UInt64 = 3
    /// Facts of other codes end below this bit; above it a role's row holds the number of its exclusion table.
    static let tableShift: UInt64 = 48
    /// The bits of a role's row that are facts.
    static let codeBits: UInt64 = 1 << tableShift - 1
    /// A principal diagnosis in no exclusion table.
    static let noTable: UInt16 = .max

    /// What a principal diagnosis settles.
    struct Principal: Sendable {
        /// The row of the table over pairs.
        var row: UInt16 = 0
        /// The number of the one exclusion table in which it stands; with ``exclusionBits``, its row there.
        var table: UInt16 = 0
    }

    /// A row of the table over pairs: how it divides the main procedures, and where its decisions stand.
    struct Row: Sendable {
        var columnBase: UInt32
        var decisionBase: UInt32
    }

    /// What is left to decide for one pair.
    struct Decision: Sendable {
        /// The facts that matter, complications aside.
        var mask: UInt64
        /// What they are in nearly all cases.
        var expected: UInt64
        /// The group then, by the complication bits: four numbers of 16 bits.
        var groups: UInt64
        /// Otherwise: the patterns to be tried in order, from here…
        var firstPattern: UInt32
        /// …so many of them.
        var patternCount: UInt16
        /// The values that are compared.
        var asked: CaseValueSet

        /// The group of a state that is as expected.
        @inline(__always)
        func group(_ state: UInt64) -> UInt16 {
            UInt16(truncatingIfNeeded: groups &>> (16 &* (state & DecisionTables.complicationBits)))
        }

        /// The compared values beside age and sex, which the loop itself looks up.
        var rareValues: CaseValueSet { asked.subtracting([CaseValueSet(.age), CaseValueSet(.sex)]) }
    }

    /// A pattern and the group of the states that match it and none before it.
    struct Pattern: Sendable {
        var state: StatePattern
        var group: UInt16
    }

    /// The facts of a value as bits, by the value itself.
    struct ValueFacts: Sendable {
        /// Entry 0 is for an unknown value, entry `1 + v` for `v`; the last one is for everything above.
        var bits: [UInt64]
    }

    var principals: [Principal] = []
    /// Where a principal diagnosis stands in more than one exclusion table: a row of bits for each combination of tables, the
    /// first for none. Empty in a definition where one number says it all.
    var exclusionBits: [UInt64] = []
    /// The words of such a row.
    var exclusionWords = 0
    var rows: [Row] = []
    /// The class of each code as a main procedure.
    var mainClasses: [UInt16] = []
    /// The column of each main-procedure class, one stretch for each way of dividing them.
    var columns: [UInt16] = []
    var decisionOf: [UInt32] = []
    var decisions: [Decision] = []
    var patterns: [Pattern] = []
    /// No decision is left to the rules.
    var isComplete = true
    /// The facts of each role of a code, with the number of its exclusion table above them.
    var roleFacts: [UInt64] = []
    var valueFacts: [ValueFacts] = Array(repeating: ValueFacts(bits: [0]), count: CaseValue.allCases.count)

    /// Whether a principal diagnosis excludes the complication that a role's row of facts speaks of.
    func excludes(_ facts: UInt64, _ principalTable: UInt16) -> Bool {
        let table = facts >> Self.tableShift
        if exclusionWords == 0 { return table == principalTable }
        let word = exclusionBits[Int(principalTable) * exclusionWords + Int(table >> 6)]
        return word >> (table & 63) & 1 != 0
    }
}
