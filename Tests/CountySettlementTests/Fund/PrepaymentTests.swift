import ExactAmounts
import Testing

@testable import CountySettlement

/// Monthly prepayment and quarterly assessment (5.3).
@Suite struct PrepaymentTests {
    static let bands: JSON = [["atLeast": "90", "pay": "100%"], ["atLeast": "80.5", "pay": "95%"], ["pay": "90%"]]

    static func county(gross: String, share: String, scores: [Int: Int64] = [:], hasBands: Bool = true) -> SmallCounty {
        var county = SmallCounty([
            ("/funds/0/gross", .string(gross)), ("/funds/0/prepayment", ["share": .string(share)]),
        ])
        if hasBands { county.scheme = county.scheme.setting("/funds/0/assessment", ["nextQuarter": bands]) }
        county.registers.quarterScores = scores
        return county
    }

    @Test(arguments: [
        ("1200", "95%", "1140.00", "95.00", "95.00"), ("1000", "100%", "1000.00", "83.34", "83.33"),
        ("0.05", "50%", "0.03", "0.01", "0.00"), ("1000", "0%", "0.00", "0.00", "0.00"),
    ])
    func `a year's prepayment is rounded once and allocated over twelve months, the odd fen first`(
        _ gross: String, _ share: String, _ annual: String, _ first: String, _ last: String
    ) throws {
        let fund = try Self.county(gross: gross, share: share).settled().accounts.funds[0]
        #expect(fund.prepayments.map(\.month) == Array(1...12))
        #expect(fund.prepaid == money(annual))
        #expect(fund.prepayments[0].paid == money(first))
        #expect(fund.prepayments[11].paid == money(last))
        #expect(try fund.balance == fund.clearing.payable - money(annual))
    }

    @Test(
        arguments: [
            // The scores of quarters 1 to 4; the share of each quarter's months.
            ([:], ["1", "1", "1", "1"]), ([1: 9000, 2: 8999, 3: 8050], ["1", "1", "0.95", "0.95"]),
            ([1: 8049, 3: 10_000, 4: 0], ["1", "0.9", "1", "1"]), ([4: 0], ["1", "1", "1", "1"]),
            ([2: 0], ["1", "1", "0.9", "1"]),
        ] as [([Int: Int64], [String])])
    func `each month after the first quarter pays the band of the quarter before it`(
        _ scores: [Int: Int64], _ shares: [String]
    ) throws {
        let fund = try Self.county(gross: "1201", share: "100%", scores: scores).settled().accounts.funds[0]
        for payment in fund.prepayments {
            let share = rate(shares[(payment.month - 1) / 3])
            #expect(payment.share == share)
            #expect(try payment.paid == Money(rounding: payment.base.times(share), .halfUp))
        }
        #expect(try FundBudget.sum(fund.prepayments.map(\.base)) == money("1201"))
        #expect(try FundBudget.sum(fund.prepayments.map(\.paid)) == fund.prepaid)
    }

    @Test func `without bands a score changes no prepayment, and without a share there is none`() throws {
        var county = Self.county(gross: "1200", share: "100%", scores: [1: 0, 2: 0, 3: 0], hasBands: false)
        #expect(try county.settled().accounts.funds[0].prepaid == money("1200"))
        county.scheme = county.scheme.removing("/funds/0/prepayment")
        let fund = try county.settled().accounts.funds[0]
        #expect(fund.prepayments.isEmpty)
        #expect(fund.prepaid == .zero)
    }

    @Test func `prepayment is reckoned from the estimated package, and lines are paid on top of what is payable`()
        throws
    {
        var county = Self.county(gross: "2000", share: "50%")
        county.scheme = county.scheme.setting(
            "/funds/0/deductions", [["name": "private", "charge": ["private"], "estimate": "800"]]
        ).setting("/funds/0/lines", [["name": "line", "amount": "300"]]).setting("/funds/0/pointValue", "0")
        county.claims = [.stay("A", at: "V", "03-01", "03-10", cost: "100")]
        let fund = try county.settled().accounts.funds[0]
        #expect(fund.prepaid == money("600"))
        #expect(fund.clearing.payable == .zero)
        #expect(fund.balance == money("-300"))
    }
}
