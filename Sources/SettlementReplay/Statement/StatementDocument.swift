/// A report as blocks, which Markdown and HTML write alike.
struct StatementDocument {
    /// One block.
    enum Block {
        case heading(String)
        case paragraph(String)
        /// Columns with their alignment, and rows of as many fields.
        case table([Column], [[String]])
        case list([String])
        /// A picture, for HTML alone.
        case picture(String)
    }

    /// A column of a table.
    struct Column {
        let title: String
        /// Amounts stand at the right.
        let isAmount: Bool

        static func text(_ title: String) -> Column { Column(title: title, isAmount: false) }
        static func amount(_ title: String) -> Column { Column(title: title, isAmount: true) }
    }

    let title: String
    var blocks: [Block] = []
}

// MARK: - Markdown

extension StatementDocument {
    /// The report as Markdown whose tables are aligned in a fixed-width font.
    var markdown: String {
        var parts = ["# \(title)"]
        for block in blocks {
            switch block {
            case .heading(let text): parts.append("## \(text)")
            case .paragraph(let text): parts.append(text)
            case .table(let columns, let rows): parts.append(Self.table(columns, rows))
            case .list(let items): parts.append(items.map { "- \($0)" }.joined(separator: "\n"))
            case .picture: continue
            }
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private static func table(_ columns: [Column], _ rows: [[String]]) -> String {
        let escaped = rows.map { $0.map { $0.replacing("|", with: "\\|") } }
        let widths = columns.indices.map { index in
            max(3, ([columns[index].title] + escaped.map { $0[index] }).map(width).max() ?? 3)
        }
        func line(_ fields: [String]) -> String {
            let padded = columns.indices.map { index in
                let space = String(repeating: " ", count: widths[index] - width(fields[index]))
                return columns[index].isAmount ? space + fields[index] : fields[index] + space
            }
            return "| " + padded.joined(separator: " | ") + " |"
        }
        let rule = columns.indices.map { index in
            columns[index].isAmount
                ? String(repeating: "-", count: widths[index] - 1) + ":" : String(repeating: "-", count: widths[index])
        }
        return ([line(columns.map(\.title)), "| " + rule.joined(separator: " | ") + " |"] + escaped.map(line)).joined(
            separator: "\n")
    }

    /// The columns that a text takes: two for a Chinese character or full-width mark.
    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ((0x2E80...0xFFEF).contains($1.value) ? 2 : 1) }
    }
}

// MARK: - HTML

extension StatementDocument {
    /// The report as one self-contained HTML file, readable in print.
    func html(_ language: String) -> String {
        var body: [String] = ["<h1>\(Self.escaped(title))</h1>"]
        for block in blocks {
            switch block {
            case .heading(let text): body.append("<h2>\(Self.escaped(text))</h2>")
            case .paragraph(let text): body.append("<p>\(Self.escaped(text))</p>")
            case .list(let items):
                body.append("<ul>\n" + items.map { "<li>\(Self.escaped($0))</li>" }.joined(separator: "\n") + "\n</ul>")
            case .picture(let svg): body.append("<figure>\n\(svg)\n</figure>")
            case .table(let columns, let rows):
                func cells(_ tag: String, _ fields: [String]) -> String {
                    let cells = zip(columns, fields).map { column, field in
                        "<\(tag)\(column.isAmount ? " class=\"amount\"" : "")>\(Self.escaped(field))</\(tag)>"
                    }
                    return "<tr>\(cells.joined())</tr>"
                }
                let head = "<thead>\(cells("th", columns.map(\.title)))</thead>"
                body.append(
                    "<table>\n\(head)\n<tbody>\n\(rows.map { cells("td", $0) }.joined(separator: "\n"))\n</tbody>\n</table>"
                )
            }
        }
        return """
            <!DOCTYPE html>
            <html lang="\(language)">
            <head>
            <meta charset="utf-8">
            <title>\(Self.escaped(title))</title>
            <style>
            body { font-family: "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; max-width: 60em; margin: 2em auto; color: #222; }
            h1 { font-size: 1.5em; } h2 { font-size: 1.1em; border-bottom: 1px solid #999; margin-top: 1.6em; }
            table { border-collapse: collapse; font-size: 0.85em; } th, td { padding: 0.15em 0.7em; border-bottom: 1px solid #ddd; }
            th { text-align: left; } .amount { text-align: right; font-variant-numeric: tabular-nums; }
            figure { margin: 1em 0; break-inside: avoid; } tr { break-inside: avoid; }
            @media print { body { margin: 0; max-width: none; font-size: 10pt; } }
            </style>
            </head>
            <body>
            \(body.joined(separator: "\n"))
            </body>
            </html>

            """
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing(
            "\"", with: "&quot;")
    }
}
