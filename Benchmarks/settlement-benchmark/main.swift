import CaseGrouping
import ExactAmounts
import Foundation

func bytes(_ path: String) -> [UInt8] { Array(FileManager.default.contents(atPath: path) ?? Data()) }
@MainActor func seconds(_ body: @MainActor () throws -> Void) rethrows -> Double {
    let c = ContinuousClock()
    let d = try c.measure(body)
    return Double(d.components.seconds) + Double(d.components.attoseconds) * 1e-18
}
let dir = CommandLine.arguments[1]
var contents: [String: [UInt8]] = [:]
for f in try FileManager.default.contentsOfDirectory(atPath: dir) { contents[f] = bytes(dir + "/" + f) }
var def: DRGDefinition! = nil
var grouper: DRGGrouper! = nil
do {
    print("read", try seconds { def = try DRGDefinition(DefinitionFiles(folder: dir, contents: contents)) })
    print("compile", seconds { grouper = DRGGrouper(def) })
} catch { print(error); exit(2) }
let claims = bytes(CommandLine.arguments[2])
var columns = DRGCaseColumns()
var ids: [String] = []
@MainActor func read() throws {
    let g = grouper!
    columns.removeAll()
    var reader = CSVReader(file: "claims.csv")
    reader.append(claims)
    reader.finish()
    _ = try reader.next()
    let rows = try CaseRowReader(header: reader)
    while try reader.next() == .row { try g.appendRows(of: &reader, rows, to: &columns) { _, _ in } }
}
try read()
var groups: [UInt16] = []
grouper.group(columns, into: &groups)
let expected = String(decoding: bytes(CommandLine.arguments[3]), as: UTF8.self).split(separator: "\n").dropFirst().map { $0.split(separator: ",")[1] }
var bad = 0
for (i, e) in expected.enumerated() where def.groups[Int(groups[i])].code != e { bad += 1; if bad < 10 { print(i, e, def.groups[Int(groups[i])].code) } }
print("bad", bad, "of", expected.count)
var big = DRGCaseColumns()
var order = (0..<columns.count * 50).map { $0 % columns.count }
var x: UInt64 = 42
for i in order.indices.reversed() { x = x &* 6364136223846793005 &+ 1442695040888963407; order.swapAt(i, Int(x >> 33) % (i + 1)) }
big.append(order, of: columns)
for _ in 0..<30 { let t = seconds { grouper.group(big, into: &groups) }; print(t / Double(big.count) * 1e9, "ns/case") }
for _ in 0..<200 { let t = try seconds { try read() }; print("read", t / Double(columns.count) * 1e9, "ns/row") }
