/// 三台县 2023: one hospital with sites of five benefit levels, paid by DRG points from a budget.
struct SantaiFixture: CountyFixture {
    let name = "santai-2023"
    let form = FixtureTable.Form(isGB18030: true)

    private let general = FixtureSite(
        code: "H51072200001", name: "三台县人民医院（总院）", level: "level3a", kind: "member", costPercent: 104)
    private let chinese = FixtureSite(code: "H51072200002", name: "三台县中医院", level: "level3a", kind: "member")
    private let campus = FixtureSite(
        code: "H51072200003", name: "总院\"老院区\"（原二级）", level: "level2", kind: "member", parent: "H51072200001",
        costPercent: 95)
    /// A centre that was without level until the end of June and is of level 1 since.
    private let rising = [
        FixtureSite(
            code: "H51072210028", name: "第28中心卫生院", level: "township", kind: "member", parent: "H51072200001",
            to: "2023-06-30",
            costPercent: 85, place: "t"),
        FixtureSite(
            code: "H51072210028", name: "第28中心卫生院（一级）", level: "level1", kind: "member", parent: "H51072200001",
            from: "2023-07-01", costPercent: 85, place: "t"),
    ]
    private let centres = (1...27).map { number in
        FixtureSite(
            code: "H510722100\(number < 10 ? "0" : "")\(number)", name: "第\(number < 10 ? "0" : "")\(number)中心卫生院",
            level: number <= 6 ? "level1" : "township", kind: "member", parent: "H51072200001", costPercent: 84,
            place: "t")
    }
    private let subcentres = (1...4).map { number in
        FixtureSite(
            code: "H5107221100\(number)", name: "第0\(number)中心卫生院分院", level: "township", kind: "member",
            parent: "H51072200001",
            costPercent: 80, place: "t")
    }
    /// 30 clinics that the consortium took in: 12 as branches, 10 led, 8 as partners.
    private let clinics = (1...30).map { number in
        let form = number <= 12 ? "分院" : number <= 22 ? "领办" : "协作"
        return FixtureSite(
            code: "H510722200\(number < 10 ? "0" : "")\(number)",
            name: "第\(number < 10 ? "0" : "")\(number)联合诊所,\(form)",
            level: "township", kind: number <= 22 ? "member" : "nonmember", parent: number <= 12 ? "H51072200001" : "",
            place: "t")
    }
    private let neighbour = FixtureSite(
        code: "H51070000001", name: "邻县三乙医院（示例）", level: "level3b", kind: "outside", costPercent: 110, place: "o")
    private let city = FixtureSite(
        code: "H51070000002", name: "市级三甲医院（示例）", level: "level3a", kind: "outside", costPercent: 120, place: "o")
    private let privateHospital = FixtureSite(
        code: "H51072230001", name: "县域内民营医院（示例）", level: "level1", kind: "private", costPercent: 90, place: "t")

