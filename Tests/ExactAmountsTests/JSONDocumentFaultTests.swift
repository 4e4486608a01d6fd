import ExactAmounts
import Foundation
import Testing

@Suite("JSONDocument: faults") struct JSONDocumentFaultTests {
    /// `pointer line:column code` of every fault.
    static func faults(_ bytes: [UInt8]) -> [String] {
        do {
            _ = try JSONDocument(file: "some.json", bytes: bytes)
            return []
        } catch {
            return error.faults.map { "\($0.pointer ?? "-") \($0.line ?? 0):\($0.column ?? 0) \($0.code)" }
        }
    }

    static func faults(_ text: String) -> [String] { faults(Array(text.utf8)) }

    @Test(
        arguments: [
            ("", " 1:1"), (" \n ", " 2:2"), ("[", "/0 1:2"), ("[1", " 1:3"), ("[1 2]", " 1:4"), ("[1,]", "/1 1:4"),
            ("[,1]", "/0 1:2"), ("]", " 1:1"),
            ("{", " 1:2"), ("{\"a\"", "/a 1:5"), ("{\"a\" 1}", "/a 1:6"), ("{\"a\":}", "/a 1:6"), ("{\"a\":1", " 1:7"),
            ("{\"a\":1 \"b\":2}", " 1:8"),
            ("{\"a\":1,}", " 1:8"), ("{,}", " 1:2"), ("{a:1}", " 1:2"), ("{'a':1}", " 1:2"), ("{1:1}", " 1:2"),
            ("{null:1}", " 1:2"), ("[1}", " 1:3"),
            ("{\"a\":1]", " 1:7"), ("[1] x", " 1:5"), ("1 2", " 1:3"), ("{}{}", " 1:3"), ("// x\n1", " 1:1"),
            ("[1,/*x*/2]", "/1 1:4"), ("\u{A0}1", " 1:1"),
            ("诊", " 1:1"), ("[\n  1,\n  诊\n]", "/1 3:3"), ("{\"诊断\": [1, {\"x\": tru}]}", "/诊断/1/x 1:21"),
            ("{\"a/b~\":[?]}", "/a~1b~0/0 1:10"),
            ("True", " 1:1"), ("tru", " 1:4"), ("trux", " 1:4"), ("nulll", " 1:5"), ("fals e", " 1:5"), ("nan", " 1:2"),
            ("NaN", " 1:1"), ("Infinity", " 1:1"),
            ("undefined", " 1:1"), ("[1]\0", " 1:4"), ("\0", " 1:1"), ("'a'", " 1:1"), ("[1;2]", " 1:3"),
            ("\u{FEFF}\u{FEFF}1", " 1:1"), ("\n\u{FEFF}1", " 2:1"),
        ])
    func `a syntax error names its pointer, line and column`(text: String, place: String) {
        #expect(Self.faults(text) == [place + " syntax"])
    }

    @Test(
        arguments: [
            ("01", 2), ("-", 2), ("-a", 2), ("--1", 2), ("+1", 1), (".5", 1), ("1.", 3), ("1.e5", 3), ("1e", 3),
            ("1e+", 4), ("1e-x", 4), ("1E", 3), ("00", 2),
            ("-01", 3), ("1.2.3", 4), ("1e5.5", 4), ("0x10", 2), ("1_000", 2), ("1;5", 2), ("１", 1), ("1 e5", 3),
            ("-Infinity", 2), ("1-", 2),
        ])
    func `a number has digits on all its sides and no zero before them`(number: String, column: Int) {
        #expect(Self.faults(number) == [" 1:\(column) syntax"])
        #expect(Self.faults("{\n\"n\":\n\(number)}").first?.hasSuffix("3:\(column) syntax") == true)
    }

    @Test(
        arguments: [
            ("\"", 2), ("\"a", 3), ("\"a\\", 4), ("\"a\\\"", 5), ("\"a\nb\"", 3), ("\"\t\"", 2), ("\"\0\"", 2),
            ("\"\u{1F}\"", 2), ("\"\r\n\"", 2),
            ("\"\\x\"", 3), ("\"\\U0041\"", 3), ("\"\\'\"", 3), ("\"\\\n\"", 3), ("\"\\u\"", 4), ("\"\\u12\"", 6),
            ("\"\\u123g\"", 7), ("\"\\u12:4\"", 6), ("\"\\u 123\"", 4),
            ("\"\\u+123\"", 4), ("\"\\u/0:0\"", 4), ("\"\\u@G`g\"", 4), ("\"\\u００００\"", 4), ("\"\\uD800\"", 8),
            ("\"\\uD800x\"", 8), ("\"\\uDC00\"", 8),
            ("\"\\uDC00\\uD800\"", 8), ("\"\\uD800\\n\"", 9), ("\"\\uD800\\u0041\"", 14), ("\"\\uD800\\uD800\"", 14),
            ("\"\\uD800\\uE000\"", 14),
            ("\"\\uD83D\\u12\"", 12), ("诊\"", 1),
        ])
    func `a string is closed and holds no bare control and no broken escape`(text: String, column: Int) {
        #expect(Self.faults(text) == [" 1:\(column) syntax"])
    }

