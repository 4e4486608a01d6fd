import CaseGrouping
import CountySettlement
import ExactAmounts
import Testing

/// *The consortium's year*
@Suite(.serialized)
struct TheConsortiumsYearTests {
    private let article: Article

    init() throws { article = try Article("TheConsortiumsYear", of: "CountySettlement") }

    @Test func `The published budget leaves the published pool`() throws {
        let budget = try fund(article.block("budget"), points: [:]).budget
        try article.expect(
            "budget result",
            shows: Article.csv(
                "item,amount",
                [["gross", "\(budget.gross)"], ["package", "\(budget.package)"], ["pool", "\(budget.pool)"]]))
    }

    @Test func `A month is prepaid by the score of the quarter before`() throws {
        let year = try fund(article.block("fund"), points: ["county": "60000", "township": "20000"])
        try article.expect(
            "prepayments",
            shows: Article.csv(
                "month,base,share,paid",
                year.prepayments.map { ["\($0.month)", "\($0.base)", "\($0.share)", "\($0.paid)"] })
        )
    }

    @Test(arguments: [("surplus", "60000", "20000"), ("overrun", "84000", "28000")])
    func `A year with a surplus and one with an overrun are cleared as the article says`(
        kind: String, county: String, township: String
    ) throws {
        let year = try fund(article.block("fund"), points: ["county": county, "township": township])
        try article.expect(
            "\(kind) year",
            shows: Article.csv(
                "institution,points,entitled,surplus,uncovered,forfeited,payable",
                year.institutions.map { row in
                    [
                        row.code, "\(row.points)", "\(row.entitled)", "\(row.surplus)", "\(row.uncovered)",
                        "\(row.forfeited)",
                        "\(row.payable)",
                    ]
                }))
        let postings = year.reserve.postings.map { [$0.reason.rawValue, "\($0.amount)"] }
        try article.expect(
            "\(kind) ledger",
            shows: Article.csv(
                "posting,amount",
                [["opening", "\(year.reserve.opening)"]] + postings + [["closing", "\(year.reserve.closing)"]]))
    }

    @Test func `What members have left is split as the article says`() throws {
        var county = ArticleCounty()
        county.surplus = try article.block("surplus")
        county.registers.accounts = try article.rows("accounts.csv").map { row in
            let room = row["approved_pay_room"] ?? ""
            return MemberAccount(
                institution: row["institution"] ?? "", income: try Money(row["income"] ?? ""),
                cost: try Money(row["cost"] ?? ""),
                openingRiskFund: try Money(row["opening_risk_fund"] ?? ""),
                approvedPayRoom: room.isEmpty ? nil : try Money(room))
        }
        let year = try county.year()
        let members = try year.settle(year.intake().book).accounts.surplus
        try article.expect(
            "members",
            shows: Article.csv(
                "institution,statutory,remaining,performance,development,held",
                members.map { row in
                    [
                        row.institution, "\(row.statutorySum)", "\(row.remaining)", "\(row.performance)",
                        "\(row.development)",
                        "\(row.held)",
                    ]
                }))
    }

    /// A fund's year in which a review gives one case of each institution these points.
    private func fund(_ fund: String, points: [String: String]) throws -> FundYear {
        var county = ArticleCounty()
        county.fund = fund
        county.benefit =
            #"{"rules": [{"insutype": "390", "med_type": "21", "ratio": {"township": "90%", "county": "80%"}}]}"#
        for row in try article.rows("assessments.csv") {
            let quarter = try #require(Int(row["quarter"] ?? ""))
            county.registers.quarterScores[quarter] = try Money(row["score"] ?? "").fen
        }
        for (level, points) in points { county.registers.reviews[level] = .points(try Points(points)) }
        let year = try county.year()
        var intake = year.intake()
        let day = try #require(CivilDate("2024-06-01"))
        for level in points.keys.sorted() {
            intake.take(
                Claim(
                    id: level, person: level, insurance: "390", institution: level, admission: day, discharge: day,
                    medical: InpatientCase(diagnoses: ["AA19"], age: 40, sex: 1), totalCost: try Money("1000")))
        }
        return try #require(try year.settle(intake.book).accounts.funds.first)
    }
}
