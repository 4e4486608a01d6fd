import CaseGrouping
import ExactAmounts
import Testing

@testable import CountySettlement

/// Rows of claims.csv: the same checks as claims from memory, and those that only a text needs (1.3, 1.5).
@Suite struct ClaimRowTests {
    static let header =
        "setl_id,psn_no,insutype,med_type,fixmedins_code,adm_time,dscg_time,adm_way,gend,age,nwb_age,nwb_bir_wt,nwb_adm_wt,"
        + "act_ipt_days,dscg_way,dscg_caty,scs_cutd_sum_dura,diag_code,oprn_oprt_code,medfee_sumamt,fulamt_ownpay_amt,"
        + "overlmt_selfpay,preselfpay_amt,inscp_scp_amt,tcm_share,act_pay_dedc,hifp_pay"
    static let columns = header.split(separator: ",").map(String.init)
    static let plain = [
        "setl_id": "S", "psn_no": "P", "insutype": "390", "med_type": "21", "fixmedins_code": "G",
        "adm_time": "2022-03-01",
        "dscg_time": "2022-03-10", "gend": "1", "age": "40", "diag_code": "A00.000", "medfee_sumamt": "1000",
    ]

    static func row(_ changes: [String: String] = [:]) -> String {
        columns.map { changes[$0] ?? plain[$0] ?? "" }.joined(separator: ",")
    }

    static func intake(_ rows: [String], header: String = header) throws -> ClaimIntake {
        var reader = CSVReader(file: "claims.csv")
        reader.append(Array(([header] + rows).joined(separator: "\n").utf8))
        reader.finish()
        guard case .row = try reader.next() else {
            throw InputFaults([InputFault(file: "", code: .missingHeader, message: "")])
        }
        let columns = try ClaimColumns(header: reader)
        var intake = try SmallCounty().year().intake()
        while case .row = try reader.next() { intake.take(row: reader, columns) }
        return intake
    }

    @Test(arguments: [
        ("setl_id", "", RejectReason.missingValue), ("psn_no", "", .missingValue),
        ("insutype", "\u{3000}", .missingValue),
        ("adm_time", "", .missingValue), ("dscg_time", "", .missingValue), ("gend", "", .missingValue),
        ("age", "", .missingValue),
        ("diag_code", "|", .missingValue), ("medfee_sumamt", "", .missingValue), ("med_type", "77", .badCode),
        ("gend", "3", .badCode),
        ("gend", "01", .badCode), ("adm_time", "2022-02-30", .badDate), ("adm_time", "2022/03/01", .badDate),
        ("dscg_time", "20220310", .badDate), ("age", "-1", .badNumber), ("age", "4x", .badNumber),
        ("age", "+4", .badNumber),
        ("age", "4.0", .badNumber), ("nwb_age", "x", .badNumber), ("nwb_bir_wt", "1e3", .badNumber),
        ("nwb_adm_wt", "x", .badNumber),
        ("act_ipt_days", "-3", .badNumber), ("adm_way", "x", .badNumber), ("dscg_way", "x", .badNumber),
        ("scs_cutd_sum_dura", "1/2", .badNumber), ("medfee_sumamt", "1,000", .badRow),
        ("medfee_sumamt", "1000.001", .badNumber),
        ("medfee_sumamt", "+1", .badNumber), ("medfee_sumamt", ".5", .badNumber), ("medfee_sumamt", "５", .badNumber),
        ("medfee_sumamt", "92233720368547758.08", .badNumber), ("fulamt_ownpay_amt", "x", .badNumber),
        ("overlmt_selfpay", "x", .badNumber), ("preselfpay_amt", "x", .badNumber), ("inscp_scp_amt", "x", .badNumber),
        ("tcm_share", "0.1234567", .badNumber), ("act_pay_dedc", "x", .badNumber), ("hifp_pay", "1.", .badNumber),
        ("dscg_time", "2022-02-28", .dischargeBeforeAdmission), ("dscg_time", "2023-01-01", .outsideYear),
        ("medfee_sumamt", "-1", .amountsInconsistent), ("fixmedins_code", "XX", .unknownInstitution),
        ("insutype", "999", .noFund),
    ])
    func `a row is rejected for what is wrong with one field`(_ column: String, _ text: String, _ reason: RejectReason)
        throws
    {
        let intake = try Self.intake([Self.row([column: text])])
        #expect(intake.rejected.map(\.rejection.reason) == [reason])
        #expect(intake.rejected.map(\.line) == [2])
        #expect(intake.rejected.map(\.id) == [column == "setl_id" ? "" : "S"])
        #expect(intake.book.count == 0)
    }

