import SettlementReplay

/// `settle compare`
enum CompareCommand: Command {
    static let name = "compare"
    static let summary = "shows what another scheme would have paid"
    static let help = """
        settle compare FOLDER --scheme OTHER.json [--threads N]

        Settles the county-year in FOLDER under its own scheme and under OTHER.json, whose definitions are found beside it, and
        writes what each institution and each fund is paid to standard output: before, after, difference. Writes no file.
        OTHER.json is best a changed copy of scheme.json in the same folder; the example's has to be made first.

        Example:
          settle compare Fixtures/sangzhi-2022 --scheme Fixtures/sangzhi-2022/other.json
        """

    static func run(_ arguments: ArraySlice<String>) async throws -> ExitStatus {
        let arguments = try Arguments(arguments, options: ["--scheme", "--threads"])
        try arguments.expect(1...1, "the folder of the county-year")
        guard let scheme = arguments.value("--scheme") else { throw UsageError("--scheme OTHER.json is missing") }
        let before = try await YearReplay.reading(arguments)
        let after = try await YearReplay.reading(arguments, scheme: scheme)
        try Console.write(try SchemeComparison(before: before, after: after).table())
        return .done
    }
}
