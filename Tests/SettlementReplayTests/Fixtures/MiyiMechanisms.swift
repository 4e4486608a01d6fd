extension MiyiFixture {
    private static let residents = "居民医保"
    private static let employees = "职工医保"
    private static let standards = ["township": 200, "level2": 400, "level3": 800]

    var mechanisms: [Mechanism] { benefit + composite + budget }

    private var benefit: [Mechanism] {
        [
            .levels(Self.standards, ["township": 90, "level2": 80, "level3": 60], fund: Self.residents),
            .upByDifference(Self.standards, fund: Self.residents),
            .upByDifference(Self.standards, fund: Self.employees),
            .downForNothing(fund: Self.residents), .downForNothing(fund: Self.employees),
            .sequence("连续计算起付线：乡、县、市、再下转", "510421P00001", ["200.00", "200.00", "400.00", "0.00"]),
            // (2600 − 200) × 90 %, (5400 − 200) × 85 %, (12800 − 400) × 65 %, 2100 × 90 %
            .payments("按规定上转提高5个百分点", "510421P00001", ["2160.00", "4420.00", "8060.00", "1890.00"]),
            .payments("未按规定转诊降低10个百分点", "510421P00002", ["4000.00"]),
            .payments("急诊不降低", "510421P00003", ["4800.00"]),
            .payments("64岁降低", "510421P00004", ["4000.00"]), .payments("65岁不降低", "510421P00005", ["4800.00"]),
            .payments("7岁降低", "510421P00006", ["4000.00"]), .payments("6岁不降低", "510421P00007", ["4800.00"]),
            .payments("年度封顶180000", "510421P00008", ["81120.00", "81120.00", "17760.00"]),
            .sequence("按记录的起付线计入转诊链", "510421P00009", ["0.00", "400.00"]),
            .payments("按记录的金额支付", "510421P00010", ["1700.00"]),
            .overNewYear(fund: Self.residents, deductible: 200),
            Mechanism("两病门诊用药保障年度限额") { golden in
                let rows = golden.cases {
                    golden.claim($0).text("med_type") == "14" && $0.text("fund") == Self.residents
                }
                let people = Dictionary(grouping: rows) { golden.claim($0).text("psn_no") }.mapValues { rows in
                    rows.reduce(0) { $0 + $1.fen("accrued") }
                }
                try expected(people.values.allSatisfy { $0 <= 30_000 }, "\(people)")
                return people.filter { $0.value == 30_000 }.keys.sorted()
            },
        ]
    }

    private var composite: [Mechanism] {
        [
            .givenValue(fund: Self.residents, basis: "cost", "52.8094"),
            .givenValue(fund: Self.employees, basis: "cost", "53.8381"),
            Mechanism("按病种定额：顺产") { golden in
                let rows = golden.cases { $0.text("class") == "fixedPrice" }
                for row in rows {
                    let price = row.text("level") == "township" ? 160_000 : 240_000
                    try expected(
                        row.text("group") == "OR19" && row.fen("due") == max(0, price - row.fen("patient")),
                        row.line(["setl_id", "level", "patient", "due"]))
                }
                try expected(
                    Set(rows.map { $0.text("level") }) == ["township", "level2"],
                    Mechanism.shown(rows, benefit: false).joined(separator: "; "))
                try expected(
                    rows.contains { $0.fen("due") == 0 }, Mechanism.shown(rows, benefit: false).joined(separator: "; "))
                return Mechanism.shown(rows, benefit: false)
            },
            .items("定额先出池", fund: Self.residents, ["fixedPrice", "entitled", "due"]) { golden, item in
                let rows = golden.cases { $0.text("class") == "fixedPrice" && $0.text("fund") == Self.residents }
                return item[0] == rows.reduce(0) { $0 + $1.fen("due") } && item[1] == item[0] + item[2]
            },
            .hasClass("bedDay") { golden, row in
                // 4.35 points a day × the coefficient, to four decimals.
                let days = Int(golden.claim(row).text("act_ipt_days")) ?? 0
                return row.millionths("points") / 100
                    == Mechanism.half(43_500 * days * row.millionths("coefficient"), 1_000_000)
            },
            .column("住院床日：21日", "510421P00018", "points", ["89.5230"]),
            .items("人头付费", fund: Self.residents, ["line:家庭医生签约（按人头）"]) { $1[0] == 1320 * 1050 },
            .charged("line:高血压糖尿病门诊用药保障", kind: "member", fund: Self.residents, in: ["14"]),
            .column("中治率42%：按IU23付", "510421P00022", "weight", ["0.67"]),
            .column("中治率59.99%：按IU23付", "510421P00023", "weight", ["0.67"]),
            .column("中治率60%：按本组付", "510421P00024", "weight", ["0.86"]),
            .column("中治率83.5%：按本组付", "510421P00025", "weight", ["0.86"]),
            .column("无中治率：按本组付", "510421P00026", "weight", ["0.86"]),
            .column("等效支付不改病组", "510421P00022", "group", ["IU2Z"]),
            .column("未入组按费用八折", "510421P00027", "points", ["47.0520"]),
            .column("歧义组按费用八折", "510421P00028", "status", ["ambiguous"]),
            .column("无权重按费用八折", "510421P00029", "class", ["ungrouped"]),
            .column("15日内再入院减半", "510421P00030", "points", ["45.1572", "90.3144"]),
            .column("第16日再入院不减", "510421P00031", "points", ["90.3144", "90.3144"]),
            .column("特例单议按费用", "510421P00032", "points", ["997.9585"]),
            .column("特例单议核定点数", "510421P00033", "points", ["520.5000"]),
            .hasClass("low"), .hasClass("high"), .hasClass("unreviewed"),
        ]
    }

    private var budget: [Mechanism] {
        [
            .items(
                "超支不补，由机构分担", fund: Self.residents,
                ["pool", "entitled", "overrun", "overrunCovered", "forfeited", "payable"]
            ) {
                golden, item in
                let rows = golden.rows("institutions.csv") { $0.text("fund") == Self.residents }
                return item[2] == item[1] - item[0] && item[2] > 0 && item[3] == 0 && item[0] == item[4] + item[5]
                    && rows.reduce(0) { $0 + $1.fen("uncovered") } == item[2]
            },
            .items("结余留用", fund: Self.employees, ["pool", "entitled", "surplus", "surplusKept"]) { golden, item in
                let rows = golden.rows("institutions.csv") { $0.text("fund") == Self.employees }
                return item[2] == item[0] - item[1] && item[2] > 0 && item[3] == item[2]
                    && rows.reduce(0) { $0 + $1.fen("surplus") } == item[3]
            },
            // (2295000 − 114750 − 174420 − 40000) × 90 %
            .prepayments(fund: Self.residents, annualFen: 176_924_700, quarters: ["1", "0.96", "1", "0.9"]),
            // (520000 − 26000 − 12000) × 90 %
            .prepayments(fund: Self.employees, annualFen: 43_380_000, quarters: ["1", "0.96", "1", "0.9"]),
            Mechanism("考核结果扣减质量保证金") { golden in
                // 84.44 points release 92 % of the 5 %.
                let rows = golden.rows("institutions.csv")
                for row in rows {
                    try expected(
                        row.fen("forfeited") == Mechanism.half(row.fen("entitled") * 4, 1000),
                        row.line(["fixmedins_code", "entitled", "forfeited"]))
                }
                return rows.filter { $0.fen("forfeited") > 0 }.map {
                    $0.line(["fund", "fixmedins_code", "entitled", "forfeited", "payable"])
                }
            },
            .charged("charge:县域外就医", kind: "outside", fund: Self.residents),
            .charged("deduction:县域内民营医疗机构", kind: "private", fund: Self.residents),
            .surplus(perMille: 3, performance: 60),
            Mechanism("核定总量以外的结余另行挂账") { golden in
                golden.rows("surplus.csv") { $0.fen("held") > 0 }.map {
                    $0.line(["fixmedins_code", "remaining", "performance", "held"])
                }
            },
            .indicator("上转人次"), .indicator("下转人次"), .indicator("15日内再入院率"), .rejects, .quoted, .differences,
        ]
    }
}
