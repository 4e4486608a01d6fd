/// A county's year in the making: people, stays, referrals.
///
/// A county first tells the stays that show its mechanisms, one by one, and then fills the year with a random mix.
struct FixtureYear {
    let name: String
    let year: Int
    /// The prefix of settlement ids.
    let prefix: String
    let cases: [FixtureCase]
    /// The mean cost of all cases in yuan.
    let overallMean: Int
    var random: FixtureRandom

    private(set) var stays: [FixtureStay] = []
    private(set) var referrals: [[String]] = []
    private var persons: [FixturePerson] = []
    private var personCount = 0
    private var busy: [String: [ClosedRange<Int>]] = [:]

    init(_ name: String, year: Int, prefix: String, seed: UInt64, overallMean: Int, cases: [FixtureCase]) {
        self.name = name
        self.year = year
        self.prefix = prefix
        self.cases = cases
        self.overallMean = overallMean
        random = FixtureRandom(seed: seed)
    }

    var firstDay: Int { FixtureStay.day("\(year)-01-01") }
    var lastDay: Int { FixtureStay.day("\(year)-12-31") }

    /// The mean cost of a group in fen, as weights.csv has it.
    func meanFen(_ sample: FixtureCase) -> Int {
        (sample.mean ?? (sample.weight == 0 ? overallMean : sample.weight * overallMean / 10_000)) * 100
    }

    // MARK: Scenarios

    /// A person that no random stay uses.
    mutating func person(_ insurance: String = "390", sex: Int = 1, age: Int = 50) -> FixturePerson {
        personCount += 1
        let digits = String(personCount)
        return FixturePerson(
            number: prefix.prefix(6) + "P" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits,
            insurance: insurance, sex: sex, age: age)
    }

    func sample(_ group: String) -> FixtureCase {
        guard let sample = (cases + FixtureCase.drgSpecial).first(where: { $0.group == group }) else {
            preconditionFailure("\(name) asks for a case of \(group), which no table has")
        }
        return sample
    }

    /// A stay, told in words; without a cost it costs the group's mean.
    ///
    /// - Returns: the day of discharge.
    @discardableResult
    mutating func stay(
        _ person: FixturePerson, _ site: FixtureSite, _ from: String, days: Int, _ group: String, cost: String? = nil,
        _ others: [String: String] = [:], review: FixtureStay.Review? = nil
    ) -> Int {
        let sample = sample(group)
        let admission = FixtureStay.day(from)
        var stay = FixtureStay(
            person: person, site: site, admission: admission, discharge: admission + days, sample: sample,
            costFen: cost.map(FixtureStay.fen) ?? meanFen(sample))
        stay.others = others
        stay.review = review
        add(stay)
        return stay.discharge
    }

    /// A visit that is no stay.
    mutating func visit(
        _ person: FixturePerson, _ site: FixtureSite, _ on: Int, type: String, costFen: Int,
        _ others: [String: String] = [:]
    ) {
        var stay = FixtureStay(person: person, site: site, admission: on, discharge: on, sample: nil, costFen: costFen)
        stay.type = type
        stay.others = others
        add(stay)
    }

    /// A row of the referral register.
    mutating func refer(_ person: FixturePerson, _ from: FixtureSite, _ to: FixtureSite, _ date: Int) {
        referrals.append([person.number, from.code, to.code, FixtureStay.date(date)])
    }

    /// A row of the referral register that names codes as they stand.
    mutating func referral(_ person: String, _ from: String, _ to: String, _ date: String) {
        referrals.append([person, from, to, date])
    }

    private mutating func add(_ stay: FixtureStay) {
        var stay = stay
        stay.order = stays.count
        stays.append(stay)
        busy[stay.person.number, default: []].append(stay.admission - 1...stay.discharge + 1)
    }

    // MARK: The mix

    /// Stays at random: one in six of a person who was treated before.
    mutating func stays(
        _ count: Int, at sites: [(element: FixtureSite, weight: Int)], insurances: [(element: String, weight: Int)],
        from: Int? = nil, to: Int? = nil
    ) {
        for _ in 0..<count {
            let site = random.pick(weighted: sites)
            let sample = random.pick(cases.filter { $0.places.contains(site.place) })
            let insurance = random.pick(weighted: insurances)
            var person = treatedBefore(sample, insurance)
            var admission = 0
            let days = random.from(sample.days)
            for attempt in 0..<8 {
                admission = random.from((from ?? firstDay)...(to ?? lastDay - days))
                if attempt == 6 { person = newPerson(sample, insurance) }
                if isFree(person, admission...admission + days) { break }
            }
            add(randomStay(person, site, admission, days, sample))
        }
    }

    /// A chain of stays at random, each within two days of the one before, in the register if asked.
    mutating func chain(
        _ sites: [FixtureSite], insurance: String = "390", isRegistered: Bool = true, gap: ClosedRange<Int> = 0...2
    ) {
        let places = sites.map(\.place)
        let sample = random.pick(
            cases.filter { sample in places.allSatisfy { sample.places.contains($0) } && sample.sex == 0 })
        let person = newPerson(sample, insurance)
        var day = random.from(firstDay + 5...lastDay - 45 * sites.count)
        for (place, site) in sites.enumerated() {
            let days = max(2, random.from(sample.days) / 2 + 1)
            if place > 0 {
                let before = day
                day += random.from(gap)
                if isRegistered { refer(person, sites[place - 1], site, before) }
            }
            var stay = randomStay(person, site, day, days, sample)
            stay.others["dscg_way"] = place + 1 < sites.count ? (sites[place + 1].place == "t" ? "3" : "2") : "1"
            if place > 0 { stay.others["adm_way"] = "3" }
            add(stay)
            day += days
        }
    }

