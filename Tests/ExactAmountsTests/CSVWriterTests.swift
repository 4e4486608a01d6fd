import ExactAmounts
import Testing

@Suite("CSVWriter") struct CSVWriterTests {
    static func written(_ rows: [[String]]) -> [UInt8] {
        var writer = CSVWriter()
        for row in rows {
            for field in row { writer.field(field) }
            writer.endRow()
        }
        return writer.bytes
    }

    @Test(
        arguments: [
            ("a", "a"), ("", ""), ("1,5", "\"1,5\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("\"", "\"\"\"\""),
            ("a\nb", "\"a\nb\""), ("a\rb", "\"a\rb\""),
            (" a", "\" a\""), ("a\t", "\"a\t\""), ("a b", "a b"), ("诊断🙂", "诊断🙂"), ("a;b|c'd", "a;b|c'd"),
        ])
    func `a field is quoted only when it must be`(field: String, text: String) {
        #expect(String(decoding: Self.written([[field, "x"]]), as: UTF8.self) == text + ",x\n")
    }

    @Test func `numbers, quantities and empty fields stand side by side`() throws {
        var writer = CSVWriter(header: ["数", "费用", "空", "率"])
        writer.field(-12)
        writer.field(try Money("1234.5"))
        writer.emptyField()
        writer.field(Rate?.none)
        writer.endRow()
        writer.field(Int.min)
        writer.field(try Rate("85%"))
        writer.endRow()
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == "数,费用,空,率\n-12,1234.50,,\n-9223372036854775808,0.85\n")
        writer.removeAll()
        writer.field("next")
        writer.endRow()
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "next\n")
        #expect(CSVWriter().bytes.isEmpty)
    }

    @Test func `what is written reads back, for every short field`() {
        expectForAll(texts(over: ["a", ",", "\"", "\n", "\r", "é"], upTo: 4)) { field in
            CSVReading(Self.written([[field, "x"], ["y", field]]), blockSize: .max).fields == [
                [field, "x"], ["y", field],
            ]
        }
    }

    @Test(arguments: seeds) func `what is written reads back, for random tables`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let letters = ["a", "b c", ",", "\"", "\n", "\r\n", "\r", "诊", "🙂", "x\u{3000}y"]
        let rows = (0..<300).map { _ in
            (0..<2 + random.below(6)).map { _ in (0..<random.below(6)).map { _ in random.element(of: letters) }.joined()
            }
        }
        let reading = CSVReading(Self.written(rows), blockSize: 1000)
        #expect(reading.fault == nil && reading.fields == rows)
    }

    @Test func `a row of one empty field reads back`() {
        let rows = [["code"], [""], ["1"]]
        #expect(CSVReading(Self.written(rows), blockSize: .max).fields == rows)
    }
}
