import CaseGrouping
import CountySettlement
import ExactAmounts
import Foundation
import Testing

@testable import SettlementReplay

@Suite struct ExplainTests {
    @Test(arguments: Fixture.names)
    func `the last steps of a claim's explanation are the numbers of its row in cases.csv`(_ name: String) async throws
    {
        let replay = try await YearReplay(Fixture.path(name))
        let rows = try OutputTable(replay.files().first { $0.name == "cases.csv" }?.bytes ?? [])
        #expect(rows.rows.count == replay.settled.settledClaims.count)
        let sources = try Sources(name)
        for (row, index) in zip(rows.rows, replay.settled.settledClaims) {
            let explanation = replay.settled.explain(index)
            try #require(explanation.subject == row["setl_id"])
            for (column, kinds) in Self.columns {
                let last = explanation.steps.last { kinds.contains($0.kind) }?.result
                let stated = row[column] ?? ""
                // Without a benefit nothing is deducted or accrued, and without referrals every stay is the first: no step says so.
                let isSilent = stated.isEmpty || (hasNoBenefit(explanation) && !Self.paid.contains(column))
                if last == nil, isSilent || (column == "step" && stated == "first") { continue }
                #expect(last == stated, "\(explanation.subject) \(column)")
            }
            for step in explanation.steps { sources.check(step, explanation.subject) }
        }
    }

    private func hasNoBenefit(_ explanation: SettlementExplanation) -> Bool {
        explanation.steps.contains { $0.kind == .rule && $0.result == "noBenefit" }
    }

    /// The columns that are filled whatever the benefit is.
    private static let paid: Set<String> = ["level", "eligible", "class", "points", "amount", "due"]

    /// The columns of cases.csv, and the steps of which the last one sets them.
    private static let columns: [(String, Set<SettlementStep.Kind>)] = [
        ("level", [.institution]), ("eligible", [.eligible]), ("step", [.chain]),
        ("deductible", [.standard, .step, .yearlyDeductible, .eligibleLimit, .recordedDeductible]),
        ("reimbursable", [.reimbursable]), ("accrued", [.accrued, .ruleCap, .insuranceCap, .recordedPayment]),
        ("patient", [.patient]), ("class", [.caseClass]), ("points", [.points]), ("amount", [.amount]), ("due", [.due]),
    ]

