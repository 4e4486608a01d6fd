import ExactAmounts
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes a folder of outputs so that it is either the old one or the whole new one, whenever the program ends.
enum OutputFolder {
    /// Writes the files beside the target and renames the folder at the end.
    ///
    /// - Throws: a fault that names what could not be written.
    static func write(_ files: [(name: String, bytes: [UInt8])], to target: String) throws(InputFaults) {
        let manager = FileManager.default
        let url = URL(fileURLWithPath: target).standardizedFileURL
        let parent = url.deletingLastPathComponent()
        try checkReplaceable(url.path, target)
        let unique = UUID().uuidString
        let fresh = parent.appendingPathComponent(".\(url.lastPathComponent).\(unique).new")
        let old = parent.appendingPathComponent(".\(url.lastPathComponent).\(unique).old")
        do {
            try manager.createDirectory(at: fresh, withIntermediateDirectories: true)
            for (name, bytes) in files { try Data(bytes).write(to: fresh.appendingPathComponent(name)) }
            if manager.fileExists(atPath: url.path) {
                try exchange(fresh, url, old)
            } else {
                try manager.moveItem(at: fresh, to: url)
            }
        } catch {
            try? manager.removeItem(at: fresh)
            throw InputFaults([
                InputFault(
                    file: target, code: .unreadableFile, message: "cannot be written: \(plainReason(error))")
            ])
        }
    }

    /// Every name that an output folder may hold.
    private static let names: Set<String> = [
        "cases.csv", "institutions.csv", "funds.csv", "prepayments.csv", "surplus.csv", "indicators.csv", "rejects.csv",
        "differences.csv", "statement.md", "statement.html", "manifest.json",
    ]

    /// Refuses to replace what is no earlier output: the folder as a whole is exchanged, whatever it holds.
    private static func checkReplaceable(_ path: String, _ target: String) throws(InputFaults) {
        guard FileManager.default.fileExists(atPath: path) else { return }
        let entries = InputFile.isFolder(path) ? try? FileManager.default.contentsOfDirectory(atPath: path) : nil
        let foreign = entries?.sorted().first { !names.contains($0) }
        if entries != nil, foreign == nil { return }
        throw InputFaults([
            InputFault(
                file: target, code: .contradiction,
                message: "\(foreign.map { "holds \($0), which" } ?? "is a file that") is no output; "
                    + "name a new folder, or one of earlier outputs")
        ])
    }

    /// Puts the new folder in the place of the old one.
    ///
    /// The kernel exchanges two names in one step, so that there is no moment without either. A file system that cannot leaves
    /// a moment in which only the hidden names stand.
    private static func exchange(_ fresh: URL, _ target: URL, _ old: URL) throws {
        if exchangeNames(fresh.path, target.path) {
            try? FileManager.default.removeItem(at: fresh)
            return
        }
        try FileManager.default.moveItem(at: target, to: old)
        try FileManager.default.moveItem(at: fresh, to: target)
        try? FileManager.default.removeItem(at: old)
    }

    private static func exchangeNames(_ first: String, _ second: String) -> Bool {
        #if canImport(Glibc)
            // The C library's header shows this call to its own extensions alone, so it is asked for by name.
            typealias Rename =
                @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
            guard let symbol = unsafe dlsym(nil, "renameat2") else { return false }
            let rename = unsafe unsafeBitCast(symbol, to: Rename.self)
            let exchange: UInt32 = 2  // RENAME_EXCHANGE
            return unsafe rename(AT_FDCWD, first, AT_FDCWD, second, exchange) == 0
        #elseif canImport(Darwin)
            return unsafe renamex_np(first, second, UInt32(RENAME_SWAP)) == 0
        #else
            return false
        #endif
    }
}
