import CaseGrouping
import CountySettlement
import SettlementReplay

/// `settle explain`
enum ExplainCommand: Command {
    static let name = "explain"
    static let summary = "says step by step what decided one claim"
    static let help = """
        settle explain FOLDER SETL_ID [--language zh|en] [--threads N]

        Settles the county-year in FOLDER and shows everything that decided the claim SETL_ID: each number with its inputs, its
        rule and the text that sets the rule. Of a rejected claim: why. With the code of an institution in place of SETL_ID:
        what decided its payable in each fund. Writes nothing.

        Example:
          settle explain Fixtures/sangzhi-2022 43082222S00020
        """

    static func run(_ arguments: ArraySlice<String>) async throws -> ExitStatus {
        let arguments = try Arguments(arguments, options: ["--threads", "--language"])
        try arguments.expect(2...2, arguments.words.isEmpty ? "the folder of the county-year" : "the settlement id")
        let language = try arguments.language()
        let replay = try await YearReplay.reading(arguments)
        let subject = arguments.words[1]
        guard let text = replay.explain(subject, language) else {
            let isKnown = replay.folder.knowsInstitution(subject)
            throw UsageError(
                isKnown
                    ? "\(subject) is not paid in any fund: only the claims that it treated have explanations"
                    : "the folder has no claim and no institution \"\(subject)\"")
        }
        try Console.print(text)
        return .done
    }
}
