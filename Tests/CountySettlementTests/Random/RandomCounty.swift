import CaseGrouping
import ExactAmounts

@testable import CountySettlement

/// A small county-year with every mechanism somewhere in it, drawn from a seed.
struct RandomCounty {
    /// What a caller wants of the county; nil leaves it to the seed.
    struct Wishes {
        var hasFaultyClaims = true
        var claimCount: ClosedRange<Int> = 0...30
        var method: PaymentScheme.Method?
        /// The values that steps may have.
        var steps = ["difference", "separate", "zero", "half"]
        var hasRepeatFactors = true
        var use: BenefitScheme.Use?
    }

    static func county(seed: UInt64, _ wishes: Wishes = Wishes()) -> SmallCounty {
        var random = RandomCounty(seed: seed, wishes)
        return random.county()
    }

    var random: SplitMix64
    let wishes: Wishes
    let method: PaymentScheme.Method
    let mean: String
    let scale: String
    let hasTwoFunds: Bool
    let cases: [(diagnosis: String, group: String)]

    private init(seed: UInt64, _ wishes: Wishes) {
        var random = SplitMix64(seed: seed)
        self.wishes = wishes
        method = wishes.method ?? random.one(of: PaymentScheme.Method.allCases)
        mean = random.one(of: ["5270.76", "10000", "800.5"])
        scale = method == .drgRate ? "1" : method == .dip ? "100" : random.one(of: ["100", "1000", "0.5"])
        hasTwoFunds = random.chance(50)
        cases = method == .dip ? SmallDefinitions.dipCases : SmallDefinitions.drgCases
        self.random = random
    }

    private mutating func county() -> SmallCounty {
        var county = SmallCounty()
        let hasTwoDefinitions = method != .dip && random.chance(20)
        county.groupers = method == .dip ? [SmallDefinitions.dip] : [SmallDefinitions.drg]
        if hasTwoDefinitions { county.groupers.append(SmallDefinitions.secondDRG) }
        county.claims = claims()
        county.registers = registers(county.claims)
        county.scheme = scheme(county.claims, hasTwoDefinitions: hasTwoDefinitions)
        return county
    }

    // MARK: Small values

    /// Yuan and fen up to so many yuan.
    mutating func yuan(_ most: Int) -> String {
        "\(random.number(0...most)).\(String(random.number(100...199)).dropFirst())"
    }

    mutating func percent(_ range: ClosedRange<Int>) -> JSON { .string("\(random.number(range))%") }

    mutating func flag() -> JSON { .boolean(random.chance(50)) }

    /// Adds a key in so many of a hundred cases.
    mutating func maybe(_ percent: Int, _ json: inout JSON, _ key: String, _ value: (inout RandomCounty) -> JSON) {
        if random.chance(percent) { json = json.setting("/\(key)", value(&self)) }
    }

    mutating func byLevel(_ value: (inout RandomCounty) -> JSON) -> JSON {
        var json: JSON = [:]
        for level in SmallCounty.levels where random.chance(90) { json = json.setting("/\(level)", value(&self)) }
        return json
    }

    // MARK: The scheme

    private mutating func scheme(_ claims: [Claim], hasTwoDefinitions: Bool) -> JSON {
        var scheme = SmallCounty.plain.setting("/inpatientTypes", ["21", "24"]).setting(
            "/primaryLevels", ["township", "level1"])
        if hasTwoDefinitions {
            scheme = scheme.setting("/definitions/-", ["from": "2022-07-01", "folder": "second"])
        }
        scheme = scheme.setting("/benefit", benefit())
        let payment = payment()
        scheme = scheme.setting("/payment", payment)
        let isGiven = payment.at("/pointValue/mode") == "given"
        let insurances: [[String]] = hasTwoFunds ? [["390"], ["310"]] : [["390", "310"]]
        scheme = scheme.setting(
            "/funds",
            .array(
                insurances.map { insurances in
                    let cost = claims.filter {
                        insurances.contains($0.insurance) && $0.totalCost.fen < 1_000_000_000_000
                    }
                    .reduce(0) { $0 + Int(max(0, $1.totalCost.fen)) / 100 }
                    return fund(insurances, cost: cost, isGiven: isGiven)
                }))
        if random.chance(70) { scheme = scheme.setting("/surplus", surplus()) }
        return scheme
    }

    private mutating func benefit() -> JSON {
        var rules: [JSON] = []
        for insurance in ["390", "310"] {
            if random.chance(95) { rules.append(rule(insurance, ["21", "24"])) }
            if random.chance(80) { rules.append(rule(insurance, ["11"])) }
            if random.chance(40) { rules.append(rule(insurance, ["14"])) }
        }
        var benefit: JSON = ["rules": .array(rules)]
        let use = wishes.use ?? random.one(of: BenefitScheme.Use.allCases)
        benefit = benefit.setting("/use", .string(use.rawValue))
        maybe(25, &benefit, "yearlyCap") { ["390": .string($0.yuan(30_000))] }
        return benefit
    }

