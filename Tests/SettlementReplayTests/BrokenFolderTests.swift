import CountySettlement
import Foundation
import Testing

@testable import SettlementReplay

@Suite struct BrokenFolderTests {
    @Test func `the small county settles and is written before it is broken`() async throws {
        let scratch = try ScratchFolder()
        try scratch.write(SmallCounty.files.mapValues { Array($0.utf8) })
        let replay = try await YearReplay(scratch.county, threads: 1)
        #expect(replay.settled.settledClaims.count == 3)
        #expect(replay.folder.rejected.isEmpty)
        try replay.write(to: "\(scratch.path)/out")
        #expect(FileManager.default.fileExists(atPath: "\(scratch.path)/out/cases.csv"))
    }

    @Test func `weights without a level and without a factor hold at every level and replace by 1`() async throws {
        func cases(_ weights: String) async throws -> String {
            let scratch = try ScratchFolder()
            var files = SmallCounty.files
            files["weights.csv"] = weights
            try scratch.write(files.mapValues { Array($0.utf8) })
            let replay = try await YearReplay(scratch.county, threads: 1)
            return String(decoding: replay.files().first { $0.name == "cases.csv" }?.bytes ?? [], as: UTF8.self)
        }
        let short = try await cases("group,weight,mean_cost,primary_care\nES29,1.1,5500,\nGZ19,0.6,2000,1\n")
        let whole = try await cases(
            "group,level,weight,mean_cost,primary_care,primary_care_factor\nES29,,1.1,5500,,\nGZ19,,0.6,2000,1,1\n")
        #expect(short == whole && short.contains(",GZ19,"))
    }

    @Test func `there are sixty and more ways to break it, each told apart by its name`() {
        #expect(BrokenFolder.all.count >= 60)
        #expect(Set(BrokenFolder.all.map(\.name)).count == BrokenFolder.all.count)
    }

    @Test(arguments: BrokenFolder.all)
    func `a broken folder is named by file, place and code, and nothing is written`(_ broken: BrokenFolder) async throws
    {
        let scratch = try ScratchFolder()
        let said = try broken.write(to: scratch)
        let before = try scratch.contents()
        await #expect {
            try await YearReplay(scratch.county, threads: 1).write(to: "\(scratch.path)/out")
        } throws: { error in
            let lines = "\(error)".split(separator: "\n")
            #expect(lines.contains { $0.hasPrefix(said) }, "expected: \(said)\nfound: \(error)")
            if let count = broken.faultCount { #expect(lines.count == count, "\(error)") }
            return true
        }
        #expect(try scratch.contents() == before)
    }

    @Test(
        .enabled(if: SettleProgram.isBuilt, "the program stands beside the tests"),
        arguments: BrokenFolder.all.enumerated().filter { $0.offset.isMultiple(of: 8) }.map(\.element))
    func `the program says what is broken, ends with 2 and leaves no folder`(_ broken: BrokenFolder) throws {
        let scratch = try ScratchFolder()
        let said = try broken.write(to: scratch)
        let before = try scratch.contents()
        let run = try SettleProgram.run(["run", scratch.county, "--out", "\(scratch.path)/out"])
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.error.split(separator: "\n").contains { $0.hasPrefix(said) }, "expected: \(said)\n\(run.error)")
        #expect(run.error.contains("nothing was written"))
        #expect(try scratch.contents() == before)
    }

    @Test func `a table that cannot be decoded is not called missing too`() throws {
        let scratch = try ScratchFolder()
        let broken = try #require(BrokenFolder.all.first { $0.name == "a byte that begins nothing in GB18030" })
        _ = try broken.write(to: scratch)
        let error = #expect(throws: (any Error).self) { try CountyFolder(scratch.county) }
        #expect("\(error.map { "\($0)" } ?? "")".contains("the folder has no file") == false)
    }

    @Test func `a quarter before the first is refused`() throws {
        let scratch = try ScratchFolder()
        let broken = BrokenFolder("quarter 0", "assessments.csv", "2,87", "0,87", "")
        _ = try broken.write(to: scratch)
        #expect(throws: (any Error).self) { try CountyFolder(scratch.county) }
    }

    @Test(
        .enabled(if: SettleProgram.isBuilt, "the program stands beside the tests"),
        arguments: ["run", "check"])
    func `a folder that is not there ends with 2`(_ command: String) throws {
        let scratch = try ScratchFolder()
        let run = try SettleProgram.run([command, "\(scratch.path)/nowhere"])
        #expect(run.status == 2)
        #expect(run.error.hasPrefix("\(scratch.path)/nowhere: unreadableFile: "))
        #expect(try scratch.contents().isEmpty)
    }
}

/// A way to break the small county, and what must be said about it.
struct BrokenFolder: Sendable, CustomTestStringConvertible {
    enum Edit: Sendable {
        /// Puts one text in place of another; ‸ stands before the place that the fault must name.
        case text(file: String, String, String)
        case bytes(file: String, [UInt8])
        case absent(file: String)
    }

    let name: String
    let edits: [Edit]
    /// The code, and what follows it: the pointer or the column's name.
    let says: String
    /// How many faults are found in all, where that is asked.
    let faultCount: Int?
    /// The place, where no ‸ marks it.
    let place: String

    var testDescription: String { name }

    init(_ name: String, _ edits: [Edit], _ says: String, faults: Int? = 1, at place: String = "") {
        (self.name, self.edits, self.says, faultCount, self.place) = (name, edits, says, faults, place)
    }

    init(_ name: String, _ file: String, _ old: String, _ new: String, _ says: String, faults: Int = 1) {
        self.init(name, [.text(file: file, old, new)], says, faults: faults)
    }

    /// Writes the folder and returns how the fault must begin.
    func write(to scratch: ScratchFolder) throws -> String {
        var files = SmallCounty.files
        var bytes: [String: [UInt8]] = [:]
        for edit in edits {
            switch edit {
            case .text(let file, let old, let new):
                let text = try #require(files[file])
                try #require(text.ranges(of: old).count == 1, "\(old) stands once in \(file)")
                files[file] = text.replacing(old, with: new)
            case .bytes(let file, let content): bytes[file] = content
            case .absent(let file): files[file] = nil
            }
        }
        var said = "\(place)\(place.isEmpty ? "" : ": ")\(says)"
        for (file, text) in files {
            if let mark = text.range(of: "‸") {
                let before = text[..<mark.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
                said = "\(file):\(before.count):\((before.last?.count ?? 0) + 1): \(says)"
            }
            bytes[file] = bytes[file] ?? Array(text.replacing("‸", with: "").utf8)
        }
        try scratch.write(bytes)
        return said
    }
}
