/// Which diagnoses are complications, and which principal diagnoses exclude each of them.
///
/// A row of CC.csv names its own exclusion table; tables are never merged.
struct ComplicationTable: Sendable {
    struct Row: Sendable, Hashable {
        let code: UInt32
        let level: ComplicationLevel
        /// The exclusion table that this row names.
        let table: UInt32?
    }

    /// In the order of their codes.
    let rows: [Row]
    /// The names of the exclusion tables.
    let tableNames: [String]
    /// The rows of each code: from `rowStarts[code]` to `rowStarts[code + 1]`.
    private let rowStarts: [UInt32]
    /// The tables in which each code stands as a principal diagnosis, likewise.
    private let tableStarts: [UInt32]
    private let tables: [UInt32]

    /// - Parameter codeCount: codes are numbered from 0 to this.
    init(rows unordered: [Row], tableNames: [String], exclusions: [(table: UInt32, code: UInt32)], codeCount: Int) {
        rows = unordered.sorted { ($0.code, $0.level == .minor ? 1 : 0) < ($1.code, $1.level == .minor ? 1 : 0) }
        self.tableNames = tableNames
        rowStarts = Self.starts(rows.map(\.code), codeCount)
        let ordered = exclusions.sorted { ($0.code, $0.table) < ($1.code, $1.table) }
        tableStarts = Self.starts(ordered.map(\.code), codeCount)
        tables = ordered.map(\.table)
    }

    private static func starts(_ sortedCodes: [UInt32], _ codeCount: Int) -> [UInt32] {
        var starts = [UInt32](repeating: 0, count: codeCount + 2)
        for code in sortedCodes { starts[Int(code) + 1] += 1 }
        for code in 1..<starts.count { starts[code] += starts[code - 1] }
        return starts
    }

    /// The rows of a code.
    func rows(of code: UInt32) -> ArraySlice<Row> {
        rows[Int(rowStarts[Int(code)])..<Int(rowStarts[Int(code) + 1])]
    }

    /// The tables in which a code stands.
    func tables(of principal: UInt32) -> ArraySlice<UInt32> {
        tables[Int(tableStarts[Int(principal)])..<Int(tableStarts[Int(principal) + 1])]
    }

    /// Whether a row does not count beside this principal diagnosis.
    func excludes(_ row: Row, beside principal: UInt32) -> Bool {
        guard let table = row.table else { return false }
        return tables(of: principal).contains(table)
    }
}
