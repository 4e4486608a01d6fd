import CountySettlement
import ExactAmounts
import Foundation
import SettlementReplay

/// `settle run`
enum RunCommand: Command {
    static let name = "run"
    static let summary = "settles a county-year and writes its outputs"
    static let help = """
        settle run FOLDER [--out DIR] [--threads N]

        Reads the county-year in FOLDER, settles it and writes the outputs to DIR (FOLDER/settled by default): whole, or not
        at all. A summary goes to standard output.

        Options: --threads N, all cores by default; it changes the time and never a byte.

        Example:
          settle run Fixtures/sangzhi-2022
        """

    static func run(_ arguments: ArraySlice<String>) async throws -> ExitStatus {
        let arguments = try Arguments(arguments, options: ["--out", "--threads"])
        try arguments.expect(1...1, "the folder of the county-year")
        let folder = arguments.words[0]
        var progress = Progress()
        let replay = try await YearReplay(folder, threads: try arguments.count("--threads")) { progress.report($0, $1, $2) }
        progress.finish()
        let target = arguments.value("--out") ?? "\(folder)/settled"
        try replay.write(to: target)
        Console.print(replay.summary(target))
        return .done
    }
}
