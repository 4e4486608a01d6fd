import CaseGrouping
import ExactAmounts

@testable import CountySettlement

extension RandomCounty {
    private static let codes = ["T1", "T1", "T2", "L1", "G", "G", "M3", "N", "V", "O", "X"]

    // MARK: Registers

    mutating func registers(_ claims: [Claim]) -> Registers {
        var registers = SmallCounty.plainRegisters
        // An upgraded centre, and one that leaves in the middle of the year.
        registers.institutions += [
            Institution(code: "X", name: "X", level: 0, kind: .member, to: day("06-30")),
            Institution(
                code: "X", name: "X", level: 1, kind: random.one(of: [.member, .nonmember]), from: day("07-01")),
        ]
        for (first, second) in zip(claims, claims.dropFirst()) where first.person == second.person && random.chance(60)
        {
            registers.referrals.append(
                Referral(
                    person: first.person, from: random.chance(80) ? first.institution : "G",
                    to: random.chance(80) ? second.institution : "G", date: second.admission,
                    line: registers.referrals.count + 2))
        }
        registers.weights = weights()
        for level in 0..<4 where random.chance(60) {
            registers.coefficients.append(CoefficientRow(scope: .level(level), group: nil, coefficient: coefficient()))
        }
        if random.chance(50) {
            registers.coefficients.append(
                CoefficientRow(scope: .institution("G"), group: nil, coefficient: coefficient()))
            registers.coefficients.append(
                CoefficientRow(scope: .level(0), group: cases[0].group, coefficient: coefficient()))
            registers.coefficients.append(
                CoefficientRow(scope: .institution("G"), group: cases[1].group, coefficient: coefficient()))
        }
        for claim in claims where random.chance(6) {
            registers.reviews[claim.id] = random.chance(50) ? .cost : .points(points(yuan(300)))
        }
        for quarter in 1...4 where random.chance(60) {
            registers.quarterScores[quarter] = Int64(random.number(5000...10_000))
        }
        if random.chance(70) {
            registers.accounts = ["G", "T1", "L1"].map { code in
                MemberAccount(
                    institution: code, income: random.chance(50) ? nil : money(yuan(90_000)), cost: money(yuan(60_000)),
                    openingRiskFund: money(yuan(200)),
                    approvedPayRoom: random.chance(50) ? nil : money(random.chance(10) ? "-5" : yuan(20_000)))
            }
        }
        return registers
    }

    private mutating func coefficient() -> Rate { rate("\(random.number(0...1)).\(random.number(1...9999))") }

    private mutating func weights() -> [WeightRow] {
        var rows: [WeightRow] = []
        for (_, group) in cases where group != "0000" && group != "NW19" && group != "EQY" {
            if method == .dip, random.chance(40) { continue }
            for level in [nil, 1] where level == nil || random.chance(25) {
                let text = random.chance(3) ? "0" : "\(random.number(0...2)).\(random.number(1...9999))"
                rows.append(
                    WeightRow(
                        group: group, level: level,
                        weight: rate(method == .dip ? "\(random.number(0...2000)).5" : text),
                        meanCost: random.chance(50) ? nil : money(random.chance(5) ? "0" : yuan(12_000)),
                        primaryCareFactor: random.chance(15) ? coefficient() : nil))
            }
        }
        return rows
    }

    // MARK: Claims

    mutating func claims() -> [Claim] {
        var claims: [Claim] = []
        let count = random.number(wishes.claimCount)
        while claims.count < count {
            let person = "P\(claims.count)"
            var last: Claim?
            let year = day("2022-01-01")
            var discharge = CivilDate(dayNumber: year.dayNumber + Int32(random.number(-60...330)))
            for _ in 0..<min(random.number(1...7), count - claims.count) {
                let gap = random.chance(70) ? random.number(-2...25) : random.number(26...120)
                let admission = CivilDate(dayNumber: max(discharge.dayNumber + Int32(gap), year.dayNumber - 60))
                if admission > day("12-28") { break }
                var claim = claim("S\(claims.count)", person, admission)
                // Patients come back for the same disease, often to the same place.
                if let last, random.chance(60) { claim.medical.diagnoses = last.medical.diagnoses }
                if let last, random.chance(40) { claim.institution = last.institution }
                if wishes.hasFaultyClaims, random.chance(7) { spoil(&claim, last) }
                discharge = max(claim.discharge, admission)
                claims.append(claim)
                last = claim
            }
        }
        return claims
    }

    private mutating func claim(_ id: String, _ person: String, _ admission: CivilDate) -> Claim {
        let last = day("12-31").dayNumber
        let discharge = CivilDate(dayNumber: min(last, admission.dayNumber + Int32(random.number(0...20))))
        let type = random.one(of: ["21", "21", "21", "21", "24", "", "11", "11", "14"])
        // Powers of a half and more of the mean, so that every class comes up.
        let whole = (random.number(0...6000) >> random.number(0...5)) << random.number(0...3)
        let cost = random.chance(2) ? Money.zero : money("\(whole).\(random.number(10...99))")
        var claim = Claim(
            id: id, person: person, insurance: random.chance(70) ? "390" : "310", type: type,
            institution: random.one(of: Self.codes), admission: admission, discharge: discharge,
            admissionWay: random.chance(20) ? 1 : 2,
            medical: InpatientCase(
                diagnoses: [random.one(of: cases).diagnosis], age: random.number(0...90), sex: 1,
                stayDays: random.chance(50) ? nil : random.number(0...20)),
            totalCost: cost)
        if random.chance(50) { claim.ownPay = Money(fen: cost.fen / Int64(random.number(3...20))) }
        if random.chance(20) { claim.eligibleCost = Money(fen: cost.fen * Int64(random.number(0...100)) / 100) }
        if random.chance(50) {
            claim.chineseMedicineShare = Rate(hundredMillionths: Int64(random.number(0...100)) * 1_000_000)
        }
        if random.chance(50) {
            let eligible = claim.eligibleCost?.fen ?? cost.fen - claim.ownPay.fen
            claim.recordedDeductible = Money(fen: min(eligible, Int64(random.number(0...800)) * 100))
            claim.recordedFundPayment = Money(fen: eligible * Int64(random.number(0...100)) / 100)
        }
        return claim
    }

    /// Makes a claim wrong in one way.
    private mutating func spoil(_ claim: inout Claim, _ last: Claim?) {
        switch random.number(0...9) {
        case 0: claim.person = ""
        case 1: claim.id = last?.id ?? ""
        case 2: claim.type = "99"
        case 3: claim.discharge = CivilDate(dayNumber: claim.admission.dayNumber - 1)
        case 4: claim.discharge = day("2023-01-01")
        case 5: claim.totalCost = money("-1")
        case 6: claim.ownPay = Money(fen: claim.totalCost.fen + 1)
        case 7: claim.institution = "XX"
        case 8: claim.insurance = "340"
        default: claim.medical.sex = 5
        }
    }
}
