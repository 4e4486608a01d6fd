import ExactAmounts
import Testing

@Suite("ExactRatio") struct ExactRatioTests {
    /// A ratio as it was asked for, so that a check need not trust the type under test.
    struct Fraction: Sendable {
        let top: Int128
        let bottom: Int128

        init(_ top: Int128, _ bottom: Int128) { (self.top, self.bottom) = (top, bottom) }

        var ratio: ExactRatio {
            get throws { try ExactRatio(top, over: bottom) }
        }
    }

    static let smallWorld = pairs(Array(-6...6), [-4, -3, -1, 1, 2, 6]).map {
        Fraction(Int128($0), Int128($1))
    }

    static let borders: [Fraction] = {
        let tops: [Int128] = [.min, .min + 1, .min / 2, -7, -1, 0, 1, 7, .max / 2, .max - 1, .max]
        let bottoms: [Int128] = [1, 2, 3, 1 << 64, .max / 2, .max - 1, .max]
        return pairs(tops, bottoms).map { Fraction($0, $1) }
    }()

    @Test func `small sums, differences, products and quotients are those of schoolbook fractions`() {
        expectForAll(pairs(Self.smallWorld, Self.smallWorld)) { one, two in
            let (a, b) = (try one.ratio, try two.ratio)
            let bottom = one.bottom * two.bottom
            let isRight =
                try same(a + b, one.top * two.bottom + two.top * one.bottom, bottom)
                && same(a - b, one.top * two.bottom - two.top * one.bottom, bottom)
                && same(a * b, one.top * two.top, bottom)
            if two.top == 0 {
                return isRight && Self.outcome { () throws(AmountError) in try a / b } == .failure(.divisionByZero)
            }
            return try isRight && same(a / b, one.top * two.bottom, one.bottom * two.top)
        }
    }

    @Test func `small ratios are ordered as schoolbook fractions`() {
        expectForAll(pairs(Self.smallWorld, Self.smallWorld)) { one, two in
            let (a, b) = (try one.ratio, try two.ratio)
            let sign = one.bottom.signum() * two.bottom.signum()
            let (left, right) = (one.top * two.bottom * sign, two.top * one.bottom * sign)
            return (a < b) == (left < right) && (a == b) == (left == right) && (a >= b) == (left >= right)
        }
    }

    @Test func `comparison never overflows`() {
        expectForAll(pairs(Self.borders, Self.borders)) { one, two in
            let (a, b) = (try one.ratio, try two.ratio)
            let order = Self.compareByRemainders(one, two)
            return (a < b) == (order < 0) && (a == b) == (order == 0) && (a > b) == (order > 0)
        }
    }

