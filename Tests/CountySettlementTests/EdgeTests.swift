import CaseGrouping
import ExactAmounts
import Testing

@testable import CountySettlement

/// The ends of the scale: amounts that do not fit, years with one claim or none, persons with very many.
@Suite struct EdgeTests {
    static let most = "92233720368547758.07"

    // MARK: Too large

    @Test func `a claim whose points do not fit is rejected, and its person settled as if it had not come`() throws {
        var county = SmallCounty(
            [("/payment/ungrouped", ["points": "cost"]), ("/payment/overallMean", "0.01")],
            claims: [
                .stay("A", at: "T1", "03-01", "03-10"),
                .stay("BIG", at: "G", "03-10", "03-12", cost: Self.most, diagnosis: "Z99.000"),
                .stay("B", at: "G", "03-12", "03-20"), .stay("C", person: "Q", at: "G", "03-12", "03-20"),
            ])
        county.scheme = county.scheme.setting("/benefit/rules/0/referral", [:])
            .setting("/benefit/rules/0/deductible", ["standard": SmallCounty.everyLevel("100")])
        let settled = try county.settled()
        #expect(settled.rejected.map(\.id) == ["BIG"])
        #expect(settled.rejected.map(\.line) == [2])
        #expect(settled.rejected.map(\.rejection.reason) == [.amountsInconsistent])
        county.claims.remove(at: 1)
        let without = try county.settled()
        #expect(without.rejected.isEmpty)
        #expect(YearValues(settled).claims == YearValues(without).claims)
        #expect(settled.accounts == without.accounts)
        #expect(settled.claims.map(\.chain) == ["A", "A", nil])
    }

    @Test func `a person whose yearly sums do not fit keeps the claims that do`() throws {
        // The reimbursable costs of one person's year are summed: two of these do not fit.
        let county = SmallCounty(claims: [
            .stay("A", at: "V", "03-01", "03-10", cost: Self.most), .stay("B", at: "V", "04-01", "04-10", cost: "0.01"),
            .stay("C", at: "V", "05-01", "05-10", cost: "0"),
        ])
        let settled = try county.settled()
        #expect(settled.claims.map(\.id) == ["A", "C"])
        #expect(settled.rejected.map(\.id) == ["B"])
    }

    @Test func `claims of several persons whose sum does not fit are an error of the year`() throws {
        let claims: [Claim] = [
            .stay("A", person: "P", at: "G", "03-01", "03-10", cost: Self.most),
            .stay("B", person: "Q", at: "G", "03-01", "03-10", cost: "0.01"),
        ]
        #expect(throws: SettlementError.amountTooLarge) { try SmallCounty(claims: claims).settled() }
        #expect(throws: Never.self) { try SmallCounty(claims: [claims[0]]).settled() }
    }

    @Test(arguments: [1, 2])
    func `a sum that does not fit is an error on any number of threads`(_ threads: Int) async throws {
        let claims: [Claim] = ["P", "Q"].map { .stay($0, person: $0, at: "G", "03-01", "03-10", cost: Self.most) }
        let (year, intake) = try SmallCounty(claims: claims).taken()
        await #expect(throws: SettlementError.amountTooLarge) { try await year.settle(intake.book, threads: threads) }
    }

    @Test func `an amount that does not fit, from points and value, is an error of the year`() throws {
        var county = SmallCounty([("/funds/0/pointValue", "1000000")], claims: [.stay("A", at: "G", "03-01", "03-10")])
        county.registers.reviews = ["A": .points(Points(tenThousandths: .max))]
        #expect(throws: SettlementError.amountTooLarge) { try county.settled() }
        county.scheme = county.scheme.setting("/funds/0/gross", ["heads": .number("\(Int.max)"), "perHead": ["0.02"]])
        county.claims = []
        #expect(throws: SettlementError.amountTooLarge) { try county.settled() }
        county.scheme = county.scheme.setting("/funds/0/gross", .string(Self.most))
            .setting(
                "/funds/0/lines",
                [["name": "a", "amount": .string(Self.most)], ["name": "b", "amount": .string(Self.most)]])
        #expect(throws: SettlementError.amountTooLarge) { try county.settled() }
    }

