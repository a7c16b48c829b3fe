/// What is made on one thread and read on another behind a continuation or a task's value.
///
/// The language orders the two. The thread sanitizer does not see that order when the value was there before anybody
/// waited for it: Swift's runtime then takes a short way by atomics that are not instrumented. A build for the sanitizer
/// says it by a mutex; otherwise there is nothing here.
package struct Handover: Sendable {
    #if CONVENE_THREAD_SANITIZER
        private final class Crossing: Sendable {
            let lock = Locked<Void>(())
        }

        private let crossing = Crossing()

        package init() {}

        /// The value is made; next it is handed over.
        package func give() { self.crossing.lock.withLock { _ in } }

        /// The value has come; next it is read.
        package func take() { self.crossing.lock.withLock { _ in } }
    #else
        package init() {}

        package func give() {}
        package func take() {}
    #endif
}
