import CaseGrouping
import CountySettlement
import ExactAmounts

/// Reads the tables beside the claims (1.3): a bad row is a fault of its file.
struct RegisterReader {
    let scheme: SettlementScheme
    let faults: FaultList

    /// The bytes of each file that is there.
    let files: [String: [UInt8]]
    /// Files that are there and could not be read, which has been said.
    let unreadable: Set<String>

    func registers() -> Registers {
        var registers = Registers()
        registers.institutions = institutions()
        registers.referrals = referrals()
        registers.weights = weights()
        registers.coefficients = coefficients()
        registers.reviews = reviews()
        registers.quarterScores = assessments()
        registers.accounts = accounts()
        return registers
    }

    private func table(_ file: String, _ columns: [CSVTable.Column], isOptional: Bool) -> RegisterTable? {
        guard let bytes = files[file] else {
            if !isOptional, !unreadable.contains(file) {
                faults.add(InputFault(file: file, code: .unreadableFile, message: "the folder has no file \(file)"))
            }
            return nil
        }
        do {
            return RegisterTable(
                table: try CSVTable(file: file, bytes: bytes, columns: columns), scheme: scheme, faults: faults)
        } catch {
            faults.add(contentsOf: error)
            return nil
        }
    }

    // MARK: Tables

    private func institutions() -> [Institution] {
        let columns: [CSVTable.Column] = [
            "fixmedins_code", "fixmedins_name", "level", "kind", .init("parent", isOptional: true),
            .init("from", isOptional: true),
            .init("to", isOptional: true),
        ]
        guard let table = table("institutions.csv", columns, isOptional: false) else { return [] }
        return table.rows { row in
            let code = table.name(row, 0)
            let name = table.name(row, 1)
            let level = table.level(row, 2)
            let kind: InstitutionKind? = table.choice(row, 3)
            let from = table.optionalDate(row, 5)
            let to = table.optionalDate(row, 6)
            if let from, let to, let first = from, let last = to, last < first {
                table.report(row, 6, .badPeriod, "the period ends before it begins")
            }
            guard let code, let name, let level, let kind, let from, let to else { return nil }
            return Institution(
                code: code, name: name, level: level, kind: kind, parent: table.text(row, 4), from: from, to: to,
                line: table.line(row))
        }
    }

    private func referrals() -> [Referral] {
        let columns: [CSVTable.Column] = ["psn_no", "refl_fixmedins_code", "reflin_medins_no", "refl_date"]
        guard let table = table("referrals.csv", columns, isOptional: true) else { return [] }
        return table.rows { row in
            let person = table.name(row, 0)
            let from = table.name(row, 1)
            let to = table.name(row, 2)
            let date = table.date(row, 3)
            guard let person, let from, let to, let date else { return nil }
            return Referral(person: person, from: from, to: to, date: date, line: table.line(row))
        }
    }

    private func weights() -> [WeightRow] {
        let columns: [CSVTable.Column] = [
            "group", .init("level", isOptional: true), "weight", "mean_cost", "primary_care",
            .init("primary_care_factor", isOptional: true),
        ]
        guard let table = table("weights.csv", columns, isOptional: false) else { return [] }
        var keys = table.keys("group and level")
        return table.rows { row in
            let group = table.name(row, 0)
            let level = table.optionalLevel(row, 1)
            let weight: Rate? = table.quantity(row, 2)
            let mean: Money?? = table.optionalQuantity(row, 3)
            let isPrimary = table.mark(row, 4)
            let factor: Rate?? = table.optionalQuantity(row, 5)
            keys.insert(table, row, 0, [table.text(row, 0), table.text(row, 1)])
            guard let group, let level, let weight, let mean, let isPrimary, let factor else { return nil }
            return WeightRow(
                group: group, level: level, weight: weight, meanCost: mean,
                primaryCareFactor: isPrimary ? factor ?? .one : nil)
        }
    }

    private func coefficients() -> [CoefficientRow] {
        let columns: [CSVTable.Column] = ["fixmedins_code", "level", "group", "coefficient"]
        guard let table = table("coefficients.csv", columns, isOptional: true) else { return [] }
        var keys = table.keys("institution or level and group")
        return table.rows { row in
            let code = table.text(row, 0)
            let level = table.optionalLevel(row, 1)
            let coefficient: Rate? = table.quantity(row, 3)
            if code.isEmpty == table.text(row, 1).isEmpty {
                table.report(row, 0, .contradiction, "exactly one of fixmedins_code and level is needed")
                return nil
            }
            keys.insert(table, row, 0, [code, table.text(row, 1), table.text(row, 2)])
            guard let level, let coefficient else { return nil }
            let group = table.text(row, 2)
            return CoefficientRow(
                scope: level.map { .level($0) } ?? .institution(code), group: group.isEmpty ? nil : group,
                coefficient: coefficient)
        }
    }

    private func reviews() -> [String: ReviewDecision] {
        let columns: [CSVTable.Column] = ["setl_id", "decision", "points", .init("note", isOptional: true)]
        guard let table = table("reviews.csv", columns, isOptional: true) else { return [:] }
        var keys = table.keys("setl_id")
        var reviews: [String: ReviewDecision] = [:]
        for row in table.indices {
            let id = table.name(row, 0)
            let decision: Decision? = table.choice(row, 1)
            let points: Points?? = table.optionalQuantity(row, 2, allowsNegative: true)
            keys.insert(table, row, 0, [table.text(row, 0)])
            guard let id, let decision, let points else { continue }
            switch (decision, points) {
            case (.cost, _): reviews[id] = .cost
            case (.points, let points?): reviews[id] = .points(points)
            case (.points, nil): table.report(row, 2, .missingValue, "the decision \"points\" needs points")
            }
        }
        return reviews
    }

    private enum Decision: String, CaseIterable { case points, cost }

    private func assessments() -> [Int: Int64] {
        guard let table = table("assessments.csv", ["quarter", "score"], isOptional: true) else { return [:] }
        var keys = table.keys("quarter")
        var scores: [Int: Int64] = [:]
        for row in table.indices {
            guard table.name(row, 0) != nil else { continue }
            let quarter = table.wholeNumber(row, 0, 1...4)
            let score: Money? = table.quantity(row, 1)
            if let score, score.fen > 10_000 { table.report(row, 1, .badValue, "\(score) is above 100") }
            keys.insert(table, row, 0, [table.text(row, 0)])
            if let quarter, let score { scores[quarter] = score.fen }
        }
        return scores
    }

    private func accounts() -> [MemberAccount]? {
        let columns: [CSVTable.Column] = [
            "fixmedins_code", .init("medical_service_income", isOptional: true), "cost",
            .init("opening_risk_fund", isOptional: true), .init("approved_pay_room", isOptional: true),
        ]
        if files["accounts.csv"] == nil { return nil }
        guard let table = table("accounts.csv", columns, isOptional: true) else { return nil }
        var keys = table.keys("fixmedins_code")
        return table.rows { row in
            let code = table.name(row, 0)
            let income: Money?? = table.optionalQuantity(row, 1, allowsNegative: true)
            let cost: Money? = table.quantity(row, 2)
            let fund: Money?? = table.optionalQuantity(row, 3, allowsNegative: true)
            let room: Money?? = table.optionalQuantity(row, 4, allowsNegative: true)
            keys.insert(table, row, 0, [table.text(row, 0)])
            guard let code, let income, let cost, let fund, let room else { return nil }
            return MemberAccount(
                institution: code, income: income, cost: cost, openingRiskFund: fund ?? .zero, approvedPayRoom: room)
        }
    }
}
