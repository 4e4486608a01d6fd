public import ExactAmounts

/// What the pooled fund pays for claims: chapter 3 as data.
public struct BenefitScheme: Sendable {
    /// Whether the amounts recorded at discharge are used where a claim has them.
    public enum Use: String, Sendable, CaseIterable {
        /// The rules' amounts are used throughout.
        case computed
        /// Recorded deductibles and payments are used, and the rules' amounts stand beside them.
        case recorded
    }

    /// Which amounts are used.
    public let use: Use
    /// The most that an insurance pays a person in a year.
    public let yearlyCap: [String: Money]
    /// The rules in order; a claim takes the first that has its insurance and its type.
    public let rules: [BenefitRule]
}

/// The benefit of one insurance for some types of claim.
public struct BenefitRule: Sendable {
    /// The JSON pointer of the rule.
    public let pointer: String
    /// The insurance.
    public let insurance: String
    /// The types of claim.
    public let types: [String]
    /// What the patient pays first (起付线).
    public private(set) var deductible: Deductible
    /// The most that a person pays first in a year under this rule; nil for no limit.
    public let yearlyDeductibleLimit: Money?
    /// How referred stays continue each other; nil when every stay stands alone.
    public let referral: Referral?
    /// The bands of the person's cumulative reimbursable cost; one band without a limit where the ratio is flat.
    public private(set) var bands: [RatioBand]
    /// Whether the ratios stand in `bands`, and not in `ratio`.
    public let hasBands: Bool
    /// What a stay without referral loses; nil for nothing.
    public let withoutReferral: WithoutReferral?
    /// The most that the rule pays a person in a year.
    public let yearlyCap: Money?

    /// How the deductible is charged.
    public enum Deductible: Sendable {
        /// An amount for each admission, by level, times a factor that falls with repeated admissions.
        case standard(byLevel: [Money], repeatFactors: [Rate], count: RepeatCount)
        /// One amount a year.
        case perYear(Money)
    }

    /// Which earlier admissions make one a repeated one.
    public enum RepeatCount: String, Sendable, CaseIterable {
        /// All of the year under the rule.
        case all
        /// Those at the same level.
        case sameLevel
    }

    /// How referred stays continue each other (转诊连续计算起付线).
    public struct Referral: Sendable {
        /// The deductible after a referral up.
        public let up: StepDeductible
        /// The deductible after a referral down.
        public let down: StepDeductible
        /// The deductible after a referral at the same level.
        public let same: StepDeductible
        /// The most days between discharge and admission; nil for no limit.
        public let withinDays: Int?
        /// A row of the referral register is needed (转诊备案).
        public let needsRegister: Bool
        /// The principal diagnoses must be of one category.
        public let needsSameDisease: Bool
        /// Both institutions must be members.
        public let needsMembers: Bool
        /// A chain may not start before the year.
        public let resetsWithYear: Bool
        /// Added to the ratio of a stay that continues another upward.
        public let upBonus: Rate
    }

    /// What a stay that continues another pays first.
    public enum StepDeductible: String, Sendable, CaseIterable {
        /// The standard less what the chain has paid, not below 0.
        case difference
        /// The standard, as if it stood alone.
        case separate
        /// Nothing.
        case zero
        /// Half of the standard.
        case half
    }

    /// A band of the year's cumulative reimbursable cost.
    public struct RatioBand: Sendable {
        /// The upper end; nil for the last band.
        public let upTo: Money?
        /// The ratio of each level.
        public fileprivate(set) var ratios: [Rate]
    }

    /// What a stay without referral loses (未按规定转诊).
    public struct WithoutReferral: Sendable {
        /// The levels at which it does.
        public let levels: Set<Int>
        /// What is added to the ratio: below zero as a rule.
        public let points: Rate
        /// Emergencies are spared.
        public let sparesEmergency: Bool
        /// Patients of this age and above are spared.
        public let sparedFromAge: Int?
        /// Patients of this age and below are spared.
        public let sparedToAge: Int?
    }
}

extension BenefitRule {
    /// The same rule in memory of its own.
    ///
    /// Who reads an array counts a reference to it; threads that read the same ones would wait for each other's counts.
    var unshared: BenefitRule {
        var copy = self
        if case .standard(let byLevel, let factors, let count) = deductible {
            copy.deductible = .standard(byLevel: byLevel.map(\.self), repeatFactors: factors.map(\.self), count: count)
        }
        copy.bands = bands.map { band in
            var own = band
            own.ratios = band.ratios.map(\.self)
            return own
        }
        return copy
    }
}
