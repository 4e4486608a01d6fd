import CaseGrouping
import SettlementReplay

/// `settle run`
enum RunCommand: Command {
    static let name = "run"
    static let summary = "settles a county-year and writes its outputs"
    static let help = """
        settle run FOLDER [--out DIR] [--language zh|en] [--html] [--threads N]

        Reads the county-year in FOLDER, settles it and writes the outputs to DIR (FOLDER/settled by default): whole, or not
        at all. A summary goes to standard output.

        Options: --language of statement.md, zh by default; --html writes statement.html too; --threads N, all cores by
        default: it changes the time and never a byte.

        Example:
          settle run Fixtures/sangzhi-2022
        """

    static let advice = "nothing was written; mend what is named above and run it again"

    static func run(_ arguments: ArraySlice<String>) async throws -> ExitStatus {
        let arguments = try Arguments(arguments, options: ["--out", "--threads", "--language"], flags: ["--html"])
        try arguments.expect(1...1, "the folder of the county-year")
        let language = try arguments.language()
        let replay = try await YearReplay.reading(arguments)
        let target = arguments.value("--out") ?? "\(arguments.words[0])/settled"
        try replay.write(to: target, language: language, html: arguments.has("--html"))
        try Console.print(replay.summary(target))
        return .done
    }
}

extension Arguments {
    /// The language of reports.
    func language() throws(UsageError) -> ReportLanguage {
        guard let name = value("--language") else { return .chinese }
        guard let language = ReportLanguage(rawValue: name) else { throw UsageError("--language takes zh or en") }
        return language
    }
}

extension YearReplay {
    /// Reads and settles the folder that a command line names first, with progress on a terminal.
    static func reading(_ arguments: Arguments, scheme: String? = nil) async throws -> YearReplay {
        let threads = try arguments.count("--threads")
        var progress = Progress()
        defer { progress.finish() }
        return try await YearReplay(arguments.words[0], scheme: scheme, threads: threads) {
            progress.report($0, $1, $2)
        }
    }
}
