/// Finds the fields and rows of CSV text in one pass over its bytes.
struct CSVScanner {
    /// Where the first row that is not complete begins.
    var position: Int
    /// The line on which it begins.
    var line: Int
    /// No text follows, so that the last row may end without a line break.
    let isFinished: Bool
    /// Rows that begin at or after this offset are left for the next batch.
    let stop: Int
    /// The longest row that is taken, in bytes.
    let rowLimit: Int
    /// The row at ``position`` has more fields than there is room for.
    var needsRoom = false
    /// Whether it is worth looking for rows that need no care.
    let looksForPlainRows: Bool
    /// How many of them there were.
    var plainRowCount = 0
    /// How many marks the batch has, and the first of them that may lie at or behind ``position``.
    var (markCount, nextMark) = (0, 0)

    private static let notUTF8 = "bytes that are not UTF-8; if the file is in GB18030, say so where it is named"

    struct Problem {
        let offset: Int
        let code: InputFault.Code
        let message: String

        init(_ offset: Int, _ code: InputFault.Code, _ message: String) {
            self.offset = offset
            self.code = code
            self.message = message
        }
    }

    init(position: Int, line: Int, isFinished: Bool, stop: Int, rowLimit: Int, looksForPlainRows: Bool) {
        self.position = position
        self.line = line
        self.isFinished = isFinished
        self.stop = stop
        self.rowLimit = rowLimit
        self.looksForPlainRows = looksForPlainRows
    }

    /// Finds the complete rows of the text, until the batch is full, the text is used up, or something is wrong.
    ///
    /// - Returns: what is wrong, if anything; the rows before it stand.
    mutating func scan(_ text: Span<UInt8>, into tokens: inout CSVTokens) -> Problem? {
        // Moved out and back: a span of one part keeps the whole of `tokens` to itself.
        var (fields, rows, doubled, rowCount) = (tokens.fields, tokens.rows, tokens.doubled, tokens.rowCount)
        var marks = tokens.marks
        tokens = CSVTokens()
        var markSpan = marks.mutableSpan
        if looksForPlainRows { findMarks(text, &markSpan) }
        var fieldSpan = fields.mutableSpan
        var rowSpan = rows.mutableSpan
        let problem = scan(text, marks.span, &fieldSpan, &rowSpan, &doubled, &rowCount)
        tokens.marks = marks
        tokens.fields = fields
        tokens.rows = rows
        tokens.doubled = doubled
        tokens.rowCount = rowCount
        return problem
    }

    private mutating func scan(
        _ text: Span<UInt8>, _ marks: Span<UInt32>, _ fields: inout MutableSpan<TextPlace>,
        _ rows: inout MutableSpan<CSVTokens.Row>, _ doubled: inout [Int], _ rowCount: inout Int
    ) -> Problem? {
        var fieldCount = rowCount == 0 ? 0 : Int(rows[rowCount].field)
        while true {
            takePlainRows(text, marks, &fields, &rows, &rowCount, &fieldCount)
            if position >= stop { return nil }
            // The next row needs care, or is the first, or the marks end before it does.
            var row = OpenRow(start: position, fieldCount: fieldCount)
            let problem = scanRow(text, &row, &fields, &doubled)
            // Wherever a block ends, a row is cut off at the same byte, and what is wrong behind it is not seen.
            var reach = problem?.offset ?? (row.isComplete ? row.end : text.count)
            // A carriage return that waits for its line feed is no part of the row.
            if problem == nil, !row.isComplete, text[text.count - 1] == UInt8(ascii: "\r") { reach &-= 1 }
            if reach &- row.start > rowLimit {
                return Problem(
                    row.start, .rowTooLong, "a row is longer than \(rowLimit) bytes; is a quote left open?")
            }
            if problem != nil || !row.isComplete {
                while let last = doubled.last, last >= fieldCount { doubled.removeLast() }
                return problem
            }
            if row.end > row.start {
                rows[rowCount] = CSVTokens.Row(field: fieldCount, offset: row.start, line: line)
                rowCount &+= 1  // at most one row a byte
                fieldCount = row.fieldCount
                rows[rowCount] = CSVTokens.Row(field: fieldCount, offset: row.next, line: 0)
            }
            position = row.next
            line &+= row.breaks &+ 1
        }
    }

