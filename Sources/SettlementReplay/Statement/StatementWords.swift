import CaseGrouping
import CountySettlement
import ExactAmounts

/// The words of a statement in one language.
struct StatementWords {
    let language: ReportLanguage

    /// The Chinese or the English of two texts.
    func say(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }

    var pool: String { say("住院统筹池", "inpatient pool") }
    var amount: String { say("金额（元）", "amount (yuan)") }
    var entitled: String { say("机构应得", "entitled") }
    var cost: String { say("医疗总费用", "total cost") }
    func moneyTitle(_ fund: String) -> String { say("\(fund)：基金去向", "\(fund): where the money went") }
    func entitlementTitle(_ fund: String) -> String { say("\(fund)：机构应得与费用", "\(fund): entitlement and cost") }

    /// What the method calls points and their value.
    func points(_ method: PaymentScheme.Method) -> String {
        switch method {
        case .drgPoints: say("点数", "points")
        case .drgRate: say("权重", "weights")
        case .dip: say("分值", "scores")
        }
    }

    func value(_ method: PaymentScheme.Method) -> String {
        switch method {
        case .drgPoints: say("点值", "point value")
        case .drgRate: say("费率", "rate")
        case .dip: say("分值点值", "value of a score")
        }
    }

    /// The items of a fund's clearing by their names in funds.csv.
    func item(_ name: String) -> String {
        guard language == .chinese else { return name }
        let names = [
            "patient": "入组病例个人负担", "due": "病例应付", "fixedPrice": "定额应付", "residual": "分配余数", "entitled": "机构应得",
            "surplus": "结余", "surplusKept": "结余留用", "overrun": "超支", "overrunCovered": "风险金分担", "forfeited": "质量保证金扣减",
            "payable": "机构应付", "prepaid": "已预付", "balance": "清算差额", "uncharged": "不在包干内的记账",
        ]
        return names[name] ?? name
    }

    func reserve(_ reason: ReserveLedger.Reason) -> String {
        switch reason {
        case .deduction: say("本年提取风险金", "this year's deduction")
        case .forfeits: say("质量保证金扣减", "forfeited deposits")
        case .surplusNotKept: say("未留用结余", "surplus not kept")
        case .residualKept: say("未分配余数", "residual kept")
        case .overrunCovered: say("分担超支", "overrun covered")
        }
    }

    /// An amount with thousands separators: `1,234,567.89`.
    static func grouped(_ amount: Money) -> String { grouped(amount.description) }

    static func grouped(_ text: String) -> String {
        let isNegative = text.hasPrefix("-")
        let parts = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, whole.allSatisfy(\.isNumber) else { return text }
        var digits = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index).isMultiple(of: 3) { digits.append(",") }
            digits.append(digit)
        }
        return (isNegative ? "-" : "") + ([digits] + parts.dropFirst().map(String.init)).joined(separator: ".")
    }
}
