import ExactAmounts

extension SchemeReader {
    func benefit(_ value: JSONValue) -> BenefitScheme? {
        value.object { object in
            let use = object.optional("use", default: .computed) { $0.choice(BenefitScheme.Use.self) }
            let caps = object.optional("yearlyCap", default: [:]) { value in
                value.entries().map { entries in
                    Dictionary(entries.compactMap { key, entry in entry.amount().map { (key, $0) } }) { first, _ in
                        first
                    }
                }
            }
            let rules = object.required("rules")?.list { rule($0) }
            guard let use, let caps, let rules else { return nil }
            return BenefitScheme(use: use, yearlyCap: caps, rules: rules)
        }
    }

    private func rule(_ value: JSONValue) -> BenefitRule? {
        value.object { object in
            let insurance = object.required("insutype")?.name()
            let types = object.required("med_type").flatMap { self.types($0) }
            let deductible = object.optional("deductible", default: (noDeductible, nil)) { self.deductible($0) }
            let referral = object.optional("referral", default: BenefitRule.Referral?.none) { self.referral($0) }
            let bands = bands(object)
            let without = object.optional("withoutReferral", default: BenefitRule.WithoutReferral?.none) {
                withoutReferral($0)
            }
            let cap = object.optional("yearlyCap", default: Money?.none) { $0.amount() }
            guard let insurance, let types, let deductible, let referral, let bands, let without, let cap else {
                return nil
            }
            return BenefitRule(
                pointer: value.pointer, insurance: insurance, types: types, deductible: deductible.0,
                yearlyDeductibleLimit: deductible.1, referral: referral, bands: bands,
                hasBands: object.optional("bands") != nil,
                withoutReferral: without, yearlyCap: cap)
        }
    }

    private var noDeductible: BenefitRule.Deductible {
        .standard(byLevel: levels.map { _ in .zero }, repeatFactors: [.one], count: .all)
    }

    /// One type, or a list of them.
    private func types(_ value: JSONValue) -> [String]? {
        if case .array = value.node.content {
            guard let types = value.list({ $0.name() }) else { return nil }
            if types.isEmpty { value.report(.missingValue, "at least one type is needed") }
            reportRepeated(types, value)
            return types
        }
        return value.name().map { [$0] }
    }

    private func deductible(_ value: JSONValue) -> (BenefitRule.Deductible, Money?)? {
        value.object { object in
            let zeros = levels.map { _ in Money.zero }
            let standard = object.optional("standard", default: zeros) { everyLevel($0, absent: .zero) { $0.amount() } }
            let repeated = object.optional("repeat", default: ([Rate.one], BenefitRule.RepeatCount.all)) {
                repeatFactors($0)
            }
            let limit = object.optional("yearlyLimit", default: Money?.none) { $0.amount() }
            let perYear = object.optional("perYear", default: Money?.none) { $0.amount() }
            if object.optional("perYear") != nil, object.optional("standard") != nil || object.optional("repeat") != nil
            {
                value.report(.contradiction, "\"perYear\" stands instead of \"standard\" and \"repeat\"")
            }
            guard let standard, let repeated, let limit, let perYear else { return nil }
            if let perYear { return (.perYear(perYear), limit) }
            return (.standard(byLevel: standard, repeatFactors: repeated.0, count: repeated.1), limit)
        }
    }

    private func repeatFactors(_ value: JSONValue) -> ([Rate], BenefitRule.RepeatCount)? {
        value.object { object in
            let factors = object.optional("factors", default: [Rate.one]) { $0.list { $0.factor() } }
            let count = object.optional("count", default: .all) { $0.choice(BenefitRule.RepeatCount.self) }
            if let factors, factors.isEmpty { value.report(.missingValue, "at least one factor is needed") }
            guard let factors, let count else { return nil }
            return (factors, count)
        }
    }

    private func referral(_ value: JSONValue) -> BenefitRule.Referral? {
        value.object { object in
            let up = object.optional("up", default: .zero) { $0.choice(BenefitRule.StepDeductible.self) }
            if up == .half { object.optional("up")?.report(.badValue, "\"half\" is for down and same only") }
            let down = object.optional("down", default: .zero) { $0.choice(BenefitRule.StepDeductible.self) }
            let same = object.optional("same", default: .zero) { $0.choice(BenefitRule.StepDeductible.self) }
            let within = object.optional("within", default: Int?.none) { $0.integer(in: 0...Int(Int32.max)) }
            let register = object.optional("register", default: false) { $0.boolean() }
            let disease = object.optional("sameDisease", default: false) { $0.boolean() }
            let members = object.optional("members", default: false) { $0.boolean() }
            let across = object.optional("acrossYears", default: AcrossYears.continue) { $0.choice(AcrossYears.self) }
            let bonus = object.optional("upBonus", default: Rate.zero) { $0.share() }
            guard let up, let down, let same, let within, let register, let disease, let members, let across, let bonus
            else {
                return nil
            }
            return BenefitRule.Referral(
                up: up, down: down, same: same, withinDays: within, needsRegister: register, needsSameDisease: disease,
                needsMembers: members, resetsWithYear: across == .reset, upBonus: bonus)
        }
    }

    private enum AcrossYears: String, CaseIterable { case `continue`, reset }

    /// `ratio`, or `bands` in its place.
    private func bands(_ object: JSONObject) -> [BenefitRule.RatioBand]? {
        let flat = object.optional("ratio")
        guard let list = object.optional("bands") else {
            guard let flat = flat ?? object.required("ratio") else { return nil }
            return ratios(flat).map { [BenefitRule.RatioBand(upTo: nil, ratios: $0)] }
        }
        if flat != nil { flat?.report(.contradiction, "\"ratio\" and \"bands\" exclude each other") }
        let bands = list.list { element -> BenefitRule.RatioBand? in
            element.object { band in
                let upTo = band.optional("upTo", default: Money?.none) { $0.amount() }
                let ratios = band.required("ratio").flatMap { self.ratios($0) }
                guard let upTo, let ratios else { return nil }
                return BenefitRule.RatioBand(upTo: upTo, ratios: ratios)
            }
        }
        if let bands { checkLimits(bands.map(\.upTo), list, "upTo") { $0 < $1 } }
        return bands
    }

    private func ratios(_ value: JSONValue) -> [Rate]? { everyLevel(value, absent: .zero) { $0.share() } }

    private func withoutReferral(_ value: JSONValue) -> BenefitRule.WithoutReferral? {
        value.object { object in
            let levels = object.required("levels")?.list { level($0) }
            let points = object.required("points")?.rate()
            if let points, points < Rate(hundredMillionths: -100_000_000) || points > .one {
                object.optional("points")?.report(.badValue, "\(points) is not from -100 % to 100 %")
            }
            let exempt = object.optional("exempt", default: Exemption()) { exemption($0) }
            guard let levels, let points, let exempt else { return nil }
            return BenefitRule.WithoutReferral(
                levels: Set(levels), points: points, sparesEmergency: exempt.emergency, sparedFromAge: exempt.from,
                sparedToAge: exempt.to)
        }
    }

    private struct Exemption {
        var emergency = false
        var from: Int?
        var to: Int?
    }

    private func exemption(_ value: JSONValue) -> Exemption? {
        value.object { object in
            let emergency = object.optional("emergency", default: false) { $0.boolean() }
            let from = object.optional("ageAtLeast", default: Int?.none) { $0.integer(in: 0...200) }
            let to = object.optional("ageAtMost", default: Int?.none) { $0.integer(in: 0...200) }
            guard let emergency, let from, let to else { return nil }
            return Exemption(emergency: emergency, from: from, to: to)
        }
    }
}
