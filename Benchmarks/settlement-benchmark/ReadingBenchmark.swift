import ExactAmounts

/// CSV text to fields, on one core.
struct ReadingBenchmark {
    private let megabytes: Int

    init(_ options: inout Options) throws { megabytes = try options.count("--megabytes", default: 64) }

    func run(_ report: inout Report) throws {
        let plain = Array(
            "S000001,R0011,390,21,M001,2022-10-20,2022-10-23,1,2,66,,,,3,1,,,J18.900|I10.x00x002,,4962.65,148.88\n".utf8
        )
        let quoted = Array("\"S000001\",R0011,\"a,b\",\"say \"\"yes\"\"\",医院,2022-10-20,  66 ,\"line\nbreak\"\n".utf8)
        for (name, row) in [("plain fields", plain), ("quoted and Chinese fields", quoted)] {
            var text: [UInt8] = []
            while text.count < megabytes << 20 { text += row }
            report.add(
                try Timing.measure(name, unit: "bytes", count: text.count, runs: 7) {
                    var reader = CSVReader(file: "text")
                    var (start, fields): (Int, UInt64) = (0, 0)
                    while true {
                        switch try reader.next() {
                        case .end: return fields
                        case .row: fields += UInt64(reader.fieldCount)
                        case .needsBytes:
                            let end = min(text.count, start + 256 << 10)
                            if end > start { reader.append(Array(text[start..<end])) } else { reader.finish() }
                            start = end
                        }
                    }
                })
        }
    }
}
