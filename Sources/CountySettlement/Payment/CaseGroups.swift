import CaseGrouping
import ExactAmounts

/// The definition and the group of one claim; the definition is -1 for a claim that is not grouped.
struct ClaimGroup: Sendable {
    var definition: Int32 = -1
    var group: UInt16 = 0
    var auxiliaryFactor = Rate.one
}

extension YearRules {
    /// Groups the inpatient claims among these, each by the definition of its discharge date.
    ///
    /// - Returns: one for each claim, in their order.
    func group(_ order: ArraySlice<Int32>, of book: ClaimBook) -> [ClaimGroup] {
        var groups = [ClaimGroup](repeating: ClaimGroup(), count: order.count)
        var places = [[Int32]](repeating: [], count: groupers.count)
        for (place, claim) in order.enumerated() {
            let record = book.records[Int(claim)]
            if record.isHistory || !isInpatient[Int(record.type)] { continue }
            places[definition(on: record.discharge)].append(Int32(place))
        }
        for (definition, places) in places.enumerated() {
            GroupingBatch(groupers[definition]).group(places.count, in: book.texts.span) { index in
                book.records[Int(order[order.startIndex + Int(places[index])])].caseFields
            } output: { index, group, factor in
                groups[Int(places[index])] = ClaimGroup(
                    definition: Int32(definition), group: UInt16(group), auxiliaryFactor: factor)
            }
        }
        return groups
    }
}
