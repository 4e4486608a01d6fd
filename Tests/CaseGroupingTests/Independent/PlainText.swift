/// The rows of a sheet as dictionaries, read by a second, plain reader of CSV.
///
/// What stands in this folder is written from the text of chapter 2 alone, with strings, dictionaries and sets. It shares no
/// code with the module, is slow, and is right by looking at it: the compiled grouper has to agree with it.
func plainRows(_ bytes: [UInt8]?, header key: String...) -> [[String: String]] {
    var rows: [[String]] = [[]]
    var field = ""
    var isQuoted = false
    var scalars = Array(String(decoding: bytes ?? [], as: UTF8.self).unicodeScalars)
    scalars.append("\n")
    for (index, scalar) in scalars.enumerated() {
        switch scalar {
        case "\"":
            if isQuoted, scalars[index + 1] == "\"" { field += "\"" }
            isQuoted.toggle()
        case "," where !isQuoted, "\n" where !isQuoted:
            rows[rows.count - 1].append(trimmed(field))
            field = ""
            if scalar == "\n" { rows.append([]) }
        case "\r" where !isQuoted: break
        default: field.unicodeScalars.append(scalar)
        }
    }
    guard let top = rows.firstIndex(where: { !Set($0).isDisjoint(with: key) }) else { return [] }
    let header = rows[top]
    return rows[(top + 1)...].filter { $0.count == header.count }.map { row in
        Dictionary(zip(header, row), uniquingKeysWith: { first, _ in first })
    }
}

/// A text without the spaces, tabs and full-width spaces around it.
func trimmed(_ text: String) -> String {
    var scalars = text.unicodeScalars[...]
    let white: Set<Unicode.Scalar> = [" ", "\t", "\u{3000}"]
    while let first = scalars.first, white.contains(first) { scalars.removeFirst() }
    while let last = scalars.last, white.contains(last) { scalars.removeLast() }
    return String(scalars)
}

/// A code in capitals, as far as ASCII goes, without spaces around it.
func plainCode(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in trimmed(text).unicodeScalars {
        if ("a"..."z").contains(scalar), let capital = Unicode.Scalar(scalar.value - 32) {
            scalars.append(capital)
        } else {
            scalars.append(scalar)
        }
    }
    return String(scalars)
}

/// The codes of a list, in capitals.
func plainCodes(_ text: String) -> [String] {
    text.split(separator: "|").map { plainCode(String($0)) }.filter { !$0.isEmpty }
}
