import ExactAmounts
import Testing

@Suite("JSONValue") struct JSONValueTests {
    enum Level: String, CaseIterable { case township, level1 = "first" }

    /// Reads a text; what was read, and `pointer line:column code` of every fault.
    static func read<Result>(_ text: String, _ read: (JSONValue) -> Result?) throws -> (
        value: Result?, faults: [String]
    ) {
        let (value, faults) = try readFully(text, read)
        return (value, faults.map { "\($0.pointer ?? "-") \($0.line ?? 0):\($0.column ?? 0) \($0.code)" })
    }

    static func readFully<Result>(
        _ text: String, _ read: (JSONValue) -> Result?
    ) throws -> (value: Result?, faults: [InputFault]) {
        let faults = FaultList()
        let value = read(JSONValue(try JSONDocument(text), faults: faults))
        return (value, faults.faults)
    }

    /// Every reader of one value, as text.
    static let readers: [String: @Sendable (JSONValue) -> String?] = [
        "string": { $0.string() }, "name": { $0.name() }, "boolean": { $0.boolean().map(String.init) },
        "integer": { $0.integer(in: -1...12).map(String.init) }, "money": { $0.money()?.description },
        "amount": { $0.amount()?.description },
        "rate": { $0.rate()?.description }, "factor": { $0.factor()?.description },
        "share": { $0.share()?.description },
        "date": { $0.date()?.description }, "choice": { $0.choice(Level.self)?.rawValue },
        "list": { $0.list()?.map(\.pointer).joined(separator: " ") },
        "entries": { $0.entries()?.map(\.key).joined(separator: " ") },
        "object": { $0.object { _ in "object" } },
    ]

    @Test(
        arguments: [
            ("string", "\"\"", ""), ("string", "\"诊\"", "诊"), ("name", "\"x\"", "x"), ("boolean", "true", "true"),
            ("boolean", "false", "false"),
            ("integer", "-1", "-1"), ("integer", "0", "0"), ("integer", "-0", "0"), ("integer", "12", "12"),
            ("money", "\"-1.5\"", "-1.50"),
            ("amount", "\"0\"", "0.00"), ("amount", "\"-0\"", "0.00"), ("amount", "\"1200\"", "1200.00"),
            ("rate", "\"85%\"", "0.85"), ("rate", "\"-1\"", "-1"),
            ("factor", "\"0\"", "0"), ("factor", "\"1.2\"", "1.2"), ("share", "\"0%\"", "0"),
            ("share", "\"100%\"", "1"), ("share", "\"0.3%\"", "0.003"),
            ("date", "\"2022-01-31\"", "2022-01-31"), ("choice", "\"township\"", "township"),
            ("choice", "\"first\"", "first"), ("list", "[]", ""),
            ("list", "[1,{}]", "/0 /1"), ("entries", "{\"b\":1,\"a\":2}", "b a"), ("object", "{}", "object"),
        ])
    func `a value of the wanted kind is read`(reader: String, json: String, value: String) throws {
        let read = try #require(Self.readers[reader])
        let outcome = try Self.read(json, read)
        #expect(outcome.value == value)
        #expect(outcome.faults == [])
    }

    @Test(
        arguments: [
            ("money", "1234.5", "a number where an amount with at most 2 decimals in quotes was expected"),
            ("money", "100", "a number where"),
            ("amount", "0", "a number where"),
            ("rate", "0.85", "a number where a rate with at most 6 decimals, or a percentage in quotes"),
            ("factor", "1", "a number where"), ("share", "1", "a number where"),
            ("money", "\"1.234\"", "\"1.234\" is not an amount"),
            ("money", "\"92233720368547758.08\"", "(amountTooLarge)"), ("money", "\" 1\"", "(notANumber)"),
            ("money", "\"\"", "(notANumber)"),
            ("amount", "\"-0.01\"", "-0.01 is below 0"), ("rate", "\"1.2345678\"", "(tooManyDecimals)"),
            ("factor", "\"-0.000001%\"", "is below 0"),
            ("share", "\"-1%\"", "is below 0"), ("share", "\"100.000001%\"", "100.000001% is above 100 %"),
            ("share", "\"2\"", "2 is above 100 %"),
            ("date", "20220131", "a number where a string"), ("date", "\"2022-02-29\"", "is not a date"),
            ("date", "\"2022-01-31 08:00\"", "is not a date"),
            ("date", "\"\"", "is not a date"), ("choice", "\"level1\"", "none of township, first"),
            ("choice", "\"\"", "none of"), ("choice", "1", "a number where"),
            ("integer", "13", "13 where a whole number -1 to 12 was expected"), ("integer", "-2", "-2 where"),
            ("integer", "1.0", "1.0 where"),
            ("integer", "1e1", "1e1 where"), ("integer", "9223372036854775808", "where a whole number"),
            ("integer", "\"1\"", "a string where a whole number"),
            ("integer", "null", "null where"), ("string", "1", "a number where a string"),
            ("string", "null", "null where a string"),
            ("string", "[]", "a list where"), ("string", "{}", "an object where"),
            ("string", "true", "true or false where"), ("name", "1", "a number where"),
            ("boolean", "\"true\"", "a string where true or false"), ("boolean", "0", "a number where"),
            ("boolean", "null", "null where"),
            ("list", "{}", "an object where a list"), ("entries", "[]", "a list where an object"),
            ("object", "[]", "a list where an object"),
            ("object", "\"x\"", "a string where"),
        ])
    func `any other value is one fault at its place`(reader: String, json: String, message: String) throws {
        let read = try #require(Self.readers[reader])
        let outcome = try Self.readFully("{\n  \"诊/断\": \(json)}") { $0.entries()?.first?.value }
        let value = try #require(outcome.value)
        #expect(read(value) == nil)
        #expect(value.faults.faults.count == 1)
        let fault = try #require(value.faults.faults.first)
        #expect(fault.description.hasPrefix("some.json:2:10: badValue: /诊~1断: "))
        #expect(fault.message.contains(message))
    }