    /// A row on its way.
    private struct OpenRow {
        let start: Int
        var fieldCount: Int
        /// Behind its last character, and behind its line break.
        var end = 0
        var next = 0
        /// Line breaks inside quotes.
        var breaks = 0
        var isComplete = false

        init(start: Int, fieldCount: Int) {
            self.start = start
            self.fieldCount = fieldCount
        }

        mutating func finish(_ end: Int, next: Int) {
            self.end = end
            self.next = next
            isComplete = true
        }
    }

    /// Scans one row; it stays open when the text or the room ends before it does.
    private mutating func scanRow(
        _ text: Span<UInt8>, _ row: inout OpenRow, _ fields: inout MutableSpan<TextPlace>, _ doubled: inout [Int]
    ) -> Problem? {
        let count = text.count
        var fieldStart = row.start
        var index = row.start
        while index < count {
            let byte = text[index]
            // From "-" to DEL: digits, letters and nearly all punctuation, in one comparison.
            if byte &- 45 < 83 {
                index &+= 1  // below the count
                continue
            }
            if byte == UInt8(ascii: ",") {
                guard row.fieldCount < fields.count else { return outOfRoom() }
                fields[row.fieldCount] = trimmed(text, fieldStart, index)
                row.fieldCount &+= 1  // below the room
                index &+= 1
                fieldStart = index
                continue
            }
            switch byte {
            case UInt8(ascii: "\n"):
                if index > row.start {
                    guard row.fieldCount < fields.count else { return outOfRoom() }
                    fields[row.fieldCount] = trimmed(text, fieldStart, index)
                    row.fieldCount &+= 1  // below the room
                }
                row.finish(index, next: index &+ 1)
                return nil
            case UInt8(ascii: "\r"):
                if index + 1 == count, !isFinished { return nil }
                guard index + 1 < count, text[index + 1] == UInt8(ascii: "\n") else {
                    return Problem(index, .strayControl, "a carriage return without a line feed")
                }
                if index > row.start {
                    guard row.fieldCount < fields.count else { return outOfRoom() }
                    fields[row.fieldCount] = trimmed(text, fieldStart, index)
                    row.fieldCount &+= 1  // below the room
                }
                row.finish(index, next: index + 2)
                return nil
            case UInt8(ascii: "\""):
                guard isBlank(text, fieldStart, index) else {
                    return Problem(index, .strayQuote, "a quote inside a field that does not begin with one")
                }
                guard row.fieldCount < fields.count else { return outOfRoom() }
                switch scanQuoted(text, from: index + 1, &row, &fields, &doubled) {
                case .closed(let end): index = end
                case .incomplete: return nil
                case .wrong(let problem): return problem
                }
                // What follows the white space behind the closing quote ends the field.
                if index == count || text[index] != UInt8(ascii: ",") {
                    if index < count || isFinished {
                        let breakLength = index == count ? 0 : text[index] == UInt8(ascii: "\r") ? 2 : 1
                        row.finish(index, next: index + breakLength)
                    }
                    return nil
                }
                index += 1
                fieldStart = index
            case 0x80...:
                let length = utf8Length(text, at: index)
                if length == 0 { return Problem(index, .badEncoding, Self.notUTF8) }
                if index + length > count { return nil }
                index += length
            case 0: return Problem(index, .strayControl, "a NUL byte")
            default: index &+= 1
            }
        }
        if !isFinished { return nil }
        guard row.fieldCount < fields.count else { return outOfRoom() }
        fields[row.fieldCount] = trimmed(text, fieldStart, index)
        row.fieldCount += 1
        row.finish(index, next: index)
        return nil
    }

    private mutating func outOfRoom() -> Problem? {
        needsRoom = true
        return nil
    }
}

// MARK: - Quoted fields

extension CSVScanner {
    private enum QuoteEnd {
        /// The offset of the comma or line break that ends the field, or of the end of the text.
        case closed(Int)
        case incomplete
        case wrong(Problem)
    }

