public import ExactAmounts

/// One fund's budget and rules: chapter 5 as data.
public struct FundScheme: Sendable {
    /// The JSON pointer of the fund.
    public let pointer: String
    /// The fund's name.
    public let name: String
    /// The insurances that it covers.
    public let insurances: [String]
    /// The money of the year, before anything is taken.
    public let gross: Gross
    /// What is taken from it, in order.
    public let deductions: [Deduction]
    /// What is paid out of the package beside the inpatient pool.
    public let lines: [Line]
    /// Care elsewhere that the package answers for.
    public let charges: [Charge]
    /// The reserve at the year's beginning.
    public let openingReserve: Money
    /// The value of a point, where the scheme gives it.
    public let pointValue: PointValue?
    /// The share of the estimated package that is prepaid; nil for no prepayment.
    public let prepaidShare: Rate?
    /// The bands of quarterly scores for prepayment.
    public let nextQuarter: [ScoreBand]
    /// What a bad year costs; nil for nothing.
    public let deposit: Deposit?
    /// How the year is cleared.
    public let clearing: Clearing

    /// Where the money comes from.
    public enum Gross: Sendable {
        /// An amount.
        case amount(Money)
        /// So many heads, what is paid for each, and something beside.
        case heads(Int, perHead: [Money], other: Money)
    }

    /// Something that is taken from the fund.
    public struct Deduction: Sendable {
        /// Its name.
        public let name: String
        /// It goes to the reserve (风险金).
        public let isReserve: Bool
        /// How much it is.
        public let form: Form

        /// The forms of a deduction.
        public enum Form: Sendable {
            /// A rate of the gross fund.
            case rateOfGross(Rate)
            /// A rate of what is left before it.
            case rateOfRemaining(Rate)
            /// An amount.
            case amount(Money)
            /// What claims at institutions of these kinds accrue, and what it is estimated at.
            case charge([InstitutionKind], estimate: Money)
        }
    }

    /// Something that is paid out of the package.
    public struct Line: Sendable {
        /// Its name.
        public let name: String
        /// How much it is.
        public let form: Form

        /// The forms of a line.
        public enum Form: Sendable {
            /// An amount.
            case amount(Money)
            /// So much for each of so many heads (按人头).
            case heads(Int, perHead: Money)
            /// What claims of these types accrue at members.
            case actual([String])
        }
    }

    /// Care elsewhere.
    public struct Charge: Sendable {
        /// Its name.
        public let name: String
        /// The kinds of institution.
        public let kinds: [InstitutionKind]
    }

    /// What a score leads to: a share that is paid or released.
    public struct ScoreBand: Sendable {
        /// The lowest score of the band, in hundredths; nil for the last band.
        public let atLeastHundredths: Int64?
        /// The share.
        public let share: Rate
    }

    /// What is at stake at the year's end (质量保证金).
    public struct Deposit: Sendable {
        /// The share of what an institution is entitled to.
        public let share: Rate
        /// How much of it the year's score releases.
        public let release: [ScoreBand]
    }

    /// How the year is cleared (年终结算).
    public struct Clearing: Sendable {
        /// The share of a surplus that members keep (结余留用).
        public let surplusKept: Rate
        /// The score below which they keep nothing, in hundredths.
        public let minimumScoreHundredths: Int64?
        /// What of an overrun the reserve covers.
        public let overrun: [OverrunBand]

        /// A band of an overrun, by its ratio to the pool.
        public struct OverrunBand: Sendable {
            /// The upper end.
            public let upTo: Rate
            /// The share that is covered.
            public let cover: Rate
        }
    }
}

/// How what members save is split (5.5).
public struct SurplusScheme: Sendable {
    /// Statutory funds that are extracted first.
    public let statutory: [Statutory]
    /// The share for pay (绩效分配).
    public let performance: Rate
    /// What the pay limit cuts off is held apart, and not added to development.
    public let holdsExcess: Bool

    /// A statutory fund.
    public struct Statutory: Sendable {
        /// Its name.
        public let name: String
        /// The rate.
        public let rate: Rate
        /// What it is a rate of.
        public let base: Base
        /// What the fund already holds counts.
        public let trueUp: Bool

        /// What a statutory fund is a rate of.
        public enum Base: String, Sendable, CaseIterable {
            /// Medical-service income.
            case income
            /// What is left before it.
            case surplus
        }
    }
}