    @Test(arguments: seeds) func `comparison is that of continued fractions`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        func fraction() -> Fraction { Fraction(random.int128(), random.int128() >> 1 & .max | 1) }
        expectForAll((0..<2000).map { _ in (fraction(), fraction(), Int128(random.below(1000))) }) { one, two, nudge in
            // One neighbour that differs in the last place, so that the low halves of the products decide.
            let near = Fraction(one.top / 2 + nudge, one.bottom)
            let half = Fraction(one.top / 2, one.bottom)
            return try (one.ratio < two.ratio) == (Self.compareByRemainders(one, two) < 0)
                && (half.ratio < near.ratio) == (nudge > 0)
                && (half.ratio == near.ratio) == (nudge == 0)
        }
    }

    @Test func `arithmetic at the borders is exact or refused`() {
        expectForAll(pairs(Self.borders, Self.borders)) { try Self.isExactOrRefused($0, $1) }
    }

    @Test(arguments: seeds) func `arithmetic on random ratios is exact or refused`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        func fraction() -> Fraction {
            Fraction(
                random.int128() >> Int128(random.below(96)), random.int128() >> Int128(random.below(96)) & .max | 1)
        }
        expectForAll((0..<2000).map { _ in (fraction(), fraction()) }) { try Self.isExactOrRefused($0, $1) }
    }

    @Test(arguments: seeds) func `what fits 64 bits above and below the line is never refused`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        func fraction() -> Fraction { Fraction(Int128(random.int64() >> 1), Int128(random.int64() >> 1 & .max | 1)) }
        expectForAll((0..<2000).map { _ in (fraction(), fraction()) }) { one, two in
            let (a, b) = (try one.ratio, try two.ratio)
            return try same(a * b, one.top * two.top, one.bottom * two.bottom)
                && same(a + b, one.top * two.bottom + two.top * one.bottom, one.bottom * two.bottom)
                && same(a - b, one.top * two.bottom - two.top * one.bottom, one.bottom * two.bottom)
        }
    }

    // Int128 is no argument of a test: passing several of them to a case crashes with this compiler.
    @Test func `a product is refused only when it does not fit reduced`() throws {
        let products = [
            (Fraction(.max, 3), Fraction(3, .max), Fraction(1, 1)),
            (Fraction(1 << 100, 3), Fraction(9, 1 << 90), Fraction(3 << 10, 1)),
            (Fraction(.min, 1), Fraction(1, 2), Fraction(.min / 2, 1)),
            (Fraction(1 << 120, 3), Fraction(9_765_625, 1 << 100), Fraction(9_765_625 << 20, 3)),
            (Fraction(.min, 1 << 64), Fraction(-1 << 64, 1 << 63), Fraction(1 << 64, 1)),
        ]
        for (left, right, product) in products {
            #expect(try left.ratio * right.ratio == product.ratio)
            #expect(try right.ratio * left.ratio == product.ratio)
        }
        // 2^127 − 1 is prime, so nothing cancels.
        #expect(throws: AmountError.amountTooLarge) { try ExactRatio(.max, over: 7) * ExactRatio(14) }
        #expect(throws: AmountError.amountTooLarge) { try ExactRatio(7, over: .max) / ExactRatio(14) }
    }

    @Test func `a sum is reduced before it is refused`() throws {
        let wide = try ExactRatio(1 << 100, over: 1 << 99)
        #expect(try wide + ExactRatio(5, over: 1 << 70) == ExactRatio((1 << 71) + 5, over: 1 << 70))
        let half = try ExactRatio(.max - 1, over: (.max - 1) / 2)
        #expect(try half + half == ExactRatio(4))
        #expect(throws: AmountError.amountTooLarge) { try ExactRatio(.max) + ExactRatio.one }
        #expect(throws: AmountError.amountTooLarge) { try ExactRatio(.min) - ExactRatio.one }
    }

    @Test func `a difference is refused only when it does not fit`() throws {
        #expect(try ExactRatio(-1) - ExactRatio(.min) == ExactRatio(.max))
        #expect(try ExactRatio.zero - ExactRatio(.min, over: 2) == ExactRatio(1 << 126))
        #expect(throws: AmountError.amountTooLarge) { try ExactRatio.zero - ExactRatio(.min) }
    }

    @Test func `the sign stands above the line, and nothing stands over zero`() throws {
        #expect(try ExactRatio(3, over: -4).numerator == -3)
        #expect(try ExactRatio(3, over: -4).denominator == 4)
        #expect(try ExactRatio(.min, over: 1).numerator == .min)
        #expect(throws: AmountError.divisionByZero) { try ExactRatio(0, over: 0) }
        #expect(throws: AmountError.divisionByZero) { try ExactRatio(.min, over: 0) }
        #expect(throws: AmountError.amountTooLarge) { try ExactRatio(.min, over: -1) }
        #expect(throws: AmountError.amountTooLarge) { try ExactRatio(1, over: .min) }
        #expect(throws: AmountError.divisionByZero) { try ExactRatio.one / .zero }
        #expect(ExactRatio.zero == ExactRatio(0) && ExactRatio.one == ExactRatio(1))
    }

    @Test(arguments: seeds) func `reducing keeps the value and leaves nothing in common`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let wide = (0..<500).map { _ in Fraction(random.int128(), random.int128() >> 1 & .max | 1) }
        let shared = (0..<500).map { _ in
            let factor = Int128(random.next() >> 2)
            return Fraction(Int128(random.int64() >> 2) * factor, Int128(random.int64() >> 2 & .max | 1) * factor)
        }
        let usable = (Self.smallWorld + Self.borders + wide + shared).filter { $0.bottom > 0 }
        expectForAll(usable) { fraction in
            let reduced = try fraction.ratio.reduced
            var (a, b) = (reduced.numerator.magnitude, reduced.denominator.magnitude)
            while b != 0 { (a, b) = (b, a % b) }
            return a == 1 && Self.compareByRemainders(fraction, Fraction(reduced.numerator, reduced.denominator)) == 0
        }
    }

    @Test func `rounding to decimals is rounding so many times ten`() {
        expectForAll(pairs(Self.smallWorld, Array(0...4))) { fraction, decimals in
            let scale = (0..<decimals).reduce(Int128(1)) { power, _ in power * 10 }
            return try Rounding.allCases.allSatisfy { rounding in
                try fraction.ratio.rounded(rounding, decimals: decimals)
                    == divide(fraction.top * scale, by: fraction.bottom, rounding: rounding)
            }
        }
    }

    @Test func `rounding reduces before it refuses`() throws {
        #expect(try ExactRatio(1 << 126, over: 1 << 120).rounded(.down, decimals: 4) == 640_000)
        #expect(try ExactRatio(.max, over: .max - 1).rounded(.halfUp) == 1)
        #expect(throws: AmountError.amountTooLarge) { try ExactRatio(.max).rounded(.down, decimals: 1) }
        #expect(throws: AmountError.amountTooLarge) { try ExactRatio.one.rounded(.down, decimals: 39) }
        #expect(try ExactRatio.one.rounded(.down, decimals: 38) == powerOfTen(38))
    }

    @Test(
        arguments: [
            ("8517/10000", "0.8517"), ("85170/100000", "0.8517"), ("1/3", "1/3"), ("-2/6", "-1/3"), ("7/1", "7"),
            ("0/5", "0"),
            ("-1/8", "-0.125"), ("5/2", "2.5"), ("1/1000000000000", "0.000000000001"),
            ("1/10000000000000", "1/10000000000000"),
            ("18446744073709551616/36893488147419103232", "0.5"),
            ("170141183460469231731687303715884105727/1", "170141183460469231731687303715884105727"),
            ("-170141183460469231731687303715884105728/1", "-170141183460469231731687303715884105728"),
            ("170141183460469231731687303715884105727/2", "170141183460469231731687303715884105727/2"),
            ("-170141183460469231731687303715884105728/3", "-170141183460469231731687303715884105728/3"),
        ])
    func `the text is the shortest decimal, or the reduced fraction`(fraction: String, text: String) throws {
        let terms = fraction.split(separator: "/").compactMap { Int128($0) }
        try #require(terms.count == 2)
        #expect(try ExactRatio(terms[0], over: terms[1]).description == text)
    }
}

