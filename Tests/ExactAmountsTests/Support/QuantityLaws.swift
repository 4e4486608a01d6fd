import ExactAmounts
import Foundation
import Testing

/// The laws that every quantity obeys, whatever its unit.
enum QuantityLaws<Quantity: ExactQuantity> {
    static func expectParseAfterPrintIsTheIdentity(seed: UInt64) {
        expectForAll(manyInt64(seed: seed)) { units in
            let quantity = Quantity(units: units)
            return try Quantity(quantity.description) == quantity && quantity.units == units
        }
    }

    static func expectCodableRoundTrip(seed: UInt64) throws {
        let quantities = manyInt64(seed: seed, small: -110...110, random: 300).map(Quantity.init(units:))
        let json = try JSONEncoder().encode(quantities)
        let texts = quantities.map { "\"\($0)\"" }.joined(separator: ",")
        #expect(String(decoding: json, as: UTF8.self) == "[\(texts)]")
        #expect(try JSONDecoder().decode([Quantity].self, from: json) == quantities)
    }

    static func expectRefused(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Quantity].self, from: Data("[\(json)]".utf8)) }
    }

    /// Sums and differences against 128-bit integers, where nothing can overflow.
    static func expectSumsAreExactOrRefused(seed: UInt64) {
        let values = manyInt64(seed: seed, small: -5...5, random: 50)
        expectForAll(pairs(values, values)) { left, right in
            let (a, b) = (Quantity(units: left), Quantity(units: right))
            var (sum, difference) = (a, a)
            let added = Outcome { () throws(AmountError) in try sum += b }
            let subtracted = Outcome { () throws(AmountError) in try difference -= b }
            let wanted = [exact(Int128(left) + Int128(right)), exact(Int128(left) - Int128(right))]
            let plain = [
                Outcome { () throws(AmountError) in try a + b }, Outcome { () throws(AmountError) in try a - b },
            ]
            // A refused change in place leaves the left side as it was.
            return plain == wanted && inPlace(added, sum, a) == wanted[0]
                && inPlace(subtracted, difference, a) == wanted[1]
        }
    }

    static func expectAdditionIsCommutativeAndAssociativeOrRefuses(seed: UInt64) {
        let values = manyInt64(seed: seed, small: -3...3, random: 8).map(Quantity.init(units:))
        expectForAll(pairs(values, Array(pairs(values, values)))) { a, rest in
            let (b, c) = rest
            let left = Outcome { () throws(AmountError) in try (a + b) + c }
            let right = Outcome { () throws(AmountError) in try a + (b + c) }
            let isCommutative =
                Outcome { () throws(AmountError) in try a + b } == Outcome { () throws(AmountError) in try b + a }
            let isAssociative = left == right || left == .failure(.amountTooLarge) || right == .failure(.amountTooLarge)
            return isCommutative && isAssociative
        }
    }

    static func expectOrderIsThatOfTheUnits(seed: UInt64) {
        let values = manyInt64(seed: seed, small: -5...5, random: 50)
        expectForAll(pairs(values, values)) { left, right in
            let (a, b) = (Quantity(units: left), Quantity(units: right))
            return (a < b) == (left < right) && (a == b) == (left == right) && (a != b || a.hashValue == b.hashValue)
        }
    }

    /// Every short text, against a reading that cuts it at its point.
    static func expectDecimalGrammar(decimals: Int, over alphabet: [String]) {
        expectForAll(texts(over: alphabet, upTo: decimals + 3)) { text in
            let wanted = cutAtThePoint(text, decimals: decimals).map(Quantity.init(units:))
            return Outcome { () throws(AmountError) in try Quantity(text) } == wanted
        }
    }

    private static func exact(_ units: Int128) -> Outcome<Quantity> {
        Int64(exactly: units).map { .success(Quantity(units: $0)) } ?? .failure(.amountTooLarge)
    }

    private static func inPlace(
        _ outcome: Outcome<Void>, _ after: Quantity, _ before: Quantity
    ) -> Outcome<Quantity>? {
        switch outcome {
        case .success: .success(after)
        case .failure(let error): after == before ? .failure(error) : nil
        }
    }

    private static func cutAtThePoint(_ text: String, decimals: Int) -> Outcome<Int64> {
        let parts = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
        guard !text.hasPrefix("--"), parts.count <= 2, !parts.contains(where: \.isEmpty), !text.contains("x"),
            !text.dropFirst().contains("-")
        else { return .failure(.notANumber) }
        let shown = parts.count == 2 ? parts[1].count : 0
        if shown > decimals { return .failure(.tooManyDecimals) }
        let digits = parts.joined() + String(repeating: "0", count: decimals - shown)
        guard let units = Int64((text.hasPrefix("-") ? "-" : "") + digits) else { return .failure(.amountTooLarge) }
        return .success(units)
    }
}
