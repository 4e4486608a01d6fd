/// A whole CSV file with a header row: the small tables that are read before the first claim.
///
/// Columns stand in any order and unknown ones are ignored. A missing column, a repeated header and a row with another
/// number of fields than the header are faults, all reported at once.
package struct CSVTable: Sendable {
    /// A column that a table may have.
    package struct Column: Sendable, ExpressibleByStringLiteral {
        /// The header, and other headers that mean the same.
        package let names: [String]
        /// Whether the column may be absent; its fields are then empty.
        package let isOptional: Bool

        package init(_ names: String..., isOptional: Bool = false) {
            self.names = names
            self.isOptional = isOptional
        }

        package init(stringLiteral name: String) { self.init(name) }
    }

    /// The name used in faults.
    package let file: String
    /// The text that the fields are ranges of.
    package let bytes: [UInt8]
    /// The line on which each row begins.
    package let lines: [Int]

    private let columns: [Column]
    /// Column by column, row by row: where the field stands.
    private let fields: [TextPlace]
    /// Where each row begins in the bytes.
    private let rowOffsets: [UInt32]

    /// Reads a file's bytes.
    ///
    /// - Parameter hasTitleRows: the header is then the first row that holds the first column, and the rows before it
    ///   are not checked.
    /// - Throws: every fault of the file's form.
    package init(
        file: String, bytes text: [UInt8], columns: [Column], hasTitleRows: Bool = false
    ) throws(InputFaults) {
        self.file = file
        self.columns = columns
        var faults: [InputFault] = []
        var reader = CSVReader(file: file)
        reader.append(text)
        reader.finish()
        var places: [Int?]?
        var headerCount = 0
        var fields: [TextPlace] = []
        var lines: [Int] = []
        var offsets: [UInt32] = []
        do {
            while try reader.next() == .row {
                guard let places else {
                    let names = (0..<reader.fieldCount).map(reader.string)
                    if hasTitleRows, let key = columns.first, !key.names.contains(where: names.contains) { continue }
                    places = Self.places(of: columns, in: names, reader, &faults)
                    headerCount = names.count
                    continue
                }
                if reader.fieldCount != headerCount {
                    faults.append(
                        reader.fault(
                            atField: min(reader.fieldCount, headerCount), .fieldCount,
                            "\(reader.fieldCount) fields where the header has \(headerCount)"))
                    continue
                }
                for place in places {
                    let range = place.map { reader.field($0) } ?? 0..<0
                    fields.append(TextPlace(range))
                }
                lines.append(reader.line)
                offsets.append(reader.tokens.rows[reader.row].offset)
            }
        } catch {
            faults.append(error)
        }
        if places == nil, faults.isEmpty {
            let wanted = hasTitleRows ? ", a row with the column \(columns.first?.names.first ?? "")" : ""
            faults.append(
                InputFault(file: file, line: 1, column: 1, code: .missingHeader, message: "no header row\(wanted)"))
        }
        if !faults.isEmpty { throw InputFaults(faults.inOrderOfPlace) }
        self.bytes = reader.bytes
        self.lines = lines
        self.fields = fields
        self.rowOffsets = offsets
    }

    /// The number of rows below the header.
    package var rowCount: Int { lines.count }

    /// Where a field stands in ``bytes``; empty for a column that is absent.
    package func field(_ row: Int, _ column: Int) -> Range<Int> {
        fields[row * columns.count + column].range
    }

    /// Whether a field is empty.
    package func isEmpty(_ row: Int, _ column: Int) -> Bool { field(row, column).isEmpty }

    /// A field as a string.
    package func string(_ row: Int, _ column: Int) -> String {
        String(decoding: bytes[field(row, column)], as: UTF8.self)
    }

    /// A fault at a field; the message follows the column's name.
    package func fault(_ row: Int, _ column: Int, _ code: InputFault.Code, _ message: String) -> InputFault {
        let name = columns[column].names[0]
        let place = place(of: field(row, column).isEmpty ? Int(rowOffsets[row]) : field(row, column).lowerBound, row)
        return InputFault(
            file: file, line: place.line, column: place.column, code: code, message: "\(name): \(message)")
    }

    /// A fault inside a field, so many characters behind its beginning.
    package func fault(
        _ row: Int, _ column: Int, at characters: Int, _ code: InputFault.Code, _ message: String
    ) -> InputFault {
        let range = field(row, column)
        var (offset, left) = (range.lowerBound, characters)
        while left > 0, offset < range.upperBound {
            offset += 1
            while offset < range.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            left -= 1
        }
        let place = place(of: offset, row)
        return InputFault(
            file: file, line: place.line, column: place.column, code: code,
            message: "\(columns[column].names[0]): \(message)")
    }

    private func place(of offset: Int, _ row: Int) -> (line: Int, column: Int) {
        var place = (line: lines[row], column: 1)
        for byte in bytes[Int(rowOffsets[row])..<max(Int(rowOffsets[row]), offset)] {
            if byte == UInt8(ascii: "\n") {
                place = (place.line + 1, 1)
            } else if byte & 0xC0 != 0x80 {
                place.column += 1
            }
        }
        return place
    }

    /// The place of each column in the header row.
    private static func places(
        of columns: [Column], in header: [String], _ reader: CSVReader, _ faults: inout [InputFault]
    ) -> [Int?] {
        faults += repeatedHeaders(header, reader)
        return columns.map { column in
            let place = column.names.lazy.compactMap { name in header.firstIndex(of: name) }.first
            if place == nil, !column.isOptional {
                let names = column.names.joined(separator: " or ")
                faults.append(reader.fault(atField: 0, .missingColumn, "the column \(names) is missing"))
            }
            return place
        }
    }
}

/// The faults of a header row in which a name stands twice.
package func repeatedHeaders(_ header: [String], _ reader: CSVReader) -> [InputFault] {
    var seen: Set<String> = []
    return header.indices.compactMap { index in
        header[index].isEmpty || seen.insert(header[index]).inserted
            ? nil : reader.fault(atField: index, .repeatedColumn, "the column \(header[index]) stands twice")
    }
}
