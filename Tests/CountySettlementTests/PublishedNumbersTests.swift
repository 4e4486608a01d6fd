import CaseGrouping
import ExactAmounts
import Testing

@testable import CountySettlement

/// Numbers that others have published or that follow from published parameters, each with its source.
@Suite struct PublishedNumbersTests {
    // 固镇县 2025 (固医保〔2025〕8号), in 万元: 49.50 万人 × (400 + 700) = 54450; less 2709, as stated, 51741; less 5940, 2228,
    // 5735, 8000, 15611, 188, 670, 2 and 2: 13365 for in-county DRG.
    @Test func `固镇 2025: the budget leaves 13365 万元 for DRG in the county`() throws {
        func wan(_ amount: Int) -> JSON { .string("\(amount)0000") }
        let lines = [5940, 2228, 5735, 8000, 15611, 188, 670, 2, 2]
        let county = SmallCounty([
            ("/funds/0/gross", ["heads": 495_000, "perHead": ["400", "700"]]),
            ("/funds/0/deductions", [["name": "风险金", "reserve": true, "amount": wan(2709)]]),
            (
                "/funds/0/lines",
                .array(lines.enumerated().map { ["name": .string("\($0)"), "amount": wan($1)] })
            ),
        ])
        let budget = try county.settled().accounts.funds[0].budget
        #expect(budget.gross == money("544500000"))
        #expect(budget.package == money("517410000"))
        #expect(budget.pool == money("133650000"))
        #expect(budget.reserveDeduction == money("27090000"))
    }

    // 天津, 津劳局(2001)321号: a stay at level 2 pays 1100, the standard of level 3 is 1700.
    @Test func `天津: the transfer up tops up 600`() throws {
        let county = SmallCounty(
            [
                ("/benefit/rules/0/deductible", ["standard": ["level2": "1100", "level3": "1700"]]),
                ("/benefit/rules/0/referral", ["up": "difference"]),
            ],
            claims: [
                .stay("A", at: "G", "03-01", "03-10", cost: "9000"),
                .stay("B", at: "O", "03-10", "03-20", cost: "9000"),
            ])
        #expect(try county.settled().claims.map(\.deductible) == ["1100", "600"].map(money))
    }

    // 湖南 residents: 1200 at level 3, a repeated stay at the same level half, at most 3000 a year.
    @Test func `湖南: 1200, then 600, and 3000 a year at most`() throws {
        var county = SmallCounty([
            (
                "/benefit/rules/0/deductible",
                [
                    "standard": ["township": "200", "level1": "500", "level2": "800", "level3": "1200"],
                    "repeat": ["factors": ["1", "0.5"], "count": "sameLevel"], "yearlyLimit": "3000",
                ]
            )
        ])
        county.claims = (1...6).map { .stay("S\($0)", at: "O", "0\($0)-01", "0\($0)-20", cost: "9000") }
        #expect(
            try county.settled().claims.map(\.deductible) == ["1200", "600", "600", "600", "0", "0"].map(money))
    }

    // A Chongqing hospital (费率法), reconciled with its returns: coefficient 0.92, rate 9575.25.
    @Test func `重庆: weights by rate come to 8155.59 and 5747.14, and differ by 2408.44 before rounding`() throws {
        var county = SmallCounty(
            [("/payment/method", "drgRate"), ("/payment/scale", "1"), ("/funds/0/pointValue", "9575.25")],
            claims: [
                .stay("A", at: "G", "03-01", "03-10", cost: "9000"),
                .stay("B", person: "Q", at: "G", "03-01", "03-10", cost: "9000", diagnosis: "B00.000"),
            ])
        county.registers.weights = [("AA19", "0.9258"), ("BB19", "0.6524")].map {
            WeightRow(group: $0, level: nil, weight: rate($1), meanCost: nil, primaryCareFactor: nil)
        }
        county.registers.coefficients = [
            CoefficientRow(scope: .institution("G"), group: nil, coefficient: rate("0.92"))
        ]
        let settled = try county.settled()
        #expect(settled.claims.map(\.due) == ["8155.59", "5747.14"].map(money))
        let exact = try ["0.9258", "0.6524"].map {
            try PointValue("9575.25").exactFen(of: rate($0).exact * rate("0.92").exact)
        }
        #expect(try Money(rounding: exact[0] - exact[1], .halfUp) == money("2408.44"))
        #expect(try money("8155.59") - money("5747.14") == money("2408.45"))
    }

    /// 周口 parameters: overall mean 5270.76, scale 100.
    static func zhoukou(_ weight: String, value: String, cost: String = "5270.76", times: String? = nil) throws
        -> SettledClaim
    {
        var county = SmallCounty(
            [("/payment/overallMean", "5270.76"), ("/funds/0/pointValue", .string(value))],
            claims: [.stay("A", at: "G", "03-01", "03-10", cost: cost)])
        if let times { county.scheme = county.scheme.setting("/payment/high", ["above": [["times": .string(times)]]]) }
        county.registers.weights = [
            WeightRow(group: "AA19", level: nil, weight: rate(weight), meanCost: nil, primaryCareFactor: nil)
        ]
        return try county.onlyCase()
    }

    @Test(arguments: [
        ("0.5155", "52.8094", "2722.32"), ("0.5155", "53.8381", "2775.35"), ("0.9662", "52.8094", "5102.44"),
        ("0.9662", "53.8381", "5201.84"), ("1.3375", "52.8094", "7063.26"), ("1.3375", "53.8381", "7200.85"),
        ("29.1724", "52.8094", "154057.69"), ("29.1724", "53.8381", "157058.66"),
    ])
    func `周口: weights times 100 times the value`(_ weight: String, _ value: String, _ amount: String) throws {
        #expect(try Self.zhoukou(weight, value: value).amount == money(amount))
    }

    // Computed from the same parameters (4.2).
    @Test func `周口: a weight of 0.9662 at a cost of 20000 has 186.2119 points above three times the mean`() throws {
        let normal = try Self.zhoukou("0.9662", value: "52.8094")
        #expect(normal.points == points("96.62"))
        let high = try Self.zhoukou("0.9662", value: "52.8094", cost: "20000", times: "3")
        #expect(high.caseClass == .high)
        #expect(high.points == points("186.2119"))
        #expect(high.amount == money("9833.74"))
    }

    // The weights of three years, 1 : 2 : 7.
    @Test func `history: means of 8000, 9000 and 10000 weigh 9600`() throws {
        var history = CostHistory(years: 3)
        for (year, mean) in ["8000", "9000", "10000"].enumerated() {
            history.add(money(mean), group: "ES25", year: year)
        }
        #expect(try history.weights().map(\.meanCost) == [money("9600")])
    }

    // 深圳: an overrun of 12 % of the budget, covered by 60 % to 5 %, 50 % to 10 %, nothing above.
    @Test func `深圳: of an overrun of 12 percent the ladder covers 5.5 percent of the budget`() throws {
        var county = SmallCounty(
            [
                ("/funds/0/gross", "1000000"), ("/funds/0/pointValue", "1"), ("/funds/0/openingReserve", "1000000"),
                (
                    "/funds/0/clearing",
                    ["overrun": [["upTo": "5%", "cover": "60%"], ["upTo": "10%", "cover": "50%"]]]
                ),
            ],
            claims: [.stay("A", at: "G", "03-01", "03-10")])
        county.registers.reviews = ["A": .points(points("1120000"))]
        let clearing = try county.settled().accounts.funds[0].clearing
        #expect(clearing.overrun == money("120000"))
        #expect(clearing.overrunCovered == money("55000"))
    }
}
