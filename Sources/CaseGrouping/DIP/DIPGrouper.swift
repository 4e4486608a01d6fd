public import ExactAmounts

/// Groups cases by one DIP catalogue: compiled once, then asked from any number of threads.
///
/// ```swift
/// let grouper = DIPGrouper(try DIPDefinition(files))
/// grouper.group(InpatientCase(diagnoses: ["K35.902"], procedures: ["47.0901"], age: 40)).group.code
/// ```
public struct DIPGrouper: Sendable {
    /// What is grouped by.
    public let definition: DIPDefinition
    /// Numbers the five-character diagnoses that core and primary-care rows name.
    let diagnoses: CodeNumbering
    /// The core and primary-care rows of each of them, by number.
    let candidates: [[Int]]
    /// For a category, the comprehensive row of each procedure class.
    let comprehensives: ComprehensiveRows
    /// The place of each row's code among all codes in order.
    let ranks: [Int]

    /// Compiles a definition.
    public init(_ definition: DIPDefinition) {
        self.definition = definition
        var diagnoses = CodeNumbering()
        var candidates: [[Int]] = [[]]
        for (place, row) in definition.rows.enumerated() {
            guard case .subcategory(let text) = row.diagnosis else { continue }
            let number = Int(diagnoses.insert(text.utf8.span))
            if number == candidates.count { candidates.append([]) }
            candidates[number].append(place)
        }
        self.diagnoses = diagnoses
        self.candidates = candidates
        comprehensives = ComprehensiveRows(definition.rows)
        let byCode = definition.rows.indices.sorted {
            Array(comparable(definition.rows[$0].code).utf8).lexicographicallyPrecedes(
                Array(comparable(definition.rows[$1].code).utf8))
        }
        var ranks = [Int](repeating: 0, count: byCode.count)
        for (rank, place) in byCode.enumerated() { ranks[place] = rank }
        self.ranks = ranks
    }

    /// Groups one case.
    public func group(_ single: InpatientCase) -> GroupedDIPCase {
        var columns = DIPCaseColumns()
        append(single, to: &columns)
        return group(columns, row: 0)
    }

    /// Groups a case of columns that this grouper has made.
    ///
    /// - Complexity: O(rows of the diagnosis × procedures).
    public func group(_ columns: DIPCaseColumns, row: Int) -> GroupedDIPCase {
        var missing: CaseValueSet = []
        let (place, factor) = result(columns, row, &missing)
        return GroupedDIPCase(
            group: definition.groups[place.map { $0 + 1 } ?? 0], auxiliaryFactor: factor, missingValues: missing)
    }

    /// The place of a case's group among ``DIPDefinition/groups``, and the values that it was asked for in vain.
    package func placeAndMissingValues(_ columns: DIPCaseColumns, row: Int) -> (group: Int, missing: CaseValueSet) {
        var missing: CaseValueSet = []
        let place = result(columns, row, &missing).place
        return (place.map { $0 + 1 } ?? 0, missing)
    }

    /// The row of a case and its auxiliary factor.
    func result(_ columns: DIPCaseColumns, _ row: Int) -> (place: Int?, auxiliaryFactor: Rate) {
        var missing: CaseValueSet = []
        return result(columns, row, &missing)
    }

    private func result(
        _ columns: DIPCaseColumns, _ row: Int, _ missing: inout CaseValueSet
    ) -> (place: Int?, auxiliaryFactor: Rate) {
        guard let place = place(columns, row) else { return (nil, .one) }
        let auxiliary = auxiliary(of: place, columns, row, &missing)
        return (place, auxiliary.map { Rate(hundredMillionths: definition.auxiliaries[$0].factor) } ?? .one)
    }

    /// The 分值 of a row of the catalogue, by its code; nil when there is no such row.
    public func score(of code: String) -> Rate? {
        definition.rows.first { $0.code == code }.map { Rate(hundredMillionths: $0.score) }
    }

    /// The 次均费用 of a row of the catalogue, by its code, where it has one.
    public func meanCost(of code: String) -> Money? {
        definition.rows.first { $0.code == code }.flatMap { $0.meanFen.map { Money(fen: $0) } }
    }
}

