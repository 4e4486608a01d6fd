/// What is wrong with a command line, and what to do about it.
struct UsageError: Error {
    let message: String

    init(_ message: String) { self.message = message }
}

/// The words of a command line: options that take a value, flags, and the rest.
struct Arguments {
    private(set) var words: [String] = []
    private var values: [String: String] = [:]
    private var flags: Set<String> = []

    /// - Parameters:
    ///   - options: the options that take a value, with their dashes.
    ///   - flags: the options that take none.
    init(_ arguments: some Collection<String>, options: [String], flags known: [String] = []) throws(UsageError) {
        var rest = Array(arguments)[...]
        var isOptionsEnd = false
        while let word = rest.popFirst() {
            if isOptionsEnd || !word.hasPrefix("-") || word == "-" {
                words.append(word)
            } else if word == "--" {
                isOptionsEnd = true
            } else if known.contains(word) {
                flags.insert(word)
            } else {
                let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
                if known.contains(parts[0]) { throw UsageError("\(parts[0]) takes no value") }
                guard options.contains(parts[0]) else { throw UsageError("unknown option \(parts[0])") }
                guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else {
                    throw UsageError("\(parts[0]) needs a value")
                }
                if values.updateValue(value, forKey: parts[0]) != nil { throw UsageError("\(parts[0]) is given twice") }
            }
        }
    }

    /// The value of an option.
    func value(_ option: String) -> String? { values[option] }

    /// Whether a flag is there.
    func has(_ flag: String) -> Bool { flags.contains(flag) }

    /// The value of an option as a whole number from 1 on.
    func count(_ option: String) throws(UsageError) -> Int? {
        guard let text = values[option] else { return nil }
        guard let count = Int(text), count >= 1 else {
            throw UsageError("\(option) takes a whole number from 1, not \"\(text)\"")
        }
        return count
    }

    /// The words, which must be so many.
    func expect(_ range: ClosedRange<Int>, _ what: String) throws(UsageError) {
        if words.count < range.lowerBound { throw UsageError("\(what) is missing") }
        if words.count > range.upperBound { throw UsageError("\"\(words[range.upperBound])\" is one word too many") }
    }
}