    @Test(arguments: Fixture.names, [ReportLanguage.chinese, .english])
    func `the text of an explanation holds every step's result and source`(
        _ name: String, _ language: ReportLanguage
    ) async throws {
        let replay = try await YearReplay(Fixture.path(name))
        for index in replay.settled.settledClaims.prefix(40) {
            let explanation = replay.settled.explain(index)
            let text = try #require(replay.explain(explanation.subject, language))
            #expect(text == explanation.text(language))
            for step in explanation.steps {
                #expect(text.contains("\(step.kind.title(language)) = \(step.result)"))
                if let source = step.source { #expect(text.contains("\(step.pointer): \(source)")) }
            }
        }
    }

    @Test(arguments: Fixture.names)
    func `a rejected claim is explained by its line and reason`(_ name: String) async throws {
        let replay = try await YearReplay(Fixture.path(name))
        let rejects = try OutputTable(replay.files().first { $0.name == "rejects.csv" }?.bytes ?? [])
        #expect(!rejects.rows.isEmpty)
        let settled = Set(replay.settled.settledClaims.map { replay.settled.claim($0).id })
        for row in rejects.rows {
            let (id, line, reason) = (row["setl_id"] ?? "", row["line"] ?? "", row["reason"] ?? "")
            // An empty id asks for nothing, and an id that was settled on an earlier row is explained by that row.
            if id.isEmpty || settled.contains(id) { continue }
            let text = try #require(replay.explain(id, .english), "\(id)")
            if reason == "duplicateClaim", text.contains("history") { continue }
            #expect(text.contains("\(id) line \(line) is rejected: \(reason) ("))
            #expect(replay.explain(id, .chinese)?.contains("\(id) 第 \(line) 行被拒绝：\(reason) (") == true)
        }
    }

    @Test(arguments: Fixture.names)
    func `a claim of history is explained as history`(_ name: String) async throws {
        let replay = try await YearReplay(Fixture.path(name))
        let book = replay.folder.book
        let settled = Set(replay.settled.settledClaims)
        let others = (0..<book.count).filter { !settled.contains($0) }
        #expect(others.count == replay.settled.historyCount + replay.settled.rejected.count)
        #expect(replay.settled.historyCount > 0)
        for index in others where !replay.settled.rejected.contains(where: { $0.id == book.id(index) }) {
            #expect(replay.explain(book.id(index), .english)?.hasPrefix("\(book.id(index)): discharged before") == true)
            #expect(replay.explain(book.id(index))?.hasPrefix("\(book.id(index))：结算年度以前出院") == true)
        }
    }

    @Test(arguments: Fixture.names)
    func `the last step of an institution's explanation is its payable in institutions.csv`(_ name: String) async throws
    {
        let replay = try await YearReplay(Fixture.path(name))
        let rows = try OutputTable(replay.files().first { $0.name == "institutions.csv" }?.bytes ?? [])
        let sources = try Sources(name)
        #expect(!rows.rows.isEmpty)
        for row in rows.rows {
            let (fund, code) = (row["fund"] ?? "", row["fixmedins_code"] ?? "")
            let place = try #require(replay.settled.accounts.funds.firstIndex { $0.name == fund })
            let explanation = try #require(replay.settled.explain(institution: code, inFund: place), "\(fund) \(code)")
            #expect(explanation.subject == code)
            #expect(explanation.steps.last?.kind == .payable)
            #expect(explanation.steps.last?.result == row["payable"], "\(fund) \(code)")
            let parts: [(String, SettlementStep.Kind)] = [
                ("entitled", .entitled), ("surplus", .surplusShare), ("uncovered", .uncovered),
                ("forfeited", .forfeited),
            ]
            for (column, kind) in parts {
                let last = explanation.steps.last { $0.kind == kind }?.result ?? "0.00"
                #expect(last == row[column], "\(fund) \(code) \(column)")
            }
            for step in explanation.steps { sources.check(step, code) }
            #expect(replay.explain(code)?.contains("\(fund)\n\(explanation.text())") == true)
        }
    }

    @Test(arguments: Fixture.names)
    func `what is in no table is not explained`(_ name: String) async throws {
        let replay = try await YearReplay(Fixture.path(name))
        #expect(replay.explain("NOBODY") == nil)
    }
}

/// The sources of a scheme, read apart from the code that settles.
private struct Sources {
    private let texts: [String: String]
    private let scheme: [String: Any]

    init(_ fixture: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(Fixture.path(fixture))/scheme.json"))
        scheme = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        texts = scheme["sources"] as? [String: String] ?? [:]
    }

    /// A step with a pointer quotes the longest pointer that encloses its own, and its rule stands in the scheme.
    func check(_ step: SettlementStep, _ subject: String) {
        if step.pointer.isEmpty {
            #expect(step.source == nil, "\(subject) \(step.kind)")
            return
        }
        let enclosing = texts.keys.filter { step.pointer == $0 || step.pointer.hasPrefix($0 + "/") || $0.isEmpty }
        let nearest = enclosing.max { $0.count < $1.count }
        #expect(step.source == nearest.flatMap { texts[$0] }, "\(subject) \(step.kind) \(step.pointer)")
        let part = step.pointer.split(separator: "/").first.map(String.init) ?? ""
        #expect(scheme[part] != nil, "\(subject) \(step.kind) \(step.pointer)")
    }
}

/// A table of outputs, by the names of its columns.
struct OutputTable {
    let rows: [[String: String]]

    init(_ bytes: [UInt8]) throws {
        var reader = CSVReader(file: "")
        reader.append(bytes)
        reader.finish()
        var (header, rows): ([String], [[String: String]]) = ([], [])
        while try reader.next() == .row {
            let fields = (0..<reader.fieldCount).map { reader.string($0) }
            if header.isEmpty {
                header = fields
            } else {
                rows.append(Dictionary(uniqueKeysWithValues: zip(header, fields)))
            }
        }
        self.rows = rows
    }
}
