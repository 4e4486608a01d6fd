import ExactAmounts
import Testing

@testable import CountySettlement

/// Which stay continues which (3.1), condition by condition.
@Suite struct ReferralChainTests {
    static func county(_ referral: JSON, _ claims: [Claim], _ rows: [Referral] = []) -> SmallCounty {
        var county = SmallCounty([("/benefit/rules/0/referral", referral)], claims: claims)
        county.registers.referrals = rows
        return county
    }

    /// Each claim's chain, by id; a stay that stands alone has a dash.
    static func chains(_ county: SmallCounty) throws -> [String: String] {
        try county.settled().byID.mapValues { $0.chain ?? "-" }
    }

    static let first = Claim.stay("A", at: "T1", "03-01", "03-10")

    @Test(arguments: [
        (15, "03-25", "A"), (15, "03-26", "-"), (0, "03-10", "A"), (0, "03-11", "-"), (3, "03-13", "A"),
        (3, "03-14", "-"),
    ])
    func `a stay continues another within so many days, the last one included`(
        _ days: Int, _ admission: String, _ chain: String
    ) throws {
        let county = Self.county(
            ["within": .number("\(days)")], [Self.first, .stay("B", at: "G", admission, "04-30")])
        #expect(try Self.chains(county) == ["A": chain, "B": chain])
    }

    @Test func `a stay that begins before the other ends continues nothing, and one of that day does`() throws {
        let overlapping = Self.county([:], [Self.first, .stay("B", at: "G", "03-09", "03-20")])
        #expect(try Self.chains(overlapping) == ["A": "-", "B": "-"])
        let touching = Self.county([:], [Self.first, .stay("B", at: "G", "03-10", "03-20")])
        #expect(try Self.chains(touching) == ["A": "A", "B": "A"])
    }

    @Test func `without a limit of days a stay continues one of long ago`() throws {
        let county = Self.county([:], [Self.first, .stay("B", at: "G", "12-30", "12-31")])
        #expect(try Self.chains(county) == ["A": "A", "B": "A"])
    }

    @Test(arguments: [("G", ChainStep.up), ("T2", .same), ("T1", .same), ("L1", .up)])
    func `the step goes by the levels on the days of admission`(_ code: String, _ step: ChainStep) throws {
        let county = Self.county([:], [Self.first, .stay("B", at: code, "03-12", "03-20")])
        #expect(try county.cases()["B"]?.step == step)
    }

    @Test func `a branch that changes its level is at each stay what it was on admission`() throws {
        var county = Self.county(
            [:], [.stay("A", at: "X", "06-29", "07-01"), .stay("B", at: "X", "07-01", "07-09")])
        county.registers.institutions += [
            Institution(code: "X", name: "X", level: 0, kind: .member, to: day("06-30")),
            Institution(code: "X", name: "X", level: 1, kind: .member, from: day("07-01")),
        ]
        let cases = try county.cases()
        #expect(cases["A"]?.level == "township")
        #expect(cases["B"]?.level == "level1")
        #expect(cases["B"]?.step == .up)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let person: String, from: String, to: String, date: String
        let continues: Bool
        var referral: Referral { Referral(person: person, from: from, to: to, date: day(date), line: 2) }
        var testDescription: String { "\(person) \(from) → \(to) on \(date)" }
    }

    @Test(arguments: [
        Row(person: "P", from: "T1", to: "L1", date: "03-05", continues: true),
        Row(person: "P", from: "T1", to: "L1", date: "03-01", continues: true),
        Row(person: "P", from: "T1", to: "L1", date: "02-28", continues: false),
        Row(person: "P", from: "T1", to: "L1", date: "03-12", continues: true),
        Row(person: "P", from: "T1", to: "L1", date: "03-13", continues: false),
        Row(person: "P", from: "G", to: "L1", date: "03-10", continues: true),
        Row(person: "P", from: "T2", to: "L1", date: "03-10", continues: false),
        Row(person: "P", from: "L1", to: "T1", date: "03-10", continues: false),
        Row(person: "P", from: "T1", to: "O", date: "03-10", continues: false),
        Row(person: "Q", from: "T1", to: "L1", date: "03-10", continues: false),
        Row(person: "P", from: "", to: "L1", date: "03-10", continues: false),
    ])
    func `with the register a row names both sites or their general hospital, between the admissions`(
        _ row: Row
    ) throws {
        let county = Self.county(
            ["register": true], [Self.first, .stay("B", at: "L1", "03-12", "03-20")], [row.referral])
        #expect(try Self.chains(county)["B"] == (row.continues ? "A" : "-"))
    }

    @Test func `a row of the register that names a general hospital holds for stays at its branches`() throws {
        let claims: [Claim] = [.stay("A", at: "O", "03-01", "03-10"), .stay("B", at: "T2", "03-12", "03-20")]
        let county = Self.county(
            ["register": true], claims, [Referral(person: "P", from: "O", to: "G", date: day("03-11"), line: 2)])
        #expect(try Self.chains(county) == ["A": "A", "B": "A"])
    }