    private mutating func rule(_ insurance: String, _ types: [String]) -> JSON {
        var rule: JSON = ["insutype": .string(insurance), "med_type": .array(types.map { .string($0) })]
        if random.chance(85) {
            var deductible: JSON = [:]
            if types == ["11"], random.chance(60) {
                deductible = ["perYear": .string(yuan(400))]
            } else {
                deductible = [
                    "standard": byLevel { .string($0.random.one(of: ["100", "300.05", "500", "1200", "33.33"])) }
                ]
                if wishes.hasRepeatFactors {
                    maybe(40, &deductible, "repeat") {
                        [
                            "factors": $0.random.one(of: [
                                ["1", "0.5"], ["1", "0.8", "0.6"], ["1", "0"], ["0.333333"],
                            ]),
                            "count": $0.random.one(of: ["all", "sameLevel"]),
                        ]
                    }
                }
            }
            maybe(30, &deductible, "yearlyLimit") { .string($0.yuan(1500)) }
            rule = rule.setting("/deductible", deductible)
        }
        if random.chance(75) { rule = rule.setting("/referral", referral()) }
        if random.chance(30) {
            let top = percent(0...100)
            rule = rule.setting(
                "/bands",
                [
                    ["upTo": .string(yuan(3000)), "ratio": byLevel { $0.percent(0...100) }],
                    ["upTo": .string("\(random.number(3001...20_000))"), "ratio": byLevel { $0.percent(0...100) }],
                    ["ratio": SmallCounty.everyLevel(top)],
                ])
        } else {
            rule = rule.setting("/ratio", byLevel { $0.percent(50...100) })
        }
        maybe(40, &rule, "withoutReferral") {
            var without: JSON = ["levels": ["level2", "level3"], "points": .string("\($0.random.number(-60...10))%")]
            $0.maybe(60, &without, "exempt") { ["emergency": $0.flag(), "ageAtLeast": 65, "ageAtMost": 6] }
            return without
        }
        maybe(30, &rule, "yearlyCap") { .string($0.yuan(20_000)) }
        return rule
    }

    private mutating func referral() -> JSON {
        let steps = wishes.steps
        func step(_ random: inout SplitMix64, _ values: [String]) -> JSON { .string(random.one(of: values)) }
        var referral: JSON = [:]
        maybe(85, &referral, "up") { step(&$0.random, steps.filter { $0 != "half" }) }
        maybe(85, &referral, "down") { step(&$0.random, steps) }
        maybe(85, &referral, "same") { step(&$0.random, steps) }
        maybe(60, &referral, "within") { .number("\($0.random.number(0...40))") }
        maybe(35, &referral, "register") { _ in true }
        maybe(25, &referral, "sameDisease") { _ in true }
        maybe(30, &referral, "members") { _ in true }
        maybe(30, &referral, "acrossYears") { .string($0.random.one(of: ["reset", "continue"])) }
        maybe(30, &referral, "upBonus") { $0.percent(0...20) }
        return referral
    }

    private mutating func payment() -> JSON {
        var payment: JSON = [
            "method": .string(method.rawValue), "scale": .string(scale), "overallMean": .string(mean),
            "kinds": random.chance(80) ? ["member"] : ["member", "nonmember"], "pointValue": pointValue(),
        ]
        let groups = cases.map { JSON.string($0.group) }
        maybe(60, &payment, "low") {
            ["below": .string("0.\($0.random.number(1...9))"), "coefficient": $0.flag(), "capAtBase": $0.flag()]
        }
        maybe(60, &payment, "high") {
            var high: JSON = [
                "above": [
                    ["weightBelow": "1", "times": "3"], ["weightBelow": "2", "times": "2.5"], ["times": "1.5"],
                ],
                "coefficient": $0.flag(),
            ]
            $0.maybe(50, &high, "reviewAbove") { .string("\($0.random.number(2...8))") }
            return high
        }
        maybe(50, &payment, "ungrouped") { ["points": $0.random.one(of: ["none", "cost"]), "factor": "0.8"] }
        maybe(40, &payment, "bedDays") {
            [["groups": [$0.random.one(of: groups)], "pointsPerDay": $0.byLevel { .string($0.yuan(5)) }]]
        }
        maybe(40, &payment, "fixedPrices") {
            [["group": $0.random.one(of: groups), "price": $0.byLevel { .string($0.yuan(9000)) }]]
        }
        maybe(60, &payment, "readmission") {
            var rule: JSON = [
                "days": .number("\($0.random.number(0...40))"), "factor": "0.5", "sameInstitution": $0.flag(),
            ]
            $0.maybe(25, &rule, "except") { [$0.random.one(of: groups)] }
            return rule
        }
        maybe(50, &payment, "equivalents") {
            [["group": $0.random.one(of: groups), "paidAs": $0.random.one(of: groups), "minimumShare": "60%"]]
        }
        return payment
    }

