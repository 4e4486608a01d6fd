import ExactAmounts
import Testing

@testable import CaseGrouping

@Suite("Rule language") struct RuleLanguageTests {
    /// A rule, a case, and whether the rule holds for it.
    typealias Row = (rule: String, single: InpatientCase, holds: Bool)

    static let a = InpatientCase(diagnoses: ["A01.000", "B01.000"], procedures: ["50.0000", "51.0000"])
    static let b = InpatientCase(diagnoses: ["B01.000", "A01.000"], procedures: ["51.0000", "50.0000"])
    static let none = InpatientCase(diagnoses: [], procedures: [])

    static let connectives: [Row] = [
        ("", none, true), ("  \t\u{3000}\n ", none, true), ("1", none, true), ("0", none, false),
        ("00.00", none, false),
        ("0.01", none, true), ("7", none, true), ("123456789012345678", none, true),
        ("1 and 1", none, true), ("1 and 0", none, false), ("0 and 1", none, false),
        ("1 or 0", none, true), ("0 or 1", none, true), ("0 or 0", none, false),
        ("0 and 0 or 1", none, true), ("1 or 0 and 0", none, true), ("(1 or 0) and 0", none, false),
        ("1 or 1 and 0 or 0", none, true), ("0 and 1 or 0 and 1", none, false),
        ("not 0", none, true), ("not 1", none, false), ("not not 1", none, true), ("not not not 1", none, false),
        ("not 0 and 0", none, false), ("not (0 and 0)", none, true), ("not 1 or 1", none, true),
        ("not (1 or 1)", none, false), ("(((1)))", none, true), ("(1)and(1)", none, true), ("(0)or(1)", none, true),
        ("not(0)and not(0)", none, true), ("0 or 0 or 0 or 1", none, true), ("1 and 1 and 1 and 0", none, false),
    ]

    @Test(arguments: connectives)
    func `and binds tighter than or, not tightest, parentheses first; a number is true unless it is 0`(row: Row) throws
    {
        #expect(try RuleWorld.holds(row.rule, row.single) == row.holds)
    }

    static let memberships: [Row] = [
        ("ZYZD in DI_A", a, true), ("ZYZD in DI_A", b, false), ("ZYZD in DI_B", b, true),
        ("QTZD in DI_A", a, false), ("QTZD in DI_A", b, true), ("QTZD in DI_B", a, true),
        ("ZYSS in OP_A", a, true), ("ZYSS in OP_A", b, false), ("ZYSS in OP_B", b, true),
        ("QTSS in OP_A", a, false), ("QTSS in OP_A", b, true), ("QTSS in OP_B", a, true),
        ("{ZYZD, QTZD} in DI_A", a, true), ("{ZYZD, QTZD} in DI_A", b, true), ("{QTZD,ZYZD}in DI_A", b, true),
        ("{ZYSS, QTSS} in OP_A", b, true), ("{ZYZD, QTZD, ZYSS, QTSS} in OP_A", b, true), ("{ZYZD} in DI_A", a, true),
        ("{ZYZD, QTSS} in {DI_B, OP_B}", a, true), ("{ZYZD, QTSS} in {DI_B, OP_B}", b, true),
        (
            "{ZYZD, QTSS} in {DI_A, OP_B}", InpatientCase(diagnoses: ["B01.000", "A01.000"], procedures: ["51.0000"]),
            false
        ),
        ("ZYZD in {DI_A, DI_B}", b, true), ("ZYZD in {DI_B}", a, false), ("ZYZD in { DI_A , DI_A }", a, true),
        ("ZYZD in OP_A", a, false), ("ZYSS in DI_A", a, false), ("{ZYZD, ZYZD} in DI_A", a, true),
        ("ZYZD in 7", InpatientCase(diagnoses: ["Z07.000"]), true), ("ZYZD in 7", a, false),
        ("ZYZD in DI_A", InpatientCase(diagnoses: ["a01.000"]), true), ("ZYZD in di_a", a, true),
        ("ZYZD in DI_A", InpatientCase(diagnoses: ["A01.0000"]), false),
        ("ZYZD in DI_A", InpatientCase(diagnoses: ["A01.00"]), false),
        ("ZYZD in DI_A", InpatientCase(diagnoses: CodeList(text: " |\u{3000}A02.000 |B01.000")), true),
    ]

    @Test(arguments: memberships)
    func `a membership holds when any code of any field is in any set`(row: Row) throws {
        #expect(try RuleWorld.holds(row.rule, row.single) == row.holds)
    }

    static let fields = ["ZYZD", "QTZD", "ZYSS", "QTSS"]

    @Test(arguments: fields, ["DI_A", "{DI_B, OP_B}", "MCC"])
    func `not in is the contrary of in, and true where there is no code at all`(field: String, sets: String) throws {
        for single in [Self.a, Self.b, InpatientCase(diagnoses: ["M3", "M3"], procedures: ["50.0100", "M3"])] {
            let isIn = try RuleWorld.holds("\(field) in \(sets)", single)
            #expect(try RuleWorld.holds("\(field) not in \(sets)", single) != isIn)
            #expect(try RuleWorld.holds("not \(field) in \(sets)", single) != isIn)
            #expect(try RuleWorld.holds("not \(field) not in \(sets)", single) == isIn)
        }
        #expect(try RuleWorld.holds("\(field) not in \(sets)", Self.none))
        #expect(try !RuleWorld.holds("\(field) in \(sets)", Self.none))
    }

