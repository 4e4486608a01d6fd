extension BrokenFolder {
    static let drg: [BrokenFolder] = [
        BrokenFolder(
            "no definition folder", [.text(file: "scheme.json", "../drg", "../nowhere")], "unreadableFile: ",
            at: "../nowhere"),
        BrokenFolder(
            "no definition.json", [.absent(file: "../drg/definition.json")], "unreadableFile: ",
            at: "../drg/definition.json"),
        BrokenFolder("no sets", [.absent(file: "../drg/集合.csv")], "unreadableFile: ", faults: 4, at: "../drg/集合.csv"),
        BrokenFolder(
            "a definition of no kind", "../drg/definition.json", #""kind": "drg""#, #""kind": ‸"icd""#,
            "badValue: /kind: "),
        BrokenFolder(
            "a definition with a key of the other kind", "../drg/definition.json", #""kind": "drg""#,
            #""kind": "drg", ‸"nearestCost": true"#, "unknownKey: /nearestCost: "),
        BrokenFolder(
            "a newborn's weight of no kind", "../drg/definition.json", #""kind": "drg""#,
            #""kind": "drg", "newbornWeight": ‸"now""#, "badValue: /newbornWeight: "),
        BrokenFolder("a definition that breaks off", "../drg/definition.json", #""drg"}"#, #""drg"‸"#, "syntax: "),
        BrokenFolder(
            "a set that is not there", "../drg/MDC.csv", "ZYZD in ZD_G", "ZYZD in ‸ZD_H", "unknownName: MDC规则: "),
        BrokenFolder("a rule that breaks off", "../drg/MDC.csv", "ZYZD in ZD_G", "ZYZD in‸", "syntax: MDC规则: "),
        BrokenFolder(
            "an MDC that stands twice", "../drg/MDC.csv", "MDCG,", "‸MDCE,", "repeatedKey: MDC编码: ", faults: 2),
        BrokenFolder("an order in letters", "../drg/MDC.csv", "ZD_E,1", "ZD_E,‸a", "badValue: 排序: "),
        BrokenFolder(
            "an ADRG under no MDC", "../drg/ADRG.csv", "ZD_E,MDCE", "ZD_E,‸MDCX", "unknownName: 所属MDC编码: ", faults: 3),
        BrokenFolder("an ADRG without a code", "../drg/ADRG.csv", "ES2,", "‸,", "missingValue: ADRG编码: ", faults: 3),
        BrokenFolder("a DRG under no ADRG", "../drg/DRG.csv", "1,GZ1,", "1,‸GZ2,", "unknownName: 所属ADRG编码: "),
        BrokenFolder("a DRG under another MDC", "../drg/DRG.csv", "GZ1,MDCG", "GZ1,‸MDCE", "contradiction: 所属MDC编码: "),
        BrokenFolder("a DRG that stands twice", "../drg/DRG.csv", "ES29,", "‸ES21,", "repeatedKey: DRG: "),
        BrokenFolder(
            "a DRG that no case reaches",
            [
                .text(file: "../drg/DRG.csv", "QTZD in MCC,ES2", "1,ES2"),
                .text(file: "../drg/DRG.csv", "ES29,肺炎,1,", "ES29,肺炎,‸1,"),
            ], "unreachable: DRG规则: no case reaches ES29"),
        BrokenFolder("a complication of no level", "../drg/CC.csv", "MCC", "‸ACC", "badValue: 类型: "),
        BrokenFolder("an exclusion of nothing", "../drg/排除表.csv", "PC_A,A40.900", "‸PC_A,", "missingValue: ICD编码: "),
        BrokenFolder("a set without a name", "../drg/集合.csv", "ZD_G,", "‸,", "missingValue: 集合编号: ", faults: 2),
        BrokenFolder(
            "a table without rules", "../drg/MDC.csv", "MDC编码,MDC名称,MDC规则", "‸MDC编码,MDC名称,规则",
            "missingColumn: the column MDC规则 "),
    ]

    /// The catalogue in place of the groups.
    private static let dips: [Edit] = [
        .text(file: "scheme.json", "../drg", "../dip"), .text(file: "scheme.json", "drgPoints", "dip"),
    ]

    private static func dip(
        _ name: String, _ file: String, _ old: String, _ new: String, _ says: String, faults: Int = 1
    ) -> BrokenFolder {
        BrokenFolder(name, dips + [.text(file: "../dip/\(file).csv", old, new)], says, faults: faults)
    }

    static let dip: [BrokenFolder] = [
        BrokenFolder(
            "no catalogue", dips + [.absent(file: "../dip/病种目录.csv")], "unreadableFile: ", faults: 2,
            at: "../dip/病种目录.csv"),
        dip("a row of no type", "病种目录", "基层", "‸乡级", "badValue: 病种类型: "),
        dip("a diagnosis of four characters", "病种目录", "基层,K29.5", "基层,‸K29.", "badValue: 主要诊断: "),
        dip("a catalogue code that stands twice", "病种目录", "K29.5:JC", "‸J18.9:BS", "repeatedKey: 病种编码: "),
        dip("a score below zero", "病种目录", "300", "‸-300", "badValue: 分值: "),
        dip("a mean with three decimals", "病种目录", "1500", "‸1500.123", "badValue: 次均费用: "),
        dip("a class of no procedures", "病种目录", "K29.5,,保守治疗", "K29.5,,‸保守", "badValue: 操作类别: "),
        dip("a plus that joins nothing", "病种目录", "K29.5,,", "K29.5,‸45.1300+,", "syntax: 手术操作: "),
        dip("a procedure of no class", "手术操作类别", "诊断性操作", "‸诊断", "badValue: 操作类别: "),
        dip(
            "a procedure that stands twice", "手术操作类别", "诊断性操作\n", "诊断性操作\n‸03.3101,又,相关手术\n",
            "repeatedKey: 手术操作编码: "),
        dip("a factor for no row", "辅助目录", "J18.9:BS", "‸J18.9:XX", "unknownName: 病种编码: "),
        dip("a factor in words", "辅助目录", "1.08", "‸more", "badValue: 系数: "),
        dip("a factor's rule that breaks off", "辅助目录", "NL >= 80", "NL >=‸", "syntax: 规则: "),
    ]
}
