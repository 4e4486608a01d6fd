import Foundation
import SettlementReplay

/// Where a fixture lies, and what is written there.
struct FixtureFolder {
    let fixture: any CountyFixture

    /// Every fixture, in the order of their counties.
    static let fixtures: [any CountyFixture] = [
        SangzhiFixture(), MiyiFixture(), SantaiFixture(), GongchengFixture(), TongluFixture(),
    ]

    /// `Fixtures/` of the package.
    static let root: URL = {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { url.deleteLastPathComponent() }
        return url.appendingPathComponent("Fixtures")
    }()

    var url: URL { Self.root.appendingPathComponent(fixture.name) }
    var expected: URL { url.appendingPathComponent("expected") }

    /// What the generators give, made once.
    private static let generated = Dictionary(uniqueKeysWithValues: fixtures.map { ($0.name, $0.tables()) })

    /// The generated tables.
    var tables: [FixtureTable] { Self.generated[fixture.name] ?? [] }

    /// The names and bytes of the generated inputs.
    func inputs() throws -> [(name: String, bytes: [UInt8])] {
        try tables.map { ($0.file, try $0.bytes(fixture.form)) }
    }

    /// The output files that are golden: all but the manifest, which names the program's version.
    static func outputs(of folder: URL, threads: Int? = nil) async throws -> [(name: String, bytes: [UInt8])] {
        try await YearReplay(folder.path, threads: threads).files().filter { $0.name != "manifest.json" }
    }

    /// Writes the generated inputs, settles them and writes the golden outputs.
    func record() async throws {
        let manager = FileManager.default
        try manager.createDirectory(at: expected, withIntermediateDirectories: true)
        for (name, bytes) in try inputs() { try Data(bytes).write(to: url.appendingPathComponent(name)) }
        let outputs = try await Self.outputs(of: url)
        for old in try manager.contentsOfDirectory(atPath: expected.path) {
            try manager.removeItem(at: expected.appendingPathComponent(old))
        }
        for (name, bytes) in outputs { try Data(bytes).write(to: expected.appendingPathComponent(name)) }
    }

    /// A committed file.
    func committed(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: url.appendingPathComponent(name))) }

    /// The names of the golden files.
    func goldenNames() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: expected.path).sorted()
    }

    /// The first line at which two files differ, in words.
    static func difference(_ file: String, _ found: [UInt8], _ wanted: [UInt8]) -> String? {
        if found == wanted { return nil }
        let (found, wanted) = (
            found.split(separator: 10, omittingEmptySubsequences: false),
            wanted.split(separator: 10, omittingEmptySubsequences: false)
        )
        let line = zip(found, wanted).prefix { $0 == $1 }.count
        func text(_ lines: [ArraySlice<UInt8>]) -> String {
            line < lines.count ? String(decoding: lines[line], as: UTF8.self) : "no line"
        }
        return "\(file) line \(line + 1): \(text(found)) instead of \(text(wanted))"
    }
}
