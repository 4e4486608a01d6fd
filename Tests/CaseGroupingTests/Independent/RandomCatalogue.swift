import ExactAmounts

@testable import CaseGrouping

/// Makes small DIP definitions at random, with many rows for few diagnoses so that every criterion has to decide.
struct RandomCatalogue {
    private(set) var folder: SheetFolder
    private var random: SplitMix64
    private let procedures = [
        "10.0000", "10.0100x001", "11.1", "12.2000", "13.3000", "14.4", "LONG.CODE.OF.MANY.BYTES.1",
    ]
    private let diagnoses = ["A01.0", "A01.1", "B02.x", "K80.3", "C7A.0"]
    private let classes = ["诊断性操作", "治疗性操作", "相关手术"]

    init(seed: Int) {
        random = SplitMix64(seed: seed)
        folder = .dip("\"nearestCost\": \(random.chance(50))")
        for procedure in procedures where random.chance(75) {
            folder.procedure(spelled(procedure), random.pick(classes))
        }
        if random.chance(40) { folder.add("不纳入分组手术操作.csv", [spelled(random.pick(procedures))]) }
        for number in 0..<(6 + random.below(20)) {
            folder.core(
                spelled("R\(number)"), spelled(random.pick(diagnoses)), expression(),
                mean: random.pick(["", "1000", "2000", "3000.00", "2000"]), kind: random.pick(["核心", "核心", "基层"]))
        }
        for number in 0..<random.below(14) {
            folder.comprehensive(
                "Z\(number)",
                random.pick(["A01", "A0", "A", "b02", "B", "A00-B99", "A01-A01", "C00-K99", "K80", "C7A", "C00-C99"]),
                random.pick(classes + ["保守治疗"]))
        }
        let codes = folder.sheets["病种目录.csv"]?.dropFirst().map { $0[0] } ?? []
        for _ in 0..<random.below(20) {
            folder.auxiliary(
                spelled(random.pick(codes)), rule(), random.pick(["1.05", "0.7", "115%", "1.2", "1.000001", "0"]))
        }
    }

    private mutating func spelled(_ code: String) -> String { random.chance(15) ? " \(code.lowercasedASCII)" : code }

    private mutating func expression() -> String {
        if random.chance(25) { return "" }
        var terms: [String] = []
        for _ in 0..<(1 + random.below(3)) {
            terms.append((0...random.below(3)).map { _ in spelled(random.pick(procedures)) }.joined(separator: "/"))
        }
        return terms.joined(separator: random.pick(["+", " + ", "\u{3000}+"]))
    }

    private mutating func rule() -> String {
        let tests = [
            "NL >= 60", "NL < 14", "TOTAL >= 2000", "TOTAL < 1999.99", "SJZYTS <= 3", "LYFS = 5", "ICUXS >= 24",
            "CYKS = a21",
            "XB = 2", "XSRTL <= 28", "XSRTZ < 2500", "1", "",
        ]
        let first = random.pick(tests)
        if first.isEmpty || random.chance(60) { return first }
        return
            "\(random.chance(30) ? "not " : "")\(first) \(random.pick(["and", "or"])) \(random.pick(tests.dropLast()))"
    }

    /// A case of this catalogue.
    mutating func makeCase() -> InpatientCase {
        let principal =
            random.pick(diagnoses + ["A01.9", "Z99.9", "K80", "C80.1"]) + random.pick(["", "00", "01x002", "00x001"])
        var codes: [String] = []
        while random.chance(60) { codes.append(spelled(random.pick(procedures + ["99.9"]))) }
        return InpatientCase(
            diagnoses: [random.chance(20) ? principal.lowercasedASCII : principal, "A01.000"],
            procedures: CodeList(codes),
            age: random.pick([nil, 0, 13, 14, 59, 60, 80]), sex: random.pick([nil, 1, 2]),
            newbornAge: random.pick([nil, 28, 29]),
            birthWeight: random.pick([nil, 2499, 2500]), admissionWeight: 1000, stayDays: random.pick([nil, 3, 4]),
            dischargeWay: random.pick([nil, 1, 5]), intensiveCareMinutes: random.pick([nil, 1439, 1440]),
            department: random.pick([nil, "A21", "内科"]),
            totalCost: random.chance(10) ? nil : Money(fen: random.pick([199_998, 199_999, 200_000, 150_000, 250_000])))
    }
}
