/// 米易县 2023: DRG points with a given value under one total, several ways of paying beside it.
struct MiyiFixture: CountyFixture {
    let name = "miyi-2023"
    let form = FixtureTable.Form()

    private static let townships = ["攀莲", "丙谷", "得石", "撒莲", "白马", "普威", "草场", "湾丘", "白坡", "麻陇", "新山"]

    private let general = FixtureSite(code: "H51042100001", name: "米易县人民医院", level: "level2", kind: "member")
    private let chinese = FixtureSite(
        code: "H51042100002", name: "米易县中医医院", level: "level2", kind: "member", parent: "H51042100001", costPercent: 95)
    private let mental = FixtureSite(
        code: "H51042100003", name: "精神卫生专科（示例）", level: "level2", kind: "member", parent: "H51042100001")
    private let centres = townships.enumerated().map { index, name in
        FixtureSite(
            code: "H51042101\(index < 9 ? "00" : "0")\(index + 1)", name: "\(name)卫生院", level: "township",
            kind: "member",
            parent: "H51042100001", costPercent: 82, place: "t")
    }
    private let privateHospital = FixtureSite(
        code: "H51042103001", name: "县域内民营医院（示例）", level: "township", kind: "private", costPercent: 88, place: "t")
    private let city = FixtureSite(
        code: "H51040000001", name: "市级三级医院（示例）", level: "level3", kind: "outside", costPercent: 115, place: "o")
    private let province = FixtureSite(
        code: "H51010000001", name: "省级三级医院（示例）", level: "level3", kind: "outside", costPercent: 130, place: "o")

    func tables() -> [FixtureTable] {
        var year = FixtureYear(
            name, year: 2023, prefix: "51042123S", seed: 510_421, overallMean: 5_270, cases: FixtureCase.drg)
        deductibles(&year)
        payment(&year)
        let mix = year.stays.count
        let sites = [general, chinese] + centres
        let weighted = zip(sites, [260, 130] + centres.map { _ in 22 }).map { (element: $0, weight: $1) }
        let insurances = [(element: "390", weight: 78), (element: "310", weight: 22)]
        year.stays(430, at: weighted, insurances: insurances)
        year.stays(24, at: [(privateHospital, 1)], insurances: insurances)
        year.stays(48, at: [(city, 3), (province, 1)], insurances: insurances)
        year.stays(12, at: weighted, insurances: insurances, from: year.firstDay - 40, to: year.firstDay - 12)
        for index in 0..<16 {
            year.chain(
                [centres[index % 11], index % 3 == 0 ? chinese : general], insurance: index % 4 == 1 ? "310" : "390")
        }
        for index in 0..<20 {
            year.chain([general, centres[(index * 3) % 11]], insurance: index % 5 == 0 ? "310" : "390")
        }
        for index in 0..<5 { year.chain([centres[index], general, centres[index + 2]]) }
        for index in 0..<5 { year.chain([centres[index + 5], general], isRegistered: false) }
        for index in 0..<4 { year.chain([chinese, index % 2 == 0 ? general : mental]) }
        let standard = ["township": 200, "level2": 400, "level3": 800]
        year.record(
            percent: 22, of: "390", from: mix, standard: standard, ratio: ["township": 90, "level2": 80, "level3": 60])
        year.record(
            percent: 22, of: "310", from: mix, standard: standard, ratio: ["township": 92, "level2": 90, "level3": 85])
        let clinics = [(element: general, weight: 3)] + centres.map { (element: $0, weight: 2) }
        year.visits(120, at: clinics, insurances: insurances, type: "14", yuan: 40...260, diagnosis: "I10.x00x002")
        year.visits(80, at: clinics, insurances: insurances, type: "11", yuan: 20...180, diagnosis: "J06.900")
        return year.claimTables() + [institutions, year.weightTable(), coefficients, assessments, accounts]
    }

    // MARK: Stays that show a mechanism

    private func deductibles(_ year: inout FixtureYear) {
        // 200, then the differences 200 and 400, then nothing on the way down.
        let upAndDown = year.person(sex: 2, age: 58)
        year.stay(upAndDown, centres[0], "2023-03-01", days: 4, "BR25", cost: "2600", ["dscg_way": "2"])
        year.refer(upAndDown, centres[0], general, FixtureStay.day("2023-03-04"))
        year.stay(upAndDown, general, "2023-03-05", days: 7, "BR25", cost: "5400", ["adm_way": "3", "dscg_way": "2"])
        year.refer(upAndDown, general, city, FixtureStay.day("2023-03-12"))
        year.stay(upAndDown, city, "2023-03-12", days: 12, "BR21", cost: "12800", ["adm_way": "3", "dscg_way": "3"])
        year.refer(upAndDown, city, centres[0], FixtureStay.day("2023-03-24"))
        year.stay(upAndDown, centres[0], "2023-03-25", days: 9, "BR25", cost: "2100", ["adm_way": "3"])
        // Straight to the third level: minus 10 points, unless an emergency, 65 and over or 6 and under.
        let direct: [(age: Int, way: String, group: String, month: Int)] = [
            (45, "2", "FM39", 2), (45, "1", "FM39", 3), (64, "2", "FM39", 4), (65, "2", "FM39", 5), (7, "2", "VR19", 6),
            (6, "2", "VR19", 7),
        ]
        for stay in direct {
            year.stay(
                year.person(sex: 1, age: stay.age), city, "2023-0\(stay.month)-10", days: 6, stay.group, cost: "8800",
                ["adm_way": stay.way])
        }
        // The year's cap of 180000.
        let capped = year.person(sex: 1, age: 59)
        for from in ["2023-02-01", "2023-05-04", "2023-09-05"] {
            year.stay(capped, province, from, days: 30, "AH11", cost: "136000", ["adm_way": "1"])
        }
        // What was charged counts: nothing at the township by mistake, so that the difference is the whole 400.
        let mistaken = year.person(sex: 2, age: 51)
        year.stay(
            mistaken, centres[3], "2023-06-01", days: 4, "GW19", cost: "1500",
            ["act_pay_dedc": "0", "hifp_pay": "1350", "dscg_way": "2"])
        year.refer(mistaken, centres[3], general, FixtureStay.day("2023-06-05"))
        year.stay(mistaken, general, "2023-06-05", days: 6, "GW19", cost: "2300", ["adm_way": "3"])
        // A recorded payment that the rules do not give.
        year.stay(
            year.person(sex: 1, age: 47), general, "2023-07-11", days: 6, "FV25", cost: "2400",
            ["act_pay_dedc": "400", "hifp_pay": "1700"])
        // A chain that began in December.
        let overNewYear = year.person(sex: 2, age: 70)
        year.stay(
            overNewYear, centres[6], "2022-12-24", days: 7, "ET25", cost: "2900",
            ["act_pay_dedc": "200", "hifp_pay": "2430"])
        year.refer(overNewYear, centres[6], general, FixtureStay.day("2022-12-31"))
        year.stay(overNewYear, general, "2023-01-01", days: 9, "ET25", cost: "4300", ["adm_way": "3"])
    }

