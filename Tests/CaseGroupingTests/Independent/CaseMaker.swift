import ExactAmounts

@testable import CaseGrouping

/// Makes random cases that come deep into a definition: each aims at one group and is then disturbed.
struct CaseMaker: Sendable {
    /// The rules that stand above one group, and its own.
    let targets: [[PlainRule]]
    /// Codes that occur anywhere in the definition, and a few that do not.
    let diagnoses: [String]
    let procedures: [String]
    let complications: [String]
    let excluding: [String]
    let departments: [String]
    /// The whole numbers that rules compare each value with.
    private let numbers: [String: [Int]]

    init(_ plain: PlainDRG) {
        var targets: [[PlainRule]] = []
        for category in plain.categories {
            for adjacent in category.below {
                targets.append([category.rule, adjacent.rule])
                for group in adjacent.below { targets.append([category.rule, adjacent.rule, group.rule]) }
            }
        }
        self.targets = targets.isEmpty ? [[]] : targets
        var gathered = Gathered()
        for rule in targets.joined() { gathered.add(rule) }
        let all = Set(plain.sets.values.flatMap(\.sorted)).sorted()
        diagnoses = (gathered.diagnoses.isEmpty ? all : gathered.diagnoses.sorted()) + ["X99.999"]
        procedures = (gathered.procedures.isEmpty ? all : gathered.procedures.sorted()) + ["99.9999"]
        complications = plain.complications.keys.sorted() + ["X99.999"]
        excluding = Set(plain.tables.values.joined()).sorted() + ["X99.999"]
        departments = gathered.departments.sorted() + ["Z99"]
        numbers = gathered.numbers.mapValues { $0.sorted() }
    }

    /// What rules name.
    private struct Gathered {
        var diagnoses: Set<String> = []
        var procedures: Set<String> = []
        var departments: Set<String> = []
        var numbers: [String: Set<Int>] = [:]

        mutating func add(_ rule: PlainRule) {
            switch rule {
            case .constant: break
            case .not(let inner): add(inner)
            case .any(let rules), .all(let rules): for rule in rules { add(rule) }
            case .membership(let fields, let sets, _, _): for set in sets { add(set.codes, fields) }
            case .count(let set, let fields, _, _): add(set.codes, fields)
            case .comparison(let name, _, let number):
                numbers[name, default: []].insert(Int(number.digits / number.power))
            case .department(let word): departments.insert(word)
            }
        }

        private mutating func add(_ set: Set<String>, _ fields: [String]) {
            if !Set(fields).isDisjoint(with: ["ZYZD", "QTZD"]) { diagnoses.formUnion(set) }
            if !Set(fields).isDisjoint(with: ["ZYSS", "QTSS"]) { procedures.formUnion(set) }
        }
    }

    /// One case.
    func make(_ random: inout SplitMix64) -> InpatientCase {
        var draft = Draft()
        if random.chance(85) { for rule in random.pick(targets) { aim(at: rule, &draft, &random) } }
        if draft.principal == nil, random.chance(97) {
            draft.principal = random.pick(random.chance(70) ? diagnoses : excluding)
        }
        if random.chance(8) { draft.principal = random.pick(random.chance(50) ? excluding : complications) }
        while random.chance(45) {
            draft.others.append(random.pick(random.pick([complications, complications, diagnoses, excluding])))
        }
        if draft.main == nil, random.chance(30) { draft.main = random.pick(procedures) }
        while random.chance(30) { draft.procedures.append(random.pick(procedures)) }
        if random.chance(3) { draft.main = nil }
        // A main procedure that leads elsewhere, before the one that was aimed at.
        if random.chance(12), let main = draft.main {
            draft.procedures.insert(main, at: 0)
            draft.main = random.pick(procedures)
        }
        shuffle(&draft.others, &random)
        let diagnoses = (draft.principal.map { [$0] } ?? []) + draft.others
        let procedures = (draft.main.map { [$0] } ?? []) + draft.procedures
        let age = value("NL", &random, usual: 90)
        return InpatientCase(
            diagnoses: CodeList(text: spelled(diagnoses, &random)),
            procedures: CodeList(text: spelled(procedures, &random)),
            age: random.chance(10) ? 0 : age, sex: random.chance(92) ? 1 + random.below(2) : nil,
            newbornAge: value("XSRTL", &random, usual: 40), birthWeight: value("XSRTZ", &random, usual: 4500),
            admissionWeight: value("XSRTZ", &random, usual: 4500), stayDays: value("SJZYTS", &random, usual: 70),
            dischargeWay: random.chance(85) ? 1 + random.below(5) : nil,
            intensiveCareMinutes: hours("ICUXS", &random),
            department: random.chance(80) ? spelled([random.pick(departments)], &random) : nil,
            totalCost: value("TOTAL", &random, usual: 30_000).map { Money(fen: Int64($0 * 100 + random.below(3) - 1)) })
    }

