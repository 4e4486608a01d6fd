package import ExactAmounts

/// Cases of one definition on their way to groups, whose codes stand in texts that the caller holds.
///
/// The settlement of a year groups by batches, so that no case costs an allocation.
package struct GroupingBatch {
    private enum Columns {
        case drg(DRGGrouper, DRGCaseColumns)
        case dip(DIPGrouper, DIPCaseColumns)
    }

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

    private var columns: Columns
    private var found: [UInt16] = []

    /// No cases.
    package init(_ grouper: CaseGrouper) {
        switch grouper {
        case .drg(let grouper): columns = .drg(grouper, DRGCaseColumns())
        case .dip(let grouper): columns = .dip(grouper, DIPCaseColumns())
        }
    }

    /// Appends a case whose codes stand at these places of a text.
    package mutating func append(
        _ text: Span<UInt8>, diagnoses: Range<Int>, procedures: Range<Int>, department: Range<Int>, _ values: Values
    ) {
        switch columns {
        case .drg(let grouper, var cases):
            columns = .drg(grouper, DRGCaseColumns())
            let asksDepartment = !department.isEmpty && !grouper.definition.departments.isEmpty
            let held = values.held(
                grouper.definition.settings.newbornWeight,
                department: asksDepartment ? grouper.departmentNumber(string(text.extracting(department))) : nil,
                isDepartmentKnown: !department.isEmpty)
            grouper.append(text, diagnoses, text, procedures, held, to: &cases)
            columns = .drg(grouper, cases)
        case .dip(let grouper, var cases):
            columns = .dip(grouper, DIPCaseColumns())
            let asksDepartment = !department.isEmpty && !grouper.definition.departments.isEmpty
            let held = values.held(
                grouper.definition.settings.newbornWeight,
                department: asksDepartment ? grouper.departmentNumber(string(text.extracting(department))) : nil,
                isDepartmentKnown: !department.isEmpty)
            grouper.append(text, diagnoses, text, procedures, held, values.totalCost, to: &cases)
            columns = .dip(grouper, cases)
        }
    }

    /// Groups the cases that were appended, hands out each one's group and auxiliary factor, and starts again.
    package mutating func flush(_ body: (_ place: Int, _ group: Int, _ auxiliaryFactor: Rate) -> Void) {
        switch columns {
        case .drg(let grouper, var cases):
            columns = .drg(grouper, DRGCaseColumns())
            grouper.group(cases, into: &found)
            for place in found.indices { body(place, Int(found[place]), .one) }
            cases.removeAll()
            columns = .drg(grouper, cases)
        case .dip(let grouper, var cases):
            columns = .dip(grouper, DIPCaseColumns())
            for place in 0..<cases.count {
                let (row, factor) = grouper.result(cases, place)
                body(place, row.map { $0 + 1 } ?? 0, factor)
            }
            cases.removeAll()
            columns = .dip(grouper, cases)
        }
    }
}

extension GroupingBatch.Values {
    fileprivate func held(_ newbornWeight: NewbornWeight, department: Int?, isDepartmentKnown: Bool) -> HeldValues {
        HeldValues(
            age: age, sex: sex, newbornAge: newbornAge,
            newbornWeight: newbornWeight == .birth ? birthWeight : admissionWeight, stayDays: stayDays,
            dischargeWay: dischargeWay, intensiveCareMinutes: intensiveCareMinutes,
            department: department ?? (isDepartmentKnown ? 0 : nil))
    }
}
