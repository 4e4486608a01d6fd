import CaseGrouping
import ExactAmounts
import Testing

@testable import CountySettlement

/// Laws that hold of every county-year, tried on county-years from seeds.
@Suite struct RandomLawTests {
    static let seeds = UInt64(0)..<10

    /// Runs a law on twenty county-years of a block of seeds; a year that cannot be settled is left out.
    static func forEach(
        _ block: UInt64, _ wishes: RandomCounty.Wishes = RandomCounty.Wishes(),
        _ law: (UInt64, SmallCounty, CountyYear, ClaimIntake) async throws -> Void
    ) async throws {
        for seed in 10_000 + block * 20..<10_000 + (block + 1) * 20 {
            let county = RandomCounty.county(seed: seed, wishes)
            let (year, intake) = try county.taken()
            do {
                try await law(seed, county, year, intake)
            } catch SettlementError.packageBelowZero {
                continue
            }
        }
    }

    @Test(arguments: seeds)
    func `under difference and zero a chain never charges more than its highest standard`(_ block: UInt64) async throws
    {
        var wishes = RandomCounty.Wishes(claimCount: 10...40, steps: ["difference", "zero"], use: .computed)
        wishes.hasRepeatFactors = false
        var longest = 0
        try await Self.forEach(block, wishes) { seed, _, year, intake in
            let settled = try year.settle(intake.book)
            for (_, stays) in Dictionary(grouping: settled.claims.filter { $0.chain != nil }, by: { $0.chain }) {
                var highest = Money.zero
                for stay in stays {
                    let rule = year.scheme.benefit.rules.first { $0.pointer == stay.benefitRule }
                    switch rule?.deductible {
                    case .standard(let byLevel, _, _): highest = max(highest, byLevel[stay.institution.level])
                    case .perYear(let amount): highest = max(highest, amount)
                    case nil: Issue.record("a stay of a chain has a rule")
                    }
                }
                #expect(try FundBudget.sum(stays.map(\.deductible)) <= highest, "seed \(seed)")
                longest = max(longest, stays.count)
            }
        }
        #expect(longest >= 3)
    }

    @Test(arguments: seeds)
    func `persons in any number of books, with tallies through bytes and merged in any order, come to the same year`(
        _ block: UInt64
    ) async throws {
        let wishes = RandomCounty.Wishes(hasFaultyClaims: false, claimCount: 0...40)
        try await Self.forEach(block, wishes) { seed, county, year, intake in
            let whole = YearValues(try year.settle(intake.book))
            var random = SplitMix64(seed: seed)
            let count = random.number(1...5)
            var books = (0..<count).map { _ in year.intake() }
            var bookOf: [String: Int] = [:]
            for claim in county.claims {
                let book = bookOf[claim.person] ?? random.number(0...count - 1)
                bookOf[claim.person] = book
                books[book].take(claim)
            }
            let parts = try books.map { try year.firstPass($0.book) }
            var tally = year.emptyTally()
            for bytes in parts.map(\.tally.bytes).shuffled(using: &random) {
                try tally.merge(year.emptyTally().reading(bytes))
            }
            let values = try year.values(tally)
            let settled = try parts.map { try year.secondPass($0, values) }
            var dues = try #require(settled.first).dues
            for part in settled.dropFirst().shuffled(using: &random) { try dues.merge(part.dues) }
            let accounts = try year.accounts(tally, dues, values)
            var claims: [SettledClaim] = []
            var history = 0
            for (book, part) in zip(books, settled) {
                let single = SettledYear(year.rules, book.book, [part], tally, dues, accounts)
                claims += single.claims
                history += single.historyCount
            }
            #expect(YearValues(accounts, claims, history: history) == whole, "seed \(seed)")
            #expect(tally == (try year.firstPass(intake.book).tally))
        }
    }

    @Test(arguments: seeds)
    func `on two or more threads a year comes to the very same values`(_ block: UInt64) async throws {
        try await Self.forEach(block) { seed, _, year, intake in
            let one = try year.settle(intake.book)
            let several = try await year.settle(intake.book, threads: 2 + Int(seed % 4))
            #expect(YearValues(several) == YearValues(one), "seed \(seed)")
            #expect(several.settledClaims == one.settledClaims)
        }
    }