/// What a DIP grouper says of one case.
public struct GroupedDIPCase: Sendable, Hashable {
    /// The group: a row of the catalogue, or `0000`.
    public let group: CaseGroup
    /// The largest factor among the group's auxiliary rows that hold; 1 when none does.
    public let auxiliaryFactor: Rate
    /// The values that rules asked for and the case did not have.
    public let missingValues: CaseValueSet
}

/// Cases as columns of numbers, made for one DIP grouper.
public struct DIPCaseColumns: Sendable {
    /// The number of each principal diagnosis's first five characters, 0 when no row names them.
    var diagnoses: [UInt32] = []
    /// The first three characters of each principal diagnosis.
    var categories: [Category] = []
    /// The numbers of the procedures that take part, each once, of all cases one behind the other.
    var procedures: [UInt32] = []
    var procedureStarts: [UInt32] = [0]
    var values: [HeldValues] = []
    var totalFen: [Int64?] = []

    /// The first three characters of a diagnosis, in comparable form; empty for one that is shorter.
    typealias Category = UInt32

    /// No cases.
    public init() {}

    /// The number of cases.
    public var count: Int { diagnoses.count }

    /// Removes all cases and keeps the memory.
    public mutating func removeAll() {
        diagnoses.removeAll(keepingCapacity: true)
        categories.removeAll(keepingCapacity: true)
        procedures.removeAll(keepingCapacity: true)
        procedureStarts.removeAll(keepingCapacity: true)
        procedureStarts.append(0)
        values.removeAll(keepingCapacity: true)
        totalFen.removeAll(keepingCapacity: true)
    }
}

// MARK: - Columns

extension DIPGrouper {
    /// Appends a case to columns that are made for this grouper.
    public func append(_ single: InpatientCase, to columns: inout DIPCaseColumns) {
        let (text, fields) = single.written()
        append(text.span, fields, to: &columns)
    }

    /// Appends the current row of a CSV reader to columns.
    ///
    /// - Throws: why the row cannot be read; the columns are then unchanged.
    public func append(
        row reader: CSVReader, _ rows: CaseRowReader, to columns: inout DIPCaseColumns
    ) throws(Rejection) {
        try reader.withRow { (text, fields) throws(Rejection) in
            append(text, try rows.read(text, fields), to: &columns)
        }
    }

    /// Appends the rows of a batch to columns: all that the reader has at hand.
    ///
    /// - Parameters:
    ///   - reader: stands at a row; it is left at the last row of its batch.
    ///   - rows: where the columns stand in the file.
    ///   - columns: take the cases of the rows that can be read.
    ///   - rejected: is told each row that cannot be read, by its place among the rows of this call.
    public func appendRows(
        of reader: inout CSVReader, _ rows: CaseRowReader, to columns: inout DIPCaseColumns,
        rejected: (Int, Rejection) -> Void
    ) {
        reader.takeRowsAtHand(rejected: rejected) { (text, fields) throws(Rejection) in
            append(text, try rows.read(text, fields), to: &columns)
        }
    }

    /// Appends a case that stands in a text.
    func append(_ text: Span<UInt8>, _ fields: CaseFields, to columns: inout DIPCaseColumns) {
        var principal = 0..<0
        forEachCode(in: text, fields.diagnoses.range) { if principal.isEmpty { principal = $0 } }
        let code = text.extracting(principal)
        columns.diagnoses.append(diagnoses.number(of: code.extracting(first: prefixLength(code, characters: 5))))
        columns.categories.append(ComprehensiveRows.category(code))
        let start = columns.procedures.count
        forEachCode(in: text, fields.procedures.range) { place in
            let number = definition.procedures.number(in: text, place)
            // An unlisted code is in no expression and of no class: it changes nothing.
            if number != 0, !definition.isDropped[Int(number)], !columns.procedures[start...].contains(number) {
                columns.procedures.append(number)
            }
        }
        columns.procedureStarts.append(UInt32(columns.procedures.count))
        columns.values.append(
            fields.heldValues(in: text, definition.settings.newbornWeight, departments: definition.departments))
        columns.totalFen.append(fields.totalCost?.fen)
    }
}

/// How many bytes the first characters of a code take.
func prefixLength(_ code: Span<UInt8>, characters: Int) -> Int {
    var (length, left) = (0, characters)
    while length < code.count {
        if code[length] & 0xC0 != 0x80 {
            if left == 0 { break }
            left -= 1
        }
        length += 1
    }
    return length
}
