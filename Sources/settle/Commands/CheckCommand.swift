import SettlementReplay

/// `settle check`
enum CheckCommand: Command {
    static let name = "check"
    static let summary = "settles a county-year and compares with its expected outputs"
    static let help = """
        settle check FOLDER [--threads N]

        Settles the county-year in FOLDER and compares every file of FOLDER/expected with the output of the same name, byte by
        byte; the statement is in Chinese and without --html. Exit status 0 when all agree, 1 with the first difference of
        each file, by row and column. Writes nothing.

        Example:
          settle check Fixtures/sangzhi-2022
        """

    static func run(_ arguments: ArraySlice<String>) async throws -> ExitStatus {
        let arguments = try Arguments(arguments, options: ["--threads"])
        try arguments.expect(1...1, "the folder of the county-year")
        let folder = arguments.words[0]
        let replay = try await YearReplay.reading(arguments)
        let comparison = try OutputComparison(replay.files(), expected: "\(folder)/expected")
        for difference in comparison.differences { try Console.print(difference) }
        if comparison.differences.isEmpty {
            try Console.print("\(folder): \(comparison.fileCount) files agree, byte for byte")
            return .done
        }
        return .differences
    }
}
