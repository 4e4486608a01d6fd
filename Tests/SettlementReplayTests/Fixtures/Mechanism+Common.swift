/// Mechanisms that more than one county has, each with its check.
extension Mechanism {
    private static let money = [
        "setl_id", "fixmedins_code", "level", "chain", "step", "eligible", "deductible", "accrued",
    ]
    private static let points = [
        "setl_id", "fixmedins_code", "level", "group", "class", "weight", "coefficient", "points", "amount", "due",
    ]

    /// Rows as they are shown.
    static func shown(_ rows: [GoldenYear.Row], benefit: Bool = true) -> [String] {
        rows.map { $0.line(benefit ? money : points) }
    }

    /// A referral up tops the deductible up to the higher standard (× a repeat factor, where there is one).
    static func upByDifference(_ standards: [String: Int], fund: String, factors: [Int] = [100]) -> Mechanism {
        Mechanism("转诊上行补起付线差额：\(fund)") { golden in
            let rows = golden.cases { $0.text("step") == "up" && $0.text("fund") == fund }
            for row in rows {
                let chain = golden.chain(row.text("chain"))
                guard chain.first?.text("step") == "first" else { continue }
                let before = chain.prefix { $0.text("setl_id") != row.text("setl_id") }
                let paid = before.reduce(0) { $0 + $1.fen("deductible") }
                let standard = (standards[row.text("level")] ?? 0) * 100
                let wanted = factors.map { min(max(0, standard * $0 / 100 - paid), row.fen("eligible")) }
                let recorded = golden.claim(row).text("act_pay_dedc")
                try expected(
                    wanted.contains(row.fen("deductible")) || recorded == row.text("deductible"),
                    "\(row.line(money)) after \(FixtureStay.yuan(paid)) paid")
            }
            return shown(rows.filter { $0.fen("deductible") > 0 })
        }
    }

    /// A referral down charges nothing.
    static func downForNothing(fund: String) -> Mechanism {
        Mechanism("转诊下行不收起付线：\(fund)") { golden in
            let rows = golden.cases { $0.text("step") == "down" && $0.text("fund") == fund }
            for row in rows where golden.claim(row).text("act_pay_dedc").isEmpty {
                try expected(row.fen("deductible") == 0, row.line(money))
            }
            return shown(rows)
        }
    }

    /// Every level charges its standard and pays its ratio to a first stay.
    static func levels(_ standards: [String: Int], _ ratios: [String: Int], fund: String) -> Mechanism {
        Mechanism("各级起付线和支付比例：\(fund)") { golden in
            try standards.keys.sorted().map { level in
                let rows = golden.cases { row in
                    row.text("level") == level && row.text("step") == "first" && row.text("fund") == fund
                        && row.fen("deductible") == (standards[level] ?? 0) * 100 && !row.text("definition").isEmpty
                        && half((row.fen("eligible") - row.fen("deductible")) * (ratios[level] ?? 0), 100)
                            == row.fen("accrued")
                }
                guard let row = rows.first else {
                    throw FixtureProblem("no stay at \(level) of \(fund) has its standard and ratio")
                }
                return row.line(money) + " 等 \(rows.count) 例"
            }
        }
    }

    /// A person's stays charge these deductibles, one after the other.
    static func sequence(_ words: String, _ person: String, _ deductibles: [String]) -> Mechanism {
        each(words, person, "deductible", deductibles, benefit: true)
    }

    /// A person's stays accrue these payments, one after the other.
    static func payments(_ words: String, _ person: String, _ accrued: [String]) -> Mechanism {
        each(words, person, "accrued", accrued, benefit: true)
    }

    /// A person's stays have these values in a column, one after the other.
    static func column(_ words: String, _ person: String, _ column: String, _ values: [String]) -> Mechanism {
        each(words, person, column, values, benefit: false)
    }

    private static func each(
        _ words: String, _ person: String, _ column: String, _ values: [String], benefit: Bool
    ) -> Mechanism {
        Mechanism(words) { golden in
            let rows = golden.stays(of: person)
            try expected(rows.map { $0.text(column) } == values, shown(rows, benefit: benefit).joined(separator: "; "))
            return shown(rows, benefit: benefit)
        }
    }

    /// The budget over the points gives the value, and the value the amounts.
    static func budgetValue(fund: String, basis: String, isDown: Bool = false) -> Mechanism {
        Mechanism("预算点值（\(basis)）：\(fund)") { golden in
            let patient = basis == "cost" ? try golden.item(fund, "patient") : 0
            let pool = try golden.item(fund, "pool") - (try golden.item(fund, "fixedPrice")) + patient
            let items = golden.rows("funds.csv") { $0.text("fund") == fund }
            func row(_ item: String) -> GoldenYear.Row { items.first { $0.text("item") == item } ?? [:] }
            let points = row("points").millionths("amount") / 100
            let value = row("pointValue").millionths("amount") / 100
            let wanted = isDown ? pool * 1_000_000 / points : half(pool * 1_000_000, points)
            let line = "\(pool) fen over \(row("points").text("amount")) points is \(row("pointValue").text("amount"))"
            try expected(value == wanted, line)
            return [line] + (try amounts(golden, fund: fund, basis: basis, value: value))
        }
    }

