/// Writes CSV with LF and no byte-order mark; a field is quoted only when it must be.
public struct CSVWriter: Sendable {
    /// The text so far.
    public private(set) var bytes: [UInt8] = []
    private var isRowOpen = false
    private var rowStart = 0

    /// A writer, with a header row if there are names.
    public init(header: [String] = []) {
        if header.isEmpty { return }
        for name in header { field(name) }
        endRow()
    }

    private mutating func separate() {
        if isRowOpen { bytes.append(UInt8(ascii: ",")) }
        isRowOpen = true
    }

    /// A text.
    public mutating func field(_ text: String) { field(text.utf8.span) }

    /// A text in bytes.
    public mutating func field(_ text: Span<UInt8>) {
        separate()
        var mustQuote = text.count > 0 && (Self.isSpace(text[0]) || Self.isSpace(text[text.count - 1]))
        for index in text.indices {
            switch text[index] {
            case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): mustQuote = true
            default: continue
            }
        }
        if mustQuote { bytes.append(UInt8(ascii: "\"")) }
        for index in text.indices {
            if mustQuote, text[index] == UInt8(ascii: "\"") { bytes.append(UInt8(ascii: "\"")) }
            bytes.append(text[index])
        }
        if mustQuote { bytes.append(UInt8(ascii: "\"")) }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    /// A whole number.
    public mutating func field(_ number: Int) {
        separate()
        appendDecimal(Int128(number), decimals: 0, to: &bytes)
    }

    /// A quantity, or an empty field for nil.
    public mutating func field(_ quantity: (some ExactQuantity)?) {
        separate()
        quantity?.appendText(to: &bytes)
    }

    /// An empty field.
    public mutating func emptyField() { separate() }

    /// Ends the row.
    public mutating func endRow() {
        // A row of one empty field would be an empty line, which is no row.
        if bytes.count == rowStart { bytes += [UInt8(ascii: "\""), UInt8(ascii: "\"")] }
        bytes.append(UInt8(ascii: "\n"))
        isRowOpen = false
        rowStart = bytes.count
    }

    /// Removes the text, once it has been written elsewhere, and keeps the memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        rowStart = 0
    }
}
