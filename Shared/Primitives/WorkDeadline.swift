/// The moment by which the work of the current request has to end. It travels with the task, so that everything
/// that waits below (the database, calls to other services, the queue at the gate) can end in time without a
/// parameter in every signature.
package enum WorkDeadline {
    /// On the clock that never jumps; nil outside a request.
    @TaskLocal package static var current: ContinuousClock.Instant?

    /// Whether the deadline has passed.
    package static var hasPassed: Bool { self.current.map { $0 <= .now } ?? false }

    /// A limit of one step, shortened to what is left.
    package static func limit(_ duration: Duration) -> Duration {
        guard let current else { return duration }
        return min(duration, max(.zero, ContinuousClock.now.duration(to: current)))
    }
}
