/// The fields and rows of a batch of text, as offsets.
///
/// The arrays are made once, as large as a batch can need, and filled from the front: a token costs one store.
@usableFromInline
struct CSVTokens: Sendable {
    /// Where one field begins and ends.
    @usableFromInline
    struct Bounds: Sendable {
        @usableFromInline var start: UInt32
        @usableFromInline var end: UInt32

        @usableFromInline
        init(start: Int, end: Int) {
            // A block of text is far below 4 GiB, which `CSVReader.append` makes sure of.
            self.start = UInt32(truncatingIfNeeded: start)
            self.end = UInt32(truncatingIfNeeded: end)
        }

        /// Makes one quote of each doubled one, in place: the field only gets shorter.
        mutating func undouble(in bytes: inout [UInt8]) {
            var (read, write) = (Int(start), Int(start))
            while read < Int(end) {
                let byte = bytes[read]
                bytes[write] = byte
                read += byte == UInt8(ascii: "\"") ? 2 : 1
                write += 1
            }
            // A quote for each that was dropped: behind the field, characters count as they did.
            for rest in write..<Int(end) { bytes[rest] = UInt8(ascii: "\"") }
            end = UInt32(write)
        }
    }

    /// Where one row begins.
    @usableFromInline
    struct Row: Sendable {
        /// Its first field.
        @usableFromInline var field: UInt32
        /// Its offset in the text.
        @usableFromInline var offset: UInt32
        /// Its line in the file.
        @usableFromInline var line: Int

        init(field: Int, offset: Int, line: Int) {
            self.field = UInt32(truncatingIfNeeded: field)
            self.offset = UInt32(truncatingIfNeeded: offset)
            self.line = line
        }
    }

    /// Room for the fields of a batch; those of complete rows stand in front.
    @usableFromInline var bounds: [Bounds] = []
    /// Room for the rows of a batch and one more, whose first field is the end of the last row.
    @usableFromInline var rows: [Row] = []
    /// How many rows there are.
    @usableFromInline var rowCount = 0
    /// The fields that hold doubled quotes.
    var doubled: [Int] = []

    @usableFromInline init() {}

    /// The number of fields of a row.
    @inlinable
    func fieldCount(ofRow row: Int) -> Int { Int(rows[row + 1].field) - Int(rows[row].field) }

    /// Where a field of a row stands.
    @inlinable
    func field(_ index: Int, ofRow row: Int) -> Bounds { bounds[Int(rows[row].field) + index] }

    mutating func removeAll() {
        rowCount = 0
        doubled.removeAll(keepingCapacity: true)
    }

    /// Makes room for so many fields, and as many rows.
    mutating func reserve(_ fields: Int) {
        let missing = fields + 1 - bounds.count
        if missing <= 0 { return }
        bounds.append(contentsOf: repeatElement(Bounds(start: 0, end: 0), count: missing))
        rows.append(contentsOf: repeatElement(Row(field: 0, offset: 0, line: 0), count: missing))
    }
}
