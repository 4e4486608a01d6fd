import ExactAmounts
import Foundation
import Testing

@Suite("PointValue") struct PointValueTests {
    /// Every number of decimals with every border and some random values.
    static func values(seed: UInt64) -> [PointValue] {
        pairs(manyInt64(seed: seed, small: -110...110, random: 200), Array(0...PointValue.mostDecimals))
            .map { PointValue(units: $0, decimals: $1) }
    }

    @Test(arguments: seeds) func `parse after print is the identity, decimals included`(seed: UInt64) {
        expectForAll(Self.values(seed: seed)) { try PointValue($0.description) == $0 }
    }

    @Test(arguments: seeds) func `encoding and decoding go through decimal text`(seed: UInt64) throws {
        let values = Self.values(seed: seed)
        let json = try JSONEncoder().encode(values)
        #expect(String(decoding: json, as: UTF8.self) == "[" + values.map { "\"\($0)\"" }.joined(separator: ",") + "]")
        #expect(try JSONDecoder().decode([PointValue].self, from: json) == values)
    }

    @Test(arguments: ["52.8094", "52", "null", "\"\"", "\"1.123456789\"", "\"x\""])
    func `only decimal text decodes`(json: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([PointValue].self, from: Data("[\(json)]".utf8))
        }
    }

    @Test(
        arguments: [
            ("52.8094", 528_094, 4), ("52", 52, 0), ("52.0", 520, 1), ("-0.5", -5, 1), ("0.00000001", 1, 8),
            ("9223372036854775807", .max, 0),
            ("-92233720368.54775808", .min, 8),
        ] as [(String, Int64, Int)])
    func `a text is read with as many decimals as it has`(text: String, units: Int64, decimals: Int) throws {
        let value = try PointValue(text)
        #expect(value.units == units)
        #expect(value.decimals == decimals)
    }

    @Test(
        arguments: [
            ("", .notANumber), ("1.", .notANumber), (".1", .notANumber), ("1.2.3", .notANumber), ("1.x", .notANumber),
            ("50%", .notANumber),
            ("1.123456789", .tooManyDecimals), ("1.12345678x", .notANumber), ("1.1234567.8", .notANumber),
            ("92233720368.54775808", .amountTooLarge), ("9223372036854775808", .amountTooLarge),
        ] as [(String, AmountError)])
    func `any other text is refused with its reason`(text: String, reason: AmountError) {
        #expect(throws: reason) { try PointValue(text) }
    }

    @Test(
        arguments: [
            (1, 3, 4, "0.3333", "0.3333"), (2, 3, 4, "0.6667", "0.6666"), (-2, 3, 2, "-0.67", "-0.66"),
            (5, 2, 0, "3", "2"), (-5, 2, 0, "-3", "-2"),
            (1, 3, 8, "0.33333333", "0.33333333"), (1, 16, 4, "0.0625", "0.0625"), (1, 16, 3, "0.063", "0.062"),
        ] as [(Int, Int, Int, String, String)])
    func `an exact value is rounded once to its decimals`(
        numerator: Int, denominator: Int, decimals: Int, halfUp: String, down: String
    ) throws {
        let exact = try ExactRatio(Int128(numerator), over: Int128(denominator))
        #expect(try PointValue(roundingYuanPerPoint: exact, decimals: decimals, .halfUp).description == halfUp)
        #expect(try PointValue(roundingYuanPerPoint: exact, decimals: decimals, .down).description == down)
    }

    @Test func `a value of more than 64 bits is refused`() throws {
        let largest = ExactRatio(Int128(Int64.max))
        #expect(try PointValue(roundingYuanPerPoint: largest, decimals: 0, .down).units == .max)
        #expect(throws: AmountError.amountTooLarge) {
            try PointValue(roundingYuanPerPoint: largest, decimals: 1, .down)
        }
        #expect(throws: AmountError.amountTooLarge) {
            try PointValue(units: .max, decimals: 0).exactFen(of: ExactRatio(.max))
        }
    }

    @Test(arguments: seeds) func `the exact value is the units over a power of ten`(seed: UInt64) {
        expectForAll(Self.values(seed: seed)) { value in
            let scale = (0..<value.decimals).reduce(Int128(1)) { power, _ in power * 10 }
            let points = try ExactRatio(7, over: 3)
            let yuan = try ExactRatio(Int128(value.units), over: scale)
            let fen = try ExactRatio(Int128(value.units) * 700, over: scale * 3)
            return try value.exactYuan == yuan && value.exactFen(of: points) == fen
        }
    }

    @Test(
        arguments: [
            ("52.8094", 4, "52.8094", "52.8094"), ("52.8094", 6, "52.809400", "52.809400"),
            ("52.8096", 3, "52.810", "52.809"),
            ("52.8095", 3, "52.810", "52.809"), ("-52.8095", 3, "-52.810", "-52.809"), ("0.5", 0, "1", "0"),
            ("-0.5", 0, "-1", "0"),
            ("0.49999999", 0, "0", "0"),
            ("9223372036854775807", 8, "9223372036854775807.00000000", "9223372036854775807.00000000"),
        ])
    func `it is shown rounded as asked`(text: String, decimals: Int, halfUp: String, down: String) throws {
        #expect(try PointValue(text).text(decimals: decimals, .halfUp) == halfUp)
        #expect(try PointValue(text).text(decimals: decimals, .down) == down)
    }

    /// Parameters of a published county: scale 100, values 52.8094 and 53.8381.
    @Test(
        arguments: [
            ("0.5155", "2722.32", "2775.35"), ("0.9662", "5102.44", "5201.84"), ("1.3375", "7063.26", "7200.85"),
            ("29.1724", "154057.69", "157058.66"),
        ])
    func `a published weight is worth its published amount`(weight: String, local: String, other: String) throws {
        let points = try Rate(weight).exact * ExactRatio(100)
        #expect(try Money(rounding: PointValue("52.8094").exactFen(of: points), .halfUp) == Money(local))
        #expect(try Money(rounding: PointValue("53.8381").exactFen(of: points), .halfUp) == Money(other))
        #expect(try Points(roundingPoints: points, .down).exact == points)
    }

    @Test func `a value has at most eight decimals`() async {
        await #expect(processExitsWith: .failure) { _ = PointValue(units: 1, decimals: 9) }
        await #expect(processExitsWith: .failure) { _ = PointValue(units: 1, decimals: -1) }
    }
}
