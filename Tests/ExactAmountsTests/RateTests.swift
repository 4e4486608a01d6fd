import ExactAmounts
import Testing

@Suite("Rate") struct RateTests {
    typealias Laws = QuantityLaws<Rate>

    @Test(arguments: seeds) func `parse after print is the identity`(seed: UInt64) {
        Laws.expectParseAfterPrintIsTheIdentity(seed: seed)
    }

    @Test(arguments: seeds) func `encoding and decoding go through decimal text`(seed: UInt64) throws {
        try Laws.expectCodableRoundTrip(seed: seed)
    }

    @Test(arguments: ["1", "0.85", "null", "true", "[]", "\"85 %\"", "\"\"", "\"%\"", "\"0.1234567\""])
    func `only decimal text decodes`(json: String) {
        Laws.expectRefused(json: json)
    }

    @Test(arguments: seeds) func `a sum is exact or refused`(seed: UInt64) {
        Laws.expectSumsAreExactOrRefused(seed: seed)
    }

    @Test(arguments: seeds) func `addition is commutative and associative or refuses`(seed: UInt64) {
        Laws.expectAdditionIsCommutativeAndAssociativeOrRefuses(seed: seed)
    }

    @Test(arguments: seeds) func `order is that of the units`(seed: UInt64) {
        Laws.expectOrderIsThatOfTheUnits(seed: seed)
    }

    @Test(
        arguments: [
            ("0.85", 85_000_000), ("85%", 85_000_000), ("85.00%", 85_000_000), ("0.850000", 85_000_000),
            ("0.3%", 300_000),
            ("1", 100_000_000), ("100%", 100_000_000), ("0.000001", 100), ("0.000001%", 1), ("-0.000001%", -1),
            ("-5%", -5_000_000),
            ("0%", 0), ("-0", 0), ("92233720368.547758", 9_223_372_036_854_775_800), ("9223372036854.775807%", .max),
            ("-9223372036854.775808%", .min), ("-92233720368.547758", -9_223_372_036_854_775_800),
        ] as [(String, Int64)])
    func `a text is read as so many hundred-millionths`(text: String, units: Int64) throws {
        #expect(try Rate(text).hundredMillionths == units)
    }

    @Test(
        arguments: [
            ("", .notANumber), ("%", .notANumber), ("-%", .notANumber), ("85%%", .notANumber), ("%85", .notANumber),
            ("8%5", .notANumber), ("85 %", .notANumber), ("85％", .notANumber), ("85‰", .notANumber),
            ("0,85", .notANumber),
            (".85", .notANumber), ("85.%", .notANumber), ("+85%", .notANumber), ("0.1234567", .tooManyDecimals),
            ("0.1234567%", .tooManyDecimals), ("1.0000000%", .tooManyDecimals), ("0.1234567x%", .notANumber),
            ("92233720368.547759", .amountTooLarge), ("-92233720368.547759", .amountTooLarge),
            ("9223372036854.775808%", .amountTooLarge), ("-9223372036854.775809%", .amountTooLarge),
            ("99999999999999999999", .amountTooLarge),
        ] as [(String, AmountError)])
    func `any other text is refused with its reason`(text: String, reason: AmountError) {
        #expect(throws: reason) { try Rate(text) }
    }

    @Test func `every short text is a rate or refused, with a percent sign or without`() {
        expectForAll(texts(over: ["-", ".", "0", "7", "%"], upTo: 6)) { text in
            let isPercentage = text.hasSuffix("%")
            let number = isPercentage ? String(text.dropLast()) : text
            let parts = number.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
            let isWellFormed =
                !number.dropFirst().contains("-") && parts.count <= 2 && !parts.contains(where: \.isEmpty)
                && !number.contains("%")
            guard let rate = try? Rate(text) else { return !isWellFormed }
            // Money has two decimals: where both can read the number, a rate is a million times as fine.
            let fen = try? Money(number).fen
            return isWellFormed && (fen == nil || rate.units == (fen ?? 0) * (isPercentage ? 10_000 : 1_000_000))
        }
    }

    @Test(
        arguments: [
            (0, "0"), (100_000_000, "1"), (1_000_000_000, "10"), (85_000_000, "0.85"), (300_000, "0.003"),
            (100, "0.000001"),
            (1, "0.000001%"), (10, "0.00001%"), (150, "0.00015%"), (99, "0.000099%"), (-1, "-0.000001%"),
            (-85_000_000, "-0.85"),
            (12_345_678, "12.345678%"), (.max, "9223372036854.775807%"), (.min, "-9223372036854.775808%"),
        ] as [(Int64, String)])
    func `it prints the shortest text that is exact`(units: Int64, text: String) {
        #expect(Rate(hundredMillionths: units).description == text)
    }

    @Test(arguments: seeds) func `no text ends in a zero behind the point, and a percentage is the last resort`(
        seed: UInt64
    ) {
        expectForAll(manyInt64(seed: seed)) { units in
            let text = Rate(units: units).description
            let number = text.hasSuffix("%") ? text.dropLast() : text[...]
            return text.hasSuffix("%") == (units % 100 != 0)
                && !(number.contains(".") && (number.last == "0" || number.last == "."))
        }
    }

    @Test func `a percentage is a hundredth of the number`() throws {
        expectForAll(-10_000...10_000) { (fen: Int64) in
            let text = Money(fen: fen).description
            return try Rate(text + "%").units * 100 == Rate(text).units
        }
        #expect(try Rate("100%") == .one)
        #expect(try Rate("1") == .one)
    }

    @Test(arguments: seeds)
    func `it is shown with at most six decimals, half away from zero, and never as a percentage`(seed: UInt64) {
        expectForAll(manyInt64(seed: seed)) { units in
            let shown = Rate(units: units).shown
            let millionths = try divide(Int128(units), by: 100, rounding: .halfUp)
            return Int128(shown.units) == millionths * 100 && shown.shown == shown && !shown.description.hasSuffix("%")
        }
    }

    @Test(
        arguments: [(50, "0.000001"), (49, "0"), (-50, "-0.000001"), (-49, "0"), (33_333_350, "0.333334")]
            as [(Int64, String)])
    func `what is shown is rounded once`(units: Int64, text: String) {
        #expect(Rate(hundredMillionths: units).shown.description == text)
    }

    @Test(arguments: seeds) func `the exact ratio is the rate, reduced`(seed: UInt64) {
        expectForAll(manyInt64(seed: seed)) { units in
            let (rate, plain) = (Rate(units: units).exact, try ExactRatio(Int128(units), over: 100_000_000))
            var (a, b) = (rate.numerator.magnitude, rate.denominator.magnitude)
            while b != 0 { (a, b) = (b, a % b) }
            return rate == plain && a == 1
        }
    }

    @Test(arguments: [(3, .halfUp, 2), (-3, .halfUp, -2), (3, .down, 1), (-3, .down, -1)] as [(Int, Rounding, Int64)])
    func `an exact number of units is rounded once`(halves: Int, rounding: Rounding, units: Int64) throws {
        #expect(try Rate(rounding: ExactRatio(Int128(halves), over: 2), rounding).units == units)
    }
}
