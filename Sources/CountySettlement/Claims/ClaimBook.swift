import CaseGrouping
import ExactAmounts

/// The claims of a county-year that were taken in: checked, numbered and compact.
///
/// About 130 bytes a claim beside its texts; no claim costs an allocation of its own. Made by ``ClaimIntake``.
public struct ClaimBook: Sendable {
    /// The claims in the order in which they came.
    var records: [ClaimRecord] = []
    /// Settlement ids; a record's id is its number here.
    var ids = TextIndex()
    /// Insured persons.
    var persons = TextIndex()
    /// The code lists and departments of all claims, one behind the other.
    var texts: [UInt8] = []

    /// How many claims there are, history included.
    public var count: Int { records.count }

    /// The settlement id of a claim.
    public func id(_ index: Int) -> String { ids.string(Int(records[index].id)) }

    /// The place of a claim by its settlement id.
    ///
    /// - Complexity: O(claims).
    public func index(ofID id: String) -> Int? {
        guard let number = ids.find(id.utf8.span) else { return nil }
        return records.firstIndex { $0.id == UInt32(number) }
    }

    /// The text at a place.
    func string(_ place: TextPlace) -> String { String(decoding: texts[place.range], as: UTF8.self) }

    /// What a grouper needs to know of a claim.
    func medical(_ index: Int) -> InpatientCase { InpatientCase(records[index].caseFields, in: texts.span) }
}

/// One claim in numbers; -1 is an unknown whole number.
struct ClaimRecord: Sendable {
    var id: UInt32 = 0
    var person: UInt32 = 0
    /// The place of the insurance among all that funds cover.
    var insurance: UInt16 = 0
    /// The place of the type among all that the scheme knows.
    var type: UInt16 = 0
    /// The row of the institution on the day of admission.
    var institutionRow: UInt32 = 0
    /// The line of the row, or the place from 1.
    var line: UInt32 = 0
    var admission = CivilDate(dayNumber: 0)
    var discharge = CivilDate(dayNumber: 0)
    var diagnoses = TextPlace()
    var procedures = TextPlace()
    var department = TextPlace()
    var age: Int32 = -1
    var sex: Int32 = -1
    var newbornAge: Int32 = -1
    var birthWeight: Int32 = -1
    var admissionWeight: Int32 = -1
    var stayDays: Int32 = -1
    var dischargeWay: Int32 = -1
    var intensiveCareMinutes: Int32 = -1
    var isEmergency = false
    /// Discharged before the year: for chains and readmissions alone.
    var isHistory = false
    var totalCost = Money.zero
    var eligible = Money.zero
    private var recordedDeductibleFen = Int64.min
    private var recordedFundPaymentFen = Int64.min
    private var shareUnits = Int64.min

    var recordedDeductible: Money? {
        get { recordedDeductibleFen == .min ? nil : Money(fen: recordedDeductibleFen) }
        set { recordedDeductibleFen = newValue?.fen ?? .min }
    }

    var recordedFundPayment: Money? {
        get { recordedFundPaymentFen == .min ? nil : Money(fen: recordedFundPaymentFen) }
        set { recordedFundPaymentFen = newValue?.fen ?? .min }
    }

    var chineseMedicineShare: Rate? {
        get { shareUnits == .min ? nil : Rate(hundredMillionths: shareUnits) }
        set { shareUnits = newValue?.hundredMillionths ?? .min }
    }
}

extension ClaimRecord {
    /// What a grouper needs to know of the claim, in its book's texts.
    var caseFields: CaseFields {
        var fields = CaseFields()
        fields.diagnoses = diagnoses
        fields.procedures = procedures
        fields.department = department
        fields[.age] = age
        fields[.sex] = sex
        fields[.newbornAge] = newbornAge
        fields[.newbornWeight] = birthWeight
        fields.admissionWeight = admissionWeight
        fields[.stayDays] = stayDays
        fields[.dischargeWay] = dischargeWay
        fields[.intensiveCare] = intensiveCareMinutes
        fields.totalCost = totalCost
        return fields
    }
}

extension ClaimBook {
    /// The insured persons that have a claim.
    public var knownPersons: Set<String> { Set((0..<persons.count).map(persons.string)) }
}
