import CaseGrouping
import ExactAmounts
import SettlementReplay

/// `settle catalogue`
enum CatalogueCommand: Command {
    static let name = "catalogue"
    static let summary = "builds weights or a DIP catalogue from earlier years"
    static let help = """
        settle catalogue HISTORY… --drg DEFINITION
        settle catalogue HISTORY… --dip DEFINITION [--threshold 15] [--scale 1000]

        Reads one to three years of claims, the oldest first, and writes to standard output: with --drg the weights of the
        definition's groups, as weights.csv; with --dip a catalogue of core and comprehensive rows, as 病种目录.csv. How many
        cases were used, and what share the core rows hold, goes to standard error.

        Options: --encoding utf-8|gb18030 of the claims; --threshold, the cases that a core row has at least;
        --scale, what a weight is multiplied by to become a score (1000 or 100); --threads N changes nothing here.

        Example:
          settle catalogue Fixtures/sangzhi-2022/claims.csv --dip Fixtures/definitions/county-dip > 病种目录.csv
        """

    static func run(_ arguments: ArraySlice<String>) async throws -> ExitStatus {
        let arguments = try Arguments(
            arguments, options: ["--drg", "--dip", "--threshold", "--scale", "--encoding", "--threads"])
        _ = try arguments.count("--threads")
        try arguments.expect(1...3, "the history of at least one year")
        let (drg, dip) = (arguments.value("--drg"), arguments.value("--dip"))
        guard let folder = drg ?? dip, drg == nil || dip == nil else {
            throw UsageError("one of --drg and --dip is needed, with a definition folder")
        }
        guard let encoding = TextEncoding(rawValue: arguments.value("--encoding") ?? "utf-8") else {
            throw UsageError("--encoding takes utf-8 or gb18030")
        }
        let files = try InputFile.definition(folder, named: folder)
        let history = CatalogueReplay(paths: arguments.words, encoding: encoding)
        let report: CatalogueReplay.Report
        if drg != nil {
            if arguments.value("--threshold") != nil || arguments.value("--scale") != nil {
                throw UsageError("--threshold and --scale go with --dip")
            }
            report = try history.weights(try DRGDefinition(files))
        } else {
            let scale = try arguments.count("--scale") ?? 1000
            if scale != 1000, scale != 100 { throw UsageError("--scale takes 1000 or 100, not \"\(scale)\"") }
            report = try history.catalogue(
                try DIPDefinition(files), threshold: try arguments.count("--threshold") ?? 15, scale: scale)
        }
        try Console.write(report.table)
        Console.error(report.summary)
        return .done
    }
}
