import ExactAmounts
import Testing

@Suite("Money") struct MoneyTests {
    typealias Laws = QuantityLaws<Money>

    @Test(arguments: seeds) func `parse after print is the identity`(seed: UInt64) {
        Laws.expectParseAfterPrintIsTheIdentity(seed: seed)
    }

    @Test(arguments: seeds) func `encoding and decoding go through decimal text`(seed: UInt64) throws {
        try Laws.expectCodableRoundTrip(seed: seed)
    }

    @Test(arguments: ["1", "1.5", "null", "true", "{}", "\"1.234\"", "\"\"", "\"1,5\"", "\"92233720368547758.08\""])
    func `only decimal text decodes`(json: String) {
        Laws.expectRefused(json: json)
    }

    @Test(arguments: seeds) func `a sum is exact or refused`(seed: UInt64) {
        Laws.expectSumsAreExactOrRefused(seed: seed)
    }

    @Test(arguments: seeds) func `addition is commutative and associative or refuses`(seed: UInt64) {
        Laws.expectAdditionIsCommutativeAndAssociativeOrRefuses(seed: seed)
    }

    @Test(arguments: seeds) func `order is that of the fen`(seed: UInt64) {
        Laws.expectOrderIsThatOfTheUnits(seed: seed)
    }

    @Test func `every short text is a number of fen or refused`() {
        Laws.expectDecimalGrammar(decimals: 2, over: ["-", ".", "0", "7", "x"])
    }

    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("0.0", 0), ("007", 700), ("1234.5", 123_450), ("-3.00", -300), ("0.01", 1),
            ("-0.01", -1),
            ("92233720368547758.07", .max), ("-92233720368547758.07", -.max), ("-92233720368547758.08", .min),
            ("00000000000000000000000001.5", 150),
        ] as [(String, Int64)])
    func `a text is read as so many fen`(text: String, fen: Int64) throws {
        #expect(try Money(text) == Money(fen: fen))
    }

    @Test(
        arguments: [
            ("+1", .notANumber), (" 1", .notANumber), ("1 ", .notANumber), ("1e2", .notANumber),
            ("1,234.50", .notANumber),
            ("１", .notANumber), ("٣", .notANumber), ("−1", .notANumber), ("1。5", .notANumber), ("1\0", .notANumber),
            ("0x1", .notANumber), ("NaN", .notANumber), ("inf", .notANumber), ("¥1", .notANumber), ("85%", .notANumber),
            ("1/", .notANumber), ("1:", .notANumber), ("1.2.3", .notANumber), ("1.234x", .notANumber),
            ("1.230", .tooManyDecimals),
            ("0.001", .tooManyDecimals), ("1.00000000000000000000000", .tooManyDecimals),
            ("92233720368547758.08", .amountTooLarge), ("-92233720368547758.09", .amountTooLarge),
            ("92233720368547758.1", .amountTooLarge), ("92233720368547759", .amountTooLarge),
            ("922337203685477581", .amountTooLarge), ("9999999999999999999999", .amountTooLarge),
            ("-9999999999999999999999", .amountTooLarge),
        ] as [(String, AmountError)])
    func `any other text is refused with its reason`(text: String, reason: AmountError) {
        #expect(throws: reason) { try Money(text) }
    }

    @Test(
        arguments: [
            (0, "0.00"), (1, "0.01"), (-1, "-0.01"), (10, "0.10"), (99, "0.99"), (100, "1.00"), (-100, "-1.00"),
            (123_450, "1234.50"),
            (.max, "92233720368547758.07"), (.min, "-92233720368547758.08"),
        ] as [(Int64, String)])
    func `it prints with exactly two decimals`(fen: Int64, text: String) {
        #expect(Money(fen: fen).description == text)
        #expect(Money(units: fen).fen == fen)
    }

    @Test func `text is appended behind what is there`() {
        var bytes = Array("sum ".utf8)
        Money(fen: -5).appendText(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "sum -0.05")
    }

    @Test(arguments: seeds) func `a rate of an amount is exact or refused`(seed: UInt64) {
        let values = manyInt64(seed: seed, small: -3...3, random: 40)
        expectForAll(pairs(values, values)) { fen, units in
            // At most 126 bits: the plain product always fits.
            let wanted = try ExactRatio(Int128(fen) * Int128(units), over: 100_000_000)
            return try Money(fen: fen).times(Rate(units: units)) == wanted
        }
    }

    @Test(
        arguments: [
            ("0.01", "50%", "0.01", "0.00"), ("-0.01", "50%", "-0.01", "0.00"), ("0.01", "49.999999%", "0.00", "0.00"),
            ("0.03", "50%", "0.02", "0.01"), ("-0.03", "50%", "-0.02", "-0.01"), ("300", "85%", "255.00", "255.00"),
            ("0.05", "-50%", "-0.03", "-0.02"),
        ])
    func `rounding is half away from zero or down toward zero`(
        amount: String, rate: String, halfUp: String, down: String
    ) throws {
        let exact = try Money(amount).times(Rate(rate))
        #expect(try Money(rounding: exact, .halfUp).description == halfUp)
        #expect(try Money(rounding: exact, .down).description == down)
    }

    @Test func `rounding to more than 64 bits is refused`() throws {
        let largest = Int128(Int64.max)
        #expect(try Money(rounding: ExactRatio(2 * largest + 1, over: 2), .down) == Money(fen: .max))
        #expect(throws: AmountError.amountTooLarge) {
            try Money(rounding: ExactRatio(2 * largest + 1, over: 2), .halfUp)
        }
        #expect(throws: AmountError.amountTooLarge) { try Money(rounding: ExactRatio(-largest - 2), .down) }
        #expect(try Money(rounding: ExactRatio(-largest - 1), .down) == Money(fen: .min))
    }

    @Test(arguments: seeds) func `what is left above zero is never negative`(seed: UInt64) {
        expectForAll(manyInt64(seed: seed)) { Money(fen: $0).orZeroIfNegative == Money(fen: max(0, $0)) }
        expectForAll(int64Borders) { Money(fen: $0).exactFen == ExactRatio(Int128($0)) }
    }

    @Test func `a published hospital is paid to the fen, and rounding once is not rounding twice`() throws {
        func exactFen(_ weight: String) throws -> ExactRatio {
            try Money("9575.25").times(Rate(weight)) * Rate("0.92").exact
        }
        let (higher, lower) = (try exactFen("0.9258"), try exactFen("0.6524"))
        #expect(try Money(rounding: higher, .halfUp) == Money("8155.59"))
        #expect(try Money(rounding: lower, .halfUp) == Money("5747.14"))
        #expect(try Money(rounding: higher - lower, .halfUp) == Money("2408.44"))
        #expect(try Money("8155.59") - Money("5747.14") == Money("2408.45"))
    }

    @Test func `a published county fund of 49.50万 people at 400 and 700 yuan is 54450万`() throws {
        let perPerson = try Money("400") + Money("700")
        let people = try ExactRatio(10_000) * Rate("49.50").exact
        #expect(try Money(rounding: perPerson.exactFen * people, .down) == Money("544500000.00"))
    }
}
