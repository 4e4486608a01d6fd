import CaseGrouping
import ExactAmounts
import Testing

@testable import CountySettlement

/// The code that settles is the code that explains: what an explanation says is what was settled.
@Suite struct ExplanationTests {
    @Test(arguments: UInt64(0)..<12)
    func `every claim and institution of a county-year is explained by the values that were settled`(
        _ block: UInt64
    ) throws {
        var explained = 0
        for seed in 20_000 + block * 5..<20_000 + (block + 1) * 5 {
            let county = RandomCounty.county(seed: seed)
            guard let settled = try? county.settled() else { continue }
            for index in settled.settledClaims {
                try check(settled.explain(index), settled.claim(index), county, "seed \(seed)")
                explained += 1
            }
            for (number, fund) in settled.accounts.funds.enumerated() {
                for row in fund.institutions {
                    let explanation = try #require(settled.explain(institution: row.code, inFund: number))
                    #expect(explanation.subject == row.code)
                    #expect(explanation.last(.entitled) == row.entitled.description, "seed \(seed)")
                    #expect(explanation.last(.payable) == row.payable.description, "seed \(seed)")
                }
                #expect(settled.explain(institution: "XX", inFund: number) == nil)
            }
        }
        #expect(explained > 10)
    }

    private func check(
        _ explanation: SettlementExplanation, _ claim: SettledClaim, _ county: SmallCounty, _ seed: Comment
    ) throws {
        #expect(explanation.subject == claim.id)
        #expect(explanation.last(.institution) == claim.level, seed)
        #expect(explanation.last(.eligible) == claim.eligible.description, seed)
        #expect(explanation.last(.rule) == claim.benefitRule ?? "noBenefit", seed)
        #expect((explanation.grouping != nil) == claim.isInpatient, seed)
        if claim.hasBenefit {
            #expect(explanation.last(.reimbursable) == claim.reimbursable.description, seed)
            #expect(explanation.last(.patient) == claim.patient.description, seed)
            let paid = explanation.steps.last {
                [.accrued, .ruleCap, .insuranceCap, .recordedPayment].contains($0.kind)
            }
            #expect(paid?.result == claim.accrued.description, seed)
        }
        #expect(explanation.last(.caseClass) == claim.caseClass?.name, seed)
        #expect((claim.points == nil) || explanation.last(.points) == claim.points?.description, seed)
        #expect(explanation.last(.amount) == claim.amount?.description, seed)
        #expect(explanation.last(.due) == claim.due?.description, seed)
        for step in explanation.steps where !step.pointer.isEmpty {
            // A default has no place of its own: what encloses it, three keys up at most, does.
            var pointer = step.pointer[...]
            for _ in 0..<3 where county.scheme.at(String(pointer)) == nil {
                pointer = pointer[..<(pointer.lastIndex(of: "/") ?? pointer.startIndex)]
            }
            #expect(!pointer.isEmpty && county.scheme.at(String(pointer)) != nil, "\(step.pointer)")
        }
    }

    @Test func `each step quotes the source of its nearest enclosing pointer, or says that there is none`() throws {
        var county = SmallCounty(claims: [.stay("S", at: "G", "03-01", "03-10")])
        county.scheme = county.scheme.setting("/benefit/rules/0/deductible", ["standard": ["level2": "500"]])
            .setting(
                "/sources",
                [
                    "/benefit/rules/0": "the rule", "/benefit/rules/0/deductible/standard": "the standards",
                    "/funds": "the fund",
                ])
        let settled = try county.settled()
        let explanation = settled.explain(settled.settledClaims[0])
        func source(_ kind: SettlementStep.Kind) -> String? { explanation.steps.last { $0.kind == kind }?.source }
        #expect(source(.standard) == "the standards")
        #expect(source(.ratio) == "the rule")
        #expect(source(.pointValue) == "the fund")
        #expect(source(.weight) == nil)
        let text = explanation.text(.english)
        #expect(text.contains("standard deductible = 500.00"))
        #expect(text.contains("/benefit/rules/0/deductible/standard/level2: the standards"))
        #expect(text.contains("no source given"))
        #expect(explanation.text().contains("起付标准 = 500.00"))
    }

    @Test func `a step of a claim names what it was reckoned from`() throws {
        var county = SmallCounty(claims: [
            .stay("A", at: "L1", "03-01", "03-10"), .stay("B", at: "G", "03-10", "03-20", cost: "2000.01"),
        ])
        county.scheme = county.scheme.setting(
            "/benefit/rules/0/deductible", ["standard": ["level1": "300", "level2": "500"]]
        )
        .setting("/benefit/rules/0/referral", ["up": "difference"])
        .setting("/benefit/rules/0/ratio", SmallCounty.everyLevel("73%"))
        let settled = try county.settled()
        let steps = settled.explain(settled.settledClaims[1]).steps
        let step = try #require(steps.first { $0.kind == .step })
        #expect(step.result == "200.00")
        #expect(step.inputs.map { "\($0.name) \($0.value)" } == ["standard 500.00", "paid 300.00", "up difference"])
        #expect(step.pointer == "/benefit/rules/0/referral/up")
        let accrued = try #require(steps.first { $0.kind == .accrued })
        #expect(accrued.result == "1314.01")
        #expect(accrued.exact == "1314.0073")
        // Only the claim that was asked for is explained.
        #expect(steps.count { $0.kind == .institution } == 1)
    }
}

extension SettlementExplanation {
    /// What the last step of a kind came to.
    fileprivate func last(_ kind: SettlementStep.Kind) -> String? { steps.last { $0.kind == kind }?.result }
}
