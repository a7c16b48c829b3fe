import Primitives
import Synchronization

/// The requests that are being worked on, each with the moment at which its work is cancelled.
///
/// A timer for each request would wake an event loop from outside twice a request; here one loop (`Pacer`) looks at
/// all of them some times a second, and a request costs an entry in a table.
package final class InFlight: Sendable {
    private struct State {
        var serial: UInt64 = 0
        var entries: [UInt64: Entry] = [:]
    }

    private struct Entry {
        let deadline: ContinuousClock.Instant
        let cancel: @Sendable () -> Void
    }

    private let state = Locked(State())

    /// Nothing in flight; `tick` has to be called some times a second (`Pacer`).
    package init() {}

    /// Runs the work, on the threads that all share, under `WorkDeadline`; it is cancelled when the deadline passes or
    /// the caller is cancelled.
    package func run<Value: Sendable>(
        until deadline: ContinuousClock.Instant, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let handover = Handover()
        // Not a child task: a group would have to be built for each request. It never outlives this call.
        let task = WorkDeadline.$current.withValue(deadline) {
            Task {
                defer { handover.give() }
                return try await work()
            }
        }
        let number = self.state.withLock { state in
            state.serial += 1
            state.entries[state.serial] = Entry(deadline: deadline, cancel: { task.cancel() })
            return state.serial
        }
        defer { self.state.withLock { _ = $0.entries.removeValue(forKey: number) } }
        return try await withTaskCancellationHandler {
            let result = await task.result
            handover.take()
            return try result.get()
        } onCancel: {
            task.cancel()
        }
    }

    /// Cancels what is too late.
    func tick(_ now: ContinuousClock.Instant) {
        let late = self.state.withLock { state in state.entries.values.filter { $0.deadline <= now } }
        for entry in late { entry.cancel() }
    }

    package var count: Int { self.state.withLock { $0.entries.count } }
}
