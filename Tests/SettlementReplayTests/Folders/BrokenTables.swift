extension BrokenFolder {
    private static let gbk: [UInt8] = [0xCF, 0xD8, 0xD2, 0xBD, 0xD4, 0xBA]  // 县医院
    private static let header = Array("fixmedins_code,fixmedins_name,level,kind,parent,from,to\n".utf8)

    /// Institutions whose one name is these bytes.
    private static func named(_ name: [UInt8]) -> [UInt8] {
        header + Array("H1,".utf8) + name + Array(",county,member,,,\n".utf8)
    }

    private static let gb18030 = Edit.text(
        file: "scheme.json", #""levels": ["#, #""encoding": "gb18030", "levels": ["#)

    private static let ascii = Edit.bytes(file: "reviews.csv", Array("setl_id,decision,points\n".utf8))

    static let institutions: [BrokenFolder] = [
        BrokenFolder(
            "no institutions", [.absent(file: "institutions.csv")], "unreadableFile: ", at: "institutions.csv"),
        BrokenFolder(
            "no kinds", "institutions.csv", "fixmedins_code,fixmedins_name,level,kind",
            "‸fixmedins_code,fixmedins_name,level,sort",
            "missingColumn: the column kind is missing"),
        BrokenFolder(
            "two columns of one name", "institutions.csv", "level,kind,parent,from", "level,kind,‸level,from",
            "repeatedColumn: the column level "),
        BrokenFolder(
            "a field too many", "institutions.csv", "H1,县医院,county,member,,,", "H1,县医院,county,member,,,,‸1",
            "fieldCount: 8 "),
        BrokenFolder(
            "a field too few", "institutions.csv", "H1,县医院,county,member,,,", "‸H1,县医院,county,member,,",
            "fieldCount: 6 "),
        BrokenFolder("no code", "institutions.csv", "H1,县", "‸,县", "missingValue: fixmedins_code: "),
        BrokenFolder("no name", "institutions.csv", "H1,县医院", "‸H1,", "missingValue: fixmedins_name: "),
        BrokenFolder("an unknown level", "institutions.csv", "院,township", "院,‸Township", "unknownName: level: "),
        BrokenFolder("an unknown kind", "institutions.csv", "outside", "‸abroad", "badValue: kind: "),
        BrokenFolder("a month of thirteen", "institutions.csv", "2024-07-01", "‸2024-13-01", "badValue: from: "),
        BrokenFolder("the thirtieth of February", "institutions.csv", "2024-06-30", "‸2024-02-30", "badValue: to: "),
        BrokenFolder(
            "a row that ends before it begins", "institutions.csv", "2024-06-30", "‸2023-12-31", "badPeriod: to: "),
        BrokenFolder(
            "two rows that hold on one day", "institutions.csv", "H2,乡卫生院,county,member,,2024-07-01",
            "‸H2,乡卫生院,county,member,,2024-06-30", "badPeriod: "),
        BrokenFolder("a quote left open", "institutions.csv", "H9,市", "H9,‸\"市", "unclosedQuote: "),
        BrokenFolder("a quote inside a field", "institutions.csv", "H9,市医", "H9,市‸\"医", "strayQuote: "),
        BrokenFolder("a letter after a quote", "institutions.csv", "市医院", "\"市医院\"‸x", "strayQuote: "),
        BrokenFolder("a return without a line feed", "institutions.csv", "市医院", "市‸\r院", "strayControl: "),
        BrokenFolder("a NUL", "institutions.csv", "市医院", "市‸\0院", "strayControl: "),
        BrokenFolder(
            "an empty table", [.bytes(file: "institutions.csv", [])], "missingHeader: ", at: "institutions.csv:1:1"),
        BrokenFolder(
            "GBK bytes under UTF-8", [.bytes(file: "institutions.csv", named(gbk))], "badEncoding: ",
            at: "institutions.csv:2:4"),
        BrokenFolder(
            "no GB18030 after one character of it",
            [gb18030, ascii, .bytes(file: "institutions.csv", named([0xCF, 0xD8, 0x81, 0x20]))],
            "badEncoding: ", faults: 1, at: "institutions.csv:2:5"),
        BrokenFolder(
            "a character of GB18030 cut off at the end",
            [gb18030, ascii, .bytes(file: "institutions.csv", named(gbk) + [0x81, 0x30])],
            "badEncoding: ", faults: 1, at: "institutions.csv:3:1"),
        BrokenFolder(
            "a byte that begins nothing in GB18030",
            [gb18030, ascii, .bytes(file: "institutions.csv", named([0xFF, 0x41]))],
            "badEncoding: ", faults: 1, at: "institutions.csv:2:4"),
    ]

    static let registers: [BrokenFolder] = [
        BrokenFolder("no weights", [.absent(file: "weights.csv")], "unreadableFile: ", at: "weights.csv"),
        BrokenFolder("a weight below zero", "weights.csv", "1.1,", "‸-1.1,", "badValue: weight: "),
        BrokenFolder("a weight in words", "weights.csv", "1.1,", "‸one,", "badValue: weight: "),
        BrokenFolder("three decimals of a mean", "weights.csv", "5500", "‸5500.005", "badValue: mean_cost: "),
        BrokenFolder("a weight of an unknown level", "weights.csv", "township", "‸village", "unknownName: level: "),
        BrokenFolder("a mark that is not 1", "weights.csv", "2000,1,", "2000,‸yes,", "badValue: primary_care: "),
        BrokenFolder("one group twice", "weights.csv", "GZ19,township", "‸ES29,", "repeatedKey: group: "),
        BrokenFolder("no weight", "weights.csv", "ES29,,1.1", "‸ES29,,", "missingValue: weight: "),
        BrokenFolder(
            "a coefficient for both", "coefficients.csv", "H1,,", "‸H1,county,", "contradiction: fixmedins_code: "),
        BrokenFolder(
            "a coefficient for neither", "coefficients.csv", ",township,", "‸,,", "contradiction: fixmedins_code: "),
        BrokenFolder("a coefficient below zero", "coefficients.csv", "1.05", "‸-1.05", "badValue: coefficient: "),
        BrokenFolder(
            "one coefficient twice", "coefficients.csv", ",township,,0.9", "‸H1,,,0.9", "repeatedKey: fixmedins_code: "),
        BrokenFolder("an unknown decision", "reviews.csv", ",points,120", ",‸maybe,120", "badValue: decision: "),
        BrokenFolder("points without points", "reviews.csv", "S1,points,120", "‸S1,points,", "missingValue: points: "),
        BrokenFolder("one claim reviewed twice", "reviews.csv", "专家组核定\n", "\n‸S1,cost,,\n", "repeatedKey: setl_id: "),
        BrokenFolder("a fifth quarter", "assessments.csv", "2,87", "‸5,87", "badValue: quarter: "),
        BrokenFolder("one quarter twice", "assessments.csv", "2,87", "‸1,87", "repeatedKey: quarter: "),
        BrokenFolder("a score above full marks", "assessments.csv", "92.5", "‸100.01", "badValue: score: "),
        BrokenFolder("a quarter's score below zero", "assessments.csv", "92.5", "‸-0.01", "badValue: score: "),
        BrokenFolder("a cost below zero", "accounts.csv", "4000.00", "‸-4000.00", "badValue: cost: "),
        BrokenFolder(
            "an income in thousands", "accounts.csv", "5000.00", "\"‸5,000.00\"", "badValue: medical_service_income: "),
        BrokenFolder("one account twice", "accounts.csv", "H2,", "‸H1,", "repeatedKey: fixmedins_code: "),
        BrokenFolder("a referral of nobody", "referrals.csv", "P1,H1", "‸,H1", "missingValue: psn_no: "),
        BrokenFolder("a referral on no day", "referrals.csv", "2024-04-20", "‸2024-04-31", "badValue: refl_date: "),
        BrokenFolder(
            "a register without dates", "referrals.csv", "psn_no,refl_fixmedins_code,reflin_medins_no,refl_date",
            "‸psn_no,refl_fixmedins_code,reflin_medins_no,date", "missingColumn: the column refl_date "),
        BrokenFolder(
            "faults in two tables at once",
            [
                .text(file: "assessments.csv", "2,87", "9,87"), .text(file: "weights.csv", "1.1,", "‸-1.1,"),
            ], "badValue: weight: ", faults: 2),
    ]

    static let claims: [BrokenFolder] = [
        BrokenFolder("no claims", [.absent(file: "claims.csv")], "unreadableFile: ", at: "claims.csv"),
        BrokenFolder(
            "an empty file of claims", [.bytes(file: "claims.csv", [])], "missingHeader: ", at: "claims.csv:1:1"),
        BrokenFolder(
            "claims of nobody", "claims.csv", "setl_id,psn_no", "‸setl_id,person", "missingColumn: the column psn_no "),
        BrokenFolder(
            "two columns of diagnoses", "claims.csv", "oprn_oprt_code", "‸diag_code",
            "repeatedColumn: the column diag_code "),
        BrokenFolder("a claim with a quote left open", "claims.csv", "S2,P2", "‸\"S2,P2", "unclosedQuote: "),
        BrokenFolder("a claim with a stray quote", "claims.csv", "S3,P1", "S3,P‸\"1", "strayQuote: "),
        BrokenFolder("a claim with a NUL", "claims.csv", "S3,P1", "S3,P‸\0", "strayControl: "),
        BrokenFolder(
            "GBK bytes in a claim",
            [.bytes(file: "claims.csv", Array((SmallCounty.files["claims.csv"] ?? "").utf8) + gbk)],
            "badEncoding: ", at: "claims.csv:5:1"),
        BrokenFolder(
            "a claim in no GB18030",
            [
                gb18030, ascii, .bytes(file: "institutions.csv", named(gbk)),
                .bytes(file: "claims.csv", Array((SmallCounty.files["claims.csv"] ?? "").utf8) + gbk + [0x80]),
            ], "badEncoding: ", at: "claims.csv:5:4"),
    ]
}