    private struct Draft {
        var principal: String?
        var others: [String] = []
        var main: String?
        var procedures: [String] = []
    }

    /// Puts codes into the draft that make the memberships of a rule hold, where there is still room.
    private func aim(at rule: PlainRule, _ draft: inout Draft, _ random: inout SplitMix64) {
        switch rule {
        case .constant, .comparison, .department: break
        case .not(let inner): if random.chance(30) { aim(at: inner, &draft, &random) }
        case .all(let rules): for rule in rules { aim(at: rule, &draft, &random) }
        case .any(let rules): aim(at: random.pick(rules), &draft, &random)
        case .membership(let fields, let sets, let levels, let isNegated):
            if isNegated, random.chance(70) { return }
            if !levels.isEmpty { draft.others.append(random.pick(complications)) }
            if let codes = sets.isEmpty ? nil : random.pick(sets).sorted, !codes.isEmpty {
                put(random.pick(codes), random.pick(fields), &draft)
            }
        case .count(let set, let fields, _, _):
            let codes = set.sorted
            for _ in 0..<random.below(4) where !codes.isEmpty { put(random.pick(codes), random.pick(fields), &draft) }
        }
    }

    private func put(_ code: String, _ field: String, _ draft: inout Draft) {
        switch field {
        case "ZYZD": draft.principal = draft.principal ?? code
        case "QTZD": draft.others.append(code)
        case "ZYSS": draft.main = draft.main ?? code
        default: draft.procedures.append(code)
        }
    }

    /// A value beside one that a rule compares it with, any usual one, or none.
    private func value(_ name: String, _ random: inout SplitMix64, usual: Int) -> Int? {
        if random.chance(12) { return nil }
        if let known = numbers[name], random.chance(65) { return max(0, random.pick(known) + random.below(3) - 1) }
        return random.below(usual)
    }

    private func hours(_ name: String, _ random: inout SplitMix64) -> Int? {
        value(name, &random, usual: 200).map { max(0, $0 * 60 + random.pick([-1, 0, 0, 1, 30])) }
    }

    /// Codes as one text, with capitals, spaces and empty codes that change nothing.
    private func spelled(_ codes: [String], _ random: inout SplitMix64) -> String {
        var parts = codes.map { code in
            switch random.below(10) {
            case 0: code.lowercasedASCII
            case 1: " \(code)"
            case 2: "\(code)\u{3000}"
            default: code
            }
        }
        if random.chance(8) { parts.insert(random.pick(["", " "]), at: random.below(parts.count + 1)) }
        return parts.joined(separator: "|")
    }

    private func shuffle(_ codes: inout [String], _ random: inout SplitMix64) {
        for place in codes.indices { codes.swapAt(place, random.below(codes.count)) }
    }
}

extension String {
    /// ASCII letters in lower case.
    var lowercasedASCII: String {
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            let isCapital = ("A"..."Z").contains(scalar)
            scalars.append(isCapital ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar)
        }
        return String(scalars)
    }
}