    private func payment(_ year: inout FixtureYear) {
        // Births have one price per level; the patient's share comes off it.
        for (index, site) in [centres[0], centres[1], general, general, chinese].enumerated() {
            year.stay(
                year.person(index == 4 ? "310" : "390", sex: 2, age: 24 + index), site, "2023-0\(index + 2)-15",
                days: 3, "OR19",
                cost: index < 2 ? "1720" : "2580")
        }
        year.stay(
            year.person(sex: 2, age: 33), general, "2023-08-15", days: 4, "OR19", cost: "7900",
            ["fulamt_ownpay_amt": "5000", "inscp_scp_amt": ""])
        // Schizophrenia is paid by the day.
        for (index, days) in [21, 34, 46, 58].enumerated() {
            year.stay(
                year.person(index == 2 ? "310" : "390", sex: 1, age: 31 + index * 4), index < 3 ? mental : general,
                "2023-0\(index + 3)-02", days: days, "TR19", cost: "\(days * 228)")
        }
        // The share of Chinese medicine: too little, a hair too little, just enough, plenty, unknown.
        for (index, share) in ["0.42", "59.99%", "60%", "0.835", ""].enumerated() {
            year.stay(
                year.person(sex: 2, age: 44 + index), chinese, "2023-0\(index + 4)-20", days: 10, "IU2Z", cost: "4400",
                ["tcm_share": share])
        }
        // No group, an ambiguous one, a weight that no table has.
        year.stay(year.person(sex: 1, age: 40), general, "2023-05-08", days: 5, "0000", cost: "3100")
        year.stay(year.person(sex: 1, age: 71), general, "2023-05-18", days: 9, "BQY", cost: "16400")
        year.stay(year.person(sex: 1, age: 57), general, "2023-05-28", days: 9, "HS29", cost: "5600")
        let again = year.person(sex: 1, age: 63)
        year.stay(again, general, "2023-10-01", days: 8, "FR25", cost: "4600")
        year.stay(again, general, "2023-10-20", days: 8, "FR25", cost: "4500")
        let tooLate = year.person(sex: 1, age: 66)
        year.stay(tooLate, general, "2023-10-01", days: 8, "FR25", cost: "4600")
        year.stay(tooLate, general, "2023-10-25", days: 8, "FR25", cost: "4500")
        year.stay(
            year.person("310", sex: 1, age: 58), general, "2023-11-03", days: 26, "ES31", cost: "52600",
            review: .init(decision: "cost", points: "", note: "特例单议：按费用折算"))
        year.stay(
            year.person(sex: 2, age: 63), general, "2023-11-06", days: 24, "HT25", cost: "41800",
            review: .init(decision: "points", points: "520.5", note: "特例单议,核定点数"))
    }

    // MARK: Registers

    private var institutions: FixtureTable {
        let sites = [general, chinese, mental] + centres + [privateHospital, city, province]
        return FixtureTable(
            "institutions.csv", "fixmedins_code,fixmedins_name,level,kind,parent,from,to", sites.map(\.row))
    }

    private var coefficients: FixtureTable {
        FixtureTable(
            "coefficients.csv", "fixmedins_code,level,group,coefficient",
            [
                ["", "township", "", "0.82"], ["", "level2", "", "1"], [general.code, "", "", "1.0263"],
                [chinese.code, "", "IU2Z", "1.05"], ["", "level2", "TR19", "0.98"],
            ])
    }

    private var assessments: FixtureTable {
        FixtureTable("assessments.csv", "quarter,score", [["1", "88.5"], ["2", "93"], ["3", "72.25"], ["4", "84"]])
    }

    private var accounts: FixtureTable {
        let rows =
            [
                [general.code, "1520000.00", "1378000.00", "2000.00", "80000.00"],
                [chinese.code, "", "621000.00", "0", "15000.00"], [mental.code, "96000.00", "99400.00", "", ""],
            ]
            + centres.enumerated().map { index, site in
                [site.code, "\(64_000 + index * 2_310).00", "\(59_100 + index * 2_160).20", "", "4000.00"]
            }
        return FixtureTable(
            "accounts.csv", "fixmedins_code,medical_service_income,cost,opening_risk_fund,approved_pay_room", rows)
    }
}
