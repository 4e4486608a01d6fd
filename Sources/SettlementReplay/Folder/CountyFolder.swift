import CaseGrouping
public import CountySettlement
import ExactAmounts
import Foundation

/// A county-year's folder, read: its rules checked and its claims taken in (1.2).
public struct CountyFolder: Sendable {
    /// The year, ready to settle.
    public let year: CountyYear
    /// The claims that were taken.
    public let book: ClaimBook
    /// The claims that were not, in the order of their rows.
    public let rejected: [RejectedClaim]
    /// How many rows claims.csv has.
    public let readCount: Int
    /// The bytes of the files that were read, but for claims.csv, by name; its digest stands in `digests`.
    let registers: Registers
    /// The SHA-256 of each input file, by name.
    let digests: [String: String]
    /// Tables of the folder that have no part in a county-year: perhaps a name is misspelt.
    let unreadTables: [String]

    /// The tables beside the scheme and the claims.
    private static let tables = [
        "institutions.csv", "referrals.csv", "weights.csv", "coefficients.csv", "reviews.csv", "assessments.csv",
        "accounts.csv",
    ]

    /// Reads a folder.
    ///
    /// - Parameters:
    ///   - folder: where the folder stands.
    ///   - schemePath: another scheme in place of the folder's own; its definitions are found beside it.
    ///   - progress: is told how many claims and bytes have been read, and how many bytes there are.
    /// - Throws: `InputFaults` with every fault of the scheme, the definitions and the tables; `SettlementError`.
    public init(
        _ folder: String, scheme schemePath: String? = nil,
        progress: (_ claims: Int, _ bytes: Int, _ size: Int?) -> Void = { _, _, _ in }
    ) throws {
        let path = schemePath ?? "\(folder)/scheme.json"
        let name = schemePath.map { ($0 as NSString).lastPathComponent } ?? "scheme.json"
        if !InputFile.isFolder(folder) {
            let isFile = FileManager.default.fileExists(atPath: folder)
            let reason = folder.isEmpty ? "the folder has no name" : isFile ? "a file, not a folder" : "no such folder"
            throw InputFaults([InputFault(file: folder, code: .unreadableFile, message: reason)])
        }
        let schemeBytes = try InputFile.bytes(path, named: name)
        var digests = [name: SHA256.hexadecimal(of: schemeBytes)]
        let scheme = try SettlementScheme(file: name, json: schemeBytes)
        let faults = FaultList()
        let groupers = Self.groupers(scheme, (path as NSString).deletingLastPathComponent, &digests, faults)
        var unreadable: Set<String> = []
        let files = Self.tableFiles(folder, scheme, &digests, &unreadable, faults)
        let registers = RegisterReader(scheme: scheme, faults: faults, files: files, unreadable: unreadable).registers()
        try faults.throwIfAny()
        year = try CountyYear(scheme: scheme, groupers: groupers, registers: registers)
        self.registers = registers

        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        unreadTables = names.filter { $0.hasSuffix(".csv") && $0 != "claims.csv" && !Self.tables.contains($0) }.sorted()
        let claims = "\(folder)/claims.csv"
        digests["claims.csv"] = SHA256.hexadecimal(of: try InputFile.bytes(claims, named: "claims.csv"))
        self.digests = digests
        var intake = year.intake()
        try Self.readClaims(claims, scheme, &intake, progress)
        book = intake.book
        rejected = intake.rejected
        readCount = intake.readCount
    }

    /// Whether a code stands in institutions.csv.
    public func knowsInstitution(_ code: String) -> Bool { registers.institutions.contains { $0.code == code } }

    private static func groupers(
        _ scheme: SettlementScheme, _ base: String, _ digests: inout [String: String], _ faults: FaultList
    ) -> [CaseGrouper] {
        var groupers: [CaseGrouper] = []
        var known: [String: CaseGrouper] = [:]
        for period in scheme.definitions {
            if let grouper = known[period.folder] {
                groupers.append(grouper)
                continue
            }
            do {
                let path = period.folder.hasPrefix("/") || base.isEmpty ? period.folder : "\(base)/\(period.folder)"
                let files = try InputFile.definition(path, named: period.folder)
                for (name, bytes) in files.contents {
                    digests["\(period.folder)/\(name)"] = SHA256.hexadecimal(of: bytes)
                }
                let grouper = try CaseGrouper(files)
                known[period.folder] = grouper
                groupers.append(grouper)
            } catch {
                faults.add(contentsOf: error)
            }
        }
        return groupers
    }

    /// The tables that are there, decoded to UTF-8.
    private static func tableFiles(
        _ folder: String, _ scheme: SettlementScheme, _ digests: inout [String: String],
        _ unreadable: inout Set<String>,
        _ faults: FaultList
    ) -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for name in tables where FileManager.default.fileExists(atPath: "\(folder)/\(name)") {
            do {
                let bytes = try InputFile.bytes("\(folder)/\(name)", named: name)
                digests[name] = SHA256.hexadecimal(of: bytes)
                if scheme.encoding == TextEncoding.gb18030.rawValue {
                    var decoder = GB18030Decoder(file: name)
                    do {
                        files[name] = try decoder.decode(bytes, isLast: true)
                    } catch {
                        faults.add(error)
                        unreadable.insert(name)
                    }
                } else {
                    files[name] = bytes
                }
            } catch {
                faults.add(contentsOf: error)
                unreadable.insert(name)
            }
        }
        return files
    }

    private static func readClaims(
        _ path: String, _ scheme: SettlementScheme, _ intake: inout ClaimIntake, _ progress: (Int, Int, Int?) -> Void
    ) throws {
        let encoding = TextEncoding(rawValue: scheme.encoding) ?? .utf8
        var stream = try ByteStream(path, named: "claims.csv", encoding: encoding)
        var reader = CSVReader(file: "claims.csv")
        guard try reader.next(from: &stream) else {
            throw InputFaults([
                InputFault(file: "claims.csv", line: 1, column: 1, code: .missingHeader, message: "no header row")
            ])
        }
        let columns = try ClaimColumns(header: reader)
        while try reader.next(from: &stream) {
            intake.take(row: reader, columns)
            if intake.readCount & 0xFFF == 0 { progress(intake.readCount, stream.bytesRead, stream.size) }
        }
    }
}
