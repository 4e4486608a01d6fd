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
    mutating func settlePending(_ codes: CodeLookup, _ roles: CodeRoles) {
        var taken = PendingCases()
        swap(&taken, &pending)
        taken.lookUp(codes)
        records.reserveCapacity(records.count + taken.cases.count)
        var place = 0
        for single in taken.cases {
            let procedures = place + Int(single.diagnosisCount)
            let end = procedures + Int(single.procedureCount)
            records.append(record(single.values, taken.numbers.span, place..<procedures, procedures..<end, roles))
            place = end
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
        if count > CaseRecord.room {
            record.restStart = rest.count
            rest.append(UInt32(count))
            for place in diagnoses.dropFirst() { rest.append(roles.diagnosis(numbers[place])) }
            for place in procedures.dropFirst() { rest.append(roles.procedure(numbers[place])) }
            return record
        }
        // Every place is set, without a branch: how many codes cases have follows no rule.
        for place in 0..<CaseRecord.room {
            let isDiagnosis = place < diagnosisCount
            let isThere = place < count
            let source =
                isDiagnosis
                ? diagnoses.lowerBound &+ 1 &+ place : procedures.lowerBound &+ 1 &+ place &- diagnosisCount
            let number = numbers[isThere ? source : 0]
            let role = isDiagnosis ? roles.diagnosis(number) : roles.procedure(number)
            record.others[place] = isThere ? role : CodeRoles.absent
        }
        return record
    }

    /// Calls `body` with the role of each other code of a case, in order: diagnoses, then procedures.
    func forEachOther(_ row: Int, _ body: (UInt32) -> Void) {
        let record = records[row]
        if let start = record.restStart {
            for place in start + 1...start + Int(rest[start]) { body(rest[place]) }
        } else {
            for place in record.others.indices where record.others[place] != CodeRoles.absent {
                body(record.others[place])
            }
        }
    }
}

/// Cases whose codes are read but not looked up: looks overlap when they follow one another.
struct PendingCases: Sendable {
    struct Single: Sendable {
        let values: HeldValues
        let diagnosisCount: UInt32
        let procedureCount: UInt32
    }

    fileprivate var cases: [Single] = []
    /// Room for the codes of all cases, one behind the other: diagnoses, then procedures.
    private var codes: [SoughtCode] = []
    private var codeCount = 0
    /// Room for the numbers of the codes.
    fileprivate var numbers: [UInt32] = []

    /// Appends a case whose codes stand in texts.
    @inline(__always)
    mutating func append(
        _ diagnoses: Span<UInt8>, _ diagnosisRange: Range<Int>, _ procedures: Span<UInt8>, _ procedureRange: Range<Int>,
        _ values: HeldValues, _ lookup: CodeLookup
    ) {
        // A code has a byte, and a bar behind it unless it is the last.
        let room = codeCount + diagnosisRange.count / 2 + procedureRange.count / 2 + 2
        if codes.count < room { codes.append(contentsOf: repeatElement(SoughtCode(), count: max(room, 1024))) }
        let start = codeCount
        var end = start
        var span = codes.mutableSpan
        lookup.addSought(in: diagnoses, diagnosisRange, to: &span, &end)
        let middle = end
        lookup.addSought(in: procedures, procedureRange, to: &span, &end)
        codeCount = end
        cases.append(
            Single(
                values: values, diagnosisCount: UInt32(truncatingIfNeeded: middle &- start),
                procedureCount: UInt32(truncatingIfNeeded: end &- middle)))  // below the length of a text
    }

    /// Finds the numbers of all codes.
    fileprivate mutating func lookUp(_ lookup: CodeLookup) {
        var found: [UInt32] = []
        swap(&found, &numbers)
        lookup.look(up: codes.span.extracting(0..<codeCount), &found)
        swap(&found, &numbers)
    }

    fileprivate mutating func removeAll() {
        cases.removeAll(keepingCapacity: true)
        codeCount = 0
    }
}

/// A case in numbers: one line of the cache.
struct CaseRecord: Sendable {
    /// How many other codes fit.
    static let room = 6
    /// Marks the last place when the codes stand elsewhere.
    private static let restFlag: UInt32 = 1 << 31

    /// The number of the principal diagnosis; 0 for one that the definition does not name.
    var principal: UInt32 = 0
    /// The number of the main procedure; 0 also when there is none.
    var mainProcedure: UInt32 = 0
    /// The roles of the other codes.
    var others = InlineArray<6, UInt32>(repeating: CodeRoles.absent)
    let values: HeldValues

    init(values: HeldValues) { self.values = values }

    /// Whether the other codes stand elsewhere.
    var isLong: Bool { others[Self.room - 1] & Self.restFlag != 0 }

    /// Where the other codes begin when they stand elsewhere.
    var restStart: Int? {
        get { isLong ? Int(others[Self.room - 1] & ~Self.restFlag) : nil }
        set {
            guard let newValue else { return }
            precondition(newValue < Int(Self.restFlag), "columns hold fewer than two thousand million codes")
            others[Self.room - 1] = Self.restFlag | UInt32(newValue)
        }
    }
}

/// Numbers each code twice, as another diagnosis and as another procedure, so that one look tells what it brings.
struct CodeRoles: Sendable {
    /// No code: a role like the others, of which nothing holds.
    static let absent: UInt32 = 0

    private let firstProcedure: UInt32

    init(codeCount: Int) { firstProcedure = UInt32(codeCount) + 2 }

    /// How many roles there are.
    var count: Int { 2 * Int(firstProcedure) - 1 }

    /// The role of a code, known or not, as another diagnosis.
    @inline(__always)
    func diagnosis(_ code: UInt32) -> UInt32 { code &+ 1 }  // at most the number of codes

    /// The role of a code, known or not, as another procedure.
    @inline(__always)
    func procedure(_ code: UInt32) -> UInt32 { code &+ firstProcedure }  // at most twice the number of codes

    /// Whose role it is; nothing for ``absent``.
    func code(_ role: UInt32) -> (number: UInt32, isDiagnosis: Bool)? {
        if role == Self.absent { return nil }
        return role < firstProcedure ? (role - 1, true) : (role - firstProcedure, false)
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

extension CaseValue {
    /// The place of the value among all values.
    var index: Int {
        switch self {
        case .age: 0
        case .sex: 1
        case .newbornAge: 2
        case .newbornWeight: 3
        case .stayDays: 4
        case .dischargeWay: 5
        case .intensiveCare: 6
        case .department: 7
        case .totalCost: 8
        }
    }
}
