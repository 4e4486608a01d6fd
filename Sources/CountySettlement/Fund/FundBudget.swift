public import ExactAmounts

/// From the fund to the inpatient pool (总额包干, 5.1 and 5.2).
public struct FundBudget: Sendable, Hashable {
    /// A named amount.
    public struct Item: Sendable, Hashable {
        /// Its name in the scheme.
        public let name: String
        /// The amount.
        public let amount: Money
    }

    /// The money of the year.
    public let gross: Money
    /// What is taken from it, in order.
    public let deductions: [Item]
    /// The part of them that goes to the reserve (风险金).
    public let reserveDeduction: Money
    /// What is left for the consortium (总额包干).
    public let package: Money
    /// The package with estimates in place of charges, from which prepayment is reckoned.
    public let estimatedPackage: Money
    /// What is paid out of the package beside the pool.
    public let lines: [Item]
    /// Care elsewhere that the package answers for.
    public let charges: [Item]
    /// What is left for inpatient care, not below zero.
    public let pool: Money
    /// What lines and charges take above the package.
    public let shortfall: Money

    /// - Throws: ``SettlementError/packageBelowZero(fund:amount:)``, ``SettlementError/amountTooLarge``.
    init(_ scheme: FundScheme, _ tally: Tally.FundTally, _ rules: YearRules) throws(SettlementError) {
        do {
            let gross = try scheme.grossAmount
            let deductions = try scheme.deductionAmounts(gross) { kinds throws(AmountError) in
                try tally.accrued(at: kinds, rules)
            }
            let estimates = try scheme.deductionAmounts(gross) { _ in nil }
            self.gross = gross
            self.deductions = zip(scheme.deductions, deductions).map { Item(name: $0.name, amount: $1) }
            reserveDeduction = zip(scheme.deductions, deductions).first { $0.0.isReserve }?.1 ?? .zero
            package = try gross - Self.sum(deductions)
            estimatedPackage = try gross - Self.sum(estimates)
            var lines: [Item] = []
            for line in scheme.lines {
                let amount: Money =
                    switch line.form {
                    case .amount(let amount): amount
                    case .heads(let heads, let perHead): try perHead.times(heads: heads)
                    case .actual(let types): try tally.accrued(ofTypes: types, rules)
                    }
                lines.append(Item(name: line.name, amount: amount))
            }
            self.lines = lines
            var charges: [Item] = []
            for charge in scheme.charges {
                charges.append(Item(name: charge.name, amount: try tally.accrued(at: charge.kinds, rules)))
            }
            self.charges = charges
            let left = try package - Self.sum(lines.map(\.amount)) - Self.sum(charges.map(\.amount))
            pool = left.orZeroIfNegative
            shortfall = try pool - left
        } catch {
            throw .amountTooLarge
        }
        for amount in [package, estimatedPackage] where amount < .zero {
            throw .packageBelowZero(fund: scheme.name, amount: amount)
        }
    }

    static func sum(_ amounts: [Money]) throws(AmountError) -> Money {
        var sum = Money.zero
        for amount in amounts { sum = try sum + amount }
        return sum
    }
}

extension FundScheme {
    fileprivate var grossAmount: Money {
        get throws(AmountError) {
            switch gross {
            case .amount(let amount): return amount
            case .heads(let heads, let perHead, let other):
                return try FundBudget.sum(perHead).times(heads: heads) + other
            }
        }
    }

    /// Each deduction in order.
    ///
    /// - Parameter charged: what claims at these kinds accrue; nil to take the estimate.
    fileprivate func deductionAmounts(
        _ gross: Money, charged: ([InstitutionKind]) throws(AmountError) -> Money?
    ) throws(AmountError) -> [Money] {
        var remaining = gross
        var amounts: [Money] = []
        for deduction in deductions {
            let amount: Money =
                switch deduction.form {
                case .rateOfGross(let rate): try Money(rounding: gross.times(rate), .halfUp)
                case .rateOfRemaining(let rate): try Money(rounding: remaining.times(rate), .halfUp)
                case .amount(let amount): amount
                case .charge(let kinds, let estimate): try charged(kinds) ?? estimate
                }
            remaining = try remaining - amount
            amounts.append(amount)
        }
        return amounts
    }
}

extension Money {
    /// This amount for each of so many heads.
    fileprivate func times(heads: Int) throws(AmountError) -> Money {
        try Money(rounding: exactFen * ExactRatio(Int128(heads)), .halfUp)
    }
}

extension Tally.FundTally {
    /// What claims at institutions of these kinds accrue.
    fileprivate func accrued(at kinds: [InstitutionKind], _ rules: YearRules) throws(AmountError) -> Money {
        var sum = Money.zero
        for kind in kinds {
            for type in 0..<rules.types.count { sum = try sum + accrued[kind.index * rules.types.count + type] }
        }
        return sum
    }

    /// What claims of these types accrue at members.
    fileprivate func accrued(ofTypes types: [String], _ rules: YearRules) throws(AmountError) -> Money {
        var sum = Money.zero
        for name in Set(types) {
            guard let type = rules.types.find(name.utf8.span) else { continue }
            sum = try sum + accrued[InstitutionKind.member.index * rules.types.count + type]
        }
        return sum
    }

    /// What claims without a class accrue that no line, charge or deduction pays (5.2).
    func uncharged(_ scheme: FundScheme, _ rules: YearRules) throws(AmountError) -> Money {
        var charged = Set(scheme.charges.flatMap(\.kinds))
        for deduction in scheme.deductions {
            if case .charge(let kinds, _) = deduction.form { charged.formUnion(kinds) }
        }
        var linedTypes: Set<String> = []
        for line in scheme.lines {
            if case .actual(let types) = line.form { linedTypes.formUnion(types) }
        }
        var sum = Money.zero
        for kind in InstitutionKind.allCases where !charged.contains(kind) {
            for type in 0..<rules.types.count {
                if kind == .member, linedTypes.contains(rules.types.string(type)) { continue }
                sum = try sum + accruedWithoutClass[kind.index * rules.types.count + type]
            }
        }
        return sum
    }
}
