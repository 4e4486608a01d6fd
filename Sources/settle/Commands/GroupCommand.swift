import CaseGrouping
import ExactAmounts
import Foundation
import SettlementReplay

/// `settle group`
enum GroupCommand: Command {
    static let name = "group"
    static let summary = "groups claims from a file or standard input, row by row"
    static let help = """
        settle group DEFINITION [CLAIMS] [--encoding utf-8|gb18030] [--threads N]

        Groups the rows of CLAIMS, or of standard input, by the definition folder DEFINITION and writes one row for each:
        setl_id,status,mdc,adrg,group,reason. A row that cannot be read has the status "rejected" and why. Memory does not
        depend on the length; repeated ids are not looked for, nor the type of a claim, nor the year.
        One thread does all, whatever --threads says.

        Example:
          settle group Fixtures/definitions/county-drg Fixtures/sangzhi-2022/claims.csv > groups.csv
        """

    /// The rows before a fault have gone out.
    static let advice = "the output is not whole; mend what is named above and run it again"

    static func run(_ arguments: ArraySlice<String>) async throws -> ExitStatus {
        let arguments = try Arguments(arguments, options: ["--encoding", "--threads"])
        _ = try arguments.count("--threads")
        try arguments.expect(1...2, "the definition folder")
        let encodings = TextEncoding.allCases.map(\.rawValue).joined(separator: " or ")
        let name = arguments.value("--encoding") ?? TextEncoding.utf8.rawValue
        guard let encoding = TextEncoding(rawValue: name) else { throw UsageError("--encoding takes \(encodings)") }
        let folder = arguments.words[0]
        let grouper = try CaseGrouper(try InputFile.definition(folder, named: folder))
        let claims = arguments.words.count > 1 && arguments.words[1] != "-" ? arguments.words[1] : nil
        var progress = Progress()
        let summary = try GroupingReplay(grouper).run(claims, encoding: encoding, write: Console.write) {
            progress.report($0, $1, $2)
        }
        progress.finish()
        let statuses = summary.statuses.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        Console.error("\(summary.rows) rows: \(statuses.joined(separator: ", "))")
        return .done
    }
}

/// Shows how far long work is, on standard error, when that is a terminal.
struct Progress {
    private let start = ContinuousClock.now
    private var next = ContinuousClock.now
    private var isShown = false

    mutating func report(_ rows: Int, _ bytes: Int, _ size: Int?) {
        let now = ContinuousClock.now
        guard Console.showsProgress, now >= next else { return }
        next = now.advanced(by: .milliseconds(200))
        isShown = true
        let elapsed = start.duration(to: now).components
        let milliseconds = Int(elapsed.seconds) * 1000 + Int(elapsed.attoseconds / 1_000_000_000_000_000)
        let percent = size.map { $0 > 0 ? " \(min(100, bytes * 100 / $0)) %" : "" } ?? ""
        let speed = milliseconds > 0 ? " \(rows * 1000 / milliseconds) claims/s" : ""
        try? FileHandle.standardError.write(contentsOf: Data("\r\(rows) claims\(percent)\(speed)   ".utf8))
    }

    func finish() {
        if isShown { Console.error("") }
    }
}
