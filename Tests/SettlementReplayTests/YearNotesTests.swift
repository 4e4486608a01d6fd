import CaseGrouping
import CountySettlement
import Foundation
import Testing

@testable import SettlementReplay

@Suite("What is to be looked at") struct YearNotesTests {
    /// The English notes of the small county with some files changed, and standard output's last lines.
    private static func notes(
        _ changes: [String: String?] = [:], scheme: [(String, String)] = []
    ) async throws -> (notes: [String], summary: String, statement: String) {
        let scratch = try ScratchFolder()
        var files = SmallCounty.files
        for (name, text) in changes { files[name] = text }
        for (old, new) in scheme {
            try #require(files["scheme.json"]?.contains(old) == true)
            files["scheme.json"] = files["scheme.json"]?.replacing(old, with: new)
        }
        try scratch.write(files.mapValues { Array($0.utf8) })
        let replay = try await YearReplay(scratch.county, threads: 1)
        let statement = replay.files(language: .english).first { $0.name == "statement.md" }?.bytes ?? []
        return (
            YearNotes(replay.folder, replay.settled).notes.map(\.english), replay.summary("out"),
            String(decoding: statement, as: UTF8.self)
        )
    }

    @Test func `what is noted stands in the statement, and standard output counts it`() async throws {
        let found = try await Self.notes(["referral.csv": "psn_no\n", "assessments.csv": "quarter,score\n1,92.5\n"])
        #expect(found.notes.contains("a file that is not read: referral.csv"))
        #expect(found.notes.count >= 1)
        for note in found.notes { #expect(found.statement.contains(note)) }
        #expect(found.summary.contains("\nto be looked at: \(found.notes.count), named in statement.md\n"))
    }

    @Test func `a year with nothing to look at has no such section and no such line`() async throws {
        let found = try await Self.notes([
            "assessments.csv": "quarter,score\n1,92.5\n2,87\n3,90\n4,91\n",
            "weights.csv": """
            group,level,weight,mean_cost,primary_care,primary_care_factor
            ES25,,1.1,5500,,
            ES29,,1.1,5500,,
            GZ19,township,0.6,2000,1,0.9
            GZ19,county,0.6,2000,,

            """,
        ])
        #expect(found.notes.filter { !$0.hasPrefix("a name that meets nothing: weights.csv") } == [])
        let bare = found.notes.isEmpty
        #expect(found.statement.contains("To be looked at") == !bare)
        #expect(found.summary.contains("to be looked at") == !bare)
    }

    @Test func `groups without a weight are counted by their codes`() async throws {
        let found = try await Self.notes([
            "weights.csv": "group,level,weight,mean_cost,primary_care,primary_care_factor\nES29,,1.1,,,\n"
        ])
        let note = found.notes.first { $0.hasPrefix("groups without a weight, paid as ungrouped: ") }
        #expect(note?.contains("(1)") == true, "\(found.notes)")
    }

    @Test func `quarters without a score are named where a fund pays by scores, and nowhere else`() async throws {
        let paying = [
            (
                "\"clearing\":",
                "\"assessment\": {\"nextQuarter\": [{\"atLeast\": \"90\", \"pay\": \"100%\"}, {\"pay\": \"95%\"}]}, \"clearing\":"
            )
        ]
        let scores = ["assessments.csv": Optional("quarter,score\n1,92.5\n3,87\n")]
        #expect(try await Self.notes(scores, scheme: paying).notes.contains("no score of quarter 2, 4"))
        #expect(try await Self.notes(scores).notes.contains { $0.hasPrefix("no score") } == false)
    }

    @Test func `a rule that asks for the register is named when the register has no row`() async throws {
        let asking = [("\"within\": 15", "\"within\": 15, \"register\": true")]
        let note = "a rule asks for the referral register, and referrals.csv has no row: /benefit/rules/0/referral"
        #expect(try await Self.notes(["referrals.csv": String?.none], scheme: asking).notes.contains(note))
        #expect(try await Self.notes(scheme: asking).notes.contains(note) == false)
        #expect(try await Self.notes(["referrals.csv": String?.none]).notes.contains(note) == false)
    }
}
