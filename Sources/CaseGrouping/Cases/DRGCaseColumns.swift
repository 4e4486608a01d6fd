/// Cases as columns of numbers, made for one grouper: what the grouping loop runs over.
///
/// A case has a principal diagnosis, a main procedure, and its other diagnoses and procedures one behind the other in one
/// array that all cases share. Codes that the definition does not name are 0.
///
/// Memory: about 14 bytes a case, 4 for each other code, and 4 for each value that the definition compares.
public struct DRGCaseColumns: Sendable {
    var principals: [UInt32] = []
    var mainProcedures: [UInt32] = []
    var others: [UInt32] = []
    /// Where the other diagnoses of each case begin, and one more for the end.
    var otherStarts: [UInt32] = [0]
    /// Where the other procedures of each case begin, behind its other diagnoses.
    var procedureStarts: [UInt32] = []
    /// One column for each value, in the order of `CaseValue.allCases`; -1 is unknown. A value that no rule compares has none.
    var values: [[Int32]] = Array(repeating: [], count: CaseValue.allCases.count)

    /// No cases.
    public init() {}

    /// The number of cases.
    public var count: Int { principals.count }

    /// Removes all cases and keeps the memory.
    public mutating func removeAll() {
        principals.removeAll(keepingCapacity: true)
        mainProcedures.removeAll(keepingCapacity: true)
        others.removeAll(keepingCapacity: true)
        otherStarts.removeAll(keepingCapacity: true)
        otherStarts.append(0)
        procedureStarts.removeAll(keepingCapacity: true)
        for value in values.indices { values[value].removeAll(keepingCapacity: true) }
    }

    /// Makes room for so many cases.
    public mutating func reserveCapacity(_ count: Int) {
        principals.reserveCapacity(count)
        mainProcedures.reserveCapacity(count)
        others.reserveCapacity(3 * count)
        otherStarts.reserveCapacity(count + 1)
        procedureStarts.reserveCapacity(count)
    }

    /// Appends the cases at these places of other columns of the same grouper: reorders, repeats, selects.
    public mutating func append(_ rows: some Sequence<Int>, of other: DRGCaseColumns) {
        for row in rows {
            principals.append(other.principals[row])
            mainProcedures.append(other.mainProcedures[row])
            let (start, middle, end) = (other.otherStarts[row], other.procedureStarts[row], other.otherStarts[row + 1])
            procedureStarts.append(UInt32(others.count) + middle - start)
            others.append(contentsOf: other.others[Int(start)..<Int(end)])
            otherStarts.append(UInt32(others.count))
            for value in values.indices where !other.values[value].isEmpty {
                values[value].append(other.values[value][row])
            }
        }
    }
}

extension DRGCaseColumns {
    /// Touches eight words for each code of each case, and nothing else: what no grouping loop can fall below.
    ///
    /// - Parameter rows: eight words for each code number.
    package func touch(_ rows: [UInt64]) -> UInt64 {
        let words = rows.span
        var sum: UInt64 = 0
        var start = 0
        for index in principals.indices {
            sum &+= words[8 * Int(principals[index])] &+ words[8 * Int(mainProcedures[index])]
            let end = Int(otherStarts[index + 1])
            while start < end {
                sum &+= words[8 * Int(others[start])]
                start &+= 1  // below end
            }
        }
        return sum
    }
}

extension CaseValue {
    /// The place of the value among all values.
    var index: Int {
        switch self {
        case .age: 0
        case .sex: 1
        case .newbornAge: 2
        case .newbornWeight: 3
        case .stayDays: 4
        case .dischargeWay: 5
        case .intensiveCare: 6
        case .department: 7
        case .totalCost: 8
        }
    }
}
