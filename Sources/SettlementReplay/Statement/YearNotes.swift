import CaseGrouping
import CountySettlement
import ExactAmounts

/// What nobody may overlook in a settled year, though it stops nothing: cases that wait, rows that meet nothing, files and rows that
/// are not there.
struct YearNotes {
    /// One thing to be looked at, in both languages.
    struct Note {
        let chinese: String
        let english: String
    }

    private(set) var notes: [Note] = []
    private let folder: CountyFolder
    private let settled: SettledYear

    private var scheme: SettlementScheme { folder.year.scheme }

    init(_ folder: CountyFolder, _ settled: SettledYear) {
        self.folder = folder
        self.settled = settled
        addCases()
        addReviews()
        addReferrals()
        addQuarters()
        for name in namesThatMeetNothing() { add("名称无对应：\(name)", "a name that meets nothing: \(name)") }
        for name in folder.unreadTables { add("未读取的文件：\(name)", "a file that is not read: \(name)") }
    }

    private mutating func add(_ chinese: String, _ english: String) {
        notes.append(Note(chinese: chinese, english: english))
    }

    /// Cases that need a review, and cases of a group that has no weight.
    private mutating func addCases() {
        var unreviewed: [String] = []
        var withoutWeight: [String: Int] = [:]
        for index in settled.settledClaims {
            let claim = settled.claim(index)
            if claim.caseClass == .unreviewed { unreviewed.append(claim.id) }
            if claim.caseClass == .ungrouped, claim.weight == nil, let group = claim.group, group.status == .grouped {
                withoutWeight[group.code, default: 0] += 1
            }
        }
        if !unreviewed.isEmpty {
            let ids = unreviewed.joined(separator: ", ")
            add("需特例单议：\(ids)", "need a review: \(ids)")
        }
        let groups = withoutWeight.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }
        if !groups.isEmpty {
            let list = groups.joined(separator: ", ")
            add("病组无权重或分值，按未入组计：\(list)", "groups without a weight, paid as ungrouped: \(list)")
        }
    }

    /// Decisions on claims that are not settled.
    private mutating func addReviews() {
        if folder.registers.reviews.isEmpty { return }
        let settledIDs = Set(settled.settledClaims.map { folder.book.id($0) })
        for id in folder.registers.reviews.keys.sorted() where !settledIDs.contains(id) {
            add("特例单议的清单不在本年结算中：\(id)", "reviews.csv names a claim that is not settled: \(id)")
        }
    }

    /// Rows of the referral register that meet no institution or no person, and rules that wait for such rows.
    private mutating func addReferrals() {
        let codes = Set(folder.registers.institutions.map(\.code))
        let people = folder.registers.referrals.isEmpty ? [] : folder.book.knownPersons
        for referral in folder.registers.referrals {
            let unknown =
                [referral.from, referral.to].filter { !codes.contains($0) }
                + (people.contains(referral.person) ? [] : [referral.person])
            if unknown.isEmpty { continue }
            let list = unknown.joined(separator: ", ")
            add("转诊备案第 \(referral.line) 行有未知的：\(list)", "referrals.csv line \(referral.line) names unknown: \(list)")
        }
        guard folder.registers.referrals.isEmpty else { return }
        for rule in scheme.benefit.rules where rule.referral?.needsRegister == true {
            add(
                "规则要求转诊备案，而 referrals.csv 没有任何行：\(rule.pointer)/referral",
                "a rule asks for the referral register, and referrals.csv has no row: \(rule.pointer)/referral")
        }
    }

    /// Quarters without a score, where a fund pays by scores.
    private mutating func addQuarters() {
        guard scheme.funds.contains(where: { !$0.nextQuarter.isEmpty || $0.deposit != nil }) else { return }
        let missing = (1...4).filter { folder.registers.quarterScores[$0] == nil }.map(String.init)
        if missing.isEmpty { return }
        let list = missing.joined(separator: ", ")
        add("无评估得分的季度：\(list)", "no score of quarter \(list)")
    }

    /// Groups, insurances and institutions that a rule or a table names and that nothing else knows.
    private func namesThatMeetNothing() -> [String] {
        var names: [String] = []
        let groups = Set(folder.year.groupers.flatMap { $0.groups.map(\.code) })
        let payment = scheme.payment
        var named: [(String, [String])] = [
            ("/payment/fixedPrices", payment.fixedPrices.map(\.group)),
            ("/payment/equivalents", payment.equivalents.flatMap { [$0.group, $0.paidAs] }),
            ("weights.csv", folder.registers.weights.map(\.group)),
            ("coefficients.csv", folder.registers.coefficients.compactMap(\.group)),
        ]
        named += payment.bedDays.map { ("/payment/bedDays", $0.groups.sorted()) }
        if let readmission = payment.readmission { named.append(("/payment/readmission", readmission.except.sorted())) }
        for (place, codes) in named {
            names += codes.filter { !groups.contains($0) }.map { "\(place) \($0)" }
        }
        let insurances = Set(scheme.funds.flatMap(\.insurances))
        let rules = scheme.benefit.rules.filter { !insurances.contains($0.insurance) }
        names += rules.map { "\($0.pointer) insutype \($0.insurance)" }
        names += scheme.benefit.yearlyCap.keys.sorted().filter { !insurances.contains($0) }.map {
            "/benefit/yearlyCap \($0)"
        }
        let codes = Set(folder.registers.institutions.map(\.code))
        for row in folder.registers.coefficients {
            if case .institution(let code) = row.scope, !codes.contains(code) {
                names.append("coefficients.csv \(code)")
            }
        }
        names += (folder.registers.accounts ?? []).map(\.institution).filter { !codes.contains($0) }.map {
            "accounts.csv \($0)"
        }
        return names
    }
}
