public import ExactAmounts

/// Groups cases by one DRG definition: compiled once, then asked from any number of threads.
///
/// Two ways give the same answer. The fast way reads compiled tables; the general way follows the rules themselves, and is
/// taken for what tables do not hold: counted codes, other procedures tried again, codes listed twice as complications, and
/// facts beyond those that have a bit. Explanations follow the general way with a recording trace.
///
/// ```swift
/// let grouper = DRGGrouper(try DRGDefinition(files))
/// grouper.group(InpatientCase(diagnoses: ["J18.900"], age: 40, sex: 1)).group.code   // "ES35"
/// ```
public struct DRGGrouper: Sendable {
    /// What is grouped by.
    public let definition: DRGDefinition
    /// The compiled tables; nil for a definition that needs the general way throughout.
    let tables: DecisionTables?
    let codes: CodeLookup
    let sets: CodeSetBits
    let program: RuleProgram

    /// Compiles a definition.
    ///
    /// - Complexity: a tenth of a second for the full national definition.
    public init(_ definition: DRGDefinition) {
        self.init(definition, tables: DecisionCompiler.compile(definition))
    }

    /// A grouper that always takes the general way.
    package static func general(_ definition: DRGDefinition) -> DRGGrouper { DRGGrouper(definition, tables: nil) }

    private init(_ definition: DRGDefinition, tables: DecisionTables?) {
        self.definition = definition
        self.tables = tables
        codes = CodeLookup(definition.codes)
        program = RuleProgram(definition)
        sets = CodeSetBits(definition.sets.map(\.members), codeCount: definition.codes.count)
    }

    /// Groups one case.
    public func group(_ single: InpatientCase) -> GroupedCase {
        var columns = DRGCaseColumns()
        append(single, to: &columns)
        var groups: [UInt16] = []
        group(columns, into: &groups)
        return GroupedCase(
            group: definition.groups[Int(groups[0])], missingValues: missingValues(columns, row: 0))
    }

    /// Groups the cases of columns that this grouper has made.
    ///
    /// - Parameters:
    ///   - columns: cases that were appended by this grouper.
    ///   - groups: set to one place among ``DRGDefinition/groups`` for each case.
    /// - Complexity: O(codes), some twenty nanoseconds a case.
    public func group(_ columns: DRGCaseColumns, into groups: inout [UInt16]) {
        groups.removeAll(keepingCapacity: true)
        groups.append(contentsOf: repeatElement(DecisionTables.byRules, count: columns.count))
        tables?.group(columns, into: &groups)
        if tables?.isComplete == true, !definition.settings.retryWithEachOtherProcedure { return }
        let retries = definition.settings.retryWithEachOtherProcedure
        for row in groups.indices {
            if groups[row] == DecisionTables.byRules || (retries && groups[row] == 0) {
                groups[row] = groupByRules(columns, row)
            }
        }
    }
}

/// What a grouper says of one case.
public struct GroupedCase: Sendable, Hashable {
    /// The group.
    public let group: CaseGroup
    /// The values that rules asked for and the case did not have.
    public let missingValues: CaseValueSet
}

// MARK: - Columns

extension DRGGrouper {
    /// Appends a case to columns that are made for this grouper.
    public func append(_ single: InpatientCase, to columns: inout DRGCaseColumns) {
        let (text, fields) = single.written()
        append(text.span, fields, to: &columns)
        settlePending(of: text.span, &columns)
    }

    /// Appends a case that waits in columns for ``settlePending(of:_:)``.
    @inline(__always)
    func append(_ text: Span<UInt8>, _ fields: CaseFields, to columns: inout DRGCaseColumns) {
        let values = fields.heldValues(
            in: text, definition.settings.newbornWeight, departments: definition.departments)
        columns.pending.append(values, diagnoses: fields.diagnoses, procedures: fields.procedures)
    }

    /// Makes records of the cases of a text that wait in columns.
    func settlePending(of text: Span<UInt8>, _ columns: inout DRGCaseColumns) {
        columns.settlePending(of: text, codes, definition.roles)
    }
}

/// Which sets each code is in, as a row of bits.
struct CodeSetBits: Sendable {
    private let wordsPerCode: Int
    private let bits: [UInt64]

    init(_ members: [[UInt32]], codeCount: Int) {
        wordsPerCode = (members.count + 63) / 64
        var bits = [UInt64](repeating: 0, count: wordsPerCode * (codeCount + 1))
        for (set, codes) in members.enumerated() {
            for code in codes { bits[Int(code) * wordsPerCode + set / 64] |= 1 << UInt64(set % 64) }
        }
        self.bits = bits
    }

    /// Whether a code is in a set.
    func contains(_ code: UInt32, inSet set: Int) -> Bool {
        bits[Int(code) * wordsPerCode + set / 64] & (1 << UInt64(set % 64)) != 0
    }
}

// MARK: - Rows of claims

extension DRGGrouper {
    /// Appends the current row of a CSV reader to columns.
    ///
    /// - Throws: why the row cannot be read; the columns are then unchanged.
    public func append(
        row reader: CSVReader, _ rows: CaseRowReader, to columns: inout DRGCaseColumns
    ) throws(Rejection) {
        try reader.withRow { (text, fields) throws(Rejection) in
            append(text, try rows.read(text, fields), to: &columns)
            settlePending(of: text, &columns)
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
        of reader: inout CSVReader, _ rows: CaseRowReader, to columns: inout DRGCaseColumns,
        rejected: (Int, Rejection) -> Void
    ) {
        reader.takeRowsAtHand(rejected: rejected) { (text, fields) throws(Rejection) in
            append(text, try rows.read(text, fields), to: &columns)
        }
        settlePending(of: reader.bytes.span, &columns)
    }
}
