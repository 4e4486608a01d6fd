import CaseGrouping
import ExactAmounts

@testable import CountySettlement

/// Everything that a settled year says, to be compared with another.
struct YearValues: Equatable {
    let accounts: YearAccounts
    let claims: [String: ClaimValues]
    let history: Int
    let rejected: Set<String>

    init(_ settled: SettledYear) {
        self.init(settled.accounts, settled.claims, history: settled.historyCount, rejected: settled.rejected)
    }

    init(_ accounts: YearAccounts, _ claims: [SettledClaim], history: Int, rejected: [RejectedClaim] = []) {
        self.accounts = accounts
        self.claims = Dictionary(claims.map { ($0.id, ClaimValues($0)) }) { first, _ in first }
        self.history = history
        self.rejected = Set(rejected.map(\.id))
    }
}

/// One claim's results.
struct ClaimValues: Equatable {
    let benefit: Benefit
    let group: String?
    let caseClass: CaseClass?
    let weight: Rate?, coefficient: Rate?
    let points: Points?
    let amount: Money?, due: Money?

    struct Benefit: Equatable {
        let chain: String?
        let step: ChainStep
        let amounts: [Money]
        let differences: [SettledClaim.Difference]
        let rule: String?
    }

    init(_ claim: SettledClaim) {
        benefit = Benefit(
            chain: claim.chain, step: claim.step,
            amounts: [claim.eligible, claim.deductible, claim.reimbursable, claim.accrued, claim.patient],
            differences: claim.differences, rule: claim.benefitRule)
        group = claim.group?.code
        caseClass = claim.caseClass
        (weight, coefficient) = (claim.weight, claim.coefficient)
        points = claim.points
        (amount, due) = (claim.amount, claim.due)
    }
}
