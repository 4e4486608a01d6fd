import Testing

@testable import CaseGrouping

@Suite("Lists of codes") struct CodeListTests {
    static let lists: [(text: String, codes: [String])] = [
        ("", []), ("|", []), ("|||", []), (" | \t|\u{3000}", []), ("A", ["A"]), ("A|B", ["A", "B"]),
        ("|A||B|", ["A", "B"]),
        (" A | B ", ["A", "B"]), ("\u{3000}A\u{3000}|\tB\t", ["A", "B"]), ("A B|C", ["A B", "C"]),
        ("a|A|a", ["a", "A", "a"]),
        ("A06.800x004+N51.2*|I10.x00x002", ["A06.800x004+N51.2*", "I10.x00x002"]), ("肺炎|é", ["肺炎", "é"]),
        ("~|!|}", ["~", "!", "}"]), ("A,B;C", ["A,B;C"]),
        ("A |B\t|C\u{3000}|D", ["A", "B", "C", "D"]), ("A|\u{3000}\u{3000}|B", ["A", "B"]), ("〇1|A", ["〇1", "A"]),
        ("A\u{A0}|B", ["A\u{A0}", "B"]),
    ]

    @Test(arguments: lists)
    func `codes stand between bars, without white space around them and without empty ones`(
        row: (text: String, codes: [String])
    ) {
        let list = CodeList(text: row.text)
        #expect(list.codes == row.codes)
        #expect(list.isEmpty == row.codes.isEmpty)
        #expect(CodeList(row.codes).codes == row.codes)
        #expect(row.codes == plainCodes(row.text) || row.codes.map(plainCode) == plainCodes(row.text))
    }

    @Test
    func `lists compare by their text`() {
        let literal: CodeList = ["J18.900", "I10.x00x002"]
        #expect(literal == CodeList(text: "J18.900|I10.x00x002"))
        #expect(literal != CodeList(text: "J18.900||I10.x00x002"))
        #expect(literal.codes == CodeList(text: "J18.900||I10.x00x002").codes)
    }

    @Test(arguments: lists)
    func `only the part of a text that is a list is read`(row: (text: String, codes: [String])) {
        let text = "X|\(row.text)|Y"
        let range = 2..<(2 + row.text.utf8.count)
        var found: [String] = []
        let bytes = Array(text.utf8)
        forEachCode(in: bytes.span, range) { found.append(String(decoding: bytes[$0], as: UTF8.self)) }
        #expect(found == row.codes)
    }

    @Test
    func `the first characters of a code end between characters`() {
        for (code, count, length) in [
            ("K80.300", 5, 5), ("K80", 5, 3), ("", 5, 0), ("é80.3", 5, 6), ("甲乙丙丁戊己", 5, 15), ("A甲", 1, 1),
            ("甲A", 1, 3),
        ] {
            #expect(prefixLength(code.utf8.span, characters: count) == length, "\(code)")
        }
    }
}
