import ExactAmounts

extension JSONDocument {
    init(_ text: String) throws(InputFaults) { try self.init(file: "some.json", bytes: Array(text.utf8)) }

    /// The document as text without white space, with no more escapes than it needs.
    var text: String { root.text }

    /// Every value with its pointer, built here from the keys.
    var places: [(pointer: String, node: Node)] { Self.places(of: root, at: "") }

    private static func places(of node: Node, at pointer: String) -> [(pointer: String, node: Node)] {
        switch node.content {
        case .object(let members):
            [(pointer, node)] + members.flatMap { places(of: $0.value, at: pointer + "/" + escaped($0.key)) }
        case .array(let nodes):
            [(pointer, node)] + nodes.enumerated().flatMap { places(of: $1, at: pointer + "/\($0)") }
        default: [(pointer, node)]
        }
    }

    private static func escaped(_ key: String) -> String {
        String(
            String.UnicodeScalarView(
                key.unicodeScalars.flatMap { Array(($0 == "~" ? "~0" : $0 == "/" ? "~1" : String($0)).unicodeScalars) })
        )
    }
}

extension JSONDocument.Node {
    var text: String {
        switch content {
        case .object(let members):
            "{" + members.map { quoted($0.key) + ":" + $0.value.text }.joined(separator: ",") + "}"
        case .array(let nodes): "[" + nodes.map(\.text).joined(separator: ",") + "]"
        case .string(let string): quoted(string)
        case .number(let digits): digits
        case .boolean(let value): value ? "true" : "false"
        case .null: "null"
        }
    }
}

private func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
        switch scalar {
        case "\"", "\\": text += "\\\(scalar)"
        case "\0"..<" ":
            let digits = String(scalar.value, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: text.unicodeScalars.append(scalar)
        }
    }
    return text + "\""
}

extension SeededRandom {
    /// A JSON text with random nesting, white space, keys and escapes, and the same text in its shortest form.
    mutating func json(depth: Int = 4) -> (text: String, plain: String) {
        let (before, after) = (space(), space())
        let (text, plain): (String, String)
        switch below(depth == 0 ? 5 : 9) {
        case 0: (text, plain) = same(["0", "-0", "12", "-3.50", "1e9", "0.5E-07", "123456789012345678901234567890"])
        case 1: (text, plain) = same(["true", "false", "null"])
        case 2...4: (text, plain) = jsonString()
        case 5, 6:
            let parts = (0..<below(5)).map { _ in json(depth: depth - 1) }
            text = parts.isEmpty ? "[\(space())]" : "[" + parts.map(\.text).joined(separator: ",") + "]"
            plain = "[" + parts.map(\.plain).joined(separator: ",") + "]"
        default:
            // Numbered, because no key may stand twice.
            let parts = (0..<below(5)).map { number in
                let (key, value) = (jsonString(ending: "\(number)"), json(depth: depth - 1))
                return (text: space() + key.text + space() + ":" + value.text, plain: key.plain + ":" + value.plain)
            }
            text = parts.isEmpty ? "{\(space())}" : "{" + parts.map(\.text).joined(separator: ",") + "}"
            plain = "{" + parts.map(\.plain).joined(separator: ",") + "}"
        }
        return (before + text + after, plain)
    }

    private mutating func same(_ texts: [String]) -> (String, String) {
        let text = element(of: texts)
        return (text, text)
    }

    private mutating func space() -> String { element(of: ["", "", " ", "\n", "\t", "\r\n", "  "]) }

    private mutating func jsonString(ending: String = "") -> (text: String, plain: String) {
        let letters = [
            ("a", "a"), ("诊", "诊"), ("🙂", "🙂"), ("\\u8bca", "诊"), ("\\uD83D\\uDE42", "🙂"), ("\\/", "/"), ("/", "/"),
            ("~", "~"),
            ("\\\"", "\\\""), ("\\\\", "\\\\"), ("\\n", "\\u000a"), ("\\t", "\\u0009"), ("\\u0000", "\\u0000"),
            ("\u{7F}", "\u{7F}"), ("é", "é"),
        ]
        let word = (0..<below(5)).map { _ in element(of: letters) }
        return ("\"\(word.map(\.0).joined())\(ending)\"", "\"\(word.map(\.1).joined())\(ending)\"")
    }
}
