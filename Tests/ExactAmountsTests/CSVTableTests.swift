import ExactAmounts
import Testing

@Suite("CSVTable") struct CSVTableTests {
    static let columns: [CSVTable.Column] = [
        "code", CSVTable.Column("name", "title"), CSVTable.Column("note", isOptional: true),
    ]

    static func table(_ text: String, hasTitleRows: Bool = false) throws(InputFaults) -> CSVTable {
        try CSVTable(file: "some.csv", bytes: Array(text.utf8), columns: columns, hasTitleRows: hasTitleRows)
    }

    /// `line:column code` of every fault.
    static func places(_ text: String, hasTitleRows: Bool = false) -> [String] {
        do {
            _ = try table(text, hasTitleRows: hasTitleRows)
            return []
        } catch {
            return error.faults.map { "\($0.line ?? 0):\($0.column ?? 0) \($0.code)" }
        }
    }

    @Test(
        arguments: [
            ("code,name,note\n1,甲,x\n2,乙,\n", ["1|甲|x", "2|乙|"]), ("note,code,name\nx,1,甲\n", ["1|甲|x"]),
            ("code,name\n1,甲\n", ["1|甲|"]),
            ("other,code,more,name\n-,1,-,甲\n", ["1|甲|"]), ("code,title\n1,甲\n", ["1|甲|"]),
            ("title,name,code\n乙,甲,1\n", ["1|甲|"]),
            ("code,name", []), ("\u{FEFF}code,name\r\n1,甲\r\n", ["1|甲|"]),
            (" code ,\"name\"\n \"1\" ,\"\"\"甲\"\"\"\n", ["1|\"甲\"|"]),
            ("\n\ncode,name\n\n1,甲\n\n", ["1|甲|"]), ("code,name,,\n1,甲,,\n", ["1|甲|"]), ("code,name\n,\n", ["||"]),
        ] as [(String, [String])])
    func `columns stand in any order, and unknown ones are ignored`(text: String, rows: [String]) throws {
        let table = try Self.table(text)
        let read = (0..<table.rowCount).map { row in (0..<3).map { table.string(row, $0) }.joined(separator: "|") }
        #expect(read == rows)
        for row in 0..<table.rowCount {
            #expect((0..<3).allSatisfy { table.isEmpty(row, $0) == table.string(row, $0).isEmpty })
        }
    }

    @Test(
        arguments: [
            ("", ["1:1 missingHeader"]), ("\n\n", ["1:1 missingHeader"]), ("\u{FEFF}", ["1:1 missingHeader"]),
            ("name\n", ["1:1 missingColumn"]),
            ("\nother\n", ["2:1 missingColumn", "2:1 missingColumn"]), ("Code,name\n", ["1:1 missingColumn"]),
            ("code,name,code\n", ["1:11 repeatedColumn"]),
            ("code,\"name\",other,other\n1,2,3,4", ["1:19 repeatedColumn"]), ("code,name\n1\n", ["2:1 fieldCount"]),
            ("code,name\n1,2,3\n", ["2:5 fieldCount"]),
            ("code,name\n\n1,\"\n\",3\n", ["4:3 fieldCount"]), ("code,name\n1,2\n \n", ["3:1 fieldCount"]),
            ("code,name\n诊断,二,三\n", ["2:6 fieldCount"]),
            ("code,name\n1\n1,2\n1,2,3\n", ["2:1 fieldCount", "4:5 fieldCount"]),
            ("code,code,x\n1\n", ["1:6 repeatedColumn", "1:1 missingColumn", "2:1 fieldCount"]),
            ("code,name\n1,\"2", ["2:3 unclosedQuote"]),
            ("code,name\n1\n2,3\"\n4\n", ["2:1 fieldCount", "3:4 strayQuote"]), ("co\"de", ["1:3 strayQuote"]),
            ("code,name\n1,\u{FEFF}2\0", ["2:5 strayControl"]),
        ] as [(String, [String])])
    func `a file that is wrong says all that is wrong, and where`(text: String, places: [String]) {
        #expect(Self.places(text).sorted() == places.sorted())
    }

