public import CaseGrouping
import ExactAmounts

/// A county-year ready to settle: its scheme, its groupers and its registers, checked against each other.
///
/// Everything is a value: no file, clock, locale or global state takes part, and one value may be asked from many threads.
///
/// ```swift
/// let year = try CountyYear(scheme: scheme, groupers: [grouper], registers: registers)
/// var intake = year.intake()
/// for claim in claims { intake.take(claim) }
/// let settled = try year.settle(intake.book)
/// ```
public struct CountyYear: Sendable {
    let rules: YearRules

    /// A year under a scheme.
    ///
    /// - Parameters:
    ///   - scheme: the year's policy.
    ///   - groupers: one for each of the scheme's definitions, in their order.
    ///   - registers: the tables beside the claims.
    /// - Throws: `InputFaults` for institutions whose periods overlap; ``SettlementError/definitionMismatch(_:)``.
    public init(scheme: SettlementScheme, groupers: [CaseGrouper], registers: Registers) throws {
        if groupers.count != scheme.definitions.count {
            throw SettlementError.definitionMismatch(
                "\(groupers.count) groupers for \(scheme.definitions.count) definitions")
        }
        for grouper in groupers {
            let isDIP = if case .dip = grouper { true } else { false }
            if isDIP != (scheme.payment.method == .dip) {
                throw SettlementError.definitionMismatch(
                    "the definition \(grouper.id) does not fit the method \(scheme.payment.method.rawValue)")
            }
        }
        rules = try YearRules(scheme, registers, groupers)
    }

    /// The scheme.
    public var scheme: SettlementScheme { rules.scheme }

    /// The groupers in the order of the scheme's definitions.
    public var groupers: [CaseGrouper] { rules.groupers }

    /// An intake for this year's claims.
    public func intake() -> ClaimIntake { ClaimIntake(rules) }

    /// An empty tally of this year, to merge others into or to read bytes with.
    public func emptyTally() -> Tally { Tally(rules) }
}

// MARK: - The order of the stages

extension CountyYear {
    /// Settles a year on one thread.
    ///
    /// - Throws: ``SettlementError``.
    /// - Complexity: O(n log n) for n claims.
    public func settle(_ book: ClaimBook) throws(SettlementError) -> SettledYear {
        let part = try firstPass(book)
        let values = try values(part.tally)
        let settled = try secondPass(part, values)
        return try close(book, [settled], part.tally, settled.dues, values)
    }

    /// Settles a year on several threads: the very same values as on one.
    ///
    /// - Throws: ``SettlementError``, `CancellationError`.
    public func settle(_ book: ClaimBook, threads: Int) async throws -> SettledYear {
        if threads <= 1 { return try settle(book) }
        let shared = Shared(book)
        let parts = try await concurrently(book.partsByPerson(threads)) { order in
            try firstPass(shared, order)
        }
        var tally = emptyTally()
        for part in parts { try merge { () throws(TallyError) in try tally.merge(part.tally) } }
        let values = try values(tally)
        let settled = try await concurrently(parts) { part in try secondPass(part, values) }
        var dues = DueTally(rules)
        for part in settled { try merge { () throws(TallyError) in try dues.merge(part.dues) } }
        return try close(book, settled, tally, dues, values)
    }

    private func merge(_ body: () throws(TallyError) -> Void) throws(SettlementError) {
        do { try body() } catch { throw .amountTooLarge }
    }

    private func concurrently<Input: Sendable, Output: Sendable>(
        _ inputs: [Input], _ body: @escaping @Sendable (Input) throws -> Output
    ) async throws -> [Output] {
        try await withThrowingTaskGroup(of: (Int, Output).self) { group in
            for (index, input) in inputs.enumerated() { group.addTask { (index, try body(input)) } }
            var outputs = [Output?](repeating: nil, count: inputs.count)
            for try await (index, output) in group { outputs[index] = output }
            return outputs.compactMap { $0 }
        }
    }
}

// MARK: - Single stages

extension CountyYear {
    /// The first pass over the claims of some persons: all that can be said without the point value.
    ///
    /// A person's claims must all be in one book.
    ///
    /// - Throws: ``SettlementError/amountTooLarge``.
    public func firstPass(_ book: ClaimBook) throws(SettlementError) -> SettlementPart {
        try firstPass(Shared(book), book.partsByPerson(1).first ?? [])
    }

    private func firstPass(_ book: Shared<ClaimBook>, _ order: ArraySlice<Int32>) throws(SettlementError)
        -> SettlementPart
    {
        do {
            return SettlementPart(book: book, first: try FirstPass(rules, book, order))
        } catch {
            throw .amountTooLarge
        }
    }

