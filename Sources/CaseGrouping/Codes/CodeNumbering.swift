import ExactAmounts

/// Numbers codes densely from 1; 0 is a code that is absent or unknown.
///
/// Codes are compared without regard to ASCII case, and white space around them is dropped; nothing else is changed.
public struct CodeNumbering: Sendable {
    /// The keys by hash slot, and beside each its number, 0 when the slot is free: one look at each settles a code.
    private var slotKeys: [CodeKey] = Array(repeating: CodeKey(), count: 64)
    private var slotNumbers: [UInt32] = Array(repeating: 0, count: 64)
    private var shift: UInt64 = 64 - 6
    private var longCodes: [String: UInt32] = [:]
    /// The codes as they were first written, by number.
    public private(set) var texts: [String] = [""]

    /// No codes.
    public init() {}

    /// How many codes are numbered.
    public var count: Int { texts.count - 1 }

    /// The number of a code; 0 when it has none.
    ///
    /// - Complexity: O(code), without allocating for codes of at most 24 bytes.
    public func number(of code: Span<UInt8>) -> UInt32 {
        let trimmed = code.extracting(trimmedRange(of: code))
        if let key = CodeKey(trimmed) { return number(of: key) }
        return longCodes[uppercasedASCII(string(trimmed))] ?? 0
    }

    /// The number of a code; 0 when it has none.
    public func number(of code: String) -> UInt32 { number(of: code.utf8.span) }

    /// The number of a code that stands inside a text, with no white space around it.
    func number(in text: Span<UInt8>, _ range: Range<Int>) -> UInt32 { number(of: text.extracting(range)) }

    /// The number of a key in upper case; 0 when it has none.
    func number(of key: CodeKey) -> UInt32 {
        let (keys, numbers) = (slotKeys.span, slotNumbers.span)
        let mask = numbers.count &- 1
        var slot = Int(truncatingIfNeeded: key.hash >> shift)
        while true {
            let number = numbers[slot]
            if keys[slot] == key || number == 0 { return number }
            slot = (slot &+ 1) & mask
        }
    }

    /// Numbers a code, or finds the number that it has.
    mutating func insert(_ code: Span<UInt8>) -> UInt32 {
        let trimmed = code.extracting(trimmedRange(of: code))
        let known = number(of: trimmed)
        if known != 0 || trimmed.count == 0 { return known }
        let number = UInt32(texts.count)
        let text = string(trimmed)
        texts.append(text)
        guard let key = CodeKey(trimmed) else {
            longCodes[uppercasedASCII(text)] = number
            return number
        }
        // At most two slots of three are taken.
        if texts.count * 3 > slotNumbers.count * 2 { grow() }
        place(number, key)
        return number
    }

    private mutating func grow() {
        let (keys, numbers) = (slotKeys, slotNumbers)
        slotKeys = Array(repeating: CodeKey(), count: keys.count * 2)
        slotNumbers = Array(repeating: 0, count: keys.count * 2)
        shift -= 1
        for (key, number) in zip(keys, numbers) where number != 0 { place(number, key) }
    }

    private mutating func place(_ number: UInt32, _ key: CodeKey) {
        var slot = Int(truncatingIfNeeded: key.hash >> shift)
        while slotNumbers[slot] != 0 { slot = (slot + 1) & (slotNumbers.count - 1) }
        slotNumbers[slot] = number
        slotKeys[slot] = key
    }
}

/// Where a text stands without the white space (space, tab, U+3000) around it.
func trimmedRange(of text: Span<UInt8>) -> Range<Int> {
    var (start, end) = (0, text.count)
    while start < end {
        if text[start] == 0x20 || text[start] == 0x09 {
            start += 1
        } else if end - start >= 3, text[start] == 0xE3, text[start + 1] == 0x80, text[start + 2] == 0x80 {
            start += 3
        } else {
            break
        }
    }
    while start < end {
        if text[end - 1] == 0x20 || text[end - 1] == 0x09 {
            end -= 1
        } else if end - start >= 3, text[end - 1] == 0x80, text[end - 2] == 0x80, text[end - 3] == 0xE3 {
            end -= 3
        } else {
            break
        }
    }
    return start..<end
}

/// A code in the form in which codes are compared: ASCII letters in upper case, no white space around it.
func uppercasedASCII(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 { bytes.append(byte &- 97 < 26 ? byte - 32 : byte) }
    return String(decoding: bytes, as: UTF8.self)
}

/// Trims and uppercases a code for comparison.
func comparable(_ code: String) -> String {
    let bytes = Array(code.utf8)
    let range = trimmedRange(of: bytes.span)
    return uppercasedASCII(String(decoding: bytes[range], as: UTF8.self))
}
