public import CaseGrouping
public import CountySettlement
import ExactAmounts
import Foundation

/// A county-year that has been read and settled, ready to be written, compared or explained.
public struct YearReplay: Sendable {
    /// What was read.
    public let folder: CountyFolder
    /// What it comes to.
    public let settled: SettledYear

    /// Reads and settles a folder.
    ///
    /// - Parameters:
    ///   - path: the folder of the county-year.
    ///   - scheme: another scheme in place of the folder's own; its definitions are found beside it.
    ///   - threads: nil for as many as there are cores.
    ///   - progress: is told how many claims and bytes have been read, and how many bytes there are.
    /// - Throws: `InputFaults` and `InputFault` for the folder, `SettlementError` for the year.
    public init(
        _ path: String, scheme: String? = nil, threads: Int? = nil,
        progress: (_ claims: Int, _ bytes: Int, _ size: Int?) -> Void = { _, _, _ in }
    ) async throws {
        folder = try CountyFolder(path, scheme: scheme, progress: progress)
        let threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
        settled = try await folder.year.settle(folder.book, threads: threads)
    }

    /// The output files in the order of 6.2, the manifest last.
    ///
    /// - Parameters:
    ///   - language: of the statement.
    ///   - html: the statement is written as HTML too.
    public func files(
        language: ReportLanguage = .chinese, html: Bool = false
    ) -> [(name: String, bytes: [UInt8])] {
        let tables = OutputTables(folder: folder, settled: settled)
        let statement = YearStatement(folder, settled, tables.rejected, language)
        var files = tables.files() + [("statement.md", statement.markdown)]
        if html { files.append(("statement.html", statement.html)) }
        return files + [("manifest.json", manifest(files))]
    }

    /// Writes all output files: whole, or not at all.
    ///
    /// - Throws: `InputFaults` when the folder cannot be written.
    public func write(to target: String, language: ReportLanguage = .chinese, html: Bool = false) throws {
        try OutputFolder.write(files(language: language, html: html), to: target)
    }

    /// The rows read, the values and the money in a few lines.
    public func summary(_ target: String) -> String {
        let rejected = OutputTables(folder: folder, settled: settled).rejected
        var lines = [
            "\(folder.year.scheme.title)",
            "\(folder.readCount) rows: \(settled.settledClaims.count) settled, \(settled.historyCount) history, "
                + "\(rejected.count) rejected",
        ]
        for fund in settled.accounts.funds {
            let items = Dictionary(
                FundItems(fund, folder.year.scheme.payment.pointValue).rows.map { ($0.item, $0.amount) }
            ) {
                first, _ in first
            }
            func item(_ name: String) -> String { items[name] ?? "" }
            lines.append(
                "\(fund.name): point value \(item("pointValue")), pool \(item("pool")), payable \(item("payable")), "
                    + "prepaid \(item("prepaid")), balance \(item("balance")), reserve \(item("reserveClosing")), "
                    + "surplus kept \(item("surplusKept"))")
        }
        let notes = YearNotes(folder, settled).notes.count
        if notes > 0 { lines.append("to be looked at: \(notes), named in statement.md") }
        lines.append("written to \(target)")
        return lines.joined(separator: "\n")
    }

    private func manifest(_ outputs: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        func object(_ digests: [(String, String)]) -> String {
            digests.map { "    \(Self.quoted($0.0)): \(Self.quoted($0.1))" }.joined(separator: ",\n")
        }
        let inputs = folder.digests.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        let text = """
            {
              "program": "settle \(ProgramVersion.current)",
              "scheme": \(Self.quoted(folder.year.scheme.id)),
              "inputs": {
            \(object(inputs))
              },
              "outputs": {
            \(object(outputs.map { ($0.name, SHA256.hexadecimal(of: $0.bytes)) }))
              }
            }

            """
        return Array(text.utf8)
    }

    private static func quoted(_ text: String) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        let data = (try? encoder.encode(text)) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }
}
