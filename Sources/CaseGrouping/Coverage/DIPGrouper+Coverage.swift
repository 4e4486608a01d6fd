import ExactAmounts

extension DIPGrouper {
    /// Looks for a witness for each row of the catalogue.
    ///
    /// For a core row, the codes of its terms are tried in all combinations, and for comprehensive rows every category of a letter
    /// and two letters or digits that their prefix or range has; a row that none of these reaches loses to another row in every
    /// case. Where there are too many combinations, what is not found stays undecided.
    public func coverage() -> DefinitionCoverage {
        var witnesses: [Int: InpatientCase] = [:]
        var isExhaustive = true
        for (place, row) in definition.rows.enumerated() {
            let (candidates, areAll) = candidates(for: row)
            witnesses[place + 1] = candidates.first { place == self.place(of: $0) }
            if witnesses[place + 1] == nil, !areAll { isExhaustive = false }
        }
        return DefinitionCoverage(groups: definition.groups, witnesses: witnesses, isExhaustive: isExhaustive)
    }

    private func place(of single: InpatientCase) -> Int? {
        var columns = DIPCaseColumns()
        append(single, to: &columns)
        return place(columns, 0)
    }

    /// The most choices of one expression that are tried.
    private static let mostChoices = 4096

    /// Cases that may reach a row, and whether no other case could if none of them does.
    private func candidates(for row: DIPDefinition.Row) -> (cases: [InpatientCase], areAll: Bool) {
        let cost = row.meanFen.map { Money(fen: $0) }
        switch row.diagnosis {
        case .subcategory(let text):
            let (lists, areAll) = combinations(row.terms)
            return (lists.map { InpatientCase(diagnoses: [text], procedures: texts($0), totalCost: cost) }, areAll)
        case .prefix(let prefix): return (comprehensive(categories(prefix), row, cost), true)
        case .range(let first, let last):
            return (
                comprehensive(categories("").filter { first <= $0 && $0 <= last } + [first, last], row, cost), true
            )
        }
    }

    /// Lists of codes that meet every term: first those with one code of each, and then, unless there are too many, all others.
    private func combinations(_ terms: [[UInt32]]) -> (lists: [[UInt32]], areAll: Bool) {
        var lists: [[UInt32]] = [[]]
        for term in terms {
            lists = Array(lists.flatMap { list in term.map { list + [$0] } }.prefix(Self.mostChoices))
        }
        // All codes of a term together match more procedures than one of them does.
        lists.append(terms.flatMap { $0 })
        let count = terms.reduce(1) { $1.count < 12 ? min($0 * (1 << $1.count - 1), Self.mostChoices + 1) : .max / 2 }
        guard count <= Self.mostChoices else { return (lists, false) }
        var all: [[UInt32]] = [[]]
        for term in terms {
            let parts = (1..<1 << term.count).map { chosen in
                term.indices.filter { chosen >> $0 & 1 != 0 }.map { term[$0] }
            }
            all = all.flatMap { list in parts.map { list + $0 } }
        }
        return (lists + all, true)
    }

    private func texts(_ procedures: [UInt32]) -> CodeList {
        CodeList(procedures.map { definition.procedures.texts[Int($0)] })
    }

    /// The three-character categories that begin so.
    private func categories(_ prefix: String) -> [String] {
        let letters = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(Unicode.Scalar($0)) }
        let digits = (0...9).map { "\($0)" }
        // Digits first: they are what nearly all codes have.
        let all = [digits, digits + letters].flatMap { signs in
            letters.flatMap { letter in signs.flatMap { first in signs.map { letter + first + $0 } } }
        }
        return prefix.count == 3 ? [prefix] : all.filter { $0.hasPrefix(prefix) }
    }

    /// Cases of these categories and the row's class, whose diagnosis no core row names.
    private func comprehensive(_ categories: [String], _ row: DIPDefinition.Row, _ cost: Money?) -> [InpatientCase] {
        let procedures = definition.classes.indices.dropFirst().filter {
            definition.classes[$0] == row.procedureClass && !definition.isDropped[$0]
        }
        // One procedure of the class is as good as another.
        let lists =
            row.procedureClass == .conservative ? [CodeList()] : procedures.prefix(1).map { texts([UInt32($0)]) }
        return categories.flatMap { category in
            lists.map { InpatientCase(diagnoses: ["\(category).-"], procedures: $0, totalCost: cost) }
        }
    }
}

extension CodeList {
    fileprivate init() { self.init(text: "") }
}
