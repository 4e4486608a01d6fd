public import ExactAmounts

/// A grouper of either kind, made from a definition folder that says which.
public enum CaseGrouper: Sendable {
    /// Groups by diagnosis-related groups.
    case drg(DRGGrouper)
    /// Groups by a catalogue of diseases with points.
    case dip(DIPGrouper)

    /// Reads, checks and compiles a definition folder.
    ///
    /// - Throws: every fault of the definition.
    public init(_ files: DefinitionFiles) throws(InputFaults) {
        let faults = FaultList()
        let settings = DefinitionSettings(files, faults)
        switch settings.kind {
        case .drg: self = .drg(DRGGrouper(try DRGDefinition(files, settings, faults)))
        case .dip: self = .dip(DIPGrouper(try DIPDefinition(files, settings, faults)))
        case nil: throw InputFaults(faults.faults)
        }
    }

    /// The definition's id.
    public var id: String {
        switch self {
        case .drg(let grouper): grouper.definition.id
        case .dip(let grouper): grouper.definition.id
        }
    }

    /// The definition's title.
    public var title: String {
        switch self {
        case .drg(let grouper): grouper.definition.title
        case .dip(let grouper): grouper.definition.title
        }
    }

    /// The fingerprint of the definition's files.
    public var fingerprint: Fingerprint {
        switch self {
        case .drg(let grouper): grouper.definition.fingerprint
        case .dip(let grouper): grouper.definition.fingerprint
        }
    }

    /// Every group that a case can get; the first is `0000`.
    public var groups: [CaseGroup] {
        switch self {
        case .drg(let grouper): grouper.definition.groups
        case .dip(let grouper): grouper.definition.groups
        }
    }

    /// Groups one case.
    public func group(_ single: InpatientCase) -> GroupedCase {
        switch self {
        case .drg(let grouper): return grouper.group(single)
        case .dip(let grouper):
            let result = grouper.group(single)
            return GroupedCase(group: result.group, missingValues: result.missingValues)
        }
    }

    /// Why a case comes to its group.
    public func explain(_ single: InpatientCase) -> GroupingExplanation {
        switch self {
        case .drg(let grouper): grouper.explain(single)
        case .dip(let grouper): grouper.explain(single)
        }
    }
}
