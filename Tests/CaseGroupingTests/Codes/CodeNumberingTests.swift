import ExactAmounts
import Testing

@testable import CaseGrouping

@Suite("Numbering of codes") struct CodeNumberingTests {
    static func numbering(_ codes: [String]) -> CodeNumbering {
        var numbering = CodeNumbering()
        for code in codes { _ = numbering.insert(code.utf8.span) }
        return numbering
    }

    static let codes = [
        "A", "A01", "A01.000", "I10.x00x002", "A06.800x004+N51.2*", "12345678", "123456789", "1234567890123456",
        "12345678901234567", "ABCDEFGHIJKLMNOPQRSTUVWX", "ABCDEFGHIJKLMNOPQRSTUVWXY",
        "A very long code of more than 24 bytes",
        "A very long code of more than 24 bytez", "肺炎", "é.000", "É.000", "{|}~@[`", "Z00.000", "z", "a@b[c`d{e",
    ]

    @Test
    func `codes are numbered densely from 1 in the order in which they come`() {
        let numbering = Self.numbering(Self.codes)
        #expect(numbering.count == Self.codes.count)
        for (place, code) in Self.codes.enumerated() {
            #expect(numbering.number(of: code) == UInt32(place + 1))
            #expect(numbering.texts[place + 1] == code)
        }
        #expect(numbering.texts[0] == "")
    }

    @Test(arguments: codes)
    func `ASCII case and white space around a code do not count, and nothing else is dropped`(code: String) {
        var numbering = Self.numbering(["first", code])
        let lower = code.lowercasedASCII
        for text in [
            code, lower, plainCode(code), " \(code)", "\(code) ", "\t\(code)\t ", "\u{3000}\(code)", "\(code)\u{3000}",
            " \u{3000}\t\(lower)\u{3000} \u{3000}",
        ] {
            #expect(numbering.number(of: text) == 2, "\(text.debugDescription)")
            let again = numbering.insert(text.utf8.span)
            #expect(again == 2 && numbering.count == 2)
        }
        for text in [
            "\(code).", "\(code)0", ".\(code)", "\(code)\u{A0}", "\u{2003}\(code)", "\(code)\n", "x\(code)",
            "\(code) \(code)",
        ] {
            #expect(numbering.number(of: text) == 0, "\(text.debugDescription)")
        }
    }

    @Test(arguments: ["", " ", "\t", "\u{3000}", " \u{3000}\t "])
    func `no code has number 0 and is never numbered`(text: String) {
        var numbering = Self.numbering(["A"])
        let inserted = numbering.insert(text.utf8.span)
        #expect(numbering.number(of: text) == 0 && inserted == 0 && numbering.count == 1)
        #expect(CodeNumbering().number(of: text) == 0)
    }

    @Test(arguments: ["〇1.000", "あ", "ㄅ01", "㎎", "\u{3001}x"])
    func `a code may begin with any character but white space`(code: String) {
        var numbering = Self.numbering([code])
        let again = numbering.insert(code.utf8.span)
        #expect(numbering.number(of: code) == 1)
        #expect(again == 1 && numbering.count == 1)
    }

