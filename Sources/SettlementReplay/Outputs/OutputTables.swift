import CaseGrouping
import CountySettlement
import ExactAmounts

/// The output tables of 6.2, each as the bytes of its file.
struct OutputTables {
    let folder: CountyFolder
    let settled: SettledYear

    private var scheme: SettlementScheme { folder.year.scheme }

    /// Every rejected claim in the order of the rows, those whose results do not fit among them.
    var rejected: [RejectedClaim] { (folder.rejected + settled.rejected).sorted { $0.line < $1.line } }

    /// The files by name.
    func files() -> [(name: String, bytes: [UInt8])] {
        [
            ("cases.csv", cases()), ("institutions.csv", institutions()), ("funds.csv", funds()),
            ("prepayments.csv", prepayments()), ("surplus.csv", surplus()), ("indicators.csv", indicators()),
            ("rejects.csv", rejects()), ("differences.csv", differences()),
        ]
    }

    private func cases() -> [UInt8] {
        var writer = CSVWriter(header: [
            "setl_id", "fund", "fixmedins_code", "level", "chain", "step", "eligible", "deductible", "reimbursable",
            "accrued",
            "patient", "definition", "group", "status", "class", "weight", "coefficient", "points", "amount", "due",
        ])
        for index in settled.settledClaims {
            let claim = settled.claim(index)
            writer.field(claim.id)
            writer.field(scheme.funds[claim.fund].name)
            writer.field(claim.institution.code)
            writer.field(claim.level)
            writer.field(claim.chain ?? "")
            writer.field(claim.step.name)
            writer.field(claim.eligible)
            writer.field(claim.deductible)
            writer.field(claim.reimbursable)
            writer.field(claim.accrued)
            writer.field(claim.patient)
            writer.field(claim.definition ?? "")
            writer.field(claim.group?.code ?? "")
            writer.field(claim.group?.status.rawValue ?? (claim.hasBenefit ? "" : "noBenefit"))
            writer.field(claim.caseClass?.name ?? "")
            writer.field(claim.caseClass == nil ? nil : claim.weight)
            writer.field(claim.caseClass == nil ? nil : claim.coefficient)
            writer.field(claim.points)
            writer.field(claim.amount)
            writer.field(claim.due)
            writer.endRow()
        }
        return writer.bytes
    }

    private func institutions() -> [UInt8] {
        var writer = CSVWriter(header: [
            "fund", "fixmedins_code", "claims", "cost", "accrued", "patient", "points", "due", "fixed_price",
            "residual", "entitled",
            "surplus", "uncovered", "forfeited", "payable",
        ])
        for fund in settled.accounts.funds {
            for row in fund.institutions {
                writer.field(fund.name)
                writer.field(row.code)
                writer.field(Int(row.claims))
                for amount in [row.cost, row.accrued, row.patient] { writer.field(amount) }
                writer.field(row.points)
                for amount in [
                    row.due, row.fixedPrice, row.residual, row.entitled, row.surplus, row.uncovered, row.forfeited,
                    row.payable,
                ] { writer.field(amount) }
                writer.endRow()
            }
        }
        return writer.bytes
    }

    private func funds() -> [UInt8] {
        var writer = CSVWriter(header: ["fund", "item", "amount"])
        for fund in settled.accounts.funds {
            func row(_ item: String, _ value: String) {
                writer.field(fund.name)
                writer.field(item)
                writer.field(value)
                writer.endRow()
            }
            for (item, amount) in FundItems(fund, scheme.payment.pointValue).rows { row(item, amount) }
        }
        return writer.bytes
    }

    private func prepayments() -> [UInt8] {
        var writer = CSVWriter(header: ["fund", "month", "base", "share", "paid"])
        for fund in settled.accounts.funds {
            for prepayment in fund.prepayments {
                writer.field(fund.name)
                writer.field(prepayment.month)
                writer.field(prepayment.base)
                writer.field(prepayment.share.shown)
                writer.field(prepayment.paid)
                writer.endRow()
            }
        }
        return writer.bytes
    }

    private func surplus() -> [UInt8] {
        var writer = CSVWriter(header: [
            "fixmedins_code", "income", "cost", "statutory", "remaining", "performance", "development", "held",
        ])
        for row in settled.accounts.surplus {
            writer.field(row.institution)
            for amount in [
                row.income, row.cost, row.statutorySum, row.remaining, row.performance, row.development, row.held,
            ] { writer.field(amount) }
            writer.endRow()
        }
        return writer.bytes
    }

    private func indicators() -> [UInt8] {
        var writer = CSVWriter(header: ["indicator", "numerator", "denominator", "value"])
        for indicator in settled.accounts.indicators {
            for text in [indicator.name, indicator.numerator, indicator.denominator, indicator.value] {
                writer.field(text)
            }
            writer.endRow()
        }
        return writer.bytes
    }

    private func rejects() -> [UInt8] {
        var writer = CSVWriter(header: ["line", "setl_id", "reason", "detail"])
        for claim in rejected {
            writer.field(claim.line)
            writer.field(claim.id)
            writer.field(claim.rejection.reason.rawValue)
            writer.field(claim.rejection.detail)
            writer.endRow()
        }
        return writer.bytes
    }

    private func differences() -> [UInt8] {
        var writer = CSVWriter(header: ["setl_id", "field", "recorded", "computed", "difference"])
        for index in settled.settledClaims {
            let claim = settled.claim(index)
            for difference in claim.differences {
                writer.field(claim.id)
                writer.field(difference.field)
                writer.field(difference.recorded)
                writer.field(difference.computed)
                // Both lie between 0 and the total cost, so their difference fits.
                writer.field(Money(fen: difference.recorded.fen &- difference.computed.fen))
                writer.endRow()
            }
        }
        return writer.bytes
    }
}

/// The items of one fund as funds.csv lists them.
struct FundItems {
    let rows: [(item: String, amount: String)]

    init(_ fund: FundYear, _ scheme: PointValueScheme) {
        let (budget, clearing) = (fund.budget, fund.clearing)
        var rows: [(String, String)] = [("gross", budget.gross.description)]
        rows += budget.deductions.map { ("deduction:\($0.name)", $0.amount.description) }
        rows.append(("package", budget.package.description))
        rows += budget.lines.map { ("line:\($0.name)", $0.amount.description) }
        rows += budget.charges.map { ("charge:\($0.name)", $0.amount.description) }
        let value = fund.value.value?.text(decimals: scheme.decimals, scheme.rounding) ?? ""
        let overrun = (try? clearing.overrun + budget.shortfall) ?? clearing.overrun
        rows += [
            ("pool", budget.pool.description), ("patient", fund.value.patient.description),
            ("points", fund.value.points.description), ("pointValue", value), ("due", clearing.due.description),
            ("fixedPrice", clearing.fixedPrice.description), ("residual", clearing.residual.description),
            ("entitled", clearing.entitled.description), ("surplus", clearing.surplus.description),
            ("surplusKept", clearing.surplusKept.description), ("overrun", overrun.description),
            ("overrunCovered", clearing.overrunCovered.description), ("forfeited", clearing.forfeited.description),
            ("payable", clearing.payable.description), ("prepaid", fund.prepaid.description),
            ("balance", fund.balance.description), ("reserveOpening", fund.reserve.opening.description),
            ("reserveClosing", fund.reserve.closing.description), ("uncharged", fund.uncharged.description),
        ]
        self.rows = rows
    }
}
