public import CaseGrouping
import ExactAmounts

/// One step of a settlement: what it reckons, from what, by which rule, and what comes out.
public struct SettlementStep: Sendable, Hashable {
    /// What is reckoned.
    public let kind: Kind
    /// What it is reckoned from, by name.
    public let inputs: [Input]
    /// The value before rounding; empty where nothing is rounded.
    public let exact: String
    /// The value that is used.
    public let result: String
    /// The JSON pointer of the rule; empty where the text of the method itself decides.
    public let pointer: String
    /// The text that sets the rule, where the scheme names one.
    public internal(set) var source: String?

    /// A named input.
    public struct Input: Sendable, Hashable {
        /// The name.
        public let name: String
        /// The value as text.
        public let value: String
    }

    init(
        _ kind: Kind, _ inputs: [(String, any CustomStringConvertible)] = [],
        exact: (any CustomStringConvertible)? = nil,
        result: any CustomStringConvertible, at pointer: String = ""
    ) {
        self.kind = kind
        self.inputs = inputs.map { Input(name: $0.0, value: $0.1.description) }
        self.exact = exact?.description ?? ""
        self.result = result.description
        self.pointer = pointer
    }

    /// The steps, each with its name in both languages.
    public enum Kind: String, Sendable, CaseIterable {
        case institution, eligible, rule, chain, standard, step, yearlyDeductible, eligibleLimit, recordedDeductible
        case reimbursable, ratio, band, accrued, ruleCap, insuranceCap, recordedPayment, patient
        case group, equivalent, weight, coefficient, mean, deviation, caseClass, readmission, points
        case pointValue, amount, due
        case entitled, surplusShare, uncovered, forfeited, payable

        /// The name of the step.
        public func title(_ language: ReportLanguage) -> String {
            let (chinese, english) = titles
            return language == .chinese ? chinese : english
        }

        private var titles: (String, String) {
            switch self {
            case .institution: ("就医机构", "institution")
            case .eligible: ("政策范围内费用", "eligible cost")
            case .rule: ("待遇规则", "benefit rule")
            case .chain: ("转诊链", "chain of referrals")
            case .standard: ("起付标准", "standard deductible")
            case .step: ("转诊起付线", "deductible of the step")
            case .yearlyDeductible: ("年度起付线限额", "yearly limit of deductibles")
            case .eligibleLimit: ("起付线不超过政策范围内费用", "deductible within the eligible cost")
            case .recordedDeductible: ("结算时记录的起付线", "recorded deductible")
            case .reimbursable: ("可报销费用", "reimbursable cost")
            case .ratio: ("报销比例", "ratio")
            case .band: ("分段", "band")
            case .accrued: ("统筹基金记账", "accrued fund payment")
            case .ruleCap: ("本待遇年度限额", "yearly cap of the rule")
            case .insuranceCap: ("险种年度限额", "yearly cap of the insurance")
            case .recordedPayment: ("结算时记录的统筹支付", "recorded fund payment")
            case .patient: ("个人负担", "patient's share")
            case .group: ("病组", "group")
            case .equivalent: ("中医优势病组", "paid as another group")
            case .weight: ("权重或分值", "weight or score")
            case .coefficient: ("系数", "coefficient")
            case .mean: ("病组例均费用", "mean cost")
            case .deviation: ("费用与均费之比", "cost over mean")
            case .caseClass: ("病例类型", "class")
            case .readmission: ("再入院", "readmission")
            case .points: ("点数", "points")
            case .pointValue: ("点值", "point value")
            case .amount: ("病例金额", "amount")
            case .due: ("应付", "due")
            case .entitled: ("机构应得", "institution's entitlement")
            case .surplusShare: ("结余留用", "share of the surplus")
            case .uncovered: ("超支分担", "share of the overrun")
            case .forfeited: ("质量保证金扣减", "forfeited deposit")
            case .payable: ("机构应付", "institution's payable")
            }
        }
    }
}
