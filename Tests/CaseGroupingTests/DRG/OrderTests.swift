import Testing

@testable import CaseGrouping

@Suite("Order of the rules") struct OrderTests {
    static let single = InpatientCase(diagnoses: ["A01.000"], procedures: ["50.0000"], age: 40)

    /// The sort column of three siblings, and which of them is tried first.
    typealias Row = (orders: [String], first: Int)

    static let orders: [Row] = [
        (["1", "2", "3"], 0), (["2", "1", "3"], 1), (["3", "2", "1"], 2), (["10", "9", "11"], 1),
        (["10", "9", "8"], 2),
        (["", "", ""], 0), (["", "1", ""], 1), (["", "", "99999999999"], 2), (["1", "1", "1"], 0),
        (["2", "1", "1"], 1),
        (["5", "5", "4"], 2), (["-1", "-2", "0"], 1), (["0", "-0", "1"], 0), (["007", "6", "8"], 1),
        (["7", "007", ""], 0),
        (["", "0", "0"], 1),
    ]

    @Test(arguments: orders)
    func `categories are tried in the order of their sort column, empty last, ties as in the file`(row: Row) throws {
        var folder = SheetFolder.drg()
        for (place, order) in row.orders.enumerated() {
            folder.category("M\(place)", "NL >= 0", order: order)
            folder.adjacent("G\(place)", "NL >= 0", in: "M\(place)")
        }
        #expect(try Set(folder.drgCodes(of: Self.single)) == ["G\(row.first)"])
    }

    @Test(arguments: orders)
    func `the ADRGs of a category likewise`(row: Row) throws {
        var folder = SheetFolder.drg()
        folder.category("M", "1")
        for (place, order) in row.orders.enumerated() {
            folder.adjacent("G\(place)", "NL >= 0", in: "M", order: order)
        }
        #expect(try Set(folder.drgCodes(of: Self.single)) == ["G\(row.first)"])
    }

    @Test(arguments: orders)
    func `the DRGs of an ADRG likewise`(row: Row) throws {
        var folder = SheetFolder.drg()
        folder.category("M", "1")
        folder.adjacent("MA1", "1", in: "M")
        for (place, order) in row.orders.enumerated() {
            folder.group("G\(place)", "NL >= 0", in: "MA1", "M", order: order)
        }
        #expect(try Set(folder.drgCodes(of: Self.single)) == ["G\(row.first)"])
    }

    @Test
    func `the ADRGs' sort column may be called 排序, and the DRGs' first one DRG编码`() throws {
        var folder = SheetFolder.drg()
        folder.sheets["ADRG.csv"]?[0][4] = "排序"
        folder.sheets["DRG.csv"]?[0][0] = "DRG编码"
        folder.category("M", "1")
        folder.adjacent("MA1", "NL >= 0", in: "M", order: "2")
        folder.adjacent("MA2", "NL >= 0", in: "M", order: "1")
        folder.group("MA21", "1", in: "MA2", "M")
        #expect(try Set(folder.drgCodes(of: Self.single)) == ["MA21"])
    }

    @Test
    func `order counts within a parent only, and a parent's case and spaces do not`() throws {
        var folder = SheetFolder.drg()
        folder.category("MDCA", "NL < 18", order: "1")
        folder.category("MDCB", "1", order: "2")
        folder.adjacent("BB1", "NL >= 0", in: " mdcb ", order: "1")
        folder.adjacent("AA1", "NL >= 0", in: "mdca", order: "9")
        folder.group("AA11", "1", in: "aa1", "MDCa", order: "9")
        folder.group("BB11", "1", in: "bB1", "mdcB", order: "1")
        #expect(try Set(folder.drgCodes(of: Self.single)) == ["BB11"])
        #expect(try Set(folder.drgCodes(of: InpatientCase(diagnoses: ["A01.000"], age: 3))) == ["AA11"])
    }

    /// Two categories of two ADRGs; ages and sexes lead through them.
    static func ladder(_ settings: String...) -> SheetFolder {
        var folder = RuleWorld.folder("")
        for sheet in ["MDC.csv", "ADRG.csv", "DRG.csv"] { folder.sheets[sheet]?.removeLast() }
        if !settings.isEmpty {
            folder.definition = folder.definition.dropLast() + ", " + settings.joined(separator: ",") + "}"
        }
        folder.category("M", "NL >= 18", order: "1")
        folder.category("N", "NL >= 10", order: "2")
        folder.adjacent("MA1", "SJZYTS >= 5", in: "M", order: "1")
        folder.group("MA11", "QTZD in MCC", in: "MA1", "M", order: "1")
        folder.group("MA13", "QTZD in CC", in: "MA1", "M", order: "2")
        folder.adjacent("MB1", "SJZYTS >= 3", in: "M", order: "2")
        folder.group("MB19", "1", in: "MB1", "M")
        folder.adjacent("NQY", "ZYSS in OP_A", in: "N", order: "1")
        folder.adjacent("NZ1", "1", in: "N", order: "2")
        folder.group("NZ11", "XB = 2", in: "NZ1", "N")
        return folder
    }

    typealias Step = (age: Int, days: Int, diagnoses: CodeList, procedures: CodeList, ownCode: String, nextADRG: String)

