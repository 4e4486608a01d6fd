public import CaseGrouping
import ExactAmounts

/// Everything that decided one claim or one institution, step by step, made by the code that settles.
public struct SettlementExplanation: Sendable, Hashable {
    /// The settlement id, or the institution's code.
    public let subject: String
    /// Why a case came to its group; nil for an outpatient claim or an institution.
    public let grouping: GroupingExplanation?
    /// The steps in the order in which they were made.
    public let steps: [SettlementStep]

    init(subject: String, grouping: GroupingExplanation?, steps: [SettlementStep], _ scheme: SettlementScheme) {
        self.subject = subject
        self.grouping = grouping
        self.steps = steps.map { step in
            var sourced = step
            sourced.source = step.pointer.isEmpty ? nil : scheme.source(of: step.pointer)
            return sourced
        }
    }

    /// The explanation as text: a line for each step, with its inputs, its rule and its source.
    public func text(_ language: ReportLanguage = .chinese) -> String {
        var lines = [subject]
        var groupingText = grouping?.text(language)
        for step in steps {
            // Why the group was found stands before what follows from it.
            if step.kind == .group, let text = groupingText {
                lines += text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
                groupingText = nil
            }
            lines.append("  " + step.text(language))
        }
        if let text = groupingText {
            lines += text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
        }
        return lines.joined(separator: "\n")
    }
}

extension SettlementStep {
    /// `title = result  (input value, …; exact …)  pointer: source`
    func text(_ language: ReportLanguage) -> String {
        var line = "\(kind.title(language)) = \(result)"
        var details = inputs.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
        if !exact.isEmpty, exact != result {
            let word = language == .chinese ? "精确值" : "exact"
            details += (details.isEmpty ? "" : "; ") + "\(word) \(exact)"
        }
        if !details.isEmpty { line += "  (\(details))" }
        if !pointer.isEmpty {
            let none = language == .chinese ? "未注明出处" : "no source given"
            line += "  \(pointer): \(source ?? none)"
        }
        return line
    }
}

// MARK: - Claims and institutions

extension SettledYear {
    /// Why a claim was settled as it was.
    ///
    /// - Parameter index: one of ``settledClaims``.
    /// - Complexity: O(claims of the person).
    public func explain(_ index: Int) -> SettlementExplanation {
        let claim = Int32(index)
        let claims = claimsOfSamePerson(index)
        var recorder = SettlementRecorder(of: claim)
        let shared = Shared(book)
        var engine = BenefitEngine(rules, shared)
        let groups = rules.group(claims, of: book)
        var person = PersonStays()
        person.load(claims, groups[...], book)
        // The person was settled before: what fitted then fits again.
        try? person.settle(CasePricer(rules: rules), shared, &engine, &recorder)
        recorder.turn(to: claim)
        let record = book.records[index]
        if let inner = person.claims.firstIndex(of: claim), inner < person.cases.count {
            let single = person.cases[inner]
            if single.caseClass != nil, single.caseClass != .fixedPrice {
                let isRate = rules.scheme.payment.method == .drgRate
                let points = isRate ? person.exactPoints[inner] : single.points.exact
                explainDue(record, person.outcomes[inner], single.points, points, &recorder)
            }
        }
        let isInpatient = rules.isInpatient[Int(record.type)]
        return SettlementExplanation(
            subject: book.id(index),
            grouping: isInpatient
                ? rules.groupers[rules.definition(on: record.discharge)].explain(book.medical(index)) : nil,
            steps: recorder.steps, rules.scheme)
    }

    private func explainDue(
        _ record: ClaimRecord, _ outcome: BenefitOutcome, _ points: Points, _ exact: ExactRatio,
        _ recorder: inout SettlementRecorder
    ) {
        let fund = rules.fund(of: record)
        let scheme = rules.scheme.payment.pointValue
        guard points > .zero, let patient = try? record.totalCost - outcome.accrued else {
            recorder.step(SettlementStep(.amount, [("points", points)], result: Money.zero, at: "/payment/pointValue"))
            recorder.step(SettlementStep(.due, [("points", points)], result: Money.zero, at: "/payment/pointValue"))
            return
        }
        guard let budget = try? FundBudget(rules.scheme.funds[fund], tally.funds[fund], rules),
            let value = try? FundValue(rules.scheme.funds[fund], scheme, budget, tally.funds[fund], &recorder).value
        else { return }
        _ = try? scheme.due(exact, value, patient, &recorder)
    }

    /// Why an institution is paid what it is in a fund; nil when it has no claim there.
    ///
    /// - Parameters:
    ///   - code: its `fixmedins_code`.
    ///   - fund: the fund's place in the scheme.
    public func explain(institution code: String, inFund fund: Int) -> SettlementExplanation? {
        guard accounts.funds[fund].institutions.contains(where: { $0.code == code }),
            let place = rules.institutions.code(code.utf8.span)
        else { return nil }
        let year = accounts.funds[fund]
        var recorder = SettlementRecorder(of: Int32(place))
        var closing = FundClosing(fund, rules, year.budget, year.value, tally.funds[fund], dues.dues[fund])
        // The year was closed before: what fitted then fits again.
        _ = try? closing.close(uncharged: year.uncharged, &recorder)
        return SettlementExplanation(subject: code, grouping: nil, steps: recorder.steps, rules.scheme)
    }
}
