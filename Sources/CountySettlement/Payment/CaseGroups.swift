import CaseGrouping
import ExactAmounts

/// The definition and the group of one claim; the definition is -1 for a claim that is not grouped.
struct ClaimGroup: Sendable {
    var definition: Int8 = -1
    var group: UInt16 = 0
    var auxiliaryFactor = Rate.one
}

extension YearRules {
    /// Groups the inpatient claims among these, each by the definition of its discharge date.
    ///
    /// - Returns: one for each claim, in their order.
    func group(_ order: ArraySlice<Int32>, of book: ClaimBook) -> [ClaimGroup] {
        var groups = [ClaimGroup](repeating: ClaimGroup(), count: order.count)
        var batches = groupers.map { GroupingBatch($0) }
        var waiting = [[Int32]](repeating: [], count: groupers.count)
        let text = book.texts.span
        func flush(_ definition: Int) {
            let places = waiting[definition]
            batches[definition].flush { index, group, factor in
                groups[Int(places[index])] = ClaimGroup(
                    definition: Int8(definition), group: UInt16(group), auxiliaryFactor: factor)
            }
            waiting[definition].removeAll(keepingCapacity: true)
        }
        for (place, claim) in order.enumerated() {
            let record = book.records[Int(claim)]
            if record.isHistory || !isInpatient[Int(record.type)] { continue }
            let definition = definition(on: record.discharge)
            batches[definition].append(
                text, diagnoses: record.diagnoses.range, procedures: record.procedures.range,
                department: record.department.range, record.groupingValues)
            waiting[definition].append(Int32(place))
            // A batch of this size stays in the nearer caches.
            if waiting[definition].count == 4096 { flush(definition) }
        }
        for definition in waiting.indices { flush(definition) }
        return groups
    }
}

extension ClaimRecord {
    fileprivate var groupingValues: GroupingBatch.Values {
        var values = GroupingBatch.Values()
        values.age = known(age)
        values.sex = known(sex)
        values.newbornAge = known(newbornAge)
        values.birthWeight = known(birthWeight)
        values.admissionWeight = known(admissionWeight)
        values.stayDays = known(stayDays)
        values.dischargeWay = known(dischargeWay)
        values.intensiveCareMinutes = known(intensiveCareMinutes)
        values.totalCost = totalCost
        return values
    }
}
