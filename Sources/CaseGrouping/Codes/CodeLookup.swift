import ExactAmounts

/// Finds the number of a code that stands in a text with one look: a perfect hash over the codes of a ``CodeNumbering``.
///
/// Each code has a place of its own, so that no branch depends on what stands beside it, and the looks of one case after the
/// other overlap. Codes are compared as they are written first; their case is looked at only when that fails.
///
/// Memory: some 50 bytes a code.
struct CodeLookup: Sendable {
    private let numbering: CodeNumbering
    /// The key of each code as the sheets write it, by number.
    private var keys: [CodeKey]
    /// The first two words of each key: nearly all codes have no more.
    private var heads: [Head]
    /// The number of the code that may stand in each place; 0 for none.
    private var numbers: [UInt32]
    private let placeShift: UInt64
    /// What is mixed into the hashes of each bucket so that they fall into free places.
    private var displacements: [UInt32]
    private let bucketShift: UInt64
    /// Codes have been left out, because of their length or their hashes: what is not found may still be numbered.
    private var isPartial = false

    /// - Complexity: O(codes), a few milliseconds for the national ones.
    init(_ numbering: CodeNumbering) {
        self.numbering = numbering
        var keys = [CodeKey()]
        for text in numbering.texts.dropFirst() { keys.append(CodeKey(asWritten: text.utf8.span) ?? CodeKey()) }
        self.keys = keys
        heads = keys.map { $0.third == 0 ? Head(first: $0.first, second: $0.second) : .none }
        // Four codes a bucket, and at most seven in eight places taken.
        let bucketBits = max(1, Self.bits(for: keys.count / 4))
        let placeBits = max(1, Self.bits(for: keys.count + keys.count / 7))
        bucketShift = UInt64(64 - bucketBits)
        placeShift = UInt64(64 - placeBits)
        displacements = Array(repeating: 0, count: 1 << bucketBits)
        numbers = Array(repeating: 0, count: 1 << placeBits)
        fill()
    }

    /// Two words of a key that has no third.
    private struct Head {
        let first: UInt64
        let second: UInt64

        /// Bytes of ones are no UTF-8: no key is like this.
        static let none = Head(first: .max, second: .max)
    }

    /// The bits of the smallest power of two that is at least so large.
    private static func bits(for count: Int) -> Int { Int.bitWidth - max(0, count - 1).leadingZeroBitCount }

    /// How many displacements are tried for a bucket.
    private static let mostDisplacements: UInt32 = 1 << 16

    private mutating func fill() {
        var buckets = [[UInt32]](repeating: [], count: displacements.count)
        for number in keys.indices.dropFirst() {
            if keys[number] == CodeKey() {
                isPartial = true
            } else {
                buckets[Int(keys[number].caseBlindHash >> bucketShift)].append(UInt32(number))
            }
        }
        // The fullest first, while there is most room.
        let order = buckets.indices.sorted { (buckets[$1].count, $0) < (buckets[$0].count, $1) }
        for bucket in order where !buckets[bucket].isEmpty { settle(buckets[bucket], bucket) }
    }

    private mutating func settle(_ bucket: [UInt32], _ index: Int) {
        let hashes = bucket.map { keys[Int($0)].caseBlindHash }
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
    private func place(_ hash: UInt64, _ displacement: UInt32) -> Int {
        let moved = hash ^ UInt64(displacement) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: (moved &* 0xD6E8_FEB8_6659_FD93) &>> placeShift)
    }

    /// Writes the codes of a list (`J18.900|I10.x00x002`) that stands inside a text behind those that are there.
    ///
    /// - Parameter codes: has room for half as many as the list has bytes, and one more.
    @inline(__always)
    func addSought(
        in text: Span<UInt8>, _ range: Range<Int>, to codes: inout MutableSpan<SoughtCode>, _ codeCount: inout Int
    ) {
        var index = range.lowerBound
        while index < range.upperBound {
            if text.count &- index >= 16 {
                // Sixteen bytes hold nearly every code and what ends it: a bar, or the end of the list.
                let (first, second) = (eightBytes(text, at: index), eightBytes(text, at: index &+ 8))
                let end: UInt64 = 1 &<< UInt64(truncatingIfNeeded: min(range.upperBound &- index, 16))
                let count = (bars(first) | bars(second) &<< 8 | end).trailingZeroBitCount
                if count == 0 {
                    index &+= 1  // an empty code
                    continue
                }
                if count < 16, isPlain(text[index]), isPlain(text[index &+ count &- 1]) {
                    codes[codeCount] = SoughtCode(CodeKey(first, second, count: count))
                    codeCount &+= 1  // below the room
                    index &+= count &+ 1  // at most one beyond the range
                    continue
                }
            }
            index = addOther(in: text, index..<range.upperBound, to: &codes, &codeCount)
        }
    }

