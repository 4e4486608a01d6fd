public import CaseGrouping
import ExactAmounts
import Foundation

/// Builds weights or a catalogue from files of earlier years (2.5).
public struct CatalogueReplay {
    private let paths: [String]
    private let encoding: TextEncoding

    /// A table as bytes of CSV, and what it was made of in a few words.
    public struct Report: Sendable {
        /// The table.
        public let table: [UInt8]
        /// How many cases were used and rejected, and what the core rows hold.
        public let summary: String
    }

    /// The history in some files.
    ///
    /// - Parameters:
    ///   - paths: one file of claims a year, the oldest first.
    ///   - encoding: the encoding of all of them.
    public init(paths: [String], encoding: TextEncoding = .utf8) {
        self.paths = paths
        self.encoding = encoding
    }

    /// The weights of a definition's groups, as weights.csv with the number of cases and their stability.
    ///
    /// - Throws: faults of the files, `AmountError` for costs that do not fit.
    public func weights(_ definition: DRGDefinition) throws -> Report {
        let grouper = DRGGrouper(definition)
        var history = CostHistory(years: paths.count)
        let counts = try forEachCase { single, year in
            let group = grouper.group(single).group
            if let cost = single.totalCost {
                history.add(cost, group: group.status == .ungrouped ? nil : group.code, year: year)
            }
        }
        var writer = CSVWriter(
            header: ["group", "level", "weight", "mean_cost", "primary_care", "primary_care_factor"] + Self.stability)
        let weights = try history.weights()
        for weight in weights {
            writer.field(weight.group)
            writer.emptyField()
            writer.field(weight.weight)
            writer.field(weight.meanCost)
            writer.emptyField()
            writer.emptyField()
            Self.write(weight, to: &writer)
        }
        let unstable = weights.count(where: \.isUnstable)
        return Report(
            table: writer.bytes, summary: "\(counts), \(weights.count) groups, \(unstable) with a variation above 1")
    }

    /// A DIP catalogue, as 病种目录.csv with the number of cases and their stability.
    ///
    /// - Throws: faults of the files, `AmountError` for costs that do not fit.
    public func catalogue(_ definition: DIPDefinition, threshold: Int, scale: Int) throws -> Report {
        var builder = DIPCatalogueBuilder(definition, years: paths.count)
        let counts = try forEachCase { single, year in builder.add(single, year: year) }
        let catalogue = try builder.catalogue(threshold: threshold, scale: scale)
        var writer = CSVWriter(
            header: ["病种编码", "病种名称", "病种类型", "主要诊断", "手术操作", "操作类别", "分值", "次均费用"] + Self.stability)
        for row in catalogue.rows {
            writer.field(row.code)
            writer.field(row.code)
            writer.field(row.isCore ? "核心" : "综合")
            writer.field(row.diagnosis)
            writer.field(row.procedures)
            writer.field(row.procedureClass)
            writer.field(row.score)
            writer.field(row.weight.meanCost)
            Self.write(row.weight, to: &writer)
        }
        let core = catalogue.rows.count(where: \.isCore)
        var share = ""
        if catalogue.caseCount > 0 {
            let exact = try ExactRatio(Int128(catalogue.coreCaseCount) * 100, over: Int128(catalogue.caseCount))
            share = " (\(try Money(rounding: exact * ExactRatio(100), .halfUp)) %; more than 85 % is asked)"
        }
        return Report(
            table: writer.bytes,
            summary: "\(counts), \(core) core rows hold \(catalogue.coreCaseCount) cases\(share), "
                + "\(catalogue.rows.count - core) comprehensive rows hold the rest")
    }

    private static let stability = ["cases", "variation", "unstable"]

    private static func write(_ weight: GroupWeight, to writer: inout CSVWriter) {
        writer.field(weight.caseCount)
        writer.field(weight.variation)
        writer.field(weight.isUnstable ? "1" : "")
        writer.endRow()
    }

    /// Hands out every case with a cost, with its year from 0, and says how many there were.
    private func forEachCase(_ body: (InpatientCase, Int) -> Void) throws -> String {
        var (used, rejected) = (0, 0)
        for (year, path) in paths.enumerated() {
            let name = (path as NSString).lastPathComponent
            var stream = try ByteStream(path, named: name, encoding: encoding)
            var reader = CSVReader(file: name)
            guard try reader.next(from: &stream) else {
                throw InputFault(file: name, line: 1, column: 1, code: .missingHeader, message: "no header row")
            }
            let rows = try CaseRowReader(header: reader)
            while try reader.next(from: &stream) {
                if let single = try? rows.readCase(reader), let cost = single.totalCost, cost >= .zero {
                    used += 1
                    body(single, year)
                } else {
                    rejected += 1
                }
            }
        }
        return "\(used) cases, \(rejected) rejected"
    }
}
