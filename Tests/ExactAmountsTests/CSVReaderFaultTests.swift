import ExactAmounts
import Testing

@Suite("CSVReader: faults") struct CSVReaderFaultTests {
    @Test(
        arguments: [
            ("\"", .unclosedQuote, 1, 1), ("\"a", .unclosedQuote, 1, 1), ("a,b\nc, \"d\ne\n", .unclosedQuote, 2, 4),
            ("\"a\"\"", .unclosedQuote, 1, 1),
            ("\"\"\"", .unclosedQuote, 1, 1), ("\"a\nb\",\"c", .unclosedQuote, 2, 4), ("诊断,\"x", .unclosedQuote, 1, 4),
            ("a\"", .strayQuote, 1, 2), ("a\"b\"", .strayQuote, 1, 2), ("x,a \"", .strayQuote, 1, 5),
            ("诊断\"", .strayQuote, 1, 3),
            ("\"a\"b", .strayQuote, 1, 4), ("\"a\" b", .strayQuote, 1, 5), ("\"a\" \"b\"", .strayQuote, 1, 5),
            ("\"a\"\u{3000}b", .strayQuote, 1, 5),
            ("\"a\nb\"c", .strayQuote, 2, 3), ("\"a\"\"\"b", .strayQuote, 1, 6), ("\"a\"\u{3001}", .strayQuote, 1, 4),
            ("\"a\"\r", .strayQuote, 1, 4),
            ("\"a\"\rb", .strayQuote, 1, 4), ("\"a\"\0", .strayQuote, 1, 4), ("\"a\"é", .strayQuote, 1, 4),
            ("a\rb", .strayControl, 1, 2), ("a\r", .strayControl, 1, 2), ("\r", .strayControl, 1, 1),
            ("a\n\r\r\n", .strayControl, 2, 1),
            ("a,b\r,c", .strayControl, 1, 4), ("a\0", .strayControl, 1, 2), ("\0", .strayControl, 1, 1),
            ("x\n\"a\n\0\"", .strayControl, 3, 1),
            ("\"a\0b\"", .strayControl, 1, 3), ("🙂é\0", .strayControl, 1, 3), ("\u{FEFF}a\0", .strayControl, 1, 2),
            ("\u{FEFF}\n\0", .strayControl, 2, 1),
        ] as [(String, InputFault.Code, Int, Int)])
    func `a fault names its line and its column in characters`(
        text: String, code: InputFault.Code, line: Int, column: Int
    ) {
        Self.expectFault(Array(text.utf8), code, line, column)
        // Rows before the fault are handed out, and it stands that many lines lower.
        if !text.hasPrefix("\u{FEFF}") {
            Self.expectFault(Array("p,\"q\nr\"\r\n\n".utf8) + Array(text.utf8), code, line + 3, column, rows: 1)
        }
    }

    @Test(
        arguments: [
            ([0xD0, 0xD5, 0xC3, 0xFB], 1, 1), (Array("a,".utf8) + [0xB7, 0xD1], 1, 3),
            (Array("a\n\"b".utf8) + [0xC4, 0xEA, 0x22], 2, 3),
            ([0xFF, 0xFE, 0x61, 0x00], 1, 1), ([0xEF, 0xBB], 1, 1), ([0xEF, 0xBB, 0x61], 1, 1),
            (Array("é".utf8) + [0xC3], 1, 2),
            (Array("\"é".utf8) + [0xC3], 1, 3), (Array("a".utf8) + [0x80], 1, 2), ([0xC3, 0x28], 1, 1),
            ([0xEF, 0xBB, 0xBF, 0x61, 0xC0], 1, 2),
        ] as [([UInt8], Int, Int)])
    func `bytes of another encoding are a fault where they stand`(bytes: [UInt8], line: Int, column: Int) {
        Self.expectFault(bytes, .badEncoding, line, column)
    }