    /// What the funds' points are worth, from the tally of all claims.
    ///
    /// - Throws: ``SettlementError``.
    public func values(_ tally: Tally) throws(SettlementError) -> [FundValue] {
        var trace = NoSettlementTrace()
        var values: [FundValue] = []
        for (fund, scheme) in rules.scheme.funds.enumerated() {
            let budget = try FundBudget(scheme, tally.funds[fund], rules)
            values.append(try FundValue(scheme, rules.scheme.payment.pointValue, budget, tally.funds[fund], &trace))
        }
        return values
    }

    /// The second pass over a part: amounts and dues.
    ///
    /// - Throws: ``SettlementError/amountTooLarge``.
    public func secondPass(_ part: SettlementPart, _ values: [FundValue]) throws(SettlementError) -> SettledPart {
        do {
            return SettledPart(part: part, second: try SecondPass(rules, part.book.value, part.first, values))
        } catch {
            throw .amountTooLarge
        }
    }

    /// The funds' and members' accounts, from the tallies of all claims.
    ///
    /// - Throws: ``SettlementError``.
    public func accounts(_ tally: Tally, _ dues: DueTally, _ values: [FundValue]) throws(SettlementError)
        -> YearAccounts
    {
        var trace = NoSettlementTrace()
        var funds: [FundYear] = []
        for (fund, scheme) in rules.scheme.funds.enumerated() {
            let budget = try FundBudget(scheme, tally.funds[fund], rules)
            var closing = FundClosing(fund, rules, budget, values[fund], tally.funds[fund], dues.dues[fund])
            do {
                funds.append(try closing.close(uncharged: tally.funds[fund].uncharged(scheme, rules), &trace))
            } catch {
                throw .amountTooLarge
            }
        }
        do {
            return try YearAccounts(rules, funds, tally)
        } catch {
            throw .amountTooLarge
        }
    }

    private func close(
        _ book: ClaimBook, _ parts: [SettledPart], _ tally: Tally, _ dues: DueTally, _ values: [FundValue]
    ) throws(SettlementError) -> SettledYear {
        SettledYear(rules, book, parts, tally, dues, try accounts(tally, dues, values))
    }
}

/// Some persons' claims after the first pass.
public struct SettlementPart: Sendable {
    let book: Shared<ClaimBook>
    let first: FirstPass

    /// What the claims add up to.
    public var tally: Tally { first.tally }
}

/// Some persons' claims after the second pass.
public struct SettledPart: Sendable {
    let part: SettlementPart
    let second: SecondPass

    /// What the cases are due, by fund and institution.
    public var dues: DueTally { second.sums }
}

extension ClaimBook {
    /// The claims person by person, each person's in the order of admission, discharge and id, in parts of whole persons.
    func partsByPerson(_ parts: Int) -> [ArraySlice<Int32>] {
        var starts = [Int](repeating: 0, count: persons.count + 1)
        for record in records { starts[Int(record.person) + 1] += 1 }
        for person in 0..<persons.count { starts[person + 1] += starts[person] }
        let (records, ids) = (records, ids)
        var next = starts
        var order = [Int32](repeating: 0, count: records.count)
        for (claim, record) in records.enumerated() {
            order[next[Int(record.person)]] = Int32(claim)
            next[Int(record.person)] += 1
        }
        for person in 0..<persons.count where starts[person + 1] - starts[person] > 1 {
            Self.sort(&order, starts[person]..<starts[person + 1], records, ids)
        }
        // Parts end where a person ends, as near to equal sizes as that allows.
        var slices: [ArraySlice<Int32>] = []
        var (begin, person) = (0, 0)
        for part in 1...max(1, parts) {
            let goal = order.count * part / max(1, parts)
            while person < persons.count, starts[person] < goal { person += 1 }
            let end = part == max(1, parts) ? order.count : starts[person]
            if end > begin { slices.append(order[begin..<end]) }
            begin = end
        }
        return slices
    }

    /// Sorts a stretch: by insertion where it is short, as it is for nearly every person.
    private static func sort(
        _ order: inout [Int32], _ range: Range<Int>, _ records: [ClaimRecord], _ ids: TextIndex
    ) {
        if range.count > 16 { return order[range].sort { precedes($0, $1, records, ids) } }
        for place in range.dropFirst() {
            let claim = order[place]
            var free = place
            while free > range.lowerBound, precedes(claim, order[free - 1], records, ids) {
                order[free] = order[free - 1]
                free -= 1
            }
            order[free] = claim
        }
    }

    private static func precedes(
        _ first: Int32, _ second: Int32, _ records: [ClaimRecord], _ ids: TextIndex
    ) -> Bool {
        let (a, b) = (records[Int(first)], records[Int(second)])
        if a.admission != b.admission { return a.admission < b.admission }
        if a.discharge != b.discharge { return a.discharge < b.discharge }
        return ids.precedes(Int(a.id), Int(b.id))
    }
}
