import Primitives
import Synchronization

/// Keeps the first error of several tasks.
final class FirstFailure: Sendable {
    private let kept = Locked<(any Error)?>(nil)

    var error: (any Error)? { self.kept.withLock { $0 } }

    func keep(_ error: any Error) {
        self.kept.withLock { kept in
            if kept == nil { kept = error }
        }
    }
}
