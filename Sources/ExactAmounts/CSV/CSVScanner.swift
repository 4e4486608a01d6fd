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
    /// The longest row so far, in bytes.
    var longestRow = 0

    struct Problem {
        let offset: Int
        let code: InputFault.Code
        let message: String
    }

    init(position: Int, line: Int, isFinished: Bool, stop: Int) {
        self.position = position
        self.line = line
        self.isFinished = isFinished
        self.stop = stop
    }

    /// Appends the complete rows of the text, until the batch is full, the text is used up, or something is wrong.
    ///
    /// - Returns: what is wrong, if anything; the rows before it stand.
    mutating func scan(_ text: Span<UInt8>, into tokens: inout CSVTokens) -> Problem? {
        while position < stop {
            switch scanRow(text, into: &tokens) {
            case .complete: continue
            case .incomplete:
                tokens.dropOpenRow()
                return nil
            case .wrong(let problem):
                tokens.dropOpenRow()
                return problem
            }
        }
        return nil
    }

    private enum RowEnd {
        case complete
        case incomplete
        case wrong(Problem)
    }

    private mutating func scanRow(_ text: Span<UInt8>, into tokens: inout CSVTokens) -> RowEnd {
        let rowStart = position
        var fieldStart = rowStart
        var index = rowStart
        var breaks = 0  // line breaks inside quotes
        while index < text.count {
            let byte = text[index]
            // From "-" to DEL: digits, letters and nearly all punctuation, in one comparison.
            if byte &- 45 < 83 {
                index += 1
                continue
            }
            switch byte {
            case UInt8(ascii: ","):
                tokens.bounds.append(trimmed(text, fieldStart, index))
                index += 1
                fieldStart = index
            case UInt8(ascii: "\n"):
                endRow(text, fieldStart, index, next: index + 1, rowStart, breaks, &tokens)
                return .complete
            case UInt8(ascii: "\r"):
                if index + 1 == text.count, !isFinished { return .incomplete }
                guard index + 1 < text.count, text[index + 1] == UInt8(ascii: "\n") else {
                    return .wrong(
                        Problem(offset: index, code: .strayControl, message: "a carriage return without a line feed"))
                }
                endRow(text, fieldStart, index, next: index + 2, rowStart, breaks, &tokens)
                return .complete
            case UInt8(ascii: "\""):
                guard isBlank(text, fieldStart, index) else {
                    return .wrong(
                        Problem(
                            offset: index, code: .strayQuote,
                            message: "a quote inside a field that does not begin with one"))
                }
                switch scanQuoted(text, from: index + 1, into: &tokens, breaks: &breaks) {
                case .closed(let end): index = end
                case .incomplete: return .incomplete
                case .wrong(let problem): return .wrong(problem)
                }
                // What follows the white space behind the closing quote ends the field.
                if index == text.count {
                    if !isFinished { return .incomplete }
                    finishRow(rowStart, breaks, next: index, &tokens)
                    return .complete
                }
                if text[index] == UInt8(ascii: ",") {
                    index += 1
                    fieldStart = index
                } else {
                    finishRow(rowStart, breaks, next: index + (text[index] == UInt8(ascii: "\r") ? 2 : 1), &tokens)
                    return .complete
                }
            case 0x80...:
                let length = utf8Length(text, at: index)
                if length == 0 {
                    return .wrong(Problem(offset: index, code: .badEncoding, message: "bytes that are not UTF-8"))
                }
                if index + length > text.count { return .incomplete }
                index += length
            case 0:
                return .wrong(Problem(offset: index, code: .strayControl, message: "a NUL byte"))
            default:
                index += 1
            }
        }
        if !isFinished { return .incomplete }
        endRow(text, fieldStart, index, next: index, rowStart, breaks, &tokens)
        return .complete
    }

    private mutating func endRow(
        _ text: Span<UInt8>, _ fieldStart: Int, _ end: Int, next: Int, _ rowStart: Int, _ breaks: Int,
        _ tokens: inout CSVTokens
    ) {
        if end == rowStart {
            // An empty line is no row.
            position = next
            line += 1
            return
        }
        tokens.bounds.append(trimmed(text, fieldStart, end))
        finishRow(rowStart, breaks, next: next, &tokens)
    }

    private mutating func finishRow(_ rowStart: Int, _ breaks: Int, next: Int, _ tokens: inout CSVTokens) {
        tokens.endRow(startedAt: rowStart, line: line)
        longestRow = max(longestRow, next - rowStart)
        position = next
        line += breaks + 1
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
        _ text: Span<UInt8>, from start: Int, into tokens: inout CSVTokens, breaks: inout Int
    ) -> QuoteEnd {
        var index = start
        var isDoubled = false
        scan: while true {
            guard index < text.count else {
                if !isFinished { return .incomplete }
                return .wrong(Problem(offset: start - 1, code: .unclosedQuote, message: "a quote that is never closed"))
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
                breaks += 1
                index += 1
            case 0:
                return .wrong(Problem(offset: index, code: .strayControl, message: "a NUL byte"))
            case 0x80...:
                let length = utf8Length(text, at: index)
                if length == 0 {
                    return .wrong(Problem(offset: index, code: .badEncoding, message: "bytes that are not UTF-8"))
                }
                if index + length > text.count { return .incomplete }
                index += length
            default:
                index += 1
            }
        }
        if isDoubled { tokens.doubled.append(tokens.bounds.count) }
        tokens.bounds.append(trimmed(text, start, index))
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
            default:
                return .wrong(
                    Problem(offset: index, code: .strayQuote, message: "only white space may follow a closing quote"))
            }
        }
        return .closed(index)
    }
}

// MARK: - White space and characters

extension CSVScanner {
    private func trimmed(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> CSVTokens.Bounds {
        // Nearly every field begins and ends with a plain character.
        if start < end, text[start] &- 0x21 < 0x5F, text[end - 1] &- 0x21 < 0x5F {
            return CSVTokens.Bounds(start: start, end: end)
        }
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
        return CSVTokens.Bounds(start: first, end: last)
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
