import ExactAmounts
import Foundation

/// Writes a folder of outputs so that it is either the old one or the whole new one, whenever the program ends.
enum OutputFolder {
    /// Writes the files beside the target and renames the folder at the end.
    ///
    /// - Throws: a fault that names what could not be written.
    static func write(_ files: [(name: String, bytes: [UInt8])], to target: String) throws(InputFaults) {
        let manager = FileManager.default
        let url = URL(fileURLWithPath: target).standardizedFileURL
        let parent = url.deletingLastPathComponent()
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
                    file: target, code: .unreadableFile, message: "cannot be written: \(error.localizedDescription)")
            ])
        }
    }

    private static func exchange(_ fresh: URL, _ target: URL, _ old: URL) throws {
        try FileManager.default.moveItem(at: target, to: old)
        try FileManager.default.moveItem(at: fresh, to: target)
        try? FileManager.default.removeItem(at: old)
    }
}
