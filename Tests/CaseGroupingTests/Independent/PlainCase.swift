import ExactAmounts

@testable import CaseGrouping

/// A case as plain text, and the values that were asked for in vain.
struct PlainCase {
    var fields: [String: [String]]
    var values: [String: Int]
    var department: String?
    var missing: Set<String> = []

    init(_ single: InpatientCase, weight: Int?) {
        let diagnoses = plainCodes(single.diagnoses.text)
        let procedures = plainCodes(single.procedures.text)
        fields = [
            "ZYZD": Array(diagnoses.prefix(1)), "QTZD": Array(diagnoses.dropFirst()),
            "ZYSS": Array(procedures.prefix(1)),
            "QTSS": Array(procedures.dropFirst()),
        ]
        values = [:]
        values["NL"] = single.age
        values["XB"] = single.sex
        if single.age == nil || single.age == 0 { values["XSRTL"] = single.newbornAge }
        values["XSRTZ"] = weight
        values["SJZYTS"] = single.stayDays
        values["LYFS"] = single.dischargeWay
        values["ICUXS"] = single.intensiveCareMinutes
        values["TOTAL"] = single.totalCost.map { Int($0.fen) }
        department = single.department.map(plainCode)
    }

    /// Whether a rule holds, asked from left to right and no further than needed.
    ///
    /// - Parameter isComplication: whether a diagnosis counts at one of the levels beside a principal diagnosis.
    mutating func meets(
        _ rule: PlainRule, _ isComplication: (_ code: String, _ levels: [String], _ principal: String) -> Bool
    ) -> Bool {
        switch rule {
        case .constant(let value): return value
        case .not(let inner): return !meets(inner, isComplication)
        case .any(let rules):
            for rule in rules where meets(rule, isComplication) { return true }
            return false
        case .all(let rules):
            for rule in rules where !meets(rule, isComplication) { return false }
            return true
        case .membership(let names, let sets, let levels, let isNegated):
            let principal = fields["ZYZD"]?.first ?? ""
            for name in names {
                for code in fields[name] ?? [] {
                    if sets.contains(where: { $0.codes.contains(code) }) { return !isNegated }
                    let isDiagnosis = name == "ZYZD" || name == "QTZD"
                    if isDiagnosis, !levels.isEmpty, isComplication(code, levels, principal) { return !isNegated }
                }
            }
            return isNegated
        case .comparison(let name, let comparison, let number):
            guard let value = values[name] else {
                missing.insert(name)
                return false
            }
            return number.holds(comparison, value, perOne: name == "ICUXS" ? 60 : name == "TOTAL" ? 100 : 1)
        case .department(let word):
            guard let department else {
                missing.insert("CYKS")
                return false
            }
            return department == word
        case .count(let set, let names, let comparison, let number):
            let found = Set(names.flatMap { fields[$0] ?? [] }).intersection(set.codes)
            return number.holds(comparison, found.count)
        }
    }
}
