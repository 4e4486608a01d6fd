public import ExactAmounts

/// A county-year's policy (结算方案): every rule and number of one scheme.json, checked.
///
/// Choices are closed, amounts exact, and every value can carry the text that sets it.
public struct SettlementScheme: Sendable {
    /// The scheme's id.
    public let id: String
    /// The title that reports carry.
    public let title: String
    /// The first and the last day of the settlement year.
    public let year: ClosedRange<CivilDate>
    /// The encoding of the tables beside the scheme: `utf-8` or `gb18030`.
    public let encoding: String
    /// Benefit levels (医疗机构级别) from the lowest to the highest; a level is its place in this list.
    public let levels: [String]
    /// The levels that count as primary care (基层).
    public let primaryLevels: Set<Int>
    /// The types of claim that are grouped and can have points.
    public let inpatientTypes: [String]
    /// The definitions by the discharge date from which they are in force, the earliest first.
    public let definitions: [DefinitionPeriod]
    /// What the pooled fund pays for a claim (待遇).
    public let benefit: BenefitScheme
    /// What a case is due (支付).
    public let payment: PaymentScheme
    /// The funds (统筹基金), each with its insurances.
    public let funds: [FundScheme]
    /// How members' surplus is split (收支结余); nil for no split.
    public let surplus: SurplusScheme?
    /// The text that sets a value, by JSON pointer.
    public let sources: [String: String]
    /// The pointers of the rules that the scheme sets, in its order: each may have a source.
    public let rulePointers: [String]
    /// The fingerprint of the text that the scheme was read from.
    public let fingerprint: Fingerprint

    /// The source of the nearest enclosing pointer, if any.
    public func source(of pointer: String) -> String? {
        var pointer = pointer[...]
        while true {
            if let text = sources[String(pointer)] { return text }
            guard let slash = pointer.lastIndex(of: "/") else { return nil }
            pointer = pointer[..<slash]
        }
    }

    /// The fund that covers an insurance, by its place in ``funds``.
    public func fund(covering insurance: String) -> Int? {
        funds.firstIndex { $0.insurances.contains(insurance) }
    }
}

/// A definition and the discharge date from which it groups.
public struct DefinitionPeriod: Sendable, Hashable {
    /// The first discharge date.
    public let from: CivilDate
    /// The folder, relative to the scheme's.
    public let folder: String
}

/// Who treats (机构性质).
public enum InstitutionKind: String, Sendable, CaseIterable, Codable {
    /// 医共体成员
    case member
    /// 县域内非成员
    case nonmember
    /// 县域内定点民营
    case `private`
    /// 县域外
    case outside

    /// The place of the kind among all kinds.
    var index: Int {
        switch self {
        case .member: 0
        case .nonmember: 1
        case .private: 2
        case .outside: 3
        }
    }
}
