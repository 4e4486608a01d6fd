/// The fields and rows of a batch of text, as offsets.
@usableFromInline
struct CSVTokens: Sendable {
    /// Where one field begins and ends.
    @usableFromInline
    struct Bounds: Sendable {
        @usableFromInline var start: UInt32
        @usableFromInline var end: UInt32

        @usableFromInline
        init(start: Int, end: Int) {
            self.start = UInt32(start)
            self.end = UInt32(end)
        }

        /// Makes one quote of each doubled one, in place: the field only gets shorter.
        mutating func undouble(in bytes: inout [UInt8]) {
            var (read, write) = (Int(start), Int(start))
            while read < Int(end) {
                bytes[write] = bytes[read]
                read += bytes[read] == UInt8(ascii: "\"") ? 2 : 1
                write += 1
            }
            end = UInt32(write)
        }
    }

    @usableFromInline var bounds: [Bounds] = []
    /// The first field of each row, and one more for the end of the last.
    @usableFromInline var rowStarts: [UInt32] = [0]
    /// Where each row begins in the text.
    @usableFromInline var rowOffsets: [UInt32] = []
    /// The line on which each row begins.
    @usableFromInline var lines: [Int] = []
    /// The fields that hold doubled quotes.
    var doubled: [Int] = []

    @usableFromInline init() {}

    @inlinable var rowCount: Int { lines.count }

    @inlinable
    func fields(ofRow row: Int) -> Range<Int> { Int(rowStarts[row])..<Int(rowStarts[row + 1]) }

    mutating func removeAll() {
        bounds.removeAll(keepingCapacity: true)
        rowStarts.removeAll(keepingCapacity: true)
        rowStarts.append(0)
        rowOffsets.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
        doubled.removeAll(keepingCapacity: true)
    }

    mutating func endRow(startedAt offset: Int, line: Int) {
        rowStarts.append(UInt32(bounds.count))
        rowOffsets.append(UInt32(offset))
        lines.append(line)
    }

    /// Takes back the fields of a row that is not complete.
    mutating func dropOpenRow() {
        let first = Int(rowStarts[rowStarts.count - 1])
        bounds.removeSubrange(first...)
        while let last = doubled.last, last >= first { doubled.removeLast() }
    }
}
