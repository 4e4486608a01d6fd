/// A recursive-descent parser over bytes that stops at the first syntax error and gathers repeated keys on its way.
struct JSONParser {
    struct Problem {
        let offset: Int
        let pointer: String
        let code: InputFault.Code
        let message: String
    }

    /// How deep objects and lists may nest.
    static let deepest = 64

    let file: String
    private(set) var problems: [Problem] = []
    private var index = 0
    /// The keys and indexes from the root to the value being read.
    private var path: [String] = []

    init(file: String) { self.file = file }

    /// The outermost value, or nil after a syntax error.
    mutating func parse(_ text: Span<UInt8>) -> JSONDocument.Node? {
        if text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { index = 3 }
        guard let root = parseValue(text) else { return nil }
        skipSpace(text)
        if index < text.count { return fail("the end of the file was expected") }
        return root
    }

    private mutating func parseValue(_ text: Span<UInt8>) -> JSONDocument.Node? {
        skipSpace(text)
        let offset = index
        guard index < text.count else { return fail("a value was expected, and the file ends") }
        let isNested = text[index] == UInt8(ascii: "{") || text[index] == UInt8(ascii: "[")
        if isNested, path.count >= Self.deepest { return fail(.tooDeep, "nested deeper than \(Self.deepest)") }
        let content: JSONDocument.Content?
        switch text[index] {
        case UInt8(ascii: "{"): content = parseObject(text)
        case UInt8(ascii: "["): content = parseArray(text)
        case UInt8(ascii: "\""): content = parseString(text).map { .string($0) }
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): content = parseNumber(text).map { .number($0) }
        case UInt8(ascii: "t"): content = parseWord("true", text) ? .boolean(true) : nil
        case UInt8(ascii: "f"): content = parseWord("false", text) ? .boolean(false) : nil
        case UInt8(ascii: "n"): content = parseWord("null", text) ? .null : nil
        default: content = fail("a value was expected")
        }
        return content.map { JSONDocument.Node(offset: offset, content: $0) }
    }

    private mutating func parseObject(_ text: Span<UInt8>) -> JSONDocument.Content? {
        index += 1
        var members: [JSONDocument.Member] = []
        var keys: Set<String> = []
        skipSpace(text)
        if take(UInt8(ascii: "}"), text) { return .object([]) }
        repeat {
            skipSpace(text)
            let offset = index
            guard index < text.count, text[index] == UInt8(ascii: "\"") else {
                return fail("a key in quotes was expected")
            }
            guard let key = parseString(text) else { return nil }
            path.append(pointerToken(key))
            defer { path.removeLast() }
            if !keys.insert(key).inserted { report(offset, .repeatedKey, "the key \"\(key)\" stands twice") }
            skipSpace(text)
            guard take(UInt8(ascii: ":"), text) else { return fail("':' was expected") }
            guard let value = parseValue(text) else { return nil }
            members.append(JSONDocument.Member(key: key, offset: offset, value: value))
            skipSpace(text)
        } while take(UInt8(ascii: ","), text)
        guard take(UInt8(ascii: "}"), text) else { return fail("',' or '}' was expected") }
        return .object(members)
    }

    private mutating func parseArray(_ text: Span<UInt8>) -> JSONDocument.Content? {
        index += 1
        var nodes: [JSONDocument.Node] = []
        skipSpace(text)
        if take(UInt8(ascii: "]"), text) { return .array([]) }
        repeat {
            path.append(String(nodes.count))
            defer { path.removeLast() }
            guard let node = parseValue(text) else { return nil }
            nodes.append(node)
            skipSpace(text)
        } while take(UInt8(ascii: ","), text)
        guard take(UInt8(ascii: "]"), text) else { return fail("',' or ']' was expected") }
        return .array(nodes)
    }

    private mutating func parseNumber(_ text: Span<UInt8>) -> String? {
        let start = index
        _ = take(UInt8(ascii: "-"), text)
        if !take(UInt8(ascii: "0"), text), takeDigits(text) == 0 { return fail("a digit was expected") }
        if take(UInt8(ascii: "."), text), takeDigits(text) == 0 { return fail("a digit was expected") }
        if take(UInt8(ascii: "e"), text) || take(UInt8(ascii: "E"), text) {
            if !take(UInt8(ascii: "+"), text) { _ = take(UInt8(ascii: "-"), text) }
            if takeDigits(text) == 0 { return fail("a digit was expected") }
        }
        return ExactAmounts.string(text.extracting(start..<index))
    }

    private mutating func parseWord(_ word: StaticString, _ text: Span<UInt8>) -> Bool {
        for byte in String(describing: word).utf8 where !take(byte, text) {
            _ = fail("true, false or null was expected") as Bool?
            return false
        }
        return true
    }
}

