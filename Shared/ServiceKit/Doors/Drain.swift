import ServiceLifecycle
import Synchronization

/// The time between "not ready" and the closing of the doors.
///
/// It stands last among a service's parts, so it is asked to stop first. From then on `/readyz` answers 503 and every
/// answer asks its connection to close, while the doors still serve whoever comes: a balancer has time to look and to
/// send nobody any more. When the time is over, the doors close, and what they stand on after them.
final class Drain: Service {
    private let began = Atomic<Bool>(false)
    private let pause: Duration

    /// - Parameter pause: how long balancers are given; zero where there is none.
    init(pause: Duration) {
        self.pause = pause
    }

    /// True from the moment the service was asked to stop.
    var isDraining: Bool { self.began.load(ordering: .acquiring) }

    func run() async throws {
        // Cancelled instead of asked, the whole service ends at once.
        guard (try? await gracefulShutdown()) != nil else { return }
        self.began.store(true, ordering: .releasing)
        if self.pause > .zero { try? await Task.sleep(for: self.pause) }
    }
}
