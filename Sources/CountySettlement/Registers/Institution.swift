public import ExactAmounts

/// A row of institutions.csv: who treats, at which benefit level, from when to when.
public struct Institution: Sendable, Hashable {
    /// `fixmedins_code`
    public let code: String
    /// `fixmedins_name`
    public let name: String
    /// The benefit level, as a place among the scheme's levels.
    public let level: Int
    /// The kind.
    public let kind: InstitutionKind
    /// The general hospital of a branch site (总院); empty otherwise.
    public let parent: String
    /// The first day on which the row holds; nil for open.
    public let from: CivilDate?
    /// The last day on which the row holds; nil for open.
    public let to: CivilDate?
    /// The line of the row, for messages.
    public let line: Int

    /// A row.
    public init(
        code: String, name: String, level: Int, kind: InstitutionKind, parent: String = "", from: CivilDate? = nil,
        to: CivilDate? = nil, line: Int = 0
    ) {
        self.code = code
        self.name = name
        self.level = level
        self.kind = kind
        self.parent = parent
        self.from = from
        self.to = to
        self.line = line
    }

    func holds(on date: CivilDate) -> Bool {
        (from.map { $0 <= date } ?? true) && (to.map { date <= $0 } ?? true)
    }
}

/// The institutions of a county by code and day.
struct InstitutionRegister: Sendable {
    /// The rows as they were given.
    let rows: [Institution]
    /// The codes in order.
    let codes: [String]
    /// The place of each row's code among the codes.
    let codeOfRow: [Int]
    /// The rows of each code, the earliest first.
    private let rowsOfCode: [[Int]]
    private let index: TextIndex

    /// - Throws: rows of one code whose periods overlap.
    init(_ rows: [Institution]) throws(InputFaults) {
        self.rows = rows
        let codes = Set(rows.map(\.code)).sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
        self.codes = codes
        var index = TextIndex()
        for code in codes { _ = index.insert(code.utf8.span) }
        self.index = index
        codeOfRow = rows.map { index.find($0.code.utf8.span) ?? 0 }
        var rowsOfCode = [[Int]](repeating: [], count: codes.count)
        for (row, code) in codeOfRow.enumerated() { rowsOfCode[code].append(row) }
        var faults: [InputFault] = []
        for code in rowsOfCode.indices {
            rowsOfCode[code].sort { (rows[$0].from?.dayNumber ?? .min) < (rows[$1].from?.dayNumber ?? .min) }
            for (first, second) in zip(rowsOfCode[code], rowsOfCode[code].dropFirst()) {
                let end = rows[first].to?.dayNumber ?? .max
                let start = rows[second].from?.dayNumber ?? .min
                if start <= end {
                    faults.append(
                        InputFault(
                            file: "institutions.csv", line: rows[second].line, column: 1, code: .badPeriod,
                            message: "the period of \(codes[code]) overlaps that of line \(rows[first].line)"))
                }
            }
        }
        self.rowsOfCode = rowsOfCode
        if !faults.isEmpty { throw InputFaults(faults) }
    }

    /// The place of a code; nil when no row has it.
    func code(_ text: Span<UInt8>) -> Int? { index.find(text) }

    /// The row of a code that holds on a day.
    func row(ofCode code: Int, on date: CivilDate) -> Int? { rowsOfCode[code].first { rows[$0].holds(on: date) } }

    /// The row that says what an institution is at the year's end: the one of that day, else the latest.
    func row(ofCode code: Int, atEndOf year: ClosedRange<CivilDate>) -> Int? {
        row(ofCode: code, on: year.upperBound) ?? rowsOfCode[code].last
    }
}
