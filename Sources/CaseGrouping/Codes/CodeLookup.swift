import ExactAmounts

/// Finds the number of a code that stands in a text with one look: a perfect hash over the codes of a ``CodeNumbering``.
///
/// Each code has a place of its own, so that no branch depends on what stands beside it, and the looks of one case after the
/// other overlap. Codes are compared as they are written first; their case is looked at only when that fails.
///
/// Memory: some 25 bytes a code.
struct CodeLookup: Sendable {
    private let numbering: CodeNumbering
    /// Each code as the sheets write it, by number; no code where it is longer than two words.
    private var codes: [SoughtCode]
    /// The number of the code that may stand in each place; 0 for none.
    private var numbers: [UInt32]
    private let placeShift: UInt64
    /// What is mixed into the hashes of each bucket so that they fall into free places.
    private var displacements: [UInt32]
    private let bucketShift: UInt64
    /// Codes have been left out because of their hashes: what is not found may still be numbered.
    private var isPartial = false

    /// - Complexity: O(codes), a few milliseconds for the national ones.
    init(_ numbering: CodeNumbering) {
        self.numbering = numbering
        codes = numbering.texts.map { SoughtCode($0.utf8.span) ?? SoughtCode() }
        // Four codes a bucket, and at most seven in eight places taken.
        let bucketBits = max(1, Self.bits(for: codes.count / 4))
        let placeBits = max(1, Self.bits(for: codes.count + codes.count / 7))
        bucketShift = UInt64(64 - bucketBits)
        placeShift = UInt64(64 - placeBits)
        displacements = Array(repeating: 0, count: 1 << bucketBits)
        numbers = Array(repeating: 0, count: 1 << placeBits)
        fill()
    }

    /// The bits of the smallest power of two that is at least so large.
    private static func bits(for count: Int) -> Int { Int.bitWidth - max(0, count - 1).leadingZeroBitCount }

    /// How many displacements are tried for a bucket.
    private static let mostDisplacements: UInt32 = 1 << 16

    private mutating func fill() {
        var buckets = [[UInt32]](repeating: [], count: displacements.count)
        for number in codes.indices where codes[number] != SoughtCode() {
            buckets[bucket(codes[number].caseBlindHash)].append(UInt32(number))
        }
        // The fullest first, while there is most room.
        let order = buckets.indices.sorted { (buckets[$1].count, $0) < (buckets[$0].count, $1) }
        for bucket in order where !buckets[bucket].isEmpty { settle(buckets[bucket], bucket) }
    }

    private mutating func settle(_ bucket: [UInt32], _ index: Int) {
        let hashes = bucket.map { codes[Int($0)].caseBlindHash }
        // Two codes of one hash fall into one place however they are moved.
        if Set(hashes).count == hashes.count {
            var places: [Int] = []
            for displacement in 0..<Self.mostDisplacements {
                places.removeAll(keepingCapacity: true)
                for hash in hashes {
                    let place = place(hash, displacement)
                    if numbers[place] != 0 || places.contains(place) { break }
                    places.append(place)
                }
                if places.count < hashes.count { continue }
                displacements[index] = displacement
                for (place, number) in zip(places, bucket) { numbers[place] = number }
                return
            }
        }
        isPartial = true
    }

    @inline(__always)
    private func bucket(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> bucketShift) }

    @inline(__always)
    private func place(_ hash: UInt64, _ displacement: UInt32) -> Int {
        Int(truncatingIfNeeded: ((hash ^ UInt64(displacement)) &* 0xD6E8_FEB8_6659_FD93) &>> placeShift)
    }

    /// Sets the number of the code at each place; 0 for one that has none.
    ///
    /// - Parameters:
    ///   - codes: room for the codes, as much as `numbers` has.
    ///   - numbers: grows until it has eight more than there are codes.
    /// - Returns: whether all codes begin and end with a plain character, so that no white space is around one.
    func look(
        up places: CodePlaces, in text: Span<UInt8>, _ codes: inout [SoughtCode], _ numbers: inout [UInt32]
    ) -> Bool {
        let missing = places.count + 8 - numbers.count
        if missing > 0 {
            codes.append(contentsOf: repeatElement(SoughtCode(), count: missing))
            numbers.append(contentsOf: repeatElement(0, count: missing))
        }
        var sought = codes.mutableSpan
        var found = numbers.mutableSpan
        let (displacements, held, known) = (displacements.span, self.numbers.span, self.codes.span)
        var isPlain = true
        // In turns so short that the looks of many codes are under way at once.
        for index in 0..<places.count { sought[index] = read(text, places[index], &isPlain) }
        for index in 0..<places.count {
            let hash = sought[index].caseBlindHash
            found[index] = held[place(hash, displacements[bucket(hash)])]
        }
        for index in 0..<places.count {
            let number = found[index]
            if known[Int(number)] != sought[index] { found[index] = numberOfOther(sought[index], number) }
        }
        return isPlain
    }

    /// Reads a code that is not empty.
    @inline(__always)
    private func read(_ text: Span<UInt8>, _ place: TextPlace, _ isPlain: inout Bool) -> SoughtCode {
        let start = Int(place.start)
        guard place.count <= 16, text.count &- start >= 16 else {
            let code = text.extracting(place.range)
            isPlain = isPlain && self.isPlain(code[0]) && self.isPlain(code[code.count - 1])
            return SoughtCode(code) ?? SoughtCode(longCode: numbering.number(of: code))
        }
        let bytes = text.extracting(start..<start &+ 16)
        let last = bytes[(place.count &- 1) & 15]  // the mask changes nothing and spares a check
        isPlain = isPlain && self.isPlain(bytes[0]) && self.isPlain(last)
        return SoughtCode(eightBytes(bytes, at: 0), eightBytes(bytes, at: 8), count: place.count)
    }

    /// Whether a byte may begin and end a code: it is ASCII and no white space.
    @inline(__always)
    private func isPlain(_ byte: UInt8) -> Bool { byte &- 0x21 < 0x5E }

    /// A code that is written in another case, or is left out here, or is not numbered.
    @inline(never)
    private func numberOfOther(_ code: SoughtCode, _ number: UInt32) -> UInt32 {
        if let known = code.longNumber { return known }
        if codes[Int(number)].uppercased == code.uppercased { return number }
        return isPartial ? numbering.number(of: code.uppercased) : 0
    }
}
