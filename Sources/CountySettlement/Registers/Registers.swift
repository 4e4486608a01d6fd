public import ExactAmounts

/// A row of referrals.csv: the referral register (转诊备案).
public struct Referral: Sendable, Hashable {
    /// The person.
    public let person: String
    /// The institution that refers, or its general hospital.
    public let from: String
    /// The institution that is referred to, or its general hospital.
    public let to: String
    /// The day.
    public let date: CivilDate
    /// The line of the row, which decides between rows of one day.
    public let line: Int

    /// A row.
    public init(person: String, from: String, to: String, date: CivilDate, line: Int) {
        self.person = person
        self.from = from
        self.to = to
        self.date = date
        self.line = line
    }
}

/// A row of weights.csv.
public struct WeightRow: Sendable, Hashable {
    /// The group.
    public let group: String
    /// The level that the row is for, as a place among the scheme's levels; nil for every level.
    public let level: Int?
    /// The weight; under DIP the score (分值).
    public let weight: Rate
    /// The mean cost of the group, where it is known.
    public let meanCost: Money?
    /// The factor of a primary-care group (基层病组), which replaces the coefficient; nil for another group.
    public let primaryCareFactor: Rate?

    /// A row.
    public init(group: String, level: Int?, weight: Rate, meanCost: Money?, primaryCareFactor: Rate?) {
        self.group = group
        self.level = level
        self.weight = weight
        self.meanCost = meanCost
        self.primaryCareFactor = primaryCareFactor
    }
}

/// A row of coefficients.csv.
public struct CoefficientRow: Sendable, Hashable {
    /// Whose coefficient it is.
    public enum Scope: Sendable, Hashable {
        /// One institution's.
        case institution(String)
        /// That of all institutions of a level.
        case level(Int)
    }

    /// Whose coefficient it is.
    public let scope: Scope
    /// The group that it is for; nil for all.
    public let group: String?
    /// The coefficient.
    public let coefficient: Rate

    /// A row.
    public init(scope: Scope, group: String?, coefficient: Rate) {
        self.scope = scope
        self.group = group
        self.coefficient = coefficient
    }
}

/// A decision on one case (特例单议).
public enum ReviewDecision: Sendable, Hashable {
    /// The case has these points.
    case points(Points)
    /// The case has the points of its cost.
    case cost
}

/// A row of accounts.csv: a member's income and cost.
public struct MemberAccount: Sendable, Hashable {
    /// `fixmedins_code`
    public let institution: String
    /// Medical-service income; nil to take it from the settlement.
    public let income: Money?
    /// The cost.
    public let cost: Money
    /// What the medical risk fund already holds.
    public let openingRiskFund: Money
    /// The most that may go to pay; nil for no limit.
    public let approvedPayRoom: Money?

    /// A row.
    public init(
        institution: String, income: Money?, cost: Money, openingRiskFund: Money = .zero, approvedPayRoom: Money? = nil
    ) {
        self.institution = institution
        self.income = income
        self.cost = cost
        self.openingRiskFund = openingRiskFund
        self.approvedPayRoom = approvedPayRoom
    }
}

/// The tables beside the claims, as values.
public struct Registers: Sendable {
    /// Who treats.
    public var institutions: [Institution] = []
    /// The referral register.
    public var referrals: [Referral] = []
    /// Group weights or DIP scores.
    public var weights: [WeightRow] = []
    /// Institution or level coefficients.
    public var coefficients: [CoefficientRow] = []
    /// Decisions by settlement id.
    public var reviews: [String: ReviewDecision] = [:]
    /// The scores of the quarters, in hundredths, by quarter from 1.
    public var quarterScores: [Int: Int64] = [:]
    /// Members' income and cost, in the order of the surplus split; nil for no split.
    public var accounts: [MemberAccount]?

    /// Empty registers.
    public init() {}

    /// All rows in one text, whatever the order of dictionaries: what a fingerprint is taken of.
    var text: String {
        let parts: [String] = [
            institutions.map { "\($0)" }.joined(), referrals.map { "\($0)" }.joined(), weights.map { "\($0)" }.joined(),
            coefficients.map { "\($0)" }.joined(), reviews.map { "\($0)" }.sorted().joined(),
            quarterScores.map { "\($0)" }.sorted().joined(), accounts.map { "\($0)" } ?? "",
        ]
        return parts.joined(separator: "\n")
    }
}