    @Test(
        arguments: [
            [0x80], [0xFF], [0xC3], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xD0, 0xD5], [0xE3, 0x80],
        ] as [[UInt8]])
    func `a string that is not UTF-8 is a fault at its first wrong byte`(wrong: [UInt8]) {
        let value = Self.faults(Array("{\"k\":\n [\"诊断\"".utf8).dropLast() + wrong + Array("x\"]}".utf8))
        #expect(value == ["/k/0 2:6 badEncoding"])
        let key = Self.faults(Array("{\"诊".utf8) + wrong + Array("x\":1}".utf8))
        #expect(key == [" 1:4 badEncoding"])
        // Outside a string there are no such bytes at all.
        #expect(Self.faults(Array("[1,".utf8) + wrong) == ["/1 1:4 syntax"])
    }

    @Test(
        arguments: [
            ("{\"a\":1,\"a\":2}", ["/a 1:8 repeatedKey"]), ("{\"a\":1,\"\\u0061\":2}", ["/a 1:8 repeatedKey"]),
            ("{\"\":1,\"\":2}", ["/ 1:7 repeatedKey"]),
            (
                "{\"a\":1,\"b\":2,\"a\":3,\"b\":4,\"a\":5}",
                ["/a 1:14 repeatedKey", "/b 1:20 repeatedKey", "/a 1:26 repeatedKey"]
            ),
            ("[{\"诊/断\":1,\n \"诊/断\":2},{\"诊/断\":3}]", ["/0/诊~1断 2:2 repeatedKey"]),
            ("{\"a\":{\"a\":1},\"b\":{\"a\":2}}", []), ("{\"a\":1,\"A\":2}", []),
            (
                "{\"a\":{\"x\":1,\"x\":2},\"a\":{\"y\":1,\"y\":2}}",
                ["/a/x 1:13 repeatedKey", "/a 1:20 repeatedKey", "/a/y 1:31 repeatedKey"]
            ),
            ("{\"a\":1,\"a\":2,\n\"c\":?}", ["/a 1:8 repeatedKey", "/c 2:5 syntax"]),
            ("{\"a\":1,\"a\"", ["/a 1:8 repeatedKey", "/a 1:11 syntax"]),
        ] as [(String, [String])])
    func `a key that stands twice is a fault, and the reading goes on`(text: String, faults: [String]) {
        #expect(Self.faults(text) == faults)
    }

    @Test(arguments: [("[", "]", "1"), ("{\"a\":", "}", "1"), ("[{\"a\":", "}]", "\"x\"")])
    func `sixty-four levels are read and one more is refused`(opening: String, closing: String, inner: String) {
        let levels = opening.count(where: { $0 == "[" || $0 == "{" })
        func nested(_ depth: Int) -> String {
            String(repeating: opening, count: depth / levels) + inner
                + String(repeating: closing, count: depth / levels)
        }
        #expect(Self.faults(nested(64)) == [])
        #expect(Self.faults(nested(64 + levels)).map { $0.split(separator: " ").last } == ["tooDeep"])
        #expect(Self.faults(nested(1_000_000)).map { $0.split(separator: " ").last } == ["tooDeep"])
    }

    @Test(arguments: [("[", "]"), ("{\"a\":", "}")]) func `an empty level counts as a level`(
        opening: String, closing: String
    ) {
        func nested(_ depth: Int) -> String {
            String(repeating: opening, count: depth - 1) + String(opening.prefix(1))
                + String(repeating: closing, count: depth)
        }
        #expect(Self.faults(nested(64)) == [])
        #expect(Self.faults(nested(65)).count == 1)
    }

    @Test(arguments: ["{\"a\":1,}", "[1,\n2,,]", "{\"a\":1,\"a\":2}", "?", "\"\\x\"", "[\"诊\n\"]"])
    func `a byte-order mark changes no place`(text: String) {
        #expect(Self.faults("\u{FEFF}" + text) == Self.faults(text))
        #expect(!Self.faults(text).isEmpty)
    }

    @Test func `every short text of tokens is accepted exactly when the grammar derives it`() {
        var accepted = 0
        expectForAll(texts(over: ["[", "]", "{", "}", ",", ":", "s", "n"], upTo: 5)) { letters in
            let text = letters.map { $0 == "s" ? "\"a\"" : $0 == "n" ? "-1.5e3" : String($0) }.joined(separator: " ")
            let isValue = Self.isValue(Array(letters)[...])
            accepted += isValue ? 1 : 0
            return Self.faults(text).isEmpty == isValue
        }
        #expect(accepted == 16)
    }

    /// The grammar as it is written, tried at every comma: `s` is a string and `n` a number.
    private static func isValue(_ tokens: ArraySlice<Character>) -> Bool {
        let inner = tokens.dropFirst().dropLast()
        if tokens.count == 1 { return tokens.first == "s" || tokens.first == "n" }
        guard tokens.count > 1 else { return false }
        if tokens.first == "[", tokens.last == "]" { return inner.isEmpty || isList(inner, of: isValue) }
        if tokens.first == "{", tokens.last == "}" {
            return inner.isEmpty
                || isList(inner) { $0.first == "s" && $0.dropFirst().first == ":" && isValue($0.dropFirst(2)) }
        }
        return false
    }

    private static func isList(_ tokens: ArraySlice<Character>, of isPart: (ArraySlice<Character>) -> Bool) -> Bool {
        isPart(tokens)
            || tokens.indices.contains {
                tokens[$0] == "," && isPart(tokens[..<$0]) && isList(tokens[($0 + 1)...], of: isPart)
            }
    }

    @Test func `every short number is accepted exactly when another parser accepts it`() {
        expectForAll(texts(over: ["-", "0", "7", ".", "e", "+"], upTo: 5)) { text in
            // The other parser reads numbers as floats and refuses what is too large for one.
            guard let digits = text.split(separator: "e").last, digits.count < 3 || !text.contains("e") else {
                return true
            }
            let isJSON = (try? JSONSerialization.jsonObject(with: Data("[\(text)]".utf8))) != nil
            return Self.faults("[\(text)]").isEmpty == isJSON
        }
    }
}
