/// Codes in order, written as the national interface writes them: `J18.900|I10.x00x002`.
///
/// Empty codes are dropped. The first code is the principal diagnosis or the main procedure.
///
/// ```swift
/// let diagnoses: CodeList = ["J18.900", "I10.x00x002"]
/// diagnoses == CodeList(text: "J18.900||I10.x00x002")   // compares the text: false
/// Array(diagnoses.codes)                                 // ["J18.900", "I10.x00x002"]
/// ```
public struct CodeList: Sendable, Hashable, ExpressibleByArrayLiteral {
    /// The codes with `|` between them.
    public let text: String

    /// Codes that are already written with `|` between them.
    public init(text: String) { self.text = text }

    /// The codes of a list.
    public init(_ codes: some Sequence<String>) { text = codes.joined(separator: "|") }

    /// The codes of a literal.
    public init(arrayLiteral codes: String...) { self.init(codes) }

    /// The codes, without white space around them.
    public var codes: [String] {
        let bytes = Array(text.utf8)
        var codes: [String] = []
        forEachCode(in: bytes.span, 0..<bytes.count) { codes.append(String(decoding: bytes[$0], as: UTF8.self)) }
        return codes
    }

    /// Whether there is no code.
    public var isEmpty: Bool { !hasCode(in: text.utf8.span, 0..<text.utf8.count) }
}

/// Calls `body` with the place of each code of a list, white space around it and empty codes left out.
@inline(__always)
package func forEachCode(in text: Span<UInt8>, _ range: Range<Int>, _ body: (Range<Int>) -> Void) {
    var start = range.lowerBound
    var index = start
    while start < range.upperBound {
        while index < range.upperBound, text[index] != UInt8(ascii: "|") { index &+= 1 }  // at most the upper bound
        if index > start {
            // A code begins and ends with a plain character nearly always.
            if text[start] &- 0x21 < 0x5E, text[index - 1] &- 0x21 < 0x5E {
                body(start..<index)
            } else {
                let inner = trimmedRange(of: text.extracting(start..<index))
                if !inner.isEmpty { body(start + inner.lowerBound..<start + inner.upperBound) }
            }
        }
        index &+= 1
        start = index
    }
}

/// Whether there is a code in a list.
@inline(__always)
package func hasCode(in text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    if range.isEmpty { return false }
    if text[range.lowerBound] &- 0x21 < 0x5B { return true }  // from "!" to "{", so no "|" and no white space
    return hasCodeBehindSpace(in: text, range)
}

@inline(never)
private func hasCodeBehindSpace(in text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var found = false
    forEachCode(in: text, range) { _ in found = true }
    return found
}
