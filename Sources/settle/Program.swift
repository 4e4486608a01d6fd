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
    /// Carries it out and returns the exit status.
    static func run(_ arguments: ArraySlice<String>) async throws -> ExitStatus
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
        guard let name = arguments.first else {
            Console.error(usage)
            return ExitStatus.badInput.rawValue
        }
        if ["--help", "-h", "help"].contains(name) {
            guard arguments.count > 1, let command = command(arguments[1]) else {
                Console.print(usage)
                return ExitStatus.done.rawValue
            }
            Console.print(command.help)
            return ExitStatus.done.rawValue
        }
        if name == "--version" {
            Console.print("settle \(ProgramVersion.current)")
            return ExitStatus.done.rawValue
        }
        guard let command = command(name) else {
            Console.error("settle: there is no command \"\(name)\"; `settle --help` lists them")
            return ExitStatus.badInput.rawValue
        }
        let rest = arguments.dropFirst()
        if rest.contains("--help") || rest.contains("-h") {
            Console.print(command.help)
            return ExitStatus.done.rawValue
        }
        do {
            return try await command.run(rest).rawValue
        } catch let error as UsageError {
            Console.error("settle \(name): \(error.message); see `settle \(name) --help`")
        } catch {
            Console.error("\(error)")
            Console.error("settle \(name): nothing was written; mend what is named above and run it again")
        }
        return ExitStatus.badInput.rawValue
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

/// Standard output and standard error.
enum Console {
    static func print(_ text: String) { write(Array((text + "\n").utf8)) }

    static func write(_ bytes: [UInt8]) { FileHandle.standardOutput.write(Data(bytes)) }

    static func error(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

    /// Whether standard error is a terminal, on which progress is shown.
    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }
}
