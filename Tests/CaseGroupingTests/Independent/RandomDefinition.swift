@testable import CaseGrouping

/// Makes small definitions at random that use all of the language.
struct RandomDefinition {
    /// What a definition is like, so that every kind occurs often enough.
    struct Traits {
        /// More facts about other codes than have a bit.
        var isWide = false
        /// Diagnoses that stand in several exclusion tables.
        var hasSeveralTables = false
        /// Codes with several complication rows, which the compiled tables cannot hold.
        var hasSeveralRows = false
        var counts = false
        var retries = false
        var triesNextADRG = false
    }

    let traits: Traits
    private(set) var folder: SheetFolder
    private var random: SplitMix64
    private var diagnosisSets: [String] = []
    private var procedureSets: [String] = []

    init(seed: Int) {
        random = SplitMix64(seed: seed)
        traits = Traits(
            isWide: random.chance(20), hasSeveralTables: random.chance(40), hasSeveralRows: random.chance(15),
            counts: random.chance(30), retries: random.chance(30), triesNextADRG: random.chance(40))
        folder = .drg(
            "\"retryWithEachOtherProcedure\": \(traits.retries)",
            "\"whenNoDRGMatches\": \"\(traits.triesNextADRG ? "tryNextADRG" : "useADRG")\"",
            "\"newbornWeight\": \"\(random.chance(50) ? "birth" : "admission")\"")
        addCodes()
        addRules()
    }

    // MARK: Codes

    private mutating func addCodes() {
        let diagnoses = (0..<(12 + random.below(20))).map { code($0, "D") }
        let procedures = (0..<(8 + random.below(14))).map { code($0, "P") }
        let setCount = traits.isWide ? 40 : 4 + random.below(6)
        for number in 0..<setCount {
            diagnosisSets.append("DI_\(number)")
            for _ in 0...random.below(7) { folder.set("DI_\(number)", spelled(random.pick(diagnoses))) }
            procedureSets.append("OP_\(number)")
            for _ in 0...random.below(5) { folder.set("OP_\(number)", spelled(random.pick(procedures))) }
        }
        var listed: Set<String> = []
        if random.chance(30) {
            // The tables that matter come behind more of them than a word has bits.
            for number in 0..<70 { folder.complication("F\(number)", "CC", excludedBy: "EX_F\(number)") }
        }
        let tables = ["EX_1", "EX_2", "EX_3", "EX_4", ""]
        let filled = ["EX_1", "EX_2", "EX_3"]
        for code in diagnoses + procedures.prefix(2) where random.chance(45) {
            let table = random.pick(tables)
            folder.complication(spelled(code), random.pick(["MCC", "CC", "CC"]), excludedBy: table)
            if traits.hasSeveralRows, random.chance(30) {
                let other = random.pick(tables.filter { $0 != table })
                folder.complication(code, random.pick(["MCC", "CC"]), excludedBy: other)
            }
        }
        for code in diagnoses where random.chance(40) && listed.insert(code).inserted {
            folder.exclusion(random.pick(filled), spelled(code))
            if traits.hasSeveralTables, random.chance(40) { folder.exclusion(random.pick(filled), code) }
        }
        if folder.sheets["CC.csv"]?.count == 1 { folder.complication("D00.000", "MCC", excludedBy: "EX_1") }
        if folder.sheets["排除表.csv"]?.count == 1 { folder.exclusion("EX_1", "D01.000") }
    }

    /// Short and long codes; the longest differ only behind the 24th byte.
    private mutating func code(_ number: Int, _ kind: String) -> String {
        let plain = "\(kind)\(number / 10)\(number % 10)"
        return switch number % 7 {
        case 3: "\(plain).x00x002"
        case 4: "A06.800x004+N51.2*\(plain)"
        case 5: "LONG.CODE.OF.MANY.BYTES.\(plain)"
        case 6: "\(plain).内固定术é"
        default: "\(plain).000"
        }
    }

    private mutating func spelled(_ code: String) -> String {
        random.chance(15) ? " \(code.lowercasedASCII)" : code
    }

    // MARK: Rules

    private mutating func addRules() {
        for category in 0..<(traits.isWide ? 4 : 2 + random.below(3)) {
            let code = "M\(category)"
            var rule = "\(random.chance(70) ? "ZYZD" : "{ZYZD, QTZD}") in \(names(diagnosisSets))"
            if random.chance(traits.retries ? 70 : 15) { rule += " and ZYSS in \(names(procedureSets))" }
            if random.chance(30) { rule += " and " + self.rule(2) }
            if random.chance(15) { rule = self.rule(3) }
            folder.category(code, rule, order: order())
            for adjacent in 0..<((traits.isWide ? 3 : 1) + random.below(4)) {
                addAdjacent(
                    "\(code)\(Character(Unicode.Scalar(UInt8(65 + adjacent))))\(random.chance(12) ? "QY" : "1")",
                    in: code)
            }
        }
    }

