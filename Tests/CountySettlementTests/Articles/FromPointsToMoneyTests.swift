import CaseGrouping
import CountySettlement
import ExactAmounts
import Testing

/// *From points to money*
@Suite(.serialized)
struct FromPointsToMoneyTests {
    private let article: Article

    init() throws { article = try Article("FromPointsToMoney", of: "CountySettlement") }

    private static let header = "case,class,weight,coefficient,points,amount,due"

    @Test func `The ten cases of the article come to what it says, at a given value`() throws {
        let settled = try settle(payment: article.block("payment"), fund: article.block("fund"))
        try article.expect("result", shows: Article.csv(Self.header, rows(settled)))
    }

    @Test func `The same cases come to what it says out of a pool, which is paid out to the fen`() throws {
        let payment = try article.block("payment").replacing(
            #"{"mode": "given", "basis": "fund"}"#, with: try article.block("budget"))
        let fund = try article.block("fund").replacing(#", "pointValue": "52.8094""#, with: "")
        let settled = try settle(payment: payment, fund: fund)
        try article.expect("budget result", shows: Article.csv(Self.header, rows(settled)))

        let year = try #require(settled.accounts.funds.first)
        let items: [(String, String)] = [
            ("pool", "\(year.budget.pool)"), ("fixed prices", "\(year.clearing.fixedPrice)"),
            ("net pool", "\(year.value.netPool)"), ("patients' shares", "\(year.value.patient)"),
            ("points", "\(year.value.points)"), ("value", try #require(year.value.value).description),
            ("due", "\(year.clearing.due)"), ("residual", "\(year.clearing.residual)"),
            ("payable", "\(year.clearing.payable)"),
        ]
        try article.expect("budget fund", shows: Article.csv("item,amount", items.map { [$0.0, $0.1] }))
        #expect(year.clearing.payable == year.budget.pool)
    }

    @Test func `A rate is applied to the exact product, and rounded amounts differ by a fen more`() throws {
        var county = ArticleCounty()
        county.payment = """
            {"method": "drgRate", "scale": "1", "overallMean": "9575.25", "pointValue": {"mode": "given", "basis": "fund"}}
            """
        county.fund = #"{"name": "residents", "insutypes": ["390"], "gross": "100000", "pointValue": "9575.25"}"#
        county.benefit = Self.recorded
        let rates = try article.rows("rate")
        county.groups = rates.indices.map { "RA\($0)9" }
        county.registers.weights = try rates.enumerated().map { place, row in
            WeightRow(
                group: "RA\(place)9", level: nil, weight: try Rate(row["weight"] ?? ""), meanCost: nil,
                primaryCareFactor: nil)
        }
        county.registers.coefficients = [
            CoefficientRow(scope: .institution("county"), group: nil, coefficient: try Rate("0.92"))
        ]
        let year = try county.year()
        var intake = year.intake()
        for group in county.groups {
            intake.take(try claim(group, group: group, level: "county", days: 5, cost: "8000", patient: "0"))
        }
        let settled = try year.settle(intake.book)
        let dues = settled.settledClaims.map { settled.claim($0).due }
        #expect(dues.map { $0?.description } == rates.map { $0["due"] })

        let exact = try rates.map { row in
            try Rate(row["weight"] ?? "").exact * Rate("0.92").exact * Rate("9575.25").exact
        }
        #expect(try (exact[0] - exact[1]).rounded(.halfUp, decimals: 2) == 240_844)
        #expect(try #require(dues[0]) - #require(dues[1]) == Money("2408.45"))
    }

    private static let recorded = """
        {"use": "recorded", "rules": [{"insutype": "390", "med_type": "21", "ratio": {"township": "90%", "county": "80%"}}]}
        """

    private func settle(payment: String, fund: String) throws -> SettledYear {
        var county = ArticleCounty()
        county.benefit = Self.recorded
        county.payment = payment
        county.fund = fund
        let weights = try article.rows("weights.csv")
        county.groups = weights.compactMap { $0["group"] }
        county.registers.weights = try weights.map { row in
            let factor = row["primary_care_factor"] ?? ""
            return WeightRow(
                group: row["group"] ?? "", level: nil, weight: try Rate(row["weight"] ?? ""), meanCost: nil,
                primaryCareFactor: factor.isEmpty ? nil : try Rate(factor))
        }
        county.registers.coefficients = [CoefficientRow(scope: .level(0), group: nil, coefficient: try Rate("0.9"))]
        for row in try article.rows("cases") {
            if let decision = row["decision"], !decision.isEmpty {
                county.registers.reviews[row["case"] ?? ""] = .points(try Points(decision))
            }
        }
        let year = try county.year()
        var intake = year.intake()
        for row in try article.rows("cases") {
            intake.take(
                try claim(
                    row["case"] ?? "", group: row["group"] ?? "", level: row["level"] ?? "",
                    days: Int(row["days"] ?? "") ?? 0,
                    cost: row["cost"] ?? "", patient: row["patient"] ?? ""))
        }
        #expect(intake.rejected.isEmpty)
        return try year.settle(intake.book)
    }

    private func claim(
        _ id: String, group: String, level: String, days: Int, cost: String, patient: String
    ) throws -> Claim {
        let day = try #require(CivilDate("2024-06-01"))
        return Claim(
            id: id, person: id, insurance: "390", institution: level, admission: day, discharge: day,
            medical: InpatientCase(diagnoses: [group], age: 40, sex: 1, stayDays: days), totalCost: try Money(cost),
            recordedFundPayment: try Money(cost) - Money(patient))
    }

    private func rows(_ settled: SettledYear) -> [[String]] {
        settled.settledClaims.map { index in
            let claim = settled.claim(index)
            func text(_ value: (some CustomStringConvertible)?) -> String { value?.description ?? "" }
            return [
                claim.id, claim.caseClass?.name ?? "", text(claim.weight), text(claim.coefficient), text(claim.points),
                text(claim.amount), text(claim.due),
            ]
        }
    }
}
