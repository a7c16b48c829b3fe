import Foundation
import Logging
import Primitives
import ServiceLifecycle
import Synchronization

/// The database as a service sees it: a pool of connections with statements, transactions and bulk writes.
///
/// `run()` must be alive for connections to be made; calls before it starts wait for it until their deadline. It
/// ends, with all connections closed, when the service group shuts down.
package final class Database: QueryRunner, Service {
    package let configuration: DatabaseConfiguration
    let reactor: Reactor
    /// For tasks that do little but ask this database.
    package let executor: ReactorExecutor
    let logger: Logger
    private let origin = ContinuousClock.now
    private let state: Locked<State>
    private let ticker: ReactorTicker
    private let work: AsyncStream<Work>
    private let workSource: AsyncStream<Work>.Continuation
    private let metrics: PoolMetrics

    private struct State {
        var machine: PoolStateMachine
        var connections: [Int: Connection] = [:]
        var waiting: [UInt64: CheckedContinuation<Lease, any Error>] = [:]
        var serial: UInt64 = 0
    }

    /// A connection and its number in the pool.
    private struct Lease: Sendable {
        let number: Int
        let connection: Connection
        /// True when others have it at the same time.
        var isShared = false
    }

    /// What `run()` does in the background.
    private enum Work: Sendable {
        case open(number: Int, delay: Duration)
        case recycle(number: Int, connection: Connection)
        case close(Connection)
    }

    package convenience init(_ configuration: DatabaseConfiguration, logger: Logger) {
        self.init(configuration, logger: logger, reactor: .shared)
    }

    /// With a reactor of one's own.
    package init(_ configuration: DatabaseConfiguration, logger: Logger, reactor: Reactor) {
        self.configuration = configuration
        self.reactor = reactor
        self.executor = ReactorExecutor(reactor)
        self.logger = logger
        var limits = PoolStateMachine.Limits()
        limits.connections = configuration.poolSize
        limits.waiting = configuration.waitingLimit
        limits.idleTimeout = configuration.idleTimeout
        limits.lifetime = configuration.maximumLifetime
        limits.circuitAfter = configuration.circuitAfter
        // The seed only spreads reconnects over time.
        var generator = SystemRandomNumberGenerator()
        self.state = Locked(State(machine: PoolStateMachine(limits: limits, seed: generator.next())))
        (self.work, self.workSource) = AsyncStream.makeStream(of: Work.self)
        self.ticker = ReactorTicker(reactor: reactor)
        self.metrics = PoolMetrics(application: configuration.applicationName)
        // Not through `run()`: who waits for a connection is answered in time even when nobody runs the pool.
        self.ticker.start { [weak self] in self?.apply { $0.tick(now: $1) } }
    }

    private var now: Duration { self.origin.duration(to: .now) }

    // MARK: Service

    /// Keeps the pool alive; returns when the last connection has closed after the shutdown.
    package func run() async throws {
        await withGracefulShutdownHandler {
            await withTaskCancellationHandler {
                await withDiscardingTaskGroup { group in
                    for await item in self.work {
                        group.addTask { await self.perform(item) }
                    }
                    // After cancellation, unlike after graceful shutdown, leased connections are still there.
                    for connection in self.state.withLock({ Array($0.connections.values) }) {
                        await connection.close()
                    }
                }
            } onCancel: {
                self.shutDown()
            }
        } onGracefulShutdown: {
            self.shutDown()
        }
    }

    private func shutDown() {
        self.apply { machine, _ in machine.shutDown() }
        self.finishWhenEmpty()
    }

    /// After shutdown the stream of work ends with the last connection.
    private func finishWhenEmpty() {
        let isDone = self.state.withLock { state in
            state.machine.isShutDown && state.connections.isEmpty && state.machine.openingCount == 0
        }
        if isDone { self.workSource.finish() }
    }

    private func perform(_ item: Work) async {
        switch item {
        case .open(let number, let delay): await self.open(number, after: delay)
        case .recycle(let number, let connection):
            if await connection.recycle() { self.apply { $0.release(number, now: $1) } }
        case .close(let connection): await connection.close()
        }
    }

    private func open(_ number: Int, after delay: Duration) async {
        if delay > .zero { try? await cancelWhenGracefulShutdown { try await Task.sleep(for: delay) } }
        do {
            if self.state.withLock({ $0.machine.isShutDown }) { throw DatabaseError(.unavailable) }
            let connection = try await Connection.open(
                self.configuration, reactor: self.reactor, logger: self.logger,
                onClose: { [weak self] in self?.connectionEnded(number) })
            self.apply {
                $0.opened(number, now: $1)
            } filing: {
                $0.connections[number] = connection
            }
            // It may have ended before it was filed.
            if connection.condition == .closed { self.connectionEnded(number) }
        } catch {
            self.logger.debug("no connection to the database")
            self.apply { $0.openFailed(number, now: $1) }
            self.finishWhenEmpty()
        }
    }

    private func connectionEnded(_ number: Int) {
        // In one step: between two, the connection could be granted and nobody would get it.
        self.apply {
            $0.lost(number, now: $1)
        } filing: {
            $0.connections[number] = nil
        }
        self.finishWhenEmpty()
    }

    /// Tells the state machine what happened and does what it answers.
    private func apply(
        _ event: (inout PoolStateMachine, Duration) -> PoolStateMachine.Action, filing: (inout State) -> Void = { _ in }
    ) {
        let now = self.now
        var granted: [(CheckedContinuation<Lease, any Error>, Lease)] = []
        var failed: [CheckedContinuation<Lease, any Error>] = []
        var closing: [Connection] = []
        let (action, tick) = self.state.withLock { state in
            filing(&state)
            let action = event(&state.machine, now)
            if let grant = action.grant, let connection = state.connections[grant.connection] {
                let lease = Lease(
                    number: grant.connection, connection: connection, isShared: !grant.companions.isEmpty)
                granted = ([grant.request] + grant.companions).compactMap { request in
                    state.waiting.removeValue(forKey: request).map { ($0, lease) }
                }
            }
            failed = (action.failure?.requests ?? []).compactMap { state.waiting.removeValue(forKey: $0) }
            closing = action.closing.compactMap { state.connections[$0] }
            return (action, state.machine.nextTick)
        }
        for (continuation, lease) in granted { continuation.resume(returning: lease) }
        for continuation in failed {
            continuation.resume(throwing: DatabaseError(action.failure?.code ?? .unavailable))
        }
        for connection in closing { self.workSource.yield(.close(connection)) }
        if let opening = action.opening {
            self.workSource.yield(.open(number: opening.connection, delay: opening.delay))
        }
        self.ticker.set(tick.map { self.origin + $0 })
    }

    // MARK: Leases

    private func lease(until deadline: ContinuousClock.Instant, mayShare: Bool) async throws -> Lease {
        let now = self.now
        // Without contention no continuation is needed.
        let ready = self.state.withLock { state -> Lease? in
            guard state.machine.idleCount > 0 else { return nil }
            state.serial += 1
            guard let grant = state.machine.lease(state.serial, deadline: now, now: now).grant else { return nil }
            return state.connections[grant.connection].map { Lease(number: grant.connection, connection: $0) }
        }
        if let ready { return ready }
        let request = self.state.withLock { state in
            state.serial += 1
            return state.serial
        }
        let started = ContinuousClock.now
        defer { self.metrics.waited(started.duration(to: .now)) }
        let cancellation = CancellationFlag()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                self.apply { machine, now in
                    machine.lease(
                        request, deadline: self.origin.duration(to: deadline), now: now, mayShare: mayShare)
                } filing: { state in
                    state.waiting[request] = continuation
                }
                if cancellation.isSet { self.leave(request) }
            }
        } onCancel: {
            cancellation.set()
            self.leave(request)
        }
    }

    private func leave(_ request: UInt64) {
        let continuation = self.state.withLock { state in
            state.machine.cancel(request) ? state.waiting.removeValue(forKey: request) : nil
        }
        continuation?.resume(throwing: DatabaseError(.cancelled))
    }

    private func release(_ lease: Lease) {
        if lease.isShared, !self.state.withLock({ $0.machine.leave(lease.number) }) { return }
        switch lease.connection.condition {
        case .idle: self.apply { $0.release(lease.number, now: $1) }
        case .busy: self.workSource.yield(.recycle(number: lease.number, connection: lease.connection))
        // Its end has been reported already.
        case .closed: break
        }
    }

    /// Runs the body with one connection that nobody else uses meanwhile.
    @discardableResult
    package func withConnection<Result>(
        isolation: isolated (any Actor)? = #isolation, _ body: (LeasedConnection) async throws -> Result
    ) async throws -> Result {
        try await self.withLease(mayShare: false, body)
    }

    private func withLease<Result>(
        mayShare: Bool, isolation: isolated (any Actor)? = #isolation,
        _ body: (LeasedConnection) async throws -> Result
    ) async throws -> Result {
        let lease = try await self.lease(
            until: QueryDeadline.resolve(default: self.configuration.defaultTimeout), mayShare: mayShare)
        defer { self.release(lease) }
        return try await body(
            LeasedConnection(connection: lease.connection, defaultTimeout: self.configuration.defaultTimeout))
    }

    /// Runs one statement on a connection that others may share meanwhile; in a transaction of its own where
    /// `transactionParameters` says something of whom the task serves. Throws `DatabaseError` with the statement's place.
    package func query(_ sql: SQL, at site: CallSite) async throws -> ResultSet {
        do {
            guard self.configuration.transactionParameters().isEmpty else {
                return try await self.withTransaction { try await $0.query(sql, at: site) }
            }
            return try await self.withLease(mayShare: true) { try await $0.query(sql, at: site) }
        } catch let error as DatabaseError {
            throw error.located(sql, site)
        }
    }

    /// Connections in use and idle, and calls that wait for one.
    package var poolCounts: (leased: Int, idle: Int, waiting: Int) {
        self.state.withLock { ($0.machine.leasedCount, $0.machine.idleCount, $0.machine.waitingCount) }
    }

    /// True when a connection answers: what readiness asks.
    package func isReachable() async -> Bool {
        (try? await self.execute("select 1")) != nil
    }
}
