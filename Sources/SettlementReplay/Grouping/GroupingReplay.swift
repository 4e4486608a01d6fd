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
    private enum Columns {
        case drg(DRGGrouper, DRGCaseColumns)
        case dip(DIPGrouper, DIPCaseColumns)
    }

    private var columns: Columns
    private let groups: [CaseGroup]
    /// For each row, where its id stands and why it was rejected, if it was.
    private var rows: [(id: Range<Int>, rejection: Rejection?)] = []
    private var found: [UInt16] = []

    init(_ grouper: CaseGrouper) {
        groups = grouper.groups
        switch grouper {
        case .drg(let grouper): columns = .drg(grouper, DRGCaseColumns())
        case .dip(let grouper): columns = .dip(grouper, DIPCaseColumns())
        }
    }

    /// Takes the current row and all others that are at hand.
    mutating func read(_ reader: inout CSVReader, _ rowReader: CaseRowReader) {
        rows.removeAll(keepingCapacity: true)
        reader.forEachRowStillAtHand { _, fields in rows.append((rowReader.settlement(fields), nil)) }
        switch columns {
        case .drg(let grouper, var cases):
            columns = .drg(grouper, DRGCaseColumns())
            cases.removeAll()
            grouper.appendRows(of: &reader, rowReader, to: &cases) { rows[$0].rejection = $1 }
            grouper.group(cases, into: &found)
            columns = .drg(grouper, cases)
        case .dip(let grouper, var cases):
            columns = .dip(grouper, DIPCaseColumns())
            cases.removeAll()
            grouper.appendRows(of: &reader, rowReader, to: &cases) { rows[$0].rejection = $1 }
            columns = .dip(grouper, cases)
        }
    }

    /// Writes one row for each that was taken.
    mutating func write(_ reader: CSVReader, to writer: inout CSVWriter, _ summary: inout GroupingReplay.Summary) {
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
                let (group, missing) = result(place)
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

    private func result(_ place: Int) -> (CaseGroup, CaseValueSet) {
        switch columns {
        case .drg(let grouper, let cases): return (groups[Int(found[place])], grouper.missingValues(cases, row: place))
        case .dip(let grouper, let cases):
            let result = grouper.group(cases, row: place)
            return (result.group, result.missingValues)
        }
    }
}
