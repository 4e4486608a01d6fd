import ExactAmounts

/// A rule of the official language (分组规则), parsed and with its names resolved.
indirect enum Rule: Sendable, Equatable {
    case constant(Bool)
    case all([Rule])
    case any([Rule])
    case not(Rule)
    case test(RuleTest)

    /// The rule when nothing but its constants is known: true, false, or nil when it depends on the case.
    var constantValue: Bool? {
        switch self {
        case .constant(let value): return value
        case .not(let rule): return rule.constantValue.map { !$0 }
        case .test: return nil
        case .all(let rules):
            let values = rules.map(\.constantValue)
            return values.contains(false) ? false : values.allSatisfy { $0 == true } ? true : nil
        case .any(let rules):
            let values = rules.map(\.constantValue)
            return values.contains(true) ? true : values.allSatisfy { $0 == false } ? false : nil
        }
    }

    /// Calls `body` for each test, from left to right.
    func forEachTest(_ body: (RuleTest) -> Void) {
        switch self {
        case .constant: break
        case .test(let test): body(test)
        case .not(let rule): rule.forEachTest(body)
        case .all(let rules), .any(let rules): for rule in rules { rule.forEachTest(body) }
        }
    }
}

extension Rule {
    /// Whether the rule holds when `test` says which of its tests do; a test that decides nothing is not asked.
    func holds(_ test: (RuleTest) -> Bool) -> Bool {
        switch self {
        case .constant(let value): return value
        case .not(let rule): return !rule.holds(test)
        case .all(let rules): return rules.allSatisfy { $0.holds(test) }
        case .any(let rules): return rules.contains { $0.holds(test) }
        case .test(let leaf): return test(leaf)
        }
    }
}

/// The departments that rules name, in comparable form, and the values that they compare.
func comparedValues(in rules: [Rule]) -> (departments: [String], values: CaseValueSet) {
    var departments: [String] = []
    var values: CaseValueSet = []
    for rule in rules {
        rule.forEachTest { test in
            switch test.kind {
            case .department(let word):
                values.formUnion(CaseValueSet(.department))
                if !departments.contains(word) { departments.append(word) }
            case .comparison(let value, _, _): values.formUnion(CaseValueSet(value))
            case .membership, .count: break
            }
        }
    }
    return (departments, values)
}

/// The smallest part of a rule that is true or false of a case, with the text that says it.
struct RuleTest: Sendable, Equatable {
    let kind: Kind
    /// The test as it is written in the rule.
    let text: String

    enum Kind: Sendable, Equatable {
        /// Any code of the fields is in any of the sets, or counts as one of the complications; or none does.
        case membership(CodeFields, sets: [Int], complications: [ComplicationLevel], isNegated: Bool)
        case comparison(CaseValue, Comparison, RuleNumber)
        case department(String)
        /// The number of distinct codes of the fields that are in the set.
        case count(CodeFields, set: Int, Comparison, RuleNumber)
    }
}

/// The code fields of a case.
struct CodeFields: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

    static let principalDiagnosis = CodeFields(rawValue: 1)
    static let otherDiagnoses = CodeFields(rawValue: 2)
    static let mainProcedure = CodeFields(rawValue: 4)
    static let otherProcedures = CodeFields(rawValue: 8)

    /// The fields by their names in the rule language.
    static let names: [(name: String, field: CodeFields)] = [
        ("ZYZD", .principalDiagnosis), ("QTZD", .otherDiagnoses), ("ZYSS", .mainProcedure), ("QTSS", .otherProcedures),
    ]
}

/// Whether a complication or comorbidity is a major one.
enum ComplicationLevel: String, Sendable, CaseIterable {
    /// A major complication or comorbidity (严重并发症或合并症).
    case major = "MCC"
    /// A complication or comorbidity (并发症或合并症).
    case minor = "CC"
}

/// An operator of a comparison.
enum Comparison: String, Sendable, CaseIterable {
    case equal = "="
    case greater = ">"
    case less = "<"
    case atLeast = ">="
    case atMost = "<="

    func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
        switch self {
        case .equal: left == right
        case .greater: left > right
        case .less: left < right
        case .atLeast: left >= right
        case .atMost: left <= right
        }
    }
}

/// A number of a rule, exact.
struct RuleNumber: Sendable, Hashable {
    /// The digits without the point.
    let units: Int64
    /// How many of them stand behind the point.
    let decimals: Int

    /// 0.
    static let zero = RuleNumber(units: 0, decimals: 0)

    private init(units: Int64, decimals: Int) {
        self.units = units
        self.decimals = decimals
    }

    /// The most digits that a rule's number may have, so that comparisons fit 128 bits.
    static let mostDigits = 18

    /// Digits, or digits on both sides of a point.
    init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0 &- 48 < 10 } }) else { return nil }
        let digits = parts.joined()
        if parts[0].drop(while: { $0 == UInt8(ascii: "0") }).count >= Self.mostDigits {
            // Above every value that a case can hold, by however much.
            self = RuleNumber(units: 999_999_999_999_999_999, decimals: 0)
            return
        }
        guard digits.count <= Self.mostDigits else { return nil }
        units = digits.reduce(0) { $0 * 10 + Int64($1 - 48) }
        decimals = parts.count == 2 ? parts[1].count : 0
    }

    /// Whether `value`, held in `unitsPerOne` parts of one, compares so with this number.
    func holds(_ comparison: Comparison, for value: Int64, unitsPerOne: Int64) -> Bool {
        var scale: Int128 = 1
        for _ in 0..<decimals { scale *= 10 }  // at most 10^18
        return comparison.holds(Int128(value) * scale, Int128(units) * Int128(unitsPerOne))
    }
}
