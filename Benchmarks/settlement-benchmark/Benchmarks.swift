import Foundation

/// The benchmarks by name.
enum Benchmarks {
    static let help = """
        settlement-benchmark grouping [--definition DIR --claims FILE] [--cases N] [--json]
        settlement-benchmark settlement [--claims N] [--threads N] [--json]
        settlement-benchmark reading [--megabytes N] [--json]

        grouping    numbered cases to groups, and CSV text to groups, on one core; without a definition over generated cases of
                    Fixtures/definitions/county-drg
        settlement  generated claims of a county-year, in memory: intake, then both passes on all cores
        reading     CSV text to fields, on one core

        Each figure is the median of several runs, with the fastest and the slowest. Run it in release:
          swift run -c release settlement-benchmark grouping
        """

    struct UsageError: Error, CustomStringConvertible {
        let description: String
    }

    static func run(_ arguments: [String]) async throws {
        guard let name = arguments.first, name != "--help", name != "-h" else {
            print(help)
            return
        }
        var options = try Options(arguments.dropFirst())
        var report = Report()
        switch name {
        case "grouping": try GroupingBenchmark(&options).run(&report)
        case "settlement": try await SettlementBenchmark(&options).run(&report)
        case "reading": try ReadingBenchmark(&options).run(&report)
        default: throw UsageError(description: "there is no benchmark \"\(name)\"; --help lists them")
        }
        print(options.json ? report.json : report.table)
    }
}

/// `--name value` pairs and `--json`.
struct Options {
    private(set) var json = false
    private var values: [String: String] = [:]

    init(_ arguments: ArraySlice<String>) throws {
        var rest = arguments
        while let word = rest.popFirst() {
            if word == "--json" {
                json = true
                continue
            }
            guard ["--definition", "--claims", "--cases", "--threads", "--megabytes"].contains(word),
                let value = rest.popFirst()
            else { throw Benchmarks.UsageError(description: "unknown or incomplete option \(word)") }
            values[word] = value
        }
    }

    func text(_ name: String) -> String? { values[name] }

    func count(_ name: String, default absent: Int) throws -> Int {
        guard let text = values[name] else { return absent }
        guard let count = Int(text), count > 0 else {
            throw Benchmarks.UsageError(description: "\(name) takes a count above 0")
        }
        return count
    }
}
