/// Codes that no fact of one kind can tell apart, as classes.
struct CodeClasses {
    /// The class of each code number; number 0, an absent or unknown code, is in class 0.
    private(set) var classOf: [UInt16]
    /// The facts that hold for the codes of each class.
    private(set) var facts: [Set<Int32>]

    /// Splits the codes 0 to `codeCount` by each fact's members.
    ///
    /// - Returns: nil when there are more classes than a table entry can name.
    /// - Complexity: O(members of all facts).
    init?(codeCount: Int, facts members: [(fact: Int32, codes: [UInt32])]) {
        var classes = [Int32](repeating: 0, count: codeCount + 1)
        var classFacts: [Set<Int32>] = [[]]
        var stamps = [Int32](repeating: -1, count: codeCount + 1)
        for (index, (fact, codes)) in members.enumerated() {
            var moved: [Int32: Int32] = [:]
            for code in codes where stamps[Int(code)] != index {
                stamps[Int(code)] = Int32(index)
                let old = classes[Int(code)]
                let new = moved[old] ?? Int32(classFacts.count)
                if new == classFacts.count {
                    moved[old] = new
                    classFacts.append(classFacts[Int(old)].union([fact]))
                }
                classes[Int(code)] = new
            }
        }
        // Classes that were split empty are dropped.
        var renumbered = [Int32](repeating: -1, count: classFacts.count)
        renumbered[0] = 0
        facts = [[]]
        for code in classes.indices where renumbered[Int(classes[code])] < 0 {
            renumbered[Int(classes[code])] = Int32(facts.count)
            facts.append(classFacts[Int(classes[code])])
        }
        if facts.count > Int(UInt16.max) { return nil }
        classOf = classes.map { UInt16(renumbered[Int($0)]) }
    }
}
