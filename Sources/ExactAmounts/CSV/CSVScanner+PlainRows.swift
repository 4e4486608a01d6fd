extension CSVScanner {
    /// Finds rows without quotes and without white space around a field, in ASCII, 64 bytes at a time, up to the first that is
    /// otherwise.
    mutating func scanPlainRows(
        _ text: Span<UInt8>, _ fields: inout MutableSpan<CSVTokens.Bounds>, _ rows: inout MutableSpan<CSVTokens.Row>,
        _ rowCount: inout Int, _ rowField: inout Int
    ) {
        var fieldCount = rowField
        var fieldStart = position
        var base = position
        while text.count &- base >= 64 {
            var special = specialBytes(text, at: base)
            while special != 0 {
                let index = base &+ special.trailingZeroBitCount  // within the 64 bytes
                special &= special &- 1
                let byte = text[index]
                if byte == UInt8(ascii: ",") {
                    guard fieldCount < fields.count else { return }
                    fields[fieldCount] = CSVTokens.Bounds(start: fieldStart, end: index)
                    fieldCount &+= 1  // below the room
                    fieldStart = index &+ 1
                } else if byte == UInt8(ascii: "\n") {
                    if index > position {
                        let end = text[index &- 1] == UInt8(ascii: "\r") ? index &- 1 : index
                        guard fieldCount < fields.count, end &- position <= rowLimit else { return }
                        if end > position {
                            fields[fieldCount] = CSVTokens.Bounds(start: fieldStart, end: end)
                            rows[rowCount] = CSVTokens.Row(field: rowField, offset: position, line: line)
                            rowCount &+= 1  // at most one row a byte
                            fieldCount &+= 1  // below the room
                            rows[rowCount] = CSVTokens.Row(field: fieldCount, offset: index &+ 1, line: 0)
                        }
                    }
                    position = index &+ 1
                    line &+= 1
                    rowField = fieldCount
                    fieldStart = position
                    if position >= stop { return }
                } else if byte == UInt8(ascii: " ") {
                    // White space is dropped around a field and kept inside it.
                    guard index > fieldStart, index &+ 1 < text.count, text[index &+ 1] &- 0x2D < 0x53 else { return }
                } else if byte == UInt8(ascii: "\r") {
                    guard index &+ 1 < text.count, text[index &+ 1] == UInt8(ascii: "\n") else { return }
                } else {
                    return
                }
            }
            base &+= 64
        }
    }

    /// Which of 64 bytes are not what a plain field is made of, the first in the lowest bit: commas, quotes, spaces and
    /// whatever stands below them, and all that is not ASCII.
    @inline(__always)
    private func specialBytes(_ text: Span<UInt8>, at base: Int) -> UInt64 {
        var special: UInt64 = 0
        for place in 0..<8 {
            let word = eightBytes(text, at: base &+ 8 &* place)
            let low = word & eightTimes(0x7F)
            // Seven bits leave room for the carry: a byte's top bit is set unless it is a space or below, a comma, a quote.
            let isAboveSpace = low &+ eightTimes(0x80 - 0x21)
            let isNoComma = (low ^ eightTimes(UInt8(ascii: ","))) &+ eightTimes(0x7F)
            let isNoQuote = (low ^ eightTimes(UInt8(ascii: "\""))) &+ eightTimes(0x7F)
            special |= topBits(~(isAboveSpace & isNoComma & isNoQuote) | word) &<< UInt64(8 &* place)
        }
        return special
    }
}
