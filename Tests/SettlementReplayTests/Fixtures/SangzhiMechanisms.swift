extension SangzhiFixture {
    private static let residents = "居民医保"
    private static let employees = "职工医保"
    private static let standards = ["township": 200, "level1": 500, "level2": 800, "level3": 1200]
    private static let fee = "deduction:县域内民营医疗机构"

    var mechanisms: [Mechanism] { budget + benefit + payment }

    private var budget: [Mechanism] {
        [
            .items("扣除10%的风险金", fund: Self.residents, ["gross", "deduction:风险金"]) {
                $1[1] == Mechanism.half($1[0], 10)
            },
            .items("扣除10%的风险金", fund: Self.employees, ["gross", "deduction:风险金"]) {
                $1[1] == Mechanism.half($1[0], 10)
            },
            .charged(Self.fee, kind: "private", fund: Self.residents),
            .charged(Self.fee, kind: "private", fund: Self.employees),
            .items(
                "扣除后统一打包", fund: Self.residents, ["gross", "deduction:风险金", "deduction:大病保险", Self.fee, "package"]
            ) { $1[0] - $1[1] - $1[2] - $1[3] == $1[4] },
            .items("超支不补", fund: Self.residents, ["overrunCovered", "pool", "payable", "forfeited"]) {
                $1[0] == 0 && $1[1] == $1[2] + $1[3]
            },
            .items("结余留用，余数分给机构", fund: Self.employees, ["pool", "entitled", "payable", "residual"]) { golden, item in
                let rows = golden.rows("institutions.csv") { $0.text("fund") == Self.employees }
                return item[0] == item[1] && item[1] == item[2] && rows.reduce(0) { $0 + $1.fen("residual") } == item[3]
            },
            // (2229880 − 222988 − 162260 − 45000) × 95 %
            .prepayments(fund: Self.residents, annualFen: 170_965_040, quarters: ["1", "1", "0.95", "0.9"]),
            // (348000 − 34800 − 14000) × 95 %
            .prepayments(fund: Self.employees, annualFen: 28_424_000, quarters: ["1", "1", "1", "1"]),
            .items("年终按考核扣减质量保证金", fund: Self.residents, ["entitled", "forfeited"]) { golden, item in
                // The year's 87.19 points release 90 % of the 5 %, reckoned for each institution.
                let rows = golden.rows("institutions.csv") { $0.text("fund") == Self.residents }
                return item[1] == rows.reduce(0) { $0 + Mechanism.half($1.fen("entitled") * 5, 1000) }
            },
            .charged("line:门诊统筹和门诊慢特病", kind: "member", fund: Self.residents, in: ["11", "14"]),
            .charged("charge:县域外就医", kind: "outside", fund: Self.residents),
            .charged("uncharged", kind: "nonmember", fund: Self.residents),
            .surplus(perMille: 3, performance: 70),
            Mechanism("医疗风险基金按余额补提") { golden in
                let rows = golden.rows("surplus.csv").filter { row in
                    row.fen("statutory") < Mechanism.half(row.fen("income") * 3, 1000)
                }
                return rows.map { $0.line(["fixmedins_code", "income", "statutory", "remaining"]) }
            },
            .indicator("县域内住院量占比"), .indicator("基层医保基金支出占比"), .indicator("上转人次"), .indicator("下转人次"),
            .rejects, .quoted, .differences,
        ]
    }

    private var benefit: [Mechanism] {
        [
            .levels(Self.standards, ["township": 90, "level1": 82, "level2": 75, "level3": 65], fund: Self.residents),
            .upByDifference(Self.standards, fund: Self.residents, factors: [100, 50]),
            .upByDifference(Self.standards, fund: Self.employees, factors: [100, 50]),
            .downForNothing(fund: Self.residents),
            .overNewYear(fund: Self.residents, deductible: 600),
            .sequence("总医院内上转下转连续计算", "430822P00001", ["200.00", "600.00", "0.00"]),
            .sequence("备案写总院，分院适用", "430822P00002", ["200.00", "600.00"]),
            .sequence("没有备案，各收各的", "430822P00003", ["200.00", "800.00"]),
            .sequence("转往县外，各收各的", "430822P00004", ["800.00", "1200.00"]),
            .sequence("同级再次住院减半", "430822P00005", ["800.00", "400.00", "200.00", "400.00"]),
            .sequence("一年最多3000元", "430822P00006", ["1200.00", "600.00", "600.00", "600.00", "0.00"]),
            Mechanism("门诊统筹年度限额") { golden in
                let rows = golden.cases { row in
                    golden.claim(row).text("med_type") == "11" && row.text("fund") == Self.residents
                }
                let people = Dictionary(grouping: rows) { golden.claim($0).text("psn_no") }
                let capped = people.filter { $0.value.reduce(0) { $0 + $1.fen("accrued") } == 42_000 }
                try expected(
                    people.allSatisfy { $0.value.reduce(0) { $0 + $1.fen("accrued") } <= 42_000 },
                    "someone got more than 420")
                return capped.keys.sorted()
            },
        ]
    }

    private var payment: [Mechanism] {
        [
            .hasClass("normal"), .hasClass("review"), .hasClass("unreviewed"),
            .hasClass("low") { golden, row in
                // Points are the cost over the mean of the base: below half of it.
                row.millionths("points")
                    < Mechanism.half(row.millionths("weight") * 500 / 1000 * row.millionths("coefficient"), 1000)
            },
            .hasClass("high") { _, row in
                row.millionths("points")
                    > Mechanism.half(row.millionths("weight") * row.millionths("coefficient"), 1000)
            },
            Mechanism("恰在低倍率界限上为正常") { golden in
                let rows = golden.cases { $0.text("group") == "K80.1:00" }
                let classes = Dictionary(rows.map { (golden.claim($0).text("medfee_sumamt"), $0.text("class")) }) {
                    first, _ in first
                }
                try expected(
                    classes["1471.49"] == "low" && classes["1471.50"] == "normal" && classes["7100.00"] == "high",
                    "\(classes)")
                return Mechanism.shown(rows, benefit: false)
            },
            Self.weight("辅助系数：高龄", "J18.9:00", "0.6696"), Self.weight("辅助系数：重症监护", "J18.9:00", "0.775"),
            Self.weight("辅助系数：2日内转院", "J18.9:00", "0.372"),
            Self.weight("县定分值先于目录分值", "K80.1:00", "0.56"), Self.weight("目录分值", "K80.1:01", "1.42"),
            Self.weight("分级分值", "M51.2:JC", "0.43"),
            Mechanism("基层病种按同一系数") { golden in
                let rows = golden.cases { $0.text("group") == "J06.9:JC" && !$0.text("class").isEmpty }
                try expected(
                    rows.allSatisfy { $0.text("coefficient") == "1" },
                    Mechanism.shown(rows, benefit: false).joined(separator: "; "))
                try expected(
                    Set(rows.map { $0.text("level") }).count > 1,
                    Mechanism.shown(rows, benefit: false).joined(separator: "; "))
                return Mechanism.shown(rows, benefit: false)
            },
            Mechanism("系数逐级查找：机构加病种、机构、级别") { golden in
                let found = Set(golden.cases { !$0.text("class").isEmpty }.map { $0.text("coefficient") })
                for wanted in ["0.85", "0.92", "1", "1.03", "1.1"] {
                    try expected(found.contains(wanted), "no \(wanted)")
                }
                return found.sorted()
            },
            // 2200 over the mean is normal: 430 × 1.1 × 0.5.
            .readmission("M51.2:JC", points: "236.5000"),
            .budgetValue(fund: Self.residents, basis: "cost"), .budgetValue(fund: Self.employees, basis: "cost"),
            Mechanism("两个基金各有点值") { golden in
                golden.rows("funds.csv") { $0.text("item") == "pointValue" }.map {
                    $0.line(["fund", "item", "amount"])
                }
            },
        ]
    }

    private static func weight(_ words: String, _ group: String, _ weight: String) -> Mechanism {
        Mechanism("\(words)：\(group) \(weight)") { golden in
            Mechanism.shown(golden.cases { $0.text("group") == group && $0.text("weight") == weight }, benefit: false)
        }
    }
}
