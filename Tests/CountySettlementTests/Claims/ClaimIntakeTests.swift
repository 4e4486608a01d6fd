import CaseGrouping
import ExactAmounts
import Testing

@testable import CountySettlement

/// Which claims are not taken, and why (1.5).
@Suite struct ClaimIntakeTests {
    /// A claim without fault, changed by a test.
    static func claim(_ change: (inout Claim) -> Void = { _ in }) -> Claim {
        var claim = Claim.stay("S", at: "G", "03-01", "03-10")
        change(&claim)
        return claim
    }

    static func rejected(_ claims: [Claim], _ county: SmallCounty = SmallCounty()) throws -> [RejectedClaim] {
        try county.taken(claims).intake.rejected
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let claim: Claim
        let reason: RejectReason?

        init(_ testDescription: String, _ reason: RejectReason?, _ change: (inout Claim) -> Void) {
            (self.testDescription, self.reason, claim) = (testDescription, reason, ClaimIntakeTests.claim(change))
        }
    }

    @Test(arguments: [
        Row("nothing wrong", nil) { _ in }, Row("no id", .missingValue) { $0.id = "" },
        Row("no person", .missingValue) { $0.person = "" }, Row("no insurance", .missingValue) { $0.insurance = "" },
        Row("no institution", .missingValue) { $0.institution = "" },
        Row("no age", .missingValue) { $0.medical.age = nil },
        Row("no diagnosis", .missingValue) { $0.medical.diagnoses = [] },
        Row("only empty diagnoses", .missingValue) { $0.medical.diagnoses = CodeList(text: " | |\u{3000}") },
        Row("no type is inpatient", nil) { $0.type = "" }, Row("an unknown type", .badCode) { $0.type = "99" },
        Row("no sex", nil) { $0.medical.sex = nil }, Row("an unknown sex", .badCode) { $0.medical.sex = 3 },
        Row("discharged on the day", nil) { $0.discharge = $0.admission },
        Row("discharged before", .dischargeBeforeAdmission) { $0.discharge = day("02-28") },
        Row("discharged on the last day", nil) { $0.discharge = day("12-31") },
        Row("discharged after the year", .outsideYear) { $0.discharge = day("2023-01-01") },
        Row("discharged on the day before the year", nil) {
            ($0.admission, $0.discharge) = (day("2021-01-01"), day("2021-12-31"))
        },
        Row("a negative total", .amountsInconsistent) { $0.totalCost = money("-0.01") },
        Row("a total of 0", nil) { $0.totalCost = .zero },
        Row("a negative own pay", .amountsInconsistent) { $0.ownPay = money("-0.01") },
        Row("a negative over-limit pay", .amountsInconsistent) { $0.overLimitPay = money("-0.01") },
        Row("a negative first share", .amountsInconsistent) { $0.firstSharePay = money("-0.01") },
        Row("a negative eligible cost", .amountsInconsistent) { $0.eligibleCost = money("-0.01") },
        Row("a negative recorded deductible", .amountsInconsistent) { $0.recordedDeductible = money("-0.01") },
        Row("a negative recorded payment", .amountsInconsistent) { $0.recordedFundPayment = money("-0.01") },
        Row("parts that are the total", nil) {
            ($0.ownPay, $0.overLimitPay, $0.firstSharePay) = (money("500"), money("300"), money("200"))
        },
        Row("parts above the total", .amountsInconsistent) {
            ($0.ownPay, $0.overLimitPay, $0.firstSharePay) = (money("500"), money("300"), money("200.01"))
        },
        Row("parts above the total beside an eligible cost", .amountsInconsistent) {
            ($0.ownPay, $0.eligibleCost) = (money("1000.01"), .zero)
        },
        Row("an eligible cost of the total", nil) { $0.eligibleCost = money("1000") },
        Row("an eligible cost above the total", .amountsInconsistent) { $0.eligibleCost = money("1000.01") },
        Row("a recorded deductible of the eligible cost", nil) {
            ($0.ownPay, $0.recordedDeductible) = (money("400"), money("600"))
        },
        Row("a recorded deductible above the eligible cost", .amountsInconsistent) {
            ($0.ownPay, $0.recordedDeductible) = (money("400"), money("600.01"))
        },
        Row("a recorded payment of the total", nil) { $0.recordedFundPayment = money("1000") },
        Row("a recorded payment above the total", .amountsInconsistent) { $0.recordedFundPayment = money("1000.01") },
        Row("amounts whose sum does not fit", .amountsInconsistent) {
            ($0.ownPay, $0.overLimitPay) = (Money(fen: .max), Money(fen: .max))
        },
        Row("an unknown institution", .unknownInstitution) { $0.institution = "XX" },
        Row("an institution in another case", .unknownInstitution) { $0.institution = "g" },
        Row("an insurance without a fund", .noFund) { $0.insurance = "999" },
    ])
    func `a claim is rejected for the first reason that applies`(_ row: Row) throws {
        let rejected = try Self.rejected([row.claim])
        #expect(rejected.map(\.rejection.reason) == (row.reason.map { [$0] } ?? []))
        #expect(rejected.map(\.line) == (row.reason == nil ? [] : [1]))
        #expect(rejected.allSatisfy { $0.id == row.claim.id })
    }

