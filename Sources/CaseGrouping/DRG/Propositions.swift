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

extension Propositions {
    /// The most patterns that one expression may become; beyond it the expression is evaluated as it stands.
    static let mostPatterns = 32

    /// Patterns of which at least one matches exactly when the expression holds.
    ///
    /// - Returns: nil when a fact has no bit, or when there would be too many.
    func patterns(of id: ID, holding: Bool = true, bit: (Int32) -> UInt64?) -> [StatePattern]? {
        switch nodes[Int(id)] {
        case .constant(let value): return value == holding ? [StatePattern(mask: 0, value: 0)] : []
        case .fact(let fact): return bit(fact).map { [StatePattern(mask: $0, value: holding ? $0 : 0)] }
        case .not(let inner): return patterns(of: inner, holding: !holding, bit: bit)
        case .all(let parts): return holding ? product(parts, holding, bit) : sum(parts, holding, bit)
        case .any(let parts): return holding ? sum(parts, holding, bit) : product(parts, holding, bit)
        }
    }

    private func sum(_ parts: [ID], _ holding: Bool, _ bit: (Int32) -> UInt64?) -> [StatePattern]? {
        var result: [StatePattern] = []
        for part in parts {
            guard let patterns = patterns(of: part, holding: holding, bit: bit) else { return nil }
            result += patterns
            if result.count > Self.mostPatterns { return nil }
        }
        return result
    }

    private func product(_ parts: [ID], _ holding: Bool, _ bit: (Int32) -> UInt64?) -> [StatePattern]? {
        var result = [StatePattern(mask: 0, value: 0)]
        for part in parts {
            guard let patterns = patterns(of: part, holding: holding, bit: bit) else { return nil }
            result = result.flatMap { left in
                patterns.compactMap { right in
                    // Both at once, unless one bit would have to be two things.
                    (left.value ^ right.value) & left.mask & right.mask == 0
                        ? StatePattern(mask: left.mask | right.mask, value: left.value | right.value) : nil
                }
            }
            if result.count > Self.mostPatterns { return nil }
        }
        return result
    }
}
