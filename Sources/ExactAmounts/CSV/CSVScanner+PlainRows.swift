extension CSVScanner {
    /// How many marks are written without asking how many there are in 64 bytes: more than most have.
    static let marksAtOnce = 12

    /// Finds all bytes of a batch that a plain field is not made of, 64 at a time.
    ///
    /// - Parameter marks: has room for as many as the batch has bytes, and ``CSVTokens/spareMarks`` more.
    mutating func findMarks(_ text: Span<UInt8>, _ marks: inout MutableSpan<UInt32>) {
        var count = 0
        var base = position
        while base < stop, text.count &- base >= 64 {
            var special = specialBytes(text, at: base)
            let end = count &+ special.nonzeroBitCount
            // How many there are follows no rule, so that a branch on it is foreseen badly. What is too many is overwritten.
            repeat {
                precondition(count >= 0 && count <= marks.count &- Self.marksAtOnce)  // one check for all
                for place in 0..<Self.marksAtOnce {
                    marks[count &+ place] = UInt32(truncatingIfNeeded: base &+ special.trailingZeroBitCount)
                    special &= special &- 1
                }
                count &+= Self.marksAtOnce
            } while special != 0
            count = end
            base &+= 64
        }
        (markCount, nextMark) = (count, 0)
    }

    /// Takes rows without quotes and white space, in ASCII, that have as many fields as the row before, up to the first
    /// that is otherwise.
    mutating func takePlainRows(
        _ text: Span<UInt8>, _ marks: Span<UInt32>, _ fields: inout MutableSpan<TextPlace>,
        _ rows: inout MutableSpan<CSVTokens.Row>, _ rowCount: inout Int, _ rowField: inout Int
    ) {
        if rowCount == 0 { return }
        let columns = rowField &- Int(rows[rowCount &- 1].field)
        while nextMark < markCount, marks[nextMark] < position { nextMark &+= 1 }
        var (row, field, mark, start) = (rowCount, rowField, nextMark, position)
        // The last mark of a row may be followed by one more, of a line feed.
        while start < stop, mark &+ columns < markCount, field &+ columns <= fields.count {
            let ends = marks.extracting(mark..<mark &+ columns &+ 1)
            var fieldStart = start
            var otherBytes: UInt8 = 0
            for column in 0..<columns &- 1 {
                let end = Int(ends[column])
                otherBytes |= text[end] ^ UInt8(ascii: ",")
                fields[field &+ column] = TextPlace(fieldStart, end)
                fieldStart = end &+ 1
            }
            let end = Int(ends[columns &- 1])
            fields[field &+ columns &- 1] = TextPlace(fieldStart, end)
            let hasReturn = text[end] == UInt8(ascii: "\r")
            let lineEnd = Int(ends[hasReturn ? columns : columns &- 1])
            guard otherBytes == 0, text[lineEnd] == UInt8(ascii: "\n"), !hasReturn || lineEnd == end &+ 1, end > start,
                end &- start <= rowLimit
            else { break }
            rows[row] = CSVTokens.Row(field: field, offset: start, line: line &+ row &- rowCount)
            row &+= 1  // at most one row a byte
            field &+= columns  // within the room
            mark &+= hasReturn ? columns &+ 1 : columns
            start = lineEnd &+ 1
        }
        rows[row] = CSVTokens.Row(field: field, offset: start, line: 0)
        line &+= row &- rowCount
        plainRowCount &+= row &- rowCount
        (rowCount, rowField, nextMark, position) = (row, field, mark, start)
    }

    /// Which of 64 bytes are not what a plain field is made of, the first in the lowest bit: commas, quotes, exclamation
    /// marks, spaces and whatever stands below them, and all that is not ASCII. A few others may be among them.
    @inline(__always)
    private func specialBytes(_ text: Span<UInt8>, at base: Int) -> UInt64 {
        flaggedBytes(text, at: base, words: 8) { word in
            // A difference sets a byte's top bit when it is negative; what it borrows may set the next one's too. Of a byte
            // that is not ASCII, one of the two has it set.
            let isLow = word &- eightTimes(UInt8(ascii: "\"") + 1)
            let isComma = (word ^ eightTimes(UInt8(ascii: ","))) &- eightTimes(1)
            return isLow | isComma
        }
    }
}
