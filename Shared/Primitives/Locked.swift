#if CONVENE_THREAD_SANITIZER
    import Foundation
#else
    package import Synchronization
#endif

// The house's only lock is the standard library's `Mutex`, under a name of our own: the thread sanitizer cannot see
// that lock on Linux, where it is a futex inside a library that is not instrumented, and reports everything under it
// as a race. A build for the sanitizer waits on a POSIX mutex, which the sanitizer does see.
#if !CONVENE_THREAD_SANITIZER
    /// A value that one thread at a time may touch. An alias and not a wrapper, so that it costs nothing.
    package typealias Locked = Mutex
#else
    /// A value that one thread at a time may touch, by a mutex that the thread sanitizer knows.
    package struct Locked<Value: ~Copyable>: ~Copyable, Sendable {
        private let cell: Cell

        package init(_ value: consuming sending Value) {
            self.cell = Cell(value)
        }

        package borrowing func withLock<Result: ~Copyable, Failure: Error>(
            _ body: (inout sending Value) throws(Failure) -> sending Result
        ) throws(Failure) -> sending Result {
            pthread_mutex_lock(self.cell.mutex)
            defer { pthread_mutex_unlock(self.cell.mutex) }
            return try body(&self.cell.value)
        }

        /// Where the value and its mutex stay in memory.
        private final class Cell: @unchecked Sendable {
            let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
            var value: Value

            init(_ value: consuming sending Value) {
                self.value = value
                pthread_mutex_init(self.mutex, nil)
            }

            deinit {
                pthread_mutex_destroy(self.mutex)
                self.mutex.deallocate()
            }
        }
    }
#endif
