import ExactAmounts
import Testing

@testable import CountySettlement

/// The point value and what a case is due (4.2).
@Suite struct PointValueTests {
    /// Three cases of 100 points each, at T1, L1 and G, that cost 1000 and of which the fund accrues 80 %.
    static func county(gross: String, _ pointValue: JSON, _ diagnoses: [String] = ["A00.000", "A00.000", "A00.000"])
        -> SmallCounty
    {
        var county = SmallCounty([
            ("/payment/pointValue", pointValue), ("/benefit/rules/0/ratio", SmallCounty.everyLevel("80%")),
            ("/funds/0/gross", .string(gross)),
        ])
        county.scheme = county.scheme.removing("/funds/0/pointValue")
        county.claims = zip(["T1", "L1", "G"], diagnoses).enumerated().map { place, stay in
            .stay("S\(place)", person: "P\(place)", at: stay.0, "03-01", "03-10", diagnosis: stay.1)
        }
        return county
    }

    static let budget: JSON = ["mode": "budget", "basis": "fund", "residual": "allocate"]

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let gross: String
        var pointValue = PointValueTests.budget
        let value: String
        let amount: String
        let due: String
        let residuals: [String]
    }

    // The codes stand in the order G, L1, T1: the first fen goes to G.
    @Test(arguments: [
        Row(
            testDescription: "half up to 4 decimals", gross: "2000", value: "6.6667", amount: "666.67", due: "666.67",
            residuals: ["-0.01", "0.00", "0.00"]),
        Row(
            testDescription: "down to 4 decimals", gross: "2000", pointValue: budget.setting("/rounding", "down"),
            value: "6.6666", amount: "666.66", due: "666.66", residuals: ["0.01", "0.01", "0.00"]),
        Row(
            testDescription: "2 decimals", gross: "2000", pointValue: budget.setting("/decimals", 2), value: "6.67",
            amount: "667.00", due: "667.00", residuals: ["-0.34", "-0.33", "-0.33"]),
        Row(
            testDescription: "no decimals", gross: "2000", pointValue: budget.setting("/decimals", 0), value: "7",
            amount: "700.00", due: "700.00", residuals: ["-33.34", "-33.33", "-33.33"]),
        Row(
            testDescription: "8 decimals", gross: "1000", pointValue: budget.setting("/decimals", 8),
            value: "3.33333333",
            amount: "333.33", due: "333.33", residuals: ["0.01", "0.00", "0.00"]),
        Row(
            testDescription: "over the cost", gross: "1000", pointValue: budget.setting("/basis", "cost"),
            value: "5.3333",
            amount: "533.33", due: "333.33", residuals: ["0.01", "0.00", "0.00"]),
        Row(
            testDescription: "over the ratio", gross: "1000",
            pointValue: budget.setting("/basis", "ratio").setting("/fundShare", "75%"), value: "4.4444",
            amount: "444.44",
            due: "333.33", residuals: ["0.01", "0.00", "0.00"]),
        Row(
            testDescription: "over the ratio, without regard to a share under another basis", gross: "1000",
            pointValue: budget.setting("/fundShare", "75%"), value: "3.3333", amount: "333.33", due: "333.33",
            residuals: ["0.01", "0.00", "0.00"]),
    ])
    func `a budget is divided by the points, and what rounding leaves is allocated to the fen`(_ row: Row) throws {
        let settled = try Self.county(gross: row.gross, row.pointValue).settled()
        let fund = settled.accounts.funds[0]
        #expect(fund.value.value?.description == row.value)
        #expect(fund.value.points == points("300"))
        #expect(fund.value.patient == money("600"))
        #expect(settled.claims.allSatisfy { $0.amount == money(row.amount) && $0.due == money(row.due) })
        #expect(fund.institutions.map(\.code) == ["G", "L1", "T1"])
        #expect(fund.institutions.map(\.residual.description) == row.residuals)
        #expect(fund.clearing.entitled == money(row.gross))
        #expect(fund.clearing.residualKept == .zero)
        #expect(fund.reserve.closing == .zero)
    }

    @Test(arguments: [("halfUp", "-0.01"), ("down", "0.02")])
    func `a residual that is kept stays in the reserve or comes out of it`(_ rounding: String, _ kept: String) throws {
        let county = Self.county(
            gross: "2000", Self.budget.setting("/residual", "keep").setting("/rounding", .string(rounding)))
        let fund = try county.settled().accounts.funds[0]
        #expect(fund.clearing.residualKept == money(kept))
        #expect(fund.reserve.closing == money(kept))
        #expect(fund.institutions.allSatisfy { $0.residual == .zero })
    }

    @Test func `over the cost a case is due nothing when its patient has paid more, and the rest is taken from others`()
        throws
    {
        // BB19 has 50 points; one case costs 20000, of which the patient pays 4000.
        var county = Self.county(
            gross: "1000", Self.budget.setting("/basis", "cost"), ["A00.000", "B00.000", "A00.000"])
        county.claims[1].totalCost = money("20000")
        let settled = try county.settled()
        let fund = settled.accounts.funds[0]
        // (1000 + 4400) ÷ 250 = 21.6: 2160, 1080 and 2160, due 1960, 0 and 1960.
        #expect(fund.value.value?.description == "21.6000")
        #expect(settled.claims.map { $0.due?.description } == ["1960.00", "0.00", "1960.00"])
        #expect(fund.clearing.residual == money("-2920"))
        #expect(fund.institutions.map(\.residual.description) == ["-1460.00", "0.00", "-1460.00"])
        #expect(fund.institutions.map(\.entitled.description) == ["500.00", "0.00", "500.00"])
    }

    @Test func `cases without points, and those at a fixed price, have no part in the value`() throws {
        var county = Self.county(
            gross: "1000", Self.budget.setting("/basis", "cost"), ["A00.000", "Z99.000", "B00.000"])
        county.scheme = county.scheme.setting("/payment/fixedPrices", [["group": "BB19", "price": ["level2": "450"]]])
        let settled = try county.settled()
        let fund = settled.accounts.funds[0]
        // The price is due less the patient's 200; net pool 750, and the one patient who counts pays 200.
        #expect(fund.clearing.fixedPrice == money("250"))
        #expect(fund.value.netPool == money("750"))
        #expect(fund.value.patient == money("200"))
        #expect(fund.value.value?.description == "9.5000")
        #expect(settled.claims.map { $0.due?.description } == ["750.00", "0.00", "250.00"])
        #expect(settled.claims[1].amount == .zero)
    }

    @Test func `without points there is no value, nothing is due, and the whole net pool is kept`() throws {
        let county = Self.county(gross: "1000", Self.budget, ["Z99.000", "Z99.000", "Z99.000"])
        let fund = try county.settled().accounts.funds[0]
        #expect(fund.value.value == nil)
        #expect(fund.clearing.due == .zero)
        #expect(fund.clearing.residual == money("1000"))
        #expect(fund.clearing.residualKept == money("1000"))
        #expect(fund.reserve.closing == money("1000"))
        #expect(fund.institutions.map(\.residual) == [.zero, .zero, .zero])
    }

    @Test func `with a pool of 0 points are worth nothing, and over the cost what patients pay`() throws {
        let fund = try Self.county(gross: "0", Self.budget).settled().accounts.funds[0]
        #expect(fund.value.value?.description == "0.0000")
        #expect(fund.clearing.entitled == .zero)
        let cost = try Self.county(gross: "0", Self.budget.setting("/basis", "cost")).settled()
        #expect(cost.accounts.funds[0].value.value?.description == "2.0000")
        #expect(cost.claims.allSatisfy { $0.amount == money("200") && $0.due == .zero })
    }

    @Test func `fixed prices above the pool are owed, and what the reserve does not cover is taken from all`() throws {
        var county = Self.county(gross: "1000", Self.budget, ["A00.000", "Z99.000", "B00.000"])
        county.scheme = county.scheme.setting("/payment/fixedPrices", [["group": "BB19", "price": ["level2": "1450"]]])
            .setting("/funds/0/openingReserve", "100")
            .setting("/funds/0/clearing", ["overrun": [["upTo": "50%", "cover": "60%"]]])
        let fund = try county.settled().accounts.funds[0]
        #expect(fund.clearing.fixedPrice == money("1250"))
        #expect(fund.value.netPool == .zero)
        #expect(fund.clearing.overrun == money("250"))
        #expect(fund.clearing.overrunCovered == money("100"))
        #expect(fund.clearing.payable == money("1100"))
        #expect(fund.reserve.closing == .zero)
    }

    @Test func `amount and due are each rounded once`() throws {
        // 1.005 yuan is 1.01; half of the exact 1.005 is 0.50, half of the rounded one would be 0.51.
        var county = SmallCounty(
            [
                ("/payment/pointValue", ["mode": "given", "basis": "ratio", "fundShare": "50%"]),
                ("/funds/0/pointValue", "1"),
            ],
            claims: [.stay("S", at: "G", "03-01", "03-10")])
        county.registers.reviews = ["S": .points(points("1.005"))]
        let only = try county.onlyCase()
        #expect(only.amount == money("1.01"))
        #expect(only.due == money("0.50"))
    }

    @Test func `a given value pays as it stands, and its decimals only print it`() throws {
        var county = SmallCounty(
            [
                ("/payment/pointValue", ["mode": "given", "basis": "fund", "decimals": 2]),
                ("/funds/0/pointValue", "7.4348"),
            ],
            claims: [.stay("S", at: "G", "03-01", "03-10")])
        #expect(try county.onlyCase().amount == money("743.48"))
        county.scheme = county.scheme.setting("/funds/0/pointValue", "0.12345678")
        #expect(try county.onlyCase().amount == money("12.35"))
    }

    @Test func `with a given value and the cost as basis a case is due its amount less the patient's share`() throws {
        let county = SmallCounty(
            [
                ("/payment/pointValue", ["mode": "given", "basis": "cost"]), ("/funds/0/pointValue", "7"),
                ("/benefit/rules/0/ratio", SmallCounty.everyLevel("80%")),
            ],
            claims: [
                .stay("A", at: "G", "03-01", "03-10", cost: "1000"),
                .stay("B", at: "G", "05-01", "05-10", cost: "3500"),
                .stay("C", at: "G", "07-01", "07-10", cost: "3500.05"),
                .stay("D", at: "G", "09-01", "09-10", cost: "9000"),
            ])
        #expect(try county.settled().claims.map { $0.due?.description } == ["500.00", "0.00", "0.00", "0.00"])
        #expect(try county.settled().claims.map { $0.amount?.description } == Array(repeating: "700.00", count: 4))
    }

    @Test func `by rate the amount comes from the exact product, and the points are printed and summed rounded`() throws
    {
        // 0.333333 × 0.333333 = 0.111110888889 × 9000 = 999.998: rounded points would give 0.1111 × 9000 = 999.90.
        var county = SmallCounty(
            [("/payment/method", "drgRate"), ("/payment/scale", "1"), ("/funds/0/pointValue", "9000")],
            claims: [.stay("S", at: "G", "03-01", "03-10")])
        county.registers.weights[0] = WeightRow(
            group: "AA19", level: nil, weight: rate("0.333333"), meanCost: nil, primaryCareFactor: nil)
        county.registers.coefficients = [CoefficientRow(scope: .level(2), group: nil, coefficient: rate("0.333333"))]
        let settled = try county.settled()
        #expect(settled.claims[0].points == points("0.1111"))
        #expect(settled.claims[0].amount == money("1000.00"))
        #expect(settled.accounts.funds[0].value.points == points("0.1111"))
        county.scheme = county.scheme.setting("/payment/method", "drgPoints")
        #expect(try county.onlyCase().amount == money("999.90"))
    }

    @Test func `points that round to 0 are due nothing, by rate too`() throws {
        var county = SmallCounty(
            [("/payment/method", "drgRate"), ("/payment/scale", "1"), ("/funds/0/pointValue", "90000")],
            claims: [.stay("S", at: "G", "03-01", "03-10")])
        for (weight, amount) in [("0.000049", "0.00"), ("0.00005", "4.50")] {
            county.registers.weights[0] = WeightRow(
                group: "AA19", level: nil, weight: rate(weight), meanCost: nil, primaryCareFactor: nil)
            #expect(try county.onlyCase().due == money(amount))
        }
    }

    @Test func `each fund has its own pool, its own points and its own value`() throws {
        var county = Self.county(gross: "1000", Self.budget)
        county.scheme = county.scheme.setting("/funds/0/insutypes", ["390"])
            .setting("/funds/-", ["name": "职工", "insutypes": ["310"], "gross": "500"])
            .setting("/benefit/rules/-", ["insutype": "310", "med_type": "21", "ratio": SmallCounty.everyLevel("80%")])
        county.claims[2].insurance = "310"
        let settled = try county.settled()
        #expect(settled.accounts.funds.map { $0.value.value?.description } == ["5.0000", "5.0000"])
        #expect(settled.accounts.funds.map { $0.institutions.map(\.code) } == [["L1", "T1"], ["G"]])
        #expect(settled.claims.map(\.fund) == [0, 0, 1])
    }

    @Test func `points a review takes below 0 are due nothing and leave the sums as they are`() throws {
        var county = Self.county(gross: "1000", Self.budget)
        county.registers.reviews = ["S0": .points(points("-50"))]
        let settled = try county.settled()
        #expect(settled.claims.map { $0.due?.description } == ["0.00", "500.00", "500.00"])
        #expect(settled.accounts.funds[0].value.points == points("200"))
    }
}
