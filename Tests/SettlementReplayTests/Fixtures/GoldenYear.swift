import Foundation

/// A fixture's inputs and golden outputs as rows by column name.
struct GoldenYear {
    /// A row by column name.
    typealias Row = [String: String]

    private let outputs: [String: [Row]]
    private let inputs: [String: [Row]]
    /// Where the fixture lies.
    let folder: FixtureFolder
    /// The claims that came with each id, the first row of it.
    let claims: [String: Row]

    init(_ folder: FixtureFolder) throws {
        self.folder = folder
        var outputs: [String: [Row]] = [:]
        for name in try folder.goldenNames() where name.hasSuffix(".csv") {
            outputs[name] = Self.rows(try folder.committed("expected/" + name))
        }
        self.outputs = outputs
        var inputs: [String: [Row]] = [:]
        for table in folder.tables {
            inputs[table.file] = table.rows.map { row in
                Row(uniqueKeysWithValues: zip(table.header, row))
            }
        }
        self.inputs = inputs
        claims = Dictionary((inputs["claims.csv"] ?? []).map { ($0["setl_id"] ?? "", $0) }) { first, _ in first }
    }

    /// The rows of an output that a condition holds for.
    func rows(_ file: String, where holds: (Row) -> Bool = { _ in true }) -> [Row] {
        (outputs[file] ?? []).filter(holds)
    }

    /// The rows of cases.csv that a condition holds for.
    func cases(where holds: (Row) -> Bool) -> [Row] { rows("cases.csv", where: holds) }

    /// The rows of an input.
    func input(_ file: String) -> [Row] { inputs[file] ?? [] }

    /// The rows of a chain, in the order of their stays.
    func chain(_ name: String) -> [Row] {
        cases { $0["chain"] == name }.sorted { (first, second) in
            func key(_ row: Row) -> String {
                let claim = claims[row["setl_id"] ?? ""] ?? [:]
                return (claim["adm_time"] ?? "").prefix(10) + (claim["dscg_time"] ?? "").prefix(10)
                    + (row["setl_id"] ?? "")
            }
            return key(first) < key(second)
        }
    }

    /// An item of funds.csv, in fen.
    func item(_ fund: String, _ item: String) throws -> Int {
        guard let row = rows("funds.csv", where: { $0["fund"] == fund && $0["item"] == item }).first else {
            throw FixtureProblem("funds.csv has no \(item) of \(fund)")
        }
        return row.fen("amount")
    }

    /// What a claim's row of claims.csv says.
    func claim(_ row: Row) -> Row { claims[row["setl_id"] ?? ""] ?? [:] }

    private static func rows(_ bytes: [UInt8]) -> [Row] {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { fields(String($0)) }
        guard let header = lines.first else { return [] }
        return lines.dropFirst().map { Row(uniqueKeysWithValues: zip(header, $0)) }
    }

    private static func fields(_ line: String) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}

extension GoldenYear.Row {
    /// A column as text, empty when there is none.
    func text(_ column: String) -> String { self[column] ?? "" }

    /// A column of money in fen.
    func fen(_ column: String) -> Int {
        let text = text(column)
        return text.hasPrefix("-") ? -FixtureStay.fen(String(text.dropFirst())) : FixtureStay.fen(text)
    }

    /// A number with up to six decimals, in millionths.
    func millionths(_ column: String) -> Int {
        let parts = text(column).split(separator: ".")
        if parts.isEmpty { return 0 }
        let rest = parts.count > 1 ? Int((parts[1] + "000000").prefix(6)) ?? 0 : 0
        return (Int(parts[0]) ?? 0) * 1_000_000 + rest
    }

    /// The row in words, its columns in the order given.
    func line(_ columns: [String]) -> String {
        columns.map { "\($0)=\(text($0))" }.joined(separator: " ")
    }
}

/// One rule of a county that its fixture must exercise.
struct Mechanism: Sendable, CustomStringConvertible {
    /// The rule in words.
    let description: String
    /// The rows of the golden output that exercise it; throws when they say otherwise.
    let evidence: @Sendable (GoldenYear) throws -> [String]

    init(_ description: String, _ evidence: @escaping @Sendable (GoldenYear) throws -> [String]) {
        self.description = description
        self.evidence = evidence
    }
}

/// Holds a statement about a row up to the golden output.
func expected(_ holds: Bool, _ words: @autoclosure () -> String) throws {
    if !holds { throw FixtureProblem(words()) }
}
