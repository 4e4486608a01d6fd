import Testing

@testable import CaseGrouping

@Suite("Rule text") struct RuleTextTests {
    static let adult = InpatientCase(
        diagnoses: ["A01.000", "B01.000"], procedures: ["50.0000"], age: 40, sex: 2, department: "A21")

    /// Every spelling of one rule that holds for the case above.
    static let spellings = [
        "ZYZD in DI_A and NL >= 18 and not XB = 1",
        "zyzd IN di_a AND nl >= 18 AND NOT xb = 1",
        "ZyZd iN DI_a aNd nL>=18 And Not xB=1",
        "ZYZD　in　DI_A　and　NL　>=　18 and not XB=1",
        "ZYZD in DI_A\nand NL >= 18\nand not XB = 1\n",
        "ZYZD in DI_A\r\nand NL >= 18\r\nand not XB = 1",
        "ZYZD in DI_A \\\nand NL >= 18 \\\nand not XB = 1",
        "ZYZD in DI_A \\\r\nand NL >= 18 and not XB = 1",
        "ZYZD\\\nin\\\nDI_A and NL >= 18 and not XB = 1",
        "\tZYZD\tin\tDI_A\tand\tNL\t>=\t18\tand not\tXB\t=\t1\t",
        "(ZYZD in DI_A)and(NL>=18)and not(XB=1)",
        "{ZYZD}in{DI_A}and NL>=18 and not XB=1",
    ]

    @Test(arguments: spellings)
    func `keywords, names, white space and line breaks are free`(rule: String) throws {
        #expect(try RuleWorld.holds(rule, Self.adult))
        var boy = Self.adult
        boy.sex = 1
        #expect(try !RuleWorld.holds(rule, boy))
        var child = Self.adult
        child.age = 17
        #expect(try !RuleWorld.holds(rule, child))
        var other = Self.adult
        other.diagnoses = ["B01.000"]
        #expect(try !RuleWorld.holds(rule, other))
    }

    @Test
    func `a set may be called as a keyword, a field or a number is`() throws {
        for name in ["and", "NOT", "in", "length", "NL", "ZYZD", "12", "_", "0"] {
            let rule = "ZYZD in \(name) and NL = 40"
            var folder = RuleWorld.folder(rule)
            folder.set(name, "A01.000")
            #expect(try RuleWorld.holds(rule, Self.adult, in: folder))
            #expect(try !RuleWorld.holds(rule, InpatientCase(diagnoses: ["B01.000"], age: 40), in: folder))
        }
    }

    @Test
    func `parentheses and not nest 599 deep and no deeper`() {
        func nested(_ open: String, _ close: String, _ depth: Int) -> String {
            String(repeating: open, count: depth) + "NL = 1" + String(repeating: close, count: depth)
        }
        #expect(RuleWorld.problems(nested("(", ")", 599)) == [])
        #expect(RuleWorld.problems(nested("(", ")", 600)) == ["601: nested deeper than 600"])
        #expect(RuleWorld.problems(nested("not ", "", 599)) == [])
        #expect(RuleWorld.problems(nested("not ", "", 600)) == ["2401: nested deeper than 600"])
        #expect(RuleWorld.problems(nested("not(", ")", 299)) == [])
        #expect(RuleWorld.problems(nested("not(", ")", 300)) == ["1201: nested deeper than 600"])
        // Without end beside each other, not inside each other.
        #expect(RuleWorld.problems(Array(repeating: "(not NL = 1)", count: 3000).joined(separator: " and ")) == [])
        // Far deeper than any stack.
        #expect(RuleWorld.problems(nested("(", "", 300_000)) == ["601: nested deeper than 600"])
    }

    @Test
    func `a rule that nests as deep as it may is grouped by`() throws {
        let rule = String(repeating: "not (", count: 98) + "NL = 40 and XB = 2" + String(repeating: ")", count: 98)
        #expect(try RuleWorld.holds(rule, Self.adult))
        #expect(try !RuleWorld.holds(rule, InpatientCase(diagnoses: [], age: 41, sex: 2)))
    }

    @Test
    func `a test keeps the text in which it is written, and nothing around it`() {
        let rule = "not ( {ZYZD , QTZD}  in {DI_A,\n MCC} ) and length( OP_A ∩ {ZYSS} )>=2 or cyks = 内科 and NL<1.50"
        let parsed = RuleParser.parse(rule, .drg(sets: ["DI_A": 0, "OP_A": 1])).rule
        var texts: [String] = []
        parsed.forEachTest { texts.append($0.text) }
        #expect(
            texts == ["{ZYZD , QTZD}  in {DI_A,\n MCC}", "length( OP_A ∩ {ZYSS} )>=2", "cyks = 内科", "NL<1.50"])
    }

    @Test
    func `a rule is known to be true or false by its constants alone, as far as it can be`() {
        let table: [(String, Bool?)] = [
            ("", true), ("1", true), ("0", false), ("not 0", true), ("1 or NL = 1", true), ("NL = 1 or not 0", true),
            ("0 and NL = 1", false), ("NL = 1 and 0", false), ("NL = 1", nil), ("not NL = 1", nil),
            ("1 and NL = 1", nil),
            ("0 or NL = 1", nil), ("not (0 and NL = 1)", true), ("not (1 or NL = 1)", false), ("1 and 1 and 2", true),
            ("0 or 0.0", false), ("(1 or NL = 1) and (NL = 2 or 1)", true), ("length(DI_A ∩ {ZYZD}) >= 0", nil),
        ]
        for (rule, value) in table {
            #expect(RuleParser.parse(rule, .drg(sets: ["DI_A": 0])).rule.constantValue == value, "\(rule)")
        }
    }
}
