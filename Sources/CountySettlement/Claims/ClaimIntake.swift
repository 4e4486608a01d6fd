import CaseGrouping
public import ExactAmounts

/// Takes claims in, one by one, and rejects those that cannot be settled, with the first reason that applies (1.5).
///
/// Claims come from memory or from the rows of a CSV reader; both go through the same checks. Nothing is lost: every claim
/// is in the book, as settled or as history, or among the rejected.
public struct ClaimIntake: Sendable {
    /// The claims that were taken.
    public private(set) var book = ClaimBook()
    /// The claims that were not, in the order in which they came.
    public private(set) var rejected: [RejectedClaim] = []

    private let rules: YearRules
    private var scratch: [UInt8] = []

    init(_ rules: YearRules) { self.rules = rules }

    /// How many claims came.
    public var readCount: Int { book.count + rejected.count }

    /// Takes a claim from memory.
    public mutating func take(_ claim: Claim) {
        scratch.removeAll(keepingCapacity: true)
        let line = readCount + 1
        var fields = ClaimFields()
        fields.line = line
        fields.id = append(claim.id)
        fields.person = append(claim.person)
        fields.insurance = append(claim.insurance)
        fields.type = append(claim.type)
        fields.institution = append(claim.institution)
        fields.diagnoses = append(claim.medical.diagnoses.text)
        fields.procedures = append(claim.medical.procedures.text)
        fields.department = append(claim.medical.department ?? "")
        fields.admission = claim.admission
        fields.discharge = claim.discharge
        fields.take(claim.medical)
        fields.admissionWay = claim.admissionWay
        fields.totalCost = claim.totalCost
        fields.ownPay = claim.ownPay
        fields.overLimitPay = claim.overLimitPay
        fields.firstSharePay = claim.firstSharePay
        fields.eligibleCost = claim.eligibleCost
        fields.chineseMedicineShare = claim.chineseMedicineShare
        fields.recordedDeductible = claim.recordedDeductible
        fields.recordedFundPayment = claim.recordedFundPayment
        let text = scratch
        do throws(Rejection) {
            try checkIdentity(fields, text.span)
            try checkPresence(fields, text.span)
            if isInpatient(fields, text.span), fields.age == nil { throw Rejection(.missingValue, "age") }
            if let sex = fields.sex, sex != 1, sex != 2 { throw Rejection(.badCode, "gend: \(sex)") }
            try take(fields, text.span)
        } catch {
            rejected.append(RejectedClaim(line: line, id: claim.id, rejection: error))
        }
    }

    private mutating func append(_ text: String) -> Range<Int> {
        let start = scratch.count
        scratch.append(contentsOf: text.utf8)
        return start..<scratch.count
    }

    /// Takes the current row of a CSV reader.
    public mutating func take(row reader: CSVReader, _ columns: ClaimColumns) {
        let text = reader.bytes.span
        do throws(Rejection) {
            try columns.checkFieldCount(reader)
            var fields = columns.texts(reader)
            try checkIdentity(fields, text)
            try checkPresence(fields, text)
            try columns.checkPresence(reader, isInpatient: isInpatient(fields, text))
            try checkCodes(fields, text)
            try columns.readCodes(reader, &fields)
            try columns.readDates(reader, &fields)
            try columns.readNumbers(reader, &fields)
            try take(fields, text)
        } catch {
            let id = columns.id(reader)
            rejected.append(RejectedClaim(line: reader.line, id: id, rejection: error))
        }
    }
}

// MARK: - Checks, in the order of the reasons

extension ClaimIntake {
    private mutating func checkIdentity(_ fields: ClaimFields, _ text: Span<UInt8>) throws(Rejection) {
        if fields.id.isEmpty { throw Rejection(.missingValue, "setl_id") }
        if !book.ids.insert(text.extracting(fields.id)).isNew {
            throw Rejection(.duplicateClaim, "the id came on an earlier row")
        }
    }

    private func checkPresence(_ fields: ClaimFields, _ text: Span<UInt8>) throws(Rejection) {
        if fields.person.isEmpty { throw Rejection(.missingValue, "psn_no") }
        if fields.insurance.isEmpty { throw Rejection(.missingValue, "insutype") }
        if fields.institution.isEmpty { throw Rejection(.missingValue, "fixmedins_code") }
        if isInpatient(fields, text), !hasCode(in: text, fields.diagnoses) {
            throw Rejection(.missingValue, "diag_code")
        }
    }

    private func type(_ fields: ClaimFields, _ text: Span<UInt8>) -> Int? {
        fields.type.isEmpty ? rules.defaultType : rules.types.find(text.extracting(fields.type))
    }

    private func isInpatient(_ fields: ClaimFields, _ text: Span<UInt8>) -> Bool {
        type(fields, text).map { rules.isInpatient[$0] } ?? false
    }

    private func checkCodes(_ fields: ClaimFields, _ text: Span<UInt8>) throws(Rejection) {
        if type(fields, text) == nil {
            throw Rejection(.badCode, "med_type: \"\(string(text.extracting(fields.type)))\"")
        }
    }

    /// What is left once a row can be read: its own consistency, and what the registers say.
    private mutating func take(_ fields: ClaimFields, _ text: Span<UInt8>) throws(Rejection) {
        guard let type = type(fields, text) else {
            throw Rejection(.badCode, "med_type: \"\(string(text.extracting(fields.type)))\"")
        }
        if fields.discharge < fields.admission {
            throw Rejection(.dischargeBeforeAdmission, "\(fields.discharge) before \(fields.admission)")
        }
        if fields.discharge > rules.scheme.year.upperBound {
            throw Rejection(.outsideYear, "discharged \(fields.discharge)")
        }
        let eligible = try fields.checkedEligibleCost()
        guard let code = rules.institutions.code(text.extracting(fields.institution)),
            let row = rules.institutions.row(ofCode: code, on: fields.admission)
        else {
            throw Rejection(
                .unknownInstitution, "\(string(text.extracting(fields.institution))) on \(fields.admission)")
        }
        guard let insurance = rules.insurances.find(text.extracting(fields.insurance)) else {
            throw Rejection(.noFund, "insutype \(string(text.extracting(fields.insurance)))")
        }
        guard let id = book.ids.find(text.extracting(fields.id)) else {
            preconditionFailure("an id is kept before its claim is taken")
        }
        var record = ClaimRecord()
        record.id = UInt32(id)
        record.person = UInt32(book.persons.insert(text.extracting(fields.person)).number)
        record.insurance = UInt16(insurance)
        record.type = UInt16(type)
        record.institutionRow = UInt32(row)
        record.isHistory = fields.discharge < rules.scheme.year.lowerBound
        record.eligible = eligible
        record.diagnoses = keep(text, fields.diagnoses)
        record.procedures = keep(text, fields.procedures)
        record.department = keep(text, fields.department)
        fields.fill(&record)
        book.records.append(record)
    }

    private mutating func keep(_ text: Span<UInt8>, _ range: Range<Int>) -> TextPlace {
        let start = book.texts.count
        for index in range { book.texts.append(text[index]) }
        precondition(book.texts.count <= UInt32.max, "a book's texts are below 4 GiB")
        return TextPlace(start, book.texts.count)
    }
}
