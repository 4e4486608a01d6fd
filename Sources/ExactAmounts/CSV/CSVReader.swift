/// Reads CSV (RFC 4180, UTF-8) from bytes, row by row, in constant memory.
///
/// The reader never performs input itself: bytes are appended, rows come out, and when a row is not yet complete it
/// says so. Fields are ranges of ``bytes``, so that no field costs an allocation.
///
/// Quoted fields may hold commas, doubled quotes and line breaks; lines end in LF or CRLF; a byte-order mark at the
/// start is skipped; empty lines are skipped; white space around a field (space, tab, U+3000) is dropped, inside quotes
/// too. A quote inside an unquoted field, anything but white space after a closing quote, an unclosed quote, a
/// carriage return alone, a NUL, invalid UTF-8 and a row above ``rowLimit`` bytes are faults.
///
/// ```swift
/// var reader = CSVReader(file: "claims.csv")
/// reader.append(block)
/// reader.finish()
/// while try reader.next() == .row {
///     let first = reader.bytes.span.extracting(reader.field(0))
/// }
/// ```
///
/// Complexity: O(bytes); memory is one block, or the longest row if that is longer.
public struct CSVReader: Sendable {
    /// What ``next()`` came upon.
    public enum Step: Sendable {
        /// A row: its fields stand until the next call.
        case row
        /// No complete row is left: append bytes, or say that there are none.
        case needsBytes
        /// All rows have been read.
        case end
    }

    /// The name used in faults.
    public let file: String
    /// The longest row, in bytes.
    public let rowLimit: Int
    /// The text that the fields are ranges of.
    public private(set) var bytes: [UInt8] = []

    /// The tokens of the rows at hand: a batch of complete rows.
    @usableFromInline var tokens = CSVTokens()
    /// The row of `tokens` that is current.
    @usableFromInline var row = -1
    /// Where the text that is not yet tokens begins.
    private var position = 0
    /// The line on which that text begins.
    private var nextLine = 1
    /// How many batches are read with care throughout, for the last one that was not had few plain rows.
    private var carefulBatches = 0
    private var isFinished = false
    private var isAtStart = true
    private var pendingFault: InputFault?

    /// A reader for a file's text.
    public init(file: String, rowLimit: Int = 4 << 20) {
        self.file = file
        self.rowLimit = rowLimit
    }

    /// Adds text behind what is there: at the start, or when ``next()`` has asked for bytes.
    public mutating func append(_ text: [UInt8]) {
        precondition(!isFinished, "no text follows the end")
        precondition(row + 1 >= tokens.rowCount, "the rows at hand are read before text is added")
        precondition(bytes.count + text.count <= UInt32.max, "blocks of text are below 4 GiB")
        tokens.removeAll()
        row = -1
        if position == bytes.count {
            bytes = text
        } else {
            bytes.removeSubrange(0..<position)
            bytes.append(contentsOf: text)
        }
        position = 0
    }

    /// Says that no more text follows.
    public mutating func finish() { isFinished = true }

    /// Goes to the next row.
    ///
    /// - Throws: the first fault of the text; the rows before it have been handed out.
    @inlinable
    public mutating func next() throws(InputFault) -> Step {
        if row + 1 < tokens.rowCount {
            row += 1
            return .row
        }
        return try readBatch()
    }