    private mutating func addAdjacent(_ code: String, in category: String) {
        folder.adjacent(code, rule(random.chance(40) ? 1 : 3), in: category, order: order())
        for group in 0..<random.below(traits.isWide ? 7 : 4) {
            folder.group("\(code)\(group)", rule(random.chance(50) ? 1 : 3), in: code, category, order: order())
        }
    }

    private mutating func order() -> String { random.pick(["", "1", "2", "3", "-1", "10", "2"]) }

    /// A rule that is neither always true nor always false, so that every row may be reached.
    private mutating func rule(_ depth: Int) -> String {
        if depth <= 1 { return test() }
        switch random.below(10) {
        case 0, 1, 2:
            return joined(" and ", depth) + (random.chance(15) ? " and 1" : "")
        case 3, 4, 5:
            return joined(" or ", depth) + (random.chance(15) ? " or 0.0" : "")
        case 6: return "not (\(rule(depth - 1)))"
        case 7: return "NOT " + test()
        case 8: return "(\(rule(depth - 1)))and(\(rule(depth - 1)))"
        default: return test()
        }
    }

    private mutating func joined(_ word: String, _ depth: Int) -> String {
        var parts: [String] = []
        for _ in 0...random.below(3) + 1 { parts.append(random.chance(70) ? test() : "(\(rule(depth - 1)))") }
        return parts.joined(
            separator: random.pick([
                word, word, word.uppercased(), "\n\(word)", " \\\n\(word)", "\u{3000}\(word)\u{3000}",
            ]))
    }

    private mutating func test() -> String {
        switch random.below(20) {
        case 0..<8: return membership()
        case 8..<12:
            return
                "\(random.pick(["QTZD", "qtzd", "{ZYZD, QTZD}"])) \(negation())in \(random.pick(["MCC", "CC", "{MCC, CC}", "mcc"]))"
        case 12..<18: return comparison()
        case 18: return "CYKS = \(random.pick(["A21", "内科", "b.02"]))"
        default: return traits.counts ? count() : membership()
        }
    }

    private mutating func negation() -> String { random.chance(25) ? "not " : "" }

    private mutating func membership() -> String {
        let isDiagnosis = random.chance(50)
        let fields =
            isDiagnosis
            ? random.pick(["ZYZD", "QTZD", "QTZD", "{ZYZD, QTZD}"])
            : random.pick(["ZYSS", "QTSS", "QTSS", "{ZYSS,QTSS}", "zyss"])
        var sets = names(isDiagnosis ? diagnosisSets : procedureSets)
        if random.chance(5) {
            sets = "{\(random.pick(diagnosisSets)), \(random.pick(["MCC", "CC"])), \(random.pick(procedureSets))}"
        }
        if random.chance(4) { return "{ZYZD, QTZD, ZYSS, QTSS} \(negation())in \(sets)" }
        return "\(fields) \(negation())in \(sets)"
    }

    private mutating func names(_ sets: [String]) -> String {
        if random.chance(50) { return random.pick(sets) }
        return "{" + (0...random.below(3)).map { _ in random.pick(sets) }.joined(separator: ", ") + "}"
    }

    private mutating func comparison() -> String {
        let name = random.pick(["NL", "NL", "XB", "XSRTL", "XSRTZ", "SJZYTS", "LYFS", "ICUXS", "nl"])
        let number =
            switch name {
            case "XB": random.pick(["1", "2"])
            case "LYFS": random.pick(["2", "5"])
            case "XSRTL": random.pick(["28", "0", "7.5"])
            case "XSRTZ": random.pick(["1500", "2499.99", "2500", "20000"])
            case "ICUXS": random.pick(["24", "0.5", "95.98", "300", "0"])
            default: random.pick(["0", "1", "17", "17.5", "60", "65.000"])
            }
        let comparison = name == "XB" ? "=" : random.pick(["<", "<=", ">", ">=", "="])
        return "\(name)\(random.pick([" ", ""]))\(comparison)\(random.pick([" ", ""]))\(number)"
    }

    private mutating func count() -> String {
        let (set, fields) =
            random.chance(60) ? (random.pick(procedureSets), "{ZYSS, QTSS}") : (random.pick(diagnosisSets), "{QTZD}")
        return "length(\(set) ∩ \(fields)) \(random.pick([">=", "=", "<"])) \(1 + random.below(2))"
    }
}
