package import ExactAmounts

/// Cases of one definition on their way to groups, whose codes stand in texts that the caller holds.
///
/// The settlement of a year groups by batches, so that no case costs an allocation.
package struct GroupingBatch {
    private let drg: Shared<DRGGrouper>?
    private let dip: Shared<DIPGrouper>?
    private var drgCases = DRGCaseColumns()
    private var dipCases = DIPCaseColumns()
    /// The values of a case; nil is unknown.
    package struct Values {
        package var age: Int?
        package var sex: Int?
        package var newbornAge: Int?
        package var birthWeight: Int?
        package var admissionWeight: Int?
        package var stayDays: Int?
        package var dischargeWay: Int?
        package var intensiveCareMinutes: Int?
        package var totalCost: Money?

        package init() {}
    }

    private var found: [UInt16] = []

    /// No cases.
    package init(_ grouper: CaseGrouper) {
        switch grouper {
        case .drg(let grouper): (drg, dip) = (Shared(grouper), nil)
        case .dip(let grouper): (drg, dip) = (nil, Shared(grouper))
        }
    }

    /// Appends a case whose codes stand at these places of a text.
    package mutating func append(
        _ text: Span<UInt8>, diagnoses: Range<Int>, procedures: Range<Int>, department: Range<Int>, _ values: Values
    ) {
        if let drg {
            var number: Int?
            if !department.isEmpty {
                let isAsked = !drg.value.definition.departments.isEmpty
                number = isAsked ? drg.value.departmentNumber(string(text.extracting(department))) : 0
            }
            let held = values.held(drg.value.definition.settings.newbornWeight, department: number)
            drg.value.append(text, diagnoses, text, procedures, held, to: &drgCases)
        } else if let dip {
            var number: Int?
            if !department.isEmpty {
                let isAsked = !dip.value.definition.departments.isEmpty
                number = isAsked ? dip.value.departmentNumber(string(text.extracting(department))) : 0
            }
            let held = values.held(.birth, department: number)
            dip.value.append(text, diagnoses, text, procedures, held, values.totalCost, to: &dipCases)
        }
    }

    /// Groups the cases that were appended, hands out each one's group and auxiliary factor, and starts again.
    package mutating func flush(_ body: (_ place: Int, _ group: Int, _ auxiliaryFactor: Rate) -> Void) {
        if let drg {
            drg.value.group(drgCases, into: &found)
            for place in found.indices { body(place, Int(found[place]), .one) }
            drgCases.removeAll()
        } else if let dip {
            for place in 0..<dipCases.count {
                let (row, factor) = dip.value.result(dipCases, place)
                body(place, row.map { $0 + 1 } ?? 0, factor)
            }
            dipCases.removeAll()
        }
    }
}

extension GroupingBatch.Values {
    fileprivate func held(_ newbornWeight: NewbornWeight, department: Int?) -> HeldValues {
        HeldValues(
            age: age, sex: sex, newbornAge: newbornAge,
            newbornWeight: newbornWeight == .birth ? birthWeight : admissionWeight, stayDays: stayDays,
            dischargeWay: dischargeWay, intensiveCareMinutes: intensiveCareMinutes,
            department: department)
    }
}
