import ExactAmounts
import Testing

/// Rows found 64 bytes at a time are those that are found byte by byte.
@Suite("CSVReader: plain rows") struct CSVPlainRowTests {
    // MARK: Texts whose rows are known

    /// A field as it is written, and what it says.
    struct Field {
        let text: String
        let value: String

        init(_ text: String, _ value: String) { (self.text, self.value) = (text, value) }
    }

    /// White space, of which none may be dropped inside a field and all is around one.
    private static let spaces = ["", "", "", "", "", " ", " ", "  ", "\t", "\u{3000}", " \u{3000}\t "]

    private static let plain = [
        "", "", "1", "0", "42", "A21", "J18.900", "-", ".", "~", "S2022000001", "2022-01-31", "12345.67", "\u{7F}", "+",
        "!", "a-b",
        "I10.x00x002|E11.900", "0123456789012345678901234567890123456789012345678901234567890123456789", "{}|~",
    ]
    /// Inside a field, white space and what is not ASCII stays.
    private static let mixed = [
        "a b", "a  b", "x -", "1 2 3", "a\tb", "a\u{3000}b", "a !", "a #", "内科", "é", "a 内", "内 b", "🙂",
        "\u{2028}", "a\u{A0}", "\u{1}", "a\u{B}b", "x \u{7F}", "a {", "a z", "a \u{1F}b", "#\u{1}#",
    ]
    private static let quoted = [
        "", "a,b", "x\"y", "\"", "a\nb", "a\r\nb", " 内 ", "1", ",,", "\n", "\"\"", "\u{3000}q\t",
    ]

