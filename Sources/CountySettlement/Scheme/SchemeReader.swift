public import ExactAmounts

extension SettlementScheme {
    /// Reads and checks a scheme.json.
    ///
    /// - Throws: every fault at once, each with its JSON pointer, line and column.
    /// - Complexity: O(bytes).
    public init(file: String = "scheme.json", json bytes: [UInt8]) throws(InputFaults) {
        let document = try JSONDocument(file: file, bytes: bytes)
        let faults = FaultList()
        let scheme = JSONValue(document, faults: faults).object { SchemeReader($0, bytes).scheme() }
        try faults.throwIfAny()
        guard let scheme else {
            preconditionFailure("a scheme without faults has been read")
        }
        self = scheme
    }
}

/// Reads the outermost object of a scheme, and what its parts share.
struct SchemeReader {
    let root: JSONObject
    let levels: [String]
    let inpatientTypes: [String]
    private let bytes: [UInt8]

    init(_ root: JSONObject, _ bytes: [UInt8]) {
        self.root = root
        self.bytes = bytes
        levels = root.required("levels")?.list { $0.name() } ?? []
        inpatientTypes = root.optional("inpatientTypes", default: ["21"]) { $0.list { $0.name() } } ?? []
    }

    func scheme() -> SettlementScheme? {
        if levels.isEmpty { root.optional("levels")?.report(.missingValue, "at least one level is needed") }
        reportRepeated(levels, root.optional("levels"))
        reportRepeated(inpatientTypes, root.optional("inpatientTypes"))
        // Every part is read before any is missed, so that all faults are found at once.
        let id = root.required("id")?.name()
        let title = root.required("title")?.string()
        let year = root.required("year").flatMap { self.year($0) }
        let encoding = root.optional("encoding", default: Encoding.utf8) { $0.choice(Encoding.self) }
        let primaryLevels = root.optional("primaryLevels", default: Set<Int>()) { value in
            value.list { level($0) }.map(Set.init)
        }
        let definitions = root.required("definitions").flatMap { self.definitions($0, year) }
        let benefit = root.required("benefit").flatMap { self.benefit($0) }
        let payment = root.required("payment").flatMap { self.payment($0) }
        let funds = root.required("funds").flatMap { self.funds($0, payment) }
        let surplus = root.optional("surplus", default: SurplusScheme?.none) { self.surplus($0) }
        let sources = root.optional("sources", default: [:]) { self.sources($0) }
        guard let id, let title, let year, let encoding, let primaryLevels, let definitions, let benefit, let payment,
            let funds,
            let surplus, let sources
        else { return nil }
        var fingerprint = Fingerprint()
        fingerprint.combine(bytes)
        return SettlementScheme(
            id: id, title: title, year: year, encoding: encoding.rawValue, levels: levels, primaryLevels: primaryLevels,
            inpatientTypes: inpatientTypes, definitions: definitions, benefit: benefit, payment: payment, funds: funds,
            surplus: surplus, sources: sources, rulePointers: rulePointers(), fingerprint: fingerprint)
    }

    private enum Encoding: String, CaseIterable {
        case utf8 = "utf-8"
        case gb18030
    }

    private func year(_ value: JSONValue) -> ClosedRange<CivilDate>? {
        value.object { object in
            let from = object.required("from")?.date()
            let to = object.required("to")?.date()
            guard let from, let to else { return nil }
            if from <= to { return from...to }
            value.report(.badPeriod, "the year ends before it begins")
            return nil
        }
    }

    private func definitions(_ value: JSONValue, _ year: ClosedRange<CivilDate>?) -> [DefinitionPeriod]? {
        let periods = value.list { element -> DefinitionPeriod? in
            element.object { object in
                let from = object.required("from")?.date()
                let folder = object.required("folder")?.name()
                guard let from, let folder else { return nil }
                return DefinitionPeriod(from: from, folder: folder)
            }
        }
        guard let periods else { return nil }
        let ordered = periods.sorted { $0.from < $1.from }
        if zip(ordered, ordered.dropFirst()).contains(where: { $0.from == $1.from }) {
            value.report(.badPeriod, "two definitions begin on one day")
        }
        if let year, ordered.first.map({ $0.from > year.lowerBound }) ?? true {
            value.report(.badPeriod, "no definition is in force when the year begins")
        }
        return ordered
    }

    private func sources(_ value: JSONValue) -> [String: String]? {
        guard let entries = value.entries() else { return nil }
        var sources: [String: String] = [:]
        for (pointer, text) in entries {
            if value.document.value(at: pointer) == nil {
                text.report(.unknownName, "the pointer \(pointer) leads nowhere")
            }
            sources[pointer] = text.string()
        }
        return sources
    }
}

