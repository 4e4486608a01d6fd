import CaseGrouping
import ExactAmounts
import Foundation
import SettlementReplay

/// Claims made from cases that the definition itself shows to be possible, one for each group.
struct GeneratedClaims {
    let witnesses: [InpatientCase]
    private let diagnoses: [String]

    init(_ folder: String) throws {
        let grouper = try CaseGrouper(try InputFile.definition(folder, named: folder))
        witnesses = grouper.coverage().witnesses.map(\.single)
        diagnoses = Array(Set(witnesses.flatMap(\.diagnoses.codes))).sorted()
    }

    /// A case like one of the witnesses, with up to four more diagnoses.
    func next(_ random: inout SplitMix) -> InpatientCase {
        var single = witnesses[random.below(witnesses.count)]
        single.diagnoses = CodeList(
            single.diagnoses.codes + (0..<random.below(5)).map { _ in diagnoses[random.below(diagnoses.count)] })
        single.age = single.age ?? 20 + random.below(70)
        single.sex = single.sex ?? 1 + random.below(2)
        single.stayDays = single.stayDays ?? 1 + random.below(20)
        return single
    }

    /// A file of claims with the columns that a grouper reads.
    func rows(_ count: Int) -> [UInt8] {
        var random = SplitMix(seed: 3)
        var writer = CSVWriter(header: ["setl_id", "gend", "age", "act_ipt_days", "diag_code", "oprn_oprt_code"])
        for row in 0..<count {
            let single = next(&random)
            writer.field(row)
            writer.field(single.sex ?? 9)
            writer.field(single.age ?? 0)
            writer.field(single.stayDays ?? 1)
            writer.field(single.diagnoses.text)
            writer.field(single.procedures.text)
            writer.endRow()
        }
        return writer.bytes
    }
}
