import ExactAmounts
import Foundation
import Testing

@testable import SettlementReplay

/// Worked county-years with the outputs that the specification gives for them.
///
/// They stand beside the package, in `shared/examples`; where they are absent the suite is disabled.
@Suite(.enabled(if: Examples.folder != nil, "the folder shared/examples is not beside the package"))
struct ExamplesTests {
    @Test(arguments: Examples.names, [1, 3])
    func `every example comes out byte for byte, on any number of threads`(_ name: String, _ threads: Int) async throws
    {
        let folder = try #require(Examples.folder).appending(path: name)
        let replay = try await YearReplay(folder.path, threads: threads)
        let files = Dictionary(replay.files().map { ($0.name, $0.bytes) }) { first, _ in first }
        let expected = folder.appending(path: "expected")
        let names = try FileManager.default.contentsOfDirectory(atPath: expected.path).sorted()
        #expect(names.count >= 7)
        for name in names {
            let wanted = [UInt8](try Data(contentsOf: expected.appending(path: name)))
            var bytes = try #require(files[name])
            // The examples' rejects.csv names no detail.
            if name == "rejects.csv" { bytes = try Examples.firstColumns(3, of: bytes) }
            let lines = zip(Examples.lines(bytes), Examples.lines(wanted)).enumerated()
            for (number, pair) in lines where pair.0 != pair.1 {
                Issue.record("\(name):\(number + 1): \(pair.0) where \(pair.1) was expected")
                break
            }
            #expect(bytes == wanted, "\(name) differs")
        }
    }

    @Test func `there are five examples`() {
        #expect(Examples.names.count == 5)
    }
}

enum Examples {
    static let folder: URL? = {
        var parent = URL(filePath: #filePath).deletingLastPathComponent()
        while parent.path != "/" {
            let examples = parent.appending(path: "shared/examples")
            if FileManager.default.fileExists(atPath: examples.path) { return examples }
            parent.deleteLastPathComponent()
        }
        return nil
    }()

    /// The folders that give expected outputs.
    static let names: [String] = {
        guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
            return []
        }
        return names.filter {
            FileManager.default.fileExists(atPath: folder.appending(path: "\($0)/expected").path)
        }.sorted()
    }()

    static func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n")
    }

    /// A table without its last columns.
    static func firstColumns(_ count: Int, of bytes: [UInt8]) throws -> [UInt8] {
        var reader = CSVReader(file: "table")
        reader.append(bytes)
        reader.finish()
        var writer = CSVWriter()
        while case .row = try reader.next() {
            for field in 0..<count { writer.field(reader.string(field)) }
            writer.endRow()
        }
        return writer.bytes
    }
}
