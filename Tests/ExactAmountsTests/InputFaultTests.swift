import ExactAmounts
import Testing

@Suite("InputFault") struct InputFaultTests {
    @Test(
        arguments: [
            (InputFault(file: "a.csv", code: .unreadableFile, message: "gone"), "a.csv: unreadableFile: gone"),
            (InputFault(file: "a.csv", line: 3, code: .repeatedKey, message: "twice"), "a.csv:3: repeatedKey: twice"),
            (
                InputFault(file: "a.csv", line: 3, column: 7, code: .strayQuote, message: "m"),
                "a.csv:3:7: strayQuote: m"
            ),
            (InputFault(file: "a.csv", column: 7, code: .strayQuote, message: "m"), "a.csv: strayQuote: m"),
            (
                InputFault(file: "a.json", line: 1, column: 2, pointer: "/x/0", code: .badValue, message: "m"),
                "a.json:1:2: badValue: /x/0: m"
            ),
            (
                InputFault(file: "a.json", line: 1, column: 1, pointer: "", code: .syntax, message: "m"),
                "a.json:1:1: syntax: /: m"
            ),
        ])
    func `a fault prints its file, its place, its reason and its message`(fault: InputFault, text: String) {
        #expect(fault.description == text)
    }

    @Test func `faults print one a line`() {
        let faults = InputFaults(
            ["a", "b"].map { InputFault(file: $0, line: 1, column: 1, code: .syntax, message: "m") })
        #expect(faults.description == "a:1:1: syntax: m\nb:1:1: syntax: m")
    }

    @Test func `an error without a fault is a broken promise`() async {
        await #expect(processExitsWith: .failure) { _ = InputFaults([]) }
    }

    /// Programs switch over these words and print them.
    @Test func `the reasons keep their words`() {
        #expect(
            InputFault.Code.allCases.map(\.rawValue) == [
                "unreadableFile", "badEncoding", "unclosedQuote", "strayQuote", "strayControl", "rowTooLong",
                "missingHeader", "missingColumn",
                "repeatedColumn", "fieldCount", "missingValue", "badValue", "repeatedKey", "syntax", "tooDeep",
                "missingKey", "unknownKey",
                "unknownName", "unreachable", "badPeriod", "contradiction",
            ])
        #expect(
            AmountError.allCases.map(\.rawValue) == [
                "notANumber", "tooManyDecimals", "amountTooLarge", "divisionByZero", "negativeWeight",
            ])
        #expect(Rounding.allCases.map(\.rawValue) == ["halfUp", "down"])
    }
}
