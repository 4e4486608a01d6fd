import CaseGrouping
import ExactAmounts
import Foundation
import SettlementReplay

/// Numbered cases to groups, and CSV text to groups, on one core.
struct GroupingBenchmark {
    private let folder: String
    private let claims: [UInt8]
    private let caseCount: Int

    /// The definition that is used when none is named.
    static let ownDefinition = "Fixtures/definitions/county-drg"

    init(_ options: inout Options) throws {
        folder = options.text("--definition") ?? Self.ownDefinition
        caseCount = try options.count("--cases", default: 1_000_000)
        if let path = options.text("--claims") {
            claims = try InputFile.bytes(path, named: path)
        } else {
            claims = try GeneratedClaims(folder).rows(20_000)
        }
    }

    func run(_ report: inout Report) throws {
        let files = try InputFile.definition(folder, named: folder)
        let reading = try Timing.measure("read definition", unit: "definition", count: 1, runs: 5) {
            UInt64(try DRGDefinition(files).groups.count)
        }
        report.add(reading)
        let definition = try DRGDefinition(files)
        report.add(
            Timing.measure("compile definition", unit: "definition", count: 1, runs: 5) {
                UInt64(DRGGrouper(definition).definition.groups.count)
            })
        let grouper = DRGGrouper(definition)
        let once = try columns(grouper)
        try addNumbered(grouper, once, &report)
        try addText(grouper, &report)
    }

    /// The cases of the file again and again in a random order, and a mix in which few cases are frequent.
    private func addNumbered(_ grouper: DRGGrouper, _ once: DRGCaseColumns, _ report: inout Report) throws {
        var random = SplitMix(seed: 1)
        var order = (0..<caseCount).map { $0 % once.count }
        random.shuffle(&order)
        let skewed = (0..<caseCount).map { _ in
            min(random.below(once.count), random.below(once.count), random.below(once.count))
        }
        for (name, places) in [("numbered, reshuffled", order), ("numbered, skewed", skewed)] {
            var columns = DRGCaseColumns()
            columns.reserveCapacity(caseCount)
            columns.append(places, of: once)
            var groups: [UInt16] = []
            report.add(
                Timing.measure(name, unit: "cases", count: caseCount) {
                    grouper.group(columns, into: &groups)
                    return checksum(groups)
                })
            let table = [UInt64](repeating: 1, count: 8 * grouper.definition.roleCount)
            report.add(
                Timing.measure("floor: 64 bytes a code", unit: "cases", count: caseCount) { columns.touch(table) })
        }
        let small = 20_000
        var groups: [UInt16] = []
        var columns = DRGCaseColumns()
        columns.append((0..<small).map { order[$0 % caseCount] }, of: once)
        let general = DRGGrouper.general(grouper.definition)
        report.add(
            Timing.measure("numbered, general way", unit: "cases", count: small, runs: 3) {
                general.group(columns, into: &groups)
                return checksum(groups)
            })
    }

    private func addText(_ grouper: DRGGrouper, _ report: inout Report) throws {
        let lines = claims.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
        guard let header = lines.first else { return }
        var random = SplitMix(seed: 2)
        var text = Array(header) + [UInt8(ascii: "\n")]
        let rowCount = max(1, caseCount / 2)
        let rows = lines.dropFirst().map(Array.init)
        for _ in 0..<rowCount { text += rows[random.below(rows.count)] + [UInt8(ascii: "\n")] }
        let size = text.count
        let blocks = stride(from: 0, to: size, by: 64 << 10).map { Array(text[$0..<min(size, $0 + 64 << 10)]) }
        report.add(
            try Timing.measure("CSV text to groups", unit: "rows", count: rowCount, runs: 5) {
                try group(blocks, grouper)
            })
        report.add("bytes a row", size / rowCount)
    }

    /// Reads the text block by block and groups each batch of rows.
    private func group(_ blocks: [[UInt8]], _ grouper: DRGGrouper) throws -> UInt64 {
        var reader = CSVReader(file: "claims.csv")
        var columns = DRGCaseColumns()
        var groups: [UInt16] = []
        var rows: CaseRowReader?
        var sum: UInt64 = 0
        var next = 0
        while true {
            switch try reader.next() {
            case .end: return sum
            case .needsBytes:
                if next == blocks.count { reader.finish() } else { reader.append(blocks[next]) }
                next += 1
            case .row:
                guard let known = rows else {
                    rows = try CaseRowReader(header: reader)
                    continue
                }
                columns.removeAll()
                grouper.appendRows(of: &reader, known, to: &columns) { _, _ in }
                grouper.group(columns, into: &groups)
                sum = sum &* 31 &+ checksum(groups)
            }
        }
    }

    private func columns(_ grouper: DRGGrouper) throws -> DRGCaseColumns {
        var reader = CSVReader(file: "claims.csv")
        reader.append(claims)
        reader.finish()
        guard try reader.next() == .row else {
            throw Benchmarks.UsageError(description: "the claims have no header row")
        }
        let rows = try CaseRowReader(header: reader)
        var columns = DRGCaseColumns()
        while try reader.next() == .row { grouper.appendRows(of: &reader, rows, to: &columns) { _, _ in } }
        return columns
    }

    private func checksum(_ groups: [UInt16]) -> UInt64 {
        groups.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
