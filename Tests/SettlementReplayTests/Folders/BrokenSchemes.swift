extension BrokenFolder {
    static let all = schemes + payments + funds + institutions + registers + claims + drg + dip + years

    private static let scheme = "scheme.json"

    private static let schemes: [BrokenFolder] = [
        BrokenFolder(
            "no scheme", [.absent(file: scheme)], "unreadableFile: no such file or folder", at: "scheme.json"),
        BrokenFolder("an empty scheme", [.bytes(file: scheme, [])], "syntax: ", at: "scheme.json:1:1"),
        BrokenFolder(
            "GBK bytes in a scheme",
            [.bytes(file: scheme, Array("{\"id\": \"".utf8) + [0xCF, 0xD8] + Array("\"}".utf8))],
            "badEncoding: /id: ", at: "scheme.json:1:9"),
        BrokenFolder("no comma between two keys", scheme, #""small", "title""#, #""small" ‸"title""#, "syntax: "),
        BrokenFolder(
            "a key that stands twice", scheme, #""title": "小县","#, #""title": "小县", ‸"id": "again","#,
            "repeatedKey: "),
        BrokenFolder(
            "a key that nothing knows", scheme, #""levels": ["#, #"‸"level": [], "levels": ["#, "unknownKey: /level: "),
        BrokenFolder(
            "a misspelt ratio", scheme, #""ratio": {"#, #"‸"ratoi": {"#,
            "unknownKey: /benefit/rules/0/ratoi: ", faults: 2),
        BrokenFolder(
            "a rule without a ratio",
            [
                .text(file: scheme, #"{"insutype""#, #"‸{"insutype""#),
                .text(file: scheme, #""within": 15},"#, #""within": 15}"#),
                .text(file: scheme, #""ratio": {"township": "90%", "county": "70%"}}"#, "}"),
            ], "missingKey: /benefit/rules/0: "),
        BrokenFolder(
            "a list written as text", scheme, #"["township"],"#, #"‸"township","#, "badValue: /primaryLevels: "),
        BrokenFolder(
            "an unknown primary level", scheme, #"["township"],"#, #"["township", ‸"village"],"#,
            "unknownName: /primaryLevels/1: "),
        BrokenFolder(
            "a level that stands twice", scheme, #"["township", "county"]"#, #"‸["township", "county", "county"]"#,
            "repeatedKey: /levels: "),
        BrokenFolder(
            "a year that ends before it begins", scheme, #"{"from": "2024-01-01", "to": "2024-12-31"}"#,
            #"‸{"from": "2024-01-01", "to": "2023-12-31"}"#, "badPeriod: /year: "),
        BrokenFolder(
            "a year that ends on no day", scheme, #""2024-12-31""#, #"‸"2023-02-29""#, "badValue: /year/to: "),
        BrokenFolder(
            "no definition on the first day", scheme, #"[{"from": "2024-01-01", "folder""#,
            #"‸[{"from": "2024-01-02", "folder""#, "badPeriod: /definitions: "),
        BrokenFolder(
            "two definitions on one day", scheme, #"[{"from": "2024-01-01", "folder": "../drg"}"#,
            #"‸[{"from": "2024-01-01", "folder": "../drg"}, {"from": "2024-01-01", "folder": "../drg"}"#,
            "badPeriod: /definitions: "),
        BrokenFolder(
            "an encoding that nobody knows", scheme, #""levels": ["#, #""encoding": ‸"latin-1", "levels": ["#,
            "badValue: /encoding: "),
        BrokenFolder(
            "a source of nothing", scheme, #""县医保局文件""#, #""县医保局文件", "/payment/lo": ‸"文件""#,
            "unknownName: /sources/~1payment~1lo: "),
        BrokenFolder(
            "a ratio above one", scheme, #""county": "70%""#, #""county": ‸"100.000001%""#,
            "badValue: /benefit/rules/0/ratio/county: "),
        BrokenFolder(
            "a ratio of an unknown level", scheme, #""county": "70%""#, #""village": ‸"70%""#,
            "unknownName: /benefit/rules/0/ratio/village: "),
        BrokenFolder(
            "a deductible below zero", scheme, #""300""#, #"‸"-0.01""#,
            "badValue: /benefit/rules/0/deductible/standard/county: "),
        BrokenFolder(
            "an amount as a number", scheme, #""300""#, "‸300",
            "badValue: /benefit/rules/0/deductible/standard/county: "),
        BrokenFolder(
            "two kinds of deductible", scheme, #"{"standard": {"#, #"‸{"perYear": "100", "standard": {"#,
            "contradiction: /benefit/rules/0/deductible: "),
        BrokenFolder(
            "half of a deductible upward", scheme, #""difference""#, #"‸"half""#,
            "badValue: /benefit/rules/0/referral/up: "),
        BrokenFolder(
            "days below zero", scheme, #""within": 15"#, #""within": ‸-1"#,
            "badValue: /benefit/rules/0/referral/within: "),
        BrokenFolder(
            "days with a fraction", scheme, #""within": 15"#, #""within": ‸1.5"#,
            "badValue: /benefit/rules/0/referral/within: "),
        BrokenFolder(
            "a ratio and bands", scheme, #""ratio": {"#, #""bands": [{"ratio": {}}], "ratio": ‸{"#,
            "contradiction: /benefit/rules/0/ratio: "),
        BrokenFolder(
            "a word for a truth", scheme, #""within": 15"#, #""register": ‸"true""#,
            "badValue: /benefit/rules/0/referral/register: "),
    ]

    private static let payments: [BrokenFolder] = [
        BrokenFolder(
            "no overall mean",
            [
                .text(file: scheme, #""payment": {"#, #""payment": ‸{"#),
                .text(file: scheme, #""scale": "100", "overallMean": "5000","#, #""scale": "100","#),
            ], "missingKey: /payment: "),
        BrokenFolder("a mean of zero", scheme, #""5000""#, #"‸"0.00""#, "badValue: /payment/overallMean: "),
        BrokenFolder("three decimals of yuan", scheme, #""5000""#, #"‸"5000.001""#, "badValue: /payment/overallMean: "),
        BrokenFolder("seven decimals of a rate", scheme, #""0.4""#, #"‸"0.4000001""#, "badValue: /payment/low/below: "),
        BrokenFolder("a scale of zero", scheme, #""100", "overall"#, #"‸"0", "overall"#, "badValue: /payment/scale: "),
        BrokenFolder("an unknown method", scheme, #""drgPoints""#, #"‸"perDay""#, "badValue: /payment/method: "),
        BrokenFolder(
            "a rate with a scale and a reckoned value", scheme, #""drgPoints", "scale": "100""#,
            #""drgRate", "scale": ‸"100""#,
            "contradiction: /payment/scale: ", faults: 2),
        BrokenFolder(
            "a limit on the last band", scheme, #"[{"weightBelow": "1", "times": "3"}, {"times": "2"}]"#,
            #"‸[{"weightBelow": "1", "times": "3"}]"#, "contradiction: /payment/high/above: "),
        BrokenFolder(
            "no limit on a band before the last", scheme, #"[{"weightBelow": "1", "times": "3"}, "#,
            #"‸[{"times": "3"}, "#,
            "missingKey: /payment/high/above: "),
        BrokenFolder(
            "bands that fall", scheme, #"[{"weightBelow": "1", "times": "3"}, "#,
            #"‸[{"weightBelow": "2", "times": "3"}, {"weightBelow": "1", "times": "3"}, "#,
            "contradiction: /payment/high/above: "),
        BrokenFolder(
            "no band at all", scheme, #"[{"weightBelow": "1", "times": "3"}, {"times": "2"}]"#, "‸[]",
            "missingValue: /payment/high/above: "),
        BrokenFolder(
            "a ratio of the fund that is not told", scheme, #"{"mode": "budget", "basis": "cost"}"#,
            #"‸{"mode": "budget", "basis": "ratio"}"#, "missingKey: /payment/pointValue: "),
        BrokenFolder(
            "nine decimals of a point value", scheme, #""basis": "cost""#, #""basis": "cost", "decimals": ‸9"#,
            "badValue: /payment/pointValue/decimals: "),
        BrokenFolder(
            "a readmission that is misspelt inside", scheme, #""low": {"#,
            #""readmission": {"days": 15, "factor": "0.5", ‸"exept": []}, "low": {"#,
            "unknownKey: /payment/readmission/exept: "),
    ]

    private static let funds: [BrokenFolder] = [
        BrokenFolder(
            "a given value that no fund gives",
            [
                .text(file: scheme, #""mode": "budget""#, #""mode": "given""#),
                .text(file: scheme, #"{"name": "居民医保""#, #"‸{"name": "居民医保""#),
            ], "missingKey: /funds/0: "),
        BrokenFolder(
            "a value beside a budget", scheme, #""gross": "9"#, #""pointValue": ‸"10", "gross": "9"#,
            "contradiction: /funds/0/pointValue: "),
        BrokenFolder(
            "two funds with one insurance",
            [
                .text(file: scheme, #""funds": ["#, #""funds": ‸["#),
                .text(
                    file: scheme, #""cover": "50%"}]}}"#,
                    #""cover": "50%"}]}}, {"name": "职工", "insutypes": ["390"], "gross": "1"}"#),
            ], "repeatedKey: /funds: "),
        BrokenFolder(
            "two funds with one name",
            [
                .text(file: scheme, #""funds": ["#, #""funds": ‸["#),
                .text(
                    file: scheme, #""cover": "50%"}]}}"#,
                    #""cover": "50%"}]}}, {"name": "居民医保", "insutypes": ["310"], "gross": "1"}"#),
            ], "repeatedKey: /funds: "),
        BrokenFolder(
            "a deduction of two forms", scheme, #"{"name": "风险金","#, #"‸{"amount": "1", "name": "风险金","#,
            "contradiction: /funds/0/deductions/0: "),
        BrokenFolder(
            "a rate of nothing", scheme, #"{"name": "风险金", "reserve": true, "rate": "10%", "of": "gross"}"#,
            #"‸{"name": "风险金", "reserve": true, "rate": "10%"}"#, "missingKey: /funds/0/deductions/0: "),
        BrokenFolder(
            "two reserves", scheme, #"[{"name": "风险金","#,
            #"‸[{"name": "又", "reserve": true, "amount": "1"}, {"name": "风险金","#,
            "contradiction: /funds/0/deductions: "),
        BrokenFolder(
            "a line of no form", scheme, #"{"name": "签约", "heads": 10, "perHead": "12"}"#, #"‸{"name": "签约"}"#,
            "contradiction: /funds/0/lines/0: "),
        BrokenFolder(
            "heads below zero", scheme, #""heads": 10"#, #""heads": ‸-10"#, "badValue: /funds/0/lines/0/heads: "),
        BrokenFolder(
            "a line that pays for inpatients", scheme, #"{"name": "签约", "heads": 10, "perHead": "12"}"#,
            #"{"name": "住院", "actual": [‸"21"]}"#, "contradiction: /funds/0/lines/0/actual/0: "),
        BrokenFolder(
            "a kind charged twice",
            [
                .text(file: scheme, #"{"name": "居民医保""#, #"‸{"name": "居民医保""#),
                .text(
                    file: scheme, #"{"name": "县域外","#,
                    #"{"name": "又", "charge": ["outside"]}, {"name": "县域外","#),
            ], "repeatedKey: /funds/0: "),
        BrokenFolder(
            "a member that is charged",
            [
                .text(file: scheme, #"{"name": "居民医保""#, #"‸{"name": "居民医保""#),
                .text(file: scheme, #"["outside"]"#, #"["member"]"#),
            ], "contradiction: /funds/0: "),
        BrokenFolder(
            "an unknown kind to charge", scheme, #"["outside"]"#, #"[‸"abroad"]"#,
            "badValue: /funds/0/charges/0/charge/0: "),
        BrokenFolder(
            "an overrun without an end", scheme, #"{"upTo": "0.05", "cover": "50%"}"#, #"‸{"cover": "50%"}"#,
            "missingKey: /funds/0/clearing/overrun/0: "),
        BrokenFolder(
            "a score above a hundred", scheme, #""clearing": {"#, #""clearing": {"minimumScore": ‸"100.01", "#,
            "badValue: /funds/0/clearing/minimumScore: "),
    ]

    private static let years: [BrokenFolder] = [
        BrokenFolder(
            "deductions that exceed the fund",
            [
                .text(file: scheme, #"{"name": "风险金","#, #"{"name": "大病", "amount": "90000.01"}, {"name": "风险金","#)
            ], "packageBelowZero: the fund 居民医保 is left with "),
        BrokenFolder(
            "a method of another kind than the definition",
            [
                .text(file: scheme, #""method": "drgPoints""#, #""method": "dip""#)
            ], "definitionMismatch: the definition drg does not fit the method dip"),
        BrokenFolder(
            "a definition of another kind than the method", [.text(file: scheme, "../drg", "../dip")],
            "definitionMismatch: the definition dip does not fit the method drgPoints"),
        BrokenFolder(
            "heads that no fund can hold",
            [
                .text(file: scheme, #""heads": 10"#, #""heads": 9223372036854775807"#)
            ], "amountTooLarge: "),
    ]
}
