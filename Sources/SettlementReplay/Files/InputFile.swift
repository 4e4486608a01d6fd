public import CaseGrouping
public import ExactAmounts
import Foundation

/// Reads whole files and folders.
public enum InputFile {
    /// The bytes of a file.
    ///
    /// - Throws: a fault that names the file and why it cannot be read.
    public static func bytes(_ path: String, named name: String) throws(InputFaults) -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw InputFaults([InputFault(file: name, code: .unreadableFile, message: reason(error, path))])
        }
    }

    /// The files of a definition folder.
    ///
    /// - Parameters:
    ///   - path: where the folder stands.
    ///   - name: how faults call it.
    /// - Throws: a fault when the folder or a file cannot be read.
    public static func definition(_ path: String, named name: String) throws(InputFaults) -> DefinitionFiles {
        var contents: [String: [UInt8]] = [:]
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            let isFile = FileManager.default.fileExists(atPath: path) && !isFolder(path)
            let message = isFile ? "a file where the folder of a definition was expected" : reason(error, path)
            throw InputFaults([InputFault(file: name, code: .unreadableFile, message: message)])
        }
        for file in names.sorted() where file == "definition.json" || file.hasSuffix(".csv") {
            contents[file.precomposedStringWithCanonicalMapping] = try bytes(
                "\(path)/\(file)", named: "\(name)/\(file)")
        }
        return DefinitionFiles(folder: name, contents: contents)
    }

    private static func reason(_ error: any Error, _ path: String) -> String {
        if !FileManager.default.fileExists(atPath: path) { return "no such file or folder: \(path)" }
        return isFolder(path) ? "a folder where a file was expected" : "cannot be read: \(plainReason(error))"
    }

    /// Whether a folder stands at a path.
    static func isFolder(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.type] as? FileAttributeType == .typeDirectory
    }
}

/// Why the system could not do something, in its own short words where it has them.
public func plainReason(_ error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    for known in [error as NSError, underlying].compactMap({ $0 }) where known.domain == NSPOSIXErrorDomain {
        return unsafe String(cString: strerror(Int32(known.code)))
    }
    return error.localizedDescription
}
