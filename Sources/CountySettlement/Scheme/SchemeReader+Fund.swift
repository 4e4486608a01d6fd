import ExactAmounts

extension SchemeReader {
    func funds(_ value: JSONValue, _ payment: PaymentScheme?) -> [FundScheme]? {
        guard let funds = value.list({ fund($0, payment) }) else { return nil }
        if funds.isEmpty { value.report(.missingValue, "at least one fund is needed") }
        reportRepeated(funds.map(\.name), value)
        reportRepeated(funds.flatMap(\.insurances), value)
        return funds
    }

    private func fund(_ value: JSONValue, _ payment: PaymentScheme?) -> FundScheme? {
        value.object { object in
            let name = object.required("name")?.name()
            let insurances = object.required("insutypes")?.list { $0.name() }
            let gross = object.required("gross").flatMap { self.gross($0) }
            let deductions = object.optional("deductions", default: []) { $0.list { deduction($0) } }
            let lines = object.optional("lines", default: []) { $0.list { line($0) } }
            let charges = object.optional("charges", default: []) { $0.list { charge($0) } }
            let opening = object.optional("openingReserve", default: Money.zero) { $0.money() }
            let pointValue = object.optional("pointValue", default: PointValue?.none) { self.value(ofPoint: $0) }
            let prepaid = object.optional("prepayment", default: Rate?.none) {
                $0.object { $0.required("share")?.share() }
            }
            let assessment = object.optional(
                "assessment", default: ([FundScheme.ScoreBand](), FundScheme.Deposit?.none)
            ) {
                self.assessment($0)
            }
            let clearing = object.optional(
                "clearing",
                default: FundScheme.Clearing(surplusKept: .one, minimumScoreHundredths: nil, overrun: [])
            ) { self.clearing($0) }
            checkPointValue(object, payment)
            guard let name, let insurances, let gross, let deductions, let lines, let charges, let opening,
                let pointValue,
                let prepaid, let assessment, let clearing
            else { return nil }
            checkKinds(value, deductions, charges, payment)
            if deductions.count(where: \.isReserve) > 1 {
                object.optional("deductions")?.report(.contradiction, "more than one deduction goes to the reserve")
            }
            return FundScheme(
                pointer: value.pointer, name: name, insurances: insurances, gross: gross, deductions: deductions,
                lines: lines,
                charges: charges, openingReserve: opening, pointValue: pointValue, prepaidShare: prepaid,
                nextQuarter: assessment.0, deposit: assessment.1, clearing: clearing)
        }
    }

    private func value(ofPoint value: JSONValue) -> PointValue?? {
        guard let text = value.string() else { return nil }
        guard let pointValue = try? PointValue(text), pointValue.units >= 0 else {
            value.report(.badValue, "\"\(text)\" is not a value with at most \(PointValue.mostDecimals) decimals")
            return nil
        }
        return .some(pointValue)
    }

    private func checkPointValue(_ object: JSONObject, _ payment: PaymentScheme?) {
        guard let mode = payment?.pointValue.mode else { return }
        switch (mode, object.optional("pointValue")) {
        case (.given, nil): _ = object.required("pointValue")
        case (.budget, let value?): value.report(.contradiction, "the mode \"budget\" reckons the value itself")
        default: break
        }
    }

    private func checkKinds(
        _ value: JSONValue, _ deductions: [FundScheme.Deduction], _ charges: [FundScheme.Charge],
        _ payment: PaymentScheme?
    ) {
        let deducted = deductions.flatMap { deduction -> [InstitutionKind] in
            if case .charge(let kinds, _) = deduction.form { kinds } else { [] }
        }
        let charged = deducted + charges.flatMap(\.kinds)
        reportRepeated(charged.map(\.rawValue), value)
        for kind in Set(charged).sorted(by: { $0.rawValue < $1.rawValue }) where payment?.kinds.contains(kind) == true {
            value.report(.contradiction, "the kind \"\(kind.rawValue)\" is paid by points and cannot be charged")
        }
    }

    private func gross(_ value: JSONValue) -> FundScheme.Gross? {
        if case .string = value.node.content { return value.amount().map { .amount($0) } }
        return value.object { object in
            let heads = object.required("heads")?.integer(in: 0...Int.max)
            let perHead = object.required("perHead")?.list { $0.amount() }
            let other = object.optional("other", default: Money.zero) { $0.money() }
            guard let heads, let perHead, let other else { return nil }
            return .heads(heads, perHead: perHead, other: other)
        }
    }

    private enum Base: String, CaseIterable { case gross, remaining }

    private func deduction(_ value: JSONValue) -> FundScheme.Deduction? {
        value.object { object in
            let name = object.required("name")?.name()
            let isReserve = object.optional("reserve", default: false) { $0.boolean() }
            let (rate, amount, charge) = (object.optional("rate"), object.optional("amount"), object.optional("charge"))
            if [rate, amount, charge].compactMap({ $0 }).count != 1 {
                value.report(.contradiction, "exactly one of \"rate\", \"amount\" and \"charge\" is needed")
            }
            var form: FundScheme.Deduction.Form?
            if let rate {
                let base = object.required("of")?.choice(Base.self)
                form = rate.share().flatMap { share in
                    base.map { $0 == .gross ? .rateOfGross(share) : .rateOfRemaining(share) }
                }
            } else if let amount {
                form = amount.amount().map { .amount($0) }
            } else if let charge {
                let estimate = object.required("estimate")?.amount()
                form = kinds(charge).flatMap { kinds in estimate.map { .charge(kinds, estimate: $0) } }
            }
            guard let name, let isReserve, let form else { return nil }
            return FundScheme.Deduction(name: name, isReserve: isReserve, form: form)
        }
    }

