import Primitives
import Synchronization

/// The door-keeper of a service's handlers: a request that finds no place waits a little or is refused.
package final class Admission: Sendable {
    /// The request cannot be worked on now.
    package struct Refused: Error, Equatable {}

    private struct State {
        var machine: AdmissionState
        var serial: AdmissionState.Visitor = 0
        var waiting: [AdmissionState.Visitor: Waiter] = [:]
    }

    private struct Waiter {
        let kind: AdmissionState.Kind
        let until: ContinuousClock.Instant
        let continuation: CheckedContinuation<Void, any Error>
    }

    private let state: Locked<State>
    private let patience: Duration

    package init(_ limits: ServiceLimits) {
        self.state = Locked(State(machine: AdmissionState(limits)))
        self.patience = .seconds(limits.waitingSeconds)
    }

    /// Waits for a place. Whoever returns from here must call `leave` with the same kind.
    /// - Throws: `Refused`, at once or after the longest wait; `CancellationError`.
    package func enter(_ kind: AdmissionState.Kind) async throws {
        // Nearly always there is a place, and then nothing is allocated.
        if self.state.withLock({ $0.machine.enter(kind) }) { return }
        let visitor = self.state.withLock { state in
            state.serial += 1
            return state.serial
        }
        let until = ContinuousClock.now + WorkDeadline.limit(self.patience)
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let (own, other) = self.state.withLock { state -> (Result<Void, any Error>?, Waiter?) in
                    switch state.machine.arrive(visitor, kind) {
                    case .admitted: return (.success(()), nil)
                    case .refused: return (.failure(Refused()), nil)
                    case .waits(let instead):
                        state.waiting[visitor] = Waiter(kind: kind, until: until, continuation: continuation)
                        return (nil, instead.flatMap { state.waiting.removeValue(forKey: $0) })
                    }
                }
                other?.continuation.resume(throwing: Refused())
                if let own { continuation.resume(with: own) }
                if own == nil, Task.isCancelled { self.dismiss(visitor, CancellationError()) }
            }
        } onCancel: {
            self.dismiss(visitor, CancellationError())
        }
    }

    /// Gives the place back.
    package func leave(_ kind: AdmissionState.Kind) {
        let next = self.state.withLock { state in
            state.machine.leave(kind).flatMap { state.waiting.removeValue(forKey: $0) }
        }
        next?.continuation.resume()
    }

    /// Refuses those who have waited for too long; called several times a second by `Pacer`.
    func tick(_ now: ContinuousClock.Instant) {
        let late = self.state.withLock { state -> [AdmissionState.Visitor] in
            guard !state.waiting.isEmpty else { return [] }
            return state.waiting.compactMap { $0.value.until <= now ? $0.key : nil }
        }
        for visitor in late { self.dismiss(visitor, Refused()) }
    }

    private func dismiss(_ visitor: AdmissionState.Visitor, _ error: any Error) {
        let waiter = self.state.withLock { state -> Waiter? in
            guard let waiter = state.waiting[visitor], state.machine.giveUp(visitor, waiter.kind) else { return nil }
            return state.waiting.removeValue(forKey: visitor)
        }
        waiter?.continuation.resume(throwing: error)
    }

    /// How many are worked on and how many wait.
    package var counts: (running: Int, waiting: Int) {
        self.state.withLock { ($0.machine.runningCount, $0.machine.waitingCount) }
    }
}
