import ExactAmounts
import Testing

@testable import CaseGrouping

/// A record holds six other codes, and more stand elsewhere: no rule can tell.
@Suite("Cases of many codes") struct LongCasesTests {
    static let counts = [0, 1, 5, 6, 7, 8, 40]

    /// Groups of columns in codes.
    static func codes(_ grouper: DRGGrouper, _ columns: DRGCaseColumns) -> [String] {
        var groups: [UInt16] = []
        grouper.group(columns, into: &groups)
        return groups.map { grouper.definition.groups[Int($0)].code }
    }

    /// Cases as the rows of a file behind its header.
    static func file(_ cases: [InpatientCase]) throws -> (reader: CSVReader, rows: CaseRowReader) {
        var text = [CaseRowReaderTests.header]
        for single in cases {
            var row = CaseRowReaderTests.header.map { _ in "" }
            row[0] = "S"
            row[1] = single.sex.map(String.init) ?? "9"
            for (place, value) in [
                (2, single.age), (3, single.newbornAge), (4, single.birthWeight), (5, single.admissionWeight),
                (6, single.stayDays), (7, single.dischargeWay),
            ] { row[place] = value.map(String.init) ?? "" }
            row[8] = single.department ?? ""
            row[9] = single.intensiveCareMinutes.map { "0/0/\($0)" } ?? ""
            row[10] = single.diagnoses.text
            row[11] = single.procedures.text
            text.append(row)
        }
        var reader = CSVReader(file: "claims.csv")
        reader.append(Array(SheetFolder.text(text).utf8))
        reader.finish()
        try #require(try reader.next() == .row)
        return (reader, try CaseRowReader(header: reader))
    }

    /// Appends the same cases in each of the ways in which columns can be filled.
    static func filled(_ grouper: DRGGrouper, _ cases: [InpatientCase]) throws -> [(
        way: String, columns: DRGCaseColumns
    )] {
        var (singly, byRow, byBatch, mixed) = (DRGCaseColumns(), DRGCaseColumns(), DRGCaseColumns(), DRGCaseColumns())
        for single in cases { grouper.append(single, to: &singly) }
        var (reader, rows) = try file(cases)
        while try reader.next() == .row { try grouper.append(row: reader, rows, to: &byRow) }
        (reader, rows) = try file(cases)
        while try reader.next() == .row {
            grouper.appendRows(of: &reader, rows, to: &byBatch) { Issue.record("\($0): \($1)") }
        }
        // A third each way into one set of columns.
        let third = cases.count / 3
        for single in cases[..<third] { grouper.append(single, to: &mixed) }
        (reader, rows) = try file(Array(cases[third..<2 * third]))
        while try reader.next() == .row {
            grouper.appendRows(of: &reader, rows, to: &mixed) { Issue.record("\($0): \($1)") }
        }
        mixed.append(2 * third..<cases.count, of: singly)
        return [("singly", singly), ("by row", byRow), ("by batch", byBatch), ("mixed", mixed)]
    }

    // MARK: The place of a code

    /// The one code that decides, and what stands beside it: short, of 16, 17, 24 and 25 bytes, and long ones that differ from
    /// it behind the 24th byte.
    static let sought = [
        "D1", "D23456789012345X", "D234567890123456X", "D23456789012345678901234", "D234567890123456789012345",
    ]

    /// Groups by a diagnosis, a procedure, a complication, and a count, each the sought code.
    static func folder(_ code: String) -> SheetFolder {
        var folder = SheetFolder.drg()
        folder.category("M", "ZYZD in PR")
        folder.adjacent("MA1", "1", in: "M")
        folder.group("MA11", "QTZD in DI and QTSS in OP", in: "MA1", "M")
        folder.group("MA12", "QTZD in DI", in: "MA1", "M")
        folder.group("MA13", "QTSS in OP", in: "MA1", "M")
        folder.group("MA14", "QTZD in MCC", in: "MA1", "M")
        folder.category("N", "length(FILL ∩ {QTZD}) >= 3")
        folder.adjacent("NA1", "QTZD in DI", in: "N")
        folder.adjacent("NB1", "length(FILL ∩ {QTZD, QTSS}) = 5", in: "N")
        folder.set("PR", "P1", "P2")
        folder.set("DI", code)
        folder.set("OP", code)
        folder.set("FILL", "F0", "F1", "F2", "F3", "F4")
        folder.complication("C1", "MCC", excludedBy: "EX")
        folder.exclusion("EX", "P2")
        return folder
    }

    /// Every case of so many other codes with one code of note among them, as a diagnosis or as a procedure.
    static func cases(_ count: Int, _ code: String) -> [InpatientCase] {
        let fillers = (0..<count).map { place in
            place % 9 == 4 ? "D234567890123456789012345\(place)" : place % 9 == 7 ? "X\(place)" : "F\(place % 5)"
        }
        var cases: [InpatientCase] = []
        for principal in ["P1", "P2", "P3"] {
            for place in -1..<count {
                for special in [code, "C1"] {
                    var others = fillers
                    if place >= 0 { others[place] = special }
                    for diagnoses in Set([0, 1, count / 2, count - 1, count]) where diagnoses >= 0 {
                        let procedures = others.dropFirst(diagnoses)
                        cases.append(
                            InpatientCase(
                                diagnoses: CodeList([principal] + others.prefix(diagnoses)),
                                procedures: CodeList((procedures.isEmpty ? [] : ["F9"]) + procedures), age: 40, sex: 1))
                    }
                }
            }
        }
        return cases.sorted { $0.diagnoses.text + $0.procedures.text < $1.diagnoses.text + $1.procedures.text }
    }

