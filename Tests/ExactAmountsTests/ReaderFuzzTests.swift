import ExactAmounts
import Foundation
import Testing

/// Whatever the bytes, a reader ends in a result or in a typed fault at a place that exists.
@Suite("Fuzzed readers", .timeLimit(.minutes(5))) struct ReaderFuzzTests {
    static let csvSamples: [[UInt8]] = [
        "setl_id,姓名,\"费 用\"\r\n1,张三,\"1,234.50\"\r\n2,\"李\"\"四\"\"\",\u{3000}8 \r\n",
        "\u{FEFF}code,name,note\n\n10, a ,\"two\nlines\"\n\"\",\"\"\"\",\n",
        "a,b\n\"x\ty\",🙂é\n,\n \" q \" ,z",
    ].map { Array($0.utf8) }

    static let jsonSamples: [[UInt8]] = [
        "{\"id\": \"桑植-2022\", \"levels\": [\"township\", \"level1\"], \"cap\": {\"rate\": \"85%\", \"days\": 15}}",
        "[1, -2.50e+3, true, null, \"a\\\"\\u8bca\\uD83D\\uDE42\\n\", {\"x/y\": {}, \"~\": []}]",
        "\u{FEFF}{\"a\":[[[{\"b\":\"\"}]]],\n\t\"c\":false,\r\n\"诊断\":0.5E-7}",
    ].map { Array($0.utf8) }

    static let fuzzSeeds: [UInt64] = [11, 12, 13, 14]

    /// How many of the inputs were tried, and how many were accepted.
    struct Tally {
        var tried = 0
        var accepted = 0

        mutating func add(accepted isAccepted: Bool) {
            tried += 1
            accepted += isAccepted ? 1 : 0
        }
    }

    @Test(arguments: fuzzSeeds) func `five thousand mutated CSV texts end in rows or a fault`(seed: UInt64) {
        var (random, tally) = (SeededRandom(seed: seed), Tally())
        expectForAll((0..<5000).lazy.map { _ in random.mutated(Self.csvSamples) }) { bytes in
            let reading = CSVReading(bytes, blockSize: .max)
            tally.add(accepted: reading.fault == nil)
            return Self.obeysItsLaws(reading, bytes, blockSize: 1 + random.below(24))
        }
        print("CSV, seed \(seed): \(tally.tried) mutated inputs tried, \(tally.accepted) accepted")
        #expect(tally.tried == 5000 && tally.accepted > 200 && tally.accepted < 4800)
    }

    @Test(arguments: fuzzSeeds) func `five thousand mutated JSON texts end in a document or a fault`(seed: UInt64) {
        var (random, tally) = (SeededRandom(seed: seed), Tally())
        expectForAll((0..<5000).lazy.map { _ in random.mutated(Self.jsonSamples) }) { bytes in
            let (isRight, isAccepted) = Self.obeysItsLaws(json: bytes)
            tally.add(accepted: isAccepted)
            return isRight
        }
        print("JSON, seed \(seed): \(tally.tried) mutated inputs tried, \(tally.accepted) accepted")
        #expect(tally.tried == 5000 && tally.accepted > 200 && tally.accepted < 4800)
    }

    @Test(arguments: csvSamples) func `a CSV text cut anywhere ends in rows or a fault`(sample: [UInt8]) {
        expectForAll(0...sample.count) { end in
            let bytes = Array(sample[..<end])
            return Self.obeysItsLaws(CSVReading(bytes, blockSize: .max), bytes, blockSize: 3)
        }
    }

    @Test(arguments: jsonSamples) func `a JSON text cut anywhere before its end is a fault`(sample: [UInt8]) {
        expectForAll(0...sample.count) { end in
            let (isRight, isAccepted) = Self.obeysItsLaws(json: Array(sample[..<end]))
            return isRight && isAccepted == (end == sample.count)
        }
    }

    @Test(arguments: seeds) func `random bytes end in a result or a fault`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var tried = 0
        expectForAll((0..<3000).lazy.map { _ in random.noise(upTo: 40) }) { bytes in
            tried += 1
            return Self.obeysItsLaws(CSVReading(bytes, blockSize: .max), bytes, blockSize: 1 + random.below(9))
                && Self.obeysItsLaws(json: bytes).isRight
        }
        print("CSV and JSON, seed \(seed): \(tried) inputs of random bytes tried")
    }

    @Test(arguments: seeds) func `random bytes are an amount that prints itself or a typed refusal`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let letters = Array("0123456789.-% x".utf8) + [0, 0xFF]
        var read = 0
        expectForAll((0..<5000).lazy.map { _ in (0..<random.below(24)).map { _ in random.element(of: letters) } }) {
            bytes in
            let money = Outcome { () throws(AmountError) in try Money(utf8: bytes.span) }
            let rate = Outcome { () throws(AmountError) in try Rate(utf8: bytes.span) }
            let points = Outcome { () throws(AmountError) in try Points(utf8: bytes.span) }
            let date = CivilDate(utf8: bytes.span)
            if case .success = money { read += 1 }
            return try Self.printsItself(money) && Self.printsItself(rate) && Self.printsItself(points)
                && (date == nil || date.map { CivilDate($0.description) == $0 } == true)
        }
        #expect(read > 100)
    }

    /// Vigna's published numbers for the seed 1234567.
    @Test func `a seed gives the same numbers on every machine`() {
        var random = SeededRandom(seed: 1_234_567)
        #expect(
            (0..<3).map { _ in random.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ])
    }
}

extension ReaderFuzzTests {
    private static func obeysItsLaws(_ reading: CSVReading, _ bytes: [UInt8], blockSize: Int) -> Bool {
        guard reading == CSVReading(bytes, blockSize: blockSize) else { return false }
        if let fault = reading.fault, !exists(fault, bytes) { return false }
        guard let text = String(validating: bytes, as: UTF8.self) else { return reading.fault != nil }
        return ReferenceCSV(text).agrees(with: reading)
    }

    private static func obeysItsLaws(json bytes: [UInt8]) -> (isRight: Bool, isAccepted: Bool) {
        let document: JSONDocument
        do {
            document = try JSONDocument(file: "some.json", bytes: bytes)
        } catch {
            return (error.faults.allSatisfy { exists($0, bytes) && $0.pointer != nil }, false)
        }
        let isStable = (try? JSONDocument(document.text).text) == document.text
        let isFound = document.places.allSatisfy { document.value(at: $0.pointer)?.offset == $0.node.offset }
        // What is accepted here is JSON to other programs too, if its numbers fit a float.
        let isJSON = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
        return (isStable && isFound && (isJSON || document.text.contains("e") || document.text.contains("E")), true)
    }

    /// Whether the place of a fault is in the text.
    private static func exists(_ fault: InputFault, _ bytes: [UInt8]) -> Bool {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard let line = fault.line, let column = fault.column, lines.indices.contains(line - 1) else { return false }
        return (1...lines[line - 1].count + 1).contains(column)
    }

    private static func printsItself<Quantity: ExactQuantity>(_ outcome: Outcome<Quantity>) throws -> Bool {
        guard case .success(let quantity) = outcome else { return true }
        return try Quantity(quantity.description) == quantity
    }
}