    static let steps: [Step] = [
        (40, 5, ["A01.000", "M1"], [], "MA11", "MA11"), (40, 5, ["A01.000", "C1"], [], "MA13", "MA13"),
        (40, 5, ["A01.000", "C1", "M1"], [], "MA11", "MA11"),
        // No DRG holds: the ADRG's own code, or the next ADRG.
        (40, 5, ["A01.000"], [], "MA1", "MB19"), (40, 4, ["A01.000", "M1"], [], "MB19", "MB19"),
        // No ADRG of the category holds: the next category.
        (40, 2, ["A01.000", "M1"], ["50.0000"], "NQY", "NQY"), (12, 9, ["A01.000", "M1"], ["50.0000"], "NQY", "NQY"),
        (12, 9, ["A01.000"], ["51.0000"], "NZ1", "0000"), (40, 2, ["A01.000"], [], "NZ1", "0000"),
        (9, 9, ["A01.000"], ["50.0000"], "0000", "0000"),
    ]

    @Test(arguments: steps)
    func `without a DRG that holds, the ADRG's own code stands or the next ADRG is tried`(row: Step) throws {
        let single = InpatientCase(
            diagnoses: row.diagnoses, procedures: row.procedures, age: row.age, sex: 1, stayDays: row.days)
        #expect(try Set(Self.ladder().drgCodes(of: single)) == [row.ownCode])
        #expect(try Set(Self.ladder(#""whenNoDRGMatches": "useADRG""#).drgCodes(of: single)) == [row.ownCode])
        #expect(try Set(Self.ladder(#""whenNoDRGMatches": "tryNextADRG""#).drgCodes(of: single)) == [row.nextADRG])
    }

    @Test(arguments: ["useADRG", "tryNextADRG"])
    func `an ADRG without DRG rows gives its own code either way`(setting: String) throws {
        var folder = SheetFolder.drg("\"whenNoDRGMatches\": \"\(setting)\"")
        folder.category("M", "1")
        folder.adjacent("MA1", "NL >= 40", in: "M")
        folder.adjacent("MB1", "1", in: "M")
        #expect(try Set(folder.drgCodes(of: Self.single)) == ["MA1"])
    }

    @Test
    func `an ADRG whose rule is always true hides nothing while one of its DRGs has still to hold`() throws {
        func folder(_ setting: String) -> SheetFolder {
            var folder = SheetFolder.drg("\"whenNoDRGMatches\": \"\(setting)\"")
            folder.category("M", "1", order: "1")
            folder.adjacent("MA1", "1", in: "M", order: "1")
            folder.group("MA11", "NL >= 41", in: "MA1", "M")
            folder.adjacent("MB1", "NL >= 40", in: "M", order: "2")
            folder.category("N", "1", order: "2")
            folder.adjacent("NA1", "1", in: "N")
            return folder
        }
        #expect(try Set(folder("tryNextADRG").drgCodes(of: Self.single)) == ["MB1"])
        #expect(
            folder("useADRG").drgFaults == [
                "ADRG.csv:3:6: unreachable: ADRG规则: no case reaches MB1: the rule of MA1 before it is always true",
                "MDC.csv:3:4: unreachable: MDC规则: no case reaches N: the rule of M before it is always true",
            ])
    }

    @Test
    func `a group knows its category and its ADRG, and nothing at all is 0000`() throws {
        let grouper = DRGGrouper(try DRGDefinition(Self.ladder().files))
        let own = grouper.group(InpatientCase(diagnoses: ["A01.000"], age: 40, stayDays: 5)).group
        #expect(own == CaseGroup(code: "MA1", name: "", category: "M", adjacent: "MA1", status: .grouped))
        let split = grouper.group(InpatientCase(diagnoses: ["A01.000", "M1"], age: 40, stayDays: 5)).group
        #expect(split == CaseGroup(code: "MA11", name: "", category: "M", adjacent: "MA1", status: .grouped))
        let nothing = grouper.group(InpatientCase(diagnoses: [])).group
        #expect(nothing == CaseGroup(code: "0000", name: "", category: "", adjacent: "", status: .ungrouped))
        #expect(
            grouper.definition.groups.map(\.code) == ["0000", "MA11", "MA13", "MA1", "MB19", "NQY", "NZ11", "NZ1"])
    }

    static let codes: [(code: String, status: GroupingStatus)] = [
        ("BQY", .ambiguous), ("bqy", .ambiguous), ("QY", .ambiguous), ("BQY1", .grouped), ("BYQ", .grouped),
        ("Y", .grouped),
        ("B-QY", .ambiguous), ("QQ", .grouped),
    ]

    @Test(arguments: codes)
    func `a code that ends in QY is ambiguous, whatever its level`(row: (code: String, status: GroupingStatus)) throws {
        var folder = SheetFolder.drg()
        folder.category("M", "1")
        folder.adjacent(row.code, "1", in: "M")
        #expect(DRGGrouper(try DRGDefinition(folder.files)).group(Self.single).group.status == row.status)
        var below = SheetFolder.drg()
        below.category("M", "1")
        below.adjacent("MA1", "1", in: "M")
        below.group(row.code, "1", in: "MA1", "M")
        #expect(DRGGrouper(try DRGDefinition(below.files)).group(Self.single).group.status == row.status)
    }
}