    /// Visits at random: some people come again and again.
    mutating func visits(
        _ count: Int, at sites: [(element: FixtureSite, weight: Int)], insurances: [(element: String, weight: Int)],
        type: String, yuan: ClosedRange<Int>, diagnosis: String
    ) {
        let people = (0..<max(1, count / 4)).map { _ in
            person(random.pick(weighted: insurances), sex: random.from(1...2), age: random.from(35...80))
        }
        for _ in 0..<count {
            let day = random.from(firstDay...lastDay)
            visit(
                random.pick(people), random.pick(weighted: sites), day, type: type,
                costFen: random.from(yuan) * 100 + random.below(100), ["diag_code": diagnosis])
        }
    }

    private mutating func treatedBefore(_ sample: FixtureCase, _ insurance: String) -> FixturePerson {
        if random.chance(17) {
            for _ in 0..<8 where !persons.isEmpty {
                let person = random.pick(persons)
                if person.insurance == insurance, sample.ages.contains(person.age),
                    sample.sex == 0 || sample.sex == person.sex
                {
                    return person
                }
            }
        }
        return newPerson(sample, insurance)
    }

    private mutating func newPerson(_ sample: FixtureCase, _ insurance: String) -> FixturePerson {
        let sex = sample.sex == 0 ? random.from(1...2) : sample.sex
        let person = person(insurance, sex: sex, age: random.from(sample.ages))
        persons.append(person)
        return person
    }

    private func isFree(_ person: FixturePerson, _ days: ClosedRange<Int>) -> Bool {
        !(busy[person.number] ?? []).contains { $0.overlaps(days) }
    }

    private mutating func randomStay(
        _ person: FixturePerson, _ site: FixtureSite, _ admission: Int, _ days: Int, _ sample: FixtureCase
    ) -> FixtureStay {
        let perMille =
            switch random.below(1000) {
            case ..<28: random.from(120...370)
            case ..<58: random.from(2300...4300)
            case ..<63: random.from(5200...7500)
            default: 600 + random.below(500) + random.below(400)
            }
        var stay = FixtureStay(
            person: person, site: site, admission: admission, discharge: admission + days, sample: sample,
            costFen: meanFen(sample) / 100 * site.costPercent / 1000 * perMille + random.below(1000))
        stay.costFen = max(stay.costFen, 20_000)
        stay.ownFen = stay.costFen / 1000 * random.from(10...90)
        stay.overFen = random.chance(20) ? random.below(20_000) / 10 * 10 : 0
        stay.firstFen = stay.costFen / 1000 * random.from(0...60)
        if random.chance(12) { stay.others["inscp_scp_amt"] = "" }
        if random.chance(10) { stay.others["act_ipt_days"] = "" }
        if random.chance(8) { stay.others["adm_way"] = "1" }
        if random.chance(30) {
            stay.others["adm_time"] = FixtureStay.date(admission) + " 08:\(random.from(10...59))"
            stay.others["dscg_time"] = FixtureStay.date(admission + days) + "T16:\(random.from(10...59)):00"
        }
        let ward = random.pick(weighted: Self.wards)
        stay.others["dscg_caty"] = ward.code
        stay.others["dscg_caty_name"] = ward.name
        if random.chance(2) { stay.others["scs_cutd_sum_dura"] = "\(random.from(0...2))/\(random.from(1...23))/30" }
        return stay
    }

    /// Departments; names with a comma or a quotation mark are quoted in the file.
    private static let wards: [(element: (code: String, name: String), weight: Int)] = [
        (("A03", "内科"), 6), (("A03", "内科,一病区"), 2), (("A04", "外科"), 4), (("A04", "外科\"日间\"病房"), 1),
        (("A05", "妇产科"), 2), (("A07", "儿科"), 1), (("A21", "康复医学科"), 1), (("", ""), 1),
    ]
}

extension FixtureYear {
    /// Writes what the hospitals recorded at discharge for some stays: each by itself, without a look at chains,
    /// limits and earlier admissions, and now and then mistaken.
    ///
    /// - Parameter first: the first stay of the mix; those before it were told in words.
    mutating func record(
        percent: Int, of insurance: String, from first: Int, standard: [String: Int], ratio: [String: Int]
    ) {
        for index in first..<stays.count
        where stays[index].sample != nil && stays[index].person.insurance == insurance && random.chance(percent) {
            let stay = stays[index]
            guard stay.others["act_pay_dedc"] == nil, let amount = standard[stay.site.level],
                let share = ratio[stay.site.level]
            else { continue }
            let eligible = stay.others["inscp_scp_amt"].map { $0.isEmpty ? stay.eligibleFen : FixtureStay.fen($0) }
            let deductible = min(amount * 100, eligible ?? stay.eligibleFen)
            var payment = (((eligible ?? stay.eligibleFen) - deductible) * share + 50) / 100
            if random.chance(8) { payment = max(0, payment - random.from(1...5000)) }
            stays[index].others["act_pay_dedc"] = FixtureStay.yuan(deductible)
            stays[index].others["hifp_pay"] = FixtureStay.yuan(payment)
        }
    }
}
