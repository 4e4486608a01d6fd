import CountySettlement
import ExactAmounts

/// The two pictures of a statement, as inline SVG with whole coordinates.
struct StatementPictures {
    let language: StatementWords

    /// Where a fund's money went: one bar, in parts.
    func money(_ fund: FundYear) -> String {
        var parts = fund.budget.deductions.map { ($0.name, $0.amount) }
        parts += fund.budget.lines.map { ($0.name, $0.amount) }
        parts += fund.budget.charges.map { ($0.name, $0.amount) }
        parts.append((language.pool, fund.budget.pool))
        return bars(
            language.moneyTitle(fund.name), parts.map { Bar(label: $0.0, values: [$0.1]) }, legend: [language.amount])
    }

    /// What institutions are entitled to, beside what their claims cost.
    func entitlement(_ fund: FundYear) -> String {
        let bars = fund.institutions.map { Bar(label: $0.code, values: [$0.entitled, $0.cost]) }
        return self.bars(language.entitlementTitle(fund.name), bars, legend: [language.entitled, language.cost])
    }

    private struct Bar {
        let label: String
        let values: [Money]
    }

    private static let colours = ["#2b6cb0", "#cbd5e0"]

    private func bars(_ title: String, _ bars: [Bar], legend: [String]) -> String {
        let (left, width, step) = (180, 420, legend.count * 14 + 8)
        let largest = max(1, bars.flatMap(\.values).map(\.fen).max() ?? 1)
        var lines = [
            "<text x=\"0\" y=\"14\" font-size=\"13\" font-weight=\"bold\">\(StatementDocument.escaped(title))</text>"
        ]
        for (index, name) in legend.enumerated() {
            let x = left + index * 120
            lines.append("<rect x=\"\(x)\" y=\"24\" width=\"10\" height=\"10\" fill=\"\(Self.colours[index])\"/>")
            lines.append("<text x=\"\(x + 14)\" y=\"33\" font-size=\"11\">\(StatementDocument.escaped(name))</text>")
        }
        for (row, bar) in bars.enumerated() {
            let top = 44 + row * step
            lines.append(
                "<text x=\"\(left - 8)\" y=\"\(top + 11)\" font-size=\"11\" text-anchor=\"end\">"
                    + "\(StatementDocument.escaped(bar.label))</text>")
            for (index, value) in bar.values.enumerated() {
                // A picture shows proportions: whole pixels, cut off.
                let length = Int(Int128(max(0, value.fen)) * Int128(width) / Int128(largest))
                let y = top + index * 14
                lines.append(
                    "<rect x=\"\(left)\" y=\"\(y)\" width=\"\(length)\" height=\"12\" fill=\"\(Self.colours[index])\"/>"
                )
                lines.append(
                    "<text x=\"\(left + length + 4)\" y=\"\(y + 10)\" font-size=\"10\">\(StatementWords.grouped(value))</text>"
                )
            }
        }
        let height = 52 + bars.count * step
        return
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 720 \(height)\" width=\"720\" height=\"\(height)\">\n"
            + lines.joined(separator: "\n") + "\n</svg>"
    }
}
