import ExactAmounts

extension DIPGrouper {
    /// Looks for a witness for each row of the catalogue.
    ///
    /// Every choice of one code for each term of an expression is tried, and for comprehensive rows every category of their prefix
    /// or range; a row that none of these reaches loses to another row in every case.
    public func coverage() -> DefinitionCoverage {
        var witnesses: [Int: InpatientCase] = [:]
        for (place, row) in definition.rows.enumerated() {
            witnesses[place + 1] = candidates(for: row).first { place == self.place(of: $0) }
        }
        return DefinitionCoverage(groups: definition.groups, witnesses: witnesses, isExhaustive: true)
    }

    private func place(of single: InpatientCase) -> Int? {
        var columns = DIPCaseColumns()
        append(single, to: &columns)
        return place(columns, 0)
    }

    /// The most choices of one expression that are tried.
    private static let mostChoices = 4096

    private func candidates(for row: DIPDefinition.Row) -> [InpatientCase] {
        let cost = row.meanFen.map { Money(fen: $0) }
        switch row.diagnosis {
        case .subcategory(let text):
            var choices: [[UInt32]] = [[]]
            for term in row.terms {
                choices = Array(choices.flatMap { choice in term.map { choice + [$0] } }.prefix(Self.mostChoices))
            }
            // All codes of a term together match more procedures than one of them does.
            choices.append(row.terms.flatMap { $0 })
            return choices.map { InpatientCase(diagnoses: [text], procedures: texts($0), totalCost: cost) }
        case .prefix(let prefix): return comprehensive(categories(prefix), row, cost)
        case .range(let first, let last):
            return comprehensive(categories("").filter { first <= $0 && $0 <= last } + [first, last], row, cost)
        }
    }

    private func texts(_ procedures: [UInt32]) -> CodeList {
        CodeList(procedures.map { definition.procedures.texts[Int($0)] })
    }

    /// The three-character categories that begin so.
    private func categories(_ prefix: String) -> [String] {
        let letters = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(Unicode.Scalar($0)) }
        let numbers = (0...99).map { $0 < 10 ? "0\($0)" : "\($0)" }
        let all = letters.flatMap { letter in numbers.map { letter + $0 } }
        return prefix.count == 3 ? [prefix] : all.filter { $0.hasPrefix(prefix) }
    }

    /// Cases of these categories and the row's class, whose diagnosis no core row names.
    private func comprehensive(_ categories: [String], _ row: DIPDefinition.Row, _ cost: Money?) -> [InpatientCase] {
        let procedures = definition.classes.indices.dropFirst().filter {
            definition.classes[$0] == row.procedureClass && !definition.isDropped[$0]
        }
        let lists = row.procedureClass == .conservative ? [CodeList()] : procedures.map { texts([UInt32($0)]) }
        return categories.flatMap { category in
            lists.map { InpatientCase(diagnoses: ["\(category).-"], procedures: $0, totalCost: cost) }
        }
    }
}

extension CodeList {
    fileprivate init() { self.init(text: "") }
}
