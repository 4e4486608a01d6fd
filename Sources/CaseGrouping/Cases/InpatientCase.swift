public import ExactAmounts

/// What a grouper needs to know of one inpatient stay.
///
/// A value that is nil is unknown: a comparison with it is false, and the result says that it was missing.
public struct InpatientCase: Sendable, Hashable {
    /// Diagnoses, the principal one first (主要诊断在前).
    public var diagnoses: CodeList
    /// Procedures, the main one first (主要手术操作在前).
    public var procedures: CodeList
    /// Age in whole years.
    public var age: Int?
    /// 1 male, 2 female.
    public var sex: Int?
    /// Age in days, under one year.
    public var newbornAge: Int?
    /// Birth weight in grams.
    public var birthWeight: Int?
    /// Admission weight in grams.
    public var admissionWeight: Int?
    /// Days in hospital.
    public var stayDays: Int?
    /// The discharge way, 1 to 9.
    public var dischargeWay: Int?
    /// Time in intensive care, in minutes.
    public var intensiveCareMinutes: Int?
    /// The discharge department.
    public var department: String?
    /// The total cost.
    public var totalCost: Money?

    /// A case; what is left out is unknown.
    public init(
        diagnoses: CodeList, procedures: CodeList = [], age: Int? = nil, sex: Int? = nil, newbornAge: Int? = nil,
        birthWeight: Int? = nil, admissionWeight: Int? = nil, stayDays: Int? = nil, dischargeWay: Int? = nil,
        intensiveCareMinutes: Int? = nil, department: String? = nil, totalCost: Money? = nil
    ) {
        self.diagnoses = diagnoses
        self.procedures = procedures
        self.age = age
        self.sex = sex
        self.newbornAge = newbornAge
        self.birthWeight = birthWeight
        self.admissionWeight = admissionWeight
        self.stayDays = stayDays
        self.dischargeWay = dischargeWay
        self.intensiveCareMinutes = intensiveCareMinutes
        self.department = department
        self.totalCost = totalCost
    }
}

extension InpatientCase {
    /// The values as columns hold them.
    func heldValues(newbornWeight: NewbornWeight, departmentNumber: (String) -> Int) -> HeldValues {
        HeldValues(
            age: age, sex: sex, newbornAge: newbornAge,
            newbornWeight: newbornWeight == .birth ? birthWeight : admissionWeight, stayDays: stayDays,
            dischargeWay: dischargeWay, intensiveCareMinutes: intensiveCareMinutes,
            department: department.map(departmentNumber))
    }
}

/// The values of one case in their own order, the total cost apart; -1 is unknown.
struct HeldValues: Sendable {
    private var held = InlineArray<8, Int32>(repeating: -1)

    @inline(__always)
    init(
        age: Int?, sex: Int?, newbornAge: Int?, newbornWeight: Int?, stayDays: Int?, dischargeWay: Int?,
        intensiveCareMinutes: Int?, department: Int?
    ) {
        set(.age, age)
        set(.sex, sex)
        // From the first birthday on, the age in days says nothing about a newborn.
        set(.newbornAge, (age ?? 0) >= 1 ? nil : newbornAge)
        set(.newbornWeight, newbornWeight)
        set(.stayDays, stayDays)
        set(.dischargeWay, dischargeWay)
        set(.intensiveCare, intensiveCareMinutes)
        set(.department, department)
    }

    subscript(index: Int) -> Int32 { held[index] }

    /// The values that are unknown, the total cost apart.
    var unknown: CaseValueSet {
        var bits: UInt16 = 0
        for place in held.indices where held[place] < 0 { bits |= 1 << UInt16(place) }
        return CaseValueSet(rawValue: bits)
    }

    /// A value, or nil when it is unknown.
    func known(_ value: CaseValue) -> Int64? {
        let known = held[value.index]
        return known < 0 ? nil : Int64(known)
    }

    @inline(__always)
    private mutating func set(_ value: CaseValue, _ known: Int?) {
        held[value.index] = known.map { Int32(clamping: max($0, -1)) } ?? -1
    }
}
