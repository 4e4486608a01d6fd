/// 恭城瑶族自治县 2021: DRG by rate, and referrals as the county counted them, one for ten.
struct GongchengFixture: CountyFixture {
    let name = "gongcheng-2021"
    let form = FixtureTable.Form(lineEnd: "\r\n")

    private static let townships = ["恭城", "栗木", "莲花", "嘉会", "西岭", "平安", "三江", "观音", "龙虎"]

    private let general = FixtureSite(code: "H45033200001", name: "恭城瑶族自治县人民医院", level: "level2", kind: "member")
    private let chinese = FixtureSite(
        code: "H45033200002", name: "恭城瑶族自治县中医医院", level: "level2", kind: "member", costPercent: 93)
    private let centres = townships.enumerated().map { index, name in
        FixtureSite(
            code: "H4503321000\(index + 1)", name: "\(name)卫生院", level: "township", kind: "member", costPercent: 84,
            place: "t")
    }
    private let city = FixtureSite(
        code: "H45030000001", name: "桂林市三级医院,甲（示例）", level: "level3", kind: "outside", costPercent: 118, place: "o")
    private let second = FixtureSite(
        code: "H45030000002", name: "桂林市三级医院,乙（示例）", level: "level3", kind: "outside", costPercent: 112, place: "o")

    /// What the county reports for 2021, scaled to a thousand: 90.3 % treated in the county, 67.8 % of them in townships,
    /// 795 referrals down and 91 up.
    private enum Shape {
        static let stays = (township: 272, county: 270, outside: 58)
        static let visits = (township: 340, county: 21, outside: 39)
        static let referrals = (down: 80, up: 9)
    }

    func tables() -> [FixtureTable] {
        var year = FixtureYear(
            name, year: 2021, prefix: "45033221S", seed: 450_332, overallMean: 4_950, cases: FixtureCase.drg)
        benefit(&year)
        payment(&year)
        let mix = year.stays.count
        let insurances = [(element: "390", weight: 82), (element: "310", weight: 18)]
        // Two of the referrals down and one up are told above.
        for index in 0..<Shape.referrals.down - 2 {
            year.chain(
                [index % 3 == 0 ? chinese : general, centres[(index * 4) % 9]],
                insurance: index % 6 == 0 ? "310" : "390")
        }
        for index in 0..<Shape.referrals.up - 1 {
            year.chain([index % 4 == 0 ? chinese : general, index % 2 == 0 ? city : second])
        }
        let townships = centres.map { (element: $0, weight: 1) }
        let county = [(element: general, weight: 5), (chinese, 3)]
        let outside = [(element: city, weight: 3), (second, 2)]
        func left(_ total: Int, _ place: Character) -> Int {
            total - year.stays.count { $0.site.place == place && $0.sample != nil && $0.discharge >= year.firstDay }
        }
        year.stays(left(Shape.stays.township, "t"), at: townships, insurances: insurances)
        year.stays(left(Shape.stays.county, "c"), at: county, insurances: insurances)
        year.stays(left(Shape.stays.outside, "o"), at: outside, insurances: insurances)
        year.stays(13, at: townships + county, insurances: insurances, from: year.firstDay - 40, to: year.firstDay - 12)
        year.record(
            percent: 35, of: "390", from: mix, standard: ["township": 100, "level2": 300, "level3": 600],
            ratio: ["township": 90, "level2": 75, "level3": 60])
        year.record(
            percent: 35, of: "310", from: mix, standard: ["township": 200, "level2": 400, "level3": 600],
            ratio: ["township": 92, "level2": 88, "level3": 84])
        let told = year.stays.count { $0.sample == nil }
        year.visits(
            Shape.visits.township - told, at: townships, insurances: insurances, type: "14", yuan: 40...220,
            diagnosis: "I10.x00x002")
        year.visits(
            Shape.visits.county, at: county, insurances: insurances, type: "14", yuan: 60...300, diagnosis: "E11.900")
        year.visits(
            Shape.visits.outside, at: outside, insurances: insurances, type: "14", yuan: 80...420, diagnosis: "E11.900")
        return year.claimTables() + [institutions, year.weightTable(), coefficients, assessments, accounts]
    }

    // MARK: Stays that show a mechanism

