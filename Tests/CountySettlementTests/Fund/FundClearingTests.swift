import ExactAmounts
import Testing

@testable import CountySettlement

/// The clearing of the year (5.4) with a given value, and the deposit of 5.3.
@Suite struct FundClearingTests {
    /// A fund with a pool of 1000 whose institutions are due so many yuan: a point is worth one.
    static func county(
        _ dues: [(code: String, due: String)], _ fund: [(String, JSON)] = [], scores: [Int: Int64] = [:]
    ) -> SmallCounty {
        var county = SmallCounty(
            [("/funds/0/gross", "1000"), ("/funds/0/pointValue", "1")]
                + fund.map { (pointer: "/funds/0" + $0.0, value: $0.1) })
        for (place, due) in dues.enumerated() {
            county.claims.append(.stay("S\(place)", person: "P\(place)", at: due.code, "03-01", "03-10", cost: "0"))
            county.registers.reviews["S\(place)"] = .points(points(due.due))
        }
        county.registers.quarterScores = scores
        return county
    }

    static func fund(_ county: SmallCounty) throws -> FundYear { try county.settled().accounts.funds[0] }

    @Test(arguments: [("999.99", "0.01", "0.00"), ("1000", "0.00", "0.00"), ("1000.01", "0.00", "0.01")])
    func `what institutions are entitled to leaves a surplus or an overrun of the pool`(
        _ due: String, _ surplus: String, _ overrun: String
    ) throws {
        let clearing = try Self.fund(Self.county([("G", due)])).clearing
        #expect(clearing.entitled == money(due))
        #expect(clearing.surplus == money(surplus))
        #expect(clearing.overrun == money(overrun))
        #expect(clearing.payable == money("1000"))
    }

    @Test(arguments: [
        ("100%", "700.00", "0.00"), ("0.1%", "0.70", "699.30"), ("0%", "0.00", "700.00"), ("0.005%", "0.04", "699.96"),
    ])
    func `members keep their share of a surplus, and the rest goes to the reserve`(
        _ share: String, _ kept: String, _ reserve: String
    ) throws {
        let fund = try Self.fund(
            Self.county([("G", "100"), ("T1", "200")], [("/clearing", ["surplusKept": .string(share)])]))
        #expect(fund.clearing.surplusKept == money(kept))
        #expect(fund.reserve.closing == money(reserve))
        #expect(try FundBudget.sum(fund.institutions.map(\.surplus)) == money(kept))
    }

    @Test func `a surplus is shared by the points of the year`() throws {
        let fund = try Self.fund(Self.county([("G", "100"), ("T1", "200"), ("G", "0.01")]))
        // 699.99 by 100.01 and 200.
        #expect(fund.institutions.map(\.surplus.description) == ["233.35", "466.64"])
        #expect(fund.institutions.map(\.payable.description) == ["333.36", "666.64"])
    }

    @Test func `only members at the year's end keep a surplus, by the row of that day or the latest`() throws {
        var county = Self.county([("X", "100"), ("Y", "100"), ("Z", "100")], [("/clearing", ["surplusKept": "50%"])])
        county.scheme = county.scheme.setting("/payment/kinds", ["member", "nonmember"])
        county.registers.institutions += [
            Institution(code: "X", name: "joined", level: 0, kind: .nonmember, to: day("06-30")),
            Institution(code: "X", name: "joined", level: 0, kind: .member, from: day("07-01")),
            Institution(code: "Y", name: "left", level: 0, kind: .member, to: day("06-30")),
            Institution(code: "Y", name: "left", level: 0, kind: .nonmember, from: day("07-01")),
            Institution(code: "Z", name: "closed", level: 0, kind: .nonmember, to: day("02-28")),
            Institution(code: "Z", name: "closed", level: 0, kind: .member, from: day("03-01"), to: day("09-30")),
        ]
        let fund = try Self.fund(county)
        #expect(fund.institutions.map(\.code) == ["X", "Y", "Z"])
        #expect(fund.institutions.map(\.surplus.description) == ["175.00", "0.00", "175.00"])
        #expect(fund.reserve.closing == money("350"))
    }

    @Test func `without points of members nobody keeps a surplus`() throws {
        var county = Self.county([("N", "100"), ("G", "0")])
        county.scheme = county.scheme.setting("/payment/kinds", ["member", "nonmember"])
        let fund = try Self.fund(county)
        #expect(fund.clearing.surplus == money("900"))
        #expect(fund.clearing.surplusKept == .zero)
        #expect(fund.reserve.closing == money("900"))
        #expect(fund.institutions.map(\.payable) == [.zero, money("100")])
    }

    @Test(
        arguments: [
            ([:], true), ([1: 6000], true), ([1: 5999], false), ([1: 5999, 2: 6001], true),
            ([1: 6000, 2: 6000, 4: 5999], false),
        ] as [([Int: Int64], Bool)])
    func `a year whose mean score is below the minimum keeps nothing`(_ scores: [Int: Int64], _ keeps: Bool) throws {
        let fund = try Self.fund(Self.county([("G", "100")], [("/clearing", ["minimumScore": "60"])], scores: scores))
        #expect(fund.clearing.surplusKept == (keeps ? money("900") : .zero))
        #expect(fund.reserve.closing == (keeps ? .zero : money("900")))
    }

    // MARK: Overrun

    static let ladder: JSON = ["overrun": [["upTo": "5%", "cover": "60%"], ["upTo": "10%", "cover": "50%"]]]

