import ExactAmounts
import Testing

@testable import CountySettlement

/// From the fund to the pool (5.1, 5.2), and what claims elsewhere take.
@Suite struct FundBudgetTests {
    /// A fund of 1000 yuan whose keys a test sets; each claim accrues its whole cost.
    static func county(_ fund: [(String, JSON)], _ claims: [Claim] = []) -> SmallCounty {
        var county = SmallCounty(
            [("/funds/0/gross", "1000"), ("/funds/0/pointValue", "0")]
                + fund.map { (pointer: "/funds/0" + $0.0, value: $0.1) },
            claims: claims)
        for type in ["11", "14"] {
            county.scheme = county.scheme.setting(
                "/benefit/rules/-",
                ["insutype": "390", "med_type": .string(type), "ratio": SmallCounty.everyLevel("100%")])
        }
        return county
    }

    static func budget(_ fund: [(String, JSON)], _ claims: [Claim] = []) throws -> FundBudget {
        try county(fund, claims).settled().accounts.funds[0].budget
    }

    @Test(
        arguments: [
            (["heads": 3, "perHead": ["350", "610"], "other": "0.5"] as JSON, "2880.50"),
            (["heads": 3, "perHead": ["0.01"]], "0.03"), (["heads": 0, "perHead": ["610"], "other": "7"], "7.00"),
            (["heads": 7, "perHead": []], "0.00"), (["heads": 1, "perHead": ["100"], "other": "-40"], "60.00"),
            ("544500000", "544500000.00"),
        ] as [(JSON, String)])
    func `the gross fund is an amount, or heads times all that is paid for each, and something beside`(
        _ gross: JSON, _ expected: String
    ) throws {
        #expect(try Self.budget([("/gross", gross)]).gross == money(expected))
    }

    @Test(
        arguments: [
            (["rate": "10%", "of": "gross"] as JSON, "100.00"), (["rate": "10%", "of": "remaining"], "95.00"),
            (["rate": "0.0005%", "of": "gross"], "0.01"), (["rate": "0.0004%", "of": "gross"], "0.00"),
            (["amount": "123.45"], "123.45"), (["charge": ["private", "nonmember"], "estimate": "7"], "300.00"),
            (["charge": ["outside"], "estimate": "7"], "0.00"),
        ] as [(JSON, String)])
    func `a deduction is a rate of the gross or of what remains, an amount, or what claims elsewhere accrue`(
        _ form: JSON, _ amount: String
    ) throws {
        let claims: [Claim] = [
            .stay("A", at: "V", "03-01", "03-10", cost: "100"), .stay("B", at: "N", "05-01", "05-10", cost: "200"),
            .stay("C", at: "G", "07-01", "07-10", cost: "400"),
        ]
        let budget = try Self.budget(
            [("/deductions", [["name": "first", "amount": "50"], form.setting("/name", "second")])], claims)
        #expect(budget.deductions.map(\.name) == ["first", "second"])
        #expect(budget.deductions[1].amount == money(amount))
        #expect(try budget.package + money("50") + money(amount) == money("1000"))
        #expect(budget.reserveDeduction == .zero)
    }

    @Test func `the estimated package takes estimates in place of charges, for what remains after them too`() throws {
        let budget = try Self.budget(
            [
                (
                    "/deductions",
                    [
                        ["name": "private", "charge": ["private"], "estimate": "300"],
                        ["name": "reserve", "reserve": true, "rate": "10%", "of": "remaining"],
                    ]
                )
            ], [.stay("A", at: "V", "03-01", "03-10", cost: "100")])
        #expect(budget.package == money("810"))
        #expect(budget.estimatedPackage == money("630"))
        #expect(budget.reserveDeduction == money("90"))
    }

    @Test func `lines are amounts, heads, or what members' claims of a type accrue`() throws {
        let claims: [Claim] = [
            .stay("A", type: "11", at: "G", "03-01", "03-01", cost: "10"),
            .stay("B", type: "14", at: "T1", "03-02", "03-02", cost: "20"),
            .stay("C", type: "11", at: "V", "03-03", "03-03", cost: "40"),
            .stay("D", at: "G", "03-04", "03-05", cost: "80"),
        ]
        let budget = try Self.budget(
            [
                (
                    "/lines",
                    [
                        ["name": "amount", "amount": "1.23"], ["name": "heads", "heads": 12, "perHead": "5"],
                        ["name": "one", "actual": ["11"]], ["name": "both", "actual": ["11", "14", "11"]],
                        ["name": "unknown", "actual": ["99"]],
                    ]
                )
            ], claims)
        #expect(budget.lines.map(\.amount) == ["1.23", "60", "10", "30", "0"].map(money))
        #expect(budget.pool == money("898.77"))
    }

