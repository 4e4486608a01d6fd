import Foundation
import Testing

/// The fixtures as they are committed: their inputs, their golden outputs and what these must show.
struct FixtureReplayTests {
    private static let names = FixtureFolder.fixtures.map(\.name)

    @Test(arguments: names)
    func `the generator still gives exactly the committed inputs`(name: String) throws {
        let folder = try FixtureFolder(named: name)
        let again = try folder.fixture.tables().map { try $0.bytes(folder.fixture.form) }
        for (file, bytes) in try folder.inputs() {
            let difference = FixtureFolder.difference(file, bytes, try folder.committed(file))
            #expect(difference == nil, "\(name): record the fixtures anew if this is meant")
        }
        #expect(try folder.inputs().map(\.bytes) == again, "\(name): the generator is not the same twice")
    }

    @Test(arguments: names, [1, 2])
    func `a fixture settles to its golden outputs, byte for byte, with any number of threads and again`(
        name: String, threads: Int
    ) async throws {
        let folder = try FixtureFolder(named: name)
        for _ in 0..<2 {
            let outputs = try await FixtureFolder.outputs(of: folder.url, threads: threads)
            #expect(outputs.map(\.name).sorted() == (try folder.goldenNames()))
            for (file, bytes) in outputs {
                let difference = FixtureFolder.difference(file, bytes, try folder.committed("expected/" + file))
                #expect(difference == nil, "\(name)")
            }
        }
    }

    @Test(arguments: names)
    func `every row is settled, history or rejected, and every reason is there`(name: String) throws {
        let folder = try FixtureFolder(named: name)
        let golden = try GoldenYear(folder)
        let claims = golden.input("claims.csv")
        let settled = golden.rows("cases.csv").count
        let rejects = golden.rows("rejects.csv")
        let year = String(name.suffix(4))
        let history = claims.count { claim in
            claim.text("dscg_time") < year && !rejects.contains { $0.text("setl_id") == claim.text("setl_id") }
        }
        #expect((400...2000).contains(claims.count))
        #expect(claims.count == settled + history + rejects.count)
        #expect(history > 0)
        let reasons: Set = [
            "badRow", "missingValue", "duplicateClaim", "badCode", "badDate", "badNumber", "dischargeBeforeAdmission",
            "outsideYear",
            "amountsInconsistent", "unknownInstitution", "noFund",
        ]
        #expect(Set(rejects.map { $0.text("reason") }) == reasons)
    }

    @Test(arguments: names, [1, 20_260_901])
    func `rows in another order settle to the same rows`(name: String, seed: UInt64) async throws {
        let folder = try FixtureFolder(named: name)
        let shuffled = FileManager.default.temporaryDirectory.appendingPathComponent(
            "shuffled-\(name)-\(seed)-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: shuffled, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: shuffled) }
        try Data(folder.schemeWithAbsoluteDefinitions()).write(to: shuffled.appendingPathComponent("scheme.json"))
        var random = FixtureRandom(seed: seed)
        for var table in folder.tables {
            // Of a repeated id the first row stands: the rows are alike, so that either order will do.
            table.rows = random.shuffled(table.rows)
            try Data(try table.bytes(folder.fixture.form)).write(to: shuffled.appendingPathComponent(table.file))
        }
        for (file, bytes) in try await FixtureFolder.outputs(of: shuffled) where file.hasSuffix(".csv") {
            let found = Self.sortedLines(file, bytes)
            let wanted = Self.sortedLines(file, try folder.committed("expected/" + file))
            #expect(
                found == wanted,
                "\(name): \(file) differs: \(Set(found).symmetricDifference(wanted).sorted().prefix(6))")
        }
    }

    /// The rows in an order of their own; rejects.csv without the line, which is another one in a shuffled file.
    private static func sortedLines(_ file: String, _ bytes: [UInt8]) -> [String] {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        if file != "rejects.csv" { return lines.sorted() }
        return lines.map { String($0.drop { $0 != "," }) }.sorted()
    }

    @Test func `a fixture that is changed by one character is noticed`() throws {
        let folder = try FixtureFolder(named: Self.names[0])
        var bytes = try folder.committed("claims.csv")
        bytes[bytes.count / 2] ^= 1
        #expect(FixtureFolder.difference("claims.csv", bytes, try folder.committed("claims.csv")) != nil)
    }
}

extension FixtureFolder {
    /// The scheme with the paths of its definitions made absolute, for a copy that lies elsewhere.
    fileprivate func schemeWithAbsoluteDefinitions() throws -> [UInt8] {
        let text = String(decoding: try committed("scheme.json"), as: UTF8.self)
        return Array(text.replacingOccurrences(of: "\"../definitions", with: "\"\(Self.root.path)/definitions").utf8)
    }
}
