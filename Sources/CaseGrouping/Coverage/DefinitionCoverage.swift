/// What cases a definition can group: a witness for each group that can be reached, and the groups that cannot.
///
/// A new local workbook is checked with it before the first claim: a group that no case reaches is an error of its rules
/// or of their order.
public struct DefinitionCoverage: Sendable {
    /// A case that lands in exactly this group.
    public struct Witness: Sendable {
        /// The group.
        public let group: CaseGroup
        /// The case.
        public let single: InpatientCase
    }

    /// One witness for each group that has one, in the order of the definition.
    public let witnesses: [Witness]
    /// The groups that no case can reach.
    public let unreachable: [CaseGroup]
    /// The groups for which no case was found by a search that was not exhaustive: rules that count codes, or more facts
    /// than the compiled tables hold.
    public let undecided: [CaseGroup]

    init(groups: [CaseGroup], witnesses found: [Int: InpatientCase], isExhaustive: Bool) {
        let missing = groups.indices.dropFirst().filter { found[$0] == nil }.map { groups[$0] }
        witnesses = groups.indices.compactMap { index in
            found[index].map { Witness(group: groups[index], single: $0) }
        }
        unreachable = isExhaustive ? missing : []
        undecided = isExhaustive ? [] : missing
    }
}

extension CaseGrouper {
    /// Looks for a witness for each group.
    ///
    /// - Complexity: a second or so for the full national definition.
    public func coverage() -> DefinitionCoverage {
        switch self {
        case .drg(let grouper): grouper.coverage()
        case .dip(let grouper): grouper.coverage()
        }
    }
}
