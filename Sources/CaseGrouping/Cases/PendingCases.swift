/// Cases whose codes are read but not looked up: looks overlap when they follow one another.
struct PendingCases: Sendable {
    struct Single: Sendable {
        let values: HeldValues
        let diagnosisCount: UInt32
        let procedureCount: UInt32
    }

    private(set) var cases: [Single] = []
    /// Room for the codes of all cases, one behind the other: diagnoses, then procedures.
    private var codes: [SoughtCode] = []
    private var codeCount = 0
    /// Room for the numbers of the codes.
    private(set) var numbers: [UInt32] = []

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
    mutating func lookUp(_ lookup: CodeLookup) {
        var found: [UInt32] = []
        swap(&found, &numbers)
        lookup.look(up: codes.span.extracting(0..<codeCount), &found)
        swap(&found, &numbers)
    }

    mutating func removeAll() {
        cases.removeAll(keepingCapacity: true)
        codeCount = 0
    }
}
