/// A case in numbers: one line of the cache.
struct CaseRecord: Sendable {
    /// How many other codes fit.
    static let room = 6
    /// Marks the last place when the codes stand elsewhere.
    private static let restFlag: UInt32 = 1 << 31

    /// The number of the principal diagnosis; 0 for one that the definition does not name.
    var principal: UInt32 = 0
    /// The number of the main procedure; 0 also when there is none.
    var mainProcedure: UInt32 = 0
    /// The roles of the other codes.
    var others = InlineArray<6, UInt32>(repeating: CodeRoles.absent)
    let values: HeldValues

    init(values: HeldValues) { self.values = values }

    /// Whether the other codes stand elsewhere.
    var isLong: Bool { others[Self.room - 1] & Self.restFlag != 0 }

    /// Where the other codes begin when they stand elsewhere.
    var restStart: Int? {
        get { isLong ? Int(others[Self.room - 1] & ~Self.restFlag) : nil }
        set {
            guard let newValue else { return }
            precondition(newValue < Int(Self.restFlag), "columns hold fewer than two thousand million codes")
            others[Self.room - 1] = Self.restFlag | UInt32(newValue)
        }
    }
}

/// Numbers each code twice, as another diagnosis and as another procedure, so that one look tells what it brings.
struct CodeRoles: Sendable {
    /// No code: a role like the others, of which nothing holds.
    static let absent: UInt32 = 0

    private let firstProcedure: UInt32

    init(codeCount: Int) { firstProcedure = UInt32(codeCount) + 2 }

    /// How many roles there are.
    var count: Int { 2 * Int(firstProcedure) - 1 }

    /// The role of a code, known or not, as another diagnosis.
    @inline(__always)
    func diagnosis(_ code: UInt32) -> UInt32 { code &+ 1 }  // at most the number of codes

    /// The role of a code, known or not, as another procedure.
    @inline(__always)
    func procedure(_ code: UInt32) -> UInt32 { code &+ firstProcedure }  // at most twice the number of codes

    /// Whose role it is; nothing for ``absent``.
    func code(_ role: UInt32) -> (number: UInt32, isDiagnosis: Bool)? {
        if role == Self.absent { return nil }
        return role < firstProcedure ? (role - 1, true) : (role - firstProcedure, false)
    }
}