    private static func field(_ random: inout SeededRandom, _ kinds: Int) -> Field {
        switch random.below(kinds) {
        case 3:
            let text = random.element(of: mixed)
            return Field(random.element(of: spaces) + text + random.element(of: spaces), text)
        case 4:
            let value = random.element(of: quoted)
            let text = "\"\(value.replacing("\"", with: "\"\""))\""
            return Field(random.element(of: spaces) + text + random.element(of: spaces), stripped(value))
        case 2:
            let text = random.element(of: plain)
            return Field(random.element(of: spaces) + text + random.element(of: spaces), text)
        default:
            let text = random.element(of: plain)
            return Field(text, text)
        }
    }

    private static func stripped(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        let white: [Unicode.Scalar] = [" ", "\t", "\u{3000}"]
        while let first = scalars.first, white.contains(first) { scalars.removeFirst() }
        while let last = scalars.last, white.contains(last) { scalars.removeLast() }
        return String(scalars)
    }

    /// A text with its rows.
    struct Known {
        var text = ""
        var rows: [CSVReading.Row] = []

        /// - Parameter kinds: 2 for plain fields alone, up to 5 for quoted ones too.
        init(_ random: inout SeededRandom, rows count: Int, kinds: Int) {
            var line = 1
            let ends = random.element(of: [["\n"], ["\r\n"], ["\n", "\r\n"]])
            for number in 0..<count {
                let end = random.element(of: ends)
                if random.below(12) == 0 {
                    text += end
                    line += 1
                }
                let width = random.below(40) == 0 ? 90 : 1 + random.below(9)
                let fields = (0..<width).map { _ in CSVPlainRowTests.field(&random, kinds) }
                let row = fields.map(\.text).joined(separator: ",")
                // A row of one empty field is an empty line, which is no row.
                if !row.isEmpty { rows.append(CSVReading.Row(line: line, fields: fields.map(\.value))) }
                text += row
                if number + 1 < count || random.below(2) == 0 { text += end }
                line += 1 + row.utf8.count { $0 == UInt8(ascii: "\n") }
            }
        }
    }

    private static func isRead(_ known: Known, _ reading: CSVReading) -> Bool {
        reading.fault == nil && reading.rows == known.rows
    }

    @Test(arguments: seeds, 2...5) func `the rows of a random text are those that were written`(
        seed: UInt64, kinds: Int
    ) {
        var random = SeededRandom(seed: seed &+ UInt64(kinds))
        expectForAll((0..<150).lazy.map { _ in Known(&random, rows: 1 + random.below(30), kinds: kinds) }) { known in
            let bytes = Array(known.text.utf8)
            return Self.isRead(known, CSVReading(bytes, blockSize: .max))
                && Self.isRead(known, CSVReading(bytes, blockSize: 1 + random.below(200)))
                && ReferenceCSV(known.text).reading.rows == known.rows
        }
    }

    @Test(arguments: seeds) func `blocks of 1 to 70 bytes and rows one by one give the rows of the whole`(seed: UInt64)
    {
        var random = SeededRandom(seed: seed &+ 99)
        expectForAll((0..<8).lazy.map { _ in Known(&random, rows: 25, kinds: 2 + random.below(4)) }) { known in
            let bytes = Array(known.text.utf8)
            let lines = known.text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            // Line by line, a row ends within the last bytes of the text that is at hand.
            let ends = lines.enumerated().map { Array($1) + ($0 + 1 < lines.count ? [UInt8(ascii: "\n")] : []) }
            return (1...70).allSatisfy { Self.isRead(known, CSVReading(bytes, blockSize: $0)) }
                && Self.isRead(known, CSVReading(blocks: ends))
        }
    }

    // MARK: One character at every place

    /// What may stand in a row of plain bytes, and decides how it is read.
    static let characters = [
        ",", "\n", "\r\n", " ", "  ", "\t", "\u{3000}", "\"", "\"\"", "\"q\"", ",\"q,\",", "内", "\r", "\0", "\u{1}",
        "!", "#", "-",
        "\u{7F}", ",,", ", ", " ,", "\n\n", " \n", "\n ", ",\n", "\n,", ",\r\n", "\r\n,", "\r\n\r\n", "\"\n\"",
        " \"q\" ", "\u{80}",
    ]

    @Test(arguments: characters) func `a character at any of 150 places is read as the reference reads it`(
        character: String
    ) {
        expectForAll(0...150) { place in
            let row = String(repeating: "abcd.5,", count: 22)
            let text = "\(row.prefix(place))\(character)\(row.dropFirst(place))\n1,2\n\(row)\r\n\(row)"
            let bytes = Array(text.utf8)
            let whole = CSVReading(bytes, blockSize: .max)
            return ReferenceCSV(text).agrees(with: whole) && CSVReading(bytes, blockSize: 61) == whole
        }
    }

    @Test(arguments: [
        ("\u{20}", "-"), (" ", "z"), (" ", "\u{7F}"), (" ", ","), (" ", "!"), (" ", "内"), (" ", " "), ("\t", "a"),
    ])
    func `white space at any place stays or goes by what stands beside it`(space: String, next: String) {
        let row = String(repeating: "x", count: 140) + ","
        expectForAll(0...140) { place in
            let text = "\(row.prefix(place))\(space)\(next)\(row.dropFirst(place))1\n2,\(row)\n"
            return ReferenceCSV(text).agrees(with: CSVReading(text))
        }
    }

    // MARK: Noise

    @Test(arguments: seeds) func `random noise of a few characters is rows or the reference's fault`(seed: UInt64) {
        var random = SeededRandom(seed: seed &+ 7)
        let letters = [
            ",", ",", ",", "a", "b1", "c-9", " ", "\n", "\n", "\r\n", "\t", "\u{3000}", "内", "0", "~", "J18.900",
            "\"x\"", "\"", "\r",
        ]
        expectForAll((0..<1500).lazy.map { _ in random.below(400) }) { length in
            // Quotes and lone carriage returns end most texts soon, so that only some have them.
            let kinds = letters.count - random.element(of: [3, 3, 3, 2, 1, 0])
            let text = (0..<length).map { _ in letters[random.below(kinds)] }.joined()
            let bytes = Array(text.utf8)
            let whole = CSVReading(bytes, blockSize: .max)
            return ReferenceCSV(text).agrees(with: whole)
                && CSVReading(bytes, blockSize: 1 + random.below(70)) == whole
        }
    }

    @Test func `a row as long as the limit is read and one byte more is not, at any length`() {
        expectForAll(pairs(Array(1...200), ["", "\n", "\r\n", "\nx,y\n"])) { length, ending in
            let text = "a,b\n" + String(repeating: "x", count: length) + ending + String(repeating: "z,", count: 40)
            let bytes = Array(text.utf8)
            let longest = ending.isEmpty ? length + 80 : max(length, 80)
            let fits = CSVReading(bytes, blockSize: .max, rowLimit: longest)
            let tooLong = CSVReading(bytes, blockSize: .max, rowLimit: longest - 1)
            return fits == CSVReading(bytes, blockSize: .max) && fits.fault == nil && tooLong.fault?.code == .rowTooLong
                && tooLong == CSVReading(bytes, blockSize: 1, rowLimit: longest - 1)
        }
    }

    @Test func `a text of many batches is read as it was written`() {
        var random = SeededRandom(seed: 5)
        let known = Known(&random, rows: 4000, kinds: 3)
        #expect(known.text.utf8.count > 100_000)
        #expect(Self.isRead(known, CSVReading(known.text)))
        #expect(Self.isRead(known, CSVReading(known.text, blockSize: 4097)))
    }
}

