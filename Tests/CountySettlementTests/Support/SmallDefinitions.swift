import CaseGrouping
import ExactAmounts
import Testing

/// Definitions that a page holds: every kind of group that payment tells apart.
enum SmallDefinitions {
    /// Groups AA19 to DD19, NW19 (which no weight names), the ambiguous EQY, and 0000 for everything else.
    static let drg: CaseGrouper = grouper([
        "definition.json": #"{"id": "small-drg", "title": "small", "kind": "drg"}"#,
        "MDC.csv": "MDC编码,MDC名称,MDC规则,排序\nMDCA,all,ZYZD in D_ALL,1\n",
        "ADRG.csv": "ADRG编码,ADRG名称,ADRG规则,所属MDC编码,MDC内排序\n"
            + ["AA1", "BB1", "CC1", "DD1", "NW1"].enumerated().map { place, code in
                "\(code),\(code),ZYZD in D_\(code),MDCA,\(place + 1)\n"
            }.joined() + "EQY,ambiguous,ZYZD in D_EQY,MDCA,9\n",
        "DRG.csv": "DRG,DRG名称,DRG规则,所属ADRG编码,所属MDC编码,排序\n"
            + ["AA1", "BB1", "CC1", "DD1", "NW1"].map { "\($0)9,\($0),1,\($0),MDCA,1\n" }.joined()
            + "EQY,ambiguous,1,EQY,MDCA,1\n",
        "CC.csv": "疾病编码,疾病名称,排除表,类型\n",
        "排除表.csv": "集合编号,ICD编码,ICD名称\n",
        "集合.csv": "集合编号,ICD编码,ICD名称,类型编号\n"
            + [
                ("AA1", "A00.000"), ("AA1", "A01.000"), ("BB1", "B00.000"), ("CC1", "C00.000"), ("DD1", "D00.000"),
                ("NW1", "N00.000"), ("EQY", "Q00.000"),
            ].map { "D_\($0),\($1),,DI\nD_ALL,\($1),,DI\n" }.joined(),
    ])

    /// The same groups under another id, for a year with two definitions.
    static let secondDRG: CaseGrouper = grouper([
        "definition.json": #"{"id": "second-drg", "title": "second", "kind": "drg"}"#,
        "MDC.csv": "MDC编码,MDC名称,MDC规则,排序\nMDCA,all,ZYZD in D_ALL,1\n",
        "ADRG.csv": "ADRG编码,ADRG名称,ADRG规则,所属MDC编码,MDC内排序\nAA1,A,,MDCA,1\n",
        "DRG.csv": "DRG,DRG名称,DRG规则,所属ADRG编码,所属MDC编码,排序\nAA19,A,1,AA1,MDCA,1\n",
        "CC.csv": "疾病编码,疾病名称,排除表,类型\n",
        "排除表.csv": "集合编号,ICD编码,ICD名称\n",
        "集合.csv": "集合编号,ICD编码,ICD名称,类型编号\nD_ALL,A00.000,,DI\nD_ALL,B00.000,,DI\n",
    ])

    /// Four diseases, one of them with an auxiliary factor.
    static let dip: CaseGrouper = grouper([
        "definition.json": #"{"id": "small-dip", "title": "small", "kind": "dip"}"#,
        "病种目录.csv": """
        病种编码,病种名称,病种类型,主要诊断,手术操作,操作类别,分值,次均费用
        A00.0:-,a,核心,A00.0,,,1000,10000
        B00.0:-,b,核心,B00.0,,,150.5,
        C00.0:-,c,基层,C00.0,,,420,4000
        D00.0:-,d,核心,D00.0,,,80,0

        """,
        "手术操作类别.csv": "手术操作编码,操作类别\n",
        "辅助目录.csv": "病种编码,名称,规则,系数\nA00.0:-,old,NL >= 66,1.08\n",
    ])

    /// The groups that payment rules can name, with a diagnosis that leads to each.
    static let drgCases = [
        (diagnosis: "A00.000", group: "AA19"), ("B00.000", "BB19"), ("C00.000", "CC19"), ("D00.000", "DD19"),
        ("N00.000", "NW19"), ("Q00.000", "EQY"), ("Z99.000", "0000"),
    ]
    static let dipCases = [
        (diagnosis: "A00.000", group: "A00.0:-"), ("B00.000", "B00.0:-"), ("C00.000", "C00.0:-"),
        ("D00.000", "D00.0:-"), ("Z99.000", "0000"),
    ]

    private static func grouper(_ files: [String: String]) -> CaseGrouper {
        do {
            return try CaseGrouper(DefinitionFiles(folder: "definition", contents: files.mapValues { Array($0.utf8) }))
        } catch {
            preconditionFailure("a definition of the tests is wrong: \(error)")
        }
    }
}

@Suite struct SmallDefinitionTests {
    @Test(arguments: SmallDefinitions.drgCases)
    func `every diagnosis of the small DRG definition leads to its group`(_ diagnosis: String, _ group: String) {
        let found = SmallDefinitions.drg.group(InpatientCase(diagnoses: [diagnosis], age: 40, sex: 1))
        #expect(found.group.code == group)
    }

    @Test(arguments: SmallDefinitions.dipCases)
    func `every diagnosis of the small DIP definition leads to its group`(_ diagnosis: String, _ group: String) {
        let found = SmallDefinitions.dip.group(InpatientCase(diagnoses: [diagnosis], age: 40, sex: 1))
        #expect(found.group.code == group)
    }
}
