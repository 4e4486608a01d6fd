import CaseGrouping
import ExactAmounts
import Testing

@testable import CountySettlement

/// The conservation of 5.4 and everything that must add up, reckoned anew from the values that a year shows.
struct Conservation {
    let seed: UInt64
    let county: SmallCounty
    let scheme: SettlementScheme
    let intake: ClaimIntake
    let settled: SettledYear

    func check() throws {
        law(intake.readCount == county.claims.count)
        law(
            intake.readCount == settled.claims.count + settled.historyCount + settled.rejected.count
                + intake.rejected.count)
        for claim in settled.claims { try check(claim) }
        for (number, fund) in settled.accounts.funds.enumerated() {
            try checkBudget(fund, number)
            try checkClaims(fund, number)
            try checkClearing(fund)
            try checkPrepayment(fund, number)
        }
        try checkSurplus()
    }

    private func law(_ holds: Bool, sourceLocation: SourceLocation = #_sourceLocation) {
        if !holds { Issue.record("the county-year of seed \(seed) does not add up", sourceLocation: sourceLocation) }
    }

    private func sum(_ amounts: [Money]) throws -> Money { try amounts.reduce(.zero) { try $0 + $1 } }

    private func check(_ claim: SettledClaim) throws {
        try law(claim.accrued + claim.patient == claim.totalCost)
        law(claim.accrued >= .zero && claim.patient >= .zero)
        law(claim.deductible >= .zero && claim.deductible <= claim.eligible)
        try law(claim.reimbursable == (claim.hasBenefit ? (claim.eligible - claim.deductible).orZeroIfNegative : .zero))
        law((claim.caseClass == nil) == (claim.due == nil))
        law((claim.points == nil) == (claim.amount == nil))
        if let points = claim.points, points == .zero { law(claim.amount == .zero && claim.due == .zero) }
        law(claim.step == .first || claim.chain != nil)
    }

    private func checkBudget(_ fund: FundYear, _ number: Int) throws {
        let budget = fund.budget
        let taken = try sum((budget.deductions + budget.lines + budget.charges).map(\.amount))
        try law(budget.gross + budget.shortfall == taken + budget.pool)
        law(budget.pool == .zero || budget.shortfall == .zero)
        for (charge, item) in zip(scheme.funds[number].charges, budget.charges) {
            try law(
                item.amount == sum(claims(number).filter { charge.kinds.contains($0.institution.kind) }.map(\.accrued)))
        }
        for (deduction, item) in zip(scheme.funds[number].deductions, budget.deductions) {
            guard case .charge(let kinds, _) = deduction.form else { continue }
            try law(item.amount == sum(claims(number).filter { kinds.contains($0.institution.kind) }.map(\.accrued)))
        }
    }

    private func claims(_ fund: Int) -> [SettledClaim] { settled.claims.filter { $0.fund == fund } }

    /// Institutions and the fund are the sums of their claims.
    private func checkClaims(_ fund: FundYear, _ number: Int) throws {
        let paid = claims(number).filter { scheme.payment.kinds.contains($0.institution.kind) }
        law(fund.institutions.map(\.code) == Set(paid.map(\.institution.code)).sorted())
        for institution in fund.institutions {
            let own = paid.filter { $0.institution.code == institution.code }
            law(institution.claims == Int64(own.count))
            try law(institution.cost == sum(own.map(\.totalCost)))
            try law(institution.accrued == sum(own.map(\.accrued)))
            try law(institution.patient == sum(own.map(\.patient)))
            try law(institution.points == own.compactMap(\.points).reduce(Points.zero) { try $0 + $1 })
            try law(institution.due == sum(own.filter { $0.caseClass != .fixedPrice }.compactMap(\.due)))
            try law(institution.fixedPrice == sum(own.filter { $0.caseClass == .fixedPrice }.compactMap(\.due)))
        }
        let valued = paid.filter { ($0.points ?? .zero) > .zero }
        try law(fund.value.points == valued.compactMap(\.points).reduce(Points.zero) { try $0 + $1 })
        try law(fund.value.patient == sum(valued.map(\.patient)))
        try law(fund.value.netPool == (fund.budget.pool - fund.clearing.fixedPrice).orZeroIfNegative)
    }

    private func checkClearing(_ fund: FundYear) throws {
        let (clearing, rows) = (fund.clearing, fund.institutions)
        for row in rows {
            try law(row.entitled == row.due + row.fixedPrice + row.residual)
            try law(row.payable == row.entitled + row.surplus - row.uncovered - row.forfeited)
        }
        try law(clearing.due == sum(rows.map(\.due)))
        try law(clearing.fixedPrice == sum(rows.map(\.fixedPrice)))
        try law(clearing.entitled == sum(rows.map(\.entitled)))
        try law(clearing.payable == sum(rows.map(\.payable)))
        try law(clearing.forfeited == sum(rows.map(\.forfeited)))
        try law(clearing.surplusKept == sum(rows.map(\.surplus)))
        try law(clearing.overrun == clearing.overrunCovered + sum(rows.map(\.uncovered)))
        try law(clearing.residual == clearing.residualKept + sum(rows.map(\.residual)))
        let notKept = try clearing.surplus - clearing.surplusKept
        try law(
            fund.budget.pool + clearing.overrunCovered
                == clearing.payable + clearing.forfeited + notKept + clearing.residualKept)
        if scheme.payment.pointValue.mode == .budget {
            law(clearing.surplus == .zero)
            if scheme.payment.pointValue.residual == .allocate, fund.value.value != nil, clearing.overrun == .zero {
                law(clearing.entitled == fund.budget.pool)
            }
        } else {
            try law(clearing.surplus - clearing.overrun == fund.budget.pool - clearing.entitled)
            law(clearing.residual == .zero)
        }
        let reserve = fund.reserve
        law(
            reserve.postings.map(\.amount)
                == [
                    fund.budget.reserveDeduction, clearing.forfeited, notKept, clearing.residualKept,
                    try .zero - clearing.overrunCovered,
                ])
        try law(reserve.closing == reserve.opening + sum(reserve.postings.map(\.amount)))
    }

    private func checkPrepayment(_ fund: FundYear, _ number: Int) throws {
        try law(fund.prepaid == sum(fund.prepayments.map(\.paid)))
        try law(fund.balance == fund.clearing.payable + sum(fund.budget.lines.map(\.amount)) - fund.prepaid)
        if let share = scheme.funds[number].prepaidShare {
            let annual = try Money(rounding: fund.budget.estimatedPackage.times(share), .halfUp)
            try law(sum(fund.prepayments.map(\.base)) == annual)
        }
    }

    private func checkSurplus() throws {
        for member in settled.accounts.surplus {
            try law(member.income - member.cost - member.statutorySum == member.remaining)
            try law(
                member.performance + member.development + member.held == member.remaining.orZeroIfNegative)
            law([member.performance, member.development, member.held].allSatisfy { $0 >= .zero })
        }
    }
}
