import CaseGrouping
import ExactAmounts

@testable import CountySettlement

/// A county-year in memory that a test changes by a line or two and settles.
///
/// Levels are `township`, `level1`, `level2`, `level3`, from 0. One fund covers 390 and 310, every stay is paid in full,
/// and a point is worth 100 yuan, until a test says otherwise.
struct SmallCounty: Sendable {
    var scheme: JSON = SmallCounty.plain
    var registers: Registers = SmallCounty.plainRegisters
    var claims: [Claim] = []
    var groupers: [CaseGrouper] = [SmallDefinitions.drg]

    init(_ changes: [(pointer: String, value: JSON)] = [], claims: [Claim] = []) {
        for (pointer, value) in changes { scheme = scheme.setting(pointer, value) }
        self.claims = claims
    }

    static let levels = ["township", "level1", "level2", "level3"]

    static let plain: JSON = [
        "id": "small", "title": "小县", "year": ["from": "2022-01-01", "to": "2022-12-31"],
        "levels": ["township", "level1", "level2", "level3"],
        "definitions": [["from": "2022-01-01", "folder": "definition"]],
        "benefit": ["rules": [["insutype": "390", "med_type": "21", "ratio": everyLevel("100%")]]],
        "payment": [
            "method": "drgPoints", "scale": "100", "overallMean": "10000",
            "pointValue": ["mode": "given", "basis": "fund"],
        ],
        "funds": [["name": "居民", "insutypes": ["390", "310"], "gross": "1000000", "pointValue": "100"]],
    ]

    /// The same value at every level.
    static func everyLevel(_ value: JSON) -> JSON {
        ["township": value, "level1": value, "level2": value, "level3": value]
    }

    /// A member at each level (G is the parent of T1 and T2), and one institution of each other kind.
    static let plainRegisters: Registers = {
        var registers = Registers()
        registers.institutions = [
            Institution(code: "T1", name: "一分院", level: 0, kind: .member, parent: "G"),
            Institution(code: "T2", name: "二分院", level: 0, kind: .member, parent: "G"),
            Institution(code: "L1", name: "中心院", level: 1, kind: .member),
            Institution(code: "G", name: "总院", level: 2, kind: .member),
            Institution(code: "M3", name: "三级院", level: 3, kind: .member),
            Institution(code: "N", name: "非成员", level: 1, kind: .nonmember),
            Institution(code: "V", name: "民营", level: 2, kind: .private),
            Institution(code: "O", name: "市医院", level: 3, kind: .outside),
        ]
        registers.weights = [
            WeightRow(group: "AA19", level: nil, weight: .one, meanCost: money("10000"), primaryCareFactor: nil),
            WeightRow(group: "BB19", level: nil, weight: rate("0.5"), meanCost: nil, primaryCareFactor: nil),
            WeightRow(group: "CC19", level: nil, weight: rate("2"), meanCost: nil, primaryCareFactor: nil),
            WeightRow(group: "DD19", level: nil, weight: rate("0.8"), meanCost: nil, primaryCareFactor: nil),
        ]
        return registers
    }()

    func year() throws -> CountyYear {
        try CountyYear(scheme: SettlementScheme(json: scheme.bytes), groupers: groupers, registers: registers)
    }

    /// The year and what its intake made of the claims.
    func taken(_ order: [Claim]? = nil) throws -> (year: CountyYear, intake: ClaimIntake) {
        let year = try year()
        var intake = year.intake()
        for claim in order ?? claims { intake.take(claim) }
        return (year, intake)
    }

    func settled() throws -> SettledYear {
        let (year, intake) = try taken()
        return try year.settle(intake.book)
    }

    /// The settled claims by id.
    func cases() throws -> [String: SettledClaim] { try settled().byID }

    /// The one settled claim of a county with one claim to settle.
    func onlyCase() throws -> SettledClaim {
        let settled = try settled()
        precondition(settled.settledClaims.count == 1, "one claim is settled")
        return settled.claim(settled.settledClaims[0])
    }
}

extension SettledYear {
    /// All settled claims, in their order.
    var claims: [SettledClaim] { settledClaims.map { claim($0) } }

    var byID: [String: SettledClaim] { Dictionary(claims.map { ($0.id, $0) }) { first, _ in first } }
}

// MARK: - Claims and values

extension Claim {
    /// A stay with its days as month and day of 2022, or in full.
    static func stay(
        _ id: String, person: String = "P", insurance: String = "390", type: String = "21", at institution: String,
        _ from: String, _ to: String, cost: String = "1000", eligible: String? = nil, diagnosis: String = "A00.000",
        age: Int? = 40, days: Int? = nil, way: Int? = nil, deductible: String? = nil, fundPayment: String? = nil,
        tcmShare: String? = nil
    ) -> Claim {
        Claim(
            id: id, person: person, insurance: insurance, type: type, institution: institution, admission: day(from),
            discharge: day(to), admissionWay: way,
            medical: InpatientCase(diagnoses: CodeList(text: diagnosis), age: age, sex: 1, stayDays: days),
            totalCost: money(cost), eligibleCost: eligible.map(money), chineseMedicineShare: tcmShare.map(rate),
            recordedDeductible: deductible.map(money), recordedFundPayment: fundPayment.map(money))
    }
}

/// A day of 2022 as `02-28`, or any day in full.
func day(_ text: String) -> CivilDate {
    guard let day = CivilDate(text.utf8.count == 5 ? "2022-\(text)" : text) else {
        preconditionFailure("\(text) is no day")
    }
    return day
}

func money(_ text: String) -> Money { value(text) { text throws(AmountError) in try Money(text) } }
func rate(_ text: String) -> Rate { value(text) { text throws(AmountError) in try Rate(text) } }
func points(_ text: String) -> Points { value(text) { text throws(AmountError) in try Points(text) } }

private func value<Value>(_ text: String, _ read: (String) throws(AmountError) -> Value) -> Value {
    do { return try read(text) } catch { preconditionFailure("a value of the tests is wrong: \(text)") }
}
