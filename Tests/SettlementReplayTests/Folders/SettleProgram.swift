import Foundation

@testable import SettlementReplay

/// The built program, where it stands beside the tests.
enum SettleProgram {
    static let path: String? = {
        let places = [CommandLine.arguments[0], Bundle.main.bundlePath, Bundle.main.executablePath ?? ""]
        for place in places {
            var folder = URL(fileURLWithPath: place)
            for _ in 0..<3 {
                folder.deleteLastPathComponent()
                let program = folder.appendingPathComponent("settle").path
                if FileManager.default.isExecutableFile(atPath: program), !InputFile.isFolder(program) {
                    return program
                }
            }
        }
        return nil
    }()

    static var isBuilt: Bool { path != nil }

    /// What a run came to.
    struct Run {
        let status: Int32
        let output: String
        let error: String
    }

    /// Runs the program to its end.
    static func run(_ arguments: [String], input: String? = nil) throws -> Run {
        let scratch = try ScratchFolder()
        let (process, files) = try start(arguments, in: scratch, input: input)
        process.waitUntilExit()
        return Run(
            status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: try text(files.output), error: try text(files.error))
    }

    /// Starts the program; its output goes to files, which never fill up as pipes do.
    static func start(
        _ arguments: [String], in scratch: ScratchFolder, input: String? = nil
    ) throws -> (process: Process, files: (output: String, error: String)) {
        guard let path else { throw CocoaError(.fileNoSuchFile) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let (output, error) = ("\(scratch.path)/output", "\(scratch.path)/error")
        for file in [output, error] { try Data().write(to: URL(fileURLWithPath: file)) }
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: error))
        process.standardInput =
            try input.map { try FileHandle(forReadingFrom: URL(fileURLWithPath: $0)) } ?? FileHandle.nullDevice
        try process.run()
        return (process, (output, error))
    }

    private static func text(_ file: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
    }
}
