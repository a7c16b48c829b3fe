/// A background service that has figures to show: a pool, a queue.
package protocol MetricsSource {
    /// Name in the style of Prometheus, what it is, and how it is read when somebody looks.
    var figures: [(name: String, help: String, read: @Sendable () -> Double)] { get }
}