// MARK: - Pointers of rules

extension SchemeReader {
    /// The pointers of the rules that the scheme sets: names, insurances and types are no rules.
    private func rulePointers() -> [String] {
        var pointers: [String] = []
        for part in ["benefit", "payment", "surplus"] {
            for (key, value) in members(root.optional(part)) {
                pointers +=
                    key == "rules" ? elements(value).flatMap { members($0).map(\.value.pointer) } : [value.pointer]
            }
        }
        for fund in elements(root.optional("funds")) {
            for (key, value) in members(fund) {
                let isList = ["deductions", "lines", "charges"].contains(key)
                pointers += isList ? elements(value).map(\.pointer) : [value.pointer]
            }
        }
        return pointers
    }

    private func members(_ value: JSONValue?) -> [(key: String, value: JSONValue)] {
        guard let value, case .object = value.node.content else { return [] }
        let names: Set<String> = ["name", "insutype", "insutypes", "med_type"]
        return (value.entries() ?? []).filter { !names.contains($0.key) }
    }

    private func elements(_ value: JSONValue?) -> [JSONValue] {
        guard let value, case .array = value.node.content else { return [] }
        return value.list() ?? []
    }
}

// MARK: - What the parts share

extension SchemeReader {
    /// The place of a level that the scheme names.
    func level(_ value: JSONValue) -> Int? {
        guard let name = value.name() else { return nil }
        if let level = levels.firstIndex(of: name) { return level }
        value.report(.unknownName, "\"\(name)\" is none of the levels \(levels.joined(separator: ", "))")
        return nil
    }

    /// An object whose keys are levels.
    func byLevel<Element>(_ value: JSONValue, _ read: (JSONValue) -> Element?) -> [Int: Element]? {
        guard let entries = value.entries() else { return nil }
        var elements: [Int: Element] = [:]
        for (key, entry) in entries {
            if let level = levels.firstIndex(of: key) {
                elements[level] = read(entry)
            } else {
                entry.report(.unknownName, "\"\(key)\" is none of the levels \(levels.joined(separator: ", "))")
            }
        }
        return elements
    }

    /// An object whose keys are levels, with what a level that is not named has.
    func everyLevel<Element>(_ value: JSONValue, absent: Element, _ read: (JSONValue) -> Element?) -> [Element]? {
        byLevel(value, read).map { elements in levels.indices.map { elements[$0] ?? absent } }
    }

    /// A list of kinds of institution, none of them twice.
    func kinds(_ value: JSONValue) -> [InstitutionKind]? {
        guard let kinds = value.list({ $0.choice(InstitutionKind.self) }) else { return nil }
        reportRepeated(kinds.map(\.rawValue), value)
        return kinds
    }

    /// A rate above zero.
    func positive(_ value: JSONValue) -> Rate? {
        guard let rate = value.factor() else { return nil }
        if rate > .zero { return rate }
        value.report(.badValue, "a value above 0 is needed")
        return nil
    }

    /// A score from 0 to 100 with at most two decimals, in hundredths.
    func score(_ value: JSONValue) -> Int64? {
        guard let score = value.quantity(Money.self, "a score with at most 2 decimals") else { return nil }
        if (0...10_000).contains(score.fen) { return score.fen }
        value.report(.badValue, "\(score) is not from 0 to 100")
        return nil
    }

    func reportRepeated(_ names: [String], _ value: JSONValue?) {
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted {
            value?.report(.repeatedKey, "\"\(name)\" stands twice")
        }
    }

    /// Checks that each value but the last has a limit and that limits rise or fall, as `inOrder` says.
    func checkLimits<Limit>(
        _ limits: [Limit?], _ value: JSONValue, _ key: String, inOrder: (Limit, Limit) -> Bool
    ) {
        if limits.isEmpty { value.report(.missingValue, "at least one band is needed") }
        for (index, limit) in limits.enumerated() {
            let isLast = index == limits.count - 1
            if isLast, limit != nil { value.report(.contradiction, "the last band has no \"\(key)\"") }
            if !isLast, limit == nil {
                value.report(.missingKey, "band \(index) needs \"\(key)\": only the last has no limit")
            }
        }
        let known = limits.compactMap { $0 }
        for (first, second) in zip(known, known.dropFirst()) where !inOrder(first, second) {
            value.report(.contradiction, "the bands are not in order of \"\(key)\"")
            return
        }
    }
}
