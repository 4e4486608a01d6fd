import ExactAmounts
import Testing

/// However the bytes arrive, the rows and the fault are the same.
@Suite("CSVReader: blocks") struct CSVReaderBlockTests {
    static let samples: [String] = [
        "", "a", "a,b\nc,d\n", "a,b\r\nc,d\r\n", "\u{FEFF}姓名,\"费,用\"\r\n\u{3000}张三\u{3000},\"1\"\"5\"\r\n",
        "\"a\nb\",\"\"\"\"\n\n\n\"\"\u{3000},🙂\n", "\"\"\"é\"\"\",\"x\r\ny\"\r\n\r\nlast,\"row\"",
        "a\n\"b\" \u{3000}\n\"\"", "\n\n\u{FEFF}\n",
        // Faults.
        "a,b\nc,\"d\ne", "a\n诊断\"", "a\r\nb\rc", "a\nb\r", "\"a\"\u{3000}\u{3001}", "\"a\"\r", "x\n\"a\0\"",
        "\"a\"\u{3000}b\n",
    ]

    static let brokenSamples: [[UInt8]] = [
        Array("a,".utf8) + [0xE3, 0x80], Array("\"a\"".utf8) + [0xE3, 0x80], Array("\"a\"".utf8) + [0xE3],
        Array("\"a".utf8) + [0xF0, 0x9F, 0x99],
        [0xEF], [0xEF, 0xBB], [0xEF, 0xBB, 0xBF, 0xEF], Array("a\n".utf8) + [0xE0, 0x9F, 0x80],
    ]

    static let inputs: [[UInt8]] = samples.map { Array($0.utf8) } + brokenSamples

    @Test(arguments: inputs) func `blocks of any size give the same rows and the same fault`(bytes: [UInt8]) {
        let whole = CSVReading(bytes, blockSize: .max)
        expectForAll(1...bytes.count + 1) { CSVReading(bytes, blockSize: $0) == whole }
    }

    @Test(arguments: inputs) func `any two cuts give the same rows and the same fault`(bytes: [UInt8]) {
        let whole = CSVReading(bytes, blockSize: .max)
        expectForAll(pairs(Array(0...bytes.count), Array(0...bytes.count)).filter { $0 <= $1 }) { first, second in
            CSVReading(blocks: [Array(bytes[..<first]), Array(bytes[first..<second]), Array(bytes[second...])]) == whole
        }
    }

    @Test(arguments: seeds) func `random blocks of a long text give the same rows`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let row = "编号,\"诊断,\"\"主要\"\"\",\u{3000}12.50 ,\"两\r\n行\"\r\n"
        let bytes = Array("\u{FEFF}\(String(repeating: row, count: 1500))".utf8)
        var blocks: [[UInt8]] = []
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + 1 + random.below(40_000))
            blocks.append(Array(bytes[start..<end]))
            start = end
        }
        let whole = CSVReading(bytes, blockSize: .max)
        #expect(whole.rows.count == 1500)
        #expect(whole.rows.last == .init(line: 2999, fields: ["编号", "诊断,\"主要\"", "12.50", "两\r\n行"]))
        #expect(CSVReading(blocks: blocks) == whole)
    }

    @Test func `empty blocks change nothing`() {
        let blocks = [[], Array("a,".utf8), [], [], Array("b\n".utf8), []] as [[UInt8]]
        #expect(CSVReading(blocks: blocks) == CSVReading("a,b\n"))
    }

    @Test(arguments: [1, 2, 5, 16, 1000]) func `a row limit cuts at the same row, however the bytes arrive`(
        blockSize: Int
    ) {
        let rows = (0..<40).map { String(repeating: "x", count: $0) }
        let bytes = Array(rows.joined(separator: "\n").utf8)
        expectForAll([3, 5, 20, 38, 39, 40, 41]) { (limit: Int) in
            CSVReading(bytes, blockSize: blockSize, rowLimit: limit) == CSVReading(bytes, blockSize: 1, rowLimit: limit)
        }
    }

    @Test(arguments: ["\"", "a\nb,\"", "\"\"\"\n"], ["", "\"", "\"\"", "\0", "\r", "\n\"x"])
    func `what is wrong behind the row limit is not seen, however the bytes arrive`(opening: String, ending: String) {
        let bytes = Array("\(opening)\(String(repeating: "x", count: 40))\(ending)".utf8)
        let slow = CSVReading(bytes, blockSize: 1, rowLimit: 20)
        #expect(slow.fault?.code == .rowTooLong)
        expectForAll([2, 7, 16, 1000]) { CSVReading(bytes, blockSize: $0, rowLimit: 20) == slow }
    }

    @Test(arguments: [1000, 1 << 20]) func `empty lines are no long row, however the bytes arrive`(blockSize: Int) {
        let bytes = Array((String(repeating: "\n", count: 100_000) + "a\n").utf8)
        #expect(CSVReading(bytes, blockSize: blockSize, rowLimit: 100).fields == [["a"]])
    }
}
