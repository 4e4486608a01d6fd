import ExactAmounts
import Testing

@Suite("CSVReader") struct CSVReaderTests {
    @Test(
        arguments: [
            ("", []), ("\n", []), ("\r\n\n\r\n", []), ("\u{FEFF}", []), ("a", [["a"]]), ("a\n", [["a"]]),
            ("a\r\n", [["a"]]),
            ("a,b\nc,d", [["a", "b"], ["c", "d"]]), ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
            ("a\nb\r\nc\n", [["a"], ["b"], ["c"]]),
            (",", [["", ""]]), (",\n,", [["", ""], ["", ""]]), ("a,,c", [["a", "", "c"]]), ("a,", [["a", ""]]),
            ("\u{FEFF}a,b", [["a", "b"]]), ("\u{FEFF}\"a\"", [["a"]]), ("a\n\u{FEFF}b", [["a"], ["\u{FEFF}b"]]),
            ("姓名,费用\n张三,1.5\n", [["姓名", "费用"], ["张三", "1.5"]]), ("🙂,é", [["🙂", "é"]]),
            ("a;b|c", [["a;b|c"]]), ("a\u{B}b,\u{7F}", [["a\u{B}b", "\u{7F}"]]),
        ] as [(String, [[String]])])
    func `lines become rows and commas fields`(text: String, rows: [[String]]) {
        #expect(CSVReading(text).fault == nil)
        #expect(CSVReading(text).fields == rows)
    }

    @Test(
        arguments: [
            ("\"a\"", ["a"]), ("\"\"", [""]), ("\"a,b\",c", ["a,b", "c"]), ("\"a\nb\"", ["a\nb"]),
            ("\"a\r\nb\",c", ["a\r\nb", "c"]),
            ("\"a\rb\"", ["a\rb"]), ("\"\"\"\"", ["\""]), ("\"\"\"\"\"\"", ["\"\""]), ("\"a\"\"b\"", ["a\"b"]),
            ("\"\"\"a\"\"\"", ["\"a\""]),
            ("\"a\"\"\",b", ["a\"", "b"]), ("\"\"\",\"\"\",x", ["\",\"", "x"]), ("\"\"\"\n\"\"\"", ["\"\n\""]),
            ("a,\"\",b", ["a", "", "b"]),
            ("\"a\",\"b\"\r\n", ["a", "b"]), ("\"a\"\n", ["a"]), ("\"他说\"\"好\"\"\"", ["他说\"好\""]),
            ("\"é\"\"\",\"\"\"é\"", ["é\"", "\"é"]),
        ] as [(String, [String])])
    func `a quoted field holds commas, line breaks and doubled quotes`(text: String, fields: [String]) {
        #expect(CSVReading(text).fault == nil)
        #expect(CSVReading(text).fields == [fields])
    }

    @Test(
        arguments: [
            (" a ", ["a"]), ("\ta\t,\u{3000}b\u{3000}", ["a", "b"]), (" \t\u{3000} a b \u{3000}\t ", ["a b"]),
            ("a\u{3000}b", ["a\u{3000}b"]),
            ("   ", [""]), ("\u{3000}", [""]), (" , \t,\u{3000}\u{3000}", ["", "", ""]), ("\" a \"", ["a"]),
            ("\"\u{3000}a\u{3000}\"", ["a"]),
            ("\" \u{3000}\t \"", [""]), (" \"a\" ", ["a"]), ("\u{3000}\"a\"\u{3000},b", ["a", "b"]),
            ("\t\"a\"\t\n", ["a"]), ("\"a\" \r\n", ["a"]),
            ("\" \"\"a\"\" \"", ["\"a\""]), ("\" \na\n \"", ["\na\n"]), ("\u{A0}a\u{A0}", ["\u{A0}a\u{A0}"]),
            ("\u{2003}a", ["\u{2003}a"]),
            ("\u{3001}a\u{3001}", ["\u{3001}a\u{3001}"]), ("\u{3040}a\u{3040}", ["\u{3040}a\u{3040}"]),
            ("a\u{4000}", ["a\u{4000}"]),
            ("a\u{E000}\u{3000}", ["a\u{E000}"]), ("a!,~b", ["a!", "~b"]), ("a\u{7F} ", ["a\u{7F}"]),
            (" \u{3000}a", ["a"]), ("a\u{3000} ", ["a"]),
        ] as [(String, [String])])
    func `white space around a field is dropped, inside quotes too`(text: String, fields: [String]) {
        #expect(CSVReading(text).fault == nil)
        #expect(CSVReading(text).fields == [fields])
    }

    @Test(
        arguments: [
            ("a\nb\nc", [1, 2, 3]), ("\n\na\r\n\r\nb", [3, 5]), ("\"a\nb\nc\"\nd", [1, 4]),
            ("\"\r\n\"\r\nd\n", [1, 3]),
            ("a,\"\n\",\"\n\"\nb\n\n\"\n\"\nc", [1, 4, 6, 8]), ("\u{FEFF}\na", [2]), (" \na", [1, 2]),
            ("\"\"\"\n\"\"\"\nb", [1, 3]),
            ("\"a\rb\"\nc", [1, 2]),
        ] as [(String, [Int])])
    func `a row's line is the one on which it begins`(text: String, lines: [Int]) {
        #expect(CSVReading(text).rows.map(\.line) == lines)
    }