    /// The value that is given leads to the amounts.
    static func givenValue(fund: String, basis: String, _ value: String) -> Mechanism {
        Mechanism("给定点值（\(basis)）：\(fund)") { golden in
            let row =
                golden.rows("funds.csv") { $0.text("fund") == fund && $0.text("item") == "pointValue" }.first ?? [:]
            try expected(row.text("amount") == value, row.text("amount"))
            return try amounts(golden, fund: fund, basis: basis, value: row.millionths("amount") / 100)
        }
    }

    /// Every amount is points × value, and what is due follows from it.
    private static func amounts(_ golden: GoldenYear, fund: String, basis: String, value: Int) throws -> [String] {
        let rows = golden.cases {
            $0.text("fund") == fund && !$0.text("class").isEmpty && $0.text("class") != "fixedPrice"
        }
        for row in rows where row.millionths("points") > 0 {
            let amount = half(row.millionths("points") / 100 * value, 1_000_000)
            let due = basis == "cost" ? max(0, amount - row.fen("patient")) : amount
            try expected(amount == row.fen("amount") && due == row.fen("due"), row.line(points))
        }
        return rows.prefix(5).map { $0.line(points) }
    }

    /// There are stays of a class.
    static func hasClass(
        _ name: String, _ check: @escaping @Sendable (GoldenYear, GoldenYear.Row) throws -> Bool = { _, _ in true }
    )
        -> Mechanism
    {
        Mechanism("病例类别 \(name)") { golden in
            let rows = golden.cases { $0.text("class") == name }
            for row in rows { try expected(try check(golden, row), row.line(points)) }
            return shown(rows, benefit: false)
        }
    }

    /// Items of funds.csv that hold what a computation gives.
    static func items(
        _ words: String, fund: String, _ names: [String],
        _ check: @escaping @Sendable (GoldenYear, [Int]) throws -> Bool
    ) -> Mechanism {
        Mechanism("\(words)：\(fund)") { golden in
            let amounts = try names.map { try golden.item(fund, $0) }
            let lines = zip(names, amounts).map { "\(fund) \($0) \($1 < 0 ? "-" : "")\(FixtureStay.yuan(abs($1)))" }
            try expected(try check(golden, amounts), lines.joined(separator: "; "))
            return lines
        }
    }

    /// What claims at institutions of a kind accrue stands under an item.
    static func charged(_ item: String, kind: String, fund: String, in types: [String]? = nil) -> Mechanism {
        items("按实际发生列支 \(item)", fund: fund, [item]) { golden, amounts in
            amounts[0] > 0 && amounts[0] == golden.accrued(fund: fund, kind: kind, types: types)
        }
    }

    /// Twelve prepayments of a share of the estimated package, moved by the quarters' scores.
    static func prepayments(fund: String, annualFen: Int, quarters: [String]) -> Mechanism {
        Mechanism("按月预付，季度评估调整：\(fund)") { golden in
            let rows = golden.rows("prepayments.csv") { $0.text("fund") == fund }
            let lines = rows.map { $0.line(["fund", "month", "base", "share", "paid"]) }
            try expected(rows.count == 12, "\(rows.count) months")
            try expected(rows.reduce(0) { $0 + $1.fen("base") } == annualFen, lines.joined(separator: "; "))
            for (index, row) in rows.enumerated() {
                try expected(row.text("share") == quarters[index / 3], lines[index])
                try expected(
                    half(row.fen("base") * row.millionths("share"), 1_000_000) == row.fen("paid"), lines[index])
            }
            return lines
        }
    }

    /// Bad rows are rejected, each with its reason.
    static let rejects = Mechanism("坏行逐行拒绝并给出原因") { golden in
        golden.rows("rejects.csv").map { $0.line(["line", "setl_id", "reason", "detail"]) }
    }

    /// Fields with commas and quotation marks are read as one field.
    static let quoted = Mechanism("引号内的逗号和引号") { golden in
        let rows = golden.cases { golden.claim($0).text("dscg_caty_name").contains { $0 == "," || $0 == "\"" } }
        let names = Set(rows.map { golden.claim($0).text("dscg_caty_name") })
        try expected(names.count == 2, "\(names)")
        return shown(rows)
    }