    private func line(_ value: JSONValue) -> FundScheme.Line? {
        value.object { object in
            let name = object.required("name")?.name()
            let (amount, heads, actual) = (
                object.optional("amount"), object.optional("heads"), object.optional("actual")
            )
            if [amount, heads, actual].compactMap({ $0 }).count != 1 {
                value.report(.contradiction, "exactly one of \"amount\", \"heads\" and \"actual\" is needed")
            }
            var form: FundScheme.Line.Form?
            if let amount {
                form = amount.amount().map { .amount($0) }
            } else if let heads {
                let perHead = object.required("perHead")?.amount()
                form = heads.integer(in: 0...Int.max).flatMap { count in perHead.map { .heads(count, perHead: $0) } }
            } else if let actual {
                form = actual.list { type($0) }.map { .actual($0) }
            }
            guard let name, let form else { return nil }
            return FundScheme.Line(name: name, form: form)
        }
    }

    /// A type of claim that is not inpatient.
    private func type(_ value: JSONValue) -> String? {
        guard let type = value.name() else { return nil }
        if !inpatientTypes.contains(type) { return type }
        value.report(.contradiction, "\"\(type)\" is an inpatient type; a line pays for others")
        return nil
    }

    private func charge(_ value: JSONValue) -> FundScheme.Charge? {
        value.object { object in
            let name = object.required("name")?.name()
            let kinds = object.required("charge").flatMap { self.kinds($0) }
            guard let name, let kinds else { return nil }
            return FundScheme.Charge(name: name, kinds: kinds)
        }
    }

    // MARK: Assessment and clearing

    private func assessment(_ value: JSONValue) -> ([FundScheme.ScoreBand], FundScheme.Deposit?)? {
        value.object { object in
            let nextQuarter = object.optional("nextQuarter", default: []) { scoreBands($0, "pay") }
            let deposit = object.optional("deposit", default: FundScheme.Deposit?.none) { value in
                value.object { object -> FundScheme.Deposit?? in
                    let share = object.required("share")?.share()
                    let release = object.required("release").flatMap { scoreBands($0, "share") }
                    guard let share, let release else { return nil }
                    return FundScheme.Deposit(share: share, release: release)
                }
            }
            guard let nextQuarter, let deposit else { return nil }
            return (nextQuarter, deposit)
        }
    }

    private func scoreBands(_ value: JSONValue, _ key: String) -> [FundScheme.ScoreBand]? {
        let bands = value.list { element -> FundScheme.ScoreBand? in
            element.object { object in
                let atLeast = object.optional("atLeast", default: Int64?.none) { score($0) }
                let share = object.required(key)?.share()
                guard let atLeast, let share else { return nil }
                return FundScheme.ScoreBand(atLeastHundredths: atLeast, share: share)
            }
        }
        if let bands { checkLimits(bands.map(\.atLeastHundredths), value, "atLeast") { $0 > $1 } }
        return bands
    }

    private func clearing(_ value: JSONValue) -> FundScheme.Clearing? {
        value.object { object in
            let kept = object.optional("surplusKept", default: Rate.one) { $0.share() }
            let minimum = object.optional("minimumScore", default: Int64?.none) { score($0) }
            let overrun = object.optional("overrun", default: [FundScheme.Clearing.OverrunBand]()) { value in
                let bands = value.list { element -> FundScheme.Clearing.OverrunBand? in
                    element.object { band in
                        let upTo = band.required("upTo")?.factor()
                        let cover = band.required("cover")?.share()
                        guard let upTo, let cover else { return nil }
                        return FundScheme.Clearing.OverrunBand(upTo: upTo, cover: cover)
                    }
                }
                if let bands, zip(bands, bands.dropFirst()).contains(where: { $0.upTo >= $1.upTo }) {
                    value.report(.contradiction, "the bands are not in order of \"upTo\"")
                }
                return bands
            }
            guard let kept, let minimum, let overrun else { return nil }
            return FundScheme.Clearing(surplusKept: kept, minimumScoreHundredths: minimum, overrun: overrun)
        }
    }

    private enum Excess: String, CaseIterable { case development, held }

    func surplus(_ value: JSONValue) -> SurplusScheme?? {
        value.object { object in
            let statutory = object.optional("statutory", default: [SurplusScheme.Statutory]()) { value in
                value.list { element -> SurplusScheme.Statutory? in
                    element.object { item in
                        let name = item.required("name")?.name()
                        let rate = item.required("rate")?.share()
                        let base = item.required("of")?.choice(SurplusScheme.Statutory.Base.self)
                        let trueUp = item.optional("trueUp", default: false) { $0.boolean() }
                        guard let name, let rate, let base, let trueUp else { return nil }
                        return SurplusScheme.Statutory(name: name, rate: rate, base: base, trueUp: trueUp)
                    }
                }
            }
            let performance = object.required("performance")?.share()
            let excess = object.optional("excess", default: Excess.development) { $0.choice(Excess.self) }
            guard let statutory, let performance, let excess else { return nil }
            return SurplusScheme(statutory: statutory, performance: performance, holdsExcess: excess == .held)
        }
    }
}