    @Test func `an empty name is a missing value`() throws {
        let outcome = try Self.read("[\"\"]") { $0.list { $0.name() } }
        #expect(outcome.value == nil)
        #expect(outcome.faults == ["/0 1:2 missingValue"])
    }

    @Test func `a whole number without an upper limit says so`() throws {
        let outcome = try Self.readFully("0") { $0.integer(in: 1...Int.max) }
        #expect(outcome.faults.first?.message == "0 where a whole number from 1 was expected")
        #expect(try Self.read("9223372036854775807") { $0.integer(in: 1...Int.max) }.value == .max)
    }

    @Test func `a list is read whole or not at all, and every wrong element is told`() throws {
        let good = try Self.read("[\"1\", \"2\"]") { $0.list { $0.money() } }
        #expect(try good.value == [Money("1"), Money("2")])
        let bad = try Self.read("[\"1\", 2,\n \"x\", \"4\"]") { $0.list { $0.money() } }
        #expect(bad.value == nil)
        #expect(bad.faults == ["/1 1:7 badValue", "/2 2:2 badValue"])
        #expect(try Self.read("[]") { $0.list { $0.money() } }.value == [])
    }

    struct Fund: Equatable {
        let code: String
        let reserve: Rate
        let prepaid: Money?
    }

    static func fund(_ value: JSONValue) -> Fund? {
        value.object { object in
            let code = object.required("code")?.name()
            let reserve = object.optional("reserve", default: .zero) { $0.share() }
            let prepaid = object.optional("prepaid")?.amount()
            guard let code, let reserve else { return nil }
            return Fund(code: code, reserve: reserve, prepaid: prepaid)
        }
    }

    @Test func `an object is read key by key, in any order, with its defaults`() throws {
        let full = try Self.read("{\"prepaid\":\"5\",\"reserve\":\"10%\",\"code\":\"390\"}", Self.fund)
        #expect(try full.value == Fund(code: "390", reserve: Rate("0.1"), prepaid: Money("5")))
        #expect(try Self.read("{\"code\":\"390\"}", Self.fund).value == Fund(code: "390", reserve: .zero, prepaid: nil))
        #expect(full.faults == [])
    }

    @Test(
        arguments: [
            ("{}", ["/f/0 1:8 missingKey"]), ("{\"code\":\"\"}", ["/f/0/code 1:16 missingValue"]),
            ("{\"Code\":\"x\",\"code\":\"y\"}", ["/f/0/Code 1:9 unknownKey"]),
            ("{\"code\":\"x\",\"reserve\":0.1}", ["/f/0/reserve 1:30 badValue"]),
            ("{\"code\":\"x\",\"reserve\":null}", ["/f/0/reserve 1:30 badValue"]),
            ("{\"code\":\"x\",\"a/b\":1,\"~\":2}", ["/f/0/a~1b 1:20 unknownKey", "/f/0/~0 1:28 unknownKey"]),
            (
                "{\"reserve\":\"200%\",\"prepaid\":1}",
                ["/f/0 1:8 missingKey", "/f/0/reserve 1:19 badValue", "/f/0/prepaid 1:36 badValue"]
            ),
            ("[]", ["/f/0 1:8 badValue"]),
        ] as [(String, [String])])
    func `everything that is wrong with an object is told at once`(json: String, faults: [String]) throws {
        let outcome = try Self.read("{ \"f\":[\(json)]}") { $0.object { $0.required("f")?.list(Self.fund) } }
        #expect(outcome.faults == faults)
    }

    @Test func `faults come in the order of their places`() throws {
        let faults = FaultList()
        let document = try JSONDocument("{\"odd\":1,\n\"code\":\"\"}")
        _ = Self.fund(JSONValue(document, faults: faults))
        let error = #expect(throws: InputFaults.self) { try faults.throwIfAny() }
        #expect(error?.faults.map(\.code) == [.unknownKey, .missingValue])
    }

    @Test func `an unknown key is told with the keys that are known`() throws {
        let outcome = try Self.readFully("{\"code\":\"x\",\"reserv\":\"1%\"}", Self.fund)
        #expect(outcome.faults.first?.message == "no such key here; known are code, prepaid, reserve")
        #expect(outcome.value != nil)
    }

    @Test func `a list of faults throws when it holds any`() throws {
        let faults = FaultList()
        #expect(throws: Never.self) { try faults.throwIfAny() }
        let fault = InputFault(file: "some.json", code: .contradiction, message: "one")
        faults.add(fault)
        faults.add(contentsOf: InputFaults([fault, fault]))
        let error = #expect(throws: InputFaults.self) { try faults.throwIfAny() }
        #expect(error?.faults == [fault, fault, fault])
    }
}
