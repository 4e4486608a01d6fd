/// The version that outputs carry.
public enum ProgramVersion {
    /// The current version.
    public static let current = "0.1.0"
}