    private func scanQuoted(
        _ text: Span<UInt8>, from start: Int, _ row: inout OpenRow, _ fields: inout MutableSpan<TextPlace>,
        _ doubled: inout [Int]
    ) -> QuoteEnd {
        var index = start
        var isDoubled = false
        scan: while true {
            guard index < text.count else {
                if !isFinished { return .incomplete }
                return .wrong(Problem(start - 1, .unclosedQuote, "a quote that is never closed"))
            }
            switch text[index] {
            case UInt8(ascii: "\""):
                if index + 1 < text.count, text[index + 1] == UInt8(ascii: "\"") {
                    isDoubled = true
                    index += 2
                } else if index + 1 == text.count, !isFinished {
                    return .incomplete
                } else {
                    break scan
                }
            case UInt8(ascii: "\n"):
                row.breaks += 1
                index += 1
            case 0: return .wrong(Problem(index, .strayControl, "a NUL byte"))
            case 0x80...:
                let length = utf8Length(text, at: index)
                if length == 0 { return .wrong(Problem(index, .badEncoding, Self.notUTF8)) }
                if index + length > text.count { return .incomplete }
                index += length
            default: index += 1
            }
        }
        if isDoubled { doubled.append(row.fieldCount) }
        fields[row.fieldCount] = trimmed(text, start, index)
        row.fieldCount += 1
        return scanBehindQuote(text, from: index + 1)
    }

    private func scanBehindQuote(_ text: Span<UInt8>, from start: Int) -> QuoteEnd {
        var index = start
        while index < text.count {
            let space = spaceLength(text, at: index, limit: text.count)
            if space > 0 {
                index += space
                continue
            }
            switch text[index] {
            case UInt8(ascii: ","), UInt8(ascii: "\n"): return .closed(index)
            case UInt8(ascii: "\r") where index + 1 < text.count && text[index + 1] == UInt8(ascii: "\n"):
                return .closed(index)
            case UInt8(ascii: "\r") where index + 1 == text.count && !isFinished: return .incomplete
            case 0xE3 where index + 3 > text.count && !isFinished: return .incomplete
            default: return .wrong(Problem(index, .strayQuote, "only white space may follow a closing quote"))
            }
        }
        return .closed(index)
    }
}

// MARK: - White space and characters

extension CSVScanner {
    @inline(__always)
    private func trimmed(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> TextPlace {
        // Nearly every field is empty, or begins and ends with a plain character.
        if start == end || (text[start] &- 0x21 < 0x5F && text[end - 1] &- 0x21 < 0x5F) {
            return TextPlace(start, end)
        }
        return trimmedSpaces(text, start, end)
    }

    @inline(never)
    private func trimmedSpaces(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> TextPlace {
        var (first, last) = (start, end)
        while first < last {
            let space = spaceLength(text, at: first, limit: last)
            if space == 0 { break }
            first += space
        }
        trailing: while first < last {
            switch text[last - 1] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"): last -= 1
            case 0x80 where last - first >= 3 && text[last - 2] == 0x80 && text[last - 3] == 0xE3: last -= 3
            default: break trailing
            }
        }
        return TextPlace(first, last)
    }

    private func isBlank(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var index = start
        while index < end {
            let space = spaceLength(text, at: index, limit: end)
            if space == 0 { return false }
            index += space
        }
        return true
    }

    /// The length of the white-space character at an offset, or 0: space, tab, or U+3000 (E3 80 80).
    private func spaceLength(_ text: Span<UInt8>, at index: Int, limit: Int) -> Int {
        switch text[index] {
        case UInt8(ascii: " "), UInt8(ascii: "\t"): 1
        case 0xE3 where index + 3 <= limit && text[index + 1] == 0x80 && text[index + 2] == 0x80: 3
        default: 0
        }
    }

    /// The length of the character at an offset; 0 when it is not UTF-8. What the text cuts off counts as whole while
    /// more may follow.
    private func utf8Length(_ text: Span<UInt8>, at index: Int) -> Int {
        let lead = text[index]
        let length: Int
        let second: ClosedRange<UInt8>  // excludes overlong forms, surrogates and code points above U+10FFFF
        switch lead {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return 0
        }
        for offset in 1..<length {
            guard index + offset < text.count else { return isFinished ? 0 : length }
            let byte = text[index + offset]
            guard offset == 1 ? second.contains(byte) : byte & 0xC0 == 0x80 else { return 0 }
        }
        return length
    }
}
