/// 桑植县 2022: one general hospital with 23 township branches, paid by DIP inside one total.
struct SangzhiFixture: CountyFixture {
    let name = "sangzhi-2022"
    let form = FixtureTable.Form()

    private static let townships = [
        "澧源", "瑞塔铺", "官地坪", "凉水口", "龙潭坪", "五道水", "陈家河", "廖家村", "利福塔", "空壳树", "竹叶坪", "走马坪", "刘家坪", "芙蓉桥", "麦地坪",
        "马合口", "洪家关", "桥自弯", "人潮溪", "河口", "上河溪", "上洞街", "沙塔坪",
    ]

    private let general = FixtureSite(code: "H43082200001", name: "桑植县人民医院（总医院）", level: "level2", kind: "member")
    private let chinese = FixtureSite(
        code: "H43082200002", name: "桑植县民族中医院", level: "level2", kind: "member", costPercent: 94)
    private let maternal = FixtureSite(
        code: "H43082200003", name: "桑植县妇幼保健院", level: "level1", kind: "member", costPercent: 92)
    private let branches = townships.enumerated().map { index, name in
        FixtureSite(
            code: "H43082201\(index < 9 ? "00" : "0")\(index + 1)", name: "桑植县总医院\(name)分院", level: "township",
            kind: "member",
            parent: "H43082200001", costPercent: 86, place: "t")
    }
    private let rooms = ["朱家台村", "泉峪村", "洪家关村"].enumerated().map { index, name in
        FixtureSite(
            code: "H4308220200\(index + 1)", name: "\(name)卫生室", level: "township", kind: "member",
            parent: "H43082200001", place: "t")
    }
    private let privates = [
        FixtureSite(
            code: "H43082203001", name: "县域内民营医院,甲（示例）", level: "level1", kind: "private", costPercent: 90, place: "t"),
        FixtureSite(
            code: "H43082203002", name: "县域内民营医院,乙（示例）", level: "level1", kind: "private", costPercent: 88, place: "t"),
    ]
    private let other = FixtureSite(
        code: "H43082204001", name: "县域内非成员医疗机构（示例）", level: "level1", kind: "nonmember", place: "t")
    private let city = FixtureSite(
        code: "H43080000001", name: "市级三级医院（示例）", level: "level3", kind: "outside", costPercent: 118, place: "o")
    private let province = FixtureSite(
        code: "H43010000001", name: "省级三级医院（示例）", level: "level3", kind: "outside", costPercent: 135, place: "o")

    func tables() -> [FixtureTable] {
        var year = FixtureYear(
            name, year: 2022, prefix: "43082222S", seed: 430_822, overallMean: 5_200, cases: FixtureCase.dip)
        deductibles(&year)
        payment(&year)
        let mix = year.stays.count
        let sites = [general, chinese, maternal] + branches
        let weighted = zip(sites, [300, 130, 60] + branches.map { _ in 16 }).map { (element: $0, weight: $1) }
        let insurances = [(element: "390", weight: 84), (element: "310", weight: 16)]
        year.stays(520, at: weighted, insurances: insurances)
        year.stays(46, at: [(privates[0], 3), (privates[1], 2)], insurances: insurances)
        year.stays(9, at: [(other, 1)], insurances: insurances)
        year.stays(62, at: [(city, 2), (province, 1)], insurances: insurances)
        year.stays(14, at: weighted, insurances: insurances, from: year.firstDay - 40, to: year.firstDay - 12)
        for index in 0..<22 { year.chain([branches[index], index % 3 == 0 ? chinese : general]) }
        for index in 0..<35 { year.chain([index % 4 == 0 ? chinese : general, branches[(index * 5) % 23]]) }
        for index in 0..<4 {
            year.chain([branches[index], general, branches[index + 8]], insurance: index == 3 ? "310" : "390")
        }
        for index in 0..<6 { year.chain([branches[index + 3], general], isRegistered: false) }
        let standard = ["township": 200, "level1": 500, "level2": 800, "level3": 1200]
        year.record(
            percent: 30, of: "390", from: mix, standard: standard,
            ratio: ["township": 90, "level1": 82, "level2": 75, "level3": 65])
        year.record(
            percent: 30, of: "310", from: mix, standard: standard,
            ratio: ["township": 92, "level1": 90, "level2": 87, "level3": 85])
        let clinics = branches.map { (element: $0, weight: 3) } + rooms.map { (element: $0, weight: 8) }
        year.visits(140, at: clinics, insurances: insurances, type: "11", yuan: 25...160, diagnosis: "J06.900")
        year.visits(
            90, at: [(general, 4)] + clinics, insurances: insurances, type: "14", yuan: 60...420,
            diagnosis: "I10.x00x002")
        return year.claimTables() + [institutions, weights, coefficients, assessments, accounts]
    }

