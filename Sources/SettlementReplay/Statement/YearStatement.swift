import CaseGrouping
import CountySettlement
import ExactAmounts

/// The year on one page, laid out as a settlement office signs it (年度结算单).
struct YearStatement {
    private let folder: CountyFolder
    private let settled: SettledYear
    private let rejected: [RejectedClaim]
    private let words: StatementWords
    private var document: StatementDocument

    private var scheme: SettlementScheme { folder.year.scheme }

    init(_ folder: CountyFolder, _ settled: SettledYear, _ rejected: [RejectedClaim], _ language: ReportLanguage) {
        self.folder = folder
        self.settled = settled
        self.rejected = rejected
        words = StatementWords(language: language)
        let title = words.say("年度结算单", "settlement statement")
        document = StatementDocument(title: "\(folder.year.scheme.title) \(title)")
        addClaims()
        for fund in settled.accounts.funds { add(fund) }
        addSurplus()
        addIndicators()
        addRejects()
        addDifferences()
        addNotes()
        addSources()
    }

    /// The statement as Markdown.
    var markdown: [UInt8] { Array(document.markdown.utf8) }

    /// The statement as HTML with its pictures.
    var html: [UInt8] { Array(document.html(words.language == .chinese ? "zh-CN" : "en").utf8) }
}

// MARK: - Claims and funds

extension YearStatement {
    private mutating func addClaims() {
        let counts = [
            (words.say("读入", "read"), folder.readCount), (words.say("历史", "history"), settled.historyCount),
            (words.say("结算", "settled"), settled.settledClaims.count), (words.say("拒绝", "rejected"), rejected.count),
        ]
        document.blocks.append(
            .paragraph(
                words.say("结算年度", "Year") + " \(scheme.year.lowerBound) – \(scheme.year.upperBound)  "
                    + words.say("单位：元", "amounts in yuan")))
        document.blocks.append(.heading(words.say("结算清单", "Claims")))
        document.blocks.append(
            .table(
                [.text(words.say("项目", "item")), .amount(words.say("件数", "rows"))], counts.map { [$0.0, "\($0.1)"] }))
        let sum = folder.readCount == settled.historyCount + settled.settledClaims.count + rejected.count
        document.blocks.append(
            .paragraph(words.say("读入 = 历史 + 结算 + 拒绝：", "read = history + settled + rejected: ") + check(sum)))
    }

    private func check(_ holds: Bool) -> String { holds ? words.say("相符", "holds") : words.say("不符", "DOES NOT HOLD") }

    private mutating func add(_ fund: FundYear) {
        addBudget(fund)
        addValue(fund)
        addInstitutions(fund)
        addClearing(fund)
        addPrepayments(fund)
        document.blocks.append(.picture(StatementPictures(language: words).money(fund)))
        document.blocks.append(.picture(StatementPictures(language: words).entitlement(fund)))
    }

    private var item: StatementDocument.Column { .text(words.say("项目", "item")) }
    private var amount: StatementDocument.Column { .amount(words.say("金额", "amount")) }

    private func row(_ name: String, _ amount: Money) -> [String] { [name, StatementWords.grouped(amount)] }

    private mutating func addBudget(_ fund: FundYear) {
        let budget = fund.budget
        document.blocks.append(.heading(fund.name + words.say("：总额与包干", ": budget")))
        var rows = [row(words.say("基金总额", "gross fund"), budget.gross)]
        rows += budget.deductions.map { row("− \($0.name)", $0.amount) }
        rows.append(row(words.say("= 总额包干", "= package"), budget.package))
        rows += budget.lines.map { row("− \($0.name)", $0.amount) }
        rows += budget.charges.map { row("− \($0.name)", $0.amount) }
        rows.append(row("= " + words.pool, budget.pool))
        if budget.shortfall > .zero {
            rows.append(row(words.say("包干不足", "shortfall of the package"), budget.shortfall))
        }
        rows.append(row(words.say("预付用预计包干", "estimated package, for prepayment"), budget.estimatedPackage))
        document.blocks.append(.table([item, amount], rows))
    }

    private mutating func addValue(_ fund: FundYear) {
        let method = scheme.payment.method
        let pointValue = scheme.payment.pointValue
        let value = fund.value.value?.text(decimals: pointValue.decimals, pointValue.rounding)
        document.blocks.append(
            .paragraph(
                "\(words.points(method)) \(StatementWords.grouped(fund.value.points.description)), "
                    + "\(words.value(method)) \(value ?? words.say("无", "none")) "
                    + words.say("元", "yuan") + " (\(pointValue.mode.rawValue), \(pointValue.basis.rawValue))"))
    }

    private mutating func addInstitutions(_ fund: FundYear) {
        document.blocks.append(.heading(fund.name + words.say("：机构", ": institutions")))
        let columns: [StatementDocument.Column] = [
            .text(words.say("机构", "institution")), .amount(words.say("件数", "claims")), .amount(words.cost),
            .amount(words.points(scheme.payment.method)), .amount(words.entitled), .amount(words.say("留用", "surplus")),
            .amount(words.say("分担", "uncovered")), .amount(words.say("扣减", "forfeited")),
            .amount(words.say("应付", "payable")),
        ]
        document.blocks.append(
            .table(
                columns,
                fund.institutions.map { single in
                    [single.code, "\(single.claims)"]
                        + [
                            single.cost.description, single.points.description, single.entitled.description,
                            single.surplus.description, single.uncovered.description, single.forfeited.description,
                            single.payable.description,
                        ].map(StatementWords.grouped)
                }))
    }

