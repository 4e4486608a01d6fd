import Foundation
import Testing

@testable import SettlementReplay

@Suite(.enabled(if: SettleProgram.isBuilt, "the program stands beside the tests"))
struct ProgramTests {
    static let commands = ["run", "check", "explain", "group", "catalogue", "compare"]

    private static let drg = "\(Fixture.root)/definitions/county-drg"
    private static let dip = "\(Fixture.root)/definitions/county-dip"

    // MARK: Help and usage

    @Test(arguments: [["--help"], ["-h"], ["help"]])
    func `help lists every command and the exit statuses`(_ arguments: [String]) throws {
        let run = try SettleProgram.run(arguments)
        #expect(run.status == 0)
        #expect(run.error.isEmpty)
        for command in Self.commands { #expect(run.output.contains("\n  \(command) "), "\(command)") }
        #expect(run.output.contains("Exit status: 0 done, 1 differences found, 2 bad input or usage."))
    }

    @Test(arguments: commands)
    func `each command shows how it is called and an example, however it is asked`(_ command: String) throws {
        let run = try SettleProgram.run([command, "--help"])
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("settle \(command) "))
        #expect(run.output.contains("Example:\n  settle \(command) "))
        for other in [[command, "-h"], ["help", command], ["--help", command], [command, "nowhere", "--help"]] {
            #expect(try SettleProgram.run(other).output == run.output)
        }
    }

    @Test(arguments: commands)
    func `every option that a command's help names is taken`(_ command: String) throws {
        let help = try SettleProgram.run([command, "--help"]).output
        let options = Set(help.matches(of: /--[a-z]+/).map { String($0.output) })
        for option in options {
            let run = try SettleProgram.run([command, "\(Fixture.root)/nowhere", "\(option)=1"])
            #expect(!run.error.contains("unknown option \(option);") || option == "--html", "\(run.error)")
        }
    }

    /// A command line that is no call, and what is said about it.
    static let misuses: [([String], String)] = [
        ([], "settle: settles a county consortium's year"),
        (["settle"], "there is no command \"settle\""),
        (["Run", "x"], "there is no command \"Run\""),
        (["--threads"], "there is no command \"--threads\""),
        (["run"], "the folder of the county-year is missing"),
        (["run", "a", "b"], "\"b\" is one word too many"),
        (["run", "a", "--outt", "b"], "unknown option --outt"),
        (["run", "a", "-o", "b"], "unknown option -o"),
        (["run", "a", "--out"], "--out needs a value"),
        (["run", "a", "--out", "b", "--out=c"], "--out is given twice"),
        (["run", "a", "--language", "fr"], "--language takes zh or en"),
        (["run", "a", "--threads", "0"], "--threads takes a whole number from 1, not \"0\""),
        (["run", "a", "--threads", "two"], "--threads takes a whole number from 1, not \"two\""),
        (["check", "a", "--out", "b"], "unknown option --out"),
        (["check"], "the folder of the county-year is missing"),
        (["explain"], "the folder of the county-year is missing"),
        (["explain", "a"], "the settlement id is missing"),
        (["help", "rnu"], "there is no command \"rnu\""),
        (["run", "a", "--html=yes"], "--html takes no value"),
        (["catalogue", "a", "--drg", drg, "--scale", "100"], "--threshold and --scale go with --dip"),
        (["catalogue", "a", "--dip", dip, "--scale", "7"], "--scale takes 1000 or 100, not \"7\""),
        (["explain", "a", "b", "--html"], "unknown option --html"),
        (["group"], "the definition folder is missing"),
        (["group", "a", "--encoding", "big5"], "--encoding takes utf-8 or gb18030"),
        (["catalogue", "a"], "one of --drg and --dip is needed"),
        (["catalogue", "a", "--drg", "b", "--dip", "c"], "one of --drg and --dip is needed"),
        (["catalogue", "--drg", "b"], "the history of at least one year is missing"),
        (["catalogue", "1", "2", "3", "4", "--drg", "b"], "\"4\" is one word too many"),
        (["compare", "a"], "--scheme OTHER.json is missing"),
        (["compare", "--scheme", "a"], "the folder of the county-year is missing"),
    ]

