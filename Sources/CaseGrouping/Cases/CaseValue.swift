/// A value of a case that a rule may compare, named as the rule language names it.
public enum CaseValue: String, Sendable, CaseIterable, Hashable {
    /// Age in whole years (年龄).
    case age = "NL"
    /// Sex: 1 male, 2 female (性别).
    case sex = "XB"
    /// A newborn's age in days (新生儿天龄), unknown from the first birthday on.
    case newbornAge = "XSRTL"
    /// A newborn's weight in grams (新生儿体重), at birth or at admission as the definition says.
    case newbornWeight = "XSRTZ"
    /// Days in hospital (实际住院天数).
    case stayDays = "SJZYTS"
    /// The discharge way, 1 to 9 (离院方式).
    case dischargeWay = "LYFS"
    /// Time in intensive care in hours, held in minutes (重症监护小时数).
    case intensiveCare = "ICUXS"
    /// The discharge department (出院科室), compared as text.
    case department = "CYKS"
    /// The total cost in yuan, held in fen (总费用); for the auxiliary rules of a DIP catalogue only.
    case totalCost = "TOTAL"

    /// How many held units make one unit of the rule language: minutes an hour, fen a yuan.
    var unitsPerOne: Int64 {
        switch self {
        case .intensiveCare: 60
        case .totalCost: 100
        default: 1
        }
    }
}

/// A set of values of a case, as bits.
public struct CaseValueSet: OptionSet, Sendable, Hashable {
    /// One bit a value, in the order of `CaseValue.allCases`.
    public let rawValue: UInt16

    /// The set with these bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The set of one value.
    public init(_ value: CaseValue) {
        rawValue = 1 << UInt16(value.index)
    }

    /// The values of the set, in their own order.
    public var values: [CaseValue] { CaseValue.allCases.filter { contains(CaseValueSet($0)) } }
}

extension CaseValue {
    /// The place of the value among all values.
    var index: Int {
        switch self {
        case .age: 0
        case .sex: 1
        case .newbornAge: 2
        case .newbornWeight: 3
        case .stayDays: 4
        case .dischargeWay: 5
        case .intensiveCare: 6
        case .department: 7
        case .totalCost: 8
        }
    }
}
