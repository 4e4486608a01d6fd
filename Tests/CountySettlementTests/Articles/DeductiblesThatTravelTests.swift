import CaseGrouping
import CountySettlement
import ExactAmounts
import Testing

/// *Deductibles that travel with the patient*
@Suite(.serialized)
struct DeductiblesThatTravelTests {
    private let article: Article

    init() throws { article = try Article("DeductiblesThatTravel", of: "CountySettlement") }

    @Test func `The five stays of the article cost what it says, with a referral and without`() throws {
        var county = ArticleCounty()
        county.benefit = #"{"rules": [\#(try article.block("rule"))]}"#
        county.registers.referrals = try article.rows("register").enumerated().map { line, row in
            Referral(
                person: row["person"] ?? "", from: row["from"] ?? "", to: row["to"] ?? "",
                date: try #require(CivilDate(row["date"] ?? "")), line: line + 2)
        }
        try article.expect("result", shows: try table(county, "stays"))
    }

    @Test func `Repeated admissions cost their factors of the standard`() throws {
        let rule = try article.block("rule").replacing(
            #""city": "700"}"#, with: #""city": "700"}, "repeat": \#(try article.block("repeat"))"#)
        var county = ArticleCounty()
        county.benefit = #"{"rules": [\#(rule)]}"#
        try article.expect("repeated result", shows: try table(county, "repeated stays"))
    }

    /// Every way over three levels with up to six stays.
    @Test func `With the difference upward and nothing else a chain costs the highest standard it has reached`() throws
    {
        var ways: [[Int]] = [[]]
        for _ in 0..<6 { ways += ways.flatMap { way in (0..<3).map { way + [$0] } } }
        ways = Array(Set(ways)).filter { !$0.isEmpty }
        #expect(ways.count == 3 + 9 + 27 + 81 + 243 + 729)

        let rule = try article.block("rule").replacing(#""register": true"#, with: #""register": false"#)
        var county = ArticleCounty()
        county.benefit = #"{"rules": [\#(rule)]}"#
        let year = try county.year()
        var intake = year.intake()
        let start = try #require(CivilDate("2024-01-01"))
        for (person, way) in ways.enumerated() {
            for (stay, level) in way.enumerated() {
                let day = CivilDate(dayNumber: start.dayNumber + Int32(stay))
                intake.take(
                    Claim(
                        id: "\(person)-\(stay)", person: "\(person)", insurance: "390",
                        institution: ArticleCounty.levels[level],
                        admission: day, discharge: day, medical: InpatientCase(diagnoses: ["AA19"], age: 40, sex: 1),
                        totalCost: try Money("5000")))
            }
        }
        let settled = try year.settle(intake.book)
        #expect(settled.settledClaims.count == ways.map(\.count).reduce(0, +))
        let standards = [Money(fen: 10000), Money(fen: 50000), Money(fen: 70000)]
        var index = 0
        for way in ways {
            var paid = Money.zero
            for stay in way.indices {
                try paid += settled.claim(index).deductible
                #expect(paid == way[...stay].map { standards[$0] }.max(), "\(way)")
                index += 1
            }
        }
    }

    @Test(arguments: [("1100", "1700", "600.00"), ("1700", "1700", "0.00"), ("1700", "1100", "0.00")])
    func `A transfer up tops up the difference of the standards`(paid: String, standard: String, topUp: String) throws {
        var county = ArticleCounty()
        county.benefit = """
            {"rules": [{"insutype": "390", "med_type": "21",
              "deductible": {"standard": {"county": "\(paid)", "city": "\(standard)"}},
              "referral": {"up": "difference"}, "ratio": {"county": "80%", "city": "60%"}}]}
            """
        let year = try county.year()
        var intake = year.intake()
        for (id, level) in [("1", "county"), ("2", "city")] {
            intake.take(
                Claim(
                    id: id, person: "P", insurance: "390", institution: level,
                    admission: try #require(CivilDate("2024-02-0\(id)")),
                    discharge: try #require(CivilDate("2024-02-0\(id)")),
                    medical: InpatientCase(diagnoses: ["AA19"], age: 40, sex: 1), totalCost: try Money("5000")))
        }
        #expect(try year.settle(intake.book).claim(1).deductible.description == topUp)
    }

    /// The stays of a block, settled.
    private func table(_ county: ArticleCounty, _ stays: String) throws -> String {
        let year = try county.year()
        var intake = year.intake()
        for row in try article.rows(stays) {
            intake.take(
                Claim(
                    id: row["stay"] ?? "", person: row["person"] ?? "", insurance: "390",
                    institution: row["level"] ?? "",
                    admission: try #require(CivilDate(row["admitted"] ?? "")),
                    discharge: try #require(CivilDate(row["discharged"] ?? "")),
                    medical: InpatientCase(diagnoses: ["AA19"], age: 40, sex: 1),
                    totalCost: try Money(row["eligible"] ?? "")))
        }
        #expect(intake.rejected.isEmpty)
        let settled = try year.settle(intake.book)
        return Article.csv(
            "stay,chain,step,deductible,reimbursable,accrued",
            settled.settledClaims.map { index in
                let claim = settled.claim(index)
                return [
                    claim.id, claim.chain ?? "", claim.step.name, "\(claim.deductible)", "\(claim.reimbursable)",
                    "\(claim.accrued)",
                ]
            })
    }
}
