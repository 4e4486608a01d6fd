extension GongchengFixture {
    private static let residents = "居民医保"
    private static let employees = "职工医保"
    private static let standards = ["township": 100, "level2": 300, "level3": 600]

    var mechanisms: [Mechanism] { shape + benefit + payment }

    private var shape: [Mechanism] {
        [
            .indicator("下转人次", "80"), .indicator("上转人次", "9"), .indicator("县域内住院量占比", "90.33%"),
            .indicator("基层医保基金支出占比"),
            Mechanism("转诊备案80条下转乡镇、9条上转市级") { golden in
                let rows = golden.input("referrals.csv")
                let up = rows.count { $0.text("reflin_medins_no").hasPrefix("H45030") }
                try expected(up == 9 && rows.count == 89, "\(rows.count) rows, \(up) up")
                let steps = Dictionary(grouping: golden.cases { $0.text("step") == "up" || $0.text("step") == "down" })
                {
                    $0.text("step") + " " + $0.text("level")
                }
                try expected(
                    steps["down township"]?.count == 80 && steps["up level3"]?.count == 9, "\(steps.mapValues(\.count))"
                )
                return steps.keys.sorted()
            },
            Mechanism("县域就诊率90.3%，基层就诊率67.8%") { golden in
                let all = golden.cases { _ in true }
                let county = all.filter { golden.kind($0.text("fixmedins_code")) == "member" }
                let township = county.filter { $0.text("level") == "township" }
                try expected(Mechanism.half(county.count * 1000, all.count) == 903, "\(county.count) of \(all.count)")
                try expected(
                    Mechanism.half(township.count * 1000, county.count) == 678, "\(township.count) of \(county.count)")
                return ["\(county.count) of \(all.count) in the county, \(township.count) of them in townships"]
            },
            Mechanism("表以CRLF换行") { golden in
                try golden.folder.tables.map { table in
                    let bytes = try golden.folder.committed(table.file)
                    let lines = bytes.count { $0 == 10 }
                    try expected(lines > 0 && bytes.count { $0 == 13 } == lines, table.file)
                    return "\(table.file): \(lines) lines"
                }
            },
        ]
    }

    private var benefit: [Mechanism] {
        [
            .levels(Self.standards, ["township": 90, "level2": 75, "level3": 60], fund: Self.residents),
            .upByDifference(Self.standards, fund: Self.residents, factors: [100, 50]),
            .downForNothing(fund: Self.residents),
            .downForNothing(fund: Self.employees),
            .sequence("上转市级补差", "450332P00001", ["300.00", "300.00"]),
            .sequence("下转乡镇不收", "450332P00002", ["300.00", "0.00"]),
            .sequence("康复下转不收", "450332P00003", ["300.00", "0.00"]),
            .sequence("年内第二次起减半", "450332P00004", ["300.00", "50.00", "300.00", "150.00"]),
            // 128.40 less the year's 60, then 70 % up to 600.
            .payments(
                "两病用药：年起付60，年限额600", "450332P00005",
                ["47.88", "89.88", "89.88", "89.88", "89.88", "89.88", "89.88", "12.84", "0.00"]),
            .charged("line:高血压糖尿病门诊用药保障", kind: "member", fund: Self.residents, in: ["14"]), .differences,
        ]
    }

    private var payment: [Mechanism] {
        [
            .column("费率法一次舍入：居民", "450332P00006", "amount", ["3890.22"]),
            .column("费率法应付：居民", "450332P00006", "due", ["2723.16"]),
            .column("费率法一次舍入：职工", "450332P00007", "amount", ["4098.05"]),
            .column("费率法应付：职工", "450332P00007", "due", ["2868.63"]),
            Mechanism("正常病例金额 = 权重 × 系数 × 费率") { golden in
                let rows = golden.cases { row in
                    row.text("class") == "normal"
                        && row.millionths("points") * 1_000_000 / 100
                            == Mechanism.half(row.millionths("weight") * row.millionths("coefficient"), 100_000_000)
                            * 1_000_000
                }
                for row in rows {
                    let rate = row.text("fund") == Self.residents ? 486_035 : 512_000
                    let exact = row.millionths("weight") / 100 * row.millionths("coefficient") * rate
                    try expected(
                        Mechanism.half(exact, 10_000_000_000) == row.fen("amount"),
                        row.line(["setl_id", "weight", "amount"]))
                    try expected(
                        Mechanism.half(exact * 7, 100_000_000_000) == row.fen("due"),
                        row.line(["setl_id", "amount", "due"]))
                }
                try expected(rows.count > 300, "\(rows.count) rows")
                return Mechanism.shown(Array(rows.prefix(5)), benefit: false)
            },
            .column("低倍率", "450332P00008", "class", ["low"]), .column("恰为0.4倍：正常", "450332P00009", "class", ["normal"]),
            .column("高倍率", "450332P00010", "class", ["high"]), .column("未入组", "450332P00011", "status", ["ungrouped"]),
            .column("10日内再入院减半", "450332P00012", "points", ["0.2550", "0.5100"]),
            .column("特例单议", "450332P00013", "points", ["6.5000"]),
            .items("超支分担阶梯：5%以内60%，5%—10%为50%", fund: Self.residents, ["pool", "overrun", "overrunCovered"]) {
                // In fen × 2000: 60 % of 5 % of the pool, half of the part above.
                let covered = $1[0] * 60 + ($1[1] * 20 - $1[0]) * 50
                return $1[1] * 20 > $1[0] && $1[1] * 10 < $1[0] && Mechanism.half(covered, 2000) == $1[2]
            },
            .items("结余留用80%", fund: Self.employees, ["surplus", "surplusKept"]) {
                $1[0] > 0 && Mechanism.half($1[0] * 8, 10) == $1[1]
            },
            .items(
                "风险金台账", fund: Self.residents,
                ["reserveOpening", "deduction:风险金", "forfeited", "overrunCovered", "reserveClosing"]
            ) { $1[0] + $1[1] + $1[2] - $1[3] == $1[4] },
            // (1503000 − 75150 − 90180) × 92 %
            .prepayments(fund: Self.residents, annualFen: 123_065_640, quarters: ["1", "1", "0.97", "1"]),
            .charged("charge:县域外就医", kind: "outside", fund: Self.residents), .surplus(perMille: 3, performance: 70),
            .rejects, .quoted,
        ]
    }
}
