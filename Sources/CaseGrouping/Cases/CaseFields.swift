package import ExactAmounts

/// One case that stands in a text: the places of its codes, and its values.
package struct CaseFields: Sendable {
    package var diagnoses = TextPlace()
    package var procedures = TextPlace()
    package var department = TextPlace()
    /// In grams; -1 is unknown.
    package var admissionWeight: Int32 = -1
    package var totalCost: Money?
    private var values = HeldValues()

    /// A case without codes, whose values are unknown.
    @inline(__always) package init() {}

    /// A value but the department and the total cost; -1 is unknown. The newborn's weight is that at birth.
    package subscript(value: CaseValue) -> Int32 {
        @inline(__always) get { values[value] }
        @inline(__always) set { values[value] = newValue }
    }

    subscript(place: Int) -> Int32 {
        @inline(__always) get { values[place] }
        @inline(__always) set { values[place] = newValue }
    }

    /// The values as a definition compares them.
    ///
    /// - Parameter departments: those that its rules name; the case's is its number among them from 1, or 0.
    @inline(__always)
    func heldValues(in text: Span<UInt8>, _ weight: NewbornWeight, departments: [String]) -> HeldValues {
        var held = values
        if weight == .admission { held[.newbornWeight] = admissionWeight }
        // From the first birthday on, the age in days says nothing about a newborn.
        if held[.age] >= 1 { held[.newbornAge] = -1 }
        if !department.isEmpty {
            held[.department] = departmentNumber(text.extracting(department.range), among: departments)
        }
        return held
    }
}

/// The values of one case in their own order, the total cost apart; -1 is unknown.
struct HeldValues: Sendable {
    private var held = InlineArray<8, Int32>(repeating: -1)

    subscript(place: Int) -> Int32 {
        @inline(__always) get { held[place] }
        @inline(__always) set { held[place] = newValue }
    }

    subscript(value: CaseValue) -> Int32 {
        @inline(__always) get { held[value.index] }
        @inline(__always) set { held[value.index] = newValue }
    }

    /// The values that are unknown, the total cost apart.
    var unknown: CaseValueSet {
        var bits: UInt16 = 0
        for place in held.indices where held[place] < 0 { bits |= 1 << UInt16(place) }
        return CaseValueSet(rawValue: bits)
    }

    /// A value, or nil when it is unknown.
    func known(_ value: CaseValue) -> Int64? {
        let known = self[value]
        return known < 0 ? nil : Int64(known)
    }
}

private func departmentNumber(_ department: Span<UInt8>, among named: [String]) -> Int32 {
    if named.isEmpty { return 0 }
    return Int32(named.firstIndex(of: comparable(string(department))).map { $0 + 1 } ?? 0)
}

extension InpatientCase {
    /// A case that stands in a text.
    package init(_ fields: CaseFields, in text: Span<UInt8>) {
        func known(_ value: Int32) -> Int? { value < 0 ? nil : Int(value) }
        self.init(
            diagnoses: CodeList(text: string(text.extracting(fields.diagnoses.range))),
            procedures: CodeList(text: string(text.extracting(fields.procedures.range))), age: known(fields[.age]),
            sex: known(fields[.sex]), newbornAge: known(fields[.newbornAge]),
            birthWeight: known(fields[.newbornWeight]), admissionWeight: known(fields.admissionWeight),
            stayDays: known(fields[.stayDays]), dischargeWay: known(fields[.dischargeWay]),
            intensiveCareMinutes: known(fields[.intensiveCare]),
            department: fields.department.isEmpty ? nil : string(text.extracting(fields.department.range)),
            totalCost: fields.totalCost)
    }

    /// The case as a text, and the places in it.
    func written() -> (text: [UInt8], fields: CaseFields) {
        var text: [UInt8] = []
        func write(_ string: String) -> TextPlace {
            let start = text.count
            text += string.utf8
            return TextPlace(start, text.count)
        }
        var fields = CaseFields()
        fields.diagnoses = write(diagnoses.text)
        fields.procedures = write(procedures.text)
        fields.department = write(department ?? "")
        fields[.age] = Self.held(age)
        fields[.sex] = Self.held(sex)
        fields[.newbornAge] = Self.held(newbornAge)
        fields[.newbornWeight] = Self.held(birthWeight)
        fields.admissionWeight = Self.held(admissionWeight)
        fields[.stayDays] = Self.held(stayDays)
        fields[.dischargeWay] = Self.held(dischargeWay)
        fields[.intensiveCare] = Self.held(intensiveCareMinutes)
        fields.totalCost = totalCost
        return (text, fields)
    }

    private static func held(_ value: Int?) -> Int32 { value.map { Int32(clamping: max($0, -1)) } ?? -1 }
}
