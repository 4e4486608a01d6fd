public import ExactAmounts

/// What the first pass over claims gathers: everything that the point value and the year's accounts need (6.3).
///
/// A tally starts empty; two of them merge, in any order and any grouping, to the same tally; it can be written to and read
/// from bytes; and it refuses to merge with one that was made under another scheme or definition. So parts of a county's
/// persons can be settled on different machines, as long as one person's claims stay together.
public struct Tally: Sendable, Hashable {
    /// What the tally was made under.
    public let fingerprint: Fingerprint
    /// By fund, then by institution.
    var funds: [FundTally]
    /// By institution, over all funds.
    var institutions: [InstitutionTotals]
    var counts = ClaimCounts()

    /// One fund's claims.
    struct FundTally: Sendable, Hashable {
        var institutions: [InstitutionTally]
        /// Accrued payments by kind of institution and type of claim, kind by kind.
        var accrued: [Money]
        /// Those of them that have no class.
        var accruedWithoutClass: [Money]
    }

    /// One institution's claims in one fund.
    struct InstitutionTally: Sendable, Hashable {
        /// Claims for which it was paid by points on admission.
        var claims: Int64 = 0
        var cost = Money.zero
        var accrued = Money.zero
        var patient = Money.zero
        var points = Points.zero
        /// Patients' shares of the cases whose points are above 0.
        var patientOfPoints = Money.zero
        var fixedDue = Money.zero
    }

    /// One institution's claims, whatever fund and kind.
    struct InstitutionTotals: Sendable, Hashable {
        var accruedWithoutClass = Money.zero
        var patient = Money.zero
    }

    /// What the indicators count (5.6).
    struct ClaimCounts: Sendable, Hashable {
        var settled: Int64 = 0
        var inpatients: Int64 = 0
        var inpatientsInCounty: Int64 = 0
        var inpatientCost = Money.zero
        var accrued = Money.zero
        var accruedInCounty = Money.zero
        var accruedPrimary = Money.zero
        var stepsUp: Int64 = 0
        var stepsDown: Int64 = 0
        var readmittedWithin15: Int64 = 0
        var needingReview: Int64 = 0
    }

    /// A tally of nothing.
    init(_ rules: YearRules) {
        fingerprint = rules.fingerprint
        let institutionCount = rules.institutions.codes.count
        let cells = [Money](repeating: .zero, count: InstitutionKind.allCases.count * rules.types.count)
        let fund = FundTally(
            institutions: Array(repeating: InstitutionTally(), count: institutionCount), accrued: cells,
            accruedWithoutClass: cells)
        funds = Array(repeating: fund, count: rules.scheme.funds.count)
        institutions = Array(repeating: InstitutionTotals(), count: institutionCount)
    }
}

/// Why two tallies do not merge, or bytes are no tally.
public enum TallyError: Error, Sendable, Equatable {
    /// They were made under another scheme, other registers or another definition.
    case otherRules
    /// A sum does not fit.
    case amountTooLarge
    /// The bytes are no tally of this version, or are damaged.
    case damaged
}

// MARK: - Merging

extension Tally {
    /// Adds another tally.
    ///
    /// - Throws: ``TallyError/otherRules``, ``TallyError/amountTooLarge``; this tally is then unchanged.
    /// - Complexity: O(institutions × funds).
    public mutating func merge(_ other: Tally) throws(TallyError) {
        if other.fingerprint != fingerprint { throw .otherRules }
        var sum = self
        do {
            try sum.forEachNumber(beside: other) { own, added throws(AmountError) in
                let (total, overflow) = own.addingReportingOverflow(added)
                if overflow { throw .amountTooLarge }
                return total
            }
        } catch {
            throw .amountTooLarge
        }
        self = sum
    }

    /// Replaces each number by what `body` makes of it and of the same number of another tally, always in one order.
    private mutating func forEachNumber(
        beside other: Tally, _ body: (Int64, Int64) throws(AmountError) -> Int64
    ) throws(AmountError) {
        for fund in funds.indices {
            for place in funds[fund].institutions.indices {
                try Self.combine(&funds[fund].institutions[place], other.funds[fund].institutions[place], body)
            }
            for cell in funds[fund].accrued.indices {
                funds[fund].accrued[cell] = Money(
                    fen: try body(funds[fund].accrued[cell].fen, other.funds[fund].accrued[cell].fen))
                funds[fund].accruedWithoutClass[cell] = Money(
                    fen: try body(
                        funds[fund].accruedWithoutClass[cell].fen, other.funds[fund].accruedWithoutClass[cell].fen))
            }
        }
        for place in institutions.indices {
            let (own, added) = (institutions[place], other.institutions[place])
            institutions[place].accruedWithoutClass = Money(
                fen: try body(own.accruedWithoutClass.fen, added.accruedWithoutClass.fen))
            institutions[place].patient = Money(fen: try body(own.patient.fen, added.patient.fen))
        }
        try Self.combine(&counts, other.counts, body)
    }