    @Test(arguments: misuses)
    func `a call that is none ends with 2, says why, and prints no result`(_ arguments: [String], _ said: String) throws
    {
        let run = try SettleProgram.run(arguments)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.error.contains(said), "\(run.error)")
    }

    @Test func `a claim that is nowhere ends with 2`() throws {
        let run = try SettleProgram.run(["explain", Fixture.path("sangzhi-2022"), "NOBODY"])
        #expect(run.status == 2)
        #expect(run.error.contains("\"NOBODY\""))
    }

    // MARK: Check

    @Test(arguments: Fixture.names)
    func `check agrees with what a county-year is expected to give`(_ name: String) throws {
        let run = try SettleProgram.run(["check", Fixture.path(name), "--threads", "1"])
        #expect(run.status == 0, "\(run.output)\(run.error)")
        #expect(run.output.hasSuffix("9 files agree, byte for byte\n"))
    }

    @Test func `check ends with 1 and names file, row and column of each file's first difference`() throws {
        let scratch = try ScratchFolder()
        try scratch.write(SmallCounty.files.mapValues { Array($0.utf8) })
        let expected = "\(scratch.county)/expected"
        #expect(try SettleProgram.run(["run", scratch.county, "--out", expected]).status == 0)
        try change("\(expected)/cases.csv", "S2,居民医保,H2,township", "S2,居民医保,H2,county")
        try change("\(expected)/rejects.csv", "line,setl_id", "line,id")
        try change("\(expected)/statement.md", "S1", "S1", isAppended: true)
        let cut = try String(contentsOfFile: "\(expected)/funds.csv", encoding: .utf8)
        try Data(cut.utf8 + Array("居民医保,more,1.00\n".utf8)).write(to: URL(fileURLWithPath: "\(expected)/funds.csv"))
        try Data().write(to: URL(fileURLWithPath: "\(expected)/other.csv"))
        let before = try scratch.contents()
        let run = try SettleProgram.run(["check", scratch.county])
        #expect(run.status == 1)
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 5, "\(run.output)")
        let rows = cut.split(separator: "\n").count
        for line in [
            "cases.csv, row 3 (S2), column 4 (level): expected \"county\", got \"township\"",
            "rejects.csv, row 1 (line), column 2 (id): expected \"id\", got \"setl_id\"",
            "funds.csv, row \(rows + 1): missing: 居民医保,more,1.00",
            "other.csv: expected, but no such output is written",
        ] { #expect(lines.contains { $0 == line }, "\(line)\n\(run.output)") }
        #expect(lines.contains { $0.hasPrefix("statement.md, line ") })
        #expect(try scratch.contents() == before)
    }

    private func change(_ file: String, _ old: String, _ new: String, isAppended: Bool = false) throws {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let changed = isAppended ? text + new : text.replacing(old, with: new)
        try #require(changed != text)
        try Data(changed.utf8).write(to: URL(fileURLWithPath: file))
    }

    // MARK: Compare

    @Test(arguments: Fixture.names)
    func `a scheme compared with itself differs nowhere`(_ name: String) throws {
        let path = Fixture.path(name)
        let run = try SettleProgram.run(["compare", path, "--scheme", "\(path)/scheme.json", "--threads", "1"])
        #expect(run.status == 0, "\(run.error)")
        let table = try OutputTable(Array(run.output.utf8))
        #expect(table.rows.allSatisfy { $0["difference"] == "0.00" && $0["before"] == $0["after"] })
        let payable = try OutputTable(
            [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(path)/expected/institutions.csv"))))
        for row in payable.rows {
            #expect(
                table.rows.contains {
                    $0["fund"] == row["fund"] && $0["fixmedins_code"] == row["fixmedins_code"]
                        && $0["before"] == row["payable"]
                })
        }
        #expect(table.rows.count(where: { $0["fixmedins_code"]?.isEmpty == false }) == payable.rows.count)
    }

    @Test func `another scheme differs by after less before`() throws {
        let scratch = try ScratchFolder()
        try scratch.write(SmallCounty.files.mapValues { Array($0.utf8) })
        let scheme = (SmallCounty.files["scheme.json"] ?? "")
            .replacing(#""basis": "cost""#, with: #""basis": "cost", "residual": "allocate""#)
        try scratch.write(Array(scheme.utf8), "scheme.json")
        let other = scheme.replacing("\"90000.00\"", with: "\"100000.00\"")
        try scratch.write(Array(other.utf8), "other.json")
        let run = try SettleProgram.run(["compare", scratch.county, "--scheme", "\(scratch.county)/other.json"])
        let fund = try #require(try OutputTable(Array(run.output.utf8)).rows.first { $0["fixmedins_code"] == "" })
        // Nine tenths of 10 000.00 more in the pool, and all of it is paid out.
        #expect(fund["difference"] == "9000.00", "\(run.output)")
    }

    // MARK: Group and catalogue

    static let groupings: [(definition: String, fixture: String, encoding: String)] = [
        (dip, "sangzhi-2022", "utf-8"), (drg, "miyi-2023", "utf-8"), (drg, "santai-2023", "gb18030"),
        (drg, "gongcheng-2021", "utf-8"), (drg, "tonglu-2025", "utf-8"),
    ]

    @Test(arguments: groupings)
    func `claims from standard input are grouped as from a file, one row each`(
        _ definition: String, _ fixture: String, _ encoding: String
    ) throws {
        let claims = "\(Fixture.path(fixture))/claims.csv"
        let file = try SettleProgram.run(["group", definition, claims, "--encoding", encoding])
        #expect(file.status == 0, "\(file.error)")
        for input in [["group", definition, "-"], ["group", definition], ["group", definition, "--threads", "2"]] {
            let run = try SettleProgram.run(input + ["--encoding=\(encoding)"], input: claims)
            #expect(run.status == 0)
            #expect(run.output == file.output)
            #expect(run.error == file.error)
        }
        let rows = try OutputTable(Array(file.output.utf8)).rows
        #expect(file.error.hasPrefix("\(rows.count) rows: "))
        // What was grouped for settlement is grouped the same here.
        let settled = try OutputTable(
            [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(Fixture.path(fixture))/expected/cases.csv"))))
        let groups = Dictionary(rows.map { ($0["setl_id"] ?? "", $0) }) { first, _ in first }
        for row in settled.rows where row["group"]?.isEmpty == false {
            #expect(groups[row["setl_id"] ?? ""]?["group"] == row["group"], "\(row["setl_id"] ?? "")")
            #expect(groups[row["setl_id"] ?? ""]?["status"] == row["status"], "\(row["setl_id"] ?? "")")
        }
    }

    @Test(arguments: groupings)
    func `the catalogue of a history holds each group of it once, and is read as a table`(
        _ definition: String, _ fixture: String, _ encoding: String
    ) throws {
        let claims = "\(Fixture.path(fixture))/claims.csv"
        let kind = definition == Self.dip ? "--dip" : "--drg"
        let arguments = ["catalogue", claims, claims, kind, definition, "--encoding", encoding]
        let run = try SettleProgram.run(arguments)
        #expect(run.status == 0, "\(run.error)")
        #expect(run.error.contains(" cases, "))
        let rows = try OutputTable(Array(run.output.utf8)).rows
        #expect(!rows.isEmpty)
        let key = kind == "--dip" ? "病种编码" : "group"
        #expect(Set(rows.map { $0[key] ?? "" }).count == rows.count)
        #expect(try SettleProgram.run(arguments).output == run.output)
    }

    // MARK: Threads

    @Test(arguments: Fixture.names)
    func `the number of threads changes no byte`(_ name: String) throws {
        let scratch = try ScratchFolder()
        for threads in ["1", "2"] {
            let run = try SettleProgram.run([
                "run", Fixture.path(name), "--out", "\(scratch.path)/\(threads)", "--threads", threads, "--html",
            ])
            #expect(run.status == 0, "\(run.error)")
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(scratch.path)/1")
        #expect(files.count == 11)
        for file in files {
            #expect(
                FileManager.default.contentsEqual(
                    atPath: "\(scratch.path)/1/\(file)", andPath: "\(scratch.path)/2/\(file)"))
        }
    }

    // MARK: Output that cannot be written

    @Test(
        .enabled(
            if: FileManager.default.isWritableFile(atPath: "/dev/full"), "the system has a device that is always full"),
        arguments: [
            ["--help"], ["check", Fixture.path("miyi-2023")],
            ["group", drg, "\(Fixture.path("miyi-2023"))/claims.csv"],
        ])
    func `a full standard output is an error that is said, and no crash`(_ arguments: [String]) throws {
        let program = try #require(SettleProgram.path)
        let process = Process()
        let said = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
        process.standardError = said
        try process.run()
        let text = String(decoding: try said.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 2)
        #expect(text.hasPrefix("settle: standard output cannot be written: "))
    }

    @Test func `an institution that is paid in no fund is told apart from one that nobody knows`() throws {
        let scratch = try ScratchFolder()
        try scratch.write(SmallCounty.files.mapValues { Array($0.utf8) })
        let outside = try SettleProgram.run(["explain", scratch.county, "H9"])
        #expect(outside.status == 2 && outside.error.contains("H9 is not paid in any fund"))
        let unknown = try SettleProgram.run(["explain", scratch.county, "H7"])
        #expect(unknown.status == 2 && unknown.error.contains("no claim and no institution \"H7\""))
    }
}
