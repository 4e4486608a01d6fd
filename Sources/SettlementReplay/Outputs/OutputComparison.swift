import ExactAmounts
import Foundation

/// Compares outputs with the files of a folder, byte by byte, and says where they differ first.
public struct OutputComparison: Sendable {
    /// The first difference of each file that differs.
    public let differences: [String]
    /// How many files were compared.
    public let fileCount: Int

    /// Compares with each file that stands in the folder; files that do not stand there are not asked for.
    ///
    /// - Throws: `InputFaults` when the folder cannot be read or holds no output file.
    public init(_ files: [(name: String, bytes: [UInt8])], expected folder: String) throws {
        guard InputFile.isFolder(folder) else {
            throw InputFaults([
                InputFault(file: folder, code: .unreadableFile, message: "no such folder to compare with")
            ])
        }
        var differences: [String] = []
        var count = 0
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted()
        for name in names {
            guard let file = files.first(where: { $0.name == name }) else {
                differences.append("\(name): expected, but no such output is written")
                continue
            }
            count += 1
            let expected = try InputFile.bytes("\(folder)/\(name)", named: name)
            if expected != file.bytes { differences.append(Self.firstDifference(name, expected, file.bytes)) }
        }
        if names.isEmpty {
            throw InputFaults([
                InputFault(file: folder, code: .unreadableFile, message: "the folder holds no expected output")
            ])
        }
        self.differences = differences
        fileCount = count
    }

    /// `file, row R, column C (name): expected X, got Y`
    private static func firstDifference(_ name: String, _ expected: [UInt8], _ found: [UInt8]) -> String {
        guard name.hasSuffix(".csv") else {
            let lines = (lines(expected), lines(found))
            let line = zip(lines.0, lines.1).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            let place = line ?? min(lines.0.count, lines.1.count)
            return "\(name), line \(place + 1): expected \(quoted(lines.0, place)), got \(quoted(lines.1, place))"
        }
        let (left, right) = (rows(expected), rows(found))
        for row in 0..<max(left.count, right.count) {
            guard row < left.count else {
                return "\(name), row \(row + 1): not expected: \(right[row].joined(separator: ","))"
            }
            guard row < right.count else {
                return "\(name), row \(row + 1): missing: \(left[row].joined(separator: ","))"
            }
            for column in 0..<max(left[row].count, right[row].count) {
                let (a, b) = (field(left[row], column), field(right[row], column))
                if a != b {
                    let key = field(left[row], 0) ?? ""
                    let title = field(left[0], column) ?? ""
                    return "\(name), row \(row + 1) (\(key)), column \(column + 1) (\(title)): "
                        + "expected \(a.map { "\"\($0)\"" } ?? "nothing"), got \(b.map { "\"\($0)\"" } ?? "nothing")"
                }
            }
        }
        return "\(name): other line ends, quotes or spaces"
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    private static func quoted(_ lines: [String], _ place: Int) -> String {
        place < lines.count ? "\"\(lines[place])\"" : "the end"
    }

    private static func field(_ row: [String], _ column: Int) -> String? { column < row.count ? row[column] : nil }

    private static func rows(_ bytes: [UInt8]) -> [[String]] {
        var reader = CSVReader(file: "")
        reader.append(bytes)
        reader.finish()
        var rows: [[String]] = []
        while (try? reader.next()) == .row { rows.append((0..<reader.fieldCount).map(reader.string)) }
        return rows
    }
}