    private static func combine(
        _ own: inout InstitutionTally, _ added: InstitutionTally, _ body: (Int64, Int64) throws(AmountError) -> Int64
    ) throws(AmountError) {
        own.claims = try body(own.claims, added.claims)
        own.cost = Money(fen: try body(own.cost.fen, added.cost.fen))
        own.accrued = Money(fen: try body(own.accrued.fen, added.accrued.fen))
        own.patient = Money(fen: try body(own.patient.fen, added.patient.fen))
        own.points = Points(tenThousandths: try body(own.points.tenThousandths, added.points.tenThousandths))
        own.patientOfPoints = Money(fen: try body(own.patientOfPoints.fen, added.patientOfPoints.fen))
        own.fixedDue = Money(fen: try body(own.fixedDue.fen, added.fixedDue.fen))
    }

    private static func combine(
        _ own: inout ClaimCounts, _ added: ClaimCounts, _ body: (Int64, Int64) throws(AmountError) -> Int64
    ) throws(AmountError) {
        own.settled = try body(own.settled, added.settled)
        own.inpatients = try body(own.inpatients, added.inpatients)
        own.inpatientsInCounty = try body(own.inpatientsInCounty, added.inpatientsInCounty)
        own.inpatientCost = Money(fen: try body(own.inpatientCost.fen, added.inpatientCost.fen))
        own.accrued = Money(fen: try body(own.accrued.fen, added.accrued.fen))
        own.accruedInCounty = Money(fen: try body(own.accruedInCounty.fen, added.accruedInCounty.fen))
        own.accruedPrimary = Money(fen: try body(own.accruedPrimary.fen, added.accruedPrimary.fen))
        own.stepsUp = try body(own.stepsUp, added.stepsUp)
        own.stepsDown = try body(own.stepsDown, added.stepsDown)
        own.readmittedWithin15 = try body(own.readmittedWithin15, added.readmittedWithin15)
        own.needingReview = try body(own.needingReview, added.needingReview)
    }
}

// MARK: - Bytes

extension Tally {
    private static let mark: [UInt8] = Array("county-settlement tally 1\n".utf8)

    /// The tally as bytes: the same on every machine.
    public var bytes: [UInt8] {
        var bytes = Self.mark
        func append(_ word: UInt64) {
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
        append(fingerprint.high)
        append(fingerprint.low)
        var copy = self
        // Nothing is changed, so nothing can fail to fit.
        try? copy.forEachNumber(beside: self) { own, _ throws(AmountError) in
            append(UInt64(bitPattern: own))
            return own
        }
        var check = Fingerprint()
        check.combine(bytes)
        append(check.low)
        return bytes
    }

    /// Reads a tally that was made under the same rules as this one, which may be empty.
    ///
    /// - Throws: ``TallyError/damaged``, ``TallyError/otherRules``.
    public func reading(_ bytes: [UInt8]) throws(TallyError) -> Tally {
        guard bytes.starts(with: Self.mark), bytes.count >= Self.mark.count + 24 else { throw .damaged }
        var check = Fingerprint()
        check.combine(bytes.dropLast(8))
        var offset = bytes.count - 8
        func next() -> UInt64 {
            var word: UInt64 = 0
            for shift in 0..<8 { word |= UInt64(bytes[offset + shift]) << UInt64(8 * shift) }
            offset += 8
            return word
        }
        if next() != check.low { throw .damaged }
        offset = Self.mark.count
        if Fingerprint(high: next(), low: next()) != fingerprint { throw .otherRules }
        var read = self
        do {
            try read.forEachNumber(beside: self) { _, _ throws(AmountError) in
                if offset + 16 > bytes.count { throw .notANumber }
                return Int64(bitPattern: next())
            }
        } catch {
            throw .damaged
        }
        if offset != bytes.count - 8 { throw .damaged }
        return read
    }
}
