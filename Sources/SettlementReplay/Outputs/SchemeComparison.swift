import CountySettlement
import ExactAmounts

/// What another scheme would have paid for the same claims: before, after, difference.
public struct SchemeComparison: Sendable {
    private let before: SettledYear
    private let after: SettledYear

    /// Compares two settlements of one folder.
    public init(before: YearReplay, after: YearReplay) {
        self.before = before.settled
        self.after = after.settled
    }

    /// One row for each institution and one for each fund: `fund,fixmedins_code,before,after,difference`; the code is empty in
    /// the row of a fund.
    ///
    /// - Throws: `AmountError` for a difference that does not fit.
    public func table() throws -> [UInt8] {
        var writer = CSVWriter(header: ["fund", "fixmedins_code", "before", "after", "difference"])
        let names = before.accounts.funds.map(\.name)
        let added = after.accounts.funds.map(\.name).filter { !names.contains($0) }
        for name in names + added {
            let (old, new) = (payables(before, name), payables(after, name))
            for code in Set(old.keys).union(new.keys).sorted() {
                try row(name, code, old[code] ?? .zero, new[code] ?? .zero, &writer)
            }
            try row(name, "", total(before, name), total(after, name), &writer)
        }
        return writer.bytes
    }

    private func payables(_ year: SettledYear, _ fund: String) -> [String: Money] {
        let institutions = year.accounts.funds.first { $0.name == fund }?.institutions ?? []
        return Dictionary(institutions.map { ($0.code, $0.payable) }) { first, _ in first }
    }

    private func total(_ year: SettledYear, _ fund: String) -> Money {
        year.accounts.funds.first { $0.name == fund }?.clearing.payable ?? .zero
    }

    private func row(
        _ fund: String, _ code: String, _ before: Money, _ after: Money, _ writer: inout CSVWriter
    ) throws(AmountError) {
        writer.field(fund)
        writer.field(code)
        writer.field(before)
        writer.field(after)
        writer.field(try after - before)
        writer.endRow()
    }
}
