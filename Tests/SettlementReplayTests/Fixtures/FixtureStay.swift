import ExactAmounts

/// Who is treated.
struct FixturePerson {
    let number: String
    let insurance: String
    let sex: Int
    let age: Int
}

/// Where.
struct FixtureSite {
    let code: String
    let name: String
    let level: String
    let kind: String
    var parent = ""
    var from = ""
    var to = ""
    /// What a case costs here, in percent of the group's mean.
    var costPercent = 100
    /// Which cases come here: `t`, `c` or `o` of a case's places.
    var place: Character = "c"

    var row: [String] { [code, name, level, kind, parent, from, to] }
}

/// One row of claims.csv in the making.
struct FixtureStay {
    let person: FixturePerson
    let site: FixtureSite
    /// The days from 1970-01-01.
    let admission: Int
    let discharge: Int
    let sample: FixtureCase?
    var type = "21"
    var costFen: Int
    var ownFen = 0
    var overFen = 0
    var firstFen = 0
    /// Columns that are written otherwise, by name.
    var others: [String: String] = [:]
    var review: Review?
    /// The order in which it was made: the last tie.
    var order = 0

    /// What reviews.csv says of it.
    struct Review {
        let decision: String
        let points: String
        let note: String
    }

    var eligibleFen: Int { costFen - ownFen - overFen - firstFen }

    static let header =
        "setl_id,psn_no,insutype,med_type,fixmedins_code,adm_time,dscg_time,adm_way,gend,age,nwb_age,nwb_bir_wt,act_ipt_days,"
        + "dscg_way,dscg_caty,dscg_caty_name,scs_cutd_sum_dura,diag_code,oprn_oprt_code,medfee_sumamt,fulamt_ownpay_amt,"
        + "overlmt_selfpay,preselfpay_amt,inscp_scp_amt,tcm_share,act_pay_dedc,hifp_pay"
    static let columns = header.split(separator: ",").map(String.init)

    /// The row in the order of the header.
    func row(id: String) -> [String] {
        let isInpatient = sample != nil
        let fields = [
            "setl_id": id, "psn_no": person.number, "insutype": person.insurance, "med_type": type,
            "fixmedins_code": site.code,
            "adm_time": Self.date(admission), "dscg_time": Self.date(discharge),
            "gend": String(person.sex), "age": String(person.age), "adm_way": isInpatient ? "2" : "",
            "act_ipt_days": isInpatient ? String(max(1, discharge - admission)) : "",
            "dscg_way": isInpatient ? "1" : "",
            "diag_code": sample?.diagnoses ?? "", "oprn_oprt_code": sample?.procedures ?? "",
            "medfee_sumamt": Self.yuan(costFen), "fulamt_ownpay_amt": Self.yuan(ownFen),
            "overlmt_selfpay": Self.yuan(overFen),
            "preselfpay_amt": Self.yuan(firstFen), "inscp_scp_amt": Self.yuan(eligibleFen),
        ]
        return Self.columns.map { others[$0] ?? fields[$0] ?? "" }
    }

    static func date(_ day: Int) -> String { CivilDate(dayNumber: Int32(day)).description }

    static func yuan(_ fen: Int) -> String {
        let cents = fen % 100
        return "\(fen / 100).\(cents < 10 ? "0" : "")\(cents)"
    }

    /// The fen of `1234.5`, `1234` or `1234.56`; 0 of an empty text.
    static func fen(_ text: String) -> Int {
        let parts = text.split(separator: ".")
        let cents = parts.count > 1 ? Int((parts[1] + "00").prefix(2)) ?? 0 : 0
        return (parts.first.flatMap { Int($0) } ?? 0) * 100 + cents
    }

    /// The days from 1970-01-01.
    static func day(_ text: String) -> Int { CivilDate(text).map { Int($0.dayNumber) } ?? 0 }
}
