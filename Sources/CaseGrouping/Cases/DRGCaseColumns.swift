/// Cases in numbers, made for one grouper: what the grouping loop runs over.
///
/// A case is one record of 64 bytes: its principal diagnosis, its main procedure, up to six other codes, and its values. The few
/// cases with more codes keep them apart.
///
/// Memory: 64 bytes a case, and four for each code of a case with more than eight.
public struct DRGCaseColumns: Sendable {
    private(set) var records: [CaseRecord] = []
    /// For each case with more other codes than a record holds, how many there are, and then their roles.
    private(set) var rest: [UInt32] = []
    /// The cases behind the records, whose codes have not been looked up yet.
    var pending = PendingCases()

    /// No cases.
    public init() {}

    /// The number of cases.
    public var count: Int { records.count }

    /// Removes all cases and keeps the memory.
    public mutating func removeAll() {
        records.removeAll(keepingCapacity: true)
        rest.removeAll(keepingCapacity: true)
    }

    /// Makes room for so many cases.
    public mutating func reserveCapacity(_ count: Int) { records.reserveCapacity(count) }

    /// Appends the cases at these places of other columns of the same grouper: reorders, repeats, selects.
    public mutating func append(_ rows: some Sequence<Int>, of other: DRGCaseColumns) {
        for row in rows {
            var record = other.records[row]
            if let start = record.restStart {
                record.restStart = rest.count
                rest += other.rest[start...start + Int(other.rest[start])]
            }
            records.append(record)
        }
    }

    /// Looks up the codes of the pending cases, all at once, and makes records of them.
    mutating func settlePending(of text: Span<UInt8>, _ codes: CodeLookup, _ roles: CodeRoles) {
        var taken = PendingCases()
        swap(&taken, &pending)
        taken.lookUp(in: text, codes)
        var start = 0
        for place in taken.cases.indices {
            let ends = taken.ends[place]
            records.append(
                record(
                    taken.cases[place].values, taken.numbers.span, start..<ends.diagnoses,
                    ends.diagnoses..<ends.procedures, roles))
            start = ends.procedures
        }
        taken.removeAll()
        swap(&taken, &pending)
    }

    /// The record of a case whose codes have these numbers.
    @inline(__always)
    private mutating func record(
        _ values: HeldValues, _ numbers: Span<UInt32>, _ diagnoses: Range<Int>, _ procedures: Range<Int>,
        _ roles: CodeRoles
    ) -> CaseRecord {
        var record = CaseRecord(values: values)
        if !diagnoses.isEmpty { record.principal = numbers[diagnoses.lowerBound] }
        if !procedures.isEmpty { record.mainProcedure = numbers[procedures.lowerBound] }
        let diagnosisCount = max(0, diagnoses.count &- 1)
        let count = diagnosisCount &+ max(0, procedures.count &- 1)  // of codes in one text
        if count > CaseRecord.room || diagnoses.isEmpty {
            record.restStart = rest.count
            rest.append(UInt32(count))
            for place in diagnoses.dropFirst() { rest.append(roles.diagnosis(numbers[place])) }
            for place in procedures.dropFirst() { rest.append(roles.procedure(numbers[place])) }
            return record
        }
        // Every place is set, without a branch: how many codes cases have follows no rule.
        let codes = numbers.extracting(diagnoses.lowerBound..<diagnoses.lowerBound &+ 8)
        for place in 0..<CaseRecord.room {
            let isDiagnosis = place < diagnosisCount
            // Behind the principal diagnosis, and behind the main procedure.
            let number = codes[(place &+ (isDiagnosis ? 1 : 2)) & 7]
            let role = isDiagnosis ? roles.diagnosis(number) : roles.procedure(number)
            record.others[place] = place < count ? role : CodeRoles.absent
        }
        return record
    }

    /// Calls `body` with the role of each other code of a case, in order: diagnoses, then procedures.
    func forEachOther(_ row: Int, _ body: (UInt32) -> Void) {
        let record = records[row]
        if let start = record.restStart {
            for place in start + 1..<start + 1 + Int(rest[start]) { body(rest[place]) }
        } else {
            for place in record.others.indices where record.others[place] != CodeRoles.absent {
                body(record.others[place])
            }
        }
    }
}

extension DRGCaseColumns {
    /// Touches eight words for each code of each case, and nothing else: what no grouping loop can fall below.
    ///
    /// - Parameter rows: eight words for each code, in either role.
    package func touch(_ rows: [UInt64]) -> UInt64 {
        let (words, records) = (rows.span, records.span)
        var sum: UInt64 = 0
        for index in records.indices {
            let record = records[index]
            sum &+= words[8 * Int(record.principal)] &+ words[8 * Int(record.mainProcedure)]
            if record.isLong {
                forEachOther(index) { sum &+= words[8 * Int($0)] }
            } else {
                for place in 0..<CaseRecord.room { sum &+= words[8 * Int(record.others[place])] }
            }
        }
        return sum
    }
}
