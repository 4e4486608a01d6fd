import Foundation

/// One input table of a fixture, and how its file is written.
struct FixtureTable {
    let file: String
    let header: [String]
    var rows: [[String]]

    init(_ file: String, _ header: String, _ rows: [[String]]) {
        self.file = file
        self.header = header.split(separator: ",").map(String.init)
        self.rows = rows
    }

    /// How the text of a folder's tables becomes bytes.
    struct Form {
        var isGB18030 = false
        var lineEnd = "\n"
        var hasByteOrderMark = false
    }

    /// The bytes of the file.
    func bytes(_ form: Form) throws -> [UInt8] {
        let lines = ([header] + rows).map { $0.map(Self.quoted).joined(separator: ",") + form.lineEnd }
        let text = (form.hasByteOrderMark ? "\u{FEFF}" : "") + lines.joined()
        guard form.isGB18030 else { return Array(text.utf8) }
        // 0x0632 of the platform's table, marked as an encoding that is not one of Foundation's own.
        let data = text.data(using: String.Encoding(rawValue: 0x8000_0632))
        guard let data else { throw FixtureProblem("\(file) has characters that GB18030 lacks") }
        return Array(data)
    }

    private static func quoted(_ field: String) -> String {
        guard field.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }) else { return field }
        return "\"" + field.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}

/// A fixture that is not what it should be.
struct FixtureProblem: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
