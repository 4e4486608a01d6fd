import CountySettlement
import ExactAmounts

/// A small table whose fields are read as what they should be; what is wrong goes to a list, and the reading goes on.
struct RegisterTable {
    let table: CSVTable
    let scheme: SettlementScheme
    let faults: FaultList

    var indices: Range<Int> { 0..<table.rowCount }

    /// The rows that can be read.
    func rows<Row>(_ read: (Int) -> Row?) -> [Row] { indices.compactMap(read) }

    func line(_ row: Int) -> Int { table.lines[row] }

    func text(_ row: Int, _ column: Int) -> String { table.string(row, column) }

    func report(_ row: Int, _ column: Int, _ code: InputFault.Code, _ message: String) {
        faults.add(table.fault(row, column, code, message))
    }

    /// A text that is not empty.
    func name(_ row: Int, _ column: Int) -> String? {
        if !table.isEmpty(row, column) { return text(row, column) }
        report(row, column, .missingValue, "the field is empty")
        return nil
    }

    /// A level that the scheme names.
    func level(_ row: Int, _ column: Int) -> Int? {
        guard let name = name(row, column) else { return nil }
        if let level = scheme.levels.firstIndex(of: name) { return level }
        report(row, column, .unknownName, "\"\(name)\" is none of the levels \(scheme.levels.joined(separator: ", "))")
        return nil
    }

    /// A level, or nil inside for an empty field.
    func optionalLevel(_ row: Int, _ column: Int) -> Int?? {
        table.isEmpty(row, column) ? .some(nil) : level(row, column).map { .some($0) }
    }

    /// One of a closed set of words.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(_ row: Int, _ column: Int) -> Choice? {
        guard let name = name(row, column) else { return nil }
        if let choice = Choice(rawValue: name) { return choice }
        let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        report(row, column, .badValue, "\"\(name)\" is none of \(known)")
        return nil
    }

    /// 1, or empty for no.
    func mark(_ row: Int, _ column: Int) -> Bool? {
        switch text(row, column) {
        case "": return false
        case "1": return true
        case let other:
            report(row, column, .badValue, "\"\(other)\" where 1 or nothing was expected")
            return nil
        }
    }

    /// A quantity that is not negative.
    func quantity<Quantity: ExactQuantity>(
        _ row: Int, _ column: Int, allowsNegative: Bool = false
    ) -> Quantity? {
        guard name(row, column) != nil else { return nil }
        do {
            let quantity = try Quantity(utf8: table.bytes.span.extracting(table.field(row, column)))
            if allowsNegative || quantity >= .zero { return quantity }
            report(row, column, .badValue, "\(quantity) is below 0")
        } catch {
            report(row, column, .badValue, "\"\(text(row, column))\" is no \(Quantity.self) (\(error.rawValue))")
        }
        return nil
    }

    /// A quantity, or nil inside for an empty field.
    func optionalQuantity<Quantity: ExactQuantity>(
        _ row: Int, _ column: Int, allowsNegative: Bool = false
    ) -> Quantity?? {
        if table.isEmpty(row, column) { return .some(nil) }
        let found: Quantity? = quantity(row, column, allowsNegative: allowsNegative)
        return found.map { .some($0) }
    }

    /// A whole number in a range.
    func wholeNumber(_ row: Int, _ column: Int, _ range: ClosedRange<Int>) -> Int? {
        if let number = try? parseWholeNumber(table.bytes.span.extracting(table.field(row, column))),
            range.contains(number)
        {
            return number
        }
        report(
            row, column, .badValue, "\"\(text(row, column))\" is not from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }

    /// A date.
    func date(_ row: Int, _ column: Int) -> CivilDate? {
        guard let text = name(row, column) else { return nil }
        if let date = CivilDate(text) { return date }
        report(row, column, .badValue, "\"\(text)\" is no date like 2022-01-31")
        return nil
    }

    /// A date, or nil inside for an empty field.
    func optionalDate(_ row: Int, _ column: Int) -> CivilDate?? {
        table.isEmpty(row, column) ? .some(nil) : date(row, column).map { .some($0) }
    }

    /// Finds rows with the same key.
    struct Keys {
        private let what: String
        private var lines: [[String]: Int] = [:]

        init(_ what: String) { self.what = what }

        mutating func insert(_ table: RegisterTable, _ row: Int, _ column: Int, _ key: [String]) {
            if let line = lines[key] {
                table.report(row, column, .repeatedKey, "the same \(what) as in line \(line)")
            } else {
                lines[key] = table.line(row)
            }
        }
    }

    func keys(_ what: String) -> Keys { Keys(what) }
}