/// Eight bytes of a text in one word.
@Suite("Eight bytes") struct EightBytesTests {
    /// Eight bytes as a word, the first in the low end.
    private static func word(_ bytes: [UInt8]) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    @Test(arguments: seeds) func `a word holds eight bytes from any place, the first in the low end`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let bytes = (0..<40).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        expectForAll(0...32) { start in
            eightBytes(bytes.span, at: start) == Self.word(Array(bytes[start..<start + 8]))
        }
        expectForAll(UInt8.min...UInt8.max) { eightTimes($0) == Self.word([UInt8](repeating: $0, count: 8)) }
    }

    @Test(arguments: 1...8) func `the digits of every length are the number that Int reads`(count: Int) {
        var random = SeededRandom(seed: UInt64(count))
        let largest = (0..<count).reduce(1) { number, _ in number * 10 } - 1
        let borders = [0, 1, 9, 10, 99, 100, 12_345_678, 90_909_090, largest / 2, largest - 1, largest].filter {
            $0 <= largest
        }
        expectForAll(borders + (0..<2000).map { _ in random.below(largest + 1) }) { number in
            let digits = String(number)
            let text = Array((String(repeating: "0", count: count - digits.count) + digits).utf8)
            // Whatever stands behind the digits.
            let behind = (0..<8 - count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            return upToEightDigits(Self.word(text + behind), count: count) == number
                && Int(String(decoding: text, as: UTF8.self)) == number
        }
    }

    @Test(arguments: 1...8) func `a byte that is no digit, at any place among them, is no number`(count: Int) {
        expectForAll(pairs(Array(0..<count), Array(UInt8.min...UInt8.max))) { place, byte in
            expectedDigits(count: count, place, byte)
        }
        // Two of them, whose carries might make up for one another.
        if count < 2 { return }
        let bytes: [UInt8] = [0x00, 0x20, 0x2F, 0x30, 0x39, 0x3A, 0x7F, 0x80, 0xB0, 0xB9, 0xC5, 0xFF]
        expectForAll(pairs(bytes, bytes)) { one, other in
            (0..<count - 1).allSatisfy { place in
                var text = [UInt8](repeating: 0x39, count: 8)
                (text[place], text[place + 1]) = (one, other)
                return upToEightDigits(Self.word(text), count: count) == Self.number(text.prefix(count))
            }
        }
    }

    private func expectedDigits(count: Int, _ place: Int, _ byte: UInt8) -> Bool {
        [UInt8(ascii: "0"), UInt8(ascii: "5"), UInt8(ascii: "9")].allSatisfy { digit in
            var text = [UInt8](repeating: digit, count: 8)
            text[place] = byte
            return upToEightDigits(Self.word(text), count: count) == Self.number(text.prefix(count))
        }
    }

    /// The number of bytes that are all digits.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        var number = 0
        for byte in bytes {
            guard (0x30...0x39).contains(byte) else { return nil }
            number = number * 10 + Int(byte - 0x30)
        }
        return number
    }

    @Test func `the top bits of eight bytes are eight bits, the first the lowest`() {
        expectForAll(pairs(Array(0..<256), [0x00, 0x01, 0x55, 0x7F] as [UInt8])) { (bits: Int, rest: UInt8) in
            let bytes = (0..<8).map { place in rest | (bits >> place & 1 == 1 ? 0x80 : 0) }
            return topBits(Self.word(bytes)) == UInt64(bits)
        }
        var random = SeededRandom(seed: 3)
        expectForAll((0..<5000).lazy.map { _ in random.next() }) { word in
            topBits(word) == (0..<8).reduce(0) { $0 | (word >> (UInt64($1) * 8 + 7) & 1) << UInt64($1) }
        }
    }
}
