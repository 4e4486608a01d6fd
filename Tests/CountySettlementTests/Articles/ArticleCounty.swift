import CaseGrouping
import CountySettlement
import ExactAmounts

/// A county with one institution at each level, named after it: the township's and the county's are members, the city's is not.
struct ArticleCounty {
    static let levels = ["township", "county", "city"]

    var benefit = #"{"rules": []}"#
    var payment = """
        {"method": "drgPoints", "scale": "1", "overallMean": "1", "pointValue": {"mode": "given", "basis": "fund"}}
        """
    var fund = #"{"name": "residents", "insutypes": ["390"], "gross": "0", "pointValue": "1"}"#
    var surplus: String?
    /// Groups whose only rule is a diagnosis of the same code.
    var groups = ["AA19"]
    var registers = Registers()

    func year() throws -> CountyYear {
        let surplus = surplus.map { #", "surplus": \#($0)"# } ?? ""
        let scheme = """
            {
              "id": "small", "title": "", "year": {"from": "2024-01-01", "to": "2024-12-31"},
              "levels": ["township", "county", "city"], "definitions": [{"from": "2024-01-01", "folder": "small"}],
              "benefit": \(benefit), "payment": \(payment), "funds": [\(fund)]\(surplus)
            }
            """
        var registers = registers
        registers.institutions = Self.levels.enumerated().map { level, name in
            Institution(code: name, name: name, level: level, kind: name == "city" ? .outside : .member)
        }
        return try CountyYear(
            scheme: SettlementScheme(json: Array(scheme.utf8)), groupers: [CaseGrouper(definition)],
            registers: registers)
    }

    private var definition: DefinitionFiles {
        let files = [
            "definition.json": #"{"id": "small", "title": "", "kind": "drg"}"#,
            "MDC.csv": "MDC编码,MDC名称,MDC规则,排序\nMDC,,,1\n",
            "ADRG.csv": "ADRG编码,ADRG名称,ADRG规则,所属MDC编码,MDC内排序\n"
                + groups.map { "\($0),,ZYZD in \($0),MDC,\n" }.joined(),
            "DRG.csv": "DRG,DRG名称,DRG规则,所属ADRG编码,所属MDC编码,排序\n",
            "集合.csv": "集合编号,ICD编码,ICD名称,类型编号\n" + groups.map { "\($0),\($0),,ZD\n" }.joined(),
            "CC.csv": "疾病编码,疾病名称,排除表,类型\n",
            "排除表.csv": "集合编号,ICD编码,ICD名称\n",
        ]
        return DefinitionFiles(folder: "small", contents: files.mapValues { Array($0.utf8) })
    }
}
