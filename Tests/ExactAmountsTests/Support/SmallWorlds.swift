import ExactAmounts
import Testing

/// Where a 64-bit amount is most likely to go wrong.
let int64Borders: [Int64] = [.min, .min + 1, .min + 99, -100, -99, -1, 0, 1, 99, 100, .max - 99, .max - 1, .max]

/// The seeds of the random worlds.
let seeds: [UInt64] = [1, 2022, 0xDEAD_BEEF]

/// Borders, every small number, and random ones.
func manyInt64(seed: UInt64, small: ClosedRange<Int64> = -1100...1100, random count: Int = 1000) -> [Int64] {
    var random = SeededRandom(seed: seed)
    return int64Borders + Array(small) + (0..<count).map { _ in random.int64() }
}

/// Every pair of two lists.
func pairs<First, Second>(_ first: [First], _ second: [Second]) -> some Sequence<(First, Second)> {
    first.lazy.flatMap { one in second.lazy.map { (one, $0) } }
}

/// Every text over an alphabet, from the empty one to the given number of letters.
func texts(over alphabet: [String], upTo longest: Int) -> some Sequence<String> {
    (0...longest).lazy.flatMap { length in
        (0..<(0..<length).reduce(1) { count, _ in count * alphabet.count }).lazy.map { number in
            var (text, rest) = ("", number)
            for _ in 0..<length {
                text += alphabet[rest % alphabet.count]
                rest /= alphabet.count
            }
            return text
        }
    }
}

/// Fails once, at the first value that breaks the law: an expectation for each of a million values costs too much.
func expectForAll<Values: Sequence>(
    _ values: Values, sourceLocation: SourceLocation = #_sourceLocation, _ law: (Values.Element) throws -> Bool
) {
    var count = 0
    for value in values {
        do {
            guard try law(value) else {
                Issue.record("broken at \(value)", sourceLocation: sourceLocation)
                return
            }
        } catch {
            Issue.record("\(error) at \(value)", sourceLocation: sourceLocation)
            return
        }
        count += 1
    }
    #expect(count > 0, "a law that was tried on nothing", sourceLocation: sourceLocation)
}

/// A result or a typed refusal, so that both can be compared.
typealias Outcome<Value> = Result<Value, AmountError>
