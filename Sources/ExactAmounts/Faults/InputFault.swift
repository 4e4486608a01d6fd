/// One thing that is wrong with an input file, and where.
///
/// Its text is `file:line:column: code: message`, with the JSON pointer before the message where there is one.
public struct InputFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file, as the caller named it.
    public let file: String
    /// The line, from 1; for a row the one on which it begins.
    public let line: Int?
    /// The column in characters, from 1.
    public let column: Int?
    /// The JSON pointer of the value, for a scheme or a definition.json.
    public let pointer: String?
    /// The stable reason.
    public let code: Code
    /// What was found and what was expected.
    public let message: String

    /// A fault and its place.
    public init(
        file: String, line: Int? = nil, column: Int? = nil, pointer: String? = nil, code: Code, message: String
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.pointer = pointer
        self.code = code
        self.message = message
    }

    /// The reasons, stable from version to version.
    public enum Code: String, Sendable, CaseIterable {
        /// The file is missing or cannot be read.
        case unreadableFile
        /// The bytes are not in the file's encoding.
        case badEncoding
        /// A quote is opened and never closed.
        case unclosedQuote
        /// A quote stands inside an unquoted field, or something follows a closing quote.
        case strayQuote
        /// A control character that no text has: NUL, or a carriage return without a line feed.
        case strayControl
        /// A row or a field is longer than the reader's limit.
        case rowTooLong
        /// There is no header row.
        case missingHeader
        /// A column that must be there is not.
        case missingColumn
        /// A header stands twice.
        case repeatedColumn
        /// A row has another number of fields than the header.
        case fieldCount
        /// A field that must be filled is empty.
        case missingValue
        /// A value has a form or a size that it may not have.
        case badValue
        /// Two rows have the same key, or two keys of an object the same name.
        case repeatedKey
        /// A JSON syntax error.
        case syntax
        /// Nested deeper than the reader's limit.
        case tooDeep
        /// A key that must be there is not.
        case missingKey
        /// A key that nothing knows.
        case unknownKey
        /// A name that refers to nothing: a set, a level, a parent.
        case unknownName
        /// A rule that no case can reach.
        case unreachable
        /// Periods that overlap, or end before they begin.
        case badPeriod
        /// Values that contradict each other.
        case contradiction
    }

    /// `file:line:column: code: message`.
    public var description: String {
        var text = file
        if let line { text += ":\(line)" }
        if let line, let column, line > 0 { text += ":\(column)" }
        text += ": \(code.rawValue): "
        if let pointer { text += (pointer.isEmpty ? "/" : pointer) + ": " }
        return text + message
    }
}

/// Everything that is wrong with an input, in the order of its place.
public struct InputFaults: Error, Sendable, CustomStringConvertible {
    /// At least one fault.
    public let faults: [InputFault]

    /// - Precondition: there is at least one fault.
    public init(_ faults: [InputFault]) {
        precondition(!faults.isEmpty, "an error says what is wrong")
        self.faults = faults
    }

    /// One fault a line.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}

extension [InputFault] {
    /// The faults file by file in the order in which the files were read, and in each by line and column.
    package var inOrderOfPlace: [InputFault] {
        var files: [String: Int] = [:]
        for fault in self where files[fault.file] == nil { files[fault.file] = files.count }
        return enumerated().sorted { left, right in
            let (a, b) = (left.element, right.element)
            let first = (files[a.file] ?? 0, a.line ?? 0, a.column ?? 0, left.offset)
            let second = (files[b.file] ?? 0, b.line ?? 0, b.column ?? 0, right.offset)
            return first < second
        }.map(\.element)
    }
}
