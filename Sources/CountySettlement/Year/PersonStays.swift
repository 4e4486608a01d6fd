import CaseGrouping
import ExactAmounts

/// One person's claims, settled together: the one place that says in which order the steps of the first pass follow.
///
/// A value is used for one person after the other, and keeps its memory.
struct PersonStays {
    /// In the order of admission, discharge and id.
    private(set) var claims: [Int32] = []
    private(set) var records: [ClaimRecord] = []
    private var groups: [ClaimGroup] = []
    private(set) var outcomes: [BenefitOutcome] = []
    private var priced: [PricedCase?] = []
    private(set) var cases: [SettledCase] = []
    private(set) var exactPoints: [ExactRatio] = []

    /// Takes the claims of the next person.
    mutating func load(_ claims: ArraySlice<Int32>, _ groups: ArraySlice<ClaimGroup>, _ book: ClaimBook) {
        self.claims.removeAll(keepingCapacity: true)
        records.removeAll(keepingCapacity: true)
        self.groups.removeAll(keepingCapacity: true)
        for claim in claims {
            self.claims.append(claim)
            records.append(book.records[Int(claim)])
        }
        for group in groups { self.groups.append(group) }
    }

    mutating func remove(_ claim: Int32) {
        guard let place = claims.firstIndex(of: claim) else { return }
        claims.remove(at: place)
        records.remove(at: place)
        groups.remove(at: place)
    }

    /// Benefit, then class and exact points, then what readmissions take, then the one rounding.
    mutating func settle(
        _ pricer: CasePricer, _ book: Shared<ClaimBook>, _ engine: inout BenefitEngine,
        _ trace: inout some SettlementTrace
    ) throws(PassError) {
        outcomes.removeAll(keepingCapacity: true)
        cases.removeAll(keepingCapacity: true)
        exactPoints.removeAll(keepingCapacity: true)
        try engine.settle(claims, records, into: &outcomes, &trace)
        try price(pricer, book, &trace)
        for place in claims.indices {
            trace.turn(to: claims[place])
            var single = SettledCase()
            single.definition = groups[place].definition
            single.group = groups[place].group
            var points = ExactRatio.zero
            if let priced = priced[place] {
                points = priced.exactPoints
                single.take(priced)
            }
            do {
                if let readmission = pricer.readmission(for: place, claims, records, outcomes, priced) {
                    points = try points * readmission.factor.exact
                    trace.step(
                        SettlementStep(
                            .readmission, [("days", readmission.days), ("factor", readmission.factor)], result: points,
                            at: "/payment/readmission"))
                }
                single.points = try Points(roundingPoints: points, .halfUp)
            } catch {
                throw .claim(claims[place])
            }
            if priced[place]?.hasPoints == true {
                trace.step(SettlementStep(.points, exact: points, result: single.points, at: "/payment"))
            }
            cases.append(single)
            exactPoints.append(points)
        }
    }

    /// Prices the claims that can have points.
    private mutating func price(
        _ pricer: CasePricer, _ book: Shared<ClaimBook>, _ trace: inout some SettlementTrace
    ) throws(PassError) {
        priced.removeAll(keepingCapacity: true)
        for place in claims.indices {
            let record = records[place]
            let group = groups[place]
            guard group.definition >= 0, pricer.rules.isPriced(record) else {
                priced.append(nil)
                continue
            }
            trace.turn(to: claims[place])
            do {
                let input = CasePricer.Input(
                    record: record, definition: Int(group.definition), group: Int(group.group),
                    auxiliaryFactor: group.auxiliaryFactor, patient: try record.totalCost - outcomes[place].accrued,
                    review: pricer.rules.review(of: record, book.value))
                priced.append(try pricer.price(input, &trace))
            } catch {
                throw .claim(claims[place])
            }
        }
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
