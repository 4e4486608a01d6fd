/// A JSON text (RFC 8259) read exactly: numbers stay text, keys keep their order, and every value knows its place.
package struct JSONDocument: Sendable {
    /// One value and the offset at which it begins.
    package struct Node: Sendable {
        package let offset: Int
        package let content: Content
    }

    package enum Content: Sendable {
        case object([Member])
        case array([Node])
        case string(String)
        case number(String)
        case boolean(Bool)
        case null

        /// What a message calls it.
        var kind: String {
            switch self {
            case .object: "an object"
            case .array: "a list"
            case .string: "a string"
            case .number: "a number"
            case .boolean: "true or false"
            case .null: "null"
            }
        }
    }

    package struct Member: Sendable {
        package let key: String
        package let offset: Int
        package let value: Node
    }

    /// The name used in faults.
    package let file: String
    /// The outermost value.
    package let root: Node
    private let bytes: [UInt8]

    /// Reads a file's bytes.
    ///
    /// - Throws: the first syntax error, with all repeated keys before it.
    /// - Complexity: O(bytes); nesting deeper than 64 is refused.
    package init(file: String, bytes: [UInt8]) throws(InputFaults) {
        var parser = JSONParser(file: file)
        let root = parser.parse(bytes.span)
        guard let root, parser.problems.isEmpty else {
            throw InputFaults(
                parser.problems.map { problem in
                    let place = Self.place(of: problem.offset, in: bytes)
                    return InputFault(
                        file: file, line: place.line, column: place.column, pointer: problem.pointer,
                        code: problem.code,
                        message: problem.message)
                })
        }
        self.file = file
        self.root = root
        self.bytes = bytes
    }

    /// The line and column, in characters, of an offset.
    package func place(of offset: Int) -> (line: Int, column: Int) { Self.place(of: offset, in: bytes) }

    private static func place(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
        var place = (line: 1, column: 1)
        let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        for byte in bytes.prefix(offset).dropFirst(mark) {
            if byte == UInt8(ascii: "\n") {
                place = (place.line + 1, 1)
            } else if byte & 0xC0 != 0x80 {
                place.column += 1
            }
        }
        return place
    }

    /// The value that a JSON pointer (RFC 6901) leads to.
    package func value(at pointer: String) -> Node? {
        if pointer.isEmpty { return root }
        guard pointer.utf8.first == UInt8(ascii: "/") else { return nil }
        var node = root
        // By scalars: a key may begin with a mark that would join the slash before it.
        for token in pointer.unicodeScalars.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let name = unescaped(token) else { return nil }
            switch node.content {
            case .object(let members):
                guard let member = members.first(where: { $0.key == name }) else { return nil }
                node = member.value
            case .array(let nodes):
                // An index is written without sign or leading zero.
                guard let index = Int(name), String(index) == name, nodes.indices.contains(index) else { return nil }
                node = nodes[index]
            default: return nil
            }
        }
        return node
    }
}

/// A key as a JSON pointer writes it.
package func pointerToken(_ key: String) -> String {
    var token = ""
    for character in key.unicodeScalars {
        switch character {
        case "~": token += "~0"
        case "/": token += "~1"
        default: token.unicodeScalars.append(character)
        }
    }
    return token
}

private func unescaped(_ token: Substring.UnicodeScalarView) -> String? {
    var name = ""
    var isEscape = false
    for character in token {
        switch (isEscape, character) {
        case (false, "~"): isEscape = true
        case (true, "0"):
            name.unicodeScalars.append("~")
            isEscape = false
        case (true, "1"):
            name.unicodeScalars.append("/")
            isEscape = false
        case (true, _): return nil
        case (false, _): name.unicodeScalars.append(character)
        }
    }
    return isEscape ? nil : name
}