// MARK: - Strings

extension JSONParser {
    private mutating func parseString(_ text: Span<UInt8>) -> String? {
        index += 1
        let start = index
        var bytes: [UInt8] = []
        while index < text.count {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: bytes, as: UTF8.self) else {
                    index = firstWrongByte(text, from: start, to: index)
                    return fail(.badEncoding, "the string is not UTF-8")
                }
                index += 1
                return string
            case UInt8(ascii: "\\"):
                index += 1
                guard let scalar = parseEscape(text) else { return nil }
                bytes.append(contentsOf: Array(String(scalar).utf8))
            case ..<0x20: return fail("a control character inside a string")
            default:
                bytes.append(byte)
                index += 1
            }
        }
        return fail("a string that is never closed")
    }

    /// The first byte from which on the text is no UTF-8.
    private func firstWrongByte(_ text: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var offset = start
        while offset < end {
            let lead = text[offset]
            let length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
            var character: [UInt8] = []
            for place in offset..<min(end, offset + length) { character.append(text[place]) }
            if String(validating: character, as: UTF8.self) == nil { return offset }
            offset += character.count
        }
        return start
    }

    private mutating func parseEscape(_ text: Span<UInt8>) -> Unicode.Scalar? {
        guard index < text.count else { return fail("a string that is never closed") }
        let byte = text[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return parseCodePoint(text)
        default:
            index -= 1
            return fail("no such escape")
        }
    }

    private mutating func parseCodePoint(_ text: Span<UInt8>) -> Unicode.Scalar? {
        guard let unit = parseHex(text) else { return nil }
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard unit < 0xDC00, take(UInt8(ascii: "\\"), text), take(UInt8(ascii: "u"), text) else {
            return fail("half of a surrogate pair")
        }
        guard let low = parseHex(text) else { return nil }
        guard (0xDC00...0xDFFF).contains(low) else { return fail("half of a surrogate pair") }
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    }

    private mutating func parseHex(_ text: Span<UInt8>) -> UInt32? {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard index < text.count else { return fail("four hexadecimal digits were expected") }
            switch text[index] {
            case let digit where digit &- UInt8(ascii: "0") < 10:
                value = value << 4 + UInt32(digit &- UInt8(ascii: "0"))
            case let digit where (digit | 0x20) &- UInt8(ascii: "a") < 6:
                value = value << 4 + UInt32((digit | 0x20) &- UInt8(ascii: "a")) + 10
            default: return fail("four hexadecimal digits were expected")
            }
            index += 1
        }
        return value
    }
}

// MARK: - Bytes and problems

extension JSONParser {
    private mutating func skipSpace(_ text: Span<UInt8>) {
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): index += 1
            default: return
            }
        }
    }

    private mutating func take(_ byte: UInt8, _ text: Span<UInt8>) -> Bool {
        guard index < text.count, text[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func takeDigits(_ text: Span<UInt8>) -> Int {
        let start = index
        while index < text.count, text[index] &- UInt8(ascii: "0") < 10 { index += 1 }
        return index - start
    }

    private mutating func report(_ offset: Int, _ code: InputFault.Code, _ message: String) {
        let pointer = path.map { "/" + $0 }.joined()
        problems.append(Problem(offset: offset, pointer: pointer, code: code, message: message))
    }

    private mutating func fail<Value>(_ code: InputFault.Code = .syntax, _ message: String) -> Value? {
        report(index, code, message)
        return nil
    }

    private mutating func fail<Value>(_ message: String) -> Value? { fail(.syntax, message) }
}
