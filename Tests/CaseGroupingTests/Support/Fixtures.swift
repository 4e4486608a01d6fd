import Foundation

@testable import CaseGrouping

/// Files that tests read: the package's own fixtures, and the published data beside the package where it is at hand.
enum Fixtures {
    /// The folder of Package.swift, above this file.
    static let package: URL = {
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/", !exists(folder.appendingPathComponent("Package.swift")) {
            folder.deleteLastPathComponent()
        }
        return folder
    }()

    /// The folder `shared` beside the package: the national definition and its 20 000 cases. It is no part of the package.
    static let shared = package.deletingLastPathComponent().appendingPathComponent("shared")

    static let national = shared.appendingPathComponent("data/chs-drg-1.1")
    static let nationalClaims = shared.appendingPathComponent("data/chs-drg-1.1-claims.csv")
    static let nationalExpected = shared.appendingPathComponent("data/chs-drg-1.1-expected.csv")
    static let countyDRG = package.appendingPathComponent("Fixtures/definitions/county-drg")
    static let countyDIP = package.appendingPathComponent("Fixtures/definitions/county-dip")

    static var hasNationalData: Bool { exists(national) && exists(nationalClaims) && exists(nationalExpected) }

    static func exists(_ place: URL) -> Bool { FileManager.default.fileExists(atPath: place.path) }

    static func bytes(_ place: URL) throws -> [UInt8] { Array(try Data(contentsOf: place)) }

    /// The files of a definition folder.
    static func files(_ folder: URL) throws -> DefinitionFiles {
        var contents: [String: [UInt8]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            contents[name] = try bytes(folder.appendingPathComponent(name))
        }
        return DefinitionFiles(folder: folder.lastPathComponent, contents: contents)
    }
}
