import Testing

@testable import CaseGrouping

@Suite("Faulty definition.json") struct FaultySettingsTests {
    static let drg: [(text: String, faults: [String])] = [
        (#"{"id": "t", "title": "", "kind": "drg"}"#, []),
        (
            #"{"title": "t", "kind": "drg"}"#,
            ["definition.json:1:1: missingKey: /: the key \"id\" is missing"]
        ),
        (
            #"{"id": "", "title": "t", "kind": "drg"}"#,
            ["definition.json:1:8: missingValue: /id: the text is empty"]
        ),
        (
            #"{"id": 7, "title": "t", "kind": "drg"}"#,
            ["definition.json:1:8: badValue: /id: a number where a string was expected"]
        ),
        (
            #"{"id": "t", "kind": "drg"}"#,
            ["definition.json:1:1: missingKey: /: the key \"title\" is missing"]
        ),
        (#"{"id": "t", "title": "t"}"#, ["definition.json:1:1: missingKey: /: the key \"kind\" is missing"]),
        (
            #"{"id": "t", "title": "t", "kind": "DRG"}"#,
            ["definition.json:1:35: badValue: /kind: \"DRG\" is none of drg, dip"]
        ),
        (
            #"{"id": "t", "title": "t", "kind": "dip"}"#,
            ["definition.json: badValue: /kind: not a DRG definition"]
        ),
        (
            #"{"id": "t", "title": "t", "kind": "drg", "retryWithEachOtherProcedure": "true"}"#,
            ["definition.json:1:73: badValue: /retryWithEachOtherProcedure: a string where true or false was expected"]
        ),
        (
            #"{"id": "t", "title": "t", "kind": "drg", "whenNoDRGMatches": "useAdrg"}"#,
            ["definition.json:1:62: badValue: /whenNoDRGMatches: \"useAdrg\" is none of useADRG, tryNextADRG"]
        ),
        (
            #"{"id": "t", "title": "t", "kind": "drg", "newbornWeight": null}"#,
            ["definition.json:1:59: badValue: /newbornWeight: null where a string was expected"]
        ),
        (
            #"{"id": "t", "title": "t", "kind": "drg", "nearestCost": true}"#,
            [
                "definition.json:1:42: unknownKey: /nearestCost: no such key here; known are id, kind, newbornWeight, retryWithEachOtherProcedure, title, whenNoDRGMatches"
            ]
        ),
        (
            #"{"id": "t", "title": "t", "kind": "drg", "retry": true, "note": ""}"#,
            [
                "definition.json:1:42: unknownKey: /retry: no such key here; known are id, kind, newbornWeight, retryWithEachOtherProcedure, title, whenNoDRGMatches",
                "definition.json:1:57: unknownKey: /note: no such key here; known are id, kind, newbornWeight, retryWithEachOtherProcedure, title, whenNoDRGMatches",
            ]
        ),
        (
            #"{"id": "t", "id": "u", "title": "t", "kind": "drg"}"#,
            ["definition.json:1:13: repeatedKey: /id: the key \"id\" stands twice"]
        ),
        (
            #"{"id": "t", "title": "t", "kind": "drg"} x"#,
            ["definition.json:1:42: syntax: /: the end of the file was expected"]
        ),
        (#"["drg"]"#, ["definition.json:1:1: badValue: /: a list where an object was expected"]),
        ("{", ["definition.json:1:2: syntax: /: a key in quotes was expected"]),
        (
            #"{"title": "t", "kind": "drg", "newbornWeight": 1, "whenNoDRGMatches": "x"}"#,
            [
                "definition.json:1:1: missingKey: /: the key \"id\" is missing",
                "definition.json:1:71: badValue: /whenNoDRGMatches: \"x\" is none of useADRG, tryNextADRG",
                "definition.json:1:48: badValue: /newbornWeight: a number where a string was expected",
            ]
        ),
    ]

    @Test(arguments: drg)
    func `definition.json says what it must and nothing that is unknown`(row: (text: String, faults: [String])) {
        #expect(FaultyDefinitionTests.base(row.text).drgFaults.sorted() == row.faults.sorted())
    }

    static let dip: [(text: String, faults: [String])] = [
        (#"{"id": "t", "title": "t", "kind": "dip", "nearestCost": true}"#, []),
        (
            #"{"id": "t", "title": "t", "kind": "dip", "nearestCost": "true"}"#,
            ["definition.json:1:57: badValue: /nearestCost: a string where true or false was expected"]
        ),
        (
            #"{"id": "t", "title": "t", "kind": "dip", "newbornWeight": "birth"}"#,
            [
                "definition.json:1:42: unknownKey: /newbornWeight: no such key here; known are id, kind, nearestCost, title"
            ]
        ),
        (
            #"{"id": "t", "title": "t", "kind": "drg"}"#,
            ["definition.json: badValue: /kind: not a DIP definition"]
        ),
    ]

    @Test(arguments: dip)
    func `definition.json says nothing that only the other kind knows`(row: (text: String, faults: [String])) {
        #expect(FaultyCatalogueTests.base(row.text).dipFaults.sorted() == row.faults.sorted())
    }
}
