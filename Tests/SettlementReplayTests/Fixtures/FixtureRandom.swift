/// The seeded sequence behind the fixtures (SplitMix64): the same numbers on every machine.
struct FixtureRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// A whole number from 0 to below `limit`.
    mutating func below(_ limit: Int) -> Int { Int(next() >> 11) % limit }

    /// A whole number of the range.
    mutating func from(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// True so many times in a hundred.
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    /// One of the elements.
    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// One of the elements, each as often as its weight says.
    mutating func pick<Element>(weighted elements: [(element: Element, weight: Int)]) -> Element {
        var place = below(elements.reduce(0) { $0 + $1.weight })
        for (element, weight) in elements {
            if place < weight { return element }
            place -= weight
        }
        return elements[elements.count - 1].element
    }

    /// The elements in another order (Fisher–Yates).
    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var elements = elements
        for place in elements.indices.reversed() where place > 0 { elements.swapAt(place, below(place + 1)) }
        return elements
    }
}
