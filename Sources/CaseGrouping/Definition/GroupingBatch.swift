package import ExactAmounts

/// Groups many cases of one definition whose codes stand in a text that the caller holds.
///
/// The settlement of a year groups so, that no case costs an allocation.
package struct GroupingBatch {
    private let grouper: CaseGrouper

    /// How many cases go through the columns at once: few enough to stay in the nearer caches.
    private static let size = 4096

    /// Where the codes of a case stand, and its values; nil is unknown.
    package struct Input {
        package var diagnoses: Range<Int>
        package var procedures: Range<Int>
        package var department: Range<Int>
        package var age: Int?
        package var sex: Int?
        package var newbornAge: Int?
        package var birthWeight: Int?
        package var admissionWeight: Int?
        package var stayDays: Int?
        package var dischargeWay: Int?
        package var intensiveCareMinutes: Int?
        package var totalCost: Money?

        /// A case whose values are unknown.
        package init(diagnoses: Range<Int>, procedures: Range<Int>, department: Range<Int>) {
            self.diagnoses = diagnoses
            self.procedures = procedures
            self.department = department
        }
    }

    /// A batch for one grouper.
    package init(_ grouper: CaseGrouper) { self.grouper = grouper }

    /// Groups so many cases.
    ///
    /// - Parameters:
    ///   - input: gives each case by its place.
    ///   - output: receives each case's group and auxiliary factor.
    package func group(
        _ count: Int, in text: Span<UInt8>, input: (Int) -> Input,
        output: (Int, _ group: Int, _ auxiliaryFactor: Rate) -> Void
    ) {
        switch grouper {
        case .drg(let grouper):
            var columns = DRGCaseColumns()
            var groups: [UInt16] = []
            for start in stride(from: 0, to: count, by: Self.size) {
                columns.removeAll()
                for place in start..<min(count, start + Self.size) {
                    let single = input(place)
                    let department = Self.department(single, text, grouper.definition.departments)
                    let held = single.held(grouper.definition.settings.newbornWeight, department)
                    columns.pending.append(
                        text, single.diagnoses, text, single.procedures, held, grouper.codes)
                }
                grouper.settlePending(&columns)
                grouper.group(columns, into: &groups)
                for place in groups.indices { output(start + place, Int(groups[place]), .one) }
            }
        case .dip(let grouper):
            var columns = DIPCaseColumns()
            for start in stride(from: 0, to: count, by: Self.size) {
                columns.removeAll()
                for place in start..<min(count, start + Self.size) {
                    let single = input(place)
                    let department = Self.department(single, text, grouper.definition.departments)
                    let held = single.held(.birth, department)
                    grouper.append(
                        text, single.diagnoses, text, single.procedures, held, single.totalCost, to: &columns)
                }
                for place in 0..<columns.count {
                    let (row, factor) = grouper.result(columns, place)
                    output(start + place, row.map { $0 + 1 } ?? 0, factor)
                }
            }
        }
    }

    /// The number of a department among those that rules name, 0 for another one; nil when it is unknown.
    private static func department(_ single: Input, _ text: Span<UInt8>, _ named: [String]) -> Int? {
        if single.department.isEmpty { return nil }
        if named.isEmpty { return 0 }
        return named.firstIndex(of: comparable(string(text.extracting(single.department)))).map { $0 + 1 } ?? 0
    }
}

extension GroupingBatch.Input {
    fileprivate func held(_ newbornWeight: NewbornWeight, _ department: Int?) -> HeldValues {
        HeldValues(
            age: age, sex: sex, newbornAge: newbornAge,
            newbornWeight: newbornWeight == .birth ? birthWeight : admissionWeight, stayDays: stayDays,
            dischargeWay: dischargeWay, intensiveCareMinutes: intensiveCareMinutes, department: department)
    }
}
