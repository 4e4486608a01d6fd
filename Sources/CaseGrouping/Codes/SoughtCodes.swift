import ExactAmounts

/// The codes of many lists (`J18.900|I10.x00x002`) that stand in one text, before they are looked up.
///
/// They are found in two turns over all lists: first where each code stands, then what it is. Neither turn branches on how
/// many codes a list has or how long they are, for that follows no rule.
struct SoughtCodes: Sendable {
    private var places: [TextPlace] = []
    private var codes: [SoughtCode] = []
    private var count = 0

    /// Finds the codes of cases.
    ///
    /// - Parameter ends: set to where the codes of each case's lists end.
    mutating func find(
        in text: Span<UInt8>, _ cases: [PendingCases.Single], _ lookup: CodeLookup, _ ends: inout [ListEnds]
    ) {
        makeRoom(for: cases)
        findPlaces(cases, &ends) { list, places, count in Self.addPlaces(text, list.range, &places, &count) }
        if readCodes(text, lookup) { return }
        findPlaces(cases, &ends) { list, places, count in Self.addTrimmedPlaces(text, list.range, &places, &count) }
        _ = readCodes(text, lookup)
    }

    /// Finds the number of each code; 0 for one that has none.
    func lookUp(_ lookup: CodeLookup, _ numbers: inout [UInt32]) {
        lookup.look(up: codes.span.extracting(first: count), &numbers)
    }

    private mutating func makeRoom(for cases: [PendingCases.Single]) {
        // A code has a byte, and a bar behind it unless it is the last.
        var room = Self.atOnce
        for single in cases {
            room += (single.diagnoses.range.count / 2 + 1) + (single.procedures.range.count / 2 + 1)
        }
        let missing = room - places.count
        if missing <= 0 { return }
        places.append(contentsOf: repeatElement(TextPlace(0, 0), count: missing))
        codes.append(contentsOf: repeatElement(SoughtCode(), count: missing))
    }
}

// MARK: - Places

extension SoughtCodes {
    /// How many places are written without asking how many there are.
    private static let atOnce = 4

    @inline(__always)
    private mutating func findPlaces(
        _ cases: [PendingCases.Single], _ ends: inout [ListEnds],
        _ add: (TextPlace, inout MutableSpan<TextPlace>, inout Int) -> Void
    ) {
        ends.removeAll(keepingCapacity: true)
        var places = self.places
        self.places = []
        var span = places.mutableSpan
        var count = 0
        for single in cases {
            add(single.diagnoses, &span, &count)
            let middle = count
            add(single.procedures, &span, &count)
            ends.append(ListEnds(diagnoses: middle, procedures: count))
        }
        self.places = places
        self.count = count
    }

    /// Adds the place of each code of a list, 64 bytes at a time.
    @inline(__always)
    private static func addPlaces(
        _ text: Span<UInt8>, _ list: Range<Int>, _ places: inout MutableSpan<TextPlace>, _ count: inout Int
    ) {
        var start = list.lowerBound
        while true {
            let left = list.upperBound &- start
            guard text.count &- start >= 64 else { break }
            var ends = sixtyFourBits(text, at: start) { word in
                // The first sum sets a byte's top bit from "|" on, the second from "}" on.
                (word &+ eightTimes(0x80 - 0x7C)) ^ (word &+ eightTimes(0x80 - 0x7D))
            }
            if left < 64 {
                let end: UInt64 = 1 &<< UInt64(truncatingIfNeeded: left)
                ends = ends & (end &- 1) | (left == 0 ? 0 : end)
            } else if ends == 0 {
                break  // a code of 64 bytes and more
            }
            // An empty code is dropped with care.
            guard ends & (ends &<< 1 | 1) == 0 else { break }
            let next = count &+ ends.nonzeroBitCount
            let last = ends
            var from = start
            precondition(count >= 0 && count <= places.count &- atOnce)  // one check for all
            for place in 0..<atOnce {
                let end = start &+ ends.trailingZeroBitCount
                places[count &+ place] = TextPlace(from, end)
                from = end &+ 1
                ends &= ends &- 1
            }
            count &+= atOnce
            while ends != 0 {
                let end = start &+ ends.trailingZeroBitCount
                places[count] = TextPlace(from, end)
                from = end &+ 1
                ends &= ends &- 1
                count &+= 1
            }
            count = next
            if left < 64 { return }
            start &+= 64 &- last.leadingZeroBitCount
        }
        addTrimmedPlaces(text, start..<max(start, list.upperBound), &places, &count)
    }

    /// Adds the place of each code of a list without the white space around it.
    @inline(never)
    private static func addTrimmedPlaces(
        _ text: Span<UInt8>, _ list: Range<Int>, _ places: inout MutableSpan<TextPlace>, _ count: inout Int
    ) {
        forEachCode(in: text, list) { place in
            places[count] = TextPlace(place)
            count += 1
        }
    }
}

// MARK: - Codes

extension SoughtCodes {
    /// Reads the code at each place.
    ///
    /// - Returns: whether all of them begin and end with a plain character, so that no white space is around them.
    private mutating func readCodes(_ text: Span<UInt8>, _ lookup: CodeLookup) -> Bool {
        var codes = self.codes
        self.codes = []
        var span = codes.mutableSpan
        var isPlain = true
        let places = self.places
        for index in 0..<count {
            let place = places[index].range
            if place.count <= 16, text.count &- place.lowerBound >= 16 {
                let bytes = text.extracting(place.lowerBound..<place.lowerBound &+ 16)
                let last = bytes[(place.count &- 1) & 15]
                isPlain = isPlain && Self.isPlain(bytes[0]) && Self.isPlain(last)
                span[index] = SoughtCode(eightBytes(bytes, at: 0), eightBytes(bytes, at: 8), count: place.count)
            } else {
                let code = text.extracting(place)
                isPlain = isPlain && Self.isPlain(code[0]) && Self.isPlain(code[code.count - 1])
                span[index] = lookup.sought(code)
            }
        }
        self.codes = codes
        return isPlain
    }

    /// Whether a byte may begin and end a code: it is ASCII and no white space.
    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool { byte &- 0x21 < 0x5E }
}
