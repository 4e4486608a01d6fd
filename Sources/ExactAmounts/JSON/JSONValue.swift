/// Gathers everything that is wrong with one file.
package final class FaultList {
    package private(set) var faults: [InputFault] = []

    package init() {}

    package func add(_ fault: InputFault) { faults.append(fault) }

    package func add(contentsOf others: InputFaults) { faults += others.faults }

    /// - Throws: what was gathered, if anything.
    package func throwIfAny() throws(InputFaults) {
        if !faults.isEmpty { throw InputFaults(faults.inOrderOfPlace) }
    }
}

/// A value of a JSON document that is read as what it should be; what is wrong goes to a list, and the reading goes on.
///
/// Every reader returns nil after it has reported a fault, so that one run finds all of them.
package struct JSONValue {
    package let document: JSONDocument
    package let node: JSONDocument.Node
    /// The JSON pointer of this value.
    package let pointer: String
    package let faults: FaultList

    /// The outermost value of a document.
    package init(_ document: JSONDocument, faults: FaultList) {
        self.init(document: document, node: document.root, pointer: "", faults: faults)
    }

    init(document: JSONDocument, node: JSONDocument.Node, pointer: String, faults: FaultList) {
        self.document = document
        self.node = node
        self.pointer = pointer
        self.faults = faults
    }

    /// Reports a fault at this value.
    package func report(_ code: InputFault.Code, _ message: String) {
        let place = document.place(of: node.offset)
        faults.add(
            InputFault(
                file: document.file, line: place.line, column: place.column, pointer: pointer, code: code,
                message: message))
    }

    private func mismatch<Value>(_ expected: String) -> Value? {
        report(.badValue, "\(node.content.kind) where \(expected) was expected")
        return nil
    }

    /// A string.
    package func string() -> String? {
        if case .string(let text) = node.content { return text }
        return mismatch("a string")
    }

    /// A string that is not empty.
    package func name() -> String? {
        guard let text = string() else { return nil }
        if !text.isEmpty { return text }
        report(.missingValue, "the text is empty")
        return nil
    }

    /// True or false.
    package func boolean() -> Bool? {
        if case .boolean(let value) = node.content { return value }
        return mismatch("true or false")
    }

    /// A whole number in a range, written as a JSON number.
    package func integer(in range: ClosedRange<Int>) -> Int? {
        guard case .number(let text) = node.content else { return mismatch("a whole number") }
        guard let value = Int(text), range.contains(value) else {
            let limit =
                range.upperBound == .max ? "from \(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
            report(.badValue, "\(text) where a whole number \(limit) was expected")
            return nil
        }
        return value
    }

    /// Decimal text in a string; a JSON number is refused, because other programs would pass it through a float.
    package func quantity<Quantity: ExactQuantity>(_ kind: Quantity.Type, _ expected: String) -> Quantity? {
        guard case .string(let text) = node.content else { return mismatch("\(expected) in quotes") }
        do {
            return try Quantity(text)
        } catch {
            report(.badValue, "\"\(text)\" is not \(expected) (\(error.rawValue))")
            return nil
        }
    }

    /// An amount of money, in yuan.
    package func money() -> Money? { quantity(Money.self, "an amount with at most 2 decimals") }

    /// An amount of money that is not negative.
    package func amount() -> Money? { money().flatMap { notNegative($0) } }

    /// A rate.
    package func rate() -> Rate? { quantity(Rate.self, "a rate with at most 6 decimals, or a percentage") }

    /// A rate that is not negative.
    package func factor() -> Rate? { rate().flatMap { notNegative($0) } }

    /// A share: a rate from 0 to 100 %.
    package func share() -> Rate? {
        guard let rate = factor() else { return nil }
        if rate <= .one { return rate }
        report(.badValue, "\(rate) is above 100 %")
        return nil
    }

    private func notNegative<Quantity: ExactQuantity>(_ quantity: Quantity) -> Quantity? {
        if quantity >= .zero { return quantity }
        report(.badValue, "\(quantity) is below 0")
        return nil
    }

    /// A date.
    package func date() -> CivilDate? {
        guard let text = string() else { return nil }
        if text.utf8.count == 10, let date = CivilDate(text) { return date }
        report(.badValue, "\"\(text)\" is not a date like 2022-01-31")
        return nil
    }

    /// One of a closed set of words.
    package func choice<Choice: RawRepresentable<String> & CaseIterable>(_ kind: Choice.Type) -> Choice? {
        guard let text = string() else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        report(.badValue, "\"\(text)\" is none of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
        return nil
    }

    /// The elements of a list.
    package func list() -> [JSONValue]? {
        guard case .array(let nodes) = node.content else { return mismatch("a list") }
        return nodes.enumerated().map { index, node in
            JSONValue(document: document, node: node, pointer: "\(pointer)/\(index)", faults: faults)
        }
    }

    /// The elements of a list, each read; nil when the list or any element is wrong.
    package func list<Element>(_ read: (JSONValue) -> Element?) -> [Element]? {
        guard let values = list() else { return nil }
        let elements = values.map(read)
        let good = elements.compactMap { $0 }
        return good.count == elements.count ? good : nil
    }

    /// The members of an object whose keys are data: levels, groups, insurances.
    package func entries() -> [(key: String, value: JSONValue)]? {
        guard case .object(let members) = node.content else { return mismatch("an object") }
        return members.map { ($0.key, child($0)) }
    }

    /// Reads an object with fixed keys; a key that `read` does not ask for is a fault.
    package func object<Result>(_ read: (JSONObject) -> Result?) -> Result? {
        guard case .object(let members) = node.content else { return mismatch("an object") }
        let object = JSONObject(self, members)
        let result = read(object)
        object.reportUnknownKeys()
        return result
    }

    func child(_ member: JSONDocument.Member) -> JSONValue {
        JSONValue(
            document: document, node: member.value, pointer: "\(pointer)/\(pointerToken(member.key))", faults: faults)
    }
}

/// An object being read key by key, which remembers the keys that were asked for.
package final class JSONObject {
    /// The object as a value, for faults that concern all of it.
    package let value: JSONValue
    private let members: [JSONDocument.Member]
    private var known: Set<String> = []

    init(_ value: JSONValue, _ members: [JSONDocument.Member]) {
        self.value = value
        self.members = members
    }

    /// The value of a key that may be absent.
    package func optional(_ key: String) -> JSONValue? {
        known.insert(key)
        return members.first { $0.key == key }.map(value.child)
    }

    /// The value of a key that must be there.
    package func required(_ key: String) -> JSONValue? {
        if let value = optional(key) { return value }
        value.report(.missingKey, "the key \"\(key)\" is missing")
        return nil
    }

    /// A key that may be absent: the default then, and nil only after a fault.
    package func optional<Result>(_ key: String, default absent: Result, _ read: (JSONValue) -> Result?) -> Result? {
        guard let value = optional(key) else { return absent }
        return read(value)
    }

    func reportUnknownKeys() {
        for member in members where !known.contains(member.key) {
            let place = value.document.place(of: member.offset)
            value.faults.add(
                InputFault(
                    file: value.document.file, line: place.line, column: place.column,
                    pointer: "\(value.pointer)/\(pointerToken(member.key))", code: .unknownKey,
                    message: "no such key here; known are \(known.sorted().joined(separator: ", "))"))
        }
    }
}
