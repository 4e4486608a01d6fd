import ExactAmounts
import Foundation
import SettlementReplay

/// One command of the program.
protocol Command: SendableMetatype {
    static var name: String { get }
    /// What it does, in one line.
    static var summary: String { get }
    /// How it is called, what its options mean, and an example.
    static var help: String { get }
    /// What to do after an error that is no misuse of the command line.
    static var advice: String { get }
    /// Carries it out and returns the exit status.
    static func run(_ arguments: ArraySlice<String>) async throws -> ExitStatus
}

extension Command {
    static var advice: String { "mend what is named above and run it again" }
}

/// The exit statuses, which scripts may rely on.
enum ExitStatus: Int32 {
    case done = 0
    case differences = 1
    case badInput = 2
}

/// The program: finds the command, and turns errors into messages.
enum Program {
    static let commands: [any Command.Type] = [
        RunCommand.self, CheckCommand.self, ExplainCommand.self, GroupCommand.self, CatalogueCommand.self,
        CompareCommand.self,
    ]

    static func run(_ arguments: [String]) async -> Int32 {
        do {
            return try await carryOut(arguments).rawValue
        } catch {
            Console.error("settle: \(error)")
            return ExitStatus.badInput.rawValue
        }
    }

    /// - Throws: `OutputError` alone.
    private static func carryOut(_ arguments: [String]) async throws(OutputError) -> ExitStatus {
        guard let name = arguments.first else {
            Console.error(usage)
            return .badInput
        }
        if name == "--version" {
            try Console.print("settle \(ProgramVersion.current)")
            return .done
        }
        let isHelp = ["--help", "-h", "help"].contains(name)
        guard let wanted = isHelp ? arguments.dropFirst().first : name else {
            try Console.print(usage)
            return .done
        }
        guard let command = command(wanted) else {
            Console.error("settle: there is no command \"\(wanted)\"; `settle --help` lists them")
            return .badInput
        }
        let rest = arguments.dropFirst()
        if isHelp || rest.contains("--help") || rest.contains("-h") {
            try Console.print(command.help)
            return .done
        }
        do {
            return try await command.run(rest)
        } catch let error as OutputError {
            throw error
        } catch let error as UsageError {
            Console.error("settle \(name): \(error.message); see `settle \(name) --help`")
        } catch {
            Console.error("\(error)")
            Console.error("settle \(name): \(command.advice)")
        }
        return .badInput
    }

    private static func command(_ name: String) -> (any Command.Type)? { commands.first { $0.name == name } }

    private static var usage: String {
        let width = commands.reduce(0) { max($0, $1.name.count) }
        let lines = commands.map { command in
            "  \(command.name)\(String(repeating: " ", count: width - command.name.count))  \(command.summary)"
        }
        return """
            settle: settles a county consortium's year from plain files, to the fen, and says why.

            \(lines.joined(separator: "\n"))

            `settle COMMAND --help` shows its options and an example.
            Exit status: 0 done, 1 differences found, 2 bad input or usage.
            """
    }
}

/// Standard output takes no more: a full disk, a closed descriptor.
struct OutputError: Error, CustomStringConvertible {
    let reason: String

    var description: String { "standard output cannot be written: \(reason)" }
}

/// Standard output and standard error.
enum Console {
    static func print(_ text: String) throws(OutputError) { try write(Array((text + "\n").utf8)) }

    static func write(_ bytes: [UInt8]) throws(OutputError) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(bytes))
        } catch {
            throw OutputError(reason: plainReason(error))
        }
    }

    /// What cannot be said on standard error is not said.
    static func error(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
    }

    /// Whether standard error is a terminal, on which progress is shown.
    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }
}
