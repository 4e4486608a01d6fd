import ExactAmounts
import Testing

@testable import CaseGrouping

@Suite("Text of explanations") struct ExplanationTextTests {
    /// Lung diseases in three degrees, and an operation that may stand behind another.
    static func lungs(_ settings: String...) -> DRGGrouper {
        var folder = RuleWorld.folder("")
        for sheet in ["MDC.csv", "ADRG.csv", "DRG.csv"] { folder.sheets[sheet]?.removeLast() }
        if !settings.isEmpty {
            folder.definition = folder.definition.dropLast() + ", " + settings.joined(separator: ",") + "}"
        }
        folder.category("MDCP", "NL = 0 and XSRTL <= 28", order: "1", name: "新生儿疾病")
        folder.category("MDCE", "ZYZD in {DI_A, DI_P}", order: "2", name: "呼吸系统疾病")
        folder.adjacent("EB1", "ZYSS in OP_A", in: "MDCE", order: "1", name: "胸部手术")
        folder.adjacent("ES3", "ZYZD in DI_P", in: "MDCE", order: "2", name: "呼吸系统感染")
        folder.group("EB19", "", in: "EB1", "MDCE")
        folder.group("ES31", "QTZD in MCC or ICUXS > 24", in: "ES3", "MDCE", order: "1")
        folder.group(
            "ES33", "QTZD in CC and not length(DI_A ∩ {QTZD}) > 1", in: "ES3", "MDCE", order: "2", name: "伴并发症")
        folder.group("ES35", "", in: "ES3", "MDCE", order: "3")
        folder.add("集合.csv", ["DI_P", "P1", "肺炎"])
        folder.add("集合.csv", ["DI_C", "C2", "贫血"])
        do {
            return DRGGrouper(try DRGDefinition(folder.files))
        } catch {
            preconditionFailure("the definition of this suite is right: \(error)")
        }
    }

    static let pneumonia = InpatientCase(diagnoses: ["P1", "M1", "c2"], procedures: ["51.0000", "50.0000"], age: 40)

