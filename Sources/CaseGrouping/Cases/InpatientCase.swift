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
    /// The discharge department; an empty one is unknown.
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