    func tables() -> [FixtureTable] {
        var year = FixtureYear(
            name, year: 2023, prefix: "51072223S", seed: 510_722, overallMean: 5_600, cases: FixtureCase.drg)
        deductibles(&year)
        payment(&year)
        let mix = year.stays.count
        let insurances = [(element: "390", weight: 86), (element: "310", weight: 14)]
        let primary = centres + subcentres
        let weighted =
            [(element: general, weight: 230), (chinese, 120), (campus, 70)] + primary.map { (element: $0, weight: 13) }
        year.stays(620, at: weighted, insurances: insurances)
        let midYear = FixtureStay.day("2023-06-30")
        year.stays(14, at: [(rising[0], 1)], insurances: insurances, to: midYear)
        year.stays(15, at: [(rising[1], 1)], insurances: insurances, from: midYear + 1)
        year.stays(58, at: [(city, 2), (neighbour, 3)], insurances: insurances)
        year.stays(30, at: [(privateHospital, 1)], insurances: insurances)
        year.stays(15, at: weighted, insurances: insurances, from: year.firstDay - 40, to: year.firstDay - 12)
        for index in 0..<20 { year.chain([primary[index], index % 3 == 0 ? chinese : general]) }
        for index in 0..<24 { year.chain([index % 4 == 0 ? campus : general, primary[(index * 7) % 31]]) }
        for index in 0..<4 { year.chain([campus, chinese, primary[index + 20]]) }
        for index in 0..<5 { year.chain([chinese, general], insurance: index == 0 ? "310" : "390") }
        year.record(
            percent: 25, of: "390", from: mix,
            standard: ["township": 100, "level1": 300, "level2": 500, "level3b": 600, "level3a": 700],
            ratio: ["township": 90, "level1": 80, "level2": 73, "level3b": 68, "level3a": 60])
        year.record(
            percent: 25, of: "310", from: mix,
            standard: ["township": 200, "level1": 300, "level2": 500, "level3b": 700, "level3a": 800],
            ratio: ["township": 92, "level1": 90, "level2": 88, "level3b": 86, "level3a": 85])
        let rooms = clinics.map { (element: $0, weight: 2) } + primary.map { (element: $0, weight: 1) }
        year.visits(170, at: rooms, insurances: insurances, type: "11", yuan: 20...160, diagnosis: "J06.900")
        year.visits(
            80, at: [(general, 5)] + rooms, insurances: insurances, type: "14", yuan: 60...400, diagnosis: "E11.900")
        // What leads nowhere is listed, and changes nothing.
        year.referral("510722P99999", general.code, centres[0].code, "2023-05-05")
        year.referral("510722P00001", general.code, "H51072299999", "2023-05-06")
        return year.claimTables(moreReviews: [["51072223S99999", "cost", "", "没有这份结算清单"]])
            + [
                institutions, year.weightTable(primary: Self.primaryCare, more: levelWeights), coefficients,
                assessments, accounts,
            ]
    }

    // MARK: Stays that show a mechanism

    private func deductibles(_ year: inout FixtureYear) {
        // One disease, five levels: 100, 300, 500, 600, 700.
        for (index, site) in [centres[20], centres[0], campus, neighbour, general].enumerated() {
            year.stay(year.person(sex: 2, age: 46 + index), site, "2023-04-1\(index)", days: 7, "BR25", cost: "5000")
        }
        // One centre, two levels within the year.
        year.stay(year.person(sex: 1, age: 52), rising[0], "2023-06-30", days: 6, "ET25", cost: "3000")
        year.stay(year.person(sex: 1, age: 53), rising[1], "2023-07-01", days: 6, "ET25", cost: "3000")
        // Up by the difference, down for nothing, at the same level for half.
        let upAndDown = year.person(sex: 1, age: 67)
        year.stay(upAndDown, centres[10], "2023-08-01", days: 4, "FR25", cost: "2500", ["dscg_way": "2"])
        year.stay(upAndDown, general, "2023-08-05", days: 8, "FR25", cost: "5200", ["adm_way": "3"])
        year.stay(upAndDown, chinese, "2023-08-14", days: 5, "FR25", cost: "3100", ["adm_way": "3", "dscg_way": "3"])
        year.stay(upAndDown, centres[10], "2023-08-20", days: 6, "FR25", cost: "1900", ["adm_way": "3"])
        // Another disease or too late: no chain.
        let another = year.person(sex: 1, age: 61)
        year.stay(another, centres[11], "2023-09-01", days: 4, "GW19", cost: "1600")
        year.stay(another, general, "2023-09-06", days: 6, "FV25", cost: "2600")
        let late = year.person(sex: 2, age: 62)
        year.stay(late, centres[12], "2023-09-01", days: 4, "GW19", cost: "1600")
        year.stay(late, general, "2023-09-16", days: 5, "GW19", cost: "2400")
        // Chains do not reach over the new year.
        let overNewYear = year.person(sex: 2, age: 68)
        year.stay(overNewYear, centres[13], "2022-12-25", days: 6, "IU25", cost: "2000")
        year.stay(overNewYear, general, "2023-01-01", days: 8, "IU25", cost: "3300")
    }