    @Test(arguments: 1...4)
    func `many random codes are told apart, in whatever text they stand`(seed: Int) {
        var random = SplitMix64(seed: seed)
        let letters = Array("ABCXYZ0123456789.+*x")
        var numbers: [String: UInt32] = [:]
        var numbering = CodeNumbering()
        var written: [String] = []
        for _ in 0..<4000 {
            let code = String((0..<(1 + random.below(random.chance(90) ? 12 : 30))).map { _ in random.pick(letters) })
            let number = numbering.insert(code.utf8.span)
            let known = numbers[plainCode(code)]
            #expect(known == nil || known == number)
            numbers[plainCode(code)] = number
            written.append(code)
        }
        #expect(numbering.count == numbers.count)
        #expect(Set(numbers.values).count == numbers.count)
        for (code, number) in numbers { #expect(numbering.number(of: code.lowercasedASCII) == number) }
        // The same codes in lists inside one text, between codes without a number and in spellings of all kinds: all plain,
        // with empty codes, with white space around some.
        let lookup = CodeLookup(numbering)
        for (count, spaces, bars) in [1, 7, 500, 4000].flatMap({ [($0, 0, 0), ($0, 0, 10), ($0, 1, 0), ($0, 30, 30)] })
        {
            var (text, ranges, expected) = ("", [Range<Int>](), [[UInt32]]())
            while expected.joined().count < count {
                let start = text.utf8.count
                var (list, codes) = ([UInt32](), [String]())
                for _ in 0..<random.below(random.chance(80) ? 5 : 14) {
                    let code = random.pick(written)
                    let isKnown = random.chance(80)
                    let spelling =
                        isKnown ? random.pick([code, code, code.lowercasedASCII, plainCode(code)]) : "!\(code)"
                    codes.append(random.chance(spaces) ? " \(spelling)\u{3000}" : spelling)
                    if random.chance(bars) { codes.append(random.pick(["", "", " "])) }
                    list.append(isKnown ? numbers[plainCode(code)] ?? 0 : 0)
                }
                text += codes.joined(separator: "|")
                ranges.append(start..<text.utf8.count)
                expected.append(list)
                text += random.pick(["", ",", "|", "xyz", "\n"])
            }
            #expect(Self.look(up: ranges, in: text, lookup) == expected)
        }
    }

    /// The numbers of the codes of each list.
    static func look(up ranges: [Range<Int>], in text: String, _ lookup: CodeLookup) -> [[UInt32]] {
        var pending = PendingCases()
        for place in stride(from: 0, to: ranges.count, by: 2) {
            let second = place + 1 < ranges.count ? ranges[place + 1] : 0..<0
            pending.append(HeldValues(), diagnoses: TextPlace(ranges[place]), procedures: TextPlace(second))
        }
        pending.lookUp(in: text.utf8.span, lookup)
        var start = 0
        let lists = pending.ends.flatMap { [$0.diagnoses, $0.procedures] }.map { end in
            defer { start = end }
            return Array(pending.numbers[start..<end])
        }
        return Array(lists.prefix(ranges.count))
    }

    @Test(arguments: codes)
    func `a code is looked up as it is numbered, however it is written`(code: String) {
        let lookup = CodeLookup(Self.numbering(["first", code]))
        let spellings = [
            code, code.lowercasedASCII, plainCode(code), " \(code)", "\(code) ", "\t\(code)\t ", "\u{3000}\(code)",
        ]
        let text = spellings.joined(separator: "|")
        let known = [[UInt32](repeating: code.contains("|") ? 0 : 2, count: spellings.count)]
        if !code.contains("|") { #expect(Self.look(up: [0..<text.utf8.count], in: text, lookup) == known) }
        // Alone it stands at the end of its text, with more behind it inside.
        for behind in ["", ",", String(repeating: "x", count: 40)] where !code.contains("|") {
            #expect(Self.look(up: [0..<code.utf8.count], in: code + behind, lookup) == [[2]])
            #expect(Self.look(up: [0..<code.utf8.count + 1], in: "\(code)0\(behind)", lookup) == [[0]])
        }
        #expect(Self.look(up: [0..<0, 0..<3], in: "|||", lookup) == [[], []])
    }

    @Test
    func `codes with one hash are told apart by the other way`() {
        // The hash does not see the case of a letter, nor the bit that would tell "0" from "\u{10}".
        let alike = ["A0", "a\u{10}", "A1", "A\u{11}"]
        let lookup = CodeLookup(Self.numbering(alike))
        for (place, code) in alike.enumerated() {
            let text = "x\(code)|"
            #expect(Self.look(up: [1..<text.utf8.count], in: text, lookup) == [[UInt32(place + 1)]])
        }
        let empty = CodeLookup(CodeNumbering())
        #expect(Self.look(up: [0..<2], in: "A0", empty) == [[0]])
    }

    @Test
    func `the 512 codes that share a slot are told apart`() {
        // Keys whose hashes begin alike fall into one slot of the smallest table and into few of the larger ones.
        var chosen: [String] = []
        var number = 0
        while chosen.count < 512 {
            let code = "C\(number)"
            if let key = CodeKey(code.utf8.span), key.hash >> 58 == 63 { chosen.append(code) }
            number += 1
        }
        let numbering = Self.numbering(chosen)
        #expect(chosen.map { numbering.number(of: $0) } == (1...512).map { UInt32($0) })
        #expect(numbering.number(of: "C\(number)") == 0)
    }
}

@Suite("Keys of codes") struct CodeKeyTests {
    @Test(arguments: 0...30)
    func `a key is the same from a text of its own and from inside a longer one, up to 24 bytes`(length: Int) {
        let code = String("aB3.x0X002+Nz[`{@~Q-9_kLmNoPqR".prefix(length))
        let own = CodeKey(code.utf8.span)
        #expect((own == nil) == (length > CodeKey.longest))
        guard (1...16).contains(length) else { return }
        // From two words of a longer text, whatever stands behind the code.
        let text = code + String(repeating: "y", count: 16)
        let bytes = text.utf8.span
        let inside = SoughtCode(eightBytes(bytes, at: 0), eightBytes(bytes, at: 8), count: length)
        #expect(SoughtCode(code.utf8.span) == inside)
        #expect(SoughtCode(code.lowercasedASCII.utf8.span)?.caseBlindHash == inside.caseBlindHash)
    }

    @Test
    func `a letter is made upper case at every place and no other byte is changed`() {
        for byte in UInt8.min...UInt8.max {
            let isLower = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            for place in 0..<24 {
                var (left, right) = ([UInt8](repeating: 0x2E, count: 24), [UInt8](repeating: 0x2E, count: 24))
                left[place] = byte
                right[place] = isLower ? byte - 32 : byte
                let (key, plain) = (CodeKey(left.span), CodeKey(right.span))
                guard key == plain else {
                    Issue.record("byte \(byte) at \(place)")
                    continue
                }
                right[place] ^= 0x20
                let isLetter = isLower || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                let other = CodeKey(right.span)
                if (key == other) != isLetter { Issue.record("byte \(byte) at \(place) without its case bit") }
            }
        }
    }

    @Test
    func `a code is not the same as it with zeros, spaces or dots behind it`() {
        #expect(CodeKey("A01".utf8.span) != CodeKey("A010".utf8.span))
        #expect(CodeKey("A01".utf8.span) != CodeKey("A01 ".utf8.span))
        #expect(CodeKey("A01".utf8.span) != CodeKey("A01.".utf8.span))
        #expect(CodeKey("".utf8.span) == CodeKey())
    }
}
