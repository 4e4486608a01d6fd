import ExactAmounts

/// Cases whose codes stand in a text and have not been looked up: looks overlap when they follow one another.
struct PendingCases: Sendable {
    /// A case whose codes are lists in the text.
    struct Single: Sendable {
        let values: HeldValues
        let diagnoses: TextPlace
        let procedures: TextPlace
    }

    /// Where the codes of a case end, among those of all cases: its diagnoses, and its procedures behind them.
    struct ListEnds: Sendable {
        let diagnoses: Int
        let procedures: Int
    }

    private(set) var cases: [Single] = []
    private(set) var ends: [ListEnds] = []
    /// The numbers of the codes of all cases, one behind the other, and some more.
    private(set) var numbers: [UInt32] = []
    private var places = CodePlaces()
    private var codes: [SoughtCode] = []

    @inline(__always)
    mutating func append(_ values: HeldValues, diagnoses: TextPlace, procedures: TextPlace) {
        cases.append(Single(values: values, diagnoses: diagnoses, procedures: procedures))
    }

    /// Finds the numbers of all codes.
    mutating func lookUp(in text: Span<UInt8>, _ lookup: CodeLookup) {
        places.find(in: text, cases, isTrimmed: false, ends: &ends)
        if lookup.look(up: places, in: text, &codes, &numbers) { return }
        places.find(in: text, cases, isTrimmed: true, ends: &ends)
        _ = lookup.look(up: places, in: text, &codes, &numbers)
    }

    mutating func removeAll() { cases.removeAll(keepingCapacity: true) }
}
