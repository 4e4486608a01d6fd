import ExactAmounts

/// What reading a text to its end or to its first fault gave.
struct CSVReading: Equatable {
    struct Row: Equatable {
        let line: Int
        let fields: [String]
    }

    var rows: [Row] = []
    var fault: InputFault?

    var fields: [[String]] { rows.map(\.fields) }

    init() {}

    init(_ text: String, blockSize: Int = .max) { self.init(Array(text.utf8), blockSize: blockSize) }

    /// Reads bytes that arrive in blocks of one size.
    init(_ bytes: [UInt8], blockSize: Int, rowLimit: Int = 4 << 20) {
        let blocks = stride(from: 0, to: bytes.count, by: min(blockSize, bytes.count + 1)).map { start in
            Array(bytes[start..<min(bytes.count, start + min(blockSize, bytes.count))])
        }
        self.init(blocks: blocks, rowLimit: rowLimit)
    }

    /// Reads bytes that arrive in the given blocks.
    init(blocks: [[UInt8]], rowLimit: Int = 4 << 20) {
        var reader = CSVReader(file: "some.csv", rowLimit: rowLimit)
        var waiting = blocks[...]
        do {
            while true {
                switch try reader.next() {
                case .row: rows.append(Row(line: reader.line, fields: (0..<reader.fieldCount).map(reader.string)))
                case .needsBytes:
                    if let block = waiting.popFirst() { reader.append(block) } else { reader.finish() }
                case .end: return
                }
            }
        } catch {
            fault = error
        }
    }
}

/// Reads CSV character by character, with everything in memory: slow, and nothing like the reader under test.
struct ReferenceCSV {
    private(set) var reading = CSVReading()
    private let characters: [Unicode.Scalar]
    private var index = 0
    private var place = (line: 1, column: 1)

    private static let blanks: Set<Unicode.Scalar> = [" ", "\t", "\u{3000}"]

    private struct Stop: Error {
        let place: (line: Int, column: Int)
        let code: InputFault.Code
    }

    init(_ text: String) {
        let all = Array(text.unicodeScalars)
        characters = all.first == "\u{FEFF}" ? Array(all.dropFirst()) : all
        do {
            while index < characters.count { try readLine() }
        } catch let stop as Stop {
            reading.fault = InputFault(
                file: "some.csv", line: stop.place.line, column: stop.place.column, code: stop.code, message: "")
        } catch {}
    }

    /// The same rows, and the same fault at the same place, whatever its message.
    func agrees(with other: CSVReading) -> Bool {
        let (mine, theirs) = (reading.fault, other.fault)
        return reading.rows == other.rows && mine?.code == theirs?.code && mine?.line == theirs?.line
            && mine?.column == theirs?.column
    }

    private var next: Unicode.Scalar? { index < characters.count ? characters[index] : nil }

    private var atBreak: Bool {
        next == "\n" || (next == "\r" && index + 1 < characters.count && characters[index + 1] == "\n")
    }

    private mutating func take() -> Unicode.Scalar {
        let character = characters[index]
        index += 1
        place = character == "\n" ? (place.line + 1, 1) : (place.line, place.column + 1)
        return character
    }

    private mutating func takeBreak() {
        if next == "\r" { _ = take() }
        if next == "\n" { _ = take() }
    }

    private mutating func readLine() throws {
        if atBreak { return takeBreak() }
        let line = place.line
        var fields = [try readField()]
        while next == "," {
            _ = take()
            fields.append(try readField())
        }
        takeBreak()
        reading.rows.append(CSVReading.Row(line: line, fields: fields))
    }

    private mutating func readField() throws -> String {
        var text: [Unicode.Scalar] = []
        while let character = next, Self.blanks.contains(character) { text.append(take()) }
        if next == "\"" { return try readQuoted() }
        while let character = next, character != ",", !atBreak {
            if character == "\"" { throw Stop(place: place, code: .strayQuote) }
            if character == "\0" || character == "\r" { throw Stop(place: place, code: .strayControl) }
            text.append(take())
        }
        return Self.trimmed(text)
    }

    private mutating func readQuoted() throws -> String {
        let opening = place
        var text: [Unicode.Scalar] = []
        _ = take()
        while true {
            guard let character = next else { throw Stop(place: opening, code: .unclosedQuote) }
            if character == "\0" { throw Stop(place: place, code: .strayControl) }
            _ = take()
            if character == "\"" {
                if next != "\"" { break }
                _ = take()
            }
            text.append(character)
        }
        while let character = next, Self.blanks.contains(character) { _ = take() }
        if next != nil, next != ",", !atBreak { throw Stop(place: place, code: .strayQuote) }
        return Self.trimmed(text)
    }

    private static func trimmed(_ text: [Unicode.Scalar]) -> String {
        var rest = text.drop { blanks.contains($0) }
        while let last = rest.last, blanks.contains(last) { rest.removeLast() }
        var string = ""
        string.unicodeScalars.append(contentsOf: rest)
        return string
    }
}
