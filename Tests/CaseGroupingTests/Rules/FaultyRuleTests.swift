import ExactAmounts
import Testing

@testable import CaseGrouping

@Suite("Faulty rules") struct FaultyRuleTests {
    /// A rule and what is wrong with it: each time the column, from 1, and the message.
    typealias Row = (rule: String, problems: [String])

    static let names = "ZYZD, QTZD, ZYSS, QTSS, NL, XB, XSRTL, XSRTZ, SJZYTS, LYFS, ICUXS, CYKS"

    static let memberships: [Row] = [
        ("ZYZD in NOPE", ["9: no row of 集合.csv defines the set \"NOPE\""]),
        (
            "ZYZD in {DI_A, NOPE, DI_B, NO}",
            [
                "16: no row of 集合.csv defines the set \"NOPE\"",
                "28: no row of 集合.csv defines the set \"NO\"",
            ]
        ),
        ("QTXX in DI_A", ["1: \"QTXX\" is no field or value; expected \(names)"]),
        ("{ZYZD, QTXX} in DI_A", ["8: \"QTXX\" is no field; expected ZYZD, QTZD, ZYSS, QTSS"]),
        ("{NL} in DI_A", ["2: \"NL\" is no field; expected ZYZD, QTZD, ZYSS, QTSS"]),
        ("ZYZD DI_A", ["6: \"DI_A\" where \"in\" or \"not in\" was expected"]),
        ("ZYZD", ["5: the end of the rule where \"in\" or \"not in\" was expected"]),
        ("ZYZD in", ["8: the end of the rule where the name of a set, MCC or CC was expected"]),
        (
            "ZYZD in and NL = 1",
            [
                "9: no row of 集合.csv defines the set \"and\"",
                "13: \"NL\" where \"and\", \"or\" or the end of the rule was expected",
            ]
        ),
        ("ZYZD in {}", ["10: \"}\" where the name of a set, MCC or CC was expected"]),
        ("ZYZD in {DI_A,}", ["15: \"}\" where the name of a set, MCC or CC was expected"]),
        ("ZYZD in {DI_A DI_B}", ["15: \"DI_B\" where \",\" or \"}\" was expected"]),
        ("ZYZD in {DI_A, DI_B", ["20: the end of the rule where \",\" or \"}\" was expected"]),
        ("ZYZD in (DI_A)", ["9: \"(\" where the name of a set, MCC or CC was expected"]),
        ("ZYZD in DI_A, DI_B", ["13: \",\" where \"and\", \"or\" or the end of the rule was expected"]),
        ("{ZYZD, QTZD in DI_A", ["13: \"in\" where \",\" or \"}\" was expected"]),
        ("{} in DI_A", ["2: \"}\" where a field: ZYZD, QTZD, ZYSS, QTSS was expected"]),
        ("{ZYZD,} in DI_A", ["7: \"}\" where a field: ZYZD, QTZD, ZYSS, QTSS was expected"]),
        ("{ZYZD QTZD} in DI_A", ["7: \"QTZD\" where \",\" or \"}\" was expected"]),
        ("ZYZD, QTZD in DI_A", ["5: \",\" where \"in\" or \"not in\" was expected"]),
        ("(ZYZD in DI_A", ["14: the end of the rule where \"and\", \"or\" or \")\" was expected"]),
        ("ZYZD in DI_A)", ["13: \")\" where \"and\", \"or\" or the end of the rule was expected"]),
        ("()", ["2: \")\" where a field, a value, a number, \"not\" or \"(\" was expected"]),
        (
            "ZYZD in DI_A and",
            [
                "17: the end of the rule where a field, a value, a number, \"not\" or \"(\" was expected"
            ]
        ),
        ("and ZYZD in DI_A", ["1: \"and\" is no field or value; expected \(names)"]),
        ("ZYZD in DI_A or or NL = 1", ["17: \"or\" is no field or value; expected \(names)"]),
        ("ZYZD in DI_A NL = 1", ["14: \"NL\" where \"and\", \"or\" or the end of the rule was expected"]),
        ("not", ["4: the end of the rule where a field, a value, a number, \"not\" or \"(\" was expected"]),
        ("ZYZD in DI_A not NL = 1", ["14: \"not\" where \"and\", \"or\" or the end of the rule was expected"]),
        ("ZYZD not DI_A", ["10: \"DI_A\" where \"in\" was expected"]),
        ("ZYZD not in", ["12: the end of the rule where the name of a set, MCC or CC was expected"]),
        ("ZYZD not not in DI_A", ["10: \"not\" where \"in\" was expected"]),
        ("NL", ["3: the end of the rule where =, >, <, >= or <= was expected"]),
        ("NL >", ["5: the end of the rule where a number was expected"]),
        ("NL 3", ["4: \"3\" where =, >, <, >= or <= was expected"]),
        ("NL => 3", ["5: \">\" where a number was expected"]),
        ("NL == 3", ["5: \"=\" where a number was expected"]),
        ("NL != 3", ["4: \"!\" has no meaning in a rule"]),
        ("NL <> 3", ["5: \">\" where a number was expected"]),
        ("NL > = 3", ["6: \"=\" where a number was expected"]),
        ("NL > 3.", ["6: \"3.\" where a number was expected"]),
        ("NL > .5", ["6: \".5\" where a number was expected"]),
        ("NL > -1", ["6: \"-\" has no meaning in a rule"]),
        ("NL > 1.2.3", ["6: \"1.2.3\" where a number was expected"]),
        ("NL > 3a", ["6: \"3a\" where a number was expected"]),
        ("NL > 18岁", ["6: \"18岁\" where a number was expected"]),
        ("NL > 1,000", ["7: \",\" where \"and\", \"or\" or the end of the rule was expected"]),
    ]

