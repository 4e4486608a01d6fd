import Foundation
import Testing

@testable import SettlementReplay

@Suite(.serialized, .enabled(if: SettleProgram.isBuilt, "the program stands beside the tests"))
struct KillTests {
    /// Outputs by name.
    typealias Outputs = [String: Data]

    private static let languages = ["zh", "en"]

    @Test(arguments: [UInt64(2022)])
    func `a run killed at any time leaves the old outputs or the new ones, whole`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let killer = try Killer()
        for _ in 0..<42 {
            let delay = random.next(below: killer.runMicroseconds + killer.runMicroseconds / 8)
            try killer.kill { usleep(UInt32(delay)) }
        }
        #expect(killer.kept > 0, "some are killed before they have written")
        #expect(killer.kept + killer.exchanged == 42)
    }

    @Test(arguments: [UInt64(43)])
    func `a run killed while it writes leaves the old outputs or the new ones, whole`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let killer = try Killer()
        for _ in 0..<10 {
            let delay = random.next(below: 3000)
            try killer.kill {
                let start = ContinuousClock.now
                while !killer.isWriting, start.duration(to: .now) < .seconds(20) { usleep(50) }
                usleep(UInt32(delay))
            }
        }
        #expect(killer.kept + killer.exchanged == 10)
    }

    @Test func `the two languages give different outputs, or the laws above would say nothing`() throws {
        let killer = try Killer()
        #expect(killer.outputs["zh"] != killer.outputs["en"])
        #expect(killer.outputs["zh"]?.keys.sorted() == killer.outputs["en"]?.keys.sorted())
    }
}

/// Runs the program into one folder again and again, kills it, and looks at what the folder holds.
private final class Killer {
    private let scratch: ScratchFolder
    private var current = "zh"
    private(set) var outputs: [String: [String: Data]] = [:]
    /// The shorter of the runs to the end.
    private(set) var runMicroseconds = UInt64.max
    /// How many kills left the old outputs, and the new ones.
    private(set) var kept = 0
    private(set) var exchanged = 0

    private var target: String { "\(scratch.county)/out" }

    init() throws {
        scratch = try ScratchFolder()
        try FileManager.default.createDirectory(atPath: scratch.county, withIntermediateDirectories: true)
        for language in ["en", "zh"] {
            let start = ContinuousClock.now
            let run = try SettleProgram.run(arguments(language))
            let time = start.duration(to: .now).components
            try #require(run.status == 0, "\(run.error)")
            runMicroseconds = min(
                runMicroseconds, UInt64(time.seconds) * 1_000_000 + UInt64(time.attoseconds / 1_000_000_000_000))
            outputs[language] = try read()
        }
    }

    private func arguments(_ language: String) -> [String] {
        ["run", Fixture.path("sangzhi-2022"), "--out", target, "--language", language, "--threads", "1"]
    }

    private func read() throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: target)
        return Dictionary(
            uniqueKeysWithValues: try names.map { ($0, try Data(contentsOf: URL(fileURLWithPath: "\(target)/\($0)"))) })
    }

    private var hidden: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: scratch.county)) ?? []).filter { $0.hasPrefix(".") }
    }

    /// Whether something stands beside the target.
    var isWriting: Bool { !hidden.isEmpty }

    /// Starts a run in the other language, waits, kills it, and checks the folder.
    func kill(after wait: () -> Void) throws {
        let next = current == "zh" ? "en" : "zh"
        let (process, _) = try SettleProgram.start(arguments(next), in: scratch)
        wait()
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let found = try read()
        #expect(found == outputs[current] || found == outputs[next], "\(found.mapValues(\.count))")
        if found == outputs[next] {
            (current, exchanged) = (next, exchanged + 1)
        } else {
            kept += 1
        }
        for name in hidden { try FileManager.default.removeItem(atPath: "\(scratch.county)/\(name)") }
    }
}

/// A seeded sequence of numbers.
private struct SplitMix {
    var state: UInt64

    mutating func next(below bound: UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return (value ^ (value >> 31)) % max(1, bound)
    }
}
