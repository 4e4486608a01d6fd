public import CaseGrouping
import ExactAmounts
import Foundation

/// Groups a file of claims row by row, in memory that does not depend on its length.
///
/// One row goes out for each row that comes in: `setl_id,status,mdc,adrg,group,reason`. A row that cannot be read has the status
/// `rejected` and its reason; a grouped one names in `reason` the values that its rules asked for and that it did not have.
public struct GroupingReplay {
    private let grouper: CaseGrouper

    /// How many rows were read, and what became of them.
    public struct Summary: Sendable {
        /// All rows below the header.
        public var rows = 0
        /// Rows by status: `grouped`, `ambiguous`, `ungrouped`, `rejected`.
        public var statuses: [String: Int] = [:]
    }

    /// Groups by this grouper.
    public init(_ grouper: CaseGrouper) { self.grouper = grouper }

    /// Reads a file, or standard input for nil, and hands out the output block by block.
    ///
    /// Repeated ids are not looked for: they would need memory for every id.
    ///
    /// - Throws: `InputFault` or `InputFaults` for a file that cannot be read on, after the rows before the fault; what `write` throws.
    public func run(
        _ path: String?, encoding: TextEncoding = .utf8, write: ([UInt8]) throws -> Void,
        progress: (_ rows: Int, _ bytes: Int, _ size: Int?) -> Void = { _, _, _ in }
    ) throws -> Summary {
        let name = path.map { ($0 as NSString).lastPathComponent } ?? "standard input"
        var stream = try ByteStream(path, named: name, encoding: encoding)
        var reader = CSVReader(file: name)
        guard try reader.next(from: &stream) else {
            throw InputFault(file: name, line: 1, column: 1, code: .missingHeader, message: "no header row")
        }
        let rows = try CaseRowReader(header: reader)
        var writer = CSVWriter(header: ["setl_id", "status", "mdc", "adrg", "group", "reason"])
        var batch = GroupedRows(grouper)
        var summary = Summary()
        while try reader.next(from: &stream) {
            batch.read(&reader, rows)
            batch.write(reader, to: &writer, &summary)
            if writer.bytes.count > ByteStream.blockBytes {
                try write(writer.bytes)
                writer.removeAll()
            }
            progress(summary.rows, stream.bytesRead, stream.size)
        }
        try write(writer.bytes)
        return summary
    }
}

/// The rows of one batch of a CSV reader, on their way from text to groups.
private struct GroupedRows {
    private let groups: [CaseGroup]
    private var drg: DRGRows?
    private var dip: DIPRows?
    /// For each row, where its id stands and why it was rejected, if it was.
    private var rows: [(id: Range<Int>, rejection: Rejection?)] = []
    private var results: [Result] = []

    /// The group of a case, by its place, and what it lacked.
    typealias Result = (group: Int, missing: CaseValueSet)

    init(_ grouper: CaseGrouper) {
        groups = grouper.groups
        switch grouper {
        case .drg(let grouper): drg = DRGRows(grouper)
        case .dip(let grouper): dip = DIPRows(grouper)
        }
    }

    /// Takes the current row and all others that are at hand.
    mutating func read(_ reader: inout CSVReader, _ rowReader: CaseRowReader) {
        rows.removeAll(keepingCapacity: true)
        results.removeAll(keepingCapacity: true)
        reader.forEachRowStillAtHand { _, fields in rows.append((rowReader.settlement(fields), nil)) }
        drg?.read(&reader, rowReader, into: &results) { rows[$0].rejection = $1 }
        dip?.read(&reader, rowReader, into: &results) { rows[$0].rejection = $1 }
    }

    /// Writes one row for each that was taken.
    func write(_ reader: CSVReader, to writer: inout CSVWriter, _ summary: inout GroupingReplay.Summary) {
        var place = 0
        for (id, rejection) in rows {
            summary.rows += 1
            writer.field(reader.bytes.span.extracting(id))
            if let rejection {
                summary.statuses["rejected", default: 0] += 1
                writer.field("rejected")
                for _ in 0..<3 { writer.emptyField() }
                writer.field("\(rejection.reason.rawValue): \(rejection.detail)")
            } else {
                let (group, missing) = (groups[results[place].group], results[place].missing)
                place += 1
                summary.statuses[group.status.rawValue, default: 0] += 1
                writer.field(group.status.rawValue)
                writer.field(group.category)
                writer.field(group.adjacent)
                writer.field(group.code)
                writer.field(
                    missing.isEmpty ? "" : "missing " + missing.values.map(\.rawValue).joined(separator: " "))
            }
            writer.endRow()
        }
    }
}

private struct DRGRows {
    private let grouper: DRGGrouper
    private var columns = DRGCaseColumns()
    private var finder: MissingValueFinder
    private var found: [UInt16] = []

    init(_ grouper: DRGGrouper) {
        self.grouper = grouper
        finder = MissingValueFinder(grouper)
    }

    mutating func read(
        _ reader: inout CSVReader, _ rowReader: CaseRowReader, into results: inout [GroupedRows.Result],
        rejected: (Int, Rejection) -> Void
    ) {
        columns.removeAll()
        grouper.appendRows(of: &reader, rowReader, to: &columns, rejected: rejected)
        grouper.group(columns, into: &found)
        for row in found.indices {
            results.append((Int(found[row]), finder.missingValues(columns, row: row)))
        }
    }
}

private struct DIPRows {
    private let grouper: DIPGrouper
    private var columns = DIPCaseColumns()

    init(_ grouper: DIPGrouper) { self.grouper = grouper }

    mutating func read(
        _ reader: inout CSVReader, _ rowReader: CaseRowReader, into results: inout [GroupedRows.Result],
        rejected: (Int, Rejection) -> Void
    ) {
        columns.removeAll()
        grouper.appendRows(of: &reader, rowReader, to: &columns, rejected: rejected)
        for row in 0..<columns.count {
            let (place, missing) = grouper.placeAndMissingValues(columns, row: row)
            results.append((place, missing))
        }
    }
}