    static let values: [Row] = [
        ("NL > (3)", ["6: \"(\" where a number was expected"]),
        ("NL > XB", ["6: \"XB\" where a number was expected"]),
        ("18 < NL", ["4: \"<\" where \"and\", \"or\" or the end of the rule was expected"]),
        ("1.", ["1: \"1.\" is no number: digits, or digits on both sides of a point"]),
        ("0.5.1", ["1: \"0.5.1\" is no number: digits, or digits on both sides of a point"]),
        ("AGE > 3", ["1: \"AGE\" is no field or value; expected \(names)"]),
        ("TOTAL > 3", ["1: \"TOTAL\" is no field or value; expected \(names)"]),
        ("XB in DI_A", ["4: \"in\" where =, >, <, >= or <= was expected"]),
        ("ZYZD = A01", ["6: \"=\" where \"in\" or \"not in\" was expected"]),
        ("CYKS > 3", ["6: \">\" where \"=\": a department is compared as text was expected"]),
        ("CYKS", ["5: the end of the rule where =, >, <, >= or <= was expected"]),
        ("CYKS =", ["7: the end of the rule where the name of a department was expected"]),
        ("CYKS = (", ["8: \"(\" where the name of a department was expected"]),
        ("CYKS = 内科(一)", ["10: \"(\" where \"and\", \"or\" or the end of the rule was expected"]),
        ("CYKS = 内科_1", ["8: \"内科_1\" where a word of letters, digits, dots and Chinese characters was expected"]),
        ("CYKS in 内科", ["6: \"in\" where =, >, <, >= or <= was expected"]),
        ("length(OP_A ∩ {QTSS})", ["22: the end of the rule where =, >, <, >= or <= was expected"]),
        ("length(OP_A ∩ QTSS) > 1", ["15: \"QTSS\" where \"{\" was expected"]),
        (
            "length(MCC ∩ {QTZD}) > 1",
            [
                "8: \"MCC\" where the name of a set: length does not count MCC or CC was expected"
            ]
        ),
        (
            "length(cc ∩ {QTZD}) > 1",
            [
                "8: \"cc\" where the name of a set: length does not count MCC or CC was expected"
            ]
        ),
        ("length(NOPE ∩ {QTSS}) > 1", ["8: no row of 集合.csv defines the set \"NOPE\""]),
        ("length({OP_A} ∩ {QTSS}) > 1", ["8: \"{\" where the name of a set was expected"]),
        ("length(OP_A & {QTSS}) > 1", ["13: \"&\" has no meaning in a rule"]),
        ("length(OP_A, {QTSS}) > 1", ["12: \",\" where \"∩\" was expected"]),
        ("length(OP_A in {QTSS}) > 1", ["13: \"in\" where \"∩\" was expected"]),
        ("length(OP_A ∩ {}) > 1", ["16: \"}\" where a field: ZYZD, QTZD, ZYSS, QTSS was expected"]),
        ("length(OP_A ∩ {NL}) > 1", ["16: \"NL\" is no field; expected ZYZD, QTZD, ZYSS, QTSS"]),
        ("length OP_A ∩ {QTSS} > 1", ["8: \"OP_A\" where \"(\" was expected"]),
        ("length(OP_A ∩ {QTSS} > 1", ["22: \">\" where \")\" was expected"]),
        ("length(OP_A ∩ {QTSS}) > NL", ["25: \"NL\" where a number was expected"]),
        ("ZYZD in DI-A", ["11: \"-\" has no meaning in a rule"]),
        ("（ZYZD in DI_A）", ["1: \"（\" has no meaning in a rule"]),
        ("NL ＞ 3", ["4: \"＞\" has no meaning in a rule"]),
        ("ZYZD in DI_A \\ and NL = 1", ["14: a \"\\\" stands only before a line break"]),
        ("ZYZD in DI_A \\", ["14: a \"\\\" stands only before a line break"]),
        ("1 1", ["3: \"1\" where \"and\", \"or\" or the end of the rule was expected"]),
        ("-1", ["1: \"-\" has no meaning in a rule"]),
        ("true", ["1: \"true\" is no field or value; expected \(names)"]),
        ("ZYZD\u{A0}in DI_A", ["5: \"\u{A0}\" has no meaning in a rule"]),
        ("NL = 1.234567890123456789", ["6: \"1.234567890123456789\" where a number was expected"]),
        ("∩", ["1: \"∩\" where a field, a value, a number, \"not\" or \"(\" was expected"]),
        ("}", ["1: \"}\" where a field, a value, a number, \"not\" or \"(\" was expected"]),
        (
            "ZYZD in NOPE and ZYZD in NADA and NL >",
            [
                "9: no row of 集合.csv defines the set \"NOPE\"",
                "26: no row of 集合.csv defines the set \"NADA\"",
                "39: the end of the rule where a number was expected",
            ]
        ),
        (
            "ZYZD in NOPE or )",
            [
                "9: no row of 集合.csv defines the set \"NOPE\"",
                "17: \")\" where a field, a value, a number, \"not\" or \"(\" was expected",
            ]
        ),
        ("> 3", ["1: \">\" where a field, a value, a number, \"not\" or \"(\" was expected"]),
        ("ZYZD\u{2028}in DI_A", ["5: \"\u{2028}\" has no meaning in a rule"]),
        ("𝟙 = 1", ["1: \"𝟙\" has no meaning in a rule"]),
        ("NL = １", ["6: \"１\" has no meaning in a rule"]),
    ]

