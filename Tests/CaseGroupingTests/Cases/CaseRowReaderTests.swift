import ExactAmounts
import Testing

@testable import CaseGrouping

@Suite("Rows of claims") struct CaseRowReaderTests {
    static let header = [
        "setl_id", "gend", "age", "nwb_age", "nwb_bir_wt", "nwb_adm_wt", "act_ipt_days", "dscg_way", "dscg_caty",
        "scs_cutd_sum_dura", "diag_code", "oprn_oprt_code", "adm_time", "dscg_time", "medfee_sumamt",
    ]
    static let full = [
        "S1", "2", "0", "27", "2499", "2600", "5", "1", "A21", "1/13/24", "P07.100|P22.000", "96.7101", "2022-01-31",
        "2022-02-03", "12345.6",
    ]

    /// Reads one row under a header.
    static func read(_ row: [String], header: [String] = header) throws -> InpatientCase {
        var reader = CSVReader(file: "claims.csv")
        reader.append(Array(SheetFolder.text([header, row]).utf8))
        reader.finish()
        try #require(try reader.next() == .row)
        let rows = try CaseRowReader(header: reader)
        try #require(try reader.next() == .row)
        return try rows.readCase(reader)
    }

    /// The full row with some fields changed.
    static func changed(_ fields: [String: String]) -> [String] {
        zip(header, full).map { name, value in fields[name] ?? value }
    }

    @Test
    func `a full row is read field by field`() throws {
        let expected = InpatientCase(
            diagnoses: ["P07.100", "P22.000"], procedures: ["96.7101"], age: 0, sex: 2, newbornAge: 27,
            birthWeight: 2499,
            admissionWeight: 2600, stayDays: 5, dischargeWay: 1, intensiveCareMinutes: 2244, department: "A21",
            totalCost: Money(fen: 1_234_560))
        #expect(try Self.read(Self.full) == expected)
        #expect(try Self.read(Self.full.reversed(), header: Self.header.reversed()) == expected)
    }

