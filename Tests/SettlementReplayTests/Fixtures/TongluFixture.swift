/// 桐庐县 2025: DRG points from a budget, employees in bands, and an upgraded centre that keeps what it had.
struct TongluFixture: CountyFixture {
    let name = "tonglu-2025"
    let form = FixtureTable.Form(hasByteOrderMark: true)

    private static let townships = ["横村", "富春江", "江南", "瑶琳", "百江", "凤川", "城南", "钟山", "莪山", "合村", "新合"]

    private let general = FixtureSite(
        code: "H33012200001", name: "桐庐县第一人民医院", level: "level2", kind: "member", costPercent: 104)
    private let chinese = FixtureSite(
        code: "H33012200002", name: "桐庐县中医院", level: "level2", kind: "member", costPercent: 97)
    /// A centre that passed the evaluation of level 2 at mid-year and keeps the benefit level that it had.
    private let upgraded = [
        FixtureSite(
            code: "H33012210000", name: "分水镇中心卫生院", level: "township", kind: "member", to: "2025-06-30",
            costPercent: 90, place: "t"),
        FixtureSite(
            code: "H33012210000", name: "分水镇中心卫生院（通过二级医院综合评价）", level: "township", kind: "member", from: "2025-07-01",
            costPercent: 94, place: "t"),
    ]
    private let centres = townships.enumerated().map { index, name in
        FixtureSite(
            code: "H330122100\(index < 9 ? "0" : "")\(index + 1)", name: "\(name)社区卫生服务中心（卫生院）", level: "township",
            kind: "member",
            costPercent: 84, place: "t")
    }
    private let privateHospital = FixtureSite(
        code: "H33012230001", name: "县域内民营医院（示例）", level: "level2", kind: "private", costPercent: 92, place: "c")
    private let city = FixtureSite(
        code: "H33010000001", name: "杭州三级医院,甲（示例）", level: "level3", kind: "outside", costPercent: 120, place: "o")
    private let second = FixtureSite(
        code: "H33010000002", name: "杭州三级医院,乙（示例）", level: "level3", kind: "outside", costPercent: 128, place: "o")

    func tables() -> [FixtureTable] {
        var year = FixtureYear(
            name, year: 2025, prefix: "33012225S", seed: 330_122, overallMean: 7_800, cases: FixtureCase.drg)
        benefit(&year)
        payment(&year)
        let mix = year.stays.count
        let insurances = [(element: "390", weight: 58), (element: "310", weight: 42)]
        let weighted = [(element: general, weight: 260), (chinese, 150)] + centres.map { (element: $0, weight: 17) }
        year.stays(470, at: weighted, insurances: insurances)
        let midYear = FixtureStay.day("2025-06-30")
        year.stays(24, at: [(upgraded[0], 1)], insurances: insurances, to: midYear)
        year.stays(27, at: [(upgraded[1], 1)], insurances: insurances, from: midYear + 1)
        year.stays(66, at: [(city, 3), (second, 2)], insurances: insurances)
        year.stays(30, at: [(privateHospital, 1)], insurances: insurances)
        year.stays(12, at: weighted, insurances: insurances, from: year.firstDay - 40, to: year.firstDay - 12)
        for index in 0..<14 { year.chain([centres[index % 11], general], insurance: index % 2 == 0 ? "310" : "390") }
        for index in 0..<16 { year.chain([index % 3 == 0 ? chinese : general, centres[(index * 3) % 11]]) }
        for index in 0..<6 { year.chain([general, city], insurance: index % 2 == 0 ? "310" : "390") }
        let standard = ["township": 300, "level2": 500, "level3": 800]
        year.record(
            percent: 30, of: "390", from: mix, standard: standard, ratio: ["township": 80, "level2": 75, "level3": 70])
        year.record(
            percent: 30, of: "310", from: mix, standard: standard, ratio: ["township": 88, "level2": 84, "level3": 82])
        let clinics = [(element: general, weight: 4)] + centres.map { (element: $0, weight: 2) }
        year.visits(150, at: clinics, insurances: insurances, type: "11", yuan: 40...320, diagnosis: "J06.900")
        return year.claimTables() + [institutions, year.weightTable(), coefficients, assessments, accounts]
    }

    // MARK: Stays that show a mechanism

