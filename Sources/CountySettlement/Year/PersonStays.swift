import CaseGrouping
import ExactAmounts

/// One person's claims, settled together: the one place that says in which order the steps of the first pass follow.
struct PersonStays {
    /// In the order of admission, discharge and id.
    private(set) var claims: ArraySlice<Int32>
    private(set) var groups: ArraySlice<ClaimGroup>

    struct Settled {
        var outcomes: [BenefitOutcome] = []
        var cases: [SettledCase] = []
        var exactPoints: [ExactRatio] = []
    }

    init(claims: ArraySlice<Int32>, groups: ArraySlice<ClaimGroup>) {
        self.claims = claims
        self.groups = groups
    }

    mutating func remove(_ claim: Int32) {
        guard let place = claims.firstIndex(of: claim) else { return }
        groups.remove(at: groups.startIndex + (place - claims.startIndex))
        claims.remove(at: place)
    }

    /// Benefit, then class and exact points, then what readmissions take, then the one rounding.
    func settle(
        _ rules: YearRules, _ book: Shared<ClaimBook>, _ engine: inout BenefitEngine,
        _ trace: inout some SettlementTrace
    ) throws(PassError) -> Settled {
        var settled = Settled()
        try engine.settle(claims, into: &settled.outcomes, &trace)
        let priced = try price(rules, book, settled.outcomes, &trace)
        let readmissions = Readmissions(rules, book)
        for (place, claim) in claims.enumerated() {
            trace.turn(to: claim)
            var single = SettledCase()
            single.definition = groups[groups.startIndex + place].definition
            single.group = groups[groups.startIndex + place].group
            var points = ExactRatio.zero
            if let priced = priced[place] {
                points = priced.exactPoints
                single.take(priced)
            }
            do {
                if let readmission = readmissions.rule(for: place, claims, settled.outcomes, priced) {
                    points = try points * readmission.factor.exact
                    trace.step(
                        SettlementStep(
                            .readmission, [("days", readmission.days), ("factor", readmission.factor)], result: points,
                            at: "/payment/readmission"))
                }
                single.points = try Points(roundingPoints: points, .halfUp)
            } catch {
                throw .claim(claim)
            }
            if priced[place]?.hasPoints == true {
                trace.step(SettlementStep(.points, exact: points, result: single.points, at: "/payment"))
            }
            settled.cases.append(single)
            settled.exactPoints.append(points)
        }
        return settled
    }

    /// Prices the claims that can have points.
    private func price(
        _ rules: YearRules, _ book: Shared<ClaimBook>, _ outcomes: [BenefitOutcome], _ trace: inout some SettlementTrace
    ) throws(PassError) -> [PricedCase?] {
        let pricer = CasePricer(rules: rules)
        var priced: [PricedCase?] = []
        priced.reserveCapacity(claims.count)
        for (place, claim) in claims.enumerated() {
            let record = book.value.records[Int(claim)]
            let group = groups[groups.startIndex + place]
            guard group.definition >= 0, rules.isPriced(record) else {
                priced.append(nil)
                continue
            }
            trace.turn(to: claim)
            do {
                let input = CasePricer.Input(
                    record: record, definition: Int(group.definition), group: Int(group.group),
                    auxiliaryFactor: group.auxiliaryFactor, patient: try record.totalCost - outcomes[place].accrued,
                    review: rules.review(of: record, book.value))
                priced.append(try pricer.price(input, &trace))
            } catch {
                throw .claim(claim)
            }
        }
        return priced
    }
}

extension SettledCase {
    fileprivate mutating func take(_ priced: PricedCase) {
        caseClass = priced.caseClass
        weightMillionths = priced.weightMillionths
        coefficientMillionths = priced.coefficientMillionths
        fixedDue = priced.fixedDue
    }
}
