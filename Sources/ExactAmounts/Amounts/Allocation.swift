/// An amount shared over weights by the largest remainder: the parts sum to the whole, to the fen.
public struct Allocation: Sendable, Hashable {
    /// One part for each weight, in the order of the weights.
    public let parts: [Money]
    /// The whole amount when all weights are zero, else zero.
    public let unallocated: Money
}

extension Money {
    /// Shares this amount over weights (最大余数法).
    ///
    /// Each weight gets `floor(|amount| · weight ÷ sum)`; the fen left over go one each to the largest remainders, ties to
    /// the earlier weight; the sign is put back. With all weights zero nothing is allocated.
    ///
    /// - Throws: ``AmountError/negativeWeight``, ``AmountError/amountTooLarge``.
    /// - Complexity: O(n log n) for n weights.
    ///
    /// ```swift
    /// try Money("1.00").split(inProportionTo: [Points("1"), Points("1"), Points("1")]).parts
    /// // 0.34, 0.33, 0.33
    /// ```
    public func split(inProportionTo weights: [some ExactQuantity]) throws(AmountError) -> Allocation {
        var sum: Int128 = 0
        for weight in weights {
            if weight.units < 0 { throw .negativeWeight }
            sum += Int128(weight.units)  // fewer than 2^63 weights below 2^63 each: fits 126 bits
        }
        if sum == 0 {
            return Allocation(parts: weights.map { _ in .zero }, unallocated: self)
        }
        let whole = Int128(fen.magnitude)
        var left = whole
        var shares: [(floor: Int128, remainder: Int128)] = []
        shares.reserveCapacity(weights.count)
        for weight in weights {
            let product = whole * Int128(weight.units)  // below 2^126: at most 2^63 · (2^63 − 1)
            let floor = try divide(product, by: sum, rounding: .down)
            shares.append((floor, product - floor * sum))
            left -= floor
        }
        // A stable order: the larger remainder first, and of equal ones the earlier weight.
        let byRemainder = shares.indices.sorted { first, second in
            let (a, b) = (shares[first].remainder, shares[second].remainder)
            return a != b ? a > b : first < second
        }
        for index in byRemainder.prefix(Int(left)) { shares[index].floor += 1 }
        var parts: [Money] = []
        parts.reserveCapacity(weights.count)
        for share in shares { parts.append(Money(fen: try narrowed(fen < 0 ? -share.floor : share.floor))) }
        precondition(
            parts.reduce(Int128(0)) { $0 + Int128($1.fen) } == Int128(fen),
            "the parts of an allocation sum to the whole")
        return Allocation(parts: parts, unallocated: .zero)
    }
}
