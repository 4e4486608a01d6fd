/// Boolean expressions over the facts of a case, each kept once: equal expressions have equal numbers.
///
/// Partial evaluation asks the same small questions of thousands of code classes; with numbers instead of trees an answer
/// is remembered in an array.
struct Propositions {
    /// The number of an expression.
    typealias ID = Int32

    static let never: ID = 0
    static let always: ID = 1

    enum Node: Hashable {
        case constant(Bool)
        case fact(Int32)
        case not(ID)
        case all([ID])
        case any([ID])
    }

    private(set) var nodes: [Node] = [.constant(false), .constant(true)]
    private var numbers: [Node: ID] = [.constant(false): never, .constant(true): always]
    /// The facts below each expression, in order.
    private(set) var facts: [[Int32]] = [[], []]

    mutating func fact(_ fact: Int32) -> ID { number(.fact(fact), [fact]) }

    mutating func not(_ id: ID) -> ID {
        if id <= Self.always { return 1 - id }
        if case .not(let inner) = nodes[Int(id)] { return inner }
        return number(.not(id), facts[Int(id)])
    }

    mutating func all(_ ids: [ID]) -> ID { combine(ids, neutral: Self.always, absorbing: Self.never) { .all($0) } }

    mutating func any(_ ids: [ID]) -> ID { combine(ids, neutral: Self.never, absorbing: Self.always) { .any($0) } }

    private mutating func combine(_ ids: [ID], neutral: ID, absorbing: ID, _ make: ([ID]) -> Node) -> ID {
        if ids.contains(absorbing) { return absorbing }
        var kept = ids.filter { $0 != neutral }
        if kept.isEmpty { return neutral }
        if kept.count == 1 { return kept[0] }
        kept.sort()
        var unique: [ID] = []
        for id in kept where unique.last != id { unique.append(id) }
        if unique.count == 1 { return unique[0] }
        for id in unique {
            if case .not(let inner) = nodes[Int(id)], unique.contains(inner) { return absorbing }
        }
        var below: Set<Int32> = []
        for id in unique { below.formUnion(facts[Int(id)]) }
        return number(make(unique), below.sorted())
    }

    private mutating func number(_ node: Node, _ below: [Int32]) -> ID {
        if let known = numbers[node] { return known }
        let id = ID(nodes.count)
        nodes.append(node)
        facts.append(below)
        numbers[node] = id
        return id
    }

    /// The expression with the facts that `value` knows put in.
    mutating func assigning(_ id: ID, _ value: (Int32) -> Bool?) -> ID {
        switch nodes[Int(id)] {
        case .constant: return id
        case .fact(let fact): return value(fact).map { $0 ? Self.always : Self.never } ?? id
        case .not(let inner): return not(assigning(inner, value))
        case .all(let parts):
            var assigned: [ID] = []
            for part in parts {
                let result = assigning(part, value)
                if result == Self.never { return result }
                assigned.append(result)
            }
            return all(assigned)
        case .any(let parts):
            var assigned: [ID] = []
            for part in parts {
                let result = assigning(part, value)
                if result == Self.always { return result }
                assigned.append(result)
            }
            return any(assigned)
        }
    }
}

// MARK: - Masks

/// A set of states: those whose bits under the mask are the value.
struct StatePattern: Hashable, Sendable {
    var mask: UInt64
    var value: UInt64

    func matches(_ state: UInt64) -> Bool { state & mask == value }
}

/// The states in which an expression holds, as far as bits can tell.
struct StatePatterns {
    /// The expression holds only in states that match one of them.
    var patterns: [StatePattern]
    /// It holds in all of these.
    var isExact = true

    /// Nothing is known of any state.
    static let unknown = StatePatterns(patterns: [StatePattern(mask: 0, value: 0)], isExact: false)
}

extension Propositions {
    /// The most patterns that one expression may become; one that would need more is unknown.
    static let mostPatterns = 32

    /// The states in which an expression holds; a fact without a bit may be either way in each of them.
    func patterns(of id: ID, holding: Bool = true, bit: (Int32) -> UInt64?) -> StatePatterns {
        switch nodes[Int(id)] {
        case .constant(let value):
            return StatePatterns(patterns: value == holding ? [StatePattern(mask: 0, value: 0)] : [])
        case .fact(let fact):
            guard let bit = bit(fact) else { return .unknown }
            return StatePatterns(patterns: [StatePattern(mask: bit, value: holding ? bit : 0)])
        case .not(let inner): return patterns(of: inner, holding: !holding, bit: bit)
        case .all(let parts): return holding ? product(parts, holding, bit) : sum(parts, holding, bit)
        case .any(let parts): return holding ? sum(parts, holding, bit) : product(parts, holding, bit)
        }
    }

    private func sum(_ parts: [ID], _ holding: Bool, _ bit: (Int32) -> UInt64?) -> StatePatterns {
        var result = StatePatterns(patterns: [])
        for part in parts {
            let found = patterns(of: part, holding: holding, bit: bit)
            result.patterns += found.patterns
            result.isExact = result.isExact && found.isExact
            if result.patterns.count > Self.mostPatterns { return .unknown }
        }
        return result
    }

    private func product(_ parts: [ID], _ holding: Bool, _ bit: (Int32) -> UInt64?) -> StatePatterns {
        var result = StatePatterns(patterns: [StatePattern(mask: 0, value: 0)])
        for part in parts {
            let found = patterns(of: part, holding: holding, bit: bit)
            let both = result.patterns.flatMap { left in
                found.patterns.compactMap { right in
                    // Both at once, unless one bit would have to be two things.
                    (left.value ^ right.value) & left.mask & right.mask == 0
                        ? StatePattern(mask: left.mask | right.mask, value: left.value | right.value) : nil
                }
            }
            result.isExact = result.isExact && found.isExact
            // Without this part, the expression may hold in more states than it does.
            if both.count > Self.mostPatterns { result.isExact = false } else { result.patterns = both }
        }
        return result
    }
}