    @Test(arguments: counts, sought)
    func `a code decides at every place among so many others`(count: Int, code: String) throws {
        let files = Self.folder(code).files
        let (grouper, plain) = (DRGGrouper(try DRGDefinition(files)), PlainDRG(files))
        let cases = Self.cases(count, code)
        let expected = cases.map { plain.group($0).code }
        if count >= 5 { #expect(Set(expected).count >= 6) }
        var columns = DRGCaseColumns()
        for single in cases { grouper.append(single, to: &columns) }
        #expect(Self.codes(grouper, columns) == expected)
        #expect(Self.codes(.general(grouper.definition), columns) == expected)
    }

    // MARK: Random cases

    /// Random cases that have so many other codes, in turn.
    static func random(_ plain: PlainDRG, _ count: Int, _ seed: Int) -> [InpatientCase] {
        var random = SplitMix64(seed: seed)
        let maker = CaseMaker(plain)
        return (0..<count).map { number in
            var single = maker.make(&random)
            // What a row of a file asks for.
            if single.age == nil { single.age = 40 }
            let wanted = random.pick(counts)
            var diagnoses = single.diagnoses.codes
            var procedures = single.procedures.codes
            if diagnoses.isEmpty { diagnoses = [random.pick(maker.diagnoses)] }
            while diagnoses.count - 1 + max(0, procedures.count - 1) > wanted {
                if procedures.count > 1, random.chance(50) || diagnoses.count == 1 {
                    procedures.removeLast()
                } else {
                    diagnoses.removeLast()
                }
            }
            // Many cases of many codes get them from a few only, that all do not hold every fact.
            let few = (0..<2).map { _ in
                random.pick(random.pick([maker.diagnoses, maker.complications, maker.excluding]))
            }
            let isVaried = random.chance(40)
            while diagnoses.count - 1 + max(0, procedures.count - 1) < wanted {
                if random.chance(60) {
                    diagnoses.append(isVaried ? random.pick(maker.diagnoses + maker.complications) : random.pick(few))
                } else {
                    procedures.append(isVaried ? random.pick(maker.procedures) : "X\(random.below(99))")
                }
            }
            single.diagnoses = CodeList(diagnoses)
            single.procedures = CodeList(procedures)
            return single
        }
    }

    @Test(arguments: 1...24)
    func `random cases of few and many codes are grouped alike, however they come into columns`(seed: Int) throws {
        let files = RandomDefinition(seed: 400 + seed).folder.files
        let plain = PlainDRG(files)
        let grouper = DRGGrouper(try DRGDefinition(files))
        let cases = Self.random(plain, 90, seed)
        let others = cases.map { $0.diagnoses.codes.count - 1 + max(0, $0.procedures.codes.count - 1) }
        #expect(Set(others) == Set(Self.counts))
        let expected = cases.map { plain.group($0).code }
        let general = DRGGrouper.general(grouper.definition)
        let filled = try Self.filled(grouper, cases)
        for (way, columns) in filled {
            #expect(Self.codes(grouper, columns) == expected, "\(way), seed \(seed)")
            #expect(Self.codes(general, columns) == expected, "\(way) by rules, seed \(seed)")
        }
        // Copied in any order, some often, from several columns behind one another, twice.
        var random = SplitMix64(seed: seed)
        var (picked, again) = (DRGCaseColumns(), DRGCaseColumns())
        var places: [Int] = []
        for (_, columns) in filled {
            let some = (0..<70).map { _ in random.below(cases.count) }
            picked.append(some, of: columns)
            places += some
        }
        #expect(Self.codes(grouper, picked) == places.map { expected[$0] })
        again.append((0..<picked.count).reversed(), of: picked)
        let single = cases[places[0]]
        grouper.append(single, to: &again)
        again.append(0..<picked.count, of: picked)
        let all = (places.reversed() + [places[0]] + places).map { expected[$0] }
        #expect(Self.codes(grouper, again) == all && Self.codes(general, again) == all)
        // Emptied, the columns remember nothing.
        again.removeAll()
        again.append(0..<cases.count, of: filled[0].columns)
        #expect(Self.codes(grouper, again) == expected)
    }

    @Test
    func `the codes of a case stand in its columns in their order`() throws {
        let grouper = DRGGrouper(try DRGDefinition(Self.folder("D1").files))
        let roles = grouper.definition.roles
        var columns = DRGCaseColumns()
        for count in Self.counts {
            let codes = (0..<count).map { "F\($0 % 5)" }
            grouper.append(
                InpatientCase(
                    diagnoses: CodeList(["P1"] + codes.prefix(count / 2)),
                    procedures: CodeList(["F1"] + codes.dropFirst(count / 2))), to: &columns)
        }
        for (row, count) in Self.counts.enumerated() {
            var found: [String] = []
            columns.forEachOther(row) { role in
                guard let code = roles.code(role) else { return }
                found.append("\(grouper.definition.codes.texts[Int(code.number)]) \(code.isDiagnosis)")
            }
            #expect(found == (0..<count).map { "F\($0 % 5) \($0 < count / 2)" })
            #expect(columns.records[row].isLong == (count > 6))
        }
    }
}
