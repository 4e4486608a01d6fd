extension TongluFixture {
    private static let residents = "居民医保"
    private static let employees = "职工医保"
    private static let standards = ["township": 300, "level2": 500, "level3": 800]

    var mechanisms: [Mechanism] { benefit + payment + budget }

    private var benefit: [Mechanism] {
        [
            .levels(Self.standards, ["township": 80, "level2": 75, "level3": 70], fund: Self.residents),
            .levels(Self.standards, ["township": 88, "level2": 84, "level3": 82], fund: Self.employees),
            // 28300 × 84 %; 11700 × 84 % + 14800 × 90 %; 168000 × 88 %; 137200 × 88 % + 34300 × 90 %; then 90 %
            .payments(
                "职工按年度累计分段支付", "330122P00001",
                ["23772.00", "23148.00", "147840.00", "151606.00", "86400.00", "7380.00"]),
            .sequence("职工一个年度只承担一次起付线", "330122P00001", ["500.00", "0.00", "0.00", "0.00", "0.00", "0.00"]),
            .sequence("居民一个年度只承担一次起付线", "330122P00002", ["300.00", "0.00", "0.00"]),
            .payments("居民基层80%", "330122P00003", ["6960.00"]), .payments("居民二级75%", "330122P00004", ["6375.00"]),
            .payments("居民三级70%", "330122P00005", ["5740.00"]),
            Mechanism("通过二级评价的卫生院支付水平不降低") { golden in
                let rows = golden.cases { $0.text("fixmedins_code") == "H33012210000" && !$0.text("class").isEmpty }
                try expected(
                    rows.allSatisfy { $0.text("level") == "township" && $0.text("coefficient") == "0.88" },
                    Mechanism.shown(rows, benefit: false).joined(separator: "; "))
                let names = golden.input("institutions.csv").filter { $0.text("fixmedins_code") == "H33012210000" }
                try expected(names.count == 2 && names[0].text("to") < names[1].text("from"), "\(names)")
                for isLater in [false, true] {
                    let half = rows.filter { (golden.claim($0).text("adm_time") >= "2025-07-01") == isLater }
                    try expected(half.count >= 20, "\(half.count) stays")
                }
                return Mechanism.shown(rows, benefit: false)
            },
            .payments("升级前：起付300，80%", "330122P00006", ["4160.00"]),
            .payments("升级后：起付300，80%", "330122P00007", ["4160.00"]),
            .payments("二级医院：起付500，75%", "330122P00008", ["3750.00"]),
            .column("升级前系数", "330122P00006", "coefficient", ["0.88"]),
            .column("升级后系数", "330122P00007", "coefficient", ["0.88"]),
            .upByDifference(Self.standards, fund: Self.residents, factors: [100, 0]),
            .downForNothing(fund: Self.residents), .differences,
        ]
    }

    private var payment: [Mechanism] {
        [
            // 66 × 1.0316 × 1290 ÷ 5148
            .column("不完整病例：基准点数 × 系数 × 费用 ÷ 均费", "330122P00009", "points", ["17.0611"]),
            .column("不完整病例不超过基准点数", "330122P00010", "points", ["66.0000"]),
            .column("封顶病例的类别", "330122P00010", "class", ["low"]),
            .hasClass("low") { _, row in row.millionths("points") <= row.millionths("weight") * 100 },
            .column("4日后再入院：前次减半", "330122P00011", "points", ["26.3058", "52.6116"]),
            .column("第15日再入院：前次减半", "330122P00012", "points", ["26.3058", "52.6116"]),
            .column("第16日再入院：不减", "330122P00013", "points", ["52.6116", "52.6116"]),
            .column("化疗再入院：不减", "330122P00014", "points", ["78.4016", "78.4016"]),
            .column("他院再入院：不减", "330122P00015", "points", ["76.3384", "74.0000"]),
            .column("高倍率", "330122P00016", "class", ["high"]),
            .column("特病单议按费用", "330122P00017", "points", ["848.7179"]),
            .column("未单议", "330122P00018", "class", ["unreviewed"]),
            .column("歧义组", "330122P00019", "status", ["ambiguous"]),
            .budgetValue(fund: Self.residents, basis: "cost"), .budgetValue(fund: Self.employees, basis: "cost"),
        ]
    }

    private var budget: [Mechanism] {
        [
            // (2306000 − 46120 − 60000) × 85 %
            .prepayments(fund: Self.employees, annualFen: 186_989_800, quarters: ["1", "1", "1", "0.95"]),
            // (2296800 − 45936 − 90000) × 85 %
            .prepayments(fund: Self.residents, annualFen: 183_673_440, quarters: ["1", "1", "1", "0.95"]),
            .items("家庭医生签约按人头", fund: Self.employees, ["line:家庭医生签约"]) { $1[0] == 620 * 7500 },
            .items("家庭医生签约按人头", fund: Self.residents, ["line:家庭医生签约"]) { $1[0] == 760 * 7500 },
            .items("余数分给机构，池全部付出", fund: Self.residents, ["pool", "entitled", "payable", "forfeited"]) {
                $1[0] == $1[1] && $1[1] == $1[2] + $1[3] && $1[3] > 0
            },
            .charged("deduction:县域内民营医疗机构", kind: "private", fund: Self.employees),
            .charged("charge:县域外就医", kind: "outside", fund: Self.employees),
            .charged("line:普通门诊", kind: "member", fund: Self.residents, in: ["11"]),
            .surplus(perMille: 3, performance: 70),
            Mechanism("表以字节序标记开头") { golden in
                try golden.folder.tables.map { table in
                    try expected(try golden.folder.committed(table.file).starts(with: [0xEF, 0xBB, 0xBF]), table.file)
                    return table.file
                }
            },
            .indicator("县域内住院量占比"), .indicator("上转人次"), .indicator("15日内再入院率"), .rejects, .quoted,
        ]
    }
}