extension ExactRatioTests {
    /// Whether a ratio is `top ÷ bottom`, for numbers whose cross products fit.
    private func same(_ ratio: ExactRatio, _ top: Int128, _ bottom: Int128) -> Bool {
        let (left, right) = (
            ratio.numerator.multipliedFullWidth(by: bottom), ratio.denominator.multipliedFullWidth(by: top)
        )
        return ratio.denominator > 0 && left == right
    }

    private static func outcome(_ body: () throws(AmountError) -> ExactRatio) -> Outcome<ExactRatio> {
        Result(catching: body)
    }

    /// Checks each result modulo primes, where nothing can overflow.
    private static func isExactOrRefused(_ one: Fraction, _ two: Fraction) throws -> Bool {
        let (a, b) = (try one.ratio, try two.ratio)
        return isSame(outcome { () throws(AmountError) in try a * b }) {
            ($0(one.top) * $0(two.top), $0(one.bottom) * $0(two.bottom))
        }
            && isSame(outcome { () throws(AmountError) in try a + b }) {
                ($0(one.top) * $0(two.bottom) + $0(two.top) * $0(one.bottom), $0(one.bottom) * $0(two.bottom))
            }
            && isSame(outcome { () throws(AmountError) in try a - b }) {
                ($0(one.top) * $0(two.bottom) - $0(two.top) * $0(one.bottom), $0(one.bottom) * $0(two.bottom))
            }
            && (two.top == 0
                || isSame(outcome { () throws(AmountError) in try a / b }) {
                    ($0(one.top) * $0(two.bottom), $0(one.bottom) * $0(two.top))
                })
    }

    private static func isSame(_ outcome: Outcome<ExactRatio>, as fraction: ((Int128) -> Int128) -> (Int128, Int128))
        -> Bool
    {
        guard case .success(let ratio) = outcome else { return outcome == .failure(.amountTooLarge) }
        // The largest primes below 2^61 and 2^31: a product of two remainders fits 128 bits.
        for prime in [(1 << 61) - 1, (1 << 31) - 1] as [Int128] {
            let (top, bottom) = fraction { $0 % prime }
            let difference = (ratio.numerator % prime) * (bottom % prime) - (ratio.denominator % prime) * (top % prime)
            if difference % prime != 0 { return false }
        }
        return ratio.denominator > 0
    }

    /// Compares whole parts, then the remainders turned upside down: slow, and every number only gets smaller.
    private static func compareByRemainders(_ one: Fraction, _ two: Fraction) -> Int {
        let (a, b) = (floored(one), floored(two))
        if a.whole != b.whole { return a.whole < b.whole ? -1 : 1 }
        if a.rest == 0 || b.rest == 0 { return a.rest == b.rest ? 0 : a.rest == 0 ? -1 : 1 }
        return -compareByRemainders(Fraction(one.bottom, a.rest), Fraction(two.bottom, b.rest))
    }

    private static func floored(_ fraction: Fraction) -> (whole: Int128, rest: Int128) {
        let (whole, rest) = fraction.top.quotientAndRemainder(dividingBy: fraction.bottom)
        return rest < 0 ? (whole - 1, rest + fraction.bottom) : (whole, rest)
    }
}
