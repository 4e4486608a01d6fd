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
        @inline(__always)
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
    public func settlement(_ reader: CSVReader) -> Range<Int> { reader.withRow { _, fields in settlement(fields) } }

    /// Where the settlement id of a row stands.
    package func settlement(_ fields: Span<CSVTokens.Bounds>) -> Range<Int> {
        self.fields[Column.settlement.rawValue] < fields.count ? range(.settlement, fields) : 0..<0
    }

    @inline(__always)
    private func range(_ column: Column, _ fields: Span<CSVTokens.Bounds>) -> Range<Int> {
        let field = self.fields[column.rawValue]
        return field >= 0 ? fields[field].range : 0..<0
    }

    /// Reads a row.
    ///
    /// - Throws: why it cannot be read.
    @inline(__always)
    func read(_ text: Span<UInt8>, _ fields: Span<CSVTokens.Bounds>) throws(Rejection) -> Row {
        if fields.count != fieldCount {
            throw Rejection(.badRow, "\(fields.count) fields where the header has \(fieldCount)")
        }
        var row = Row()
        row.diagnoses = range(.diagnoses, fields)
        row.procedures = range(.procedures, fields)
        row.department = range(.department, fields)
        let (sex, age) = (range(.sex, fields), range(.age, fields))
        if range(.settlement, fields).isEmpty || sex.isEmpty || age.isEmpty || !hasCode(text, row.diagnoses) {
            throw missingValue(fields)
        }
        row.sex = try sexOf(text, sex)
        let admission = try date(.admission, text, fields)
        let discharge = try date(.discharge, text, fields)
        row.age = try wholeNumber(.age, text, fields)
        row.newbornAge = try wholeNumber(.newbornAge, text, fields)
        row.birthWeight = try wholeNumber(.birthWeight, text, fields)
        row.admissionWeight = try wholeNumber(.admissionWeight, text, fields)
        row.stayDays = try wholeNumber(.stayDays, text, fields)
        row.dischargeWay = try wholeNumber(.dischargeWay, text, fields)
        row.intensiveCareMinutes = try value(.intensiveCare, text, fields) {
            CaseGrouping.intensiveCareMinutes(text.extracting($0))
        }
        row.totalCost = try value(.totalCost, text, fields) { try? Money(utf8: text.extracting($0)) }
        if let admission, let discharge {
            if discharge < admission { throw Rejection(.dischargeBeforeAdmission, "\(discharge) before \(admission)") }
            row.stayDays = row.stayDays ?? max(1, discharge.days(since: admission))
        }
        return row
    }
}

// MARK: - Fields

extension CaseRowReader {
    private func missingValue(_ fields: Span<CSVTokens.Bounds>) -> Rejection {
        let missing = [Column.settlement, .sex, .age].first { range($0, fields).isEmpty } ?? .diagnoses
        return Rejection(.missingValue, missing.name)
    }

    @inline(__always)
    private func hasCode(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        if range.isEmpty { return false }
        if text[range.lowerBound] &- 0x21 < 0x5B { return true }  // from "!" to "{", so no "|" and no white space
        return hasCodeBehindSpace(text, range)
    }

    @inline(never)
    private func hasCodeBehindSpace(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var found = false
        forEachCode(in: text, range) { _ in found = true }
        return found
    }

    /// What a field says; nil for an empty one.
    @inline(__always)
    private func value<Value>(
        _ column: Column, _ text: Span<UInt8>, _ fields: Span<CSVTokens.Bounds>,
        orElse reason: RejectReason = .badNumber, _ hint: String = "", _ read: (Range<Int>) -> Value?
    ) throws(Rejection) -> Value? {
        let range = range(column, fields)
        if range.isEmpty { return nil }
        if let value = read(range) { return value }
        throw Rejection(reason, "\(column.name): \"\(string(text.extracting(range)))\"\(hint)")
    }

    @inline(__always)
    private func date(
        _ column: Column, _ text: Span<UInt8>, _ fields: Span<CSVTokens.Bounds>
    ) throws(Rejection) -> CivilDate? {
        try value(column, text, fields, orElse: .badDate, " is no day like 2024-03-01") {
            CivilDate(utf8: text.extracting($0))
        }
    }

    /// 1 male, 2 female; 0 and 9 are unknown.
    @inline(__always)
    private func sexOf(_ text: Span<UInt8>, _ range: Range<Int>) throws(Rejection) -> Int? {
        let digit = text[range.lowerBound] &- UInt8(ascii: "0")
        if range.count == 1 {
            // One comparison for both: which of them it is follows no rule.
            if digit &- 1 < 2 { return Int(digit) }
            if digit == 0 || digit == 9 { return nil }
        }
        throw Rejection(.badCode, "gend: \"\(string(text.extracting(range)))\"")
    }

    /// A whole number; one of up to eight digits is read by words.
    @inline(__always)
    private func wholeNumber(
        _ column: Column, _ text: Span<UInt8>, _ fields: Span<CSVTokens.Bounds>
    ) throws(Rejection) -> Int? {
        try value(column, text, fields) { range in
            if range.count <= 8, text.count &- range.lowerBound >= 8,
                let number = upToEightDigits(eightBytes(text, at: range.lowerBound), count: range.count)
            {
                return number
            }
            return anyWholeNumber(text.extracting(range))
        }
    }

    @inline(never)
    private func anyWholeNumber(_ text: Span<UInt8>) -> Int? { try? parseWholeNumber(text) }
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
        try reader.withRow { (text, fields) throws(Rejection) in try readCase(text, fields) }
    }

    private func readCase(_ text: Span<UInt8>, _ fields: Span<CSVTokens.Bounds>) throws(Rejection) -> InpatientCase {
        let row = try read(text, fields)
        return InpatientCase(
            diagnoses: CodeList(text: string(text.extracting(row.diagnoses))),
            procedures: CodeList(text: string(text.extracting(row.procedures))), age: row.age, sex: row.sex,
            newbornAge: row.newbornAge, birthWeight: row.birthWeight, admissionWeight: row.admissionWeight,
            stayDays: row.stayDays, dischargeWay: row.dischargeWay, intensiveCareMinutes: row.intensiveCareMinutes,
            department: row.department.isEmpty ? nil : string(text.extracting(row.department)), totalCost: row.totalCost
        )
    }
}

extension CSVReader {
    /// Hands out the rows at hand, and tells of each that cannot be taken, by its place among them.
    @inline(__always)
    mutating func takeRowsAtHand(
        rejected: (Int, Rejection) -> Void,
        _ take: (_ text: Span<UInt8>, _ fields: Span<CSVTokens.Bounds>) throws(Rejection) -> Void
    ) {
        var place = 0
        forEachRowAtHand { text, fields in
            do throws(Rejection) {
                try take(text, fields)
            } catch {
                rejected(place, error)
            }
            place += 1
        }
    }
}
