import OrderedCollections
import Primitives

/// Who gets which connection, and when connections are opened and closed. Pure: it is told what happened and what
/// time it is, and answers with what to do; `Database` does it.
///
/// Waiters are served in the order they came. Those at the head of the queue that want a single statement each share a
/// connection: their statements travel in one pipeline, which is where a busy pool gets its speed from. Connections are
/// handed out last-in first-out, so that those which a quiet hour does not need grow idle and are closed.
package struct PoolStateMachine {
    package typealias ConnectionNumber = Int
    package typealias RequestNumber = UInt64
    /// Time since an arbitrary origin.
    package typealias Moment = Duration

    /// How much there may be of everything, and for how long.
    package struct Limits {
        package var connections = 4
        package var waiting = 256
        /// Who may share a connection at once. Fewer do when there are connections enough for all.
        package var sharing = 8
        package var idleTimeout: Duration = .seconds(300)
        package var lifetime: Duration = .seconds(3600)
        package var circuitAfter: Duration = .seconds(5)
        package var firstBackoff: Duration = .milliseconds(100)
        package var longestBackoff: Duration = .seconds(10)

        /// The limits of a service that was not configured otherwise.
        package init() {}
    }

    /// Who gets a connection now.
    package struct Grant: Equatable {
        package let request: RequestNumber
        package let connection: ConnectionNumber
        /// Others who get the same connection at the same time.
        package let companions: [RequestNumber]

        /// - Parameter companions: in the order in which they came, each for a single statement.
        package init(request: RequestNumber, connection: ConnectionNumber, companions: [RequestNumber] = []) {
            self.request = request
            self.connection = connection
            self.companions = companions
        }
    }

    /// Who gets none, and why.
    package struct Failure: Equatable {
        package let requests: [RequestNumber]
        package let code: DatabaseError.Code

        /// - Parameter code: poolExhausted or unavailable.
        package init(requests: [RequestNumber], code: DatabaseError.Code) {
            self.requests = requests
            self.code = code
        }
    }

    package struct Opening: Equatable {
        package let connection: ConnectionNumber
        package let delay: Duration
    }

    /// What to do, outside the lock.
    package struct Action: Equatable {
        package var grant: Grant?
        package var failure: Failure?
        package var opening: Opening?
        package var closing: [ConnectionNumber] = []
    }

    private struct Waiter {
        let request: RequestNumber
        let deadline: Moment
        /// True for a single statement.
        let mayShare: Bool
    }

    private struct Live {
        /// When it is replaced.
        let expires: Moment
        /// Nil while it is leased.
        var idleSince: Moment?
        /// Who has it.
        var users = 1
    }

    package let limits: Limits
    private var generator: SeededGenerator
    private var opening: Set<ConnectionNumber> = []
    private var live: [ConnectionNumber: Live] = [:]
    /// The last one was released last.
    private var idle: [ConnectionNumber] = []
    private var waiters: OrderedDictionary<RequestNumber, Waiter> = [:]
    private var serial = 0
    private var failures = 0
    /// Since when there has been no connection and none could be made. From then on one attempt follows the other, so
    /// that an open circuit always closes again.
    private var failingSince: Moment?
    package private(set) var isShutDown = false

    package init(limits: Limits, seed: UInt64) {
        precondition(limits.connections > 0)
        self.limits = limits
        self.generator = SeededGenerator(seed: seed)
    }

    package var leasedCount: Int { self.live.count - self.idle.count }
    package var idleCount: Int { self.idle.count }
    package var openingCount: Int { self.opening.count }
    package var waitingCount: Int { self.waiters.count }

    /// True when calls are refused because nothing could be reached for too long.
    package func isCircuitOpen(now: Moment) -> Bool {
        guard let failingSince, self.live.isEmpty else { return false }
        return now - failingSince >= self.limits.circuitAfter
    }

    // MARK: Requests

    /// Somebody wants a connection, at the latest by the deadline.
    /// - Parameter mayShare: when it is for a single statement, which may travel with those of others.
    package mutating func lease(
        _ request: RequestNumber, deadline: Moment, now: Moment, mayShare: Bool = false
    ) -> Action {
        if self.isShutDown { return self.refusal(request, .unavailable) }
        if let connection = self.idle.popLast() {
            self.live[connection]?.idleSince = nil
            self.live[connection]?.users = 1
            return Action(grant: Grant(request: request, connection: connection))
        }
        if self.isCircuitOpen(now: now) { return self.refusal(request, .unavailable) }
        if self.waiters.count >= self.limits.waiting || deadline <= now {
            return self.refusal(request, .poolExhausted)
        }
        self.waiters[request] = Waiter(request: request, deadline: deadline, mayShare: mayShare)
        return Action(opening: self.openIfNeeded())
    }

    /// Somebody no longer waits. False when the connection was granted already: then it has to be released.
    package mutating func cancel(_ request: RequestNumber) -> Bool {
        self.waiters.removeValue(forKey: request) != nil
    }

    private func refusal(_ request: RequestNumber, _ code: DatabaseError.Code) -> Action {
        Action(failure: Failure(requests: [request], code: code))
    }

    // MARK: Connections

    /// One of those who share a connection needs it no more.
    /// - Returns: whether it was the last one, who has to say `release` or see to it that the connection can be used.
    package mutating func leave(_ connection: ConnectionNumber) -> Bool {
        guard let users = self.live[connection]?.users else { return true }
        self.live[connection]?.users = users - 1
        return users == 1
    }

    /// A connection came back in order.
    package mutating func release(_ connection: ConnectionNumber, now: Moment) -> Action {
        guard let state = self.live[connection], state.idleSince == nil else { return Action() }
        if self.isShutDown || state.expires <= now {
            self.live[connection] = nil
            return Action(opening: self.openIfNeeded(), closing: [connection])
        }
        return self.offer(connection, now: now)
    }

    /// A connection that was being opened is ready.
    package mutating func opened(_ connection: ConnectionNumber, now: Moment) -> Action {
        guard self.opening.remove(connection) != nil else { return Action(closing: [connection]) }
        self.failures = 0
        self.failingSince = nil
        if self.isShutDown { return Action(closing: [connection]) }
        let jitter = 0.9 + 0.2 * self.generator.unit()
        self.live[connection] = Live(expires: now + self.limits.lifetime * jitter, idleSince: nil)
        var action = self.offer(connection, now: now)
        // While attempts failed there was only one at a time; now the others may follow.
        action.opening = self.openIfNeeded()
        return action
    }

    /// An attempt to open failed; the next one waits longer.
    package mutating func openFailed(_ connection: ConnectionNumber, now: Moment) -> Action {
        guard self.opening.remove(connection) != nil else { return Action() }
        self.failures += 1
        // While there is a connection, what fails is only one more.
        if self.failingSince == nil, self.live.isEmpty { self.failingSince = now }
        var action = Action()
        if self.isCircuitOpen(now: now) { action.failure = self.failAll(.unavailable) }
        if !self.isShutDown, self.opening.isEmpty, self.live.isEmpty || !self.waiters.isEmpty {
            action.opening = self.open(after: self.backoff())
        }
        return action
    }

    /// A connection has ended, leased or not.
    package mutating func lost(_ connection: ConnectionNumber, now: Moment) -> Action {
        guard self.live.removeValue(forKey: connection) != nil else { return Action() }
        self.idle.removeAll { $0 == connection }
        return Action(opening: self.openIfNeeded())
    }

    private mutating func offer(_ connection: ConnectionNumber, now: Moment) -> Action {
        if let waiter = self.waiters.elements.first?.value {
            self.waiters.removeFirst()
            let companions = waiter.mayShare ? self.companions() : []
            self.live[connection]?.idleSince = nil
            self.live[connection]?.users = 1 + companions.count
            return Action(grant: Grant(request: waiter.request, connection: connection, companions: companions))
        }
        self.live[connection]?.idleSince = now
        self.idle.append(connection)
        return Action()
    }

    /// Takes those out of the head of the queue that may share with the one before them: of all that wait, this
    /// connection's part. The other connections become free soon, too, and one alone would serve them one by one.
    private mutating func companions() -> [RequestNumber] {
        let part = (self.waiters.count + self.limits.connections) / self.limits.connections
        let companions = self.waiters.elements.values.prefix(min(part, self.limits.sharing) - 1)
            .prefix { $0.mayShare }.map(\.request)
        self.waiters.removeFirst(companions.count)
        return companions
    }

    private mutating func openIfNeeded() -> Opening? {
        guard !self.isShutDown, self.waiters.count > self.opening.count,
            self.live.count + self.opening.count < self.limits.connections
        else { return nil }
        if self.failures > 0 {
            guard self.opening.isEmpty else { return nil }
            return self.open(after: self.backoff())
        }
        return self.open(after: .zero)
    }

    private mutating func open(after delay: Duration) -> Opening {
        self.serial += 1
        self.opening.insert(self.serial)
        return Opening(connection: self.serial, delay: delay)
    }

    /// 100 ms × 1.25ⁿ, at most 10 s, ± 3 %.
    private mutating func backoff() -> Duration {
        var delay = self.limits.firstBackoff
        for _ in 1..<max(2, self.failures) where delay < self.limits.longestBackoff { delay = delay * 1.25 }
        return min(delay, self.limits.longestBackoff) * (0.97 + 0.06 * self.generator.unit())
    }

    private mutating func failAll(_ code: DatabaseError.Code) -> Failure? {
        if self.waiters.isEmpty { return nil }
        defer { self.waiters.removeAll() }
        return Failure(requests: Array(self.waiters.keys), code: code)
    }

    // MARK: Time and end

    /// The next moment at which `tick` has something to do.
    package var nextTick: Moment? {
        // Asked at every lease and release, so without making a list.
        var next: Moment?
        func consider(_ moment: Moment) { next = min(next ?? moment, moment) }
        for live in self.live.values {
            if let since = live.idleSince { consider(min(since + self.limits.idleTimeout, live.expires)) }
        }
        for waiter in self.waiters.values { consider(waiter.deadline) }
        if !self.waiters.isEmpty, self.live.isEmpty, let failingSince {
            consider(failingSince + self.limits.circuitAfter)
        }
        return next
    }

    /// Closes what is idle for too long or too old, and answers those who waited too long.
    package mutating func tick(now: Moment) -> Action {
        var action = Action()
        let stale = self.idle.filter { number in
            guard let live = self.live[number], let since = live.idleSince else { return true }
            return since + self.limits.idleTimeout <= now || live.expires <= now
        }
        for number in stale { self.live[number] = nil }
        if !stale.isEmpty { self.idle.removeAll { stale.contains($0) } }
        action.closing = stale
        if self.isCircuitOpen(now: now) {
            action.failure = self.failAll(.unavailable)
        } else {
            let late = self.waiters.values.filter { $0.deadline <= now }.map(\.request)
            for request in late { self.waiters.removeValue(forKey: request) }
            if !late.isEmpty { action.failure = Failure(requests: late, code: .poolExhausted) }
        }
        return action
    }

    /// No more leases; idle connections close now, leased ones when they are released.
    package mutating func shutDown() -> Action {
        self.isShutDown = true
        let closing = self.idle
        for number in closing { self.live[number] = nil }
        self.idle = []
        return Action(failure: self.failAll(.unavailable), closing: closing)
    }
}