    @Test(arguments: seeds)
    func `without repeated ids a year does not depend on the order of its claims`(_ block: UInt64) async throws {
        let wishes = RandomCounty.Wishes(hasFaultyClaims: false)
        try await Self.forEach(block, wishes) { seed, county, year, intake in
            var random = SplitMix64(seed: seed)
            let shuffled = try county.taken(county.claims.shuffled(using: &random))
            #expect(
                try YearValues(shuffled.year.settle(shuffled.intake.book)) == YearValues(year.settle(intake.book)),
                "seed \(seed)")
        }
    }

    @Test(arguments: seeds)
    func `a claim that is added for one person changes no other person's benefit`(_ block: UInt64) async throws {
        let wishes = RandomCounty.Wishes(hasFaultyClaims: false, claimCount: 5...30)
        var settledMore = 0
        try await Self.forEach(block, wishes) { seed, county, year, intake in
            var random = SplitMix64(seed: seed)
            guard var added = county.claims.randomElement(using: &random) else { return }
            added.id = "ADDED"
            let (_, more) = try county.taken(county.claims + [added])
            let before = YearValues(try year.settle(intake.book)).claims
            let after = YearValues(try year.settle(more.book)).claims
            let persons = Dictionary(county.claims.map { ($0.id, $0.person) }) { first, _ in first }
            for (id, values) in before where persons[id] != added.person {
                #expect(after[id]?.benefit == values.benefit, "seed \(seed)")
                #expect(after[id]?.points == values.points, "seed \(seed)")
            }
            settledMore += after.count - before.count
        }
        #expect(settledMore > 10)
    }

    @Test(arguments: seeds)
    func `ten times the scale leaves every class as it is and makes exact points ten times as many`(
        _ block: UInt64
    ) async throws {
        var compared = 0
        let wishes = RandomCounty.Wishes(method: .drgPoints)
        try await Self.forEach(block, wishes) { seed, county, year, intake in
            var other = county
            let scale = try #require(county.scheme.at("/payment/scale"))
            guard case .string(let text) = scale else { return }
            other.scheme = county.scheme.setting("/payment/scale", .string(text == "0.5" ? "5" : text + "0"))
            let (wider, same) = try other.taken()
            let (own, ten) = (try Self.points(year, intake.book), try Self.points(wider, same.book))
            #expect(own.map(\.single.caseClass) == ten.map(\.single.caseClass), "seed \(seed)")
            for (before, after) in zip(own, ten) {
                // Bed days and a review's points are given, and do not go by the scale.
                let isGiven =
                    before.single.caseClass == .bedDay
                    || county.registers.reviews[before.id].map { $0 != .cost } ?? false
                if isGiven {
                    #expect(after.exact == before.exact, "seed \(seed)")
                } else {
                    #expect(after.exact == (try before.exact * ExactRatio(10)), "seed \(seed)")
                    // Each is rounded to 4 decimals: ten half units, and one more half.
                    let difference = after.single.points.tenThousandths - 10 * before.single.points.tenThousandths
                    #expect(abs(difference) <= 5, "seed \(seed)")
                    compared += before.single.points > .zero ? 1 : 0
                }
            }
        }
        #expect(compared > 20)
    }

    /// Each claim's class and points before and after their rounding.
    static func points(_ year: CountyYear, _ book: ClaimBook) throws -> [(
        id: String, single: SettledCase, exact: ExactRatio
    )] {
        var found: [(id: String, single: SettledCase, exact: ExactRatio)] = []
        var engine = BenefitEngine(year.rules, Shared(book))
        var trace = NoSettlementTrace()
        let order = book.partsByPerson(1).first ?? []
        for person in Dictionary(grouping: order, by: { book.records[Int($0)].person }).sorted(by: { $0.key < $1.key })
        {
            let stays = person.value[...]
            var settled = PersonStays()
            settled.load(stays, year.rules.group(stays, of: book)[...], book)
            try settled.settle(CasePricer(rules: year.rules), Shared(book), &engine, &trace)
            for (place, claim) in stays.enumerated() {
                found.append((book.id(Int(claim)), settled.cases[place], settled.exactPoints[place]))
            }
        }
        return found
    }
}
