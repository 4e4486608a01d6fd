import CaseGrouping
import CountySettlement
import ExactAmounts
import Foundation
import SettlementReplay
import Testing

/// *From an empty folder to a settled year*, and what *For auditors* says of that year.
@Suite(.serialized)
struct TutorialTests {
    private let tutorial: Article

    init() throws { tutorial = try Article("FromAnEmptyFolder", of: "SettlementReplay") }

    @Test func `The files of the tutorial settle to the outputs that it shows`() async throws {
        try await inFolder { folder in
            let replay = try await YearReplay(folder)
            let files = replay.files()
            for name in tutorial.names where name.hasPrefix("settled/") {
                let file = try #require(files.first { "settled/\($0.name)" == name }, "there is no output \(name)")
                try tutorial.expect(name, shows: String(decoding: file.bytes, as: UTF8.self))
            }
            try tutorial.expect("standard output", shows: replay.summary("qingxi-2024/settled") + "\n")
            try tutorial.expect("explanation of S02", shows: try #require(replay.explain("S02", .english)) + "\n")
        }
    }

    @Test func `What was written agrees with what is expected, until a fen is changed`() async throws {
        try await inFolder { folder in
            let replay = try await YearReplay(folder)
            try replay.write(to: "\(folder)/expected")
            #expect(try OutputComparison(replay.files(), expected: "\(folder)/expected").differences == [])

            let file = "\(folder)/expected/cases.csv"
            let text = try String(contentsOfFile: file, encoding: .utf8).replacing("6640.00", with: "6641.00")
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            let article = try Article("ForAuditors", of: "SettlementReplay")
            let differences = try OutputComparison(replay.files(), expected: "\(folder)/expected").differences
            try article.expect("difference", shows: differences.joined(separator: "\n") + "\n")
        }
    }

    @Test func `Auditors read the explanation and the comparison that they are shown`() async throws {
        try await inFolder { folder in
            let article = try Article("ForAuditors", of: "SettlementReplay")
            let replay = try await YearReplay(folder)
            try article.expect("explanation of T001", shows: try #require(replay.explain("T001", .english)) + "\n")
            let other = try tutorial.block("scheme.json").replacing(#""up": "difference""#, with: #""up": "separate""#)
            try other.write(toFile: "\(folder)/other.json", atomically: true, encoding: .utf8)
            let comparison = SchemeComparison(
                before: replay, after: try await YearReplay(folder, scheme: "\(folder)/other.json"))
            try article.expect("comparison", shows: String(decoding: try comparison.table(), as: UTF8.self))
        }
    }

    @Test func `The faults that the reference quotes are the faults that are shown`() async throws {
        try await inFolder { folder in
            let article = try Article("FilesAndColumns", of: "SettlementReplay")
            let scheme = try tutorial.block("scheme.json").replacing(
                #""primaryLevels": ["township"]"#, with: #""primaryLevels": ["towship"]"#)
            try scheme.write(toFile: "\(folder)/scheme.json", atomically: true, encoding: .utf8)
            let ofScheme = await #expect(throws: InputFaults.self) { try await YearReplay(folder) }
            try article.expect("faults of the scheme", shows: "\(try #require(ofScheme))\n")
            try tutorial.block("scheme.json").write(toFile: "\(folder)/scheme.json", atomically: true, encoding: .utf8)
            let weights = try tutorial.block("weights.csv") + "ES31,,1.7,,,\n"
            try weights.write(toFile: "\(folder)/weights.csv", atomically: true, encoding: .utf8)
            let institutions = try tutorial.block("institutions.csv").replacing(
                "member", with: "memeber", maxReplacements: 1)
            try institutions.write(toFile: "\(folder)/institutions.csv", atomically: true, encoding: .utf8)
            let ofTables = await #expect(throws: InputFaults.self) { try await YearReplay(folder) }
            try article.expect("faults of the tables", shows: "\(try #require(ofTables))\n")
        }
    }

    /// Types the tutorial's files into a new folder.
    private func inFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tutorial-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = tutorial.names.filter {
            !$0.hasPrefix("settled/") && ($0.hasSuffix(".csv") || $0.hasSuffix(".json"))
        }
        for name in files {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try tutorial.block(name).write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(files.count == 15, "\(files)")
        try await body(folder.path(percentEncoded: false))
    }
}

/// An article of the documentation. Its files and results stand in code blocks, each below a line with its name: `**claims.csv**`.
///
/// With `RECORD_ARTICLES=1` in the environment the tests write what comes out into the article, instead of comparing with it.
struct Article {
    private let file: URL
    private let text: String

    init(_ name: String, of module: String) throws {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        file = package.appending(path: "Sources/\(module)/\(module).docc/\(name).md")
        text = try String(contentsOf: file, encoding: .utf8)
    }

    /// The names of all blocks, in order.
    var names: [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return zip(lines, lines.dropFirst(2)).compactMap { name, fence in
            name.hasPrefix("**") && name.hasSuffix("**") && fence.hasPrefix("```")
                ? String(name.dropFirst(2).dropLast(2)) : nil
        }
    }

    /// The lines of a block, each with its line feed.
    func block(_ name: String) throws -> String { String(text[try Self.range(of: name, in: text)]) }

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

    private static func range(of name: String, in text: String) throws -> Range<String.Index> {
        let title = try #require(text.range(of: "\n**\(name)**\n\n```"), "the article has no block \(name)")
        let fence = try #require(text[title.upperBound...].firstIndex(of: "\n"))
        let start = text.index(after: fence)
        let end = try #require(text.range(of: "```\n", range: start..<text.endIndex))
        return start..<end.lowerBound
    }
}