    @Test
    func `not in over several fields asks that none of their codes is in any set`() throws {
        #expect(try !RuleWorld.holds("{ZYSS, QTSS} not in OP_A", Self.b))
        #expect(try RuleWorld.holds("ZYSS not in OP_A", Self.b))
        #expect(
            try RuleWorld.holds(
                "{ZYSS, QTSS} not in OP_A", InpatientCase(diagnoses: ["A01.000"], procedures: ["51.0000"])))
        #expect(try !RuleWorld.holds("{ZYZD, QTZD} not in {DI_A, DI_B}", Self.a))
    }

    /// Each value of the language, the rule language's number in the middle, and a case that holds it exactly.
    static let values: [(name: String, make: @Sendable (Int) -> InpatientCase)] = [
        ("NL", { InpatientCase(diagnoses: ["A01.000"], age: $0) }),
        ("XB", { InpatientCase(diagnoses: ["A01.000"], sex: $0) }),
        ("XSRTL", { InpatientCase(diagnoses: ["A01.000"], age: 0, newbornAge: $0) }),
        ("XSRTZ", { InpatientCase(diagnoses: ["A01.000"], birthWeight: $0) }),
        ("SJZYTS", { InpatientCase(diagnoses: ["A01.000"], stayDays: $0) }),
        ("LYFS", { InpatientCase(diagnoses: ["A01.000"], dischargeWay: $0) }),
        ("ICUXS", { InpatientCase(diagnoses: ["A01.000"], intensiveCareMinutes: $0 * 60) }),
    ]

    @Test(arguments: [0, 1, 2, 28, 2500])
    func `every operator compares every value as its sign says, at the number and beside it`(number: Int) throws {
        for (name, make) in Self.values {
            for held in [number - 1, number, number + 1] where held >= 0 {
                let single = make(held)
                #expect(try RuleWorld.holds("\(name) = \(number)", single) == (held == number))
                #expect(try RuleWorld.holds("\(name)>\(number)", single) == (held > number))
                #expect(try RuleWorld.holds("\(name) <\(number)", single) == (held < number))
                #expect(try RuleWorld.holds("\(name)>= \(number)", single) == (held >= number))
                #expect(try RuleWorld.holds("\(name) <= \(number).0", single) == (held <= number))
            }
        }
    }

    static let operators = ["=", ">", "<", ">=", "<="]

    @Test(arguments: operators)
    func `a comparison with an unknown value is false, and the result says that it was missing`(comparison: String)
        throws
    {
        for (name, _) in Self.values {
            let rule = "\(name) \(comparison) 0"
            #expect(try !RuleWorld.holds(rule, Self.none))
            #expect(try RuleWorld.holds("not \(rule)", Self.none))
            let grouper = DRGGrouper(try DRGDefinition(RuleWorld.folder(rule).files))
            let missing = grouper.group(Self.none).missingValues
            #expect(missing.values.map(\.rawValue) == [name])
            let value = try #require(CaseValue(rawValue: name))
            #expect(grouper.explain(Self.none).missingValues == CaseValueSet(value))
        }
    }

    @Test
    func `a department that is not known is missing; one that no rule names is known and equal to none`() throws {
        let grouper = DRGGrouper(try DRGDefinition(RuleWorld.folder("CYKS = A21").files))
        #expect(grouper.group(Self.none).missingValues.values == [.department])
        let other = grouper.group(InpatientCase(diagnoses: [], department: "B01"))
        #expect(other.missingValues.isEmpty && other.group.code == "MA1")
    }

    static let departments: [(rule: String, department: String, holds: Bool)] = [
        ("CYKS = A21", "A21", true), ("CYKS = a21", "A21", true), ("CYKS = A21", "a21", true),
        ("cyks=A21", " A21 ", true),
        ("CYKS = A21", "A2", false), ("CYKS = A21", "A210", false), ("CYKS = 03", "03", true),
        ("CYKS = 03", "3", false),
        ("CYKS = 3.0", "3", false), ("CYKS = 03.01", "03.01", true), ("CYKS = 内科", "内科", true),
        ("CYKS = 内科A.1", "内科a.1", true), ("CYKS = 内科", "内科一", false), ("CYKS = and", "AND", true),
        ("CYKS = not", "not", true), ("CYKS = 〇病区", "〇病区", true), ("CYKS = A21 or CYKS = B02", "B02", true),
        ("CYKS = A21 and CYKS = B02", "B02", false), ("not CYKS = A21", "B02", true), ("CYKS = 妇产科.2", "妇产科.2", true),
    ]

    @Test(arguments: departments)
    func `a department is compared as text without regard to ASCII case`(
        row: (rule: String, department: String, holds: Bool)
    ) throws {
        let single = InpatientCase(diagnoses: ["A01.000"], department: row.department)
        #expect(try RuleWorld.holds(row.rule, single) == row.holds)
    }

    static let numbers: [(rule: String, age: Int, holds: Bool)] = [
        ("NL >= 17.5", 17, false), ("NL >= 17.5", 18, true), ("NL < 17.5", 17, true), ("NL < 17.5", 18, false),
        ("NL = 17.5", 17, false), ("NL = 17.5", 18, false), ("NL = 17.000", 17, true), ("NL > 0.000001", 0, false),
        ("NL > 0.000001", 1, true), ("NL = 0017", 17, true), ("NL <= 16.999999999999999", 17, false),
        ("NL >= 16.9999999999999999", 17, true), ("NL < 999999999999999999", 150, true),
        ("NL > 999999999999999999", 150, false), ("NL = 0.0", 0, true), ("NL < 16384", 16383, true),
        ("NL < 16384", 16384, false), ("NL >= 20000", 19999, false), ("NL >= 20000", 20000, true),
    ]

    @Test(arguments: numbers)
    func `numbers are exact, whatever their size and decimals`(row: (rule: String, age: Int, holds: Bool)) throws {
        #expect(try RuleWorld.holds(row.rule, InpatientCase(diagnoses: ["A01.000"], age: row.age)) == row.holds)
    }
}
