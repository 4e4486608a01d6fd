public import CaseGrouping
import CountySettlement

extension YearReplay {
    /// What decided a claim or an institution, as text; nil when the folder has neither.
    public func explain(_ subject: String, _ language: ReportLanguage = .chinese) -> String? {
        if let index = folder.book.index(ofID: subject) {
            if settled.settledClaims.contains(index) { return settled.explain(index).text(language) }
            if let rejected = settled.rejected.first(where: { $0.id == subject }) { return text(rejected, language) }
            let words = StatementWords(language: language)
            return subject
                + words.say(
                    "：结算年度以前出院，只作为转诊链和再入院的历史",
                    ": discharged before the year: history, for chains of referrals and readmissions")
        }
        // An id may come on several rows; every row of it that was rejected is shown.
        let rows = folder.rejected.filter { $0.id == subject }
        if !rows.isEmpty { return rows.map { text($0, language) }.joined(separator: "\n") }
        let funds = settled.accounts.funds.indices.compactMap { fund in
            settled.explain(institution: subject, inFund: fund).map {
                "\(settled.accounts.funds[fund].name)\n\($0.text(language))"
            }
        }
        return funds.isEmpty ? nil : funds.joined(separator: "\n")
    }

    private func text(_ rejected: RejectedClaim, _ language: ReportLanguage) -> String {
        let words = StatementWords(language: language)
        return "\(rejected.id) "
            + words.say("第 \(rejected.line) 行被拒绝：", "line \(rejected.line) is rejected: ")
            + "\(rejected.rejection.reason.rawValue) (\(rejected.rejection.detail))"
    }
}
