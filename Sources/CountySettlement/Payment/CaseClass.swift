/// The class of a priced case (4.1): the first that applies.
public enum CaseClass: UInt8, Sendable, CaseIterable {
    /// Decided by a review (特例单议).
    case review
    /// At a fixed price (按病种定额).
    case fixedPrice
    /// By the day (按床日).
    case bedDay
    /// In no group, an ambiguous one, or one without a weight.
    case ungrouped
    /// Far below the mean (低倍率).
    case low
    /// Far above the mean (高倍率).
    case high
    /// So far above the mean that a review is needed, and there is none.
    case unreviewed
    /// Any other case.
    case normal

    /// The name in outputs.
    public var name: String {
        switch self {
        case .review: "review"
        case .fixedPrice: "fixedPrice"
        case .bedDay: "bedDay"
        case .ungrouped: "ungrouped"
        case .low: "low"
        case .high: "high"
        case .unreviewed: "unreviewed"
        case .normal: "normal"
        }
    }
}
