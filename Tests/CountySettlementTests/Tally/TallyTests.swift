import ExactAmounts
import Testing

@testable import CountySettlement

/// Tallies: empty, merged, written and read, and refused (6.3).
@Suite struct TallyTests {
    static func county(_ claims: [Claim] = [.stay("S", at: "G", "03-01", "03-10")]) -> SmallCounty {
        SmallCounty(claims: claims)
    }

    static func tally(_ county: SmallCounty) throws -> (CountyYear, Tally) {
        let (year, intake) = try county.taken()
        return (year, try year.firstPass(intake.book).tally)
    }

    @Test func `merging with an empty tally changes nothing, and twice the same doubles`() throws {
        let (year, tally) = try Self.tally(Self.county())
        var sum = year.emptyTally()
        try sum.merge(tally)
        #expect(sum == tally)
        try sum.merge(year.emptyTally())
        #expect(sum == tally)
        try sum.merge(tally)
        #expect(sum != tally)
        #expect(sum.counts.settled == 2)
        #expect(try year.values(sum)[0].points == points("200"))
    }

    @Test
    func `a tally refuses one of another scheme, of other registers and of another definition, and stays as it was`()
        throws
    {
        let (_, tally) = try Self.tally(Self.county())
        var others: [SmallCounty] = []
        var other = Self.county()
        other.scheme = other.scheme.setting("/title", "another")
        others.append(other)
        other = Self.county()
        other.registers.weights[0] = WeightRow(
            group: "AA19", level: nil, weight: rate("1.1"), meanCost: nil, primaryCareFactor: nil)
        others.append(other)
        other = Self.county()
        other.registers.reviews = ["T": .cost]
        others.append(other)
        other = Self.county()
        other.registers.referrals = [Referral(person: "P", from: "T1", to: "G", date: day("01-01"), line: 2)]
        others.append(other)
        other = Self.county()
        other.groupers = [SmallDefinitions.secondDRG]
        others.append(other)
        for other in others {
            let (year, stranger) = try Self.tally(other)
            var sum = tally
            #expect(throws: TallyError.otherRules) { try sum.merge(stranger) }
            #expect(sum == tally)
            #expect(throws: TallyError.otherRules) { try tally.reading(stranger.bytes) }
            let (_, own) = try Self.tally(Self.county())
            let dues = try year.secondPass(year.firstPass(other.taken().intake.book), year.values(stranger)).dues
            var ownDues = try Self.dues(Self.county())
            #expect(throws: TallyError.otherRules) { try ownDues.merge(dues) }
            #expect(own == tally)
        }
        // The order in which dictionaries were filled is no difference.
        var (first, second) = (Self.county(), Self.county())
        let ids = (1...20).map { "R\($0)" }
        for id in ids { first.registers.reviews[id] = .cost }
        for id in ids.reversed() { second.registers.reviews[id] = .cost }
        #expect(try first.year().emptyTally() == second.year().emptyTally())
    }

    static func dues(_ county: SmallCounty) throws -> DueTally {
        let (year, intake) = try county.taken()
        let part = try year.firstPass(intake.book)
        return try year.secondPass(part, year.values(part.tally)).dues
    }

    @Test func `sums that do not fit are refused, and the tally stays as it was`() throws {
        // Two of these totals do not fit together.
        let half = "46116860184273879.04"
        let (_, tally) = try Self.tally(Self.county([.stay("S", at: "G", "03-01", "03-10", cost: half, eligible: "0")]))
        var sum = tally
        #expect(throws: TallyError.amountTooLarge) { try sum.merge(tally) }
        #expect(sum == tally)
        var county = Self.county([.stay("S", at: "G", "03-01", "03-10", cost: "0")])
        county.scheme = county.scheme.setting("/funds/0/pointValue", "1")
        county.registers.reviews = ["S": .points(points("461168601842738.7904"))]
        county.scheme = county.scheme.setting("/funds/0/pointValue", "100")
        var dues = try Self.dues(county)
        let same = dues
        #expect(throws: TallyError.amountTooLarge) { try dues.merge(same) }
        #expect(dues == same)
    }

    @Test func `a tally is read from its bytes as it was written`() throws {
        for seed in UInt64(0)..<20 {
            let (year, intake) = try RandomCounty.county(seed: seed).taken()
            let tally = try year.firstPass(intake.book).tally
            #expect(try year.emptyTally().reading(tally.bytes) == tally)
            #expect(tally.bytes == (try year.firstPass(intake.book).tally.bytes))
        }
    }

    @Test func `every changed, missing or added byte is found`() throws {
        let (year, tally) = try Self.tally(Self.county())
        let (empty, bytes) = (year.emptyTally(), tally.bytes)
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 1 << UInt8(index % 8)
            #expect(throws: TallyError.damaged, "byte \(index)") { try empty.reading(damaged) }
        }
        for count in [0, 1, 26, 27, bytes.count / 2, bytes.count - 8, bytes.count - 1] {
            #expect(throws: TallyError.damaged, "\(count) bytes") { try empty.reading(Array(bytes.prefix(count))) }
        }
        #expect(throws: TallyError.damaged) { try empty.reading(bytes + [0]) }
        #expect(throws: TallyError.damaged) { try empty.reading(bytes + bytes) }
    }

    @Test func `bytes of the right rules that hold too few or too many numbers are damaged`() throws {
        let (year, tally) = try Self.tally(Self.county())
        for change in [-8, 8] {
            var bytes = Array(tally.bytes.dropLast(8))
            if change < 0 { bytes.removeLast(8) } else { bytes += [UInt8](repeating: 0, count: 8) }
            var check = Fingerprint()
            check.combine(bytes)
            for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: check.low >> UInt64(8 * shift))) }
            #expect(throws: TallyError.damaged) { try year.emptyTally().reading(bytes) }
        }
    }
}
