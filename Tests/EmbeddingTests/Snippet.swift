// The lines between the markers stand in the README.

// README begins
import CaseGrouping
import CountySettlement
import ExactAmounts

func settle(
    _ claims: [Claim], scheme: [UInt8], definition: DefinitionFiles, registers: Registers
) throws -> SettledYear {
    let year = try CountyYear(
        scheme: SettlementScheme(json: scheme), groupers: [CaseGrouper(definition)], registers: registers)
    var intake = year.intake()
    for claim in claims { intake.take(claim) }
    for claim in intake.rejected { print(claim.id, claim.rejection.reason, claim.rejection.detail) }

    let settled = try year.settle(intake.book)
    for index in settled.settledClaims {
        let claim = settled.claim(index)
        print(claim.id, claim.group?.code ?? "-", claim.deductible, claim.accrued, claim.due ?? .zero)
    }
    if let index = settled.settledClaims.first { print(settled.explain(index).text(.english)) }
    return settled
}
// README ends