    @Test func `reasons are looked for in one order, whatever else is wrong`() throws {
        var faults: [(RejectReason, (inout Claim) -> Void)] = [
            (.missingValue, { $0.person = "" }), (.badCode, { $0.type = "99" }),
            (.dischargeBeforeAdmission, { ($0.admission, $0.discharge) = (day("2023-03-02"), day("2023-03-01")) }),
            (.outsideYear, { ($0.admission, $0.discharge) = (day("2023-03-01"), day("2023-03-02")) }),
            (.amountsInconsistent, { $0.totalCost = money("-1") }), (.unknownInstitution, { $0.institution = "XX" }),
            (.noFund, { $0.insurance = "999" }),
        ]
        while !faults.isEmpty {
            let claim = Self.claim { claim in for fault in faults.reversed() { fault.1(&claim) } }
            #expect(try Self.rejected([claim]).map(\.rejection.reason) == [faults[0].0])
            faults.removeFirst()
        }
    }

    @Test func `an id stands for the first claim that has it, rejected or not`() throws {
        let claims = [
            Self.claim { $0.totalCost = money("-1") }, Self.claim(), Self.claim { $0.person = "Q" },
            Self.claim { ($0.id, $0.person) = ("T", "") }, Self.claim { $0.id = "T" },
            Self.claim {
                $0.id = "H"; $0.admission = day("2021-01-01"); $0.discharge = day("2021-01-02")
            },
            Self.claim { $0.id = "H" }, Self.claim { $0.id = "" }, Self.claim { $0.id = "" },
            Self.claim { $0.id = "U" },
        ]
        let (year, intake) = try SmallCounty().taken(claims)
        #expect(
            intake.rejected.map(\.rejection.reason) == [
                .amountsInconsistent, .duplicateClaim, .duplicateClaim, .missingValue, .duplicateClaim, .duplicateClaim,
                .missingValue, .missingValue,
            ])
        #expect(intake.rejected.map(\.line) == [1, 2, 3, 4, 5, 7, 8, 9])
        let settled = try year.settle(intake.book)
        #expect(intake.readCount == 10)
        #expect(settled.historyCount == 1)
        #expect(settled.claims.map(\.id) == ["U"])
    }

    @Test func `an institution is known only in the periods of its rows, both ends included`() throws {
        var county = SmallCounty()
        county.registers.institutions.append(
            Institution(code: "X", name: "X", level: 0, kind: .member, from: day("03-01"), to: day("03-31")))
        for (admission, isKnown) in [("02-28", false), ("03-01", true), ("03-31", true), ("04-01", false)] {
            let claim = Claim.stay("S", at: "X", admission, "05-01")
            #expect(
                try Self.rejected([claim], county).map(\.rejection.reason) == (isKnown ? [] : [.unknownInstitution]))
        }
    }

    @Test func `periods of one institution do not overlap`() throws {
        func county(_ periods: [(String?, String?)]) -> SmallCounty {
            var county = SmallCounty()
            county.registers.institutions += periods.enumerated().map { place, period in
                Institution(
                    code: "X", name: "X", level: 0, kind: .member, from: period.0.map(day), to: period.1.map(day),
                    line: place + 2)
            }
            return county
        }
        #expect(throws: Never.self) { try county([(nil, "03-31"), ("04-01", "05-31"), ("06-01", nil)]).year() }
        #expect(throws: Never.self) { try county([("06-01", nil), (nil, "03-31")]).year() }
        for periods in [
            [(nil, "03-31"), ("03-31", nil)], [("06-01", nil), (nil, nil)], [(nil, nil), (nil, "01-01")],
        ] as [[(String?, String?)]] {
            let faults = #expect(throws: InputFaults.self) { try county(periods).year() }
            #expect(faults?.faults.map(\.code) == [.badPeriod])
            #expect(faults?.faults.map(\.file) == ["institutions.csv"])
        }
    }

    @Test func `a visit needs neither diagnosis nor age, and is no case`() throws {
        var county = SmallCounty(claims: [.stay("S", type: "11", at: "G", "03-01", "03-01", diagnosis: "", age: nil)])
        county.scheme = county.scheme.setting("/benefit/rules/0/med_type", ["21", "11"])
        let only = try county.onlyCase()
        #expect(only.accrued == money("1000"))
        #expect(!only.isInpatient)
        #expect(only.caseClass == nil)
        #expect(only.due == nil)
        #expect(only.definition == nil)
    }

    @Test func `a type that is inpatient by the scheme alone is grouped, and without a rule has no benefit`() throws {
        var county = SmallCounty(claims: [.stay("S", type: "24", at: "G", "03-01", "03-10")])
        county.scheme = county.scheme.setting("/inpatientTypes", ["21", "24"])
        let only = try county.onlyCase()
        #expect(only.group?.code == "AA19")
        #expect(!only.hasBenefit)
        #expect(only.caseClass == nil)
        #expect(only.accrued == .zero)
    }
}