    // MARK: Stays that show a mechanism

    private func deductibles(_ year: inout FixtureYear) {
        // Up and down inside the general hospital: 200, 600 more, 0.
        let upAndDown = year.person(sex: 2, age: 61)
        year.stay(upAndDown, branches[0], "2022-05-02", days: 5, "J44.0:00", cost: "2600", ["dscg_way": "2"])
        year.refer(upAndDown, branches[0], general, FixtureStay.day("2022-05-06"))
        year.stay(
            upAndDown, general, "2022-05-07", days: 9, "J44.0:00", cost: "5200", ["dscg_way": "3", "adm_way": "3"])
        year.refer(upAndDown, general, branches[0], FixtureStay.day("2022-05-16"))
        year.stay(upAndDown, branches[0], "2022-05-16", days: 6, "J44.0:00", cost: "1900", ["adm_way": "3"])
        // A row that names the general hospital serves its branches.
        let byParent = year.person(age: 66)
        year.stay(byParent, branches[4], "2022-06-10", days: 4, "I50.9:00", cost: "2400")
        year.referral(byParent.number, general.code, chinese.code, "2022-06-13")
        year.stay(byParent, chinese, "2022-06-14", days: 8, "I50.9:00", cost: "4600")
        // The same without a register: 200 and 800.
        let unregistered = year.person(age: 58)
        year.stay(unregistered, branches[1], "2022-07-01", days: 5, "K29.5:JC", cost: "1400")
        year.stay(unregistered, general, "2022-07-07", days: 6, "K29.5:JC", cost: "2100")
        // In the register, but to a hospital outside: 200 and 1200.
        let outwards = year.person(age: 64)
        year.stay(outwards, general, "2022-08-01", days: 4, "I20.0:00", cost: "3000")
        year.refer(outwards, general, city, FixtureStay.day("2022-08-05"))
        year.stay(outwards, city, "2022-08-06", days: 8, "I20.0:02", cost: "23600")
        // A second admission at one level: 800, 400; another level: 200; a third: 400.
        let repeated = year.person(sex: 2, age: 55)
        for (site, from) in [
            (general, "2022-02-01"), (chinese, "2022-04-03"), (branches[6], "2022-06-04"), (general, "2022-10-08"),
        ] {
            year.stay(repeated, site, from, days: 6, "H81.1:JC", cost: "1700")
        }
        // The year's 3000: 1200, 600, 600, 600 and nothing more.
        let limited = year.person(sex: 1, age: 69)
        for from in ["2022-01-10", "2022-03-11", "2022-05-12", "2022-07-13", "2022-09-14"] {
            year.stay(limited, city, from, days: 5, "Z51.1:01", cost: "4400")
        }
        // A chain that began in December: 200 recorded there, 600 more in January.
        let overNewYear = year.person(age: 72)
        year.stay(
            overNewYear, branches[9], "2021-12-26", days: 5, "J18.9:JC", cost: "1800",
            ["act_pay_dedc": "200", "hifp_pay": "1440"])
        year.refer(overNewYear, branches[9], general, FixtureStay.day("2022-01-01"))
        year.stay(overNewYear, general, "2022-01-02", days: 9, "J18.9:00", cost: "4100")
    }