    @Test(arguments: [
        ("adm_time", "2022-03-01 08:15"), ("adm_time", "2022-03-01T08:15:59"), ("gend", "0"), ("gend", "9"),
        ("age", "007"),
        ("med_type", ""), ("tcm_share", "85%"), ("medfee_sumamt", " 1000.5\t"), ("diag_code", "|A00.000|"),
        ("scs_cutd_sum_dura", "1/13/24"), ("scs_cutd_sum_dura", "36"), ("dscg_caty", "\"a,b\""),
    ])
    func `a row is taken in every form that the tables allow`(_ column: String, _ text: String) throws {
        let intake = try Self.intake([Self.row([column: text])])
        #expect(intake.rejected.isEmpty)
        #expect(intake.book.count == 1)
        #expect(intake.book.records[0].admission == day("03-01"))
    }

    @Test func `a row and the same claim from memory settle alike`() throws {
        let row = Self.row([
            "act_ipt_days": "7", "fulamt_ownpay_amt": "10", "act_pay_dedc": "5", "hifp_pay": "6", "tcm_share": "50%",
        ])
        var claim = Claim.stay(
            "S", at: "G", "03-01", "03-10", days: 7, deductible: "5", fundPayment: "6", tcmShare: "0.5")
        claim.ownPay = money("10")
        let (year, memory) = try SmallCounty().taken([claim])
        let text = try Self.intake([row])
        let (first, second) = (try year.settle(text.book).claims[0], try year.settle(memory.book).claims[0])
        #expect(first.eligible == money("990"))
        #expect(first.eligible == second.eligible && first.points == second.points && first.due == second.due)
        #expect(first.differences == second.differences && first.differences.count == 2)
        #expect(text.book.records[0].stayDays == 7 && memory.book.records[0].stayDays == 7)
        #expect(text.book.medical(0) == memory.book.medical(0))
    }

    @Test func `a row of another length is bad, and its id is free for a later row`() throws {
        let intake = try Self.intake([Self.row() + ",", "S", Self.row(), Self.row()])
        #expect(intake.rejected.map(\.rejection.reason) == [.badRow, .badRow, .duplicateClaim])
        #expect(intake.rejected.map(\.id) == ["S", "S", "S"])
        #expect(intake.book.count == 1)
        #expect(intake.readCount == 4)
    }

    @Test(arguments: [
        "setl_id", "psn_no", "insutype", "fixmedins_code", "adm_time", "dscg_time", "gend", "age", "diag_code",
        "medfee_sumamt",
    ])
    func `a column that must be there is missed`(_ column: String) throws {
        let header = Self.columns.filter { $0 != column }.joined(separator: ",")
        let faults = #expect(throws: InputFaults.self) { try Self.intake([], header: header) }
        #expect(faults?.faults.map(\.code) == [.missingColumn])
    }

    @Test func `columns come in any order, unknown ones are ignored, optional ones may be absent, none stands twice`()
        throws
    {
        let required = [
            "medfee_sumamt", "age", "diag_code", "gend", "note", "dscg_time", "adm_time", "fixmedins_code", "insutype",
            "psn_no", "setl_id",
        ]
        let row = required.map { Self.plain[$0] ?? "" }.joined(separator: ",")
        #expect(try Self.intake([row], header: required.joined(separator: ",")).book.count == 1)
        let faults = #expect(throws: InputFaults.self) { try Self.intake([], header: Self.header + ",note,note") }
        #expect(faults?.faults.map(\.code) == [.repeatedColumn])
    }
}
