package import ExactAmounts

/// Groups many cases of one definition whose codes stand in a text that the caller holds.
///
/// The settlement of a year groups so, that no case costs an allocation.
package struct GroupingBatch {
    private let grouper: CaseGrouper

    /// How many cases go through the columns at once: few enough to stay in the nearer caches.
    private static let size = 4096

    /// A batch for one grouper.
    package init(_ grouper: CaseGrouper) { self.grouper = grouper }

    /// Groups so many cases.
    ///
    /// - Parameters:
    ///   - input: gives each case by its place.
    ///   - output: receives each case's group and auxiliary factor.
    package func group(
        _ count: Int, in text: Span<UInt8>, input: (Int) -> CaseFields,
        output: (Int, _ group: Int, _ auxiliaryFactor: Rate) -> Void
    ) {
        switch grouper {
        case .drg(let grouper):
            var columns = DRGCaseColumns()
            var groups: [UInt16] = []
            for start in stride(from: 0, to: count, by: Self.size) {
                columns.removeAll()
                for place in start..<min(count, start + Self.size) {
                    grouper.append(text, input(place), to: &columns)
                }
                grouper.settlePending(of: text, &columns)
                grouper.group(columns, into: &groups)
                for place in groups.indices { output(start + place, Int(groups[place]), .one) }
            }
        case .dip(let grouper):
            var columns = DIPCaseColumns()
            for start in stride(from: 0, to: count, by: Self.size) {
                columns.removeAll()
                for place in start..<min(count, start + Self.size) {
                    grouper.append(text, input(place), to: &columns)
                }
                for place in 0..<columns.count {
                    let (row, factor) = grouper.result(columns, place)
                    output(start + place, row.map { $0 + 1 } ?? 0, factor)
                }
            }
        }
    }
}
