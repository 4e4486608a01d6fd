import ExactAmounts
import Testing

@Suite("Division") struct DivisionTests {
    /// Around zero, around what 64 bits hold, and at the ends of 128 bits.
    static let borders: [Int128] = [
        .min, .min + 1, Int128(Int64.min) * 2 - 1, Int128(Int64.min) * 2, Int128(Int64.min), -3, -2, -1, 0, 1, 2, 3,
        Int128(Int64.max),
        Int128(UInt64.max) - 1, Int128(UInt64.max), Int128(UInt64.max) + 1, Int128(UInt64.max) + 2, .max / 2,
        .max / 2 + 1, .max - 1, .max,
    ]

    @Test(arguments: Rounding.allCases) func `every small quotient is what counting gives`(rounding: Rounding) {
        expectForAll(pairs(Array(-60...60), Array(-25...25))) { (dividend: Int, divisor: Int) in
            let outcome = Outcome { () throws(AmountError) in
                try divide(Int128(dividend), by: Int128(divisor), rounding: rounding)
            }
            if divisor == 0 { return outcome == .failure(.divisionByZero) }
            // Takes the divisor away until less than it is left, then looks at what is left.
            var (left, count) = (abs(dividend), 0)
            while left >= abs(divisor) { (left, count) = (left - abs(divisor), count + 1) }
            if rounding == .halfUp, left * 2 >= abs(divisor) { count += 1 }
            return outcome == .success(Int128((dividend < 0) == (divisor < 0) ? count : -count))
        }
    }

    @Test(arguments: Rounding.allCases) func `at the borders it is what long division gives`(rounding: Rounding) {
        expectForAll(pairs(Self.borders, Self.borders)) { dividend, divisor in
            Self.agrees(dividend, divisor, rounding)
        }
    }

    @Test(arguments: seeds) func `any quotient is what long division gives`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        expectForAll((0..<2000).map { _ in (random.int128(), random.int128()) }) { dividend, divisor in
            Self.agrees(dividend, divisor, .halfUp) && Self.agrees(dividend, divisor, .down)
        }
    }

    @Test(arguments: seeds) func `a half goes away from zero, and just below a half does not`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let values = (0..<2000).map { _ in (Int128(random.int64()), Int128(random.int64() / 2).magnitude + 1) }
        expectForAll(values) { quotient, half in
            let divisor = 2 * Int128(half)
            let (sign, size): (Int128, Int128) = quotient < 0 ? (-1, -quotient) : (1, quotient)
            let exactHalf = size * divisor + divisor / 2
            return try divide(sign * exactHalf, by: divisor, rounding: .halfUp) == sign * (size + 1)
                && divide(sign * exactHalf, by: divisor, rounding: .down) == sign * size
                && divide(sign * (exactHalf - 1), by: divisor, rounding: .halfUp) == sign * size
                && divide(sign * exactHalf, by: -divisor, rounding: .halfUp) == -sign * (size + 1)
        }
    }

    @Test(
        arguments: [
            (5, 2, 3, 2), (-5, 2, -3, -2), (5, -2, -3, -2), (-5, -2, 3, 2), (1, 2, 1, 0), (-1, 2, -1, 0), (1, 3, 0, 0),
            (-1, 3, 0, 0),
            (2, 3, 1, 0), (-2, 3, -1, 0), (0, 7, 0, 0), (0, -7, 0, 0), (7, 7, 1, 1), (249, 100, 2, 2), (250, 100, 3, 2),
            (-250, 100, -3, -2),
        ] as [(Int, Int, Int, Int)])
    func `half up is away from zero and down is toward it, on both sides`(
        dividend: Int, divisor: Int, halfUp: Int, down: Int
    ) throws {
        #expect(try divide(Int128(dividend), by: Int128(divisor), rounding: .halfUp) == Int128(halfUp))
        #expect(try divide(Int128(dividend), by: Int128(divisor), rounding: .down) == Int128(down))
    }

    @Test(arguments: Rounding.allCases) func `nothing is divided by zero`(rounding: Rounding) {
        expectForAll(Self.borders) { dividend in
            Outcome { () throws(AmountError) in try divide(dividend, by: 0, rounding: rounding) }
                == .failure(.divisionByZero)
        }
    }

    @Test(arguments: Rounding.allCases) func `one quotient alone does not fit`(rounding: Rounding) throws {
        #expect(throws: AmountError.amountTooLarge) { try divide(.min, by: -1, rounding: rounding) }
        #expect(try divide(.min, by: 1, rounding: rounding) == .min)
        #expect(try divide(.max, by: -1, rounding: rounding) == -.max)
    }

    @Test func `the long division of this suite can tell a wrong quotient`() {
        #expect(Self.longDivision(5, 2, .halfUp) == 3)
        #expect(Self.longDivision(-5, 2, .down) == -2)
        #expect(Self.longDivision(.min, -1, .down) == nil)
        #expect(Self.longDivision(.min, 1, .down) == .min)
    }

    private static func agrees(_ dividend: Int128, _ divisor: Int128, _ rounding: Rounding) -> Bool {
        let outcome = Outcome { () throws(AmountError) in try divide(dividend, by: divisor, rounding: rounding) }
        if divisor == 0 { return outcome == .failure(.divisionByZero) }
        return outcome == longDivision(dividend, divisor, rounding).map { .success($0) } ?? .failure(.amountTooLarge)
    }

    /// Division as on paper, bit by bit; nil when the quotient does not fit.
    private static func longDivision(_ dividend: Int128, _ divisor: Int128, _ rounding: Rounding) -> Int128? {
        let (from, by) = (dividend.magnitude, divisor.magnitude)
        var (quotient, left): (UInt128, UInt128) = (0, 0)
        for bit in (0..<(128 - from.leadingZeroBitCount)).reversed() {
            left = left << 1 | (from >> UInt128(bit)) & 1
            quotient <<= 1
            if left >= by { (left, quotient) = (left - by, quotient + 1) }
        }
        if rounding == .halfUp, left * 2 >= by { quotient += 1 }
        if (dividend < 0) == (divisor < 0) { return Int128(exactly: quotient) }
        return quotient <= Int128.min.magnitude ? Int128(truncatingIfNeeded: 0 &- quotient) : nil
    }
}