    private mutating func pointValue() -> JSON {
        let isGiven = method == .drgRate || random.chance(45)
        let basis = random.one(of: PointValueScheme.Basis.allCases)
        var value: JSON = ["mode": isGiven ? "given" : "budget", "basis": .string(basis.rawValue)]
        if basis == .ratio { value = value.setting("/fundShare", .string("\(random.number(50...90))%")) }
        maybe(70, &value, "residual") { .string($0.random.one(of: ["keep", "allocate", "allocate"])) }
        maybe(40, &value, "rounding") { _ in "down" }
        maybe(50, &value, "decimals") { .number("\($0.random.number(0...8))") }
        return value
    }

    private mutating func fund(_ insurances: [String], cost: Int, isGiven: Bool) -> JSON {
        let gross = random.chance(14) ? 0 : 1 + cost * random.one(of: [30, 80, 120, 200]) / 100
        var fund: JSON = [
            "name": .string(insurances.joined()), "insutypes": .array(insurances.map { .string($0) }),
            "gross": random.chance(50)
                ? .string("\(gross).37")
                : ["heads": .number("\(gross / 10)"), "perHead": ["3.5", "6.1"], "other": "3.37"],
        ]
        var kinds = ["outside", "private"]
        if random.chance(50) { kinds.swapAt(0, 1) }
        maybe(70, &fund, "deductions") {
            var deductions: [JSON] = [
                [
                    "name": "风险金", "reserve": $0.flag(), "rate": $0.percent(0...10),
                    "of": .string($0.random.one(of: ["gross", "remaining"])),
                ]
            ]
            if $0.random.chance(50) {
                deductions.append([
                    "name": "charged", "charge": [.string(kinds[0])], "estimate": .string("\(gross / 20)"),
                ])
            }
            if $0.random.chance(30) { deductions.append(["name": "amount", "amount": .string("\(gross / 50).01")]) }
            return .array(deductions)
        }
        maybe(50, &fund, "lines") {
            [
                ["name": "amount", "amount": .string($0.random.chance(8) ? "99999999" : $0.yuan(gross / 20))],
                ["name": "heads", "heads": 3, "perHead": "5.55"], ["name": "actual", "actual": ["11", "14"]],
            ]
        }
        maybe(50, &fund, "charges") { _ in [["name": "charged", "charge": [.string(kinds[1])]]] }
        maybe(60, &fund, "openingReserve") { .string($0.random.chance(10) ? "-50" : $0.yuan(9000)) }
        if isGiven { fund = fund.setting("/pointValue", .string(givenValue())) }
        maybe(60, &fund, "prepayment") { ["share": $0.percent(50...100)] }
        maybe(60, &fund, "assessment") { random in
            var assessment: JSON = [:]
            random.maybe(70, &assessment, "nextQuarter") { _ in
                [["atLeast": "90", "pay": "100%"], ["atLeast": "80", "pay": "95%"], ["pay": "90%"]]
            }
            random.maybe(70, &assessment, "deposit") {
                ["share": $0.percent(0...10), "release": [["atLeast": "85", "share": "100%"], ["share": "50%"]]]
            }
            return assessment
        }
        maybe(70, &fund, "clearing") { random in
            var clearing: JSON = [:]
            random.maybe(50, &clearing, "surplusKept") { $0.percent(0...100) }
            random.maybe(40, &clearing, "minimumScore") { _ in "80" }
            random.maybe(60, &clearing, "overrun") { _ in
                [["upTo": "5%", "cover": "60%"], ["upTo": "40%", "cover": "50%"]]
            }
            return clearing
        }
        return fund
    }

    private mutating func givenValue() -> String {
        let values =
            method == .dip || scale == "100"
            ? ["52.8094", "80.5", "20"] : scale == "1000" ? ["5.28", "9.99999999"] : ["9575.25", "3000"]
        return random.one(of: values)
    }

    private mutating func surplus() -> JSON {
        var surplus: JSON = ["performance": percent(0...100)]
        maybe(70, &surplus, "statutory") {
            [
                ["name": "income", "rate": "0.3%", "of": "income", "trueUp": $0.flag()],
                ["name": "surplus", "rate": $0.percent(0...30), "of": "surplus"],
            ]
        }
        maybe(60, &surplus, "excess") { .string($0.random.one(of: ["development", "held"])) }
        return surplus
    }
}