    @Test
    func `only id, sex, age and diagnoses are required; the rest is unknown when it is empty or absent`() throws {
        let expected = InpatientCase(diagnoses: ["A01.000"], age: 40, sex: 1)
        let empty = ["S1", "1", "40", "", "", "", "", "", "", "", "A01.000", "", "", "", ""]
        #expect(try Self.read(empty) == expected)
        #expect(
            try Self.read(["A01.000", "40", "1", "S1", "x"], header: ["diag_code", "age", "gend", "setl_id", "note"])
                == expected)
    }

    typealias Row = (fields: [String: String], rejection: Rejection)

    static let rejections: [Row] = [
        (["setl_id": ""], Rejection(.missingValue, "setl_id")), (["gend": " "], Rejection(.missingValue, "gend")),
        (["age": ""], Rejection(.missingValue, "age")), (["diag_code": ""], Rejection(.missingValue, "diag_code")),
        (["diag_code": "| |"], Rejection(.missingValue, "diag_code")),
        (["diag_code": "||"], Rejection(.missingValue, "diag_code")),
        (["gend": "3"], Rejection(.badCode, "gend: \"3\"")), (["gend": "男"], Rejection(.badCode, "gend: \"男\"")),
        (["gend": "11"], Rejection(.badCode, "gend: \"11\"")), (["gend": "02"], Rejection(.badCode, "gend: \"02\"")),
        (["gend": "90"], Rejection(.badCode, "gend: \"90\"")), (["gend": "1.0"], Rejection(.badCode, "gend: \"1.0\"")),
        (["adm_time": "2022-02-30"], Rejection(.badDate, "adm_time: \"2022-02-30\" is no day like 2024-03-01")),
        (["adm_time": "20220130"], Rejection(.badDate, "adm_time: \"20220130\" is no day like 2024-03-01")),
        (["dscg_time": "2022-2-3"], Rejection(.badDate, "dscg_time: \"2022-2-3\" is no day like 2024-03-01")),
        (["dscg_time": "2022-02-03 1"], Rejection(.badDate, "dscg_time: \"2022-02-03 1\" is no day like 2024-03-01")),
        (["age": "-1"], Rejection(.badNumber, "age: \"-1\"")), (["age": "4.5"], Rejection(.badNumber, "age: \"4.5\"")),
        (["age": "四十"], Rejection(.badNumber, "age: \"四十\"")), (["age": "+4"], Rejection(.badNumber, "age: \"+4\"")),
        (["nwb_age": "x"], Rejection(.badNumber, "nwb_age: \"x\"")),
        (["nwb_bir_wt": "2 499"], Rejection(.badNumber, "nwb_bir_wt: \"2 499\"")),
        (["nwb_adm_wt": "2600g"], Rejection(.badNumber, "nwb_adm_wt: \"2600g\"")),
        (["act_ipt_days": "5天"], Rejection(.badNumber, "act_ipt_days: \"5天\"")),
        (["dscg_way": "A"], Rejection(.badNumber, "dscg_way: \"A\"")),
        (["scs_cutd_sum_dura": "1/2"], Rejection(.badNumber, "scs_cutd_sum_dura: \"1/2\"")),
        (["medfee_sumamt": "1.234"], Rejection(.badNumber, "medfee_sumamt: \"1.234\"")),
        (["medfee_sumamt": "1e3"], Rejection(.badNumber, "medfee_sumamt: \"1e3\"")),
        (["adm_time": "2022-02-04"], Rejection(.dischargeBeforeAdmission, "2022-02-03 before 2022-02-04")),
        (
            ["adm_time": "2022-02-04", "dscg_time": "2022-02-03", "act_ipt_days": ""],
            Rejection(.dischargeBeforeAdmission, "2022-02-03 before 2022-02-04")
        ),
    ]

    @Test(arguments: rejections)
    func `a row that cannot be read is rejected with its reason and what was found`(row: Row) {
        #expect(throws: row.rejection) { try Self.read(Self.changed(row.fields)) }
    }

    @Test
    func `a row with another number of fields than the header is a bad row`() {
        #expect(throws: Rejection(.badRow, "14 fields where the header has 15")) {
            try Self.read(Array(Self.full.dropLast()))
        }
        #expect(throws: Rejection(.badRow, "16 fields where the header has 15")) { try Self.read(Self.full + [""]) }
    }

    @Test
    func `of several reasons the first in their order counts`() {
        var fields = [
            "setl_id": "", "gend": "x", "adm_time": "2022-02-30", "age": "x", "dscg_time": "2022-02-03",
        ]
        func reason() -> RejectReason? {
            do {
                _ = try Self.read(Self.changed(fields))
                return nil
            } catch {
                return (error as? Rejection)?.reason
            }
        }
        #expect(reason() == .missingValue)
        fields["setl_id"] = "S1"
        #expect(reason() == .badCode)
        fields["gend"] = "1"
        #expect(reason() == .badDate)
        fields["adm_time"] = "2022-02-28"
        #expect(reason() == .badNumber)
        fields["age"] = "40"
        #expect(reason() == .dischargeBeforeAdmission)
        fields["dscg_time"] = "2022-02-28"
        #expect(reason() == nil)
    }

    @Test
    func `an unknown sex is 0 or 9, and an unknown one is no value`() throws {
        for code in ["0", "9"] { #expect(try Self.read(Self.changed(["gend": code])).sex == nil) }
        for (code, sex) in [("1", 1), ("2", 2)] { #expect(try Self.read(Self.changed(["gend": code])).sex == sex) }
    }

    static let stays: [(admission: String, discharge: String, days: String, stay: Int?)] = [
        ("2022-01-31", "2022-02-03", "", 3), ("2022-01-31", "2022-02-01", "", 1), ("2022-01-31", "2022-01-31", "", 1),
        ("2021-12-31", "2022-12-31", "", 365), ("2022-01-31", "2022-02-03", "9", 9),
        ("2022-01-31", "2022-01-31", "0", 0),
        ("", "2022-02-03", "", nil), ("2022-01-31", "", "", nil), ("", "", "7", 7),
        ("2022-01-31 23:59:59", "2022-02-01T00:00", "", 1),
    ]

    @Test(arguments: stays)
    func `days in hospital are the column's, else the days between the dates and at least 1`(
        row: (admission: String, discharge: String, days: String, stay: Int?)
    ) throws {
        let fields = ["adm_time": row.admission, "dscg_time": row.discharge, "act_ipt_days": row.days]
        #expect(try Self.read(Self.changed(fields)).stayDays == row.stay)
    }

    static let durations: [(text: String, minutes: Int?)] = [
        ("0", 0), ("1", 60), ("24", 1440), ("0/0/0", 0), ("0/0/1", 1), ("0/1/0", 60), ("1/0/0", 1440),
        ("1/13/24", 2244),
        ("0/95/60", 5760), ("01/02/03", 1563), ("", nil), ("1/2", nil), ("1/2/3/4", nil), ("//", nil), ("1//2", nil),
        ("1/2/", nil), ("/1/2", nil), ("1.5", nil), ("-1", nil), ("1/ 2/3", nil), ("十", nil),
        ("2147483647", 128_849_018_820),
        ("2147483648", nil), ("99999999999999999999", nil), ("0/0/2147483648", nil),
    ]

    @Test(arguments: durations)
    func `time in intensive care is days, hours and minutes, or whole hours`(row: (text: String, minutes: Int?)) {
        #expect(intensiveCareMinutes(row.text.utf8.span) == row.minutes)
    }

    @Test
    func `a header without a required column, or with one twice, is refused`() throws {
        func faults(_ header: [String]) throws -> [String] {
            var reader = CSVReader(file: "claims.csv")
            reader.append(Array(SheetFolder.text([header]).utf8))
            reader.finish()
            try #require(try reader.next() == .row)
            do {
                _ = try CaseRowReader(header: reader)
                return []
            } catch {
                return error.faults.map(\.description)
            }
        }
        #expect(try faults(["setl_id", "gend", "age", "diag_code"]) == [])
        #expect(
            try faults(["note"]) == [
                "claims.csv:1:1: missingColumn: the column setl_id is missing",
                "claims.csv:1:1: missingColumn: the column gend is missing",
                "claims.csv:1:1: missingColumn: the column age is missing",
                "claims.csv:1:1: missingColumn: the column diag_code is missing",
            ])
        #expect(
            try faults(["setl_id", "gend", "age", "diag_code", "age"]) == [
                "claims.csv:1:28: repeatedColumn: the column age stands twice"
            ])
    }

    @Test
    func `the settlement id of a row is found also when the row is bad`() throws {
        var reader = CSVReader(file: "claims.csv")
        reader.append(Array("gend,setl_id,age,diag_code\n1\n1,S2\n1,S3,40,A01.000\n".utf8))
        reader.finish()
        try #require(try reader.next() == .row)
        let rows = try CaseRowReader(header: reader)
        var ids: [String] = []
        while try reader.next() == .row {
            ids.append(String(decoding: reader.bytes[rows.settlement(reader)], as: UTF8.self))
        }
        #expect(ids == ["", "S2", "S3"])
    }
}