    // MARK: Few and many

    @Test func `one claim is a year`() throws {
        let settled = try SmallCounty(claims: [.stay("S", at: "G", "03-01", "03-10")]).settled()
        #expect(settled.claims.map(\.due) == [money("10000")])
        #expect(settled.accounts.funds[0].clearing.surplusKept == money("990000"))
        #expect(
            settled.accounts.indicators.map(\.value) == ["100.00%", "100.00%", "0.00%", "1000.00", "0", "0", "0.00%"])
    }

    @Test func `history alone is a year without settled claims`() async throws {
        let county = SmallCounty(claims: [.stay("H", at: "G", "2021-03-01", "2021-03-10")])
        let (year, intake) = try county.taken()
        let settled = try await year.settle(intake.book, threads: 3)
        #expect(settled.claims.isEmpty)
        #expect(settled.historyCount == 1)
        #expect(settled.accounts.funds[0].institutions.isEmpty)
    }

    @Test(arguments: [1, 2, 7])
    func `no claims at all are a year too, on any number of threads`(_ threads: Int) async throws {
        let (year, intake) = try SmallCounty().taken()
        let settled = try await year.settle(intake.book, threads: threads)
        #expect(settled.claims.isEmpty)
        #expect(settled.accounts.funds[0].clearing.surplus == money("1000000"))
        #expect(settled.accounts.funds[0].reserve.closing == money("1000000"))
    }

    @Test func `a person with ten thousand stays in one chain pays the highest standard once`() throws {
        var county = SmallCounty()
        county.scheme = county.scheme.setting(
            "/benefit/rules/0/referral", ["up": "difference", "down": "difference", "same": "difference"]
        )
        .setting(
            "/benefit/rules/0/deductible", ["standard": ["township": "1", "level1": "3", "level2": "5", "level3": "7"]]
        )
        .setting("/payment/readmission", ["days": 0, "factor": "0.5"])
        let first = day("01-01").dayNumber
        let codes = ["T1", "T2", "L1", "G", "M3"]
        county.claims = (0..<10_000).map { number in
            var claim = Claim.stay(
                "S\(String(100_000 + number).dropFirst())", at: codes[number % 5], "01-01", "01-01", cost: "100")
            claim.admission = CivilDate(dayNumber: first + Int32(number / 28))
            claim.discharge = claim.admission
            return claim
        }
        let settled = try county.settled()
        let claims = settled.claims
        #expect(claims.count == 10_000)
        #expect(claims.allSatisfy { $0.chain == "S00000" })
        #expect(try FundBudget.sum(claims.map(\.deductible)) == money("7"))
        #expect(claims.prefix(6).map(\.deductible) == ["1", "0", "2", "2", "2", "0"].map(money))
    }

    @Test func `weights of zero are points of zero, and nothing is due`() throws {
        var county = SmallCounty(
            [
                ("/payment/pointValue", ["mode": "budget", "basis": "fund", "residual": "allocate"]),
                ("/payment/low", ["below": "0.5"]), ("/payment/high", ["above": [["times": "2"]]]),
            ],
            claims: [.stay("S", at: "G", "03-01", "03-10")])
        county.scheme = county.scheme.removing("/funds/0/pointValue")
        county.registers.weights = [
            WeightRow(group: "AA19", level: nil, weight: .zero, meanCost: nil, primaryCareFactor: nil)
        ]
        let settled = try county.settled()
        #expect(settled.claims.map(\.caseClass) == [.normal])
        #expect(settled.claims.map(\.points) == [.zero])
        #expect(settled.claims.map(\.due) == [.zero])
        #expect(settled.accounts.funds[0].value.value == nil)
        #expect(settled.accounts.funds[0].reserve.closing == money("1000000"))
    }

    @Test func `a factor of zero takes all points of a readmitted stay`() throws {
        let county = SmallCounty(
            [("/payment/readmission", ["days": 15, "factor": "0"])],
            claims: [.stay("A", at: "G", "03-01", "03-10"), .stay("B", at: "G", "03-11", "03-12")])
        #expect(try county.settled().claims.map(\.due) == [.zero, money("10000")])
    }

    @Test func `a weight at the end of what can be shown is shown`() throws {
        let settled = try Self.dipCounty(score: "90000").settled()
        #expect(settled.claims.map(\.weight) == [rate("90000000000")])
        #expect(settled.claims.map(\.points) == [points("90000")])
    }

    /// Under DIP a weight is the score over the scale: here over a millionth.
    static func dipCounty(score: String) -> SmallCounty {
        var county = SmallCounty(
            [("/payment/scale", "0.000001"), ("/payment/method", "dip")],
            claims: [.stay("S", at: "G", "03-01", "03-10", cost: "10000")])
        county.groupers = [SmallDefinitions.dip]
        county.registers.weights = [
            WeightRow(
                group: "A00.0:-", level: nil, weight: rate(score), meanCost: money("10000"), primaryCareFactor: nil)
        ]
        return county
    }

    // MARK: Nothing in the data stops the program

    @Test func `a weight above what can be shown stops nothing`() async {
        await #expect(processExitsWith: .success) {
            let settled = try EdgeTests.dipCounty(score: "100000").settled()
            _ = settled.claims.map(\.weight)
        }
    }

    @Test func `points that a review takes below 0 and points above it that cancel stop nothing`() async {
        await #expect(processExitsWith: .success) {
            var county = SmallCounty(
                [("/payment/pointValue", ["mode": "budget", "basis": "fund", "residual": "allocate"])],
                claims: [
                    .stay("A", at: "G", "03-01", "03-10"), .stay("B", person: "Q", at: "T1", "03-01", "03-10"),
                ])
            county.scheme = county.scheme.removing("/funds/0/pointValue")
            county.registers.reviews = ["A": .points(points("-100")), "B": .points(points("100"))]
            _ = try county.settled()
        }
    }

    @Test func `a year of a hundred and thirty definitions stops nothing`() async {
        await #expect(processExitsWith: .success) {
            var county = SmallCounty(claims: [.stay("S", at: "G", "03-01", "12-31")])
            var definitions: [JSON] = []
            for number in 0..<130 {
                let from = CivilDate(dayNumber: day("2021-12-01").dayNumber + Int32(number))
                definitions.append(["from": .string(from.description), "folder": .string("\(number)")])
            }
            county.scheme = county.scheme.setting("/definitions", .array(definitions))
            county.groupers = Array(repeating: SmallDefinitions.drg, count: 130)
            _ = try county.settled()
        }
    }

    // MARK: Indicators

    @Test func `indicators count stays in the county, payments to primary care, referrals and readmissions`() throws {
        var county = SmallCounty(claims: [
            .stay("H", at: "G", "2021-12-01", "2021-12-25"), .stay("A", at: "T1", "01-09", "01-15", cost: "300"),
            .stay("B", at: "G", "01-30", "02-09", cost: "500"), .stay("C", at: "T2", "02-25", "03-01", cost: "200"),
            .stay("D", person: "Q", at: "O", "05-01", "05-09", cost: "1000"),
            .stay("E", person: "Q", type: "11", at: "T1", "05-10", "05-10", cost: "7"),
        ])
        county.scheme = county.scheme.setting("/primaryLevels", ["township"]).setting("/benefit/rules/0/referral", [:])
            .setting(
                "/benefit/rules/-", ["insutype": "390", "med_type": "11", "ratio": SmallCounty.everyLevel("100%")])
        let indicators = try county.settled().accounts.indicators
        #expect(indicators.map(\.numerator) == ["3", "1007.00", "507.00", "2000.00", "1", "2", "2"])
        #expect(indicators.map(\.denominator) == ["4", "2007.00", "2007.00", "4", "", "", "4"])
        #expect(indicators.map(\.value) == ["75.00%", "50.17%", "25.26%", "500.00", "1", "2", "50.00%"])
    }
}