    @Test func `the faults of a file come in the order of their places`() {
        #expect(
            Self.places("x,x\n1\n") == [
                "1:1 missingColumn", "1:1 missingColumn", "1:3 repeatedColumn", "2:1 fieldCount",
            ])
    }

    @Test func `a missing column is named with its other names`() throws {
        let error = #expect(throws: InputFaults.self) { try Self.table("code\n") }
        #expect(error?.faults.first?.message == "the column name or title is missing")
        #expect(error?.faults.first?.file == "some.csv")
    }

    @Test func `title rows are passed over, whatever their form`() throws {
        let text = "全县病组权重表,,\n(2022),\n\ncode,name,note\n1,甲,\n"
        let table = try Self.table(text, hasTitleRows: true)
        #expect(table.rowCount == 1 && table.string(0, 1) == "甲" && table.lines == [5])
        #expect(Self.places(text).first == "1:1 missingColumn")
    }

    @Test(
        arguments: [
            ("name,note\n1,2\n", ["1:1 missingHeader"]), ("title\ncode\n", ["2:1 missingColumn"]),
            ("t\ncode,name\n1\n", ["3:1 fieldCount"]),
            ("t\ncode,name\ncode,name\n", []), ("t\n\"x", ["2:1 unclosedQuote"]),
        ] as [(String, [String])])
    func `below title rows the header is the first row with the first column`(text: String, places: [String]) {
        #expect(Self.places(text, hasTitleRows: true) == places)
    }

    @Test func `a table knows the line of each row`() throws {
        let table = try Self.table("\ncode,name\n\n1,\"a\nb\"\n2,c\r\n\r\n3,d")
        #expect(table.lines == [4, 6, 8])
    }

    @Test(
        arguments: [
            (0, 0, 3, 1), (0, 1, 3, 5), (0, 2, 3, 8), (1, 0, 5, 2), (1, 1, 6, 5), (1, 2, 6, 10), (2, 0, 7, 2),
            (2, 1, 7, 10), (2, 2, 7, 15),
        ])
    func `a fault at a field stands where the field does`(row: Int, column: Int, line: Int, place: Int) throws {
        let text = "code,name,note\n\n诊断1,两🙂,x\n\n\"a\nb\",\"c d\",y\n\"\"\"é\"\"\",\"\"\"é\",z\n"
        let fault = try Self.table(text).fault(row, column, .badValue, "is wrong")
        let name = ["code", "name", "note"][column]
        #expect(
            fault
                == InputFault(
                    file: "some.csv", line: line, column: place, code: .badValue, message: "\(name): is wrong"))
    }

    @Test func `a fault at an empty field stands at its row`() throws {
        let table = try Self.table("code,name\n1,\n\n,2\n")
        #expect(table.fault(0, 1, .missingValue, "").line == 2)
        #expect(table.fault(0, 1, .missingValue, "").column == 1)
        #expect(table.fault(1, 0, .missingValue, "").line == 4)
        // The column is absent altogether.
        #expect(table.fault(1, 2, .missingValue, "").line == 4)
        #expect(table.fault(1, 2, .missingValue, "").column == 1)
    }

    @Test(arguments: [(0, 2, 3), (1, 2, 4), (2, 3, 1), (3, 3, 2), (4, 3, 3), (5, 3, 3), (1000, 3, 3)])
    func `a fault inside a field stands so many characters behind its beginning`(
        characters: Int, line: Int, column: Int
    ) throws {
        // "号\n码🙂" holds four characters.
        let table = try Self.table("code,name\n \"号\n码🙂\",b\n")
        let fault = table.fault(0, 0, at: characters, .badValue, "here")
        #expect(fault.line == line && fault.column == column)
        #expect(fault.message == "code: here")
    }

    @Test func `a large table keeps every field`() throws {
        let lines = (0..<5000).map { "\($0),\"名\"\"\($0)\"\"\"" }
        let table = try Self.table("code,name\n" + lines.joined(separator: "\n"))
        #expect(table.rowCount == 5000)
        expectForAll(0..<5000) { row in
            table.string(row, 0) == "\(row)" && table.string(row, 1) == "名\"\(row)\"" && table.lines[row] == row + 2
        }
    }
}