    /// A code that is long, or has white space around it, or stands at the end of the text.
    @inline(never)
    private func addOther(
        in text: Span<UInt8>, _ range: Range<Int>, to codes: inout MutableSpan<SoughtCode>, _ codeCount: inout Int
    ) -> Int {
        var end = range.lowerBound
        while end < range.upperBound, text[end] != UInt8(ascii: "|") { end += 1 }
        let code = text.extracting(range.lowerBound..<end)
        let trimmed = code.extracting(trimmedRange(of: code))
        if trimmed.count > 0 {
            let key = CodeKey(asWritten: trimmed)
            codes[codeCount] = key.map(SoughtCode.init) ?? SoughtCode(longCode: numbering.number(of: trimmed))
            codeCount += 1
        }
        return end + 1
    }

    /// Whether a byte may begin and end a code: it is ASCII and no white space.
    @inline(__always)
    private func isPlain(_ byte: UInt8) -> Bool { byte &- 0x21 < 0x5E }

    /// Which of eight bytes are `|`, the first in the lowest bit; those behind the first may be wrong.
    @inline(__always)
    private func bars(_ word: UInt64) -> UInt64 {
        let differences = word ^ eightTimes(UInt8(ascii: "|"))
        // A borrow sets the top bit of the lowest byte that is the same, and perhaps of others above it.
        return topBits((differences &- eightTimes(1)) & ~differences)
    }

    /// Sets the number of each code; 0 for one that has none.
    ///
    /// - Parameter numbers: grows where it has fewer than there are codes, and is not empty afterwards.
    func look(up codes: Span<SoughtCode>, _ numbers: inout [UInt32]) {
        let missing = max(1, codes.count) - numbers.count
        if missing > 0 { numbers.append(contentsOf: repeatElement(0, count: missing)) }
        var found = numbers.mutableSpan
        let (displacements, held, heads) = (displacements.span, self.numbers.span, self.heads.span)
        // In two turns, each so short that the looks of many codes are under way at once.
        for index in codes.indices {
            let hash = codes[index].key.caseBlindHash
            let displacement = displacements[Int(truncatingIfNeeded: hash &>> bucketShift)]
            found[index] = held[place(hash, displacement)]
        }
        for index in codes.indices {
            let (code, number) = (codes[index], found[index])
            let head = heads[Int(number)]
            let isSame = (head.first ^ code.key.first) | (head.second ^ code.key.second) | code.key.third == 0
            if !isSame { found[index] = numberOfOther(code, number) }
        }
    }

    /// A code that is written in another case, or is left out here, or is not numbered.
    @inline(never)
    private func numberOfOther(_ code: SoughtCode, _ number: UInt32) -> UInt32 {
        if let known = code.longNumber { return known }
        let key = code.key.uppercased
        if keys[Int(number)].uppercased == key { return number }
        return isPartial ? numbering.number(of: key) : 0
    }
}

/// A code on its way to its number.
struct SoughtCode: Sendable {
    fileprivate let key: CodeKey

    /// No code.
    init() { key = CodeKey() }

    fileprivate init(_ key: CodeKey) { self.key = key }

    /// A code too long for a key, which has been looked up already.
    fileprivate init(longCode number: UInt32) {
        var key = CodeKey()
        key.first = UInt64(number)
        // Eight bytes of ones are no UTF-8: no key is like this.
        key.third = .max
        self.key = key
    }

    fileprivate var longNumber: UInt32? { key.third == .max ? UInt32(truncatingIfNeeded: key.first) : nil }
}
