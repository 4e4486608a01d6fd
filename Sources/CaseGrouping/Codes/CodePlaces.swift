import ExactAmounts

/// Where the codes of many lists (`J18.900|I10.x00x002`) stand in one text.
struct CodePlaces: Sendable {
    /// Room for the places.
    private var room: [TextPlace] = []
    private(set) var count = 0

    /// How many places are written without asking how many there are.
    private static let atOnce = 4

    /// A code at a place.
    subscript(index: Int) -> TextPlace { room[index] }

    /// Finds the codes of cases; empty ones are left out.
    ///
    /// - Parameters:
    ///   - isTrimmed: whether white space around a code is left out too. It takes longer.
    ///   - ends: set to where the codes of each case's lists end.
    mutating func find(
        in text: Span<UInt8>, _ cases: [PendingCases.Single], isTrimmed: Bool, ends: inout [PendingCases.ListEnds]
    ) {
        // Moved out and back: an array that is a property of self is checked for each code.
        var places = room
        room = []
        Self.makeRoom(for: cases, &places)
        ends.removeAll(keepingCapacity: true)
        var span = places.mutableSpan
        count = 0
        if isTrimmed {
            for single in cases {
                let middle = Self.addTrimmed(text, single.diagnoses, &span, count)
                count = Self.addTrimmed(text, single.procedures, &span, middle)
                ends.append(PendingCases.ListEnds(diagnoses: middle, procedures: count))
            }
        } else {
            for single in cases {
                // Most cases have fewer procedures than diagnoses.
                let middle = Self.add(text, single.diagnoses, words: 8, &span, count)
                count = Self.add(text, single.procedures, words: 4, &span, middle)
                ends.append(PendingCases.ListEnds(diagnoses: middle, procedures: count))
            }
        }
        room = places
    }

    private static func makeRoom(for cases: [PendingCases.Single], _ places: inout [TextPlace]) {
        // A code has a byte, and a bar behind it unless it is the last.
        var most = atOnce
        for single in cases {
            most += (single.diagnoses.count / 2 + 1) + (single.procedures.count / 2 + 1)
        }
        if most <= places.count { return }
        places.append(contentsOf: repeatElement(TextPlace(), count: most - places.count))
    }

    /// Adds the place of each code of a list, some words at a time, and returns how many places there are then.
    ///
    /// How many codes a list has follows no rule, so that a branch on it is foreseen badly: it has none for up to four codes.
    @inline(__always)
    private static func add(
        _ text: Span<UInt8>, _ list: TextPlace, words: Int, _ places: inout MutableSpan<TextPlace>, _ known: Int
    ) -> Int {
        var (start, count) = (Int(list.start), known)
        while true {
            let left = Int(list.end) &- start
            guard text.count &- start >= 8 &* words else { break }
            var ends = flaggedBytes(text, at: start, words: words) { word in
                // The first sum sets a byte's top bit from "|" on, the second from "}" on.
                (word &+ eightTimes(0x80 - 0x7C)) ^ (word &+ eightTimes(0x80 - 0x7D))
            }
            if left < 8 &* words {
                let end: UInt64 = 1 &<< UInt64(truncatingIfNeeded: left)
                ends = ends & (end &- 1) | (left == 0 ? 0 : end)
            } else if ends == 0 {
                break  // a code as long as that
            }
            // An empty code is left out with more care.
            guard ends & (ends &<< 1 | 1) == 0 else { break }
            let (all, next) = (ends, count &+ ends.nonzeroBitCount)
            var codeStart = start
            repeat {
                precondition(count >= 0 && count <= places.count &- atOnce)  // one check for all
                for place in 0..<atOnce {
                    let end = start &+ ends.trailingZeroBitCount
                    places[count &+ place] = TextPlace(codeStart, end)
                    codeStart = end &+ 1
                    ends &= ends &- 1
                }
                count &+= atOnce
            } while ends != 0
            count = next
            if left < 8 &* words { return count }
            start &+= 64 &- all.leadingZeroBitCount
        }
        return addTrimmed(text, TextPlace(start, max(start, Int(list.end))), &places, count)
    }

    /// Adds the place of each code of a list without the white space around it.
    @inline(never)
    private static func addTrimmed(
        _ text: Span<UInt8>, _ list: TextPlace, _ places: inout MutableSpan<TextPlace>, _ known: Int
    ) -> Int {
        var count = known
        forEachCode(in: text, list.range) { place in
            places[count] = TextPlace(place)
            count += 1
        }
        return count
    }
}