    @Test
    func `a complication that is excluded and one that counts, in Chinese`() {
        #expect(
            Self.lungs().explain(Self.pneumonia).text()
                == """
                分组 ES33 伴并发症 (入组)
                  MDC MDCP 新生儿疾病  不成立: NL = 0 and XSRTL <= 28
                    ✗ NL = 0
                  MDC MDCE 呼吸系统疾病  成立: ZYZD in {DI_A, DI_P}
                    ✓ ZYZD in {DI_A, DI_P}  命中 P1 肺炎
                  ADRG EB1 胸部手术  不成立: ZYSS in OP_A
                    ✗ ZYSS in OP_A
                  ADRG ES3 呼吸系统感染  成立: ZYZD in DI_P
                    ✓ ZYZD in DI_P  命中 P1 肺炎
                  DRG ES31  不成立: QTZD in MCC or ICUXS > 24
                    ✗ QTZD in MCC  M1 列为MCC，被排除表 EX_1 排除
                    ✗ ICUXS > 24  缺少 ICUXS
                  DRG ES33 伴并发症  成立: QTZD in CC and not length(DI_A ∩ {QTZD}) > 1
                    ✓ QTZD in CC  命中 c2 贫血
                    ✗ length(DI_A ∩ {QTZD}) > 1
                缺少 ICUXS
                """)
    }

    @Test
    func `a complication that is excluded and one that counts, in English`() {
        #expect(
            Self.lungs().explain(Self.pneumonia).text(.english)
                == """
                group ES33 伴并发症 (grouped)
                  MDC MDCP 新生儿疾病  does not hold: NL = 0 and XSRTL <= 28
                    ✗ NL = 0
                  MDC MDCE 呼吸系统疾病  holds: ZYZD in {DI_A, DI_P}
                    ✓ ZYZD in {DI_A, DI_P}  by P1 肺炎
                  ADRG EB1 胸部手术  does not hold: ZYSS in OP_A
                    ✗ ZYSS in OP_A
                  ADRG ES3 呼吸系统感染  holds: ZYZD in DI_P
                    ✓ ZYZD in DI_P  by P1 肺炎
                  DRG ES31  does not hold: QTZD in MCC or ICUXS > 24
                    ✗ QTZD in MCC  M1 is listed as MCC and excluded by table EX_1
                    ✗ ICUXS > 24  ICUXS is missing
                  DRG ES33 伴并发症  holds: QTZD in CC and not length(DI_A ∩ {QTZD}) > 1
                    ✓ QTZD in CC  by c2 贫血
                    ✗ length(DI_A ∩ {QTZD}) > 1
                missing ICUXS
                """)
    }

    @Test
    func `another procedure tried`() {
        let single = InpatientCase(diagnoses: ["A01.000"], procedures: ["51.0000", "50.0000"], age: 0)
        let grouper = Self.lungs(#""retryWithEachOtherProcedure": true"#)
        #expect(
            grouper.explain(single).text(.chinese)
                == """
                分组 EB19 (入组)
                  MDC MDCP 新生儿疾病  不成立: NL = 0 and XSRTL <= 28
                    ✓ NL = 0
                    ✗ XSRTL <= 28  缺少 XSRTL
                  MDC MDCE 呼吸系统疾病  成立: ZYZD in {DI_A, DI_P}
                    ✓ ZYZD in {DI_A, DI_P}  命中 A01.000
                  ADRG EB1 胸部手术  不成立: ZYSS in OP_A
                    ✗ ZYSS in OP_A
                  ADRG ES3 呼吸系统感染  不成立: ZYZD in DI_P
                    ✗ ZYZD in DI_P
                未入组，改以其他手术操作为唯一手术操作： 50.0000
                  MDC MDCP 新生儿疾病  不成立: NL = 0 and XSRTL <= 28
                    ✓ NL = 0
                    ✗ XSRTL <= 28  缺少 XSRTL
                  MDC MDCE 呼吸系统疾病  成立: ZYZD in {DI_A, DI_P}
                    ✓ ZYZD in {DI_A, DI_P}  命中 A01.000
                  ADRG EB1 胸部手术  成立: ZYSS in OP_A
                    ✓ ZYSS in OP_A  命中 50.0000
                  DRG EB19  成立: （无条件）
                缺少 XSRTL
                """)
        #expect(
            grouper.explain(single).text(.english)
                == """
                group EB19 (grouped)
                  MDC MDCP 新生儿疾病  does not hold: NL = 0 and XSRTL <= 28
                    ✓ NL = 0
                    ✗ XSRTL <= 28  XSRTL is missing
                  MDC MDCE 呼吸系统疾病  holds: ZYZD in {DI_A, DI_P}
                    ✓ ZYZD in {DI_A, DI_P}  by A01.000
                  ADRG EB1 胸部手术  does not hold: ZYSS in OP_A
                    ✗ ZYSS in OP_A
                  ADRG ES3 呼吸系统感染  does not hold: ZYZD in DI_P
                    ✗ ZYZD in DI_P
                ungrouped; tried again with this as its only procedure: 50.0000
                  MDC MDCP 新生儿疾病  does not hold: NL = 0 and XSRTL <= 28
                    ✓ NL = 0
                    ✗ XSRTL <= 28  XSRTL is missing
                  MDC MDCE 呼吸系统疾病  holds: ZYZD in {DI_A, DI_P}
                    ✓ ZYZD in {DI_A, DI_P}  by A01.000
                  ADRG EB1 胸部手术  holds: ZYSS in OP_A
                    ✓ ZYSS in OP_A  by 50.0000
                  DRG EB19  holds: (no condition)
                missing XSRTL
                """)
    }

    @Test
    func `the first line says the group and whether it is one`() throws {
        var folder = SheetFolder.drg()
        folder.category("MDCB", "NL >= 18")
        folder.adjacent("BQY", "1", in: "MDCB", name: "歧义组")
        let grouper = DRGGrouper(try DRGDefinition(folder.files))
        func first(_ age: Int, _ language: ReportLanguage) -> Substring? {
            grouper.explain(InpatientCase(diagnoses: [], age: age)).text(language).split(separator: "\n").first
        }
        #expect(first(18, .chinese) == "分组 BQY 歧义组 (歧义组)" && first(18, .english) == "group BQY 歧义组 (ambiguous)")
        #expect(first(17, .chinese) == "分组 0000 (未入组)" && first(17, .english) == "group 0000 (ungrouped)")
    }

    static func catalogue() throws -> DIPGrouper {
        var folder = AuxiliaryTests.folder()
        folder.add("病种目录.csv", ["P4", "胆囊结石，切除", "核心", "K80.3", "S1/S2", "", "900"])
        folder.add("病种目录.csv", ["P5", "胆囊结石，切除与造影", "核心", "K80.3", "S1 + D1", "", "1000"])
        folder.add("病种目录.csv", ["P6", "其他", "综合", "K80", "", "诊断性操作", "300"])
        folder.auxiliary("P5", "NL >= 66", "1.05")
        return DIPGrouper(try DIPDefinition(folder.files))
    }

    @Test
    func `a row of the catalogue before those that hold too, and its auxiliary rows`() throws {
        let single = InpatientCase(diagnoses: ["K80.300"], procedures: ["D1", "s1"], age: 70)
        let explanation = try Self.catalogue().explain(single)
        #expect(
            explanation.text()
                == """
                分组 P5 胆囊结石，切除与造影 (入组)
                  病种 P5 胆囊结石，切除与造影  成立: S1 + D1
                    ✓ S1 + D1  命中 S1, D1
                  病种 P4 胆囊结石，切除  不成立: S1/S2
                    ✓ S1/S2  命中 S1
                  病种 P1  不成立: （无条件）
                    ✗ 保守治疗
                  辅助目录 P5  成立: NL >= 66
                辅助目录系数 1.05
                """)
        #expect(
            explanation.text(.english)
                == """
                group P5 胆囊结石，切除与造影 (grouped)
                  病种 P5 胆囊结石，切除与造影  holds: S1 + D1
                    ✓ S1 + D1  by S1, D1
                  病种 P4 胆囊结石，切除  does not hold: S1/S2
                    ✓ S1/S2  by S1
                  病种 P1  does not hold: (no condition)
                    ✗ 保守治疗
                  辅助目录 P5  holds: NL >= 66
                auxiliary factor 1.05
                """)
    }

    @Test
    func `a comprehensive row, and a conservative one that does not hold beside a procedure`() throws {
        let single = InpatientCase(diagnoses: ["K80.300"], procedures: ["D2"])
        let explanation = try Self.catalogue().explain(single)
        #expect(
            explanation.text()
                == """
                分组 P6 其他 (入组)
                  病种 P1  不成立: （无条件）
                    ✗ 保守治疗
                  病种 P4 胆囊结石，切除  不成立: S1/S2
                    ✗ S1/S2
                  病种 P5 胆囊结石，切除与造影  不成立: S1 + D1
                    ✗ S1 + D1
                  综合病种 P6 其他  成立: K80.300, 诊断性操作
                辅助目录系数 1
                """)
        #expect(
            explanation.text(.english)
                == """
                group P6 其他 (grouped)
                  病种 P1  does not hold: (no condition)
                    ✗ 保守治疗
                  病种 P4 胆囊结石，切除  does not hold: S1/S2
                    ✗ S1/S2
                  病种 P5 胆囊结石，切除与造影  does not hold: S1 + D1
                    ✗ S1 + D1
                  综合病种 P6 其他  holds: K80.300, 诊断性操作
                auxiliary factor 1
                """)
    }
}
