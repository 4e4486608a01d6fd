extension SantaiFixture {
    private static let residents = "居民医保"
    private static let employees = "职工医保"
    private static let standards = ["township": 100, "level1": 300, "level2": 500, "level3b": 600, "level3a": 700]

    var mechanisms: [Mechanism] { sites + benefit + payment + budget }

    private var sites: [Mechanism] {
        [
            Mechanism("62家：28所中心卫生院、4个分院、30家诊所（12分院、10领办、8协作）") { golden in
                let rows = golden.input("institutions.csv")
                func codes(_ prefix: String) -> Set<String> {
                    Set(rows.map { $0.text("fixmedins_code") }.filter { $0.hasPrefix(prefix) })
                }
                let clinics = rows.filter { $0.text("fixmedins_code").hasPrefix("H5107222") }
                let forms = ["分院", "领办", "协作"].map { form in clinics.count { $0.text("fixmedins_name").hasSuffix(form) }
                }
                try expected(codes("H510722100").count == 28 && codes("H510722110").count == 4, "the centres")
                try expected(forms == [12, 10, 8], "\(forms)")
                let used = Set(golden.cases { _ in true }.map { $0.text("fixmedins_code") })
                let seen = codes("H510722100").union(codes("H510722110")).union(codes("H5107222")).intersection(used)
                try expected(seen.count >= 55, "only \(seen.count) sites have claims")
                return seen.sorted()
            },
            Mechanism("同一分院年内两个级别") { golden in
                let rows = golden.cases { $0.text("fixmedins_code") == "H51072210028" && !$0.text("class").isEmpty }
                for row in rows {
                    let isLater = golden.claim(row).text("adm_time") >= "2023-07-01"
                    try expected(
                        row.text("level") == (isLater ? "level1" : "township"), row.line(["setl_id", "level"]))
                }
                try expected(
                    Set(rows.map { $0.text("level") }) == ["township", "level1"],
                    Mechanism.shown(rows, benefit: false).joined(separator: "; "))
                return Mechanism.shown(rows)
            },
            .sequence("6月30日入院：无等级", "510722P00006", ["100.00"]), .sequence("7月1日入院：一级", "510722P00007", ["300.00"]),
            Mechanism("总院原二级院区按二级，分院按一级或无等级") { golden in
                let parents = Dictionary(
                    grouping: golden.input("institutions.csv").filter { !$0.text("parent").isEmpty }
                ) { $0.text("level") }
                try expected(Set(parents.keys) == ["township", "level1", "level2"], "\(parents.keys.sorted())")
                return ["township", "level1", "level2"].flatMap { level in
                    golden.cases { row in
                        row.text("level") == level
                            && (parents[level] ?? []).contains {
                                $0.text("fixmedins_code") == row.text("fixmedins_code")
                            }
                    }
                    .prefix(2).map { $0.line(["setl_id", "fixmedins_code", "level", "deductible", "accrued"]) }
                }
            },
            Mechanism("表以GB18030书写") { golden in
                try ["institutions.csv", "claims.csv", "reviews.csv"].map { file in
                    let bytes = try golden.folder.committed(file)
                    try expected(String(validating: bytes, as: UTF8.self) == nil, "\(file) is UTF-8")
                    return "\(file): \(bytes.count) bytes"
                }
            },
        ]
    }

    private var benefit: [Mechanism] {
        [
            .levels(
                Self.standards, ["township": 90, "level1": 80, "level2": 73, "level3b": 68, "level3a": 60],
                fund: Self.residents),
            .payments("乡镇 100，90%", "510722P00001", ["4410.00"]), .payments("一级 300，80%", "510722P00002", ["3760.00"]),
            .payments("二级 500，73%", "510722P00003", ["3285.00"]), .payments("三乙 600，68%", "510722P00004", ["2992.00"]),
            .payments("三甲 700，60%", "510722P00005", ["2580.00"]),
            .upByDifference(Self.standards, fund: Self.residents), .downForNothing(fund: Self.residents),
            .sequence("上转补差、同级减半、下转不收", "510722P00008", ["100.00", "600.00", "350.00", "0.00"]),
            .sequence("病种不同不连续", "510722P00009", ["100.00", "700.00"]),
            .sequence("超过10日不连续", "510722P00010", ["100.00", "700.00"]),
            .sequence("不跨年连续", "510722P00011", ["700.00"]), .differences,
        ]
    }

    private var payment: [Mechanism] {
        [
            Mechanism("基层病组各级同付") { golden in
                let rows = golden.cases {
                    $0.text("group") == "GW19" && $0.text("class") == "normal" && $0.text("fund") == Self.residents
                }
                try expected(
                    rows.allSatisfy { $0.text("coefficient") == "1" },
                    Mechanism.shown(rows, benefit: false).joined(separator: "; "))
                let full = rows.filter { $0.text("points") == "41.0000" }
                try expected(
                    Set(full.map { $0.text("level") }).isSuperset(of: ["township", "level1", "level2", "level3a"]),
                    Mechanism.shown(full, benefit: false).joined(separator: "; "))
                try expected(
                    Set(full.map { $0.text("amount") }).count == 1,
                    Mechanism.shown(full, benefit: false).joined(separator: "; "))
                return Mechanism.shown(full, benefit: false)
            },
            Mechanism("基层病组另定系数") { golden in
                let rows = golden.cases { $0.text("group") == "EX25" && !$0.text("class").isEmpty }
                try expected(
                    rows.allSatisfy { $0.text("coefficient") == "0.96" },
                    Mechanism.shown(rows, benefit: false).joined(separator: "; "))
                return Mechanism.shown(rows, benefit: false)
            },
            .column("权重小于1：3倍以上", "510722P00016", "points", ["46.5714"]),
            .column("恰为3倍：正常", "510722P00017", "class", ["normal"]),
            // 112 × 1.04 + 112 × (16800 ÷ 6272 − 2.5)
            .column("权重1到2：2.5倍以上", "510722P00018", "points", ["136.4800"]),
            .column("权重1.73", "510722P00019", "class", ["high"]),
            .column("权重2以上：2倍以上", "510722P00020", "class", ["high"]),
            .column("权重3.12", "510722P00021", "class", ["high"]),
            .column("低倍率", "510722P00022", "class", ["low"]), .column("恰为0.4倍：正常", "510722P00023", "class", ["normal"]),
            .column("略低于0.4倍", "510722P00024", "class", ["low"]),
            .column("5倍以上未单议：正常点数并列出", "510722P00025", "points", ["94.6400"]),
            .column("未单议的类别", "510722P00025", "class", ["unreviewed"]),
            .column("单议核定点数", "510722P00026", "points", ["610.2500"]),
            .column("单议按费用", "510722P00027", "points", ["926.7857"]),
            .column("未入组", "510722P00028", "status", ["ungrouped"]),
            .column("歧义组", "510722P00029", "status", ["ambiguous"]),
            .column("再入院减半", "510722P00030", "points", ["26.5200", "53.0400"]),
            .column("分级权重：乡镇", "510722P00001", "weight", ["0.81"]),
            .column("权重：一级", "510722P00002", "weight", ["0.87"]),
            .budgetValue(fund: Self.residents, basis: "fund", isDown: true),
            .budgetValue(fund: Self.employees, basis: "fund", isDown: true),
            .hasClass("low"), .hasClass("high"), .hasClass("unreviewed"), .hasClass("review"), .hasClass("ungrouped"),
        ]
    }

    private var budget: [Mechanism] {
        [
            .items(
                "点值舍尾的余数留存风险金", fund: Self.residents,
                ["residual", "reserveOpening", "deduction:风险金", "forfeited", "reserveClosing"]
            ) { $1[0] > 0 && $1[1] + $1[2] + $1[3] + $1[0] == $1[4] },
            // (2754000 − 82620 − 210000) × 90 %
            .prepayments(fund: Self.residents, annualFen: 221_524_200, quarters: ["1", "1", "0.95", "0.95"]),
            .charged("charge:县域外就医", kind: "outside", fund: Self.residents),
            .charged("charge:县域内民营医疗机构", kind: "private", fund: Self.residents),
            .charged("line:门诊", kind: "member", fund: Self.residents, in: ["11", "14"]),
            .charged("uncharged", kind: "nonmember", fund: Self.residents),
            .surplus(perMille: 3, performance: 65, welfare: 20),
            Mechanism("无主的转诊和单议只列出") { golden in
                let lines = String(decoding: try golden.folder.committed("expected/statement.md"), as: UTF8.self).split(
                    separator: "\n")
                let found = lines.filter {
                    $0.contains("510722P99999") || $0.contains("H51072299999") || $0.contains("51072223S99999")
                }
                try expected(found.count >= 3, "\(found)")
                return found.map(String.init)
            },
            .indicator("县域内住院量占比"), .indicator("基层医保基金支出占比"), .rejects, .quoted,
        ]
    }
}
