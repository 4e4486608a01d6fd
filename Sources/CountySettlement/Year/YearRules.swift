import CaseGrouping
import ExactAmounts

/// A scheme and its registers with every name resolved: what the settlement of single claims reads.
final class YearRules: Sendable {
    let scheme: SettlementScheme
    let registers: Registers
    let institutions: InstitutionRegister
    /// The insurances that funds cover, and the fund of each.
    let insurances: TextIndex
    let fundOfInsurance: [Int]
    /// The types of claim that the scheme knows.
    let types: TextIndex
    let isInpatient: [Bool]
    /// The type of a claim that names none.
    let defaultType: Int?
    /// The benefit rule for each insurance and type, insurance by insurance; -1 where there is none.
    private let ruleOf: [Int]
    /// The most that each insurance pays a person in a year.
    let insuranceCaps: [Money?]
    /// The level and the kind of each row of the institutions.
    private let levels: [Int]
    private let kinds: [InstitutionKind]
    /// Whether cases at each row of the institutions are paid by points.
    private let isPaidByPoints: [Bool]
    /// The groupers in the order of the scheme's definitions.
    let groupers: [CaseGrouper]
    /// The rows of the referral register by person.
    let referrals: [String: [Referral]]
    let prices: PriceTables
    /// The fingerprint of the scheme, the definitions and the registers.
    let fingerprint: Fingerprint

    init(_ scheme: SettlementScheme, _ registers: Registers, _ groupers: [CaseGrouper]) throws(InputFaults) {
        self.scheme = scheme
        self.registers = registers
        self.groupers = groupers
        institutions = try InstitutionRegister(registers.institutions)
        levels = registers.institutions.map(\.level)
        kinds = registers.institutions.map(\.kind)
        isPaidByPoints = registers.institutions.map { scheme.payment.kinds.contains($0.kind) }
        var insurances = TextIndex()
        var fundOfInsurance: [Int] = []
        for (fund, rules) in scheme.funds.enumerated() {
            for insurance in rules.insurances where insurances.insert(insurance.utf8.span).isNew {
                fundOfInsurance.append(fund)
            }
        }
        var types = TextIndex()
        for type in scheme.inpatientTypes + scheme.benefit.rules.flatMap(\.types) { _ = types.insert(type.utf8.span) }
        self.insurances = insurances
        self.fundOfInsurance = fundOfInsurance
        self.types = types
        isInpatient = (0..<types.count).map { scheme.inpatientTypes.contains(types.string($0)) }
        defaultType = types.find("21".utf8.span)
        var ruleOf: [Int] = []
        for insurance in 0..<insurances.count {
            for type in 0..<types.count {
                let rule = scheme.benefit.rules.firstIndex {
                    $0.insurance == insurances.string(insurance) && $0.types.contains(types.string(type))
                }
                ruleOf.append(rule ?? -1)
            }
        }
        self.ruleOf = ruleOf
        insuranceCaps = (0..<insurances.count).map { scheme.benefit.yearlyCap[insurances.string($0)] }
        referrals = Dictionary(grouping: registers.referrals, by: \.person).mapValues { rows in
            rows.sorted { ($0.date.dayNumber, $0.line) < ($1.date.dayNumber, $1.line) }
        }
        prices = PriceTables(scheme, registers, groupers, institutions)
        var fingerprint = Fingerprint()
        fingerprint.combine(scheme.fingerprint.description.utf8)
        for grouper in groupers { fingerprint.combine(grouper.fingerprint.description.utf8) }
        fingerprint.combine(registers.text.utf8)
        self.fingerprint = fingerprint
    }

    /// The benefit rule of a claim; nil where there is none.
    func rule(of record: ClaimRecord) -> Int? {
        let rule = ruleOf[Int(record.insurance) * types.count + Int(record.type)]
        return rule < 0 ? nil : rule
    }

    func institution(of record: ClaimRecord) -> Institution { institutions.rows[Int(record.institutionRow)] }

    /// The level of the institution on the day of admission.
    func level(of record: ClaimRecord) -> Int { levels[Int(record.institutionRow)] }

    /// The kind of the institution on the day of admission.
    func kind(of record: ClaimRecord) -> InstitutionKind { kinds[Int(record.institutionRow)] }

    func fund(of record: ClaimRecord) -> Int { fundOfInsurance[Int(record.insurance)] }

    /// The definition that groups a case discharged on a day.
    func definition(on discharge: CivilDate) -> Int {
        // The first begins no later than the year, and what was discharged before is history.
        scheme.definitions.lastIndex { $0.from <= discharge } ?? 0
    }

    /// The decision on a claim, if there is one.
    func review(of record: ClaimRecord, _ book: ClaimBook) -> ReviewDecision? {
        registers.reviews.isEmpty ? nil : registers.reviews[book.ids.string(Int(record.id))]
    }

    /// Whether a claim can get points: inpatient, with a benefit rule, at an institution that is paid by them.
    func isPriced(_ record: ClaimRecord) -> Bool {
        isInpatient[Int(record.type)] && rule(of: record) != nil && isPaidByPoints(record)
    }

    /// Whether cases at the institution are paid by points.
    func isPaidByPoints(_ record: ClaimRecord) -> Bool {
        isPaidByPoints[Int(record.institutionRow)]
    }
}