    private func payment(_ year: inout FixtureYear) {
        let person = year.person(sex: 2, age: 84)
        year.stay(person, general, "2022-03-05", days: 9, "J18.9:00", cost: "3600")  // 高龄: 1.08
        let intensive = year.person(sex: 1, age: 83)
        year.stay(intensive, general, "2022-03-20", days: 12, "J18.9:00", cost: "5800", ["scs_cutd_sum_dura": "1/6/0"])
        let moved = year.person(sex: 1, age: 61)
        year.stay(moved, general, "2022-04-09", days: 2, "J18.9:00", cost: "2700", ["dscg_way": "2"])
        // Below half, at the line, above twice the mean.
        for (cost, from) in [("1471.49", "2022-05-20"), ("1471.50", "2022-06-20"), ("7100", "2022-07-20")] {
            year.stay(year.person(sex: 1, age: 47), general, from, days: 6, "K80.1:00", cost: cost)
        }
        // Readmitted to the same row of the catalogue within 15 days.
        let again = year.person(sex: 2, age: 57)
        year.stay(again, chinese, "2022-09-01", days: 6, "M51.2:JC", cost: "2200")
        year.stay(again, chinese, "2022-09-15", days: 6, "M51.2:JC", cost: "2100")
        // 特例单议
        year.stay(
            year.person(sex: 1, age: 66), general, "2022-10-01", days: 30, "A41.9:00", cost: "46800",
            review: .init(decision: "cost", points: "", note: "重症迁延,专家组同意按费用折算"))
        year.stay(
            year.person(sex: 2, age: 59), general, "2022-10-20", days: 21, "K85.9:00", cost: "31200",
            review: .init(decision: "points", points: "4200", note: "专家组核定 4200 分"))
        // An employee beside the residents.
        year.stay(year.person("310", sex: 1, age: 52), general, "2022-11-01", days: 7, "K35.8:01", cost: "5600")
    }

    // MARK: Registers

    private var institutions: FixtureTable {
        let sites = [general, chinese, maternal] + branches + rooms + privates + [other, city, province]
        return FixtureTable(
            "institutions.csv", "fixmedins_code,fixmedins_name,level,kind,parent,from,to", sites.map(\.row))
    }

    /// Scores that the county set for itself; every other row has the catalogue's.
    private var weights: FixtureTable {
        FixtureTable(
            "weights.csv", FixtureYear.weightHeader,
            [
                ["J18.9:JC", "township", "420", "1980.00", "1", ""], ["K29.5:JC", "", "310", "1515.00", "1", "0.95"],
                ["J06.9:JC", "", "230", "1184.00", "1", ""], ["K80.1:00", "", "560", "2943.00", "", ""],
                ["I63.9:JC", "", "600", "", "1", "0.98"], ["M51.2:JC", "level2", "430", "2142.00", "", ""],
                ["M51.2:JC", "", "400", "2142.00", "", ""],
            ])
    }

    private var coefficients: FixtureTable {
        FixtureTable(
            "coefficients.csv", "fixmedins_code,level,group,coefficient",
            [
                ["", "township", "", "0.85"], ["", "level1", "", "0.92"], ["", "level2", "", "1"],
                [general.code, "", "", "1.03"], [chinese.code, "", "M51.2:JC", "1.1"],
                ["", "level2", "K80.1:01", "0.98"],
            ])
    }

    private var assessments: FixtureTable {
        FixtureTable("assessments.csv", "quarter,score", [["1", "92.5"], ["2", "87"], ["3", "78.25"], ["4", "91"]])
    }

    /// Income, cost, the risk fund's opening balance and the approved pay room of each member.
    private var accounts: FixtureTable {
        var rows = [
            [general.code, "1860000.00", "1604000.00", "3000.00", "120000.00"],
            [chinese.code, "742000.00", "731500.00", "0", ""],
            [maternal.code, "211000.00", "226300.00", "500.00", "40000.00"],
            [branches[0].code, "", "17200.00", "", ""],
        ]
        rows += branches.dropFirst().enumerated().map { index, site in
            [
                site.code, "\(52_000 + index * 1_130).00", "\(47_500 + index * 1_010).50",
                index % 3 == 0 ? "400.00" : "", "6000.00",
            ]
        }
        return FixtureTable(
            "accounts.csv", "fixmedins_code,medical_service_income,cost,opening_risk_fund,approved_pay_room", rows)
    }
}
