import ExactAmounts

/// Cases whose codes stand in a text and have not been looked up: looks overlap when they follow one another.
struct PendingCases: Sendable {
    /// A case whose codes are lists in the text.
    struct Single: Sendable {
        let values: HeldValues
        let diagnoses: TextPlace
        let procedures: TextPlace
    }

    private(set) var cases: [Single] = []
    /// Where the codes of each case's lists end, among those of all cases one behind the other.
    private(set) var ends: [ListEnds] = []
    /// The numbers of the codes.
    private(set) var numbers: [UInt32] = []
    private var codes = SoughtCodes()

    @inline(__always)
    mutating func append(_ values: HeldValues, _ diagnoses: Range<Int>, _ procedures: Range<Int>) {
        cases.append(
            Single(values: values, diagnoses: TextPlace(diagnoses), procedures: TextPlace(procedures)))
    }

    /// Finds the numbers of all codes.
    mutating func lookUp(in text: Span<UInt8>, _ lookup: CodeLookup) {
        codes.find(in: text, cases, lookup, &ends)
        codes.lookUp(lookup, &numbers)
    }

    mutating func removeAll() { cases.removeAll(keepingCapacity: true) }
}

/// Where something stands in a text, in half the room of a range.
struct TextPlace: Sendable {
    let start: UInt32
    let end: UInt32

    @inline(__always)
    init(_ range: Range<Int>) { self.init(range.lowerBound, range.upperBound) }

    @inline(__always)
    init(_ start: Int, _ end: Int) {
        // A text is far below 4 GiB, which whoever makes it sees to.
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
    }

    @inline(__always)
    var range: Range<Int> { Range(uncheckedBounds: (Int(start), Int(end))) }
}

/// Where the codes of a case end: its diagnoses, and its procedures behind them.
struct ListEnds: Sendable {
    let diagnoses: Int
    let procedures: Int
}
