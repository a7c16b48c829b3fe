import Primitives
import Synchronization

/// Wakes whoever waits for deadlines at the next of them, by the reactor's clock.
final class ReactorTicker: ReactorClient {
    private let reactor: Reactor
    private let next = Locked<ContinuousClock.Instant?>(nil)
    private let onTick = Locked<(@Sendable () -> Void)?>(nil)

    init(reactor: Reactor) {
        self.reactor = reactor
    }

    /// Says whom to wake; called on the reactor's thread.
    func start(_ onTick: @escaping @Sendable () -> Void) {
        self.onTick.withLock { $0 = onTick }
    }

    /// Sets the next moment. An earlier one that is already set stays: a tick too many does no harm, and whoever it wakes
    /// sets the right one after it.
    func set(_ moment: ContinuousClock.Instant?) {
        guard let moment else { return }
        let isEarlier = self.next.withLock { next in
            if let present = next, present <= moment { return false }
            next = moment
            return true
        }
        guard isEarlier else { return }
        // The one that holds by then: two that were set at once may come here in the other order.
        self.reactor.submit {
            if let next = self.next.withLock(\.self) { self.reactor.setTimer(next, for: self) }
        }
    }

    func descriptorReady(writable: Bool) {}

    func timerFired() {
        self.next.withLock { $0 = nil }
        let onTick = self.onTick.withLock(\.self)
        onTick?()
    }
}