    @Test(arguments: [[], [0x22]] as [[UInt8]]) func `exactly what is UTF-8 is accepted`(quote: [UInt8]) {
        let seconds: [UInt8] = [0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
        let thirds: [UInt8] = [0x41, 0x7F, 0x80, 0xBF, 0xC0]
        let leads = Array(0x80...0xFF) as [UInt8]
        let borders: [UInt8] = [
            0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xE2, 0xE3, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
        ]
        let characters =
            leads.map { [$0] } + pairs(leads, seconds).map { [$0, $1] }
            + pairs(Array(pairs(borders, seconds)), thirds).map { [$0.0, $0.1, $1] }
            + pairs(Array(pairs(borders, seconds)), Array(pairs(thirds, thirds))).map { [$0.0, $0.1, $1.0, $1.1] }
        expectForAll(characters) { character in
            // A letter before it, so that no byte-order mark is skipped.
            let bytes = quote + [0x61] + character + quote
            let isText = String(validating: character, as: UTF8.self) != nil
            let reading = CSVReading(bytes, blockSize: .max)
            guard isText else {
                return reading.fault?.code == .badEncoding && reading == CSVReading(bytes, blockSize: 1)
            }
            return reading.fault == nil && reading == CSVReading(bytes, blockSize: 1)
        }
    }

    @Test func `a fault is thrown again and again`() {
        var reader = CSVReader(file: "some.csv")
        reader.append(Array("a\nb\"\nc\n".utf8))
        reader.finish()
        #expect(throws: Never.self) { try reader.next() }
        for _ in 0..<3 {
            #expect(throws: InputFault.self) { try reader.next() }
        }
    }

    @Test(arguments: [1, 2, 3, 7, 1000])
    func `a row above the limit is a fault at its line, and the rows before it stand`(blockSize: Int) {
        let long = String(repeating: "x", count: 30)
        let reading = CSVReading(Array("short\n\nrows\n\(long)\nafter\n".utf8), blockSize: blockSize, rowLimit: 20)
        #expect(reading.fields == [["short"], ["rows"]])
        #expect(reading.fault?.code == .rowTooLong)
        #expect(reading.fault?.line == 4)
        #expect(reading.fault?.column == 1)
    }

    @Test(arguments: [1, 2, 3, 7, 1000]) func `a row of just the limit is no fault, and one byte more is`(
        blockSize: Int
    ) {
        let texts = ["a\n123456789\nb\n", "a\r\n123456789\r\nb\r\n", "a\n\"123456\n\"\nb\n"]
        for text in texts {
            let bytes = Array(text.utf8)
            // The line break behind a row is not counted.
            #expect(CSVReading(bytes, blockSize: blockSize, rowLimit: 9).fault == nil)
            #expect(CSVReading(bytes, blockSize: blockSize, rowLimit: 8).fault?.code == .rowTooLong)
            #expect(CSVReading(bytes, blockSize: blockSize, rowLimit: 8).fault?.line == 2)
        }
    }

    @Test(arguments: ["", "\"", "a,\"b\n"]) func `a hundred megabytes in one field end in a fault soon`(opening: String)
    {
        var reader = CSVReader(file: "some.csv")
        let block = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        var appended = 0
        reader.append(Array("h\n".utf8) + Array(opening.utf8))
        let fault = #expect(throws: InputFault.self) {
            while appended < 100 << 20 {
                switch try reader.next() {
                case .row: continue
                case .needsBytes:
                    reader.append(block)
                    appended += block.count
                case .end: return
                }
            }
        }
        #expect(fault?.code == .rowTooLong)
        #expect(fault?.line == 2)
        #expect(appended <= reader.rowLimit + block.count)
    }

    @Test(
        arguments: [
            ("a,b", 0, 1, 1), ("a,b", 1, 1, 3), ("a,b", 2, 1, 1), (" a,  b", 1, 1, 6), ("\"a\", \"b\"", 1, 1, 7),
            ("诊断,🙂,c", 2, 1, 6),
            ("\"a\nb\",c", 0, 1, 2), ("\"a\nb\",c", 1, 2, 4), ("\"a\n\n\",\"\nc\"", 1, 3, 4), ("\"a\"\"b\",c", 1, 1, 8),
            ("\"\"\"é\",c", 1, 1, 7), ("\"\"\"诊断\"\"\",\"\"\"c\"", 1, 1, 11),
        ] as [(String, Int, Int, Int)])
    func `a fault at a field stands where the field does`(text: String, field: Int, line: Int, column: Int) throws {
        var reader = CSVReader(file: "some.csv")
        reader.append(Array("h\n\n\(text)\n".utf8))
        reader.finish()
        #expect(try reader.next() == .row)
        #expect(try reader.next() == .row)
        let fault = reader.fault(atField: field, .badValue, "message")
        #expect(
            fault == InputFault(file: "some.csv", line: line + 2, column: column, code: .badValue, message: "message"))
    }

    @Test func `a fault behind a line break that follows doubled quotes stands where the field does`() throws {
        var reader = CSVReader(file: "some.csv")
        reader.append(Array("\"\"\"\n\",c\n".utf8))
        reader.finish()
        #expect(try reader.next() == .row)
        #expect(reader.fault(atField: 1, .badValue, "message").column == 3)
    }

    private static func expectFault(
        _ bytes: [UInt8], _ code: InputFault.Code, _ line: Int, _ column: Int, rows: Int? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let reading = CSVReading(bytes, blockSize: .max)
        #expect(reading.fault?.code == code, sourceLocation: sourceLocation)
        #expect(reading.fault?.file == "some.csv", sourceLocation: sourceLocation)
        #expect(reading.fault?.line == line, sourceLocation: sourceLocation)
        #expect(reading.fault?.column == column, sourceLocation: sourceLocation)
        if let rows { #expect(reading.rows.count >= rows, sourceLocation: sourceLocation) }
    }
}
