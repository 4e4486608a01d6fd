public import ExactAmounts

/// Reads the columns of claims.csv that a grouper needs, row by row, without a string for a field.
///
/// A row that cannot be read is rejected with the first reason that applies, in the order of ``RejectReason``.
public struct CaseRowReader: Sendable {
    /// The columns, in the order of `fields`.
    enum Column: Int, CaseIterable {
        case settlement, sex, age, newbornAge, birthWeight, admissionWeight, stayDays, dischargeWay, department
        case intensiveCare, diagnoses, procedures, admission, discharge, totalCost

        var name: String {
            switch self {
            case .settlement: "setl_id"
            case .sex: "gend"
            case .age: "age"
            case .newbornAge: "nwb_age"
            case .birthWeight: "nwb_bir_wt"
            case .admissionWeight: "nwb_adm_wt"
            case .stayDays: "act_ipt_days"
            case .dischargeWay: "dscg_way"
            case .department: "dscg_caty"
            case .intensiveCare: "scs_cutd_sum_dura"
            case .diagnoses: "diag_code"
            case .procedures: "oprn_oprt_code"
            case .admission: "adm_time"
            case .discharge: "dscg_time"
            case .totalCost: "medfee_sumamt"
            }
        }

        var isRequired: Bool { self == .settlement || self == .sex || self == .age || self == .diagnoses }
    }

    /// What a row says, its codes as places in the reader's text.
    struct Row {
        var diagnoses = 0..<0
        var procedures = 0..<0
        var department = 0..<0
        var age: Int?
        var sex: Int?
        var newbornAge: Int?
        var birthWeight: Int?
        var admissionWeight: Int?
        var stayDays: Int?
        var dischargeWay: Int?
        var intensiveCareMinutes: Int?
        var totalCost: Money?

        /// The values as columns hold them.
        func heldValues(newbornWeight: NewbornWeight, department: Int?) -> HeldValues {
            HeldValues(
                age: age, sex: sex, newbornAge: newbornAge,
                newbornWeight: newbornWeight == .birth ? birthWeight : admissionWeight, stayDays: stayDays,
                dischargeWay: dischargeWay, intensiveCareMinutes: intensiveCareMinutes, department: department)
        }
    }

    private let fieldCount: Int
    /// The field of each column, -1 where the file has no such column.
    private let fields: InlineArray<15, Int>

    /// Reads the header, which is the reader's current row.
    ///
    /// - Throws: a missing column that is required, or a header that stands twice.
    public init(header reader: CSVReader) throws(InputFaults) {
        let names = (0..<reader.fieldCount).map(reader.string)
        fieldCount = names.count
        var fields = InlineArray<15, Int>(repeating: -1)
        for column in Column.allCases { fields[column.rawValue] = names.firstIndex(of: column.name) ?? -1 }
        self.fields = fields
        var faults = repeatedHeaders(names, reader)
        for column in Column.allCases where column.isRequired && fields[column.rawValue] < 0 {
            faults.append(reader.fault(atField: 0, .missingColumn, "the column \(column.name) is missing"))
        }
        if !faults.isEmpty { throw InputFaults(faults) }
    }

    /// Where the settlement id of the current row stands.
    public func settlement(_ reader: CSVReader) -> Range<Int> {
        fields[Column.settlement.rawValue] < reader.fieldCount ? range(.settlement, reader) : 0..<0
    }

    @inline(__always)
    private func range(_ column: Column, _ reader: borrowing CSVReader) -> Range<Int> {
        let field = fields[column.rawValue]
        return field >= 0 ? reader.field(field) : 0..<0
    }

