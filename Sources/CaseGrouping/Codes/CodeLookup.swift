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
    private func bucket(_ hash: UInt64) -> Int {
        Int(truncatingIfNeeded: (hash &* 0xC2B2_AE3D_27D4_EB4F) &>> bucketShift)
    }

    @inline(__always)
    private func place(_ hash: UInt64, _ displacement: UInt32) -> Int {
        return Int(truncatingIfNeeded: ((hash ^ UInt64(displacement)) &* 0xD6E8_FEB8_6659_FD93) &>> placeShift)
    }

    /// A code on its way to its number.
    ///
    /// - Parameter code: without white space around it.
    func sought(_ code: Span<UInt8>) -> SoughtCode {
        SoughtCode(code) ?? SoughtCode(longCode: numbering.number(of: code))
    }

    /// Sets the number of each code; 0 for one that has none.
    ///
    /// - Parameter numbers: grows until it has eight more than there are codes.
    func look(up codes: Span<SoughtCode>, _ numbers: inout [UInt32]) {
        let missing = codes.count + 8 - numbers.count
        if missing > 0 { numbers.append(contentsOf: repeatElement(0, count: missing)) }
        var found = numbers.mutableSpan
        let (displacements, held, known) = (displacements.span, self.numbers.span, self.codes.span)
        // In two turns, each so short that the looks of many codes are under way at once.
        for index in codes.indices {
            let hash = codes[index].caseBlindHash
            found[index] = held[place(hash, displacements[bucket(hash)])]
        }
        for index in codes.indices {
            let (code, number) = (codes[index], found[index])
            if known[Int(number)] != code { found[index] = numberOfOther(code, number) }
        }
    }

    /// A code that is written in another case, or is left out here, or is not numbered.
    @inline(never)
    private func numberOfOther(_ code: SoughtCode, _ number: UInt32) -> UInt32 {
        if let known = code.longNumber { return known }
        if codes[Int(number)].uppercased == code.uppercased { return number }
        return isPartial ? numbering.number(of: code.uppercased) : 0
    }
}

/// A code of at most 16 bytes on its way to its number, in the case in which it is written.
struct SoughtCode: Sendable, Equatable {
    private let first: UInt64
    private let second: UInt64

    /// No code.
    init() { (first, second) = (0, 0) }

    /// A code that stands alone; nil for one that is too long.
    init?(_ text: Span<UInt8>) {
        guard text.count <= 16, let key = CodeKey(asWritten: text) else { return nil }
        (first, second) = (key.first, key.second)
    }

    /// A code of 1 to 16 bytes that begins in two words, whatever stands behind it.
    @inline(__always)
    init(_ first: UInt64, _ second: UInt64, count: Int) {
        // Shifts take the low six bits of their amount: without a branch, for lengths follow one another without rule.
        let low = UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* min(count, 8))
        let high = UInt64.max &>> UInt64(truncatingIfNeeded: 128 &- 8 &* count)
        self.first = first & low
        self.second = count > 8 ? second & high : 0
    }

    /// A longer code, which has been looked up already.
    fileprivate init(longCode number: UInt32) {
        // Eight bytes of ones are no UTF-8: no code is like this.
        (first, second) = (UInt64(number), .max)
    }

    fileprivate var longNumber: UInt32? { second == .max ? UInt32(truncatingIfNeeded: first) : nil }

    fileprivate var uppercased: CodeKey {
        var key = CodeKey()
        (key.first, key.second) = (first, second)
        return key.uppercased
    }

    /// A hash that is the same for a letter in both cases.
    @inline(__always)
    var caseBlindHash: UInt64 {
        let (blindFirst, blindSecond) = (first & eightTimes(0xDF), second & eightTimes(0xDF))
        let mixed = blindFirst &* 0x9E37_79B9_7F4A_7C15 ^ blindSecond &* 0x1656_67B1_9E37_79F9
        return mixed ^ mixed &>> 32
    }

    @inline(__always)
    static func == (left: SoughtCode, right: SoughtCode) -> Bool {
        (left.first ^ right.first) | (left.second ^ right.second) == 0
    }
}
