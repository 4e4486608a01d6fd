import ExactAmounts

/// The files of one definition folder, held in memory.
public struct DefinitionFiles: Sendable {
    /// What stands before a file's name in a fault: the folder, as the caller named it.
    public let folder: String
    /// The bytes of each file, by its name: `ADRG.csv`.
    public let contents: [String: [UInt8]]

    /// The files of a folder.
    public init(folder: String, contents: [String: [UInt8]]) {
        self.folder = folder
        self.contents = contents
    }

    /// The fingerprint of all files.
    var fingerprint: Fingerprint {
        var fingerprint = Fingerprint()
        for (name, bytes) in contents.sorted(by: { $0.key < $1.key }) {
            fingerprint.combine(name.utf8)
            fingerprint.combine(bytes)
        }
        return fingerprint
    }

    /// The name of a file as faults show it.
    func path(_ name: String) -> String { folder.isEmpty ? name : "\(folder)/\(name)" }

    /// A table, or nil after its faults have been gathered.
    func table(
        _ name: String, _ columns: [CSVTable.Column], isOptional: Bool = false, _ faults: FaultList
    ) -> CSVTable? {
        guard let bytes = contents[name] else {
            if !isOptional {
                faults.add(
                    InputFault(file: path(name), code: .unreadableFile, message: "the definition has no file \(name)"))
            }
            return nil
        }
        do {
            return try CSVTable(file: path(name), bytes: bytes, columns: columns, hasTitleRows: true)
        } catch {
            faults.add(contentsOf: error)
            return nil
        }
    }
}

/// The kinds of definition.
enum DefinitionKind: String, CaseIterable { case drg, dip }

/// What definition.json says.
struct DefinitionSettings {
    var id = ""
    var title = ""
    /// nil when the file does not say it.
    var kind: DefinitionKind?
    /// An ungrouped case is tried again with each other procedure as its only one.
    var retryWithEachOtherProcedure = false
    var whenNoDRGMatches = WhenNoDRGMatches.useADRG
    var newbornWeight = NewbornWeight.birth
    /// Of several DIP rows, the one whose mean cost is nearest is preferred.
    var nearestCost = false

    /// Reads definition.json; what is wrong goes to the list.
    init(_ files: DefinitionFiles, _ faults: FaultList) {
        let path = files.path("definition.json")
        guard let bytes = files.contents["definition.json"] else {
            faults.add(
                InputFault(file: path, code: .unreadableFile, message: "the definition has no file definition.json"))
            return
        }
        do {
            read(JSONValue(try JSONDocument(file: path, bytes: bytes), faults: faults))
        } catch {
            faults.add(contentsOf: error)
        }
    }

    private mutating func read(_ value: JSONValue) {
        var settings = self
        _ = value.object { object in
            settings.id = object.required("id")?.name() ?? ""
            settings.title = object.required("title")?.string() ?? ""
            settings.kind = object.required("kind")?.choice(DefinitionKind.self)
            switch settings.kind {
            case .drg:
                settings.retryWithEachOtherProcedure =
                    object.optional("retryWithEachOtherProcedure", default: false) { $0.boolean() } ?? false
                settings.whenNoDRGMatches =
                    object.optional("whenNoDRGMatches", default: .useADRG) { $0.choice(WhenNoDRGMatches.self) }
                    ?? .useADRG
                settings.newbornWeight =
                    object.optional("newbornWeight", default: .birth) { $0.choice(NewbornWeight.self) } ?? .birth
            case .dip:
                settings.nearestCost = object.optional("nearestCost", default: false) { $0.boolean() } ?? false
            case nil:
                // Without its kind, no key can be called unknown.
                for key in ["retryWithEachOtherProcedure", "whenNoDRGMatches", "newbornWeight", "nearestCost"] {
                    _ = object.optional(key)
                }
            }
            return ()
        }
        self = settings
    }
}

/// What becomes of a case whose ADRG holds and none of its DRGs does.
enum WhenNoDRGMatches: String, CaseIterable, Sendable {
    case useADRG
    case tryNextADRG
}

/// Which weight a newborn's weight is.
enum NewbornWeight: String, CaseIterable, Sendable {
    case birth
    case admission
}
