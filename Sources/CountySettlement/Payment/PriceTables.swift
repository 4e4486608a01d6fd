import CaseGrouping
import ExactAmounts

/// What a group is worth at a level: weight, mean, price and rules, looked up once.
struct GroupPrice: Sendable {
    /// The place of the code by which the tables know the group, among all codes.
    let codeNumber: Int
    /// The status of a case that gets it.
    let status: GroupingStatus
    /// Weight for DRG, score over scale for DIP; nil for a group without one.
    let weight: ExactRatio?
    /// The mean cost that the tables give.
    let mean: Money?
    /// The factor of a primary-care group, which replaces the coefficient.
    let primaryCareFactor: Rate?
    let fixedPrice: Money?
    let pointsPerDay: Rate?
    /// What the case is paid as when too little Chinese medicine was used.
    var equivalent: Equivalent?
    /// The place of the group among those that coefficients name; -1 for none.
    let coefficientGroup: Int
    /// Earlier stays in this group lose nothing by a readmission.
    let isSparedReadmission: Bool

    struct Equivalent: Sendable {
        let minimumShare: Rate
        /// The place of the other group's price among the equivalents.
        let price: Int
    }
}

/// Prices by definition, group and level, and coefficients by institution.
struct PriceTables: Sendable {
    /// Definition by definition, group by group, level by level.
    private let prices: [GroupPrice]
    /// The first price of each definition.
    private let starts: [Int]
    /// The codes of the groups.
    private let codes: [String]
    /// Prices of the groups that others are paid as.
    let equivalents: [GroupPrice]
    private let levelCount: Int
    /// For each institution its own coefficient, else its level's when it is asked with a level.
    private let ofInstitution: [Rate?]
    private let ofLevel: [Rate?]
    /// Coefficients that name a group, by group and then by scope.
    private let ofInstitutionAndGroup: [[Int: Rate]]
    private let ofLevelAndGroup: [[Int: Rate]]

    init(
        _ scheme: SettlementScheme, _ registers: Registers, _ groupers: [CaseGrouper],
        _ institutions: InstitutionRegister
    ) {
        levelCount = scheme.levels.count
        var builder = PriceBuilder(scheme, registers)
        var equivalents: [GroupPrice] = []
        var prices: [GroupPrice] = []
        var starts: [Int] = []
        for grouper in groupers {
            starts.append(prices.count)
            for group in grouper.groups {
                for level in scheme.levels.indices {
                    var price = builder.price(group.code, group.status, level, grouper)
                    if let rule = scheme.payment.equivalents.first(where: { $0.group == group.code }) {
                        equivalents.append(builder.price(rule.paidAs, .grouped, level, grouper))
                        price.equivalent = GroupPrice.Equivalent(
                            minimumShare: rule.minimumShare, price: equivalents.count - 1)
                    }
                    prices.append(price)
                }
            }
        }
        self.prices = prices
        self.starts = starts
        self.equivalents = equivalents
        codes = builder.codes

        var ofInstitution = [Rate?](repeating: nil, count: institutions.codes.count)
        var ofLevel = [Rate?](repeating: nil, count: levelCount)
        var byInstitution = [[Int: Rate]](repeating: [:], count: builder.coefficientGroups.count)
        var byLevel = byInstitution
        for row in registers.coefficients {
            let group = row.group.flatMap { builder.coefficientGroups[$0] }
            switch row.scope {
            case .institution(let code):
                guard let place = institutions.code(code.utf8.span) else { continue }
                if let group {
                    byInstitution[group][place] = row.coefficient
                } else {
                    ofInstitution[place] = row.coefficient
                }
            case .level(let level):
                if let group { byLevel[group][level] = row.coefficient } else { ofLevel[level] = row.coefficient }
            }
        }
        self.ofInstitution = ofInstitution
        self.ofLevel = ofLevel
        ofInstitutionAndGroup = byInstitution
        ofLevelAndGroup = byLevel
    }

    /// The price of a definition's group at a level.
    func price(_ definition: Int, _ group: Int, _ level: Int) -> GroupPrice {
        prices[starts[definition] + group * levelCount + level]
    }

    /// The code by which the tables know a group.
    func code(_ price: GroupPrice) -> String { codes[price.codeNumber] }

    /// The most specific coefficient: institution and group, institution, level and group, level; 1 when there is none.
    func coefficient(_ institution: Int, _ level: Int, _ group: Int) -> Rate {
        if group >= 0, let found = ofInstitutionAndGroup[group][institution] { return found }
        if let found = ofInstitution[institution] { return found }
        if group >= 0, let found = ofLevelAndGroup[group][level] { return found }
        return ofLevel[level] ?? .one
    }
}

/// Makes prices from the scheme and the registers.
private struct PriceBuilder {
    private let scheme: SettlementScheme
    private let weights: [String: [WeightRow]]
    let coefficientGroups: [String: Int]
    private(set) var codes: [String] = []
    private var codeNumbers: [String: Int] = [:]

    init(_ scheme: SettlementScheme, _ registers: Registers) {
        self.scheme = scheme
        weights = Dictionary(grouping: registers.weights, by: \.group)
        let names = Set(registers.coefficients.compactMap(\.group)).sorted()
        coefficientGroups = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    }

    private mutating func number(of code: String) -> Int {
        if let known = codeNumbers[code] { return known }
        codeNumbers[code] = codes.count
        codes.append(code)
        return codes.count - 1
    }

    mutating func price(_ code: String, _ status: GroupingStatus, _ level: Int, _ grouper: CaseGrouper) -> GroupPrice {
        let rows = weights[code] ?? []
        let row = rows.first { $0.level == level } ?? rows.first { $0.level == nil }
        var weight = row?.weight
        var mean = row?.meanCost
        if case .dip(let dip) = grouper {
            weight = weight ?? dip.score(of: code)
            mean = mean ?? dip.meanCost(of: code)
        }
        let isDIP = scheme.payment.method == .dip
        let payment = scheme.payment
        return GroupPrice(
            codeNumber: number(of: code), status: status,
            // The scale is above zero, and the quotient of two rates fits.
            weight: weight.flatMap { isDIP ? try? $0.exact / payment.scale.exact : $0.exact }, mean: mean,
            primaryCareFactor: row?.primaryCareFactor,
            fixedPrice: payment.fixedPrices.first { $0.group == code }?.prices[level],
            pointsPerDay: payment.bedDays.first { $0.groups.contains(code) && $0.pointsPerDay[level] != nil }?
                .pointsPerDay[level],
            coefficientGroup: coefficientGroups[code] ?? -1,
            isSparedReadmission: payment.readmission?.except.contains(code) ?? false)
    }
}
