import CaseGrouping
public import ExactAmounts

/// Where the columns of claims.csv stand in one file (1.3).
public struct ClaimColumns: Sendable {
    /// The columns by the names of the national interface.
    enum Column: Int, CaseIterable {
        case setl_id, psn_no, insutype, med_type, fixmedins_code, adm_time, dscg_time, adm_way, gend, age, nwb_age
        case nwb_bir_wt, nwb_adm_wt, act_ipt_days, dscg_way, dscg_caty, scs_cutd_sum_dura, diag_code, oprn_oprt_code
        case medfee_sumamt, fulamt_ownpay_amt, overlmt_selfpay, preselfpay_amt, inscp_scp_amt, tcm_share, act_pay_dedc
        case hifp_pay

        var name: String { "\(self)" }

        /// Whether a file may do without it.
        var isOptional: Bool {
            switch self {
            case .setl_id, .psn_no, .insutype, .fixmedins_code, .adm_time, .dscg_time, .gend, .age, .diag_code,
                .medfee_sumamt:
                false
            default: true
            }
        }
    }

    private let fieldCount: Int
    /// The field of each column, -1 where the file has no such column.
    private let fields: [Int]

    /// Reads the header, which is the reader's current row.
    ///
    /// - Throws: columns that are missing, and headers that stand twice.
    public init(header reader: CSVReader) throws(InputFaults) {
        let names = (0..<reader.fieldCount).map(reader.string)
        var faults = repeatedHeaders(names, reader)
        fields = Column.allCases.map { names.firstIndex(of: $0.name) ?? -1 }
        for column in Column.allCases where fields[column.rawValue] < 0 && !column.isOptional {
            faults.append(reader.fault(atField: 0, .missingColumn, "the column \(column.name) is missing"))
        }
        if !faults.isEmpty { throw InputFaults(faults) }
        fieldCount = names.count
    }

    private func range(_ column: Column, _ reader: CSVReader) -> Range<Int> {
        let field = fields[column.rawValue]
        return field >= 0 ? reader.field(field) : 0..<0
    }

    /// The settlement id of a row, or what stands in its place.
    func id(_ reader: CSVReader) -> String {
        let field = fields[Column.setl_id.rawValue]
        return field < reader.fieldCount ? reader.string(field) : ""
    }

    func checkFieldCount(_ reader: CSVReader) throws(Rejection) {
        if reader.fieldCount != fieldCount {
            throw Rejection(.badRow, "\(reader.fieldCount) fields where the header has \(fieldCount)")
        }
    }

    /// The places of the texts.
    func texts(_ reader: CSVReader) -> ClaimFields {
        var texts = ClaimFields()
        texts.line = reader.line
        texts.id = range(.setl_id, reader)
        texts.person = range(.psn_no, reader)
        texts.insurance = range(.insutype, reader)
        texts.type = range(.med_type, reader)
        texts.institution = range(.fixmedins_code, reader)
        texts.diagnoses = range(.diag_code, reader)
        texts.procedures = range(.oprn_oprt_code, reader)
        texts.department = range(.dscg_caty, reader)
        return texts
    }

    /// Checks the required fields that are no texts.
    func checkPresence(_ reader: CSVReader, isInpatient: Bool) throws(Rejection) {
        let required: [Column] = [.adm_time, .dscg_time, .medfee_sumamt] + (isInpatient ? [.gend, .age] : [])
        for column in required where range(column, reader).isEmpty { throw Rejection(.missingValue, column.name) }
    }

    /// Reads the sex: 1 male, 2 female, 0 or 9 unknown.
    func readCodes(_ reader: CSVReader, _ fields: inout ClaimFields) throws(Rejection) {
        switch string(reader.bytes.span.extracting(range(.gend, reader))) {
        case "", "0", "9": fields.sex = nil
        case "1": fields.sex = 1
        case "2": fields.sex = 2
        case let other: throw Rejection(.badCode, "gend: \"\(other)\"")
        }
    }

    func readDates(_ reader: CSVReader, _ fields: inout ClaimFields) throws(Rejection) {
        fields.admission = try date(.adm_time, reader)
        fields.discharge = try date(.dscg_time, reader)
    }

    private func date(_ column: Column, _ reader: CSVReader) throws(Rejection) -> CivilDate {
        let text = reader.bytes.span.extracting(range(column, reader))
        guard let date = CivilDate(utf8: text) else {
            throw Rejection(.badDate, "\(column.name): \"\(string(text))\" is no day like 2024-03-01")
        }
        return date
    }

    func readNumbers(_ reader: CSVReader, _ fields: inout ClaimFields) throws(Rejection) {
        fields.admissionWay = try wholeNumber(.adm_way, reader)
        fields.age = try wholeNumber(.age, reader)
        fields.newbornAge = try wholeNumber(.nwb_age, reader)
        fields.birthWeight = try wholeNumber(.nwb_bir_wt, reader)
        fields.admissionWeight = try wholeNumber(.nwb_adm_wt, reader)
        fields.stayDays = try wholeNumber(.act_ipt_days, reader)
        fields.dischargeWay = try wholeNumber(.dscg_way, reader)
        let duration = range(.scs_cutd_sum_dura, reader)
        if !duration.isEmpty {
            let text = reader.bytes.span.extracting(duration)
            guard let minutes = intensiveCareMinutes(text) else {
                throw Rejection(.badNumber, "scs_cutd_sum_dura: \"\(string(text))\"")
            }
            fields.intensiveCareMinutes = minutes
        }
        fields.totalCost = try quantity(.medfee_sumamt, reader) ?? .zero
        fields.ownPay = try quantity(.fulamt_ownpay_amt, reader) ?? .zero
        fields.overLimitPay = try quantity(.overlmt_selfpay, reader) ?? .zero
        fields.firstSharePay = try quantity(.preselfpay_amt, reader) ?? .zero
        fields.eligibleCost = try quantity(.inscp_scp_amt, reader)
        fields.chineseMedicineShare = try quantity(.tcm_share, reader)
        fields.recordedDeductible = try quantity(.act_pay_dedc, reader)
        fields.recordedFundPayment = try quantity(.hifp_pay, reader)
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

    private func quantity<Quantity: ExactQuantity>(
        _ column: Column, _ reader: CSVReader
    ) throws(Rejection) -> Quantity? {
        let range = range(column, reader)
        if range.isEmpty { return nil }
        let text = reader.bytes.span.extracting(range)
        do {
            return try Quantity(utf8: text)
        } catch {
            throw Rejection(.badNumber, "\(column.name): \"\(string(text))\"")
        }
    }
}
