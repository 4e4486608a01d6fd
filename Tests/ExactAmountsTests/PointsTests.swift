import ExactAmounts
import Testing

@Suite("Points") struct PointsTests {
    typealias Laws = QuantityLaws<Points>

    @Test(arguments: seeds) func `parse after print is the identity`(seed: UInt64) {
        Laws.expectParseAfterPrintIsTheIdentity(seed: seed)
    }

    @Test(arguments: seeds) func `encoding and decoding go through decimal text`(seed: UInt64) throws {
        try Laws.expectCodableRoundTrip(seed: seed)
    }

    @Test(arguments: ["1", "96.62", "null", "false", "\"1.23456\"", "\"\"", "\"1%\""])
    func `only decimal text decodes`(json: String) {
        Laws.expectRefused(json: json)
    }

    @Test(arguments: seeds) func `a sum is exact or refused`(seed: UInt64) {
        Laws.expectSumsAreExactOrRefused(seed: seed)
    }

    @Test(arguments: seeds) func `addition is commutative and associative or refuses`(seed: UInt64) {
        Laws.expectAdditionIsCommutativeAndAssociativeOrRefuses(seed: seed)
    }

    @Test(arguments: seeds) func `order is that of the ten-thousandths`(seed: UInt64) {
        Laws.expectOrderIsThatOfTheUnits(seed: seed)
    }

    @Test func `every short text is a number of ten-thousandths or refused`() {
        Laws.expectDecimalGrammar(decimals: 4, over: ["-", ".", "7"])
    }

    @Test(
        arguments: [
            ("0", 0), ("96.62", 966_200), ("-0.0001", -1), ("922337203685477.5807", .max),
            ("-922337203685477.5808", .min),
        ] as [(String, Int64)])
    func `a text is read as so many ten-thousandths`(text: String, units: Int64) throws {
        #expect(try Points(text).tenThousandths == units)
    }

    @Test(
        arguments: [
            ("1.23456", .tooManyDecimals), ("1%", .notANumber), ("922337203685477.5808", .amountTooLarge),
            ("-922337203685477.5809", .amountTooLarge), ("922337203685478", .amountTooLarge),
        ] as [(String, AmountError)])
    func `any other text is refused with its reason`(text: String, reason: AmountError) {
        #expect(throws: reason) { try Points(text) }
    }

    @Test(
        arguments: [(966_200, "96.6200"), (1, "0.0001"), (-1, "-0.0001"), (0, "0.0000"), (-10_000, "-1.0000")]
            as [(Int64, String)])
    func `it prints with exactly four decimals`(units: Int64, text: String) {
        #expect(Points(tenThousandths: units).description == text)
    }

    @Test(arguments: seeds) func `the exact ratio is so many ten-thousandths`(seed: UInt64) {
        expectForAll(manyInt64(seed: seed)) { units in
            try Points(units: units).exact * ExactRatio(10_000) == ExactRatio(Int128(units))
        }
    }

    @Test(
        arguments: [
            (1, 3, "0.3333", "0.3333"), (2, 3, "0.6667", "0.6666"), (-2, 3, "-0.6667", "-0.6666"),
            (1, 20_000, "0.0001", "0.0000"),
            (-1, 20_000, "-0.0001", "0.0000"), (1, 20_001, "0.0000", "0.0000"), (9662, 100, "96.6200", "96.6200"),
        ] as [(Int, Int, String, String)])
    func `an exact number of points is rounded once, to four decimals`(
        numerator: Int, denominator: Int, halfUp: String, down: String
    ) throws {
        let exact = try ExactRatio(Int128(numerator), over: Int128(denominator))
        #expect(try Points(roundingPoints: exact, .halfUp).description == halfUp)
        #expect(try Points(roundingPoints: exact, .down).description == down)
    }

    @Test func `more points than 64 bits hold are refused`() throws {
        let most = try ExactRatio(Int128(Int64.max), over: 10_000)
        #expect(try Points(roundingPoints: most, .down).tenThousandths == .max)
        #expect(throws: AmountError.amountTooLarge) {
            try Points(roundingPoints: most + ExactRatio(1, over: 20_000), .halfUp)
        }
        #expect(throws: AmountError.amountTooLarge) { try Points(roundingPoints: ExactRatio(.max), .down) }
    }
}