    private func benefit(_ year: inout FixtureYear) {
        // Up to the city: 300 and the difference of 300; down to a township for nothing.
        let up = year.person(sex: 1, age: 63)
        year.stay(up, general, "2021-03-02", days: 5, "FM39", cost: "4200", ["dscg_way": "2"])
        year.refer(up, general, city, FixtureStay.day("2021-03-07"))
        year.stay(up, city, "2021-03-08", days: 7, "FM39", cost: "9900", ["adm_way": "3"])
        let down = year.person(sex: 2, age: 71)
        year.stay(down, general, "2021-04-05", days: 10, "BR25", cost: "5600", ["dscg_way": "3"])
        year.refer(down, general, centres[2], FixtureStay.day("2021-04-15"))
        year.stay(down, centres[2], "2021-04-15", days: 9, "BR25", cost: "2300", ["adm_way": "3"])
        let recovery = year.person(sex: 2, age: 69)
        year.stay(recovery, chinese, "2021-06-05", days: 11, "IF35", cost: "14800", ["dscg_way": "3"])
        year.refer(recovery, chinese, centres[4], FixtureStay.day("2021-06-16"))
        year.stay(recovery, centres[4], "2021-06-17", days: 12, "IU25", cost: "2700", ["adm_way": "3"])
        // First 100 / 300 / 600, from the second admission of the year on half of it.
        let often = year.person(sex: 1, age: 66)
        for (site, from) in [
            (general, "2021-01-11"), (centres[0], "2021-05-12"), (city, "2021-08-13"), (general, "2021-11-14"),
        ] {
            year.stay(often, site, from, days: 7, site.code == city.code ? "FM39" : "FR25", cost: "6000")
        }
        // Medicines for high blood pressure and diabetes, up to the year's cap.
        let chronic = year.person(sex: 2, age: 58)
        for month in 1...9 {
            year.visit(
                chronic, centres[3], FixtureStay.day("2021-0\(month)-06"), type: "14", costFen: 12_840,
                ["diag_code": "I10.x00x002|E11.900"])
        }
    }

    private func payment(_ year: inout FixtureYear) {
        // The amount is rounded once: 0.87 × 0.92 × 4860.35 = 3890.2241…
        year.stay(year.person(sex: 1, age: 60), chinese, "2021-05-05", days: 9, "BR25", cost: "4300")
        year.stay(year.person("310", sex: 1, age: 60), chinese, "2021-05-06", days: 9, "BR25", cost: "4300")
        // Low, exactly at the line, high, and a bed-day stay at its weight.
        for (index, cost) in ["1500", "1722.60", "13400"].enumerated() {
            year.stay(
                year.person(sex: 2, age: 50 + index), general, "2021-07-0\(index + 1)", days: 6, "BR25", cost: cost)
        }
        year.stay(year.person(sex: 1, age: 40), general, "2021-09-08", days: 5, "0000", cost: "3100")
        let again = year.person(sex: 2, age: 62)
        year.stay(again, general, "2021-10-01", days: 7, "LU19", cost: "2600")
        year.stay(again, general, "2021-10-16", days: 7, "LU19", cost: "2500")
        year.stay(
            year.person(sex: 1, age: 57), general, "2021-12-01", days: 20, "HT25", cost: "38600",
            review: .init(decision: "points", points: "6.5", note: "特例单议,核定权重 6.5"))
    }

    // MARK: Registers

    private var institutions: FixtureTable {
        FixtureTable(
            "institutions.csv", "fixmedins_code,fixmedins_name,level,kind,parent,from,to",
            ([general, chinese] + centres + [city, second]).map(\.row))
    }

    private var coefficients: FixtureTable {
        FixtureTable(
            "coefficients.csv", "fixmedins_code,level,group,coefficient",
            [
                ["", "township", "", "0.8"], ["", "level2", "", "1"], [chinese.code, "", "", "0.92"],
                ["", "township", "FV25", "1"],
            ])
    }

    private var assessments: FixtureTable {
        FixtureTable("assessments.csv", "quarter,score", [["1", "90"], ["2", "89.99"], ["3", "95"], ["4", "79.5"]])
    }

    private var accounts: FixtureTable {
        var rows = [
            [general.code, "", "770000.00", "1800.00", "50000.00"], [chinese.code, "", "432000.00", "0", ""],
        ]
        rows += centres.enumerated().map { index, site in
            [
                site.code, "\(71_000 + index * 1_700).00", "\(66_400 + index * 1_690).75", index == 0 ? "60.00" : "",
                "3000.00",
            ]
        }
        return FixtureTable(
            "accounts.csv", "fixmedins_code,medical_service_income,cost,opening_risk_fund,approved_pay_room", rows)
    }
}