    @Test(arguments: [
        ("1000.01", "0.01"), ("1050", "30.00"), ("1050.01", "30.01"), ("1060", "35.00"), ("1100", "55.00"),
        ("1100.01", "55.00"), ("1120", "55.00"), ("5000", "55.00"),
    ])
    func `bands cover an overrun marginally by its ratio to the pool, and nothing above the last`(
        _ due: String, _ covered: String
    ) throws {
        let fund = try Self.fund(
            Self.county([("G", due)], [("/clearing", Self.ladder), ("/openingReserve", "1000")]))
        #expect(fund.clearing.overrunCovered == money(covered))
        #expect(try fund.clearing.payable == money("1000") + money(covered))
        #expect(try fund.reserve.closing == money("1000") - money(covered))
    }

    @Test(arguments: [
        ("0", "10.00"), ("39.99", "49.99"), ("45", "55.00"), ("45.01", "55.00"), ("-4", "6.00"), ("-11", "0.00"),
    ])
    func `the reserve covers at most its opening and the year's deduction`(_ opening: String, _ covered: String) throws
    {
        let fund = try Self.fund(
            Self.county(
                [("G", "1200")],
                [
                    ("/gross", "1010"), ("/deductions", [["name": "r", "reserve": true, "amount": "10"]]),
                    ("/clearing", Self.ladder), ("/openingReserve", .string(opening)),
                ]))
        #expect(fund.clearing.overrunCovered == money(covered))
    }

    @Test func `what is covered is summed exactly and rounded once`() throws {
        // Of a pool of 0.30 the bands cover 0.015 × 30 % + 0.015 × 40 % = 0.0105: 0.01. Two roundings would give 0.02.
        let fund = try Self.fund(
            Self.county(
                [("G", "0.33")],
                [
                    ("/gross", "0.30"), ("/openingReserve", "1"),
                    ("/clearing", ["overrun": [["upTo": "5%", "cover": "30%"], ["upTo": "10%", "cover": "40%"]]]),
                ]))
        #expect(fund.clearing.overrunCovered == money("0.01"))
    }

    @Test func `what is not covered is taken by entitlement, without bands all of it`() throws {
        let fund = try Self.fund(
            Self.county([("G", "1000"), ("T1", "500"), ("L1", "0.01")], [("/openingReserve", "9999")]))
        #expect(fund.institutions.map(\.code) == ["G", "L1", "T1"])
        #expect(fund.institutions.map(\.uncovered.description) == ["333.34", "0.00", "166.67"])
        #expect(try FundBudget.sum(fund.institutions.map(\.uncovered)) == money("500.01"))
        #expect(fund.clearing.payable == money("1000"))
        #expect(fund.reserve.closing == money("9999"))
    }

    @Test func `with a pool of 0 nothing is covered, and nothing is paid`() throws {
        let fund = try Self.fund(
            Self.county(
                [("G", "100")],
                [
                    ("/clearing", Self.ladder), ("/openingReserve", "500"),
                    ("/lines", [["name": "l", "amount": "1500"]]),
                ]))
        #expect(fund.clearing.overrun == money("100"))
        #expect(fund.clearing.overrunCovered == .zero)
        #expect(fund.clearing.payable == .zero)
        #expect(fund.budget.shortfall == money("500"))
        #expect(fund.balance == money("1500"))
        #expect(fund.reserve.closing == money("500"))
    }

    // MARK: Deposit

    static let deposit: JSON = [
        "deposit": [
            "share": "5%",
            "release": [["atLeast": "90", "share": "100%"], ["atLeast": "80", "share": "90%"], ["share": "50%"]],
        ]
    ]

    @Test(
        arguments: [
            ([:], "0.00"), ([1: 9000], "0.00"), ([1: 8999], "2.50"), ([1: 8000, 2: 8000], "2.50"),
            ([1: 8000, 2: 7999], "12.50"),
            ([1: 10_000, 2: 8000, 3: 9000, 4: 9000], "0.00"), ([4: 0], "12.50"),
        ] as [([Int: Int64], String)])
    func `a deposit forfeits what the band of the year's mean score does not release`(
        _ scores: [Int: Int64], _ forfeited: String
    ) throws {
        let fund = try Self.fund(Self.county([("G", "500")], [("/assessment", Self.deposit)], scores: scores))
        #expect(fund.clearing.forfeited == money(forfeited))
        #expect(fund.reserve.closing == money(forfeited))
        #expect(try fund.institutions[0].payable == money("1000") - money(forfeited))
    }

    @Test func `a deposit is reckoned on what each institution is entitled to, so that payable may be below 0`() throws
    {
        var county = Self.county(
            [("G", "100"), ("T1", "100.05")],
            [
                ("/assessment", Self.deposit.setting("/deposit/share", "100%")),
                ("/lines", [["name": "l", "amount": "1000"]]),
            ],
            scores: [1: 0])
        let fund = try Self.fund(county)
        #expect(fund.institutions.map(\.forfeited.description) == ["50.00", "50.03"])
        #expect(fund.institutions.map(\.payable.description) == ["-50.00", "-50.03"])
        county.scheme = county.scheme.setting("/funds/0/assessment/deposit/share", "0.1%")
        #expect(try Self.fund(county).institutions.map(\.forfeited.description) == ["0.05", "0.05"])
    }

    @Test func `the reserve has one posting each, in order, from its opening to its closing`() throws {
        let fund = try Self.fund(
            Self.county(
                [("G", "500")],
                [
                    ("/openingReserve", "12"), ("/deductions", [["name": "r", "reserve": true, "amount": "100"]]),
                    ("/assessment", Self.deposit), ("/clearing", ["surplusKept": "75%"]),
                ], scores: [1: 8500]))
        #expect(fund.reserve.opening == money("12"))
        #expect(fund.reserve.postings.map(\.reason) == ReserveLedger.Reason.allCases)
        #expect(fund.reserve.postings.map(\.amount) == ["100", "2.50", "100", "0", "0"].map(money))
        #expect(fund.reserve.closing == money("214.50"))
    }
}
