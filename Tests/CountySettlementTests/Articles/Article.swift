import ExactAmounts
import Foundation
import Testing

/// An article of the documentation. Its worked examples stand in code blocks, each below a line with its name: `**result**`.
///
/// The tests settle what the article shows and compare with what it says. With `RECORD_ARTICLES=1` in the environment they write what
/// comes out into the article instead.
struct Article {
    private let file: URL
    private let text: String

    init(_ name: String, of module: String) throws {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        file = package.appending(path: "Sources/\(module)/\(module).docc/\(name).md")
        text = try String(contentsOf: file, encoding: .utf8)
    }

    /// The lines of a code block, each with its line feed.
    func block(_ name: String) throws -> String {
        let range = try Self.range(of: name, in: text)
        return String(text[range])
    }

    /// The rows of a block of CSV, by the names of their columns.
    func rows(_ name: String) throws -> [[String: String]] {
        var reader = CSVReader(file: name)
        reader.append(Array(try block(name).utf8))
        reader.finish()
        var header: [String] = []
        var rows: [[String: String]] = []
        while try reader.next() == .row {
            let fields = (0..<reader.fieldCount).map(reader.string)
            if header.isEmpty {
                header = fields
            } else {
                rows.append(Dictionary(uniqueKeysWithValues: zip(header, fields)))
            }
        }
        return rows
    }

    /// Expects that a block shows this text.
    func expect(_ name: String, shows found: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        if ProcessInfo.processInfo.environment["RECORD_ARTICLES"] == "1" {
            var recorded = try String(contentsOf: file, encoding: .utf8)
            recorded.replaceSubrange(try Self.range(of: name, in: recorded), with: found)
            try recorded.write(to: file, atomically: true, encoding: .utf8)
        } else {
            let shown = try block(name)
            #expect(shown == found, "\(file.lastPathComponent): \(name)", sourceLocation: sourceLocation)
        }
    }

    /// Rows of text as a block of CSV.
    static func csv(_ header: String, _ rows: [[String]]) -> String {
        ([header] + rows.map { $0.joined(separator: ",") }).map { $0 + "\n" }.joined()
    }

    private static func range(of name: String, in text: String) throws -> Range<String.Index> {
        let title = try #require(text.range(of: "\n**\(name)**\n\n```"), "the article has no block \(name)")
        let fence = try #require(text[title.upperBound...].firstIndex(of: "\n"))
        let start = text.index(after: fence)
        let end = try #require(text.range(of: "```\n", range: start..<text.endIndex))
        return start..<end.lowerBound
    }
}
