/// What a rule may refer to.
struct RuleVocabulary {
    /// The index of a set by its name; nil when rules may not name sets at all (auxiliary rules of DIP).
    let sets: [String: Int]?
    /// The values that may be compared.
    let values: [CaseValue]

    /// What DRG rules may refer to.
    static func drg(sets: [String: Int]) -> RuleVocabulary {
        RuleVocabulary(sets: sets, values: CaseValue.allCases.filter { $0 != .totalCost })
    }

    /// What the auxiliary rules of a DIP catalogue may refer to.
    static let auxiliary = RuleVocabulary(sets: nil, values: CaseValue.allCases)
}

/// A recursive-descent parser of the official rule language (2.2).
///
/// A syntax error ends the rule; names that nothing defines are gathered, so that one reading reports all of them.
struct RuleParser {
    /// How deep parentheses and `not` may nest.
    static let deepest = 600

    private let scalars: [Unicode.Scalar]
    private let vocabulary: RuleVocabulary
    private var tokens: [RuleToken] = []
    private var index = 0
    private var depth = 0
    private var problems: [RuleProblem] = []

    private init(_ text: String, _ vocabulary: RuleVocabulary) {
        scalars = Array(text.unicodeScalars)
        self.vocabulary = vocabulary
    }

    /// Parses a rule; an empty one is always true.
    static func parse(_ text: String, _ vocabulary: RuleVocabulary) -> (rule: Rule, problems: [RuleProblem]) {
        var parser = RuleParser(text, vocabulary)
        do {
            let rule = try parser.parseRule()
            return (rule, parser.problems)
        } catch {
            return (.constant(false), parser.problems + [error])
        }
    }

    private mutating func parseRule() throws(RuleProblem) -> Rule {
        tokens = try CaseGrouping.tokens(of: scalars)
        if current.kind == .end { return .constant(true) }
        let rule = try parseOr()
        if current.kind != .end { throw unexpected("\"and\", \"or\" or the end of the rule") }
        return rule
    }

    private mutating func parseOr() throws(RuleProblem) -> Rule {
        var rules = [try parseAnd()]
        while takeKeyword("or") { rules.append(try parseAnd()) }
        return rules.count == 1 ? rules[0] : .any(rules)
    }

    private mutating func parseAnd() throws(RuleProblem) -> Rule {
        var rules = [try parseNot()]
        while takeKeyword("and") { rules.append(try parseNot()) }
        return rules.count == 1 ? rules[0] : .all(rules)
    }

    private mutating func parseNot() throws(RuleProblem) -> Rule {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.deepest { throw RuleProblem(current.offset, .tooDeep, "nested deeper than \(Self.deepest)") }
        if takeKeyword("not") { return .not(try parseNot()) }
        if takeMark("(") {
            let rule = try parseOr()
            try expectMark(")", "\"and\", \"or\" or \")\"")
            return rule
        }
        return try parsePrimary()
    }

    private mutating func parsePrimary() throws(RuleProblem) -> Rule {
        let start = current
        if case .mark("{") = start.kind { return try parseMembership(from: start) }
        guard case .word(let word) = start.kind else {
            throw unexpected("a field, a value, a number, \"not\" or \"(\"")
        }
        let name = uppercasedASCII(word)
        if name == "LENGTH" { return try parseCount(from: start) }
        if CodeFields.names.contains(where: { $0.name == name }) { return try parseMembership(from: start) }
        if let value = CaseValue(rawValue: name), vocabulary.values.contains(value) {
            return try parseComparison(of: value, from: start)
        }
        if let number = RuleNumber(word) {
            index += 1
            return .constant(number.units != 0)
        }
        if word.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) || $0 == "." }) {
            throw RuleProblem(start.offset, "\"\(word)\" is no number: digits, or digits on both sides of a point")
        }
        throw RuleProblem(start.offset, .unknownName, "\"\(word)\" is no field or value; expected \(allNames)")
    }
}

// MARK: - Tests

extension RuleParser {
    /// `fields ["not"] "in" sets`
    private mutating func parseMembership(from start: RuleToken) throws(RuleProblem) -> Rule {
        let fields = try parseFields(bracesRequired: false)
        let isNegated = takeKeyword("not")
        if !takeKeyword("in") { throw unexpected(isNegated ? "\"in\"" : "\"in\" or \"not in\"") }
        if vocabulary.sets == nil {
            throw RuleProblem(start.offset, "an auxiliary rule compares values and names no sets")
        }
        var (sets, complications): ([Int], [ComplicationLevel]) = ([], [])
        if takeMark("{") {
            repeat { try parseSet(&sets, &complications) } while takeMark(",")
            try expectMark("}", "\",\" or \"}\"")
        } else {
            try parseSet(&sets, &complications)
        }
        return test(
            .membership(fields, sets: sets, complications: complications, isNegated: isNegated), from: start)
    }

