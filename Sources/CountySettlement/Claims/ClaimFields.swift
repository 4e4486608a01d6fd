import CaseGrouping
import ExactAmounts

/// What one claim says, its texts as places in a text that the caller holds.
struct ClaimFields {
    var line = 0
    var id = 0..<0
    var person = 0..<0
    var insurance = 0..<0
    var type = 0..<0
    var institution = 0..<0
    var diagnoses = 0..<0
    var procedures = 0..<0
    var department = 0..<0
    var admission = CivilDate(dayNumber: 0)
    var discharge = CivilDate(dayNumber: 0)
    var admissionWay: Int?
    var age: Int?
    var sex: Int?
    var newbornAge: Int?
    var birthWeight: Int?
    var admissionWeight: Int?
    var stayDays: Int?
    var dischargeWay: Int?
    var intensiveCareMinutes: Int?
    var totalCost = Money.zero
    var ownPay = Money.zero
    var overLimitPay = Money.zero
    var firstSharePay = Money.zero
    var eligibleCost: Money?
    var chineseMedicineShare: Rate?
    var recordedDeductible: Money?
    var recordedFundPayment: Money?

    mutating func take(_ medical: InpatientCase) {
        age = medical.age
        sex = medical.sex
        newbornAge = medical.newbornAge
        birthWeight = medical.birthWeight
        admissionWeight = medical.admissionWeight
        stayDays = medical.stayDays
        dischargeWay = medical.dischargeWay
        intensiveCareMinutes = medical.intensiveCareMinutes
    }

    /// The eligible cost, when no amount contradicts another.
    func checkedEligibleCost() throws(Rejection) -> Money {
        let amounts: [(String, Money?)] = [
            ("medfee_sumamt", totalCost), ("fulamt_ownpay_amt", ownPay), ("overlmt_selfpay", overLimitPay),
            ("preselfpay_amt", firstSharePay), ("inscp_scp_amt", eligibleCost), ("act_pay_dedc", recordedDeductible),
            ("hifp_pay", recordedFundPayment),
        ]
        for (name, amount) in amounts {
            if let amount, amount < .zero { throw Rejection(.amountsInconsistent, "\(name) \(amount) is below 0") }
        }
        guard let rest = try? totalCost - ownPay - overLimitPay - firstSharePay, rest >= .zero else {
            throw Rejection(.amountsInconsistent, "the parts exceed the total \(totalCost)")
        }
        let eligible = eligibleCost ?? rest
        if eligible > totalCost {
            throw Rejection(.amountsInconsistent, "inscp_scp_amt \(eligible) is above the total \(totalCost)")
        }
        if let recordedDeductible, recordedDeductible > eligible {
            throw Rejection(
                .amountsInconsistent, "act_pay_dedc \(recordedDeductible) is above the eligible cost \(eligible)")
        }
        if let recordedFundPayment, recordedFundPayment > totalCost {
            throw Rejection(.amountsInconsistent, "hifp_pay \(recordedFundPayment) is above the total \(totalCost)")
        }
        return eligible
    }

    /// Puts everything but the texts and what registers say into a record.
    func fill(_ record: inout ClaimRecord) {
        func held(_ value: Int?) -> Int32 { value.map { Int32(clamping: $0) } ?? -1 }
        record.line = UInt32(clamping: line)
        record.admission = admission
        record.discharge = discharge
        record.isEmergency = admissionWay == 1
        record.age = held(age)
        record.sex = held(sex)
        record.newbornAge = held(newbornAge)
        record.birthWeight = held(birthWeight)
        record.admissionWeight = held(admissionWeight)
        record.stayDays = held(stayDays ?? max(1, discharge.days(since: admission)))
        record.dischargeWay = held(dischargeWay)
        record.intensiveCareMinutes = held(intensiveCareMinutes)
        record.totalCost = totalCost
        record.chineseMedicineShare = chineseMedicineShare
        record.recordedDeductible = recordedDeductible
        record.recordedFundPayment = recordedFundPayment
    }
}
