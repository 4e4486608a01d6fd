import Testing

@testable import CaseGrouping

@Suite("Counted codes") struct CountedCodesTests {
    typealias Row = (rule: String, procedures: CodeList, holds: Bool)

    static let rows: [Row] = [
        ("length(OP_A ∩ {ZYSS, QTSS}) = 0", [], true),
        ("length(OP_A ∩ {ZYSS, QTSS}) = 0", ["51.0000"], true),
        ("length(OP_A ∩ {ZYSS, QTSS}) = 1", ["50.0000", "51.0000"], true),
        ("length(OP_A ∩ {ZYSS, QTSS}) = 2", ["50.0000", "51.0000", "50.0100"], true),
        ("length(OP_A ∩ {ZYSS, QTSS}) >= 2", ["50.0000", "50.0000"], false),
        ("length(OP_A ∩ {ZYSS, QTSS}) = 1", ["50.0000", "50.0000", "50.0000"], true),
        ("length(OP_A ∩ {ZYSS, QTSS}) = 1", CodeList(text: "50.0000| 50.0000 "), true),
        ("length(OP_A ∩ {QTSS}) = 1", ["50.0000", "50.0100"], true),
        ("length(OP_A ∩ {QTSS}) > 1", ["50.0000", "50.0100"], false),
        ("length(OP_A ∩ {ZYSS}) = 1", ["50.0000", "50.0100"], true),
        ("length(OP_A ∩ {ZYSS}) = 1", ["51.0000", "50.0100"], false),
        ("length(OP_A ∩ {ZYZD, QTZD}) = 0", ["50.0000"], true),
        ("length(DI_A ∩ {ZYZD, QTZD, ZYSS, QTSS}) = 2", [], true),
        ("length(DI_A ∩ {QTZD}) < 1.5", [], true),
        ("length(DI_A ∩ {QTZD}) <= 0.5", [], false),
        ("LENGTH ( di_a ∩ { zyzd , qtzd } ) >= 2", [], true),
        ("not length(DI_A∩{ZYZD})=1", [], false),
        ("length(DI_A ∩ {ZYZD}) = 1 and length(OP_A ∩ {ZYSS}) = 1", ["50.0100"], true),
    ]

    @Test(arguments: rows)
    func `length counts the distinct codes of the fields that are in the set`(row: Row) throws {
        let single = InpatientCase(diagnoses: ["A01.000", "a02.000", "B01.000", "A02.000"], procedures: row.procedures)
        #expect(try RuleWorld.holds(row.rule, single) == row.holds)
    }
}
