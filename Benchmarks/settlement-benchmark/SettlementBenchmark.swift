import CaseGrouping
import CountySettlement
import ExactAmounts
import Foundation
import SettlementReplay

/// A county-year of generated claims, settled in memory.
struct SettlementBenchmark {
    private let claimCount: Int
    private let threads: Int

    init(_ options: inout Options) throws {
        claimCount = try options.count("--claims", default: 1_000_000)
        threads = try options.count("--threads", default: ProcessInfo.processInfo.activeProcessorCount)
    }

    func run(_ report: inout Report) async throws {
        let year = try makeYear()
        var intake = year.intake()
        let clock = ContinuousClock()
        let before = Report.peakKiB
        let intakeTime = try clock.measure { try take(into: &intake) }
        let book = intake.book
        report.add(
            Timing(
                name: "generate and take in", unit: "claims", count: claimCount, runs: [Timing.nanoseconds(intakeTime)],
                checksum: UInt64(book.count)))
        report.add("memory of the claims, MiB", (Report.peakKiB - before) >> 10)
        var times: [Int] = []
        var checksum: UInt64 = 0
        for _ in 0..<5 {
            var settled: SettledYear?
            let start = clock.now
            settled = try await year.settle(book, threads: threads)
            times.append(Timing.nanoseconds(start.duration(to: clock.now)))
            checksum = UInt64(bitPattern: settled?.accounts.funds.reduce(0) { $0 &+ $1.clearing.payable.fen } ?? 0)
        }
        report.add(
            Timing(
                name: "settle, \(threads) threads", unit: "claims", count: book.count, runs: times.sorted(),
                checksum: checksum))
        report.add("rejected", intake.rejected.count)
    }

    private func take(into intake: inout ClaimIntake) throws {
        let generated = try GeneratedClaims(GroupingBenchmark.ownDefinition)
        var random = SplitMix(seed: 4)
        let firstDay = 18_993  // 2022-01-01
        var person = 0
        for number in 0..<claimCount {
            // A person has one to three claims.
            if random.below(5) < 3 { person += 1 }
            let admission = firstDay + random.below(340)
            var medical = generated.next(&random)
            let cost = Money(fen: Int64(50_000 + random.below(2_000_000)))
            medical.totalCost = cost
            intake.take(
                Claim(
                    id: "S\(number)", person: "P\(person)", insurance: random.below(4) == 0 ? "310" : "390",
                    institution: "H\(random.below(30))", admission: CivilDate(dayNumber: Int32(admission)),
                    discharge: CivilDate(dayNumber: Int32(admission + 1 + random.below(20))), medical: medical,
                    totalCost: cost,
                    ownPay: Money(fen: cost.fen / 20)))
        }
    }

    private func makeYear() throws -> CountyYear {
        let files = try InputFile.definition(GroupingBenchmark.ownDefinition, named: "county-drg")
        let grouper = try CaseGrouper(files)
        var registers = Registers()
        for number in 0..<30 {
            registers.institutions.append(
                Institution(
                    code: "H\(number)", name: "H\(number)", level: number % 4, kind: number < 27 ? .member : .outside))
        }
        for (index, group) in grouper.groups.enumerated().dropFirst() {
            registers.weights.append(
                WeightRow(
                    group: group.code, level: nil,
                    weight: Rate(hundredMillionths: Int64(30_000_000 + index * 1_234_500)),
                    meanCost: nil, primaryCareFactor: nil))
        }
        for level in 0..<4 {
            registers.coefficients.append(
                CoefficientRow(
                    scope: .level(level), group: nil,
                    coefficient: Rate(hundredMillionths: Int64(80 + 7 * level) * 1_000_000)))
        }
        return try CountyYear(
            scheme: try SettlementScheme(json: Array(Self.scheme.utf8)), groupers: [grouper], registers: registers)
    }

    /// An invented scheme with chains, caps, low and high cases, readmissions and a value from the budget.
    private static let scheme = """
        {"id": "benchmark", "title": "benchmark", "year": {"from": "2022-01-01", "to": "2022-12-31"},
         "levels": ["township", "level1", "level2", "level3"], "definitions": [{"from": "2022-01-01", "folder": "county-drg"}],
         "benefit": {"rules": [
          {"insutype": "390", "med_type": "21",
           "deductible": {"standard": {"township": "200", "level1": "500", "level2": "800", "level3": "1200"},
                          "repeat": {"factors": ["1", "0.5"], "count": "sameLevel"}, "yearlyLimit": "3000"},
           "referral": {"up": "difference", "down": "zero", "same": "zero", "within": 15, "upBonus": "3%"},
           "ratio": {"township": "90%", "level1": "82%", "level2": "75%", "level3": "65%"}, "yearlyCap": "150000"},
          {"insutype": "310", "med_type": "21",
           "deductible": {"standard": {"township": "300", "level1": "300", "level2": "500", "level3": "800"}},
           "bands": [{"upTo": "40000", "ratio": {"township": "88%", "level1": "86%", "level2": "84%", "level3": "82%"}},
                     {"ratio": {"township": "92%", "level1": "90%", "level2": "90%", "level3": "88%"}}]}]},
         "payment": {"method": "drgPoints", "scale": "100", "overallMean": "9800.00",
          "low": {"below": "0.4", "coefficient": true, "capAtBase": true},
          "high": {"above": [{"weightBelow": "1", "times": "3"}, {"weightBelow": "2", "times": "2.5"}, {"times": "2"}]},
          "ungrouped": {"points": "cost", "factor": "0.8"}, "readmission": {"days": 15, "factor": "0.5"},
          "pointValue": {"mode": "budget", "basis": "cost", "residual": "allocate"}},
         "funds": [
          {"name": "residents", "insutypes": ["390"], "gross": "9000000000", "prepayment": {"share": "95%"},
           "deductions": [{"name": "reserve", "reserve": true, "rate": "10%", "of": "gross"}],
           "charges": [{"name": "outside", "charge": ["outside"]}]},
          {"name": "employees", "insutypes": ["310"], "gross": "4000000000",
           "deductions": [{"name": "reserve", "reserve": true, "rate": "10%", "of": "gross"}],
           "charges": [{"name": "outside", "charge": ["outside"]}]}]}
        """
}
