import ExactAmounts
import Testing

@Suite("Decimal text") struct DecimalTextTests {
    private static func wholeNumber(_ text: String) -> Outcome<Int> {
        Outcome { () throws(AmountError) in try parseWholeNumber(text.utf8.span) }
    }

    @Test(arguments: [
        ("0", 0), ("007", 7), ("65", 65), ("9223372036854775807", Int.max), ("00000000000000000000001", 1),
    ])
    func `a whole number is digits alone`(text: String, number: Int) {
        #expect(Self.wholeNumber(text) == .success(number))
    }

    @Test(
        arguments: [
            ("", .notANumber), ("-1", .notANumber), ("+1", .notANumber), ("1.0", .notANumber), (" 1", .notANumber),
            ("１", .notANumber), ("1/", .notANumber),
            ("1:", .notANumber), ("9223372036854775808", .amountTooLarge), ("9223372036854775809", .amountTooLarge),
            ("99999999999999999999", .amountTooLarge),
        ] as [(String, AmountError)])
    func `any other text is no whole number`(text: String, reason: AmountError) {
        #expect(Self.wholeNumber(text) == .failure(reason))
    }

    @Test(
        arguments: [
            ("0", 0, "0"), ("0", 2, "0.00"), ("5", 3, "0.005"), ("-5", 3, "-0.005"), ("1000", 3, "1.000"),
            ("-12345", 0, "-12345"),
            ("18446744073709551615", 2, "184467440737095516.15"), ("18446744073709551616", 2, "184467440737095516.16"),
            ("-18446744073709551616", 20, "-0.18446744073709551616"),
            ("170141183460469231731687303715884105727", 0, "170141183460469231731687303715884105727"),
            ("-170141183460469231731687303715884105728", 2, "-1701411834604692317316873037158841057.28"),
        ])
    func `units are written with exactly so many decimals`(units: String, decimals: Int, text: String) throws {
        var bytes: [UInt8] = [UInt8(ascii: "=")]
        appendDecimal(try #require(Int128(units)), decimals: decimals, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "=" + text)
    }

    @Test func `powers of ten are exact up to 10^38 and refused above`() throws {
        #expect(try powerOfTen(0) == 1 && powerOfTen(18) == 1_000_000_000_000_000_000)
        #expect(try (1...38).allSatisfy { try powerOfTen($0) == powerOfTen($0 - 1) * 10 })
        #expect(throws: AmountError.amountTooLarge) { try powerOfTen(39) }
    }

    @Test func `there is no negative number of decimals`() async {
        await #expect(processExitsWith: .failure) { _ = try powerOfTen(-1) }
    }
}