    private func benefit(_ year: inout FixtureYear) {
        // The bands of an employee's year: to 40000, to 360000, above.
        let banded = year.person("310", sex: 1, age: 61)
        for (from, site, cost) in [
            ("2025-01-05", general, "28800"), ("2025-03-06", general, "26500"), ("2025-05-07", city, "168000"),
            ("2025-07-08", city, "171500"), ("2025-09-09", second, "96000"), ("2025-12-01", centres[0], "8200"),
        ] {
            year.stay(banded, site, from, days: 12, site.kind == "outside" ? "AH11" : "BR25", cost: cost)
        }
        // One deductible a year, charged at the first admission.
        let once = year.person(sex: 2, age: 57)
        for (from, site) in [("2025-02-03", centres[2]), ("2025-06-04", general), ("2025-10-05", general)] {
            year.stay(once, site, from, days: 7, "FV25", cost: "3400")
        }
        // One stay at each level: 80, 75 and 70 %.
        for (index, site) in [centres[1], general, city].enumerated() {
            year.stay(
                year.person(sex: 2, age: 52 + index), site, "2025-08-1\(index)", days: 6, index < 2 ? "BR25" : "FM39",
                cost: "9000")
        }
        // The same case before and after the centre's upgrade, and at a hospital of level 2.
        for (index, (site, from)) in [
            (upgraded[0], "2025-06-30"), (upgraded[1], "2025-07-01"), (chinese, "2025-07-02"),
        ].enumerated() {
            year.stay(year.person(sex: 1, age: 63 + index), site, from, days: 8, "FR25", cost: "5500")
        }
    }

    private func payment(_ year: inout FixtureYear) {
        // Incomplete stays: base × coefficient × cost ÷ mean; with a coefficient of 3 the base is the most.
        year.stay(year.person(sex: 1, age: 66), general, "2025-04-01", days: 2, "FR45", cost: "1290")
        year.stay(year.person(sex: 2, age: 67), centres[3], "2025-04-11", days: 2, "FR45", cost: "1880")
        // Readmitted to the same group within 15 days, on the 15th day and on the 16th, and a group that is spared.
        for (index, gap) in [4, 15, 16].enumerated() {
            let again = year.person(index == 1 ? "310" : "390", sex: 1, age: 60 + index)
            let day = year.stay(again, general, "2025-05-0\(index + 1)", days: 6, "LU19", cost: "3800")
            year.stay(again, general, FixtureStay.date(day + gap), days: 5, "LU19", cost: "3600")
        }
        let chemotherapy = year.person(sex: 1, age: 59)
        for from in ["2025-06-02", "2025-06-14"] {
            year.stay(chemotherapy, general, from, days: 4, "RE19", cost: "5700")
        }
        let elsewhere = year.person(sex: 1, age: 68)
        year.stay(elsewhere, general, "2025-09-02", days: 5, "ET25", cost: "5600")
        year.stay(elsewhere, chinese, "2025-09-12", days: 5, "ET25", cost: "5600")
        // High, decided, undecided.
        year.stay(year.person(sex: 1, age: 72), general, "2025-10-02", days: 20, "LR15", cost: "29900")
        year.stay(
            year.person("310", sex: 1, age: 55), chinese, "2025-10-12", days: 30, "HT25", cost: "66200",
            review: .init(decision: "cost", points: "", note: "特病单议,按费用折算"))
        year.stay(year.person(sex: 2, age: 70), general, "2025-10-22", days: 36, "LR15", cost: "49800")
        year.stay(year.person(sex: 1, age: 71), general, "2025-11-18", days: 9, "BQY", cost: "16400")
    }

    // MARK: Registers

    private var institutions: FixtureTable {
        FixtureTable(
            "institutions.csv", "fixmedins_code,fixmedins_name,level,kind,parent,from,to",
            ([general, chinese] + upgraded + centres + [privateHospital, city, second]).map(\.row))
    }

    private var coefficients: FixtureTable {
        FixtureTable(
            "coefficients.csv", "fixmedins_code,level,group,coefficient",
            [
                ["", "township", "", "0.8"], ["", "level2", "", "1"], [general.code, "", "", "1.0316"],
                [upgraded[0].code, "", "", "0.88"], [centres[3].code, "", "FR45", "3"],
            ])
    }

    private var assessments: FixtureTable {
        FixtureTable("assessments.csv", "quarter,score", [["1", "96"], ["2", "91.25"], ["3", "84.5"], ["4", "93"]])
    }

    private var accounts: FixtureTable {
        var rows = [
            [general.code, "", "2050000.00", "4000.00", "30000.00"], [chinese.code, "", "1250000.00", "", "70000.00"],
            [upgraded[0].code, "", "190000.00", "100.00", ""],
        ]
        rows += centres.enumerated().map { index, site in
            [site.code, "\(82_000 + index * 1_450).00", "\(77_300 + index * 1_420).40", "", "4500.00"]
        }
        return FixtureTable(
            "accounts.csv", "fixmedins_code,medical_service_income,cost,opening_risk_fund,approved_pay_room", rows)
    }
}