    @Test(arguments: memberships + values)
    func `a faulty rule is refused with what was found and what was expected, at its column`(row: Row) {
        #expect(RuleWorld.problems(row.rule) == row.problems)
    }

    @Test(arguments: memberships + values)
    func `a faulty rule never holds and keeps the definition from loading`(row: Row) {
        #expect(RuleParser.parse(row.rule, .drg(sets: ["DI_A": 0])).rule != .constant(true))
        #expect(RuleWorld.folder(row.rule).drgFaults.count == row.problems.count)
    }

    static let auxiliary: [Row] = [
        ("ZYZD in DI_A", ["1: an auxiliary rule compares values and names no sets"]),
        ("NL = 1 and {ZYZD} not in MCC", ["12: an auxiliary rule compares values and names no sets"]),
        ("length(A ∩ {QTSS}) > 1", ["1: an auxiliary rule compares values and names no sets"]),
        ("NL >= 66 and", ["13: the end of the rule where a field, a value, a number, \"not\" or \"(\" was expected"]),
        ("COST > 1", ["1: \"COST\" is no field or value; expected \(names), TOTAL"]),
        ("TOTAL >", ["8: the end of the rule where a number was expected"]),
        ("TOTAL > 1", []), ("CYKS = 内科 or TOTAL <= 10000.50", []),
    ]

    @Test(arguments: auxiliary)
    func `an auxiliary rule compares values, the total cost among them, and names no sets`(row: Row) {
        let problems = RuleParser.parse(row.rule, .auxiliary).problems
        #expect(problems.map { "\($0.offset + 1): \($0.message)" } == row.problems)
    }

    @Test
    func `the kinds of problem have their own codes`() {
        func codes(_ rule: String) -> [String] {
            RuleWorld.folder(rule).drgFaults.map { String($0.split(separator: " ")[1]) }
        }
        #expect(codes("ZYZD in NOPE and QTZD in NADA and NL >") == ["unknownName:", "unknownName:", "syntax:"])
        #expect(codes("AGE > 3") == ["unknownName:"])
        #expect(codes(String(repeating: "(", count: 601)) == ["tooDeep:"])
    }

    @Test
    func `a problem stands at its own line and column of the file`() {
        #expect(
            RuleWorld.folder("NL = 1 and\n QTZD in 内科").drgFaults == [
                "DRG.csv:3:10: unknownName: DRG规则: no row of 集合.csv defines the set \"内科\""
            ])
        #expect(
            RuleWorld.folder("{ZYZD, QTZD} in NOPE").drgFaults == [
                "DRG.csv:2:24: unknownName: DRG规则: no row of 集合.csv defines the set \"NOPE\""
            ])
        #expect(
            RuleWorld.folder("NL >　内科 > 3").drgFaults == [
                "DRG.csv:2:12: syntax: DRG规则: \"内科\" where a number was expected"
            ])
    }
}
