import ExactAmounts
import Foundation

/// Turns GB18030 text into UTF-8, block by block.
///
/// Bytes of a character are never those of a comma, a quote or a line break, so lines may be counted before decoding.
struct GB18030Decoder {
    private let file: String
    private var rest: [UInt8] = []
    private var line = 1
    /// Where the line's bytes before this block end, in characters.
    private var column = 1

    /// 0x0632 of the platform's table, marked as an encoding that is not one of Foundation's own.
    private static let encoding = String.Encoding(rawValue: 0x8000_0632)

    init(file: String) { self.file = file }

    /// Decodes a block; a character that it cuts off is kept for the next one.
    ///
    /// - Throws: a fault at the first bytes that are not GB18030.
    mutating func decode(_ block: [UInt8], isLast: Bool) throws(InputFault) -> [UInt8] {
        let text = rest + block
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count * 3 / 2)
        var start = 0
        var index = 0
        // Runs of characters are decoded at once: ASCII needs no decoding, and the platform is slow to start.
        while index < text.count {
            if text[index] < 0x80 {
                decoded.append(text[index])
                column += 1
                if text[index] == UInt8(ascii: "\n") { (line, column) = (line + 1, 1) }
                index += 1
                continue
            }
            start = index
            var characters = 0
            while index < text.count, text[index] >= 0x80 {
                let length = Self.length(text, index)
                if length == 0 { throw fault(characters) }
                if index + length > text.count { break }
                index += length
                characters += 1
            }
            guard let run = String(data: Data(text[start..<index]), encoding: Self.encoding) else { throw fault(0) }
            decoded.append(contentsOf: run.utf8)
            column += characters
            if index < text.count, text[index] >= 0x80 { break }
        }
        rest = Array(text[index...])
        if isLast, !rest.isEmpty { throw fault(0) }
        return decoded
    }

    private func fault(_ characters: Int) -> InputFault {
        InputFault(
            file: file, line: line, column: column + characters, code: .badEncoding,
            message: "bytes that are not GB18030")
    }

    /// The length of a character, 0 for bytes that begin none; what the text cuts off counts as whole.
    private static func length(_ text: [UInt8], _ index: Int) -> Int {
        guard (0x81...0xFE).contains(text[index]) else { return 0 }
        guard index + 1 < text.count else { return 2 }
        switch text[index + 1] {
        case 0x40...0x7E, 0x80...0xFE: return 2
        case 0x30...0x39:
            if index + 2 < text.count, !(0x81...0xFE).contains(text[index + 2]) { return 0 }
            if index + 3 < text.count, !(0x30...0x39).contains(text[index + 3]) { return 0 }
            return 4
        default: return 0
        }
    }
}
