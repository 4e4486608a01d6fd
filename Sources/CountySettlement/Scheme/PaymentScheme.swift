public import ExactAmounts

/// What a case is due: chapter 4 as data.
public struct PaymentScheme: Sendable {
    /// The methods, which share everything but their words.
    public enum Method: String, Sendable, CaseIterable {
        /// DRG 点数法
        case drgPoints
        /// DRG 费率法
        case drgRate
        /// 按病种分值 (DIP)
        case dip
    }

    /// The kinds of institution whose cases get points.
    public let kinds: Set<InstitutionKind>
    /// The method.
    public let method: Method
    /// Points of a case of weight 1.
    public let scale: Rate
    /// The mean cost of all cases (全部病例例均费用).
    public let overallMean: Money
    /// Cases far below the mean; nil for no such class.
    public let low: Low?
    /// Cases far above the mean; nil for no such class.
    public let high: High?
    /// Points per day for long stays.
    public let bedDays: [BedDays]
    /// Fixed prices by group and level (按病种定额).
    public let fixedPrices: [FixedPrice]
    /// The factor of a case in no group, times its cost over the mean; nil for no points.
    public let ungroupedFactor: Rate?
    /// What an early readmission takes from the stay before it; nil for nothing.
    public let readmission: Readmission?
    /// Groups that are paid as others (中医优势病组).
    public let equivalents: [Equivalent]
    /// How the point value comes about.
    public let pointValue: PointValueScheme

    /// 低倍率
    public struct Low: Sendable {
        /// Below this many times the mean.
        public let below: Rate
        /// The coefficient counts.
        public let usesCoefficient: Bool
        /// Never above the base points.
        public let capsAtBase: Bool
    }

    /// 高倍率
    public struct High: Sendable {
        /// The times of the mean above which a case is high, by weight.
        public let bands: [Band]
        /// The coefficient counts for the part above.
        public let usesCoefficient: Bool
        /// Above this many times the mean a case needs a review.
        public let reviewAbove: Rate?

        /// The times for weights below a limit; nil in the last band.
        public struct Band: Sendable {
            /// The weight that no longer belongs to the band.
            public let weightBelow: Rate?
            /// The times of the mean.
            public let times: Rate
        }
    }

    /// 按床日
    public struct BedDays: Sendable {
        /// The groups.
        public let groups: Set<String>
        /// The points per day by level, where there are any.
        public let pointsPerDay: [Int: Rate]
    }

    /// 按病种定额
    public struct FixedPrice: Sendable {
        /// The group.
        public let group: String
        /// The price by level, where there is one.
        public let prices: [Int: Money]
    }

    /// 再入院
    public struct Readmission: Sendable {
        /// At most so many days after the discharge.
        public let days: Int
        /// What the earlier stay's points are multiplied by.
        public let factor: Rate
        /// Only a readmission to the same institution counts.
        public let sameInstitution: Bool
        /// Groups that are spared.
        public let except: Set<String>
    }

    /// A group that is paid as another when too little Chinese medicine was used.
    public struct Equivalent: Sendable {
        /// The group.
        public let group: String
        /// What it is paid as.
        public let paidAs: String
        /// The share of Chinese medicine (中治率) below which it is.
        public let minimumShare: Rate
    }
}

/// How the value of a point comes about (点值).
public struct PointValueScheme: Sendable {
    /// Where the value comes from.
    public enum Mode: String, Sendable, CaseIterable {
        /// It is given with the fund.
        case given
        /// The budget divided by the points.
        case budget
    }

    /// What the value is reckoned over.
    public enum Basis: String, Sendable, CaseIterable {
        /// The net pool; a case is due its amount.
        case fund
        /// The net pool and the patients' shares; a case is due its amount less the patient's share.
        case cost
        /// The net pool over the fund's share; a case is due that share of its amount.
        case ratio
    }

    /// What becomes of what rounding leaves over.
    public enum Residual: String, Sendable, CaseIterable {
        /// It stays in the reserve, or comes out of it.
        case keep
        /// It is shared over the institutions.
        case allocate
    }

    /// Where the value comes from.
    public let mode: Mode
    /// What it is reckoned over.
    public let basis: Basis
    /// Its decimals.
    public let decimals: Int
    /// How it is rounded.
    public let rounding: Rounding
    /// What becomes of the residual.
    public let residual: Residual
    /// The fund's share of an amount, with the basis `ratio`.
    public let fundShare: Rate?
}