    private func payment(_ year: inout FixtureYear) {
        // A primary-care group is paid alike at every level.
        for (index, site) in [centres[20], centres[1], campus, general].enumerated() {
            year.stay(year.person(sex: 1, age: 41 + index), site, "2023-05-1\(index)", days: 6, "GW19", cost: "2200")
        }
        // Weights below 1, below 2 and above: three bands above which a case is high; exactly at the line it is not.
        let high: [(group: String, cost: String)] = [
            ("GW19", "7200"), ("GW19", "6888"), ("BR23", "16800"), ("MB19", "27000"), ("NC19", "25000"),
            ("IF35", "40000"),
        ]
        for (index, stay) in high.enumerated() {
            year.stay(
                year.person(sex: stay.group == "NC19" ? 2 : 1, age: 61), general, "2023-06-0\(index + 1)", days: 14,
                stay.group, cost: stay.cost)
        }
        for (index, cost) in ["1130", "1478.40", "1478.39"].enumerated() {
            year.stay(year.person(sex: 1, age: 55), chinese, "2023-07-0\(index + 1)", days: 3, "FR45", cost: cost)
        }
        // Far above the mean: decided, and not decided.
        year.stay(year.person(sex: 1, age: 58), general, "2023-09-03", days: 40, "GS15", cost: "38800")
        year.stay(
            year.person(sex: 1, age: 60), general, "2023-09-10", days: 44, "LR15", cost: "46200",
            review: .init(decision: "points", points: "610.25", note: "专家评审,核定点数"))
        year.stay(
            year.person(sex: 2, age: 64), chinese, "2023-10-10", days: 38, "HT25", cost: "51900",
            review: .init(decision: "cost", points: "", note: "专家评审：\"按费用折算\""))
        year.stay(year.person(sex: 1, age: 40), general, "2023-10-08", days: 5, "0000", cost: "3100")
        year.stay(year.person(sex: 1, age: 71), general, "2023-10-18", days: 9, "BQY", cost: "16400")
        let again = year.person(sex: 2, age: 62)
        year.stay(again, general, "2023-11-01", days: 7, "LU19", cost: "2900")
        year.stay(again, general, "2023-11-20", days: 7, "LU19", cost: "2800")
    }

    // MARK: Registers

    /// 基层病组, with the factor that takes the place of the coefficient.
    private static let primaryCare = ["DT19": "", "DS19": "", "FV25": "", "GW19": "", "EX25": "0.96"]

    /// Weights that hold at one level only.
    private var levelWeights: [[String]] {
        [["BR25", "township", "0.81", "4536.00", "", ""], ["FR25", "level3a", "0.92", "", "", ""]]
    }

    private var institutions: FixtureTable {
        let sites =
            [general, chinese, campus] + centres + rising + subcentres + clinics + [privateHospital, neighbour, city]
        return FixtureTable(
            "institutions.csv", "fixmedins_code,fixmedins_name,level,kind,parent,from,to", sites.map(\.row))
    }

    private var coefficients: FixtureTable {
        FixtureTable(
            "coefficients.csv", "fixmedins_code,level,group,coefficient",
            [
                ["", "township", "", "0.78"], ["", "level1", "", "0.85"], ["", "level2", "", "0.95"],
                ["", "level3a", "", "1.04"],
                [chinese.code, "", "", "1.02"], [chinese.code, "", "IU25", "1.12"], ["", "level3a", "CB39", "0.97"],
            ])
    }

    private var assessments: FixtureTable {
        FixtureTable(
            "assessments.csv", "quarter,score", [["1", "94"], ["2", "81.5"], ["3", "89.75"], ["4", "90.25"]])
    }

    private var accounts: FixtureTable {
        var rows = [
            [general.code, "", "1490000.00", "2500.00", "60000.00"], [chinese.code, "", "760000.00", "", "45000.00"],
            [campus.code, "401000.00", "409900.00", "900.00", ""],
        ]
        rows += centres.prefix(12).enumerated().map { index, site in
            [
                site.code, "\(38_000 + index * 900).00", "\(35_200 + index * 870).10", "",
                index % 2 == 0 ? "1500.00" : "",
            ]
        }
        return FixtureTable(
            "accounts.csv", "fixmedins_code,medical_service_income,cost,opening_risk_fund,approved_pay_room", rows)
    }
}
