import ExactAmounts
import Foundation

/// The encodings of input tables.
public enum TextEncoding: String, Sendable, CaseIterable {
    /// UTF-8, a byte-order mark skipped.
    case utf8 = "utf-8"
    /// GB18030, as older county systems export.
    case gb18030
}

/// A file or standard input, read block by block and decoded to UTF-8.
struct ByteStream {
    private let handle: FileHandle
    private let name: String
    private var decoder: GB18030Decoder?
    /// The size of the file, where it has one.
    let size: Int?
    private(set) var bytesRead = 0

    static let blockBytes = 256 << 10

    /// Opens a file, or standard input for nil.
    init(_ path: String?, named name: String, encoding: TextEncoding) throws(InputFaults) {
        self.name = name
        if let path {
            let isFolder = InputFile.isFolder(path)
            guard !isFolder, let opened = FileHandle(forReadingAtPath: path) else {
                let exists = FileManager.default.fileExists(atPath: path)
                let reason =
                    !exists ? "no such file" : isFolder ? "a folder where a file was expected" : "cannot be read"
                throw InputFaults([InputFault(file: name, code: .unreadableFile, message: reason)])
            }
            handle = opened
            size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.intValue
        } else {
            handle = .standardInput
            size = nil
        }
        decoder = encoding == .gb18030 ? GB18030Decoder(file: name) : nil
    }

    /// The next block; nil at the end.
    mutating func next() throws(InputFault) -> [UInt8]? {
        let block: [UInt8]
        do {
            block = [UInt8](try handle.read(upToCount: Self.blockBytes) ?? Data())
        } catch {
            throw InputFault(
                file: name, code: .unreadableFile, message: "reading broke off: \(error.localizedDescription)")
        }
        bytesRead += block.count
        guard decoder != nil else { return block.isEmpty ? nil : block }
        let decoded = try decoder?.decode(block, isLast: block.isEmpty) ?? []
        return block.isEmpty && decoded.isEmpty ? nil : decoded
    }
}

extension CSVReader {
    /// Goes to the next row, fetching blocks as they are needed.
    mutating func next(from stream: inout ByteStream) throws(InputFault) -> Bool {
        while true {
            switch try next() {
            case .row: return true
            case .end: return false
            case .needsBytes:
                if let block = try stream.next() { append(block) } else { finish() }
            }
        }
    }
}
