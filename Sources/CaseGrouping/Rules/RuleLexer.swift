/// A piece of a rule's text and where it begins, in characters from 0.
struct RuleToken: Equatable {
    enum Kind: Equatable {
        /// Letters, digits, `_`, dots and Chinese characters: a keyword, a name, a number or a word.
        case word(String)
        /// One of `( ) { } , ∩`.
        case mark(Unicode.Scalar)
        case comparison(Comparison)
        case end
    }

    let kind: Kind
    let offset: Int
    /// The offset behind it.
    let end: Int
}

/// What is wrong with a rule, and where.
struct RuleProblem: Error, Equatable {
    /// Characters from the beginning of the rule.
    let offset: Int
    let code: Code
    let message: String

    enum Code { case syntax, unknownName, tooDeep }

    init(_ offset: Int, _ message: String) { self.init(offset, .syntax, message) }

    init(_ offset: Int, _ code: Code, _ message: String) {
        self.offset = offset
        self.code = code
        self.message = message
    }
}

/// Cuts a rule into tokens.
///
/// White space, full-width spaces, line breaks and a `\` before a line break separate.
func tokens(of rule: [Unicode.Scalar]) throws(RuleProblem) -> [RuleToken] {
    var tokens: [RuleToken] = []
    var index = 0
    while index < rule.count {
        let scalar = rule[index]
        let start = index
        index += 1
        switch scalar {
        case " ", "\t", "\n", "\r", "\u{3000}": continue
        case "\\":
            guard index < rule.count, rule[index] == "\n" || rule[index] == "\r" else {
                throw RuleProblem(start, "a \"\\\" stands only before a line break")
            }
        case "(", ")", "{", "}", ",", "∩":
            tokens.append(RuleToken(kind: .mark(scalar), offset: start, end: index))
        case "=": tokens.append(RuleToken(kind: .comparison(.equal), offset: start, end: index))
        case "<", ">":
            let orEqual = index < rule.count && rule[index] == "="
            if orEqual { index += 1 }
            let comparison: Comparison =
                scalar == "<" ? (orEqual ? .atMost : .less) : (orEqual ? .atLeast : .greater)
            tokens.append(RuleToken(kind: .comparison(comparison), offset: start, end: index))
        case _ where isWordPart(scalar):
            while index < rule.count, isWordPart(rule[index]) { index += 1 }
            var word = String.UnicodeScalarView()
            word.append(contentsOf: rule[start..<index])
            tokens.append(RuleToken(kind: .word(String(word)), offset: start, end: index))
        default:
            throw RuleProblem(start, "\"\(scalar)\" has no meaning in a rule")
        }
    }
    tokens.append(RuleToken(kind: .end, offset: rule.count, end: rule.count))
    return tokens
}

private func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", ".": true
    default: !scalar.isASCII && scalar.properties.isAlphabetic
    }
}