    @Test func `each row of the register serves one pair`() throws {
        let claims: [Claim] = [
            .stay("A", at: "T1", "03-01", "03-10"), .stay("B", at: "G", "03-12", "03-14"),
            .stay("C", at: "T1", "03-15", "03-16"), .stay("D", at: "G", "03-17", "03-20"),
        ]
        let row = Referral(person: "P", from: "T1", to: "G", date: day("03-10"), line: 2)
        #expect(try Self.chains(Self.county(["register": true], claims, [row]))["D"] == "-")
        // The second row, of the same day, serves A and B or C and D; the first one by its line is used up first.
        let other = Referral(person: "P", from: "T1", to: "G", date: day("03-16"), line: 3)
        #expect(try Self.chains(Self.county(["register": true], claims, [other, row]))["D"] == "C")
    }

    @Test func `of several rows the earliest serves, then the first by its line`() throws {
        // Were the row of 03-16 spent on A and B, nothing would be left for C and D. (No parents here: L1 and M3.)
        let claims: [Claim] = [
            .stay("A", at: "L1", "03-01", "03-02"), .stay("B", at: "M3", "03-18", "03-18"),
            .stay("C", at: "L1", "03-15", "03-19"), .stay("D", at: "M3", "03-20", "03-30"),
        ]
        let rows = [("03-16", 2), ("03-05", 3)].map {
            Referral(person: "P", from: "L1", to: "M3", date: day($0), line: $1)
        }
        for rows in [rows, rows.reversed()] {
            #expect(
                try Self.chains(Self.county(["register": true], claims, rows)) == [
                    "A": "A", "B": "A", "C": "C", "D": "C",
                ])
        }
    }

    @Test(arguments: [
        ("A00.000", true), ("A00.123", true), ("a00.9", true), ("A01.000", false), ("A0", false),
        ("B00.000|A00.000", false),
    ])
    func `with one disease the first three characters of the principal diagnoses agree, in any case`(
        _ diagnosis: String, _ continues: Bool
    ) throws {
        let claims = [Self.first, .stay("B", at: "G", "03-12", "03-20", diagnosis: diagnosis)]
        let chains = try Self.chains(Self.county(["sameDisease": true], claims))
        #expect(chains["B"] == (continues ? "A" : "-"))
        #expect(try Self.chains(Self.county([:], claims))["B"] == "A")
    }

    @Test func `a claim without a diagnosis agrees with none, not even with another such claim`() throws {
        var county = Self.county(
            ["sameDisease": true],
            [
                .stay("A", type: "11", at: "T1", "03-01", "03-01", diagnosis: ""),
                .stay("B", type: "11", at: "G", "03-02", "03-02", diagnosis: ""),
            ])
        county.scheme = county.scheme.setting("/benefit/rules/0/med_type", ["21", "11"])
        #expect(try Self.chains(county) == ["A": "-", "B": "-"])
        county.scheme = county.scheme.setting("/benefit/rules/0/referral", [:])
        #expect(try Self.chains(county) == ["A": "A", "B": "A"])
    }

    @Test(arguments: [("T1", "G", true), ("T1", "O", false), ("O", "T1", false), ("N", "V", false)])
    func `between members both institutions are members on admission`(
        _ from: String, _ to: String, _ continues: Bool
    ) throws {
        let claims: [Claim] = [.stay("A", at: from, "03-01", "03-10"), .stay("B", at: to, "03-12", "03-20")]
        #expect(try Self.chains(Self.county(["members": true], claims))["B"] == (continues ? "A" : "-"))
        #expect(try Self.chains(Self.county(["members": false], claims))["B"] == "A")
    }

    @Test func `stays under different rules do not continue each other`() throws {
        var county = Self.county(
            [:], [Self.first, .stay("B", insurance: "310", at: "G", "03-12", "03-20")])
        let rule = try #require(county.scheme.at("/benefit/rules/0"))
        county.scheme = county.scheme.setting("/benefit/rules/-", rule.setting("/insutype", "310"))
        #expect(try Self.chains(county) == ["A": "-", "B": "-"])
    }

    @Test func `a stay takes the latest one that nothing continues yet, and of one day the largest id`() throws {
        let claims: [Claim] = [
            .stay("A", at: "T1", "03-01", "03-10"), .stay("B", at: "T1", "03-02", "03-12"),
            .stay("C", at: "T1", "03-03", "03-12"), .stay("D", at: "G", "03-12", "03-20"),
            .stay("E", at: "G", "03-12", "03-21"), .stay("F", at: "G", "03-12", "03-22"),
            .stay("Z", at: "T1", "03-01", "03-11"),
        ]
        // D takes C before B, E takes B, F takes Z; nothing is left that A could be continued by.
        #expect(
            try Self.chains(Self.county(["within": 5], claims)) == [
                "A": "-", "B": "B", "C": "C", "D": "C", "E": "B", "F": "Z", "Z": "Z",
            ])
    }

    @Test func `stays are visited by admission, then discharge, then id byte by byte`() throws {
        // All on one day: S10 comes before S9, and each continues the one before.
        let claims = ["S9", "S10", "S2"].map { Claim.stay($0, at: "T1", "03-01", "03-01") }
        let county = Self.county(["same": "separate"], claims)
        #expect(try Self.chains(county) == ["S9": "S10", "S10": "S10", "S2": "S10"])
    }

    @Test func `a claim without a rule stands alone, and so does one of another person`() throws {
        let county = Self.county(
            [:],
            [
                Self.first, .stay("B", person: "Q", at: "G", "03-12", "03-20"),
                .stay("C", insurance: "310", at: "G", "03-12", "03-20"),
            ])
        #expect(try Self.chains(county) == ["A": "-", "B": "-", "C": "-"])
    }
}