    @Test(arguments: [
        ("999.99", "0.01", "0.00"), ("1000", "0.00", "0.00"), ("1000.01", "0.00", "0.01"), ("1500", "0.00", "500.00"),
    ])
    func `lines and charges above the package leave a pool of 0 and a shortfall`(
        _ line: String, _ pool: String, _ shortfall: String
    ) throws {
        let budget = try Self.budget([("/lines", [["name": "line", "amount": .string(line)]])])
        #expect(budget.pool == money(pool))
        #expect(budget.shortfall == money(shortfall))
    }

    @Test func `charges are what all claims at their kinds accrue, inpatient and not`() throws {
        let claims: [Claim] = [
            .stay("A", at: "O", "03-01", "03-10", cost: "100"),
            .stay("B", type: "11", at: "O", "05-01", "05-01", cost: "20"),
            .stay("C", at: "N", "06-01", "06-10", cost: "3"), .stay("D", at: "V", "07-01", "07-10", cost: "1000"),
        ]
        let fund = try Self.county([("/charges", [["name": "outside", "charge": ["outside", "nonmember"]]])], claims)
            .settled().accounts.funds[0]
        #expect(fund.budget.charges.map(\.amount) == [money("123")])
        #expect(fund.budget.pool == money("877"))
        #expect(fund.uncharged == money("1000"))
    }

    @Test func `claims without a class that no line, charge or deduction pays are the fund's other business`() throws {
        let claims: [Claim] = [
            .stay("A", at: "G", "03-01", "03-10", cost: "1"),
            .stay("B", type: "11", at: "G", "04-01", "04-01", cost: "20"),
            .stay("C", type: "14", at: "G", "05-01", "05-01", cost: "300"),
            .stay("D", type: "14", at: "N", "06-01", "06-01", cost: "4000"),
            .stay("E", at: "V", "07-01", "07-09", cost: "50"), .stay("F", at: "O", "08-01", "08-09", cost: "600"),
        ]
        func uncharged(_ changes: [(String, JSON)]) throws -> Money {
            try Self.county(changes, claims).settled().accounts.funds[0].uncharged
        }
        #expect(try uncharged([]) == money("4970"))
        #expect(try uncharged([("/lines", [["name": "l", "actual": ["14"]]])]) == money("4670"))
        #expect(try uncharged([("/charges", [["name": "c", "charge": ["outside"]]])]) == money("4370"))
        #expect(
            try uncharged([("/deductions", [["name": "d", "charge": ["private"], "estimate": "0"]])]) == money("4920"))
    }

    @Test(
        arguments: [
            ([["name": "d", "amount": "1000"]] as JSON, nil),
            ([["name": "d", "amount": "1000.01"]], "-0.01"),
            ([["name": "d", "charge": ["private"], "estimate": "1200"]], "-200.00"),
            ([["name": "d", "amount": "800"], ["name": "e", "charge": ["private"], "estimate": "0"]], "-50.00"),
        ] as [(JSON, String?)])
    func `a package below zero, actual or estimated, is an error`(_ deductions: JSON, _ package: String?) throws {
        let county = Self.county([("/deductions", deductions)], [.stay("A", at: "V", "03-01", "03-10", cost: "250")])
        if let package {
            #expect(throws: SettlementError.packageBelowZero(fund: "居民", amount: money(package))) {
                try county.settled()
            }
        } else {
            #expect(try county.settled().accounts.funds[0].budget.package == .zero)
        }
    }

    @Test func `without claims there is a year all the same`() throws {
        let settled = try Self.county([("/deductions", [["name": "r", "reserve": true, "rate": "10%", "of": "gross"]])])
            .settled()
        let fund = settled.accounts.funds[0]
        #expect(settled.claims.isEmpty)
        #expect(fund.budget.pool == money("900"))
        #expect(fund.institutions.isEmpty)
        #expect(fund.clearing.surplus == money("900"))
        #expect(fund.clearing.surplusKept == .zero)
        #expect(fund.reserve.closing == money("1000"))
        #expect(settled.accounts.indicators.map(\.value) == ["", "", "", "", "0", "0", ""])
    }
}
