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

    /// A column of plain whole numbers that the file has.
    private struct NumberColumn {
        let column: Column
        let field: Int
        /// The place of its value among those of a case.
        let place: Int
    }

    private let fieldCount: Int
    /// The field of each column, -1 where the file has no such column.
    private let fields: InlineArray<15, Int>
    private let numbers: [NumberColumn]
    private let hasDates: Bool
    private let hasOthers: Bool

    /// Reads the header, which is the reader's current row.
    ///
    /// - Throws: a missing column that is required, or a header that stands twice.
    public init(header reader: CSVReader) throws(InputFaults) {
        let names = (0..<reader.fieldCount).map(reader.string)
        fieldCount = names.count
        var fields = InlineArray<15, Int>(repeating: -1)
        for column in Column.allCases { fields[column.rawValue] = names.firstIndex(of: column.name) ?? -1 }
        self.fields = fields
        let values: [(Column, CaseValue)] = [
            (.age, .age), (.newbornAge, .newbornAge), (.birthWeight, .newbornWeight), (.stayDays, .stayDays),
            (.dischargeWay, .dischargeWay),
        ]
        numbers = values.compactMap { column, value in
            let field = fields[column.rawValue]
            return field < 0 ? nil : NumberColumn(column: column, field: field, place: value.index)
        }
        func has(_ column: Column) -> Bool { fields[column.rawValue] >= 0 }
        hasDates = has(.admission) || has(.discharge)
        hasOthers = has(.admissionWeight) || has(.intensiveCare) || has(.totalCost)
        var faults = repeatedHeaders(names, reader)
        for column in Column.allCases where column.isRequired && !has(column) {
            faults.append(reader.fault(atField: 0, .missingColumn, "the column \(column.name) is missing"))
        }
        if !faults.isEmpty { throw InputFaults(faults) }
    }

    /// Where the settlement id of the current row stands.
    public func settlement(_ reader: CSVReader) -> Range<Int> { reader.withRow { _, fields in settlement(fields) } }

    /// Where the settlement id of a row stands.
    package func settlement(_ fields: Span<TextPlace>) -> Range<Int> {
        self.fields[Column.settlement.rawValue] < fields.count ? place(.settlement, fields).range : 0..<0
    }

    /// Where a column stands in a row; nowhere when the file has no such column.
    @inline(__always)
    private func place(_ column: Column, _ fields: Span<TextPlace>) -> TextPlace {
        let field = self.fields[column.rawValue]
        return field >= 0 ? fields[field] : TextPlace()
    }

    /// Reads a row.
    ///
    /// - Throws: why it cannot be read.
    @inline(__always)
    func read(_ text: Span<UInt8>, _ fields: Span<TextPlace>) throws(Rejection) -> CaseFields {
        if fields.count != fieldCount {
            throw Rejection(.badRow, "\(fields.count) fields where the header has \(fieldCount)")
        }
        var row = CaseFields()
        row.diagnoses = place(.diagnoses, fields)
        row.procedures = place(.procedures, fields)
        row.department = place(.department, fields)
        let (sex, age) = (place(.sex, fields), place(.age, fields))
        if place(.settlement, fields).isEmpty || sex.isEmpty || age.isEmpty || !hasCode(in: text, row.diagnoses.range) {
            throw missingValue(fields)
        }
        row[.sex] = try sexOf(text, sex)
        let stay = hasDates ? try dates(text, fields) : nil
        for number in numbers {
            let place = fields[number.field]
            if !place.isEmpty { row[number.place] = try wholeNumber(number.column, text, place) }
        }
        if hasOthers { try readOthers(text, fields, &row) }
        if let (admission, discharge) = stay {
            if discharge < admission { throw Rejection(.dischargeBeforeAdmission, "\(discharge) before \(admission)") }
            if row[.stayDays] < 0 { row[.stayDays] = Int32(max(1, discharge.days(since: admission))) }
        }
        return row
    }

    /// Reads the dates of a stay; nothing when one of them is missing.
    @inline(never)
    private func dates(
        _ text: Span<UInt8>, _ fields: Span<TextPlace>
    ) throws(Rejection) -> (admission: CivilDate, discharge: CivilDate)? {
        let admission = try date(.admission, text, fields)
        let discharge = try date(.discharge, text, fields)
        guard let admission, let discharge else { return nil }
        return (admission, discharge)
    }

    /// Reads the columns that few files have.
    @inline(never)
    private func readOthers(
        _ text: Span<UInt8>, _ fields: Span<TextPlace>, _ row: inout CaseFields
    ) throws(Rejection) {
        let weight = place(.admissionWeight, fields)
        if !weight.isEmpty { row.admissionWeight = try wholeNumber(.admissionWeight, text, weight) }
        let minutes = try value(.intensiveCare, text, fields) {
            CaseGrouping.intensiveCareMinutes($0).map { Int32(clamping: $0) }
        }
        row[.intensiveCare] = minutes ?? -1
        row.totalCost = try value(.totalCost, text, fields) { try? Money(utf8: $0) }
    }
}

