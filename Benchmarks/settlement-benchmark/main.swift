import Foundation

do {
    try await Benchmarks.run(Array(CommandLine.arguments.dropFirst()))
} catch {
    FileHandle.standardError.write(Data("settlement-benchmark: \(error)\n".utf8))
    exit(2)
}
