/// Is told each step of a settlement, as it is made.
///
/// The code that settles is the code that explains: ``NoSettlementTrace`` costs nothing, ``SettlementRecorder`` keeps every
/// step with its rule, inputs and source.
protocol SettlementTrace {
    /// The steps that follow are about this claim.
    mutating func turn(to claim: Int32)
    mutating func step(_ make: @autoclosure () -> SettlementStep)
}

/// Keeps nothing.
struct NoSettlementTrace: SettlementTrace {
    @inline(__always)
    func turn(to claim: Int32) {}

    @inline(__always)
    func step(_ make: @autoclosure () -> SettlementStep) {}
}

/// Keeps the steps of one claim.
struct SettlementRecorder: SettlementTrace {
    private(set) var steps: [SettlementStep] = []
    /// The claim whose steps are kept: a person's other claims pass by.
    private let wanted: Int32
    private var isOn = false

    init(of claim: Int32) { wanted = claim }

    mutating func turn(to claim: Int32) { isOn = claim == wanted }

    mutating func step(_ make: @autoclosure () -> SettlementStep) {
        if isOn { steps.append(make()) }
    }
}
