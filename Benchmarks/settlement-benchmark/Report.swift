import Foundation

/// Times of several runs of one thing.
struct Timing {
    let name: String
    /// What one run works through: cases, rows, claims, bytes.
    let unit: String
    let count: Int
    /// In nanoseconds, fastest first.
    let runs: [Int]
    /// Something that depends on every result.
    let checksum: UInt64

    /// Runs `body` once to warm up and then so many times.
    static func measure(
        _ name: String, unit: String, count: Int, runs: Int = 9, _ body: () throws -> UInt64
    ) rethrows -> Timing {
        var checksum = try body()
        var times: [Int] = []
        let clock = ContinuousClock()
        for _ in 0..<runs {
            let time = try clock.measure { checksum = try body() }
            times.append(nanoseconds(time))
        }
        return Timing(name: name, unit: unit, count: count, runs: times.sorted(), checksum: checksum)
    }

    static func nanoseconds(_ time: Duration) -> Int {
        Int(time.components.seconds) * 1_000_000_000 + Int(time.components.attoseconds / 1_000_000_000)
    }

    var median: Int { runs[runs.count / 2] }
    var nanosecondsEach: Double { Double(median) / Double(max(1, count)) }
    var perSecond: Double { Double(count) * 1e9 / Double(max(1, median)) }
}

/// What a benchmark found, as a table or as JSON.
struct Report {
    private var timings: [Timing] = []
    private var facts: [(name: String, value: String)] = []

    mutating func add(_ timing: Timing) { timings.append(timing) }
    mutating func add(_ name: String, _ value: some CustomStringConvertible) { facts.append((name, value.description)) }

    var table: String {
        func pad(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(1, width - text.count))
        }
        var lines = [
            pad("what", 30) + pad("count", 12) + pad("median ms", 12) + pad("fastest", 10) + pad("slowest", 10)
                + pad("ns each", 10) + pad("M/s", 9) + "checksum"
        ]
        for timing in timings {
            lines.append(
                pad("\(timing.name) (\(timing.unit))", 30) + pad("\(timing.count)", 12)
                    + pad(milliseconds(timing.median), 12)
                    + pad(milliseconds(timing.runs[0]), 10) + pad(milliseconds(timing.runs[timing.runs.count - 1]), 10)
                    + pad(decimal(timing.nanosecondsEach, 1), 10) + pad(decimal(timing.perSecond / 1e6, 2), 9)
                    + String(timing.checksum, radix: 16))
        }
        for fact in facts + [("peak memory MiB", decimal(Double(Self.peakKiB) / 1024, 0))] {
            lines.append(pad(fact.0, 30) + fact.1)
        }
        return lines.joined(separator: "\n")
    }

    var json: String {
        let entries = timings.map { timing in
            """
              {"name": "\(timing.name)", "unit": "\(timing.unit)", "count": \(timing.count), "runs": \(timing.runs.count), \
            "median_ms": \(milliseconds(timing.median)), "fastest_ms": \(milliseconds(timing.runs[0])), \
            "slowest_ms": \(milliseconds(timing.runs[timing.runs.count - 1])), "ns_each": \(decimal(timing.nanosecondsEach, 2)), \
            "per_second": \(decimal(timing.perSecond, 0)), "checksum": "\(String(timing.checksum, radix: 16))"}
            """
        }
        let facts = facts.map { ", \"\($0.name)\": \"\($0.value)\"" }.joined()
        return "{\"timings\": [\n\(entries.joined(separator: ",\n"))\n], \"peak_kib\": \(Self.peakKiB)\(facts)}"
    }

    private func milliseconds(_ nanoseconds: Int) -> String { decimal(Double(nanoseconds) / 1e6, 3) }
    private func decimal(_ value: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", value) }

    /// The most memory that the process has had, as the kernel counts it; 0 where it does not say.
    static var peakKiB: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }
}