    /// Reads the current row.
    func read(_ reader: CSVReader) throws(Rejection) -> Row {
        if reader.fieldCount != fieldCount {
            throw Rejection(.badRow, "\(reader.fieldCount) fields where the header has \(fieldCount)")
        }
        let text = reader.bytes.span
        try requireValue(.settlement, reader)
        try requireValue(.sex, reader)
        try requireValue(.age, reader)
        var row = Row()
        row.diagnoses = try requireValue(.diagnoses, reader)
        if !hasCode(text, row.diagnoses) { throw Rejection(.missingValue, Column.diagnoses.name) }
        row.procedures = range(.procedures, reader)
        row.department = range(.department, reader)
        let sex = text.extracting(range(.sex, reader))
        switch sex[0] {
        case UInt8(ascii: "1") where sex.count == 1: row.sex = 1
        case UInt8(ascii: "2") where sex.count == 1: row.sex = 2
        case UInt8(ascii: "0"), UInt8(ascii: "9"):
            if sex.count != 1 { fallthrough }
        default: throw Rejection(.badCode, "gend: \"\(string(sex))\"")
        }
        let admission = try date(.admission, reader)
        let discharge = try date(.discharge, reader)
        row.age = try wholeNumber(.age, reader)
        row.newbornAge = try wholeNumber(.newbornAge, reader)
        row.birthWeight = try wholeNumber(.birthWeight, reader)
        row.admissionWeight = try wholeNumber(.admissionWeight, reader)
        row.stayDays = try wholeNumber(.stayDays, reader)
        row.dischargeWay = try wholeNumber(.dischargeWay, reader)
        let duration = range(.intensiveCare, reader)
        if !duration.isEmpty {
            guard let minutes = intensiveCareMinutes(text.extracting(duration)) else {
                throw Rejection(.badNumber, "scs_cutd_sum_dura: \"\(string(text.extracting(duration)))\"")
            }
            row.intensiveCareMinutes = minutes
        }
        let cost = range(.totalCost, reader)
        if !cost.isEmpty {
            do {
                row.totalCost = try Money(utf8: text.extracting(cost))
            } catch {
                throw Rejection(.badNumber, "medfee_sumamt: \"\(string(text.extracting(cost)))\"")
            }
        }
        if let admission, let discharge {
            if discharge < admission { throw Rejection(.dischargeBeforeAdmission, "\(discharge) before \(admission)") }
            row.stayDays = row.stayDays ?? max(1, discharge.days(since: admission))
        }
        return row
    }

    @discardableResult @inline(__always)
    private func requireValue(_ column: Column, _ reader: CSVReader) throws(Rejection) -> Range<Int> {
        let range = range(column, reader)
        if range.isEmpty { throw Rejection(.missingValue, column.name) }
        return range
    }

    private func hasCode(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        if text[range.lowerBound] &- 0x21 < 0x5B { return true }  // from "!" to "{", so no "|" and no white space
        var found = false
        forEachCode(in: text, range) { _ in found = true }
        return found
    }

    private func date(_ column: Column, _ reader: CSVReader) throws(Rejection) -> CivilDate? {
        let range = range(column, reader)
        if range.isEmpty { return nil }
        let text = reader.bytes.span.extracting(range)
        guard let date = CivilDate(utf8: text) else { throw Rejection(.badDate, "\(column.name): \"\(string(text))\"") }
        return date
    }

    private func wholeNumber(_ column: Column, _ reader: CSVReader) throws(Rejection) -> Int? {
        let range = range(column, reader)
        if range.isEmpty { return nil }
        let text = reader.bytes.span.extracting(range)
        do {
            return try parseWholeNumber(text)
        } catch {
            throw Rejection(.badNumber, "\(column.name): \"\(string(text))\"")
        }
    }
}

/// Minutes in intensive care: days/hours/minutes (`1/13/24`), or whole hours; nil for anything else.
package func intensiveCareMinutes(_ text: Span<UInt8>) -> Int? {
    var parts: [Int] = []
    var start = 0
    for index in 0...text.count where index == text.count || text[index] == UInt8(ascii: "/") {
        guard let part = try? parseWholeNumber(text.extracting(start..<index)), part <= Int(Int32.max) else {
            return nil
        }
        parts.append(part)
        start = index + 1
    }
    return switch parts.count {
    case 1: parts[0] * 60
    case 3: (parts[0] * 24 + parts[1]) * 60 + parts[2]
    default: nil
    }
}

extension CaseRowReader {
    /// Reads the current row as a case of its own.
    ///
    /// - Throws: why the row cannot be read.
    public func readCase(_ reader: CSVReader) throws(Rejection) -> InpatientCase {
        let row = try read(reader)
        let text = reader.bytes.span
        return InpatientCase(
            diagnoses: CodeList(text: string(text.extracting(row.diagnoses))),
            procedures: CodeList(text: string(text.extracting(row.procedures))), age: row.age, sex: row.sex,
            newbornAge: row.newbornAge, birthWeight: row.birthWeight, admissionWeight: row.admissionWeight,
            stayDays: row.stayDays, dischargeWay: row.dischargeWay, intensiveCareMinutes: row.intensiveCareMinutes,
            department: row.department.isEmpty ? nil : string(text.extracting(row.department)), totalCost: row.totalCost
        )
    }
}
