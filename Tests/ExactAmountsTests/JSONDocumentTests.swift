import ExactAmounts
import Foundation
import Testing

@Suite("JSONDocument") struct JSONDocumentTests {
    @Test(
        arguments: [
            ("null", "null"), (" true ", "true"), ("\tfalse\r\n", "false"), ("\"\"", "\"\""), ("[]", "[]"),
            ("{}", "{}"), ("[ ]", "[]"), ("{\n}", "{}"),
            ("\u{FEFF}[1]", "[1]"), ("0", "0"), ("-0", "-0"), ("10", "10"), ("-1.50", "-1.50"), ("1e5", "1e5"),
            ("1E+05", "1E+05"), ("1.0e-9", "1.0e-9"),
            ("123456789012345678901234567890.12", "123456789012345678901234567890.12"), ("[1 , 2\n,3]", "[1,2,3]"),
            ("{\"b\":1,\"a\":{\"c\":[]}}", "{\"b\":1,\"a\":{\"c\":[]}}"), ("[[[]],[{}],\"x\"]", "[[[]],[{}],\"x\"]"),
            ("{\"\":1}", "{\"\":1}"),
        ])
    func `a valid text is read as it is`(text: String, plain: String) throws {
        #expect(try JSONDocument(text).text == plain)
    }

    @Test(
        arguments: [
            ("\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\u{8}\u{C}\n\r\t"), ("\\u0041\\u00e9\\u8BCA", "Aé诊"),
            ("\\uD83D\\uDE42", "🙂"), ("\\ud800\\udc00", "\u{10000}"),
            ("\\uDBFF\\uDFFF", "\u{10FFFF}"), ("\\uD7FF\\uE000", "\u{D7FF}\u{E000}"), ("\\u0000\\u001f", "\0\u{1F}"),
            ("\\uFFFE\\uFEFF", "\u{FFFE}\u{FEFF}"),
            ("诊断🙂é\u{7F}\u{2028}", "诊断🙂é\u{7F}\u{2028}"), ("\\u005C\\u0022", "\\\""), ("/", "/"),
            ("\\uabCD\\uEfab", "\u{ABCD}\u{EFAB}"),
            ("\\u9aF0", "\u{9AF0}"),
        ])
    func `an escape stands for its character`(escaped: String, string: String) throws {
        guard case .string(let read) = try JSONDocument("\"\(escaped)\"").root.content else {
            Issue.record("no string")
            return
        }
        #expect(Array(read.unicodeScalars) == Array(string.unicodeScalars))
        #expect(try JSONDocument("{\"\(escaped)\":1}").root.text == "{\(JSONDocument("\"\(escaped)\"").text):1}")
    }

    @Test(arguments: seeds) func `a document is read as it was written`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        expectForAll((0..<300).map { _ in random.json() }) { text, plain in
            try JSONDocument(text).text == plain && JSONDocument(plain).text == plain
        }
    }

    @Test(arguments: seeds) func `a pointer leads to its value, and the value knows its place`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        expectForAll((0..<100).map { _ in random.json().text }) { text in
            let document = try JSONDocument(text)
            let bytes = Array(text.utf8)
            return document.places.allSatisfy { pointer, node in
                // Counted in whole characters of the text before it.
                let lines = String(decoding: bytes[..<node.offset], as: UTF8.self).unicodeScalars.split(
                    separator: "\n", omittingEmptySubsequences: false)
                let place = document.place(of: node.offset)
                return document.value(at: pointer)?.offset == node.offset
                    && document.value(at: pointer)?.text == node.text
                    && place.line == lines.count && place.column == (lines.last?.count ?? 0) + 1
            }
        }
    }

    @Test(
        arguments: [
            ("", 0), ("/a", 5), ("/a/0", 6), ("/a/1", 9), ("/a/1/x~1y", 16), ("/m~0n", 26), ("/", 31), ("/10", 38),
            ("/~01", 45), ("/e", 51), ("/e/", nil),
            ("a", nil), ("/b", nil), ("/a/2", nil), ("/a/-", nil), ("/a/-1", nil), ("/a/00", nil), ("/a/+1", nil),
            ("/a/01", nil), ("/a/", nil), ("/a/0/0", nil),
            ("/m~n", nil), ("/m~2n", nil), ("/m~", nil), ("/e~", nil), ("/a/1/x/y", nil), ("//", nil), ("/a/１", nil),
        ] as [(String, Int?)])
    func `a pointer leads to one value or to none`(pointer: String, offset: Int?) throws {
        let text = "{\"a\":[1, {\"x/y\":2}],\"m~n\":3,\"\":4,\"10\":5,\"~1\":6,\"e\":[]}"
        #expect(try JSONDocument(text).value(at: pointer)?.offset == offset)
    }

    @Test(arguments: ["\u{301}a", "\u{FE0F}", "\u{200D}x"])
    func `a pointer leads to a key that begins with a combining mark`(key: String) throws {
        let document = try JSONDocument("{\"\(key)\":{\"\(key)\":1}}")
        for place in document.places {
            #expect(document.value(at: place.pointer)?.offset == place.node.offset)
        }
        #expect(document.value(at: "/" + pointerToken(key))?.text == "{\"\(key)\":1}")
    }

    @Test(arguments: [
        ("", ""), ("a/b", "a~1b"), ("~", "~0"), ("~1", "~01"), ("/~/", "~1~0~1"), ("诊", "诊"), ("/\u{301}", "~1\u{301}"),
    ])
    func `a key in a pointer is escaped`(key: String, token: String) {
        #expect(Array(pointerToken(key).unicodeScalars) == Array(token.unicodeScalars))
    }
}
