import Testing

/// A JSON value as tests write it: literals for the whole, pointers for a change.
enum JSON: Sendable, Equatable, CustomTestStringConvertible {
    case object([Member])
    case array([JSON])
    case string(String)
    case number(String)
    case boolean(Bool)
    case null

    var testDescription: String { text }

    struct Member: Sendable, Equatable {
        let key: String
        var value: JSON
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int) { self = .number("\(value)") }
    init(booleanLiteral value: Bool) { self = .boolean(value) }
    init(arrayLiteral elements: JSON...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(elements.map { Member(key: $0, value: $1) })
    }
}

// MARK: - Text

extension JSON {
    var text: String {
        switch self {
        case .object(let members):
            "{" + members.map { "\(Self.quoted($0.key)): \($0.value.text)" }.joined(separator: ", ") + "}"
        case .array(let elements): "[" + elements.map(\.text).joined(separator: ", ") + "]"
        case .string(let text): Self.quoted(text)
        case .number(let text): text
        case .boolean(let value): value ? "true" : "false"
        case .null: "null"
        }
    }

    var bytes: [UInt8] { Array(text.utf8) }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for character in text {
            if character == "\"" || character == "\\" { quoted += "\\" }
            quoted.append(character)
        }
        return quoted + "\""
    }
}

// MARK: - Pointers

extension JSON {
    /// The value at a pointer; nil when it leads nowhere.
    func at(_ pointer: String) -> JSON? { at(Self.tokens(pointer)[...]) }

    /// This value with another one at a pointer; a key that is not there is added, and `/-` appends to a list.
    func setting(_ pointer: String, _ value: JSON) -> JSON { changing(Self.tokens(pointer)[...]) { _ in value } }

    /// This value without what stands at a pointer.
    func removing(_ pointer: String) -> JSON { changing(Self.tokens(pointer)[...]) { _ in nil } }

    private static func tokens(_ pointer: String) -> [String] {
        pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
            var token = ""
            var isEscaped = false
            for character in $0 {
                if isEscaped {
                    token.append(character == "1" ? "/" : "~")
                    isEscaped = false
                } else if character == "~" {
                    isEscaped = true
                } else {
                    token.append(character)
                }
            }
            return token
        }
    }

    private func at(_ path: ArraySlice<String>) -> JSON? {
        guard let token = path.first else { return self }
        switch self {
        case .object(let members): return members.first { $0.key == token }?.value.at(path.dropFirst())
        case .array(let elements):
            guard let place = Int(token), elements.indices.contains(place) else { return nil }
            return elements[place].at(path.dropFirst())
        default: return nil
        }
    }

    private func changing(_ path: ArraySlice<String>, _ change: (JSON?) -> JSON?) -> JSON {
        guard let token = path.first else { return change(self) ?? .null }
        let rest = path.dropFirst()
        switch self {
        case .object(var members):
            let place = members.firstIndex { $0.key == token }
            if rest.isEmpty {
                let value = change(place.map { members[$0].value })
                if let value {
                    if let place {
                        members[place].value = value
                    } else {
                        members.append(Member(key: token, value: value))
                    }
                } else if let place {
                    members.remove(at: place)
                }
            } else {
                let inner = (place.map { members[$0].value } ?? [:]).changing(rest, change)
                if let place { members[place].value = inner } else { members.append(Member(key: token, value: inner)) }
            }
            return .object(members)
        case .array(var elements):
            if token == "-" {
                if let value = change(nil) { elements.append(value) }
                return .array(elements)
            }
            guard let place = Int(token), elements.indices.contains(place) else { return self }
            if rest.isEmpty {
                if let value = change(elements[place]) { elements[place] = value } else { elements.remove(at: place) }
            } else {
                elements[place] = elements[place].changing(rest, change)
            }
            return .array(elements)
        default: return self
        }
    }
}
