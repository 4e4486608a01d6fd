extension SmallCounty {
    /// A scheme in which every key of 1.4 to 5.5 stands.
    static let full: JSON = [
        "id": "full", "title": "全", "year": ["from": "2022-01-01", "to": "2022-12-31"], "encoding": "gb18030",
        "levels": ["township", "level1", "level2"], "primaryLevels": ["township"], "inpatientTypes": ["21", "24"],
        "definitions": [["from": "2021-07-01", "folder": "first"], ["from": "2022-07-01", "folder": "second"]],
        "benefit": [
            "use": "recorded", "yearlyCap": ["390": "180000"],
            "rules": [
                [
                    "insutype": "390", "med_type": ["21", "24"],
                    "deductible": [
                        "standard": ["township": "100", "level2": "500"],
                        "repeat": ["factors": ["1", "0.5"], "count": "sameLevel"], "yearlyLimit": "3000",
                    ],
                    "referral": [
                        "up": "difference", "down": "half", "same": "separate", "within": 15, "register": true,
                        "sameDisease": true, "members": true, "acrossYears": "reset", "upBonus": "3%",
                    ],
                    "ratio": ["township": "90%", "level1": "80%"],
                    "withoutReferral": [
                        "levels": ["level2"], "points": "-10%",
                        "exempt": ["emergency": true, "ageAtLeast": 65, "ageAtMost": 6],
                    ],
                    "yearlyCap": "150000",
                ],
                [
                    "insutype": "390", "med_type": "11", "deductible": ["perYear": "200"],
                    "bands": [["upTo": "1000", "ratio": ["township": "50%"]], ["ratio": ["township": "60%"]]],
                ],
            ],
        ],
        "payment": [
            "kinds": ["member"], "method": "drgPoints", "scale": "100", "overallMean": "5270.76",
            "low": ["below": "0.4", "coefficient": true, "capAtBase": true],
            "high": [
                "above": [["weightBelow": "1", "times": "3"], ["weightBelow": "2", "times": "2.5"], ["times": "2"]],
                "coefficient": true, "reviewAbove": "5",
            ],
            "ungrouped": ["points": "cost", "factor": "0.8"],
            "bedDays": [["groups": ["TR19"], "pointsPerDay": ["level1": "3.5"]]],
            "fixedPrices": [["group": "OR19", "price": ["township": "1600"]]],
            "readmission": ["days": 15, "factor": "0.5", "sameInstitution": false, "except": ["RE19"]],
            "equivalents": [["group": "IU2Z", "paidAs": "IU23", "minimumShare": "60%"]],
            "pointValue": [
                "mode": "budget", "basis": "ratio", "decimals": 2, "rounding": "down", "residual": "allocate",
                "fundShare": "75%",
            ],
        ],
        "funds": [
            [
                "name": "居民", "insutypes": ["390"],
                "gross": ["heads": 380_000, "perHead": ["350", "610"], "other": "-1"],
                "deductions": [
                    ["name": "风险金", "reserve": true, "rate": "10%", "of": "gross"],
                    ["name": "大病", "amount": "26600000"],
                    ["name": "民营", "charge": ["private"], "estimate": "9000000"],
                ],
                "lines": [
                    ["name": "门诊", "amount": "30000000"], ["name": "签约", "heads": 120_000, "perHead": "5"],
                    ["name": "实际", "actual": ["11"]],
                ],
                "charges": [["name": "县外", "charge": ["outside"]]], "openingReserve": "-12000000",
                "prepayment": ["share": "95%"],
                "assessment": [
                    "nextQuarter": [
                        ["atLeast": "90", "pay": "100%"], ["atLeast": "80", "pay": "95%"], ["pay": "90%"],
                    ],
                    "deposit": ["share": "5%", "release": [["atLeast": "90", "share": "100%"], ["share": "50%"]]],
                ],
                "clearing": [
                    "surplusKept": "80%", "minimumScore": "60",
                    "overrun": [["upTo": "5%", "cover": "60%"], ["upTo": "10%", "cover": "50%"]],
                ],
            ],
            ["name": "职工", "insutypes": ["310"], "gross": "1000"],
        ],
        "surplus": [
            "statutory": [["name": "风险", "rate": "0.3%", "of": "income", "trueUp": true]], "performance": "70%",
            "excess": "held",
        ],
        "sources": ["/funds/0/deductions/0": "扣除10%的风险金", "/benefit": "[proxy] 待遇"],
    ]
}
