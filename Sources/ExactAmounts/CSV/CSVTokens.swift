/// The fields and rows of a batch of text, as offsets.
///
/// The arrays are made once, as large as a batch can need, and filled from the front: a token costs one store.
@usableFromInline package struct CSVTokens: Sendable {
    /// Where one row begins.
    @usableFromInline package struct Row: Sendable {
        /// Its first field.
        @usableFromInline package let field: UInt32
        /// Its offset in the text.
        @usableFromInline package let offset: UInt32
        /// Its line in the file.
        @usableFromInline package let line: Int

        init(field: Int, offset: Int, line: Int) {
            self.field = UInt32(truncatingIfNeeded: field)
            self.offset = UInt32(truncatingIfNeeded: offset)
            self.line = line
        }
    }

    /// Room for the fields of a batch; those of complete rows stand in front.
    @usableFromInline package internal(set) var fields: [TextPlace] = []
    /// Room for the rows of a batch and one more, whose first field is the end of the last row.
    @usableFromInline package internal(set) var rows: [Row] = []
    /// How many rows there are.
    @usableFromInline package internal(set) var rowCount = 0
    /// Room for the places of all bytes of a batch that a plain field is not made of.
    var marks: [UInt32] = []
    /// The fields that hold doubled quotes.
    var doubled: [Int] = []

    @usableFromInline package init() {}

    /// The number of fields of a row.
    @inlinable
    package func fieldCount(ofRow row: Int) -> Int { Int(rows[row + 1].field) - Int(rows[row].field) }

    /// Where a field of a row stands.
    @inlinable
    package func field(_ index: Int, ofRow row: Int) -> TextPlace { fields[Int(rows[row].field) + index] }

    mutating func removeAll() {
        rowCount = 0
        doubled.removeAll(keepingCapacity: true)
    }

    /// How much more room marks have than a batch has bytes: a block of 64 may begin at its end.
    static let spareMarks = 64 + CSVScanner.marksAtOnce

    /// Makes room for so many fields, and as many rows.
    mutating func reserve(_ count: Int) {
        let missing = count + 1 - fields.count
        if missing <= 0 { return }
        fields.append(contentsOf: repeatElement(TextPlace(), count: missing))
        rows.append(contentsOf: repeatElement(Row(field: 0, offset: 0, line: 0), count: missing))
        marks.append(contentsOf: repeatElement(0, count: fields.count + Self.spareMarks - marks.count))
    }
}

extension TextPlace {
    /// Makes one quote of each doubled one, in place: the field only gets shorter.
    mutating func undouble(in bytes: inout [UInt8]) {
        var (read, write) = (Int(start), Int(start))
        var droppedOnLine = 0
        while read < Int(end) {
            let byte = bytes[read]
            bytes[write] = byte
            if byte == UInt8(ascii: "\"") {
                droppedOnLine += 1
            } else if byte == UInt8(ascii: "\n") {
                droppedOnLine = 0
            }
            read += byte == UInt8(ascii: "\"") ? 2 : 1
            write += 1
        }
        // Behind the field, characters count as they did: a quote for each that was dropped on the last line, and for the
        // others a byte that is no character of its own.
        let quotes = Int(end) - droppedOnLine
        for rest in write..<Int(end) { bytes[rest] = rest < quotes ? 0x80 : UInt8(ascii: "\"") }
        end = UInt32(write)
    }
}
