/// One reference to a large value that does not change: passing it on costs one count, however much it holds.
package final class Shared<Value: Sendable>: Sendable {
    /// The value.
    package let value: Value

    /// Shares a value.
    package init(_ value: Value) { self.value = value }
}
