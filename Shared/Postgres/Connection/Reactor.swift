import CLibPQ
import Foundation
import Primitives
import Synchronization

/// Something that waits on a descriptor or for a moment; called on the reactor's thread only.
protocol ReactorClient: AnyObject, Sendable {
    func descriptorReady(writable: Bool)
    func timerFired()
}

/// One thread that waits with epoll and runs the connections pinned to it. A connection is an actor whose executor
/// this is, so every call of libpq for it happens on one thread: that is the whole thread-safety argument.
///
/// `@unchecked Sendable`: `queue` is behind its mutex, `thread` is atomic, descriptors are constant, and everything
/// else is touched by the reactor's own thread alone.
package final class Reactor: SerialExecutor, @unchecked Sendable {
    /// The process's reactor. It lives as long as the process and sleeps when it has nothing to do.
    package static let shared = Reactor(name: "postgres")

    private enum Work {
        case job(UnownedJob)
        case closure(@Sendable () -> Void)
    }

    private struct Queue {
        var work: [Work] = []
        var isAsleep = false
        var isStopped = false
    }

    private let queue = Locked(Queue())
    private let thread = Atomic<UInt>(0)
    private let epoll: Int32
    private let wakeUp: Int32

    // The reactor's thread only.
    private var clients: [Int32: any ReactorClient] = [:]
    private var timers: [ObjectIdentifier: (moment: ContinuousClock.Instant, client: any ReactorClient)] = [:]
    /// No later than the first of them: looking at all would cost more than the work between two looks.
    private var soonest: ContinuousClock.Instant?

    /// Starts the thread. It ends after `stop()`.
    package init(name: String) {
        self.epoll = convene_epoll_create()
        self.wakeUp = convene_eventfd_create()
        precondition(self.epoll >= 0 && self.wakeUp >= 0, "no file descriptors left for the database reactor")
        precondition(convene_epoll_set(self.epoll, self.wakeUp, 1, 0) == 0, "epoll refuses an eventfd")
        let thread = Thread { self.loop() }
        thread.name = name
        thread.start()
    }

    /// Ends the thread once its present work is done. For a reactor of one's own, with no connection left.
    package func stop() {
        self.wake { $0.isStopped = true }
    }

    // MARK: Executor

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        self.wake { $0.work.append(.job(job)) }
    }

    package func checkIsolated() {
        precondition(self.isCurrentThread, "not on the database reactor's thread")
    }

    package func isIsolatingCurrentContext() -> Bool? { self.isCurrentThread }

    private var isCurrentThread: Bool { self.thread.load(ordering: .acquiring) == UInt(pthread_self()) }

    /// Runs a closure on the reactor's thread, after everything that was given to it before.
    func submit(_ closure: @escaping @Sendable () -> Void) {
        self.wake { $0.work.append(.closure(closure)) }
    }

    private func wake(_ change: (inout Queue) -> Void) {
        let wasAsleep = self.queue.withLock { queue in
            change(&queue)
            defer { queue.isAsleep = false }
            return queue.isAsleep
        }
        if wasAsleep { convene_eventfd_signal(self.wakeUp) }
    }

    // MARK: What clients on the reactor's thread call

    /// Watches a descriptor for input, and for room to write when wanted.
    func watch(_ descriptor: Int32, for client: any ReactorClient, writable: Bool) {
        let isNew = self.clients.updateValue(client, forKey: descriptor) == nil
        let status = convene_epoll_set(self.epoll, descriptor, isNew ? 1 : 0, writable ? 1 : 0)
        precondition(status == 0, "epoll refuses a socket")
    }

    /// Stops watching; must come before the descriptor is closed.
    func unwatch(_ descriptor: Int32) {
        if self.clients.removeValue(forKey: descriptor) != nil {
            _ = convene_epoll_remove(self.epoll, descriptor)
        }
    }

    /// Sets or clears the client's one timer.
    func setTimer(_ moment: ContinuousClock.Instant?, for client: any ReactorClient) {
        self.timers[ObjectIdentifier(client)] = moment.map { (moment: $0, client: client) }
        if let moment { self.soonest = min(self.soonest ?? moment, moment) }
    }

    // MARK: The thread

    private func loop() {
        self.thread.store(UInt(pthread_self()), ordering: .releasing)
        var descriptors = [Int32](repeating: 0, count: 64)
        var writable = [Int32](repeating: 0, count: 64)
        while true {
            let (work, isStopped) = self.queue.withLock { queue in
                let work = queue.work
                queue.work.removeAll(keepingCapacity: true)
                queue.isAsleep = work.isEmpty
                return (work, queue.isStopped)
            }
            for item in work {
                switch item {
                case .job(let job): job.runSynchronously(on: self.asUnownedSerialExecutor())
                case .closure(let closure): closure()
                }
            }
            if work.isEmpty, isStopped { break }
            // New work may have come meanwhile, so look at the sockets without waiting after each round.
            let timeout = work.isEmpty ? self.millisecondsToTimer() : 0
            let count = convene_epoll_wait(self.epoll, &descriptors, &writable, timeout)
            self.queue.withLock { $0.isAsleep = false }
            for index in 0..<Int(max(0, count)) {
                if descriptors[index] == self.wakeUp {
                    convene_eventfd_drain(self.wakeUp)
                } else {
                    self.clients[descriptors[index]]?.descriptorReady(writable: writable[index] != 0)
                }
            }
            self.fireTimers()
        }
        close(self.epoll)
        close(self.wakeUp)
    }

    /// -1 without a timer; rounded up, so that a timer has passed when the wait ends.
    private func millisecondsToTimer() -> Int32 {
        guard let soonest else { return -1 }
        let left = ContinuousClock.now.duration(to: soonest)
        if left <= .zero { return 0 }
        let (seconds, attoseconds) = left.components
        return Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
    }

    private func fireTimers() {
        guard let soonest else { return }
        let now = ContinuousClock.now
        guard soonest <= now else { return }
        // First, since those that are called set theirs anew.
        self.soonest = self.timers.values.lazy.map(\.moment).filter { $0 > now }.min()
        for (key, timer) in self.timers where timer.moment <= now {
            self.timers[key] = nil
            timer.client.timerFired()
        }
    }
}

/// Starts a call that blocks (a cancel request) on a thread of its own.
func startHelperThread(_ body: @escaping @Sendable () -> Void) {
    let thread = Thread { body() }
    thread.name = "postgres-helper"
    thread.start()
}

/// Runs a call that blocks (name resolution, a migration) on a thread of its own and waits for it.
func onHelperThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        startHelperThread { continuation.resume(returning: body()) }
    }
}