    /// Recorded amounts that differ are listed.
    static let differences = Mechanism("出院记录与复算的差异") { golden in
        let rows = golden.rows("differences.csv")
        for row in rows {
            try expected(
                row.fen("recorded") - row.fen("computed") == row.fen("difference"),
                row.line(["setl_id", "recorded", "computed"]))
        }
        let agreeing =
            golden.input("claims.csv").count { !$0.text("act_pay_dedc").isEmpty }
            - Set(rows.map { $0.text("setl_id") }).count
        try expected(agreeing > 0, "some recorded amounts agree")
        return rows.map { $0.line(["setl_id", "field", "recorded", "computed", "difference"]) }
    }

    /// A stay of the year continues one of the year before.
    static func overNewYear(fund: String, deductible: Int) -> Mechanism {
        Mechanism("上年转诊链延续到本年：\(fund)") { golden in
            let rows = golden.cases { row in
                row.text("fund") == fund && row.text("step") == "up"
                    && golden.chain(row.text("chain")).first?.text("step") != "first"
            }
            for row in rows { try expected(row.fen("deductible") == deductible * 100, row.line(money)) }
            return shown(rows)
        }
    }

    /// Members' surplus: the risk fund first, a share for pay up to the approved room, the rest apart.
    static func surplus(perMille: Int, performance: Int, welfare: Int = 0) -> Mechanism {
        Mechanism("收支结余：先提医疗风险基金，\(performance)% 用于绩效且不超核定总量") { golden in
            let accounts = Dictionary(golden.input("accounts.csv").map { ($0.text("fixmedins_code"), $0) }) {
                first, _ in first
            }
            let columns = [
                "fixmedins_code", "income", "cost", "statutory", "remaining", "performance", "development", "held",
            ]
            let rows = golden.rows("surplus.csv")
            var isCut = false
            for row in rows {
                let account = accounts[row.text("fixmedins_code")] ?? [:]
                let risk = max(0, half(row.fen("income") * perMille, 1000) - account.fen("opening_risk_fund"))
                let left = row.fen("income") - row.fen("cost") - risk
                let statutory = risk + half(max(0, left) * welfare, 100)
                let remaining = row.fen("income") - row.fen("cost") - statutory
                var pay = max(0, half(remaining * performance, 100))
                if !account.text("approved_pay_room").isEmpty, account.fen("approved_pay_room") < pay {
                    pay = account.fen("approved_pay_room")
                    isCut = true
                }
                try expected(row.fen("statutory") == statutory && row.fen("remaining") == remaining, row.line(columns))
                try expected(row.fen("performance") == pay, row.line(columns))
                try expected(
                    remaining <= 0 || row.fen("performance") + row.fen("development") + row.fen("held") == remaining,
                    row.line(columns))
            }
            let lines = rows.map { $0.line(columns) }
            try expected(isCut, "the approved pay room cuts no member's pay: \(lines.joined(separator: "; "))")
            try expected(
                rows.contains { $0.fen("remaining") < 0 }, "no member has a deficit: \(lines.joined(separator: "; "))")
            return lines
        }
    }

    /// An indicator, from its numerator and denominator.
    static func indicator(_ name: String, _ value: String? = nil) -> Mechanism {
        Mechanism("监测指标 \(name)") { golden in
            let rows = golden.rows("indicators.csv") { $0.text("indicator") == name }
            if let value { try expected(rows.first?.text("value") == value, rows.first?.text("value") ?? "no row") }
            return rows.map { $0.line(["indicator", "numerator", "denominator", "value"]) }
        }
    }

    /// Half of the points for a stay that is followed by another of its group in time.
    static func readmission(_ group: String, points: String) -> Mechanism {
        Mechanism("再入院使前次点数减半：\(group)") { golden in
            let rows = golden.cases { $0.text("group") == group && $0.text("points") == points }
            return shown(rows, benefit: false)
        }
    }

    /// Half away from zero.
    static func half(_ product: Int, _ divisor: Int) -> Int {
        let rounded = (abs(product) + divisor / 2) / divisor
        return product < 0 ? -rounded : rounded
    }
}

extension GoldenYear {
    /// The kind of an institution.
    func kind(_ code: String) -> String {
        input("institutions.csv").first { $0.text("fixmedins_code") == code }?.text("kind") ?? ""
    }

    /// What claims of a fund accrue at institutions of a kind: those of some types, or the inpatient ones and all others.
    func accrued(fund: String, kind: String, types: [String]? = nil) -> Int {
        cases { row in
            row.text("fund") == fund && self.kind(row.text("fixmedins_code")) == kind
                && (types?.contains(claim(row).text("med_type")) ?? true)
        }
        .reduce(0) { $0 + $1.fen("accrued") }
    }

    /// The stays of the person that a condition on claims picks, in the order of admission.
    func stays(where holds: (Row) -> Bool) -> [Row] {
        let picked = cases { holds(claim($0)) }
        return picked.sorted { claim($0).text("adm_time") < claim($1).text("adm_time") }
    }

    /// The stays of one person.
    func stays(of person: String) -> [Row] { stays { $0.text("psn_no") == person } }
}
