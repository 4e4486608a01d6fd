import CaseGrouping
import CountySettlement
import ExactAmounts
import Testing

/// *Two passes and a tally*
struct TwoPassesAndATallyTests {
    @Test func `The stages one by one come to what the year gives at once, in any order of the parts`() throws {
        let year = try county.year()
        let claims = try Self.claims()
        let books = [["P0", "P1"], ["P2"], ["P3", "P4"]].map { people in
            var intake = year.intake()
            for claim in claims where people.contains(claim.person) { intake.take(claim) }
            return intake.book
        }
        var intake = year.intake()
        for claim in claims { intake.take(claim) }
        let whole = try year.settle(intake.book)

        for books in [books, books.reversed(), [books[1], books[0], books[2]]] {
            let parts = try books.map { try year.firstPass($0) }
            var tally = year.emptyTally()
            for part in parts { try tally.merge(part.tally) }
            let values = try year.values(tally)
            let settled = try parts.map { try year.secondPass($0, values) }
            var dues = settled[0].dues
            for part in settled.dropFirst() { try dues.merge(part.dues) }
            #expect(try year.accounts(tally, dues, values) == whole.accounts)
            #expect(tally == (try year.firstPass(intake.book).tally))
        }
    }

    @Test func `A tally reads back from its bytes, and refuses damaged ones and those of other rules`() throws {
        let year = try county.year()
        var intake = year.intake()
        for claim in try Self.claims() { intake.take(claim) }
        let tally = try year.firstPass(intake.book).tally
        #expect(try year.emptyTally().reading(tally.bytes) == tally)
        #expect(throws: TallyError.damaged) { try year.emptyTally().reading(tally.bytes.dropLast()) }
        for place in tally.bytes.indices {
            var damaged = tally.bytes
            damaged[place] ^= 1
            #expect(throws: TallyError.self, "byte \(place)") { try year.emptyTally().reading(damaged) }
        }

        var other = county
        other.registers.quarterScores = [1: 9000]
        let otherYear = try other.year()
        #expect(throws: TallyError.otherRules) { try otherYear.emptyTally().reading(tally.bytes) }
        var sum = otherYear.emptyTally()
        #expect(throws: TallyError.otherRules) { try sum.merge(tally) }
        #expect(sum == otherYear.emptyTally())
    }

    private let county: ArticleCounty = {
        var county = ArticleCounty()
        county.benefit = """
            {"rules": [{"insutype": "390", "med_type": "21", "deductible": {"standard": {"township": "100", "county": "500"}},
              "referral": {"up": "difference"}, "ratio": {"township": "90%", "county": "80%"}}]}
            """
        county.payment = """
            {"method": "drgPoints", "scale": "100", "overallMean": "5000", "ungrouped": {"points": "cost"},
              "pointValue": {"mode": "budget", "basis": "cost", "residual": "allocate"}}
            """
        county.fund = #"{"name": "residents", "insutypes": ["390"], "gross": "50000"}"#
        return county
    }()

    /// Five people with one to three stays each.
    private static func claims() throws -> [Claim] {
        try (0..<5).flatMap { person in
            try (0...person % 3).map { stay in
                Claim(
                    id: "\(person)-\(stay)", person: "P\(person)", insurance: "390",
                    institution: ["township", "county", "city"][stay],
                    admission: try #require(CivilDate("2024-05-0\(stay + 1)")),
                    discharge: try #require(CivilDate("2024-05-0\(stay + 2)")),
                    medical: InpatientCase(diagnoses: ["AA19"], age: 40, sex: 1),
                    totalCost: Money(fen: Int64(123_457 * (person + 1) * (stay + 1))))
            }
        }
    }
}