    @Test func `every short text is read as character by character`() {
        let alphabet = ["a", ",", "\"", "\n", "\r", " ", "\u{3000}"]
        expectForAll(texts(over: alphabet, upTo: 5)) { ReferenceCSV($0).agrees(with: CSVReading($0)) }
        // Quotes need more letters to be opened, doubled and closed.
        expectForAll(texts(over: ["\"", "é", "\n", ","], upTo: 7)) { ReferenceCSV($0).agrees(with: CSVReading($0)) }
        expectForAll(texts(over: ["\u{FEFF}", "\0", "\t", "\"", "\r\n"], upTo: 4)) {
            ReferenceCSV($0).agrees(with: CSVReading($0))
        }
    }

    @Test(arguments: seeds) func `a text of many batches is read as character by character`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let pieces = ["a", "诊断", "1234.56", "\" q \"", "\"\"\"x\"\"\"", "\"line\nbreak\"", "", "\u{3000}b "]
        var text = ""
        while text.utf8.count < 150_000 {
            text += (0..<(1 + random.below(12))).map { _ in random.element(of: pieces) }.joined(separator: ",")
            text += random.element(of: ["\n", "\n", "\r\n", "\n\n"])
        }
        let (reading, reference) = (CSVReading(text), ReferenceCSV(text))
        #expect(reading.fault == nil && reading.rows.count > 1000)
        #expect(reference.agrees(with: reading))
        #expect(reference.agrees(with: CSVReading(text, blockSize: 4096)))
    }

    @Test(arguments: [1, 1000, 32_767, 32_768, 32_769, 70_000, 200_000]) func `empty lines are skipped, however many`(
        count: Int
    ) {
        let gap = String(repeating: "\n", count: count)
        #expect(CSVReading(gap + "a\n").rows == [.init(line: count + 1, fields: ["a"])])
        #expect(CSVReading("a\n" + gap + "b\n" + gap).rows.map(\.line) == [1, count + 2])
    }

    @Test(arguments: [.max, 10_000]) func `a row may have any number of fields`(blockSize: Int) {
        let wide = String(repeating: ",", count: 100_000)
        let reading = CSVReading(Array("a\n\(wide)\n\(wide)b\nc,d\n".utf8), blockSize: blockSize)
        #expect(reading.rows.map(\.line) == [1, 2, 3, 4])
        #expect(reading.fields.map(\.count) == [1, 100_001, 100_001, 2])
        #expect(reading.fields.map(\.last) == ["a", "", "b", "d"])
    }

    @Test func `the end stays the end`() throws {
        var reader = CSVReader(file: "some.csv")
        reader.append(Array("a,b\n".utf8))
        #expect(try reader.next() == .row)
        #expect(try reader.next() == .needsBytes)
        #expect(try reader.next() == .needsBytes)
        reader.finish()
        #expect(try reader.next() == .end)
        #expect(try reader.next() == .end)
    }

    @Test func `the rows at hand are the rows that come next`() throws {
        let text = Array((0..<9000).map { "\($0),x\n" }.joined().utf8)
        var reader = CSVReader(file: "some.csv")
        reader.append(text)
        reader.finish()
        var (codes, batches) = ([String](), 0)
        while try reader.next() == .row {
            #expect(reader.withRow { _, fields in fields.count } == 2)
            var (still, now) = ([Range<Int>](), [Range<Int>]())
            reader.forEachRowStillAtHand { _, fields in still.append(fields[0].range) }
            #expect(reader.string(0) == "\(codes.count)")
            reader.forEachRowAtHand { text, fields in
                now.append(fields[0].range)
                codes.append(String(decoding: fields[0].range.map { text[$0] }, as: UTF8.self))
            }
            #expect(still == now)
            #expect(reader.string(0) == codes.last)
            batches += 1
        }
        #expect(codes == (0..<9000).map(String.init))
        #expect(batches > 1 && batches < 20)
    }

    @Test func `a field is a range of the bytes at hand`() throws {
        var reader = CSVReader(file: "some.csv")
        reader.append(Array("one, two \n".utf8))
        reader.finish()
        #expect(try reader.next() == .row)
        #expect(reader.fieldCount == 2)
        #expect(reader.field(1) == 5..<8)
        #expect(reader.string(1) == "two")
    }

    @Test func `text is added only where it can be read`() async {
        await #expect(processExitsWith: .failure) {
            var reader = CSVReader(file: "some.csv")
            reader.finish()
            reader.append([65])
        }
        await #expect(processExitsWith: .failure) {
            var reader = CSVReader(file: "some.csv")
            reader.append(Array("a\nb\n".utf8))
            _ = try reader.next()
            reader.append([65])
        }
    }

    @Test func `the reading character by character can tell a wrong row, line and place`() {
        let reference = ReferenceCSV("a\n\"b\nc\",\u{3000}\"d\"\n\"x\"y")
        #expect(reference.reading.rows == [.init(line: 1, fields: ["a"]), .init(line: 2, fields: ["b\nc", "d"])])
        #expect(reference.reading.fault?.code == .strayQuote)
        #expect(reference.reading.fault?.line == 4 && reference.reading.fault?.column == 4)
        #expect(!reference.agrees(with: ReferenceCSV("a\n\"b\nc\",\u{3000}\"d\"\n\"x\" y").reading))
    }
}
