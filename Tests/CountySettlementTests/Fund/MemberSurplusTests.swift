import ExactAmounts
import Testing

@testable import CountySettlement

/// The split of what members save (5.5).
@Suite struct MemberSurplusTests {
    static let scheme: JSON = [
        "statutory": [
            ["name": "医疗风险基金", "rate": "0.3%", "of": "income", "trueUp": true],
            ["name": "职工福利基金", "rate": "20%", "of": "surplus"],
        ], "performance": "70%", "excess": "development",
    ]

    static func split(_ account: MemberAccount, _ scheme: JSON = scheme) throws -> MemberSurplus {
        var county = SmallCounty([("/surplus", scheme)])
        county.registers.accounts = [account]
        return try #require(try county.settled().accounts.surplus.first)
    }

    static func account(
        _ income: String, _ cost: String, risk: String = "0", room: String? = nil
    ) -> MemberAccount {
        MemberAccount(
            institution: "G", income: money(income), cost: money(cost), openingRiskFund: money(risk),
            approvedPayRoom: room.map(money))
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let account: MemberAccount
        var scheme = MemberSurplusTests.scheme
        let statutory: [String]
        let remaining: String
        var performance = "0", development = "0", held = "0"
    }

    @Test(arguments: [
        Row(
            testDescription: "70 to 30 of what the funds leave", account: account("10000", "9000"),
            statutory: ["30", "194"], remaining: "776", performance: "543.20", development: "232.80"),
        Row(
            testDescription: "the risk fund is only trued up", account: account("10000", "9000", risk: "29.99"),
            statutory: ["0.01", "200"], remaining: "799.99", performance: "559.99", development: "240"),
        Row(
            testDescription: "a full risk fund takes nothing", account: account("10000", "9000", risk: "30.01"),
            statutory: ["0", "200"], remaining: "800", performance: "560", development: "240"),
        Row(
            testDescription: "the pay room limits performance", account: account("10000", "9000", room: "543.19"),
            statutory: ["30", "194"], remaining: "776", performance: "543.19", development: "232.81"),
        Row(
            testDescription: "a pay room at the limit cuts nothing", account: account("10000", "9000", room: "543.20"),
            statutory: ["30", "194"], remaining: "776", performance: "543.20", development: "232.80"),
        Row(
            testDescription: "a pay room below 0 counts as 0", account: account("10000", "9000", room: "-5"),
            statutory: ["30", "194"], remaining: "776", performance: "0", development: "776"),
        Row(
            testDescription: "what the pay room cuts off is held", account: account("10000", "9000", room: "500"),
            scheme: scheme.setting("/excess", "held"), statutory: ["30", "194"], remaining: "776", performance: "500",
            development: "232.80", held: "43.20"),
        Row(
            testDescription: "a deficit is not split, and the fund of income is extracted all the same",
            account: account("10000", "9990"), statutory: ["30", "0"], remaining: "-20"),
        Row(
            testDescription: "nothing left is nothing to split", account: account("10000", "9970"),
            statutory: ["30", "0"],
            remaining: "0"),
        Row(
            testDescription: "one fen left", account: account("10000", "9969.99"), statutory: ["30", "0"],
            remaining: "0.01",
            performance: "0.01", development: "0"),
        Row(
            testDescription: "without statutory funds", account: account("0.05", "0"),
            scheme: ["performance": "50%"], statutory: [], remaining: "0.05", performance: "0.03", development: "0.02"),
        Row(
            testDescription: "without a true-up the opening does not count",
            account: account("10000", "9000", risk: "29"),
            scheme: scheme.setting("/statutory/0/trueUp", false), statutory: ["30", "194"], remaining: "776",
            performance: "543.20", development: "232.80"),
    ])
    func `statutory funds come first, then performance within its room, then development`(_ row: Row) throws {
        let split = try Self.split(row.account, row.scheme)
        #expect(split.statutory.map(\.amount) == row.statutory.map(money))
        #expect(try split.statutorySum == FundBudget.sum(split.statutory.map(\.amount)))
        #expect(split.remaining == money(row.remaining))
        #expect(split.performance == money(row.performance))
        #expect(split.development == money(row.development))
        #expect(split.held == money(row.held))
    }

    @Test func `an income that is not given is what the settlement pays and what the fund does not`() throws {
        // G: payable 100 + share of the surplus, 30 accrued without a class, and patients' 20 + 270 + 500.
        var county = SmallCounty([
            ("/surplus", Self.scheme), ("/funds/0/gross", "1000"), ("/funds/0/pointValue", "1"),
            (
                "/benefit/rules",
                [
                    ["insutype": "390", "med_type": "21", "ratio": ["level2": "80%"]],
                    ["insutype": "390", "med_type": "11", "ratio": ["level2": "10%"]],
                ]
            ),
        ])
        county.claims = [
            .stay("A", at: "G", "03-01", "03-10", cost: "100"),
            .stay("B", type: "11", at: "G", "04-01", "04-01", cost: "300"),
            .stay("C", insurance: "310", at: "G", "05-01", "05-10", cost: "500"),
            .stay("D", at: "L1", "06-01", "06-10", cost: "7"), .stay("E", at: "O", "06-01", "06-10", cost: "9"),
        ]
        county.registers.accounts = ["G", "L1", "O", "XX"].map {
            MemberAccount(institution: $0, income: nil, cost: .zero)
        }
        let settled = try county.settled()
        let fund = settled.accounts.funds[0]
        let payable = try #require(fund.institutions.first { $0.code == "G" }).payable
        let incomes = settled.accounts.surplus.map(\.income)
        #expect(try incomes[0] == payable + money("30") + money("20") + money("270") + money("500"))
        #expect(try incomes[1] == #require(fund.institutions.first { $0.code == "L1" }).payable + money("7"))
        #expect(incomes[2] == money("9"))
        #expect(incomes[3] == .zero)
    }

    @Test func `without a scheme or without accounts nothing is split`() throws {
        var county = SmallCounty([("/surplus", Self.scheme)])
        #expect(try county.settled().accounts.surplus.isEmpty)
        county = SmallCounty()
        county.registers.accounts = [Self.account("10", "1")]
        #expect(try county.settled().accounts.surplus.isEmpty)
    }
}
