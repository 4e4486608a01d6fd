import Testing

@testable import CaseGrouping

@Suite("Values of a case") struct ValueTests {
    typealias WeightRow = (setting: String, birth: Int?, admission: Int?, holds: Bool)

    static let weights: [WeightRow] = [
        ("", 2000, 3000, true), ("", 3000, 2000, false), ("", nil, 2000, false), ("", 2000, nil, true),
        (#""newbornWeight": "birth""#, 2000, 3000, true), (#""newbornWeight": "birth""#, nil, 2000, false),
        (#""newbornWeight": "admission""#, 2000, 3000, false), (#""newbornWeight": "admission""#, 3000, 2000, true),
        (#""newbornWeight": "admission""#, 2000, nil, false),
    ]

    @Test(arguments: weights)
    func `XSRTZ is the birth weight or the admission weight, as the definition says, and never the other`(
        row: WeightRow
    ) throws {
        let rule = "XSRTZ < 2500"
        let folder = row.setting.isEmpty ? RuleWorld.folder(rule) : RuleWorld.folder(rule, row.setting)
        let single = InpatientCase(diagnoses: [], age: 0, birthWeight: row.birth, admissionWeight: row.admission)
        #expect(try RuleWorld.holds(rule, single, in: folder) == row.holds)
    }

    static let newborns: [(age: Int?, days: Int?, holds: Bool)] = [
        (0, 27, true), (0, 28, true), (0, 29, false), (0, 0, true), (0, nil, false), (1, 28, false), (1, 0, false),
        (2, 5, false), (nil, 28, true), (nil, nil, false), (90, 1, false),
    ]

    @Test(arguments: newborns)
    func `the age in days is unknown from the first birthday on`(row: (age: Int?, days: Int?, holds: Bool)) throws {
        let single = InpatientCase(diagnoses: [], age: row.age, newbornAge: row.days)
        #expect(try RuleWorld.holds("XSRTL <= 28", single) == row.holds)
        let grouper = DRGGrouper(try DRGDefinition(RuleWorld.folder("XSRTL <= 28").files))
        let isKnown = row.days != nil && (row.age ?? 0) < 1
        #expect(grouper.group(single).missingValues.values == (isKnown ? [] : [.newbornAge]))
    }

    static let minutes: [(rule: String, minutes: Int, holds: Bool)] = [
        ("ICUXS > 24", 1440, false), ("ICUXS > 24", 1441, true), ("ICUXS >= 24", 1440, true),
        ("ICUXS >= 24", 1439, false),
        ("ICUXS < 1", 59, true), ("ICUXS < 1", 60, false), ("ICUXS = 0", 0, true), ("ICUXS = 0", 1, false),
        ("ICUXS >= 0.5", 29, false), ("ICUXS >= 0.5", 30, true), ("ICUXS > 0.51", 30, false),
        ("ICUXS > 0.51", 31, true),
        ("ICUXS <= 95.99", 5759, true), ("ICUXS <= 95.99", 5760, false), ("ICUXS <= 95.98", 5759, false),
        ("ICUXS >= 273.05", 16382, false), ("ICUXS >= 273.05", 16383, true), ("ICUXS >= 300", 17999, false),
        ("ICUXS >= 300", 18000, true), ("ICUXS = 0.0166666", 1, false), ("not ICUXS > 0.0166666", 1, false),
    ]

    @Test(arguments: minutes)
    func `hours in intensive care are exact to the minute`(row: (rule: String, minutes: Int, holds: Bool)) throws {
        let single = InpatientCase(diagnoses: [], intensiveCareMinutes: row.minutes)
        #expect(try RuleWorld.holds(row.rule, single) == row.holds)
    }

    @Test
    func `values beyond any range compare as large numbers, and negative ones are unknown`() throws {
        let huge = InpatientCase(diagnoses: [], age: .max, birthWeight: .max, intensiveCareMinutes: Int(Int32.max) + 1)
        #expect(try RuleWorld.holds("NL > 2000000 and XSRTZ >= 2147483647 and ICUXS > 35000000", huge))
        let negative = InpatientCase(diagnoses: [], age: -1, birthWeight: .min)
        #expect(try !RuleWorld.holds("NL < 5 or XSRTZ < 5", negative))
    }

    @Test
    func `sex 1 is male, 2 is female, and an unknown sex is neither`() throws {
        #expect(try RuleWorld.holds("XB = 1", InpatientCase(diagnoses: [], sex: 1)))
        #expect(try RuleWorld.holds("XB = 2", InpatientCase(diagnoses: [], sex: 2)))
        #expect(try !RuleWorld.holds("XB = 1 or XB = 2 or XB < 9", InpatientCase(diagnoses: [])))
    }
}