// MARK: - Fields

extension CaseRowReader {
    private func missingValue(_ fields: Span<TextPlace>) -> Rejection {
        let missing = [Column.settlement, .sex, .age].first { place($0, fields).isEmpty } ?? .diagnoses
        return Rejection(.missingValue, missing.name)
    }

    /// What a field says; nil for an empty one.
    @inline(__always)
    private func value<Value>(
        _ column: Column, _ text: Span<UInt8>, _ fields: Span<TextPlace>,
        orElse reason: RejectReason = .badNumber, _ hint: String = "", _ read: (Span<UInt8>) -> Value?
    ) throws(Rejection) -> Value? {
        let place = place(column, fields)
        if place.isEmpty { return nil }
        if let value = read(text.extracting(place.range)) { return value }
        throw Rejection(reason, "\(column.name): \"\(string(text.extracting(place.range)))\"\(hint)")
    }

    @inline(__always)
    private func date(
        _ column: Column, _ text: Span<UInt8>, _ fields: Span<TextPlace>
    ) throws(Rejection) -> CivilDate? {
        try value(column, text, fields, orElse: .badDate, " is no day like 2024-03-01") {
            CivilDate(utf8: $0)
        }
    }

    /// 1 male, 2 female; 0 and 9 are unknown.
    @inline(__always)
    private func sexOf(_ text: Span<UInt8>, _ place: TextPlace) throws(Rejection) -> Int32 {
        let digit = text[Int(place.start)] &- UInt8(ascii: "0")
        if place.count == 1 {
            // One comparison for both: which of them it is follows no rule.
            if digit &- 1 < 2 { return Int32(digit) }
            if digit == 0 || digit == 9 { return -1 }
        }
        throw Rejection(.badCode, "gend: \"\(string(text.extracting(place.range)))\"")
    }

    /// A whole number; one of up to eight digits is read by words.
    @inline(__always)
    private func wholeNumber(_ column: Column, _ text: Span<UInt8>, _ place: TextPlace) throws(Rejection) -> Int32 {
        let start = Int(place.start)
        if place.count <= 8, text.count &- start >= 8,
            let number = upToEightDigits(eightBytes(text, at: start), count: place.count)
        {
            return Int32(truncatingIfNeeded: number)  // below 100 000 000
        }
        return try anyWholeNumber(column, text.extracting(place.range))
    }

    @inline(never)
    private func anyWholeNumber(_ column: Column, _ text: Span<UInt8>) throws(Rejection) -> Int32 {
        guard let number = try? parseWholeNumber(text) else {
            throw Rejection(.badNumber, "\(column.name): \"\(string(text))\"")
        }
        return Int32(clamping: number)
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
        try reader.withRow { (text, fields) throws(Rejection) in InpatientCase(try read(text, fields), in: text) }
    }
}

extension CSVReader {
    /// Hands out the rows at hand, and tells of each that cannot be taken, by its place among them.
    @inline(__always)
    mutating func takeRowsAtHand(
        rejected: (Int, Rejection) -> Void,
        _ take: (_ text: Span<UInt8>, _ fields: Span<TextPlace>) throws(Rejection) -> Void
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