    private mutating func parseSet(_ sets: inout [Int], _ complications: inout [ComplicationLevel]) throws(RuleProblem)
    {
        guard case .word(let name) = current.kind else { throw unexpected("the name of a set, MCC or CC") }
        if let level = ComplicationLevel(rawValue: uppercasedASCII(name)) {
            if !complications.contains(level) { complications.append(level) }
        } else if let set = set(named: name) {
            if !sets.contains(set) { sets.append(set) }
        }
        index += 1
    }

    /// `VALUE OP number`, or `CYKS = WORD`
    private mutating func parseComparison(of value: CaseValue, from start: RuleToken) throws(RuleProblem) -> Rule {
        index += 1
        guard case .comparison(let comparison) = current.kind else { throw unexpected("=, >, <, >= or <=") }
        if value == .department, comparison != .equal { throw unexpected("\"=\": a department is compared as text") }
        index += 1
        guard case .word(let word) = current.kind else {
            throw unexpected(value == .department ? "the name of a department" : "a number")
        }
        if value == .department {
            if word.contains("_") { throw unexpected("a word of letters, digits, dots and Chinese characters") }
            index += 1
            return test(.department(uppercasedASCII(word)), from: start)
        }
        let number = try parseNumber()
        return test(.comparison(value, comparison, number), from: start)
    }

    /// `length ( SET ∩ { FIELD, … } ) OP number`
    private mutating func parseCount(from start: RuleToken) throws(RuleProblem) -> Rule {
        index += 1
        try expectMark("(", "\"(\"")
        guard case .word(let name) = current.kind else { throw unexpected("the name of a set") }
        if ComplicationLevel(rawValue: uppercasedASCII(name)) != nil {
            throw unexpected("the name of a set: length does not count MCC or CC")
        }
        if vocabulary.sets == nil {
            throw RuleProblem(start.offset, "an auxiliary rule compares values and names no sets")
        }
        let set = set(named: name) ?? 0
        index += 1
        try expectMark("∩", "\"∩\"")
        let fields = try parseFields(bracesRequired: true)
        try expectMark(")", "\")\"")
        guard case .comparison(let comparison) = current.kind else { throw unexpected("=, >, <, >= or <=") }
        index += 1
        let number = try parseNumber()
        return test(.count(fields, set: set, comparison, number), from: start)
    }

    private mutating func parseFields(bracesRequired: Bool) throws(RuleProblem) -> CodeFields {
        if !takeMark("{") {
            if bracesRequired { throw unexpected("\"{\"") }
            return try parseField()
        }
        var fields: CodeFields = []
        repeat { fields.formUnion(try parseField()) } while takeMark(",")
        try expectMark("}", "\",\" or \"}\"")
        return fields
    }

    private mutating func parseField() throws(RuleProblem) -> CodeFields {
        guard case .word(let word) = current.kind else { throw unexpected("a field: \(fieldNames)") }
        guard let field = CodeFields.names.first(where: { $0.name == uppercasedASCII(word) })?.field else {
            throw RuleProblem(current.offset, .unknownName, "\"\(word)\" is no field; expected \(fieldNames)")
        }
        index += 1
        return field
    }

    private mutating func parseNumber() throws(RuleProblem) -> RuleNumber {
        guard case .word(let word) = current.kind, let number = RuleNumber(word) else { throw unexpected("a number") }
        index += 1
        return number
    }

    private mutating func set(named name: String) -> Int? {
        guard let sets = vocabulary.sets else { return nil }
        if let set = sets[uppercasedASCII(name)] { return set }
        problems.append(RuleProblem(current.offset, .unknownName, "no row of 集合.csv defines the set \"\(name)\""))
        return nil
    }

    private func test(_ kind: RuleTest.Kind, from start: RuleToken) -> Rule {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[start.offset..<tokens[index - 1].end])
        return .test(RuleTest(kind: kind, text: String(text)))
    }
}

// MARK: - Tokens

extension RuleParser {
    private var current: RuleToken { tokens[index] }

    private mutating func takeKeyword(_ keyword: String) -> Bool {
        guard case .word(let word) = current.kind, uppercasedASCII(word) == uppercasedASCII(keyword) else {
            return false
        }
        index += 1
        return true
    }

    private mutating func takeMark(_ mark: Unicode.Scalar) -> Bool {
        guard current.kind == .mark(mark) else { return false }
        index += 1
        return true
    }

    private mutating func expectMark(_ mark: Unicode.Scalar, _ expected: String) throws(RuleProblem) {
        if !takeMark(mark) { throw unexpected(expected) }
    }

    private func unexpected(_ expected: String) -> RuleProblem {
        let found: String =
            switch current.kind {
            case .word(let word): "\"\(word)\""
            case .mark(let mark): "\"\(mark)\""
            case .comparison(let comparison): "\"\(comparison.rawValue)\""
            case .end: "the end of the rule"
            }
        return RuleProblem(current.offset, "\(found) where \(expected) was expected")
    }

    private var fieldNames: String { CodeFields.names.map(\.name).joined(separator: ", ") }

    private var allNames: String {
        fieldNames + ", " + vocabulary.values.map(\.rawValue).joined(separator: ", ")
    }
}
