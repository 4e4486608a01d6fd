import ExactAmounts
import Testing

@testable import CaseGrouping

@Suite("Auxiliary rows") struct AuxiliaryTests {
    static func folder() -> SheetFolder {
        var folder = CatalogueTests.folder()
        folder.core("P1", "K80.3")
        folder.core("P2", "K80.4")
        folder.comprehensive("P3", "K81", "保守治疗")
        folder.auxiliary("P1", "NL >= 66", "1.08")
        folder.auxiliary(" p1", "NL >= 80", "1.05")
        folder.auxiliary("P1", "TOTAL > 1000.5", "120%")
        folder.auxiliary("P1", "LYFS = 5 and SJZYTS < 3", "0.6")
        folder.auxiliary("P1", "CYKS = 内科", "0.95")
        folder.auxiliary("P3", "", "1.000001")
        folder.auxiliary("P3", "ICUXS >= 24", "0")
        return folder
    }

    typealias Row = (diagnosis: String, change: @Sendable (inout InpatientCase) -> Void, factor: String)

    static let rows: [Row] = [
        ("K80.300", { _ in }, "1"), ("K80.300", { $0.age = 65 }, "1"), ("K80.300", { $0.age = 66 }, "1.08"),
        // The largest of those that hold, never their product.
        ("K80.300", { $0.age = 80 }, "1.08"),
        (
            "K80.300",
            {
                $0.age = 80; $0.totalCost = Money(fen: 100_051)
            }, "1.2"
        ),
        ("K80.300", { $0.totalCost = Money(fen: 100_050) }, "1"),
        ("K80.300", { $0.totalCost = Money(fen: 100_051) }, "1.2"),
        // A factor below 1 stands when no larger one holds.
        (
            "K80.300",
            {
                $0.dischargeWay = 5; $0.stayDays = 2
            }, "0.6"
        ),
        (
            "K80.300",
            {
                $0.dischargeWay = 5; $0.stayDays = 3
            }, "1"
        ),
        (
            "K80.300",
            {
                $0.dischargeWay = 5; $0.stayDays = 2; $0.department = "内科"
            }, "0.95"
        ),
        (
            "K80.300",
            {
                $0.dischargeWay = 5; $0.stayDays = 2; $0.age = 70
            }, "1.08"
        ),
        // Only the rows of the group.
        ("K80.400", { $0.age = 90 }, "1"), ("K81.000", { $0.age = 90 }, "1.000001"),
        ("K81.000", { $0.intensiveCareMinutes = 1440 }, "1.000001"), ("Z00.000", { $0.age = 90 }, "1"),
    ]

    @Test(arguments: rows)
    func `the factor is the largest of the group's auxiliary rows that hold, else 1`(row: Row) throws {
        let grouper = DIPGrouper(try DIPDefinition(Self.folder().files))
        var single = InpatientCase(diagnoses: [row.diagnosis])
        row.change(&single)
        let factor = try Rate(row.factor)
        #expect(grouper.group(single).auxiliaryFactor == factor)
        #expect(grouper.explain(single).auxiliaryFactor == factor)
    }

    @Test
    func `a value that an auxiliary rule asks for in vain is missing, for the rows of the group alone`() throws {
        let grouper = DIPGrouper(try DIPDefinition(Self.folder().files))
        func missing(_ single: InpatientCase) -> [CaseValue] { grouper.group(single).missingValues.values }
        #expect(missing(InpatientCase(diagnoses: ["K80.300"])) == [.age, .dischargeWay, .department, .totalCost])
        #expect(
            missing(InpatientCase(diagnoses: ["K80.300"], age: 1, dischargeWay: 5, department: "-", totalCost: .zero))
                == [.stayDays])
        // As in a file, nothing written is nothing known.
        #expect(
            missing(InpatientCase(diagnoses: ["K80.300"], age: 1, dischargeWay: 5, department: "", totalCost: .zero))
                == [.stayDays, .department])
        #expect(missing(InpatientCase(diagnoses: ["K80.400"])) == [])
        #expect(missing(InpatientCase(diagnoses: ["K81.000"])) == [.intensiveCare])
        #expect(missing(InpatientCase(diagnoses: ["Z00.000"])) == [])
        #expect(grouper.explain(InpatientCase(diagnoses: ["K81.000"])).missingValues.values == [.intensiveCare])
    }

    @Test
    func `a group's score and mean cost are the catalogue's`() throws {
        var folder = CatalogueTests.folder()
        folder.core("A", "K80.3", mean: "3000.5")
        folder.sheets["病种目录.csv"]?[1][6] = "1479.1234"
        folder.core("B", "K80.4")
        let grouper = DIPGrouper(try DIPDefinition(folder.files))
        #expect(try grouper.score(of: "A") == Rate("1479.1234") && grouper.score(of: "B") == Rate("100"))
        #expect(try grouper.meanCost(of: "A") == Money("3000.50") && grouper.meanCost(of: "B") == nil)
        #expect(
            grouper.score(of: "0000") == nil && grouper.meanCost(of: "0000") == nil && grouper.score(of: "C") == nil)
    }
}
