import ExactAmounts
import Foundation
import Testing

@Suite("CivilDate") struct CivilDateTests {
    /// The lengths of the months, as a calendar on the wall has them.
    private static func lengths(of year: Int) -> [Int] {
        let isLeap = year.isMultiple(of: 400) || (year.isMultiple(of: 4) && !year.isMultiple(of: 100))
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    }

    private static func text(_ year: Int, _ month: Int, _ day: Int) -> String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: width - digits.count) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    @Test func `leafing through four hundred years meets every day once, in order`() throws {
        var number = try #require(CivilDate("1800-01-01")).dayNumber
        for year in 1800..<2200 {
            for (month, length) in zip(1..., Self.lengths(of: year)) {
                for day in 1...length {
                    let date = CivilDate(dayNumber: number)
                    guard date.components == (year, month, day), CivilDate(year: year, month: month, day: day) == date
                    else {
                        Issue.record("\(year)-\(month)-\(day) is not day \(number)")
                        return
                    }
                    number += 1
                }
            }
        }
        #expect(number == CivilDate("2200-01-01")?.dayNumber)
    }

    @Test func `from the year 1 to the year 9999 each year is as long as its months`() throws {
        var number = try #require(CivilDate("0001-01-01")).dayNumber
        for year in 1...9999 {
            let lengths = Self.lengths(of: year)
            guard CivilDate(Self.text(year, 1, 1))?.dayNumber == number,
                CivilDate(dayNumber: number).components == (year, 1, 1),
                CivilDate(dayNumber: number + Int32(31 + lengths[1])).components == (year, 3, 1),
                CivilDate(dayNumber: number + Int32(lengths.reduce(0, +)) - 1).components == (year, 12, 31)
            else {
                Issue.record("the year \(year)")
                return
            }
            number += Int32(lengths.reduce(0, +))
        }
        #expect(CivilDate(dayNumber: number - 1).description == "9999-12-31")
    }

    @Test(
        arguments: [
            ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2022-01-31", 19_023),
            ("0001-01-01", -719_162),
            ("9999-12-31", 2_932_896),
        ] as [(String, Int32)])
    func `days are counted from 1970`(text: String, number: Int32) {
        #expect(CivilDate(text)?.dayNumber == number)
        #expect(CivilDate(dayNumber: number).description == text)
    }

    @Test(arguments: [1, 4, 100, 400, 1900, 2000, 2023, 2024, 9999])
    func `a day exists when its month is that long`(year: Int) {
        for (month, day) in pairs(Array(-1...13), Array(-1...32)) {
            let exists = (1...12).contains(month) && day >= 1 && day <= Self.lengths(of: year)[month - 1]
            #expect((CivilDate(year: year, month: month, day: day) != nil) == exists, "\(year)-\(month)-\(day)")
            if month >= 0, day >= 0 { #expect((CivilDate(Self.text(year, month, day)) != nil) == exists) }
        }
    }

    @Test(arguments: [0, -1, 10_000, .min, .max]) func `there is no year outside 1 to 9999`(year: Int) {
        #expect(CivilDate(year: year, month: 1, day: 1) == nil)
        #expect(CivilDate(year: 2022, month: year, day: 1) == nil)
        #expect(CivilDate(year: 2022, month: 1, day: year) == nil)
    }

    @Test(arguments: seeds) func `parse after print is the identity, and so is encoding`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let dates = (0..<2000).map { _ in CivilDate(dayNumber: -719_162 + Int32(random.below(3_652_059))) }
        expectForAll(dates) { CivilDate($0.description) == $0 && $0.description.utf8.count == 10 }
        let json = try JSONEncoder().encode(dates)
        #expect(String(decoding: json, as: UTF8.self) == "[" + dates.map { "\"\($0)\"" }.joined(separator: ",") + "]")
        #expect(try JSONDecoder().decode([CivilDate].self, from: json) == dates)
    }

    @Test(arguments: ["20220131", "\"2022-02-29\"", "\"\"", "null"]) func `only the text of a day decodes`(json: String)
    {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([CivilDate].self, from: Data("[\(json)]".utf8)) }
    }

    @Test(
        arguments: [" 08:30", "T08:30", " 08:30:15", "T08:30:15", " 99:99", " 00:00:00"])
    func `a time behind the day is ignored`(time: String) {
        #expect(CivilDate("2022-01-31" + time) == CivilDate("2022-01-31"))
        #expect(CivilDate("2022-02-30" + time) == nil)
    }

    @Test(
        arguments: [
            "", "2022", "2022-01", "2022-1-31", "2022-01-3", "22-01-31", "2022/01/31", "20220131", "2022-0131",
            "202201-31", "2022-01/31",
            "+022-01-31", "-022-01-31", "2022-01-+1", "２０２２-01-31", "2022-01-31 ", " 2022-01-31", "2022-01-311",
            "2022-01-31T",
            "2022-01-31 8:30", "2022-01-31 08", "2022-01-31 08:3", "2022-01-31 08:30:", "2022-01-31 08:30:1",
            "2022-01-31  08:30",
            "2022-01-31t08:30", "2022-01-31 08.30", "2022-01-31 08:30.15", "2022-01-31 08:30:15Z",
            "2022-01-31 08:30:15.0", "2022-01-31 08:3x",
            "2022-01-31 x8:30:15", "2022-01-31 08:30:1x", "2022-01-31\t08:30", "2022年01月31日", "2022-01-3\0",
            "2022:01-31", "2022-01:31", "202:-01-31", "2022-0:-01", "2022-01-2:", "2022-01-31 08:3:",
            "2022-01-31_08:30",
        ])
    func `any other form is no date`(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test(
        arguments: [
            ("2022-03-01", "2022-02-28", 1), ("2024-03-01", "2024-02-28", 2), ("2022-01-01", "2022-01-01", 0),
            ("2021-12-31", "2022-01-01", -1),
            ("9999-12-31", "0001-01-01", 3_652_058),
        ])
    func `days are counted from one day to another`(day: String, earlier: String, days: Int) throws {
        let (one, two) = (try #require(CivilDate(day)), try #require(CivilDate(earlier)))
        #expect(one.days(since: two) == days)
        #expect(two.days(since: one) == -days)
        #expect((two < one) == (days > 0))
    }

    @Test func `the calendar repeats itself every four hundred years, before the year 1 too`() {
        let starts: [Int32] = [.max, 2_932_896, 0, -719_162, -719_468, -719_469, -719_529, -1_000_000, .min + 146_097]
        expectForAll(pairs(starts, Array(0..<800) as [Int32])) { start, back in
            guard start - back >= .min + 146_097 else { return true }
            let (late, early) = (CivilDate(dayNumber: start - back), CivilDate(dayNumber: start - back - 146_097))
            let shifted = (early.components.year + 400, early.components.month, early.components.day)
            return late.components == shifted
        }
        #expect(CivilDate(dayNumber: -719_163).components == (0, 12, 31))
    }

    @Test func `the farthest days can be told apart and counted`() {
        let (first, last) = (CivilDate(dayNumber: .min), CivilDate(dayNumber: .max))
        #expect(last.days(since: first) == Int(UInt32.max))
        #expect(first < last && first != last)
        #expect(first.components.year < -5_000_000 && last.components.year > 5_000_000)
    }
}
