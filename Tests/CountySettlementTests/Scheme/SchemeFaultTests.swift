import ExactAmounts
import Testing

@testable import CountySettlement

/// Every way in which a scheme can be wrong, with the pointer and the code of its fault.
@Suite struct SchemeFaultTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let pointer: String
        /// nil takes the value away.
        let value: JSON?
        /// The pointer of the fault, where it is not the changed one.
        var place: String?
        let code: InputFault.Code
        var testDescription: String { "\(pointer) ← \(value?.text ?? "nothing")" }

        init(_ pointer: String, _ value: JSON?, at place: String? = nil, _ code: InputFault.Code) {
            (self.pointer, self.value, self.place, self.code) = (pointer, value, place, code)
        }

        var scheme: JSON {
            // Sources of what a row takes away would be faults of their own.
            let full =
                pointer == "/benefit" || pointer == "/funds" ? SmallCounty.full.removing("/sources") : SmallCounty.full
            return value.map { full.setting(pointer, $0) } ?? full.removing(pointer)
        }
    }

    static let rule = "/benefit/rules/0"
    static let fund = "/funds/0"

    static let outer = [
        Row("/id", nil, at: "", .missingKey), Row("/id", "", .missingValue), Row("/title", 7, .badValue),
        Row("/year", nil, at: "", .missingKey), Row("/year/to", nil, at: "/year", .missingKey),
        Row("/year/from", "2022-13-01", .badValue), Row("/year/from", "2022-1-1", .badValue),
        Row("/year/to", "2021-12-31", at: "/year", .badPeriod), Row("/encoding", "gbk", .badValue),
        Row("/levels", ["township", "level1", "level2", "township"], .repeatedKey),
        Row("/primaryLevels", ["city"], at: "/primaryLevels/0", .unknownName),
        Row("/inpatientTypes/1", "21", at: "/inpatientTypes", .repeatedKey),
        Row("/inpatientTypes", "21", .badValue), Row("/definitions", nil, at: "", .missingKey),
        Row("/definitions", [], .badPeriod), Row("/definitions/0/from", "2022-01-02", at: "/definitions", .badPeriod),
        Row("/definitions/1/from", "2021-07-01", at: "/definitions", .badPeriod),
        Row("/definitions/0/folder", "", .missingValue), Row("/definitions/0/version", 1, .unknownKey),
        Row("/sources/~1benefit~1rules~17", "text", .unknownName), Row("/sources", [], .badValue),
        Row("/benefits", [:], .unknownKey), Row("/benefit", nil, at: "", .missingKey),
        Row("/payment", nil, at: "", .missingKey),
        Row("/funds", nil, at: "", .missingKey), Row("/funds", [], .missingValue),
        Row("/surplus/share", "1", .unknownKey),
        Row("/surplus/performance", nil, at: "/surplus", .missingKey), Row("/surplus/performance", "101%", .badValue),
        Row("/surplus/excess", "kept", .badValue), Row("/surplus/statutory/0/of", "cost", .badValue),
        Row("/surplus/statutory/0/rate", "-1%", .badValue), Row("/surplus/statutory/0/trueUp", "yes", .badValue),
    ]

    static let benefit = [
        Row("/benefit/use", "charged", .badValue), Row("/benefit/rules", nil, at: "/benefit", .missingKey),
        Row("/benefit/yearlyCap/390", 180_000, .badValue), Row("/benefit/yearlyCap/390", "-1", .badValue),
        Row("\(rule)/insutype", nil, at: rule, .missingKey), Row("\(rule)/med_type", [], .missingValue),
        Row("\(rule)/med_type", ["21", "21"], .repeatedKey), Row("\(rule)/deductable", [:], .unknownKey),
        Row("\(rule)/deductible/standard/county", "1", .unknownName),
        Row("\(rule)/deductible/standard/township", "1.234", .badValue),
        Row("\(rule)/deductible/standard/township", 100, .badValue),
        Row("\(rule)/deductible/repeat/factors", [], at: "\(rule)/deductible/repeat", .missingValue),
        Row("\(rule)/deductible/repeat/count", "perLevel", .badValue),
        Row("\(rule)/deductible/yearlyLimit", "-0.01", .badValue),
        Row("\(rule)/deductible/perYear", "1", at: "\(rule)/deductible", .contradiction),
        Row("\(rule)/referral/up", "half", .badValue), Row("\(rule)/referral/down", "none", .badValue),
        Row("\(rule)/referral/within", -1, .badValue), Row("\(rule)/referral/within", "15", .badValue),
        Row("\(rule)/referral/within", .number("1.5"), .badValue), Row("\(rule)/referral/register", "true", .badValue),
        Row("\(rule)/referral/acrossYears", "no", .badValue), Row("\(rule)/referral/upBonus", "101%", .badValue),
        Row("\(rule)/ratio", nil, at: rule, .missingKey), Row("\(rule)/ratio/township", "100.000001%", .badValue),
        Row("\(rule)/ratio/level9", "10%", .unknownName),
        Row("\(rule)/bands", [["ratio": [:]]], at: "\(rule)/ratio", .contradiction),
        Row("\(rule)/withoutReferral/levels/0", "city", .unknownName),
        Row("\(rule)/withoutReferral/points", "-100.1%", .badValue),
        Row("\(rule)/withoutReferral/points", nil, at: "\(rule)/withoutReferral", .missingKey),
        Row("\(rule)/withoutReferral/exempt/ageAtLeast", 201, .badValue),
        Row("\(rule)/withoutReferral/exempt/poor", true, .unknownKey),
        Row("/benefit/rules/1/bands", [], .missingValue),
        Row("/benefit/rules/1/bands/1/upTo", "2000", at: "/benefit/rules/1/bands", .contradiction),
        Row("/benefit/rules/1/bands/0/upTo", nil, at: "/benefit/rules/1/bands", .missingKey),
        Row(
            "/benefit/rules/1/bands", [["upTo": "5", "ratio": [:]], ["upTo": "5", "ratio": [:]], ["ratio": [:]]],
            .contradiction),
        Row("/benefit/rules/1/bands/0/ratio", nil, at: "/benefit/rules/1/bands/0", .missingKey),
    ]

    static let payment = [
        Row("/payment/kinds", ["branch"], at: "/payment/kinds/0", .badValue),
        Row("/payment/kinds", ["member", "member"], .repeatedKey),
        Row("/payment/method", "drg", .badValue), Row("/payment/method", nil, at: "/payment", .missingKey),
        Row("/payment/scale", "0", .badValue), Row("/payment/scale", 100, .badValue),
        Row("/payment/overallMean", "0", .badValue),
        Row("/payment/overallMean", "0.001", .badValue),
        Row("/payment/low/below", nil, at: "/payment/low", .missingKey),
        Row("/payment/low/below", "-0.1", .badValue), Row("/payment/low/cap", true, .unknownKey),
        Row("/payment/high/above", [], .missingValue),
        Row("/payment/high/above/2/weightBelow", "3", at: "/payment/high/above", .contradiction),
        Row("/payment/high/above/1/weightBelow", "0.5", at: "/payment/high/above", .contradiction),
        Row("/payment/high/above/0/times", nil, at: "/payment/high/above/0", .missingKey),
        Row("/payment/ungrouped/points", "half", .badValue),
        Row("/payment/bedDays/0/pointsPerDay/city", "1", .unknownName),
        Row("/payment/bedDays/0/groups", nil, at: "/payment/bedDays/0", .missingKey),
        Row("/payment/fixedPrices/0/price/township", "-1", .badValue),
        Row("/payment/fixedPrices/-", ["group": "OR19", "price": [:]], at: "/payment/fixedPrices", .repeatedKey),
        Row("/payment/readmission/days", nil, at: "/payment/readmission", .missingKey),
        Row("/payment/readmission/days", -1, .badValue),
        Row("/payment/equivalents/0/minimumShare", "1.5", .badValue),
        Row("/payment/equivalents/0/paidAs", "", .missingValue),
        Row("/payment/pointValue/mode", "fixed", .badValue), Row("/payment/pointValue/decimals", 9, .badValue),
        Row("/payment/pointValue/rounding", "up", .badValue), Row("/payment/pointValue/residual", "share", .badValue),
        Row("/payment/pointValue/fundShare", nil, at: "/payment/pointValue", .missingKey),
        Row("/payment/pointValue/fundShare", "0", .badValue),
        Row("/payment/pointValue/basis", nil, at: "/payment/pointValue", .missingKey),
    ]

    static let funds = [
        Row("\(fund)/name", "职工", at: "/funds", .repeatedKey),
        Row("\(fund)/insutypes", ["310"], at: "/funds", .repeatedKey),
        Row("\(fund)/gross", nil, at: fund, .missingKey), Row("\(fund)/gross", "-1", .badValue),
        Row("\(fund)/gross", 5, .badValue),
        Row("\(fund)/gross/heads", .number("1.5"), .badValue), Row("\(fund)/gross/perHead/0", "-350", .badValue),
        Row("\(fund)/deductions/0/of", nil, at: "\(fund)/deductions/0", .missingKey),
        Row("\(fund)/deductions/0/of", "net", .badValue),
        Row("\(fund)/deductions/0/amount", "1", at: "\(fund)/deductions/0", .contradiction),
        Row("\(fund)/deductions/1/amount", nil, at: "\(fund)/deductions/1", .contradiction),
        Row("\(fund)/deductions/1/reserve", true, at: "\(fund)/deductions", .contradiction),
        Row("\(fund)/deductions/2/estimate", nil, at: "\(fund)/deductions/2", .missingKey),
        Row("\(fund)/deductions/2/charge", ["member"], at: fund, .contradiction),
        Row("\(fund)/deductions/2/charge", ["outside"], at: fund, .repeatedKey),
        Row("\(fund)/deductions/0/rate", "101%", .badValue),
        Row("\(fund)/lines/0/heads", 1, at: "\(fund)/lines/0", .contradiction),
        Row("\(fund)/lines/1/perHead", nil, at: "\(fund)/lines/1", .missingKey),
        Row("\(fund)/lines/2/actual/0", "24", .contradiction),
        Row("\(fund)/charges/0/charge", ["village"], at: "\(fund)/charges/0/charge/0", .badValue),
        Row("\(fund)/charges/0/estimate", "1", .unknownKey),
        Row("\(fund)/pointValue", "1", .contradiction), Row("\(fund)/openingReserve", "1.001", .badValue),
        Row("\(fund)/prepayment/share", nil, at: "\(fund)/prepayment", .missingKey),
        Row("\(fund)/prepayment/share", "96,5%", .badValue),
        Row("\(fund)/assessment/nextQuarter/2/atLeast", "10", at: "\(fund)/assessment/nextQuarter", .contradiction),
        Row("\(fund)/assessment/nextQuarter/0/atLeast", "80", at: "\(fund)/assessment/nextQuarter", .contradiction),
        Row("\(fund)/assessment/nextQuarter/0/atLeast", "100.01", .badValue),
        Row("\(fund)/assessment/nextQuarter/0/share", "1", .unknownKey),
        Row("\(fund)/assessment/deposit/release", nil, at: "\(fund)/assessment/deposit", .missingKey),
        Row("\(fund)/assessment/deposit/release/0/atLeast", nil, at: "\(fund)/assessment/deposit/release", .missingKey),
        Row("\(fund)/clearing/surplusKept", "1.01", .badValue), Row("\(fund)/clearing/minimumScore", "-1", .badValue),
        Row("\(fund)/clearing/overrun/0/upTo", nil, at: "\(fund)/clearing/overrun/0", .missingKey),
        Row("\(fund)/clearing/overrun/1/upTo", "5%", at: "\(fund)/clearing/overrun", .contradiction),
        Row("\(fund)/clearing/overrun/0/cover", "-1%", .badValue), Row("\(fund)/clearing/keep", "1", .unknownKey),
    ]

    static func faults(_ bytes: [UInt8]) -> [InputFault] {
        do {
            _ = try SettlementScheme(json: bytes)
            return []
        } catch {
            return error.faults
        }
    }

    @Test(arguments: outer + benefit + payment + funds)
    func `one fault in a scheme is found alone, at its pointer, with its code`(_ row: Row) throws {
        let faults = Self.faults(row.scheme.bytes)
        #expect(faults.map { $0.pointer ?? "?" } == [row.place ?? row.pointer])
        #expect(faults.map(\.code) == [row.code])
        #expect(faults.allSatisfy { $0.file == "scheme.json" && ($0.line ?? 0) > 0 && ($0.column ?? 0) > 0 })
    }

    @Test func `the scheme in which every key stands has no fault`() {
        #expect(Self.faults(SmallCounty.full.bytes).isEmpty)
        #expect(Self.faults(SmallCounty.plain.bytes).isEmpty)
    }

    @Test func `no level at all is a fault, and so is no list of levels, once`() {
        let empty = Self.faults(SmallCounty.plain.setting("/levels", []).bytes).filter { $0.pointer == "/levels" }
        #expect(empty.map(\.code) == [.missingValue])
        let absent = Self.faults(SmallCounty.plain.removing("/levels").bytes).filter { $0.pointer?.isEmpty == true }
        #expect(absent.map(\.code) == [.missingKey])
    }

    @Test func `all faults of a scheme are found at once`() {
        let rows = [
            Row("/title", 7, .badValue), Row("/benefit/use", "charged", .badValue),
            Row("\(Self.rule)/referral/up", "half", .badValue),
            Row("/payment/scale", "0", .badValue), Row("/payment/low/cap", true, .unknownKey),
            Row("\(Self.fund)/clearing/minimumScore", "-1", .badValue), Row("/surplus/excess", "kept", .badValue),
            Row("/sources/~1nowhere", "text", .unknownName),
        ]
        var scheme = SmallCounty.full
        for row in rows { scheme = scheme.setting(row.pointer, row.value ?? .null) }
        let faults = Self.faults(scheme.bytes)
        #expect(Set(faults.map { "\($0.pointer ?? "") \($0.code)" }) == Set(rows.map { "\($0.pointer) \($0.code)" }))
    }

    @Test(arguments: [
        ("/payment/scale", "100", InputFault.Code.contradiction, "/payment/scale"),
        ("/payment/pointValue/mode", "budget", .contradiction, "/payment/pointValue"),
    ])
    func `by rate the scale is 1 and the value given`(
        _ pointer: String, _ value: String, _ code: InputFault.Code, _ place: String
    ) {
        var scheme = SmallCounty.plain.setting("/payment/method", "drgRate").setting("/payment/scale", "1.0")
        #expect(Self.faults(scheme.bytes).isEmpty)
        scheme = scheme.setting(pointer, .string(value))
        if value == "budget" { scheme = scheme.removing("/funds/0/pointValue") }
        let faults = Self.faults(scheme.bytes)
        #expect(faults.map(\.code) == [code])
        #expect(faults.map(\.pointer) == [place])
    }

    @Test(arguments: [JSON?.none, "-1", "1.123456789", "x", 100])
    func `with a given value each fund states it, as text, not below 0`(_ value: JSON?) {
        let scheme =
            value.map { SmallCounty.plain.setting("/funds/0/pointValue", $0) }
            ?? SmallCounty.plain.removing("/funds/0/pointValue")
        let faults = Self.faults(scheme.bytes)
        #expect(faults.map(\.code) == [value == nil ? .missingKey : .badValue])
        #expect(faults.map(\.pointer) == [value == nil ? "/funds/0" : "/funds/0/pointValue"])
    }

    @Test(arguments: [
        ("{", InputFault.Code.syntax), ("", .syntax), ("[]", .badValue), (#"{"id": "a", "id": "b"}"#, .repeatedKey),
        ("{} x", .syntax),
    ])
    func `a text that is no JSON object is refused`(_ text: String, _ code: InputFault.Code) {
        #expect(Self.faults(Array(text.utf8)).contains { $0.code == code })
    }

    @Test func `a fault stands on the line and column of its value`() {
        let text = "{\n  \"id\": \"a\",\n  \"funds\": [{\"name\": 5}]\n}"
        let fault = Self.faults(Array(text.utf8)).first { $0.pointer == "/funds/0/name" }
        #expect(fault?.line == 3)
        #expect(fault?.column == 22)
    }
}
