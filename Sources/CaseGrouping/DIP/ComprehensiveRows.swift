/// The comprehensive rows (综合病种): by category and class of procedures.
struct ComprehensiveRows: Sendable {
    /// The row of each prefix and class, by packed prefix; the first in file order where several say the same.
    private var prefixes: [DIPCaseColumns.Category: InlineArray<4, Int>] = [:]
    /// The ranges in file order.
    private var ranges:
        [(first: DIPCaseColumns.Category, last: DIPCaseColumns.Category, class: ProcedureClass, row: Int)] = []

    init(_ rows: [DIPDefinition.Row]) {
        for (place, row) in rows.enumerated() {
            switch row.diagnosis {
            case .subcategory: continue
            case .prefix(let text):
                var places = prefixes[Self.pack(text)] ?? .init(repeating: -1)
                if places[row.procedureClass.rawValue] < 0 { places[row.procedureClass.rawValue] = place }
                prefixes[Self.pack(text)] = places
            case .range(let first, let last):
                ranges.append((Self.pack(first), Self.pack(last), row.procedureClass, place))
            }
        }
    }

    /// The row for a category and a class: the longest prefix, else the first range that holds the category.
    func row(_ category: DIPCaseColumns.Category, _ procedureClass: ProcedureClass) -> Int? {
        if category == 0 { return nil }
        for mask: DIPCaseColumns.Category in [0xFF_FFFF, 0xFF_FF00, 0xFF_0000] {
            // A category shorter than the mask has been looked up already.
            if let places = prefixes[category & mask], places[procedureClass.rawValue] >= 0 {
                return places[procedureClass.rawValue]
            }
        }
        // A code of fewer than three characters is in no category, so in no range of categories.
        if category & 0xFF == 0 { return nil }
        return ranges.first { $0.class == procedureClass && $0.first <= category && category <= $0.last }?.row
    }

    /// The first three characters of a code, upper case, in one word whose order is that of the text.
    ///
    /// Codes are ASCII; one that begins otherwise is in no category.
    static func category(_ code: Span<UInt8>) -> DIPCaseColumns.Category {
        var packed: DIPCaseColumns.Category = 0
        for index in 0..<min(3, code.count) {
            let byte = code[index]
            if byte >= 0x80 { return 0 }
            packed |=
                DIPCaseColumns.Category(byte &- 97 < 26 ? byte - 32 : byte) << DIPCaseColumns.Category(16 - 8 * index)
        }
        return packed
    }

    private static func pack(_ text: String) -> DIPCaseColumns.Category { category(text.utf8.span) }
}
