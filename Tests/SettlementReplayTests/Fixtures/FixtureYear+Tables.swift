extension FixtureYear {
    /// claims.csv and reviews.csv: the rows by discharge, their ids in that order, and bad rows between them.
    func claimTables(isSpoiled: Bool = true, moreReviews: [[String]] = []) -> [FixtureTable] {
        let ordered = stays.sorted { ($0.discharge, $0.order) < ($1.discharge, $1.order) }
        var rows: [[String]] = []
        var reviews: [[String]] = []
        for (index, stay) in ordered.enumerated() {
            let digits = String(index + 1)
            let id = prefix + String(repeating: "0", count: 5 - digits.count) + digits
            rows.append(stay.row(id: id))
            if let review = stay.review { reviews.append([id, review.decision, review.points, review.note]) }
        }
        if isSpoiled { rows = spoiled(rows) }
        var tables = [FixtureTable("claims.csv", FixtureStay.header, rows)]
        reviews += moreReviews
        if !reviews.isEmpty { tables.append(FixtureTable("reviews.csv", "setl_id,decision,points,note", reviews)) }
        tables.append(
            FixtureTable("referrals.csv", "psn_no,refl_fixmedins_code,reflin_medins_no,refl_date", referrals))
        return tables
    }

    /// Bad rows, each made from the good stay before it, spread over the table.
    private func spoiled(_ rows: [[String]]) -> [[String]] {
        let faults: [[String: String]] = [
            ["+": "多出的一列"], ["setl_id": ""], ["diag_code": " | "], ["=": ""], ["med_type": "99"], ["gend": "3"],
            ["adm_time": "\(year)-02-30"], ["medfee_sumamt": "12,345.00"],
            ["adm_time": "\(year)-12-31", "dscg_time": "\(year)-12-01"],
            ["dscg_time": "\(year + 1)-01-05"], ["fulamt_ownpay_amt": "999999.99", "inscp_scp_amt": ""],
            ["inscp_scp_amt": "88888888.00"], ["fixmedins_code": "H00000000000"], ["insutype": "340"], ["psn_no": ""],
        ]
        var result: [[String]] = []
        var next = 0
        let inpatients = rows.indices.filter { rows[$0][3] == "21" }
        let places = faults.indices.map { inpatients[($0 + 1) * inpatients.count / (faults.count + 1)] }
        for (index, row) in rows.enumerated() {
            result.append(row)
            guard next < places.count, places[next] == index else { continue }
            var bad = row
            let id = FixtureStay.columns.firstIndex(of: "setl_id") ?? 0
            bad[id] = "\(prefix)X\(next + 1)"
            for (column, value) in faults[next] {
                if let place = FixtureStay.columns.firstIndex(of: column) { bad[place] = value }
            }
            if faults[next]["="] != nil { bad = row }
            if let more = faults[next]["+"] { bad.append(more) }
            result.append(bad)
            next += 1
        }
        return result
    }

    /// weights.csv of DRG: the weights of every case that may come, with the means of most.
    ///
    /// - Parameter primary: the groups that are paid alike at every level, with their factor (empty for 1).
    func weightTable(primary: [String: String] = [:], more: [[String]] = []) -> FixtureTable {
        let rows = (cases + FixtureCase.drgSpecial).filter { $0.weight > 0 && $0.group != "HS29" }.enumerated().map {
            index, sample in
            let mean = index % 7 == 6 ? "" : FixtureStay.yuan(meanFen(sample))
            let factor = primary[sample.group]
            return [sample.group, "", Self.decimal(sample.weight), mean, factor == nil ? "" : "1", factor ?? ""]
        }
        return FixtureTable("weights.csv", Self.weightHeader, rows + more)
    }

    static let weightHeader = "group,level,weight,mean_cost,primary_care,primary_care_factor"

    /// Ten-thousandths as text.
    private static func decimal(_ weight: Int) -> String {
        let rest = String(weight % 10_000)
        return "\(weight / 10_000)." + String(repeating: "0", count: 4 - rest.count) + rest
    }
}

/// A county's fixture: its generated tables, in the order of the folder's description.
protocol CountyFixture: Sendable {
    /// The folder's name.
    var name: String { get }
    /// How its tables are written.
    var form: FixtureTable.Form { get }
    /// The generated tables.
    func tables() -> [FixtureTable]
    /// What the county's rows must show.
    var mechanisms: [Mechanism] { get }
}
