public import CaseGrouping
public import ExactAmounts

/// One settled stay or visit (结算清单), as a county system holds it.
public struct Claim: Sendable {
    /// `setl_id`
    public var id: String
    /// `psn_no`
    public var person: String
    /// `insutype`
    public var insurance: String
    /// `med_type`
    public var type: String
    /// `fixmedins_code`
    public var institution: String
    /// The day of admission.
    public var admission: CivilDate
    /// The day of discharge.
    public var discharge: CivilDate
    /// `adm_way`: 1 is an emergency.
    public var admissionWay: Int?
    /// Diagnoses, procedures, age, sex and what else a grouper asks; its total cost is the claim's.
    public var medical: InpatientCase
    /// `medfee_sumamt`
    public var totalCost: Money
    /// `fulamt_ownpay_amt`
    public var ownPay: Money
    /// `overlmt_selfpay`
    public var overLimitPay: Money
    /// `preselfpay_amt`
    public var firstSharePay: Money
    /// `inscp_scp_amt`; nil for the total less the three above.
    public var eligibleCost: Money?
    /// `tcm_share`
    public var chineseMedicineShare: Rate?
    /// `act_pay_dedc`
    public var recordedDeductible: Money?
    /// `hifp_pay`
    public var recordedFundPayment: Money?

    /// A claim; what is left out is empty.
    public init(
        id: String, person: String, insurance: String, type: String = "21", institution: String, admission: CivilDate,
        discharge: CivilDate, admissionWay: Int? = nil, medical: InpatientCase, totalCost: Money, ownPay: Money = .zero,
        overLimitPay: Money = .zero, firstSharePay: Money = .zero, eligibleCost: Money? = nil,
        chineseMedicineShare: Rate? = nil, recordedDeductible: Money? = nil, recordedFundPayment: Money? = nil
    ) {
        self.id = id
        self.person = person
        self.insurance = insurance
        self.type = type
        self.institution = institution
        self.admission = admission
        self.discharge = discharge
        self.admissionWay = admissionWay
        self.medical = medical
        self.totalCost = totalCost
        self.ownPay = ownPay
        self.overLimitPay = overLimitPay
        self.firstSharePay = firstSharePay
        self.eligibleCost = eligibleCost
        self.chineseMedicineShare = chineseMedicineShare
        self.recordedDeductible = recordedDeductible
        self.recordedFundPayment = recordedFundPayment
    }
}

/// A claim that was not taken, and why.
public struct RejectedClaim: Sendable, Hashable {
    /// The line of its row, or its place from 1 for a claim from memory.
    public let line: Int
    /// Its settlement id, as far as it could be read.
    public let id: String
    /// The reason and what was found.
    public let rejection: Rejection
}
