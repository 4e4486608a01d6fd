import Foundation

/// A small county-year that settles without a fault, as texts by file name; a definition's files stand in `../drg` and `../dip`.
enum SmallCounty {
    static let files: [String: String] = [
        "scheme.json": scheme,
        "institutions.csv": """
        fixmedins_code,fixmedins_name,level,kind,parent,from,to
        H1,县医院,county,member,,,
        H2,乡卫生院,township,member,,2024-01-01,2024-06-30
        H2,乡卫生院,county,member,,2024-07-01,
        H9,市医院,county,outside,,,

        """,
        "claims.csv": """
        setl_id,psn_no,insutype,med_type,fixmedins_code,adm_time,dscg_time,gend,age,diag_code,oprn_oprt_code,medfee_sumamt
        S1,P1,390,21,H1,2024-03-01,2024-03-06,1,50,J18.900,,6000.00
        S2,P2,390,21,H2,2024-04-01,2024-04-04,2,60,K29.500,,1500.00
        S3,P1,390,21,H9,2024-05-01,2024-05-09,1,50,J18.900,,9000.00

        """,
        "weights.csv": """
        group,level,weight,mean_cost,primary_care,primary_care_factor
        ES29,,1.1,5500,,
        GZ19,township,0.6,2000,1,0.9

        """,
        "coefficients.csv": """
        fixmedins_code,level,group,coefficient
        H1,,,1.05
        ,township,,0.9

        """,
        "referrals.csv": """
        psn_no,refl_fixmedins_code,reflin_medins_no,refl_date
        P1,H1,H9,2024-04-20

        """,
        "reviews.csv": """
        setl_id,decision,points,note
        S1,points,120,专家组核定

        """,
        "assessments.csv": """
        quarter,score
        1,92.5
        2,87

        """,
        "accounts.csv": """
        fixmedins_code,medical_service_income,cost,opening_risk_fund,approved_pay_room
        H1,5000.00,4000.00,0,
        H2,,1000.00,,

        """,
    ].merging(drg) { first, _ in first }.merging(dip) { first, _ in first }

    private static let scheme = """
        {
          "id": "small", "title": "小县",
          "year": {"from": "2024-01-01", "to": "2024-12-31"},
          "levels": ["township", "county"],
          "primaryLevels": ["township"],
          "definitions": [{"from": "2024-01-01", "folder": "../drg"}],
          "benefit": {
            "rules": [
              {"insutype": "390", "med_type": "21",
               "deductible": {"standard": {"township": "100", "county": "300"}},
               "referral": {"up": "difference", "within": 15},
               "ratio": {"township": "90%", "county": "70%"}}
            ]
          },
          "payment": {
            "method": "drgPoints", "scale": "100", "overallMean": "5000",
            "low": {"below": "0.4"},
            "high": {"above": [{"weightBelow": "1", "times": "3"}, {"times": "2"}]},
            "pointValue": {"mode": "budget", "basis": "cost"}
          },
          "funds": [
            {"name": "居民医保", "insutypes": ["390"],
             "gross": "90000.00",
             "deductions": [{"name": "风险金", "reserve": true, "rate": "10%", "of": "gross"}],
             "lines": [{"name": "签约", "heads": 10, "perHead": "12"}],
             "charges": [{"name": "县域外", "charge": ["outside"]}],
             "clearing": {"overrun": [{"upTo": "0.05", "cover": "50%"}]}}
          ],
          "sources": {"/payment/low": "县医保局文件"}
        }

        """

    private static let drg: [String: String] = [
        "../drg/definition.json": #"{"id": "drg", "title": "小分组", "kind": "drg"}"#,
        "../drg/MDC.csv": """
        MDC编码,MDC名称,MDC规则,排序
        MDCE,呼吸系统,ZYZD in ZD_E,1
        MDCG,消化系统,ZYZD in ZD_G,2

        """,
        "../drg/ADRG.csv": """
        ADRG编码,ADRG名称,ADRG规则,所属MDC编码,MDC内排序
        ES2,肺炎,ZYZD in ZD_E,MDCE,1
        GZ1,胃炎,1,MDCG,1

        """,
        "../drg/DRG.csv": """
        DRG编码,DRG名称,DRG规则,所属ADRG编码,所属MDC编码,排序
        ES21,肺炎伴合并症,QTZD in MCC,ES2,MDCE,1
        ES29,肺炎,1,ES2,MDCE,2
        GZ19,胃炎,1,GZ1,MDCG,1

        """,
        "../drg/集合.csv": """
        集合编号,ICD编码,ICD名称,类型编号
        ZD_E,J18.900,肺炎,ZD
        ZD_G,K29.500,胃炎,ZD

        """,
        "../drg/CC.csv": """
        疾病编码,疾病名称,排除表,类型
        A41.900,脓毒症,PC_A,MCC

        """,
        "../drg/排除表.csv": """
        集合编号,ICD编码,ICD名称
        PC_A,A40.900,链球菌性脓毒症

        """,
    ]

    private static let dip: [String: String] = [
        "../dip/definition.json": #"{"id": "dip", "title": "小目录", "kind": "dip"}"#,
        "../dip/病种目录.csv": """
        病种编码,病种名称,病种类型,主要诊断,手术操作,操作类别,分值,次均费用
        J18.9:BS,肺炎,核心,J18.9,,保守治疗,500,4000
        K29.5:JC,胃炎,基层,K29.5,,保守治疗,300,1500

        """,
        "../dip/手术操作类别.csv": """
        手术操作编码,手术操作名称,操作类别
        03.3101,腰椎穿刺术,诊断性操作

        """,
        "../dip/辅助目录.csv": """
        病种编码,名称,规则,系数
        J18.9:BS,高龄,NL >= 80,1.08

        """,
    ]
}

/// A folder that a test may fill and that goes when the test ends.
final class ScratchFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("settle-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file below `county`, and the folders above it.
    func write(_ bytes: some Sequence<UInt8>, _ file: String) throws {
        let url = URL(fileURLWithPath: "\(path)/county/\(file)").standardizedFileURL
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    /// Writes files by name.
    func write(_ files: [String: [UInt8]]) throws { for (name, bytes) in files { try write(bytes, name) } }

    var county: String { "\(path)/county" }

    /// Every file and folder below, in order.
    func contents() throws -> [String] { try FileManager.default.subpathsOfDirectory(atPath: path).sorted() }
}

/// The county-years that come with the package.
enum Fixture {
    static let names = ["gongcheng-2021", "miyi-2023", "sangzhi-2022", "santai-2023", "tonglu-2025"]

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures").path

    static func path(_ name: String) -> String { "\(root)/\(name)" }
}
