/// A rule read a second time, by cutting its text at the outermost `or`, then `and`, then `not`.
indirect enum PlainRule: Sendable {
    case constant(Bool)
    case any([PlainRule])
    case all([PlainRule])
    case not(PlainRule)
    case membership(fields: [String], sets: [PlainSet], levels: [String], isNegated: Bool)
    case comparison(name: String, comparison: String, number: PlainNumber)
    case department(String)
    case count(PlainSet, fields: [String], comparison: String, number: PlainNumber)

    init(_ text: String, _ sets: [String: PlainSet]) { self.init(Self.words(text)[...], sets) }

    private init(_ words: ArraySlice<String>, _ sets: [String: PlainSet]) {
        guard let first = words.first else {
            self = .constant(true)
            return
        }
        let alternatives = Self.cut(words, "OR")
        if alternatives.count > 1 {
            self = .any(alternatives.map { PlainRule($0, sets) })
            return
        }
        let conditions = Self.cut(words, "AND")
        if conditions.count > 1 {
            self = .all(conditions.map { PlainRule($0, sets) })
        } else if first == "NOT" {
            self = .not(PlainRule(words.dropFirst(), sets))
        } else if first == "(" {
            self = PlainRule(words.dropFirst().dropLast(), sets)
        } else if first == "LENGTH" {
            // length ( SET ∩ { FIELD , … } ) OP number
            self = .count(
                sets[words[words.startIndex + 2]] ?? PlainSet([]), fields: words.filter { Self.fields.contains($0) },
                comparison: words[words.endIndex - 2], number: PlainNumber(words[words.endIndex - 1]))
        } else if let place = words.firstIndex(of: "IN") {
            let isNegated = words[place - 1] == "NOT"
            let names = words[(place + 1)...].filter { !["{", "}", ","].contains($0) }
            self = .membership(
                fields: words[..<place].filter { Self.fields.contains($0) }, sets: names.compactMap { sets[$0] },
                levels: names.filter { $0 == "MCC" || $0 == "CC" }, isNegated: isNegated)
        } else if first == "CYKS" {
            self = .department(words[words.endIndex - 1])
        } else if words.count == 3 {
            self = .comparison(
                name: first, comparison: words[words.startIndex + 1], number: PlainNumber(words[words.startIndex + 2]))
        } else {
            self = .constant(PlainNumber(first).digits != 0)
        }
    }

    static let fields: Set<String> = ["ZYZD", "QTZD", "ZYSS", "QTSS"]

    /// The words of a rule in capitals, each mark a word of its own.
    private static func words(_ text: String) -> [String] {
        var spaced = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "\n", "\r", "\t", "\u{3000}": spaced += " "
            case "(", ")", "{", "}", ",", "∩": spaced += " \(scalar) "
            case "<", ">": spaced += " \(scalar)"
            case "=": spaced += spaced.hasSuffix("<") || spaced.hasSuffix(">") ? "= " : " = "
            default:
                if spaced.hasSuffix("<") || spaced.hasSuffix(">") { spaced += " " }
                spaced.unicodeScalars.append(scalar)
            }
        }
        return plainCode(spaced).split(separator: " ").map(String.init)
    }

    /// The stretches between the outermost places of a word.
    private static func cut(_ words: ArraySlice<String>, _ word: String) -> [ArraySlice<String>] {
        var parts: [ArraySlice<String>] = []
        var depth = 0
        var start = words.startIndex
        for place in words.indices {
            switch words[place] {
            case "(", "{": depth += 1
            case ")", "}": depth -= 1
            case word where depth == 0:
                parts.append(words[start..<place])
                start = place + 1
            default: break
            }
        }
        return parts + [words[start...]]
    }
}

/// The codes of a set, also in order.
final class PlainSet: Sendable {
    let codes: Set<String>
    let sorted: [String]

    init(_ codes: Set<String>) {
        self.codes = codes
        sorted = codes.sorted()
    }
}

/// A number as its digits and how many of them stand behind the point.
struct PlainNumber: Sendable {
    var digits: Int128 = 0
    var power: Int128 = 1

    init(_ text: String) {
        var isBehindPoint = false
        for character in text {
            if character == "." {
                isBehindPoint = true
            } else {
                digits = digits * 10 + Int128(character.wholeNumberValue ?? 0)
                if isBehindPoint { power *= 10 }
            }
        }
    }

    /// Whether a value, of which so many make one, compares so with this number.
    func holds(_ comparison: String, _ value: Int, perOne: Int128 = 1) -> Bool {
        let left = Int128(value) * power
        let right = digits * perOne
        return switch comparison {
        case "=": left == right
        case ">": left > right
        case "<": left < right
        case ">=": left >= right
        default: left <= right
        }
    }
}