    private mutating func addClearing(_ fund: FundYear) {
        document.blocks.append(.heading(fund.name + words.say("：年终结算与风险金", ": clearing and reserve")))
        let shown = [
            "due", "fixedPrice", "residual", "entitled", "surplus", "surplusKept", "overrun", "overrunCovered",
            "forfeited",
            "payable", "prepaid", "balance", "uncharged",
        ]
        let items = FundItems(fund, scheme.payment.pointValue).rows
        let rows = shown.compactMap { name in
            items.first { $0.item == name }.map { [words.item(name), StatementWords.grouped($0.amount)] }
        }
        document.blocks.append(.table([item, amount], rows))
        var ledger = [row(words.say("期初风险金", "reserve at the beginning"), fund.reserve.opening)]
        ledger += fund.reserve.postings.map { row(words.reserve($0.reason), $0.amount) }
        ledger.append(row(words.say("期末风险金", "reserve at the end"), fund.reserve.closing))
        document.blocks.append(.table([item, amount], ledger))
        // Both laws are preconditions of every run: a statement that exists has kept them.
        document.blocks.append(
            .list([
                words.say("基金总额 = 扣减 + 单列 + 统筹外 + 住院池", "gross = deductions + lines + charges + pool") + ": "
                    + check(true),
                words.say(
                    "住院池 + 风险金分担 = 应付 + 扣减 + 未留用 + 未分配",
                    "pool + overrun covered = payable + forfeits + surplus not kept + residual kept") + ": "
                    + check(true),
            ]))
    }

    private mutating func addPrepayments(_ fund: FundYear) {
        if fund.prepayments.isEmpty { return }
        document.blocks.append(.heading(fund.name + words.say("：按月预付", ": monthly prepayment")))
        let columns: [StatementDocument.Column] = [
            .amount(words.say("月", "month")), .amount(words.say("基数", "base")), .amount(words.say("比例", "share")),
            .amount(words.say("预付", "paid")),
        ]
        document.blocks.append(
            .table(
                columns,
                fund.prepayments.map {
                    [
                        "\($0.month)", StatementWords.grouped($0.base), $0.share.shown.description,
                        StatementWords.grouped($0.paid),
                    ]
                }))
    }
}

// MARK: - Members, rejects and notes

extension YearStatement {
    private mutating func addSurplus() {
        if settled.accounts.surplus.isEmpty { return }
        document.blocks.append(.heading(words.say("成员收支结余", "Members' surplus")))
        let columns: [StatementDocument.Column] = [
            .text(words.say("机构", "institution")), .amount(words.say("收入", "income")), .amount(words.say("成本", "cost")),
            .amount(words.say("法定提取", "statutory")), .amount(words.say("结余", "remaining")),
            .amount(words.say("绩效", "performance")), .amount(words.say("发展", "development")),
            .amount(words.say("暂挂", "held")),
        ]
        document.blocks.append(
            .table(
                columns,
                settled.accounts.surplus.map { member in
                    [member.institution]
                        + [
                            member.income, member.cost, member.statutorySum, member.remaining, member.performance,
                            member.development, member.held,
                        ].map(StatementWords.grouped)
                }))
    }

    private mutating func addIndicators() {
        document.blocks.append(.heading(words.say("监测指标", "Indicators")))
        let columns: [StatementDocument.Column] = [
            .text(words.say("指标", "indicator")), .amount(words.say("分子", "numerator")),
            .amount(words.say("分母", "denominator")),
            .amount(words.say("值", "value")),
        ]
        document.blocks.append(
            .table(
                columns,
                settled.accounts.indicators.map { indicator in
                    [words.say(indicator.name, indicator.englishName)]
                        + [indicator.numerator, indicator.denominator, indicator.value].map(StatementWords.grouped)
                }))
    }

    private mutating func addRejects() {
        document.blocks.append(.heading(words.say("拒绝的清单", "Rejected rows")))
        var counts: [RejectReason: Int] = [:]
        for claim in rejected { counts[claim.rejection.reason, default: 0] += 1 }
        let rows = RejectReason.allCases.compactMap { reason in counts[reason].map { [reason.rawValue, "\($0)"] } }
        document.blocks.append(
            rows.isEmpty
                ? .paragraph(words.say("无", "none"))
                : .table([.text(words.say("原因", "reason")), .amount(words.say("件数", "rows"))], rows))
    }

    private mutating func addDifferences() {
        let differences = settled.settledClaims.flatMap { settled.claim($0).differences }
        let net = differences.reduce(Int128(0)) { $0 + Int128($1.recorded.fen) - Int128($1.computed.fen) }
        let sum = Int64(exactly: net).map { StatementWords.grouped(Money(fen: $0)) } ?? "\(net) fen"
        document.blocks.append(.heading(words.say("记录与计算的差异", "Recorded against computed")))
        document.blocks.append(
            .paragraph(
                words.say("差异 \(differences.count) 项，净额 \(sum)", "\(differences.count) differences, \(sum) net")))
    }

    private mutating func addNotes() {
        let notes = YearNotes(folder, settled).notes
        if notes.isEmpty { return }
        document.blocks.append(.heading(words.say("待核事项", "To be looked at")))
        document.blocks.append(.list(notes.map { words.say($0.chinese, $0.english) }))
    }

    private mutating func addSources() {
        document.blocks.append(.heading(words.say("规则出处", "Sources of rules")))
        let none = words.say("未注明出处", "no source given")
        document.blocks.append(
            .list(scheme.rulePointers.map { "\($0): \(scheme.source(of: $0) ?? none)" }))
    }
}
