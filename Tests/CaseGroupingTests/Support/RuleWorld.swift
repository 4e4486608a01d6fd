import Testing

@testable import CaseGrouping

/// A small definition in which one rule decides between two groups.
///
/// Sets: DI_A = A01.000, A02.000; DI_B = B01.000; OP_A = 50.0000, 50.0100; OP_B = 51.0000; 7 = Z07.000.
/// Complications: M1 (MCC, table EX_1), M2 (MCC, EX_2), M3 (MCC, no table), C1 (CC, EX_1), C2 (CC, EX_2), C3 (CC, none).
/// P1 stands in EX_1 and P2 in EX_2; M1 excludes itself, for it stands in EX_1 too.
enum RuleWorld {
    static func folder(_ rule: String, _ settings: String...) -> SheetFolder {
        var folder = SheetFolder.drg()
        if !settings.isEmpty {
            folder.definition = folder.definition.dropLast() + ", " + settings.joined(separator: ", ") + "}"
        }
        folder.category("M", "1")
        folder.adjacent("MA1", "1", in: "M")
        folder.group("MA11", rule, in: "MA1", "M")
        folder.set("DI_A", "A01.000", "A02.000")
        folder.set("DI_B", "B01.000")
        folder.set("OP_A", "50.0000", "50.0100")
        folder.set("OP_B", "51.0000")
        folder.set("7", "Z07.000")
        for (number, table) in [("1", "EX_1"), ("2", "EX_2"), ("3", "")] {
            folder.complication("M\(number)", "MCC", excludedBy: table)
            folder.complication("C\(number)", "CC", excludedBy: table)
        }
        folder.exclusion("EX_1", "P1", "M1")
        folder.exclusion("EX_2", "P2")
        return folder
    }

    /// Whether a rule holds for a case: by the compiled tables, by the rules and by the explanation, which must agree.
    static func holds(_ rule: String, _ single: InpatientCase, in folder: SheetFolder? = nil) throws -> Bool {
        let codes = try (folder ?? self.folder(rule)).drgCodes(of: single)
        #expect(Set(codes).count == 1, "three ways of asking \(rule)")
        return codes[0] == "MA11"
    }

    /// What is wrong with a rule: its column from 1 and the message.
    static func problems(_ rule: String) -> [String] {
        let vocabulary = RuleVocabulary.drg(sets: ["DI_A": 0, "DI_B": 1, "OP_A": 2])
        return RuleParser.parse(rule, vocabulary).problems.map { "\($0.offset + 1): \($0.message)" }
    }
}
