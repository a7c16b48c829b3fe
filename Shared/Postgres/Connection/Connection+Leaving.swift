import DequeModule
import Synchronization

/// Callers that leave before the answer: cancelled tasks and deadlines.
extension Connection {
    /// How long the server may take to stop a statement whose caller has left.
    static let stopLimit: Duration = .seconds(2)
    /// A cancel request can come too early to find the statement running; it is repeated this often.
    private static let stopInterval: Duration = .milliseconds(100)
    /// Cancel requests under way, each of which has a thread.
    private static let requests = Atomic<Int>(0)
    private static let mostRequests = 32

    nonisolated func timerFired() {
        self.assumeIsolated { $0.checkDeadlines() }
    }

    private func checkDeadlines() {
        self.timer = nil
        let now = ContinuousClock.now
        // A cancel request that does not get through would keep the connection from everybody.
        if let stopsUntil, stopsUntil <= now { return self.lose() }
        if self.hasToStop, let head = self.expected.first {
            guard let limit = head.deadline, limit > now else { return self.lose() }
            self.stop()
        }
        for exchange in self.expected where exchange.continuation != nil {
            if let deadline = exchange.deadline, deadline <= now { self.abandon(exchange.id, .timeout) }
        }
        for request in self.held where request.deadline <= now { self.abandon(request.id, .timeout) }
        if let copy, copy.deadline <= now { return self.failCopy(DatabaseError(.timeout)) }
        let next = [
            self.expected.lazy.compactMap(\.deadline).filter { $0 > now }.min(),
            self.held.lazy.map(\.deadline).min(), self.copy?.deadline, self.stopsUntil,
        ]
        if let next = next.compactMap(\.self).min() { self.wakeBy(next) }
    }

    func wakeBy(_ moment: ContinuousClock.Instant) {
        if let timer, timer <= moment { return }
        guard self.handle != nil else { return }
        self.timer = moment
        self.reactor.setTimer(moment, for: self)
    }

    /// Answers the caller now, and makes sure that the server stops or the connection goes.
    func abandon(_ id: UInt64, _ code: DatabaseError.Code) {
        if let index = self.held.firstIndex(where: { $0.id == id }) {
            self.held.remove(at: index).continuation.resume(throwing: DatabaseError(code))
            self.publish()
            return
        }
        guard let index = self.expected.firstIndex(where: { $0.id == id }),
            let continuation = self.expected[index].continuation
        else { return }
        self.expected[index].continuation = nil
        self.expected[index].isAbandoned = true
        self.expected[index].deadline = nil
        continuation.resume(throwing: DatabaseError(code))
        // One that is not at the head yet is stopped when it gets there.
        self.stopIfAlone()
    }

    /// Whether the server works for a caller who has left, and nobody else waits for an answer. A cancel request says
    /// which session, not which statement: while others have theirs under way, it could hit one of those, so then the
    /// server's own limit for a statement has to do.
    var hasToStop: Bool {
        self.expected.contains(where: \.isAbandoned) && self.expected.allSatisfy { $0.continuation == nil }
    }

    /// Stops the statement that runs, when that is for nobody any more.
    func stopIfAlone() {
        guard self.hasToStop else { return }
        let limit = ContinuousClock.now + Self.stopLimit
        self.expected[0].deadline = limit
        self.wakeBy(limit)
        self.stop()
    }

    func stop() {
        if self.isStopping { return }
        let limit = ContinuousClock.now + Self.stopLimit
        self.stopsUntil = limit
        self.wakeBy(limit)
        // The limit ends the session also without a request, and requests that hang must not become threads without end.
        guard Self.requests.add(1, ordering: .relaxed).newValue <= Self.mostRequests else {
            Self.requests.subtract(1, ordering: .relaxed)
            return
        }
        let canceller = self.canceller
        startHelperThread {
            canceller.request()
            Self.requests.subtract(1, ordering: .relaxed)
            self.reactor.submit { self.assumeIsolated { $0.stopDelivered() } }
        }
    }

    private func stopDelivered() {
        self.stopsUntil = nil
        guard let handle else { return }
        if self.hasToStop {
            self.wakeBy(ContinuousClock.now + Self.stopInterval)
        }
        self.takeAnswers(handle)
        self.transmitHeld()
    }
}
