import ExactAmounts

extension SchemeReader {
    func payment(_ value: JSONValue) -> PaymentScheme? {
        value.object { object in
            let kinds = object.optional("kinds", default: [InstitutionKind.member]) { self.kinds($0) }
            let method = object.required("method")?.choice(PaymentScheme.Method.self)
            let scale = object.required("scale").flatMap { self.positive($0) }
            let mean = object.required("overallMean").flatMap { self.mean($0) }
            let low = object.optional("low", default: PaymentScheme.Low?.none) { self.low($0) }
            let high = object.optional("high", default: PaymentScheme.High?.none) { self.high($0) }
            let bedDays = object.optional("bedDays", default: []) { $0.list { self.bedDays($0) } }
            let prices = object.optional("fixedPrices", default: []) { $0.list { fixedPrice($0) } }
            let ungrouped = object.optional("ungrouped", default: Rate?.none) { self.ungrouped($0) }
            let readmission = object.optional("readmission", default: PaymentScheme.Readmission?.none) {
                self.readmission($0)
            }
            let equivalents = object.optional("equivalents", default: []) { $0.list { equivalent($0) } }
            let pointValue = object.required("pointValue").flatMap { self.pointValue($0) }
            if let prices { reportRepeated(prices.map(\.group), object.optional("fixedPrices")) }
            if method == .drgRate {
                if let scale, scale != .one {
                    object.optional("scale")?.report(.contradiction, "\"drgRate\" has the scale 1")
                }
                if let pointValue, pointValue.mode != .given {
                    object.optional("pointValue")?.report(.contradiction, "\"drgRate\" has a given value")
                }
            }
            guard let kinds, let method, let scale, let mean, let low, let high, let bedDays, let prices, let ungrouped,
                let readmission, let equivalents, let pointValue
            else { return nil }
            return PaymentScheme(
                kinds: Set(kinds), method: method, scale: scale, overallMean: mean, low: low, high: high,
                bedDays: bedDays,
                fixedPrices: prices, ungroupedFactor: ungrouped, readmission: readmission, equivalents: equivalents,
                pointValue: pointValue)
        }
    }

    private func mean(_ value: JSONValue) -> Money? {
        guard let mean = value.amount() else { return nil }
        if mean > .zero { return mean }
        value.report(.badValue, "a mean above 0 is needed")
        return nil
    }

    private func low(_ value: JSONValue) -> PaymentScheme.Low?? {
        value.object { object in
            let below = object.required("below")?.factor()
            let coefficient = object.optional("coefficient", default: false) { $0.boolean() }
            let caps = object.optional("capAtBase", default: false) { $0.boolean() }
            guard let below, let coefficient, let caps else { return nil }
            return PaymentScheme.Low(below: below, usesCoefficient: coefficient, capsAtBase: caps)
        }
    }

    private func high(_ value: JSONValue) -> PaymentScheme.High?? {
        value.object { object in
            let above = object.required("above")
            let bands = above?.list { element -> PaymentScheme.High.Band? in
                element.object { band in
                    let weight = band.optional("weightBelow", default: Rate?.none) { $0.factor() }
                    let times = band.required("times")?.factor()
                    guard let weight, let times else { return nil }
                    return PaymentScheme.High.Band(weightBelow: weight, times: times)
                }
            }
            if let above, let bands { checkLimits(bands.map(\.weightBelow), above, "weightBelow") { $0 < $1 } }
            let coefficient = object.optional("coefficient", default: false) { $0.boolean() }
            let review = object.optional("reviewAbove", default: Rate?.none) { $0.factor() }
            guard let bands, let coefficient, let review else { return nil }
            return PaymentScheme.High(bands: bands, usesCoefficient: coefficient, reviewAbove: review)
        }
    }

    private func bedDays(_ value: JSONValue) -> PaymentScheme.BedDays? {
        value.object { object in
            let groups = object.required("groups")?.list { $0.name() }
            let points = object.required("pointsPerDay").flatMap { byLevel($0) { $0.factor() } }
            guard let groups, let points else { return nil }
            return PaymentScheme.BedDays(groups: Set(groups), pointsPerDay: points)
        }
    }

    private func fixedPrice(_ value: JSONValue) -> PaymentScheme.FixedPrice? {
        value.object { object in
            let group = object.required("group")?.name()
            let prices = object.required("price").flatMap { byLevel($0) { $0.amount() } }
            guard let group, let prices else { return nil }
            return PaymentScheme.FixedPrice(group: group, prices: prices)
        }
    }

    private enum UngroupedPoints: String, CaseIterable { case none, cost }

    /// The factor of `"cost"`; nil inside for `"none"`.
    private func ungrouped(_ value: JSONValue) -> Rate?? {
        value.object { object in
            let points = object.required("points")?.choice(UngroupedPoints.self)
            let factor = object.optional("factor", default: Rate.one) { $0.factor() }
            guard let points, let factor else { return nil }
            return .some(points == .cost ? factor : nil)
        }
    }

    private func readmission(_ value: JSONValue) -> PaymentScheme.Readmission?? {
        value.object { object in
            let days = object.required("days")?.integer(in: 0...Int(Int32.max))
            let factor = object.required("factor")?.factor()
            let same = object.optional("sameInstitution", default: true) { $0.boolean() }
            let except = object.optional("except", default: []) { $0.list { $0.name() } }
            guard let days, let factor, let same, let except else { return nil }
            return PaymentScheme.Readmission(days: days, factor: factor, sameInstitution: same, except: Set(except))
        }
    }

    private func equivalent(_ value: JSONValue) -> PaymentScheme.Equivalent? {
        value.object { object in
            let group = object.required("group")?.name()
            let paidAs = object.required("paidAs")?.name()
            let share = object.required("minimumShare")?.share()
            guard let group, let paidAs, let share else { return nil }
            return PaymentScheme.Equivalent(group: group, paidAs: paidAs, minimumShare: share)
        }
    }

    private func pointValue(_ value: JSONValue) -> PointValueScheme? {
        value.object { object in
            let mode = object.required("mode")?.choice(PointValueScheme.Mode.self)
            let basis = object.required("basis")?.choice(PointValueScheme.Basis.self)
            let decimals = object.optional("decimals", default: 4) { $0.integer(in: 0...PointValue.mostDecimals) }
            let rounding = object.optional("rounding", default: .halfUp) { $0.choice(Rounding.self) }
            let residual = object.optional("residual", default: .keep) { $0.choice(PointValueScheme.Residual.self) }
            let share = object.optional("fundShare", default: Rate?.none) { positive($0) }
            if basis == .ratio, object.optional("fundShare") == nil { _ = object.required("fundShare") }
            guard let mode, let basis, let decimals, let rounding, let residual, let share else { return nil }
            return PointValueScheme(
                mode: mode, basis: basis, decimals: decimals, rounding: rounding, residual: residual, fundShare: share)
        }
    }
}
