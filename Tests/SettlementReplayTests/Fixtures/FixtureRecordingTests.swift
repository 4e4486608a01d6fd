import Foundation
import Testing

/// Records the fixtures anew: `RECORD_FIXTURES=1 swift test --filter FixtureRecording`.
struct FixtureRecordingTests {
    private static let isRecording = ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1"

    @Test(.enabled(if: isRecording, "set RECORD_FIXTURES=1 to record"), arguments: FixtureFolder.fixtures.map(\.name))
    func `a fixture's inputs are generated and its golden outputs settled from them`(name: String) async throws {
        try await FixtureFolder(named: name).record()
    }
}

extension FixtureFolder {
    /// The folder of a county by its name.
    init(named name: String) throws {
        guard let fixture = Self.fixtures.first(where: { $0.name == name }) else {
            throw FixtureProblem("no fixture is called \(name)")
        }
        self.fixture = fixture
    }
}