    /// Hands out the fields of the current row, as places in the text.
    @inlinable
    package func withRow<Result, Failure: Error>(
        _ body: (_ text: Span<UInt8>, _ fields: Span<TextPlace>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let fields = Int(tokens.rows[row].field)..<Int(tokens.rows[row + 1].field)
        return try body(bytes.span, tokens.fields.span.extracting(fields))
    }

    /// Hands out the current row and all others that are at hand, and goes to the last of them.
    @inlinable @inline(__always)
    package mutating func forEachRowAtHand(_ body: (_ text: Span<UInt8>, _ fields: Span<TextPlace>) -> Void) {
        forEachRowStillAtHand(body)
        row = tokens.rowCount - 1
    }

    /// Hands out the current row and all others that are at hand, and stays where it is.
    @inlinable @inline(__always)
    package func forEachRowStillAtHand(_ body: (_ text: Span<UInt8>, _ fields: Span<TextPlace>) -> Void) {
        let (text, fields, rows) = (bytes.span, tokens.fields.span, tokens.rows.span)
        for place in row..<tokens.rowCount {
            body(text, fields.extracting(Int(rows[place].field)..<Int(rows[place + 1].field)))
        }
    }

    /// The number of fields of the current row.
    @inlinable public var fieldCount: Int { tokens.fieldCount(ofRow: row) }

    /// Where a field of the current row stands in ``bytes``.
    @inlinable
    public func field(_ index: Int) -> Range<Int> {
        tokens.field(index, ofRow: row).range
    }

    /// The line on which the current row begins.
    @inlinable public var line: Int { tokens.rows[row].line }

    /// A field of the current row as a string.
    public func string(_ index: Int) -> String {
        let range = field(index)
        return String(decoding: bytes[range], as: UTF8.self)
    }

    /// A fault at a field of the current row.
    public func fault(atField index: Int, _ code: InputFault.Code, _ message: String) -> InputFault {
        let start = Int(tokens.rows[row].offset)
        let offset = index < fieldCount ? field(index).lowerBound : start
        let (line, column) = place(of: offset, rowStart: start, line: line)
        return InputFault(file: file, line: line, column: column, code: code, message: message)
    }
}

// MARK: - Batches

extension CSVReader {
    /// How much text becomes tokens at once: small enough that the tokens stay in the nearest cache.
    private static let batchBytes = 32 << 10

    @usableFromInline
    mutating func readBatch() throws(InputFault) -> Step {
        tokens.removeAll()
        row = -1
        if let pendingFault { throw pendingFault }
        skipByteOrderMark()
        while position < bytes.count, !isAtStart {
            let start = position
            readTokens()
            if tokens.rowCount > 0 {
                row = 0
                return .row
            }
            if let pendingFault { throw pendingFault }
            // Empty lines are passed over; a row that is not complete waits for bytes.
            if position == start { break }
        }
        return isFinished ? .end : .needsBytes
    }

    private mutating func skipByteOrderMark() {
        guard isAtStart, isFinished || bytes.count >= 3 else { return }
        isAtStart = false
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    private mutating func readTokens() {
        let stop = min(bytes.count, position + Self.batchBytes)
        // Moved to a local: an array that is a property of self is checked for each token.
        var batch = tokens
        tokens = CSVTokens()
        batch.reserve(stop - position + 1)
        var scanner = CSVScanner(
            position: position, line: nextLine, isFinished: isFinished, stop: stop, rowLimit: rowLimit,
            looksForPlainRows: carefulBatches == 0)
        var problem = scanner.scan(bytes.span, into: &batch)
        while problem == nil, scanner.needsRoom, batch.rowCount == 0 {
            // One row alone has more fields than a batch has bytes.
            scanner.needsRoom = false
            batch.reserve(2 * batch.fields.count)
            problem = scanner.scan(bytes.span, into: &batch)
        }
        for field in batch.doubled { batch.fields[field].undouble(in: &bytes) }
        if let problem {
            let (line, column) = place(of: problem.offset, rowStart: scanner.position, line: scanner.line)
            pendingFault = InputFault(
                file: file, line: line, column: column, code: problem.code, message: problem.message)
        }
        if carefulBatches > 0 {
            carefulBatches -= 1
        } else if 2 * scanner.plainRowCount < batch.rowCount {
            carefulBatches = 7
        }
        position = scanner.position
        nextLine = scanner.line
        tokens = batch
    }

    /// The line and the column, in characters, of an offset into a row.
    private func place(of offset: Int, rowStart: Int, line: Int) -> (line: Int, column: Int) {
        var place = (line: line, column: 1)
        for byte in bytes[rowStart..<max(rowStart, offset)] {
            if byte == UInt8(ascii: "\n") {
                place = (place.line + 1, 1)
            } else if byte & 0xC0 != 0x80 {
                place.column += 1
            }
        }
        return place
    }
}
