import ExactAmounts

/// Finds, stay by stay, which earlier stay of the same person each one continues (3.1).
struct ReferralChains {
    private let rules: YearRules
    private let shelf: Shared<ClaimBook>
    private var book: ClaimBook { _read { yield shelf.value } }
    /// The rows of the register for this person, in order of date and line; those that served a pair are marked.
    private var register: [Referral] = []
    private var isServed: [Bool] = []
    /// The places of stays that nothing continues yet, by rule, in the order in which they were visited.
    private var open: [[Int32]]

    init(_ rules: YearRules, _ book: Shared<ClaimBook>) {
        self.rules = rules
        shelf = book
        open = Array(repeating: [], count: rules.scheme.benefit.rules.count)
    }

    /// Starts with a new person.
    mutating func begin(_ person: UInt32) {
        for rule in open.indices where !open[rule].isEmpty { open[rule].removeAll(keepingCapacity: true) }
        if rules.referrals.isEmpty { return }
        register = rules.referrals[book.persons.string(Int(person))] ?? []
        isServed = Array(repeating: false, count: register.count)
    }

    /// The place of the stay that this one continues; nil when it stands alone or begins a chain.
    ///
    /// - Parameter records: the person's claims in order.
    mutating func visit(
        _ place: Int, _ records: [ClaimRecord], _ rule: Int, _ referral: BenefitRule.Referral
    ) -> Int? {
        var found: (stay: Int, index: Int, row: Int?)?
        // Most stays are a person's first: nothing is open yet.
        if !open[rule].isEmpty { found = latest(before: place, records, in: open[rule], referral) }
        if let found {
            open[rule].remove(at: found.index)
            if let row = found.row { isServed[row] = true }
        }
        open[rule].append(Int32(place))
        return found?.stay
    }

    /// The latest open stay that satisfies every condition: largest discharge, then largest id.
    private func latest(
        before place: Int, _ records: [ClaimRecord], in open: [Int32], _ referral: BenefitRule.Referral
    ) -> (stay: Int, index: Int, row: Int?)? {
        let record = records[place]
        var best: (stay: Int, index: Int, row: Int?)?
        for index in open.indices {
            let stay = Int(open[index])
            let earlier = records[stay]
            let days = record.admission.days(since: earlier.discharge)
            if days < 0 { continue }
            if let within = referral.withinDays, days > within { continue }
            if let best, !isLater(earlier, than: records[best.stay]) { continue }
            if referral.needsMembers,
                rules.kind(of: earlier) != .member || rules.kind(of: record) != .member
            {
                continue
            }
            if referral.resetsWithYear, earlier.isHistory || record.isHistory { continue }
            if referral.needsSameDisease, !haveOneDisease(earlier, record) { continue }
            if referral.needsRegister {
                guard let row = registered(earlier, record) else { continue }
                best = (stay, index, row)
            } else {
                best = (stay, index, nil)
            }
        }
        return best
    }

    private func isLater(_ a: ClaimRecord, than b: ClaimRecord) -> Bool {
        a.discharge != b.discharge ? a.discharge > b.discharge : book.ids.precedes(Int(b.id), Int(a.id))
    }

    /// The first row of the register, by date and line, that names both institutions or their general hospitals.
    private func registered(_ earlier: ClaimRecord, _ later: ClaimRecord) -> Int? {
        let (from, to) = (rules.institution(of: earlier), rules.institution(of: later))
        return register.indices.first { row in
            let referral = register[row]
            return !isServed[row] && earlier.admission <= referral.date && referral.date <= later.admission
                && names(referral.from, from) && names(referral.to, to)
        }
    }

    private func names(_ code: String, _ institution: Institution) -> Bool {
        code == institution.code || (!institution.parent.isEmpty && code == institution.parent)
    }

    /// The first three characters of the principal diagnoses, without regard to ASCII case.
    private func haveOneDisease(_ earlier: ClaimRecord, _ later: ClaimRecord) -> Bool {
        guard let first = category(earlier), let second = category(later) else { return false }
        return first == second
    }

    private func category(_ record: ClaimRecord) -> [UInt8]? {
        var category: [UInt8]?
        let text = book.texts.span
        CodePlaces.first(in: text, record.diagnoses.range) { place in
            category = place.prefix(3).map { text[$0] &- 97 < 26 ? text[$0] - 32 : text[$0] }
        }
        return category
    }
}
