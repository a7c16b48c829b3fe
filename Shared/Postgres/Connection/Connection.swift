import CLibPQ
import DequeModule
import Logging
import Primitives
import Synchronization

/// One session with the server, always in libpq's pipeline mode except while copying.
///
/// Everything that touches libpq runs on the reactor's thread. Requests from any number of tasks are sent as they
/// come and answered in order; each ends with its own sync, so that one failure does not touch the next.
package actor Connection: ReactorClient {
    /// What the pool has to know, without waiting for the connection's thread.
    package enum Condition: UInt8, Sendable {
        /// Nothing under way, no transaction open.
        case idle
        /// Something under way, or a transaction open.
        case busy
        case closed
    }

    nonisolated let reactor: Reactor
    package nonisolated var unownedExecutor: UnownedSerialExecutor { self.reactor.asUnownedSerialExecutor() }

    private nonisolated let published = Atomic<UInt8>(Condition.idle.rawValue)
    nonisolated let canceller: CancelHandle
    private let notices: NoticeSink
    private let onClose: @Sendable () -> Void
    private let onNotification: (@Sendable (Notification) -> Void)?

    /// Nil after the end.
    var handle: OpaquePointer?
    private let descriptor: Int32
    var expected: Deque<Exchange> = []
    var held: Deque<Request> = []
    private var cache: StatementCache
    /// The transaction that has been begun at the server.
    private var begun: UInt64?
    private var isBeginning = false
    /// Until when a cancel request that is under way has to be through; nil while there is none.
    var stopsUntil: ContinuousClock.Instant?
    var isStopping: Bool { self.stopsUntil != nil }
    /// True when the session's state cannot be trusted any more.
    private var isSpoilt = false
    private var wantsToWrite = false
    /// True while libpq has bytes that the socket did not take.
    var hasUnsentOutput: Bool { self.wantsToWrite }
    var timer: ContinuousClock.Instant?
    /// They wait until nothing is under way.
    var settlers: [CheckedContinuation<Void, Never>] = []
    var copy: CopyState?

    /// Takes over an established session; `start()` must follow.
    init(
        opened: OpenedHandle, reactor: Reactor, notices: NoticeSink, statementCacheLimit: Int,
        onClose: @escaping @Sendable () -> Void, onNotification: (@Sendable (Notification) -> Void)?
    ) {
        self.reactor = reactor
        self.handle = opened.pointer
        self.descriptor = PQsocket(opened.pointer)
        self.canceller = opened.canceller
        self.notices = notices
        self.cache = StatementCache(limit: statementCacheLimit)
        self.onClose = onClose
        self.onNotification = onNotification
    }

    /// Goes on the reactor.
    func start() {
        self.reactor.watch(self.descriptor, for: self, writable: false)
    }

    /// The present condition; it may be older by the time it is looked at unless the caller holds the lease.
    package nonisolated var condition: Condition {
        Condition(rawValue: self.published.load(ordering: .acquiring)) ?? .closed
    }

    // MARK: Requests

    /// Sends statements in one go and returns their results; all or nothing outside a transaction.
    ///
    /// When the task is cancelled or the deadline passes, the call returns at once and the server is asked to stop;
    /// the connection is `busy` until it has. `isShielded` ignores cancellation, for ROLLBACK and COMMIT.
    nonisolated func run(
        _ statements: [Request.Statement], transaction: TransactionMark? = nil, endsTransaction: Bool = false,
        deadline: ContinuousClock.Instant, isShielded: Bool = false
    ) async throws -> [ResultSet] {
        let cancellation = CancellationFlag()
        let id = Request.serial.add(1, ordering: .relaxed).newValue
        let handover = Handover()
        defer { handover.take() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let request = Request(
                    id: id, statements: statements, transaction: transaction, endsTransaction: endsTransaction,
                    deadline: deadline, cancellation: cancellation, continuation: continuation,
                    handover: handover)
                self.reactor.submit { self.assumeIsolated { $0.accept(request) } }
            }
        } onCancel: {
            if isShielded { return }
            // Either the request is accepted later and finds the flag, or it is there already and is found by id.
            cancellation.set()
            self.reactor.submit { self.assumeIsolated { $0.abandon(id, .cancelled) } }
        }
    }

    private func accept(_ request: Request) {
        if request.cancellation.isSet {
            request.continuation.resume(throwing: DatabaseError(.cancelled))
        } else if request.deadline <= .now {
            request.continuation.resume(throwing: DatabaseError(.timeout))
        } else if self.handle == nil {
            request.continuation.resume(throwing: DatabaseError(.connectionLost))
        } else if request.isIdle(begun: self.begun), self.held.isEmpty {
            request.continuation.resume(returning: [])
        } else {
            self.published.store(Condition.busy.rawValue, ordering: .releasing)
            self.held.append(request)
            self.wakeBy(request.deadline)
            self.transmitHeld()
        }
    }

    /// Sends what waits, as far as it may: not while the server is to stop something, because a cancel request hits
    /// whatever runs then; not before BEGIN is confirmed, because without it the statements would stand alone.
    func transmitHeld() {
        while !self.isStopping, !self.hasToStop, !self.isBeginning, self.copy == nil, let handle,
            let request = self.held.popFirst()
        {
            if request.isIdle(begun: self.begun) {
                request.continuation.resume(returning: [])
                continue
            }
            guard self.transmit(request, on: handle), self.deallocate(on: handle) else { return self.lose() }
        }
        guard let handle else { return }
        self.flush(handle)
        self.publish()
    }

    private func transmit(_ request: Request, on handle: OpaquePointer) -> Bool {
        var steps: [Exchange.Step] = []
        // The continuation must not be lost when sending fails, so the exchange is filed first and filled after.
        defer {
            self.expected.append(
                Exchange(
                    id: request.id, steps: steps, continuation: request.continuation, handover: request.handover,
                    deadline: request.deadline))
            self.wakeBy(request.deadline)
        }
        if let transaction = request.transaction, self.begun != transaction.id {
            guard Self.send(transaction.isolation.begin, on: handle) else { return false }
            steps.append(.begin)
            self.begun = transaction.id
            self.isBeginning = true
        }
        for statement in request.statements {
            var isFresh = true
            if statement.isPrepared {
                let name: String
                switch self.cache.use(statement.key) {
                case .known(let known):
                    name = known
                    isFresh = false
                case .new(let new):
                    name = new
                    let count = Int32(statement.key.oids.count)
                    guard PQsendPrepare(handle, name, statement.key.text, count, statement.key.oids) == 1 else {
                        return false
                    }
                    steps.append(.prepare(statement.key))
                }
                let status = statement.binds.withParameters { values, lengths, formats in
                    PQsendQueryPrepared(handle, name, Int32(values.count), values, lengths, formats, 1)
                }
                guard status == 1 else { return false }
            } else {
                guard Self.send(statement.key.text, on: handle) else { return false }
            }
            steps.append(.execute(statement.key, isFresh: isFresh))
        }
        return PQpipelineSync(handle) == 1
    }

    private static func send(_ command: String, on handle: OpaquePointer) -> Bool {
        PQsendQueryParams(handle, command, 0, nil, nil, nil, nil, 1) == 1
    }

    /// Lets the server forget a statement that fell out of the cache, behind everything else.
    private func deallocate(on handle: OpaquePointer) -> Bool {
        guard self.begun == nil, let name = self.cache.takeOutdated() else { return true }
        guard Self.send("deallocate \(name)", on: handle), PQpipelineSync(handle) == 1 else { return false }
        self.expected.append(Exchange(id: 0, steps: [.deallocate(name)]))
        return true
    }

    // MARK: Answers

    nonisolated func descriptorReady(writable: Bool) {
        self.assumeIsolated { $0.receive() }
    }

    private func receive() {
        guard let handle else { return }
        var isAlive = PQconsumeInput(handle) == 1
        // What OpenSSL has already decrypted makes no descriptor readable.
        while isAlive, convene_tls_pending(handle) > 0 { isAlive = PQconsumeInput(handle) == 1 }
        self.takeNotifications(handle)
        if self.copy != nil {
            // There is nobody to send rows to, and libpq has given the socket up already; an answer may still be there.
            guard isAlive || self.copy?.phase == .finishing else { return self.lose() }
            self.advanceCopy(handle)
        } else {
            self.takeAnswers(handle)
        }
        guard self.handle != nil else { return }
        guard isAlive, PQstatus(handle) != CONNECTION_BAD else { return self.lose() }
        self.transmitHeld()
    }

    func takeAnswers(_ handle: OpaquePointer) {
        while !self.expected.isEmpty, PQisBusy(handle) == 0 {
            guard let result = PQgetResult(handle) else {
                // The end of one command's results.
                self.expected[0].position += 1
                guard self.expected[0].position <= self.expected[0].steps.count else { return self.lose() }
                continue
            }
            let position = self.expected[0].position
            let step = position < self.expected[0].steps.count ? self.expected[0].steps[position] : nil
            switch PQresultStatus(result) {
            case PGRES_PIPELINE_SYNC:
                PQclear(result)
                self.complete(self.expected.removeFirst(), handle)
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
                if case .execute = step {
                    self.expected[0].results.append(ResultSet(result))
                } else {
                    PQclear(result)
                }
            case PGRES_PIPELINE_ABORTED:
                PQclear(result)
                self.noteFailure(of: step, sqlState: nil)
            case PGRES_FATAL_ERROR:
                var error = DatabaseError(result: result)
                PQclear(result)
                if case .execute(let key, let isFresh) = step {
                    error.sql = key.text
                    // "cached plan must not change result type"
                    if error.sqlState == "0A000", !isFresh { error = Self.outdated(error) }
                }
                self.noteFailure(of: step, sqlState: error.sqlState)
                self.expected[0].fail(error)
            default:
                // COPY through an ordinary call: the session is now in a state that this module does not drive.
                PQclear(result)
                self.expected[0].fail(DatabaseError(.misuse))
                return self.lose()
            }
        }
    }

    private static func outdated(_ error: DatabaseError) -> DatabaseError {
        var outdated = DatabaseError(.statementOutdated, sqlState: error.sqlState)
        outdated.sql = error.sql
        return outdated
    }

    private func noteFailure(of step: Exchange.Step?, sqlState: String?) {
        switch step {
        case .begin: self.expected[0].beginFailed = true
        case .prepare(let key): self.cache.forget(key)
        case .execute(let key, _):
            if sqlState == "26000" { self.cache.forget(key) }
            if sqlState == "0A000" { self.cache.retire(key) }
        // Unless the server never had it.
        case .deallocate(let name): if sqlState != "26000" { self.cache.putBack(name) }
        case nil: break
        }
    }

    private func complete(_ exchange: Exchange, _ handle: OpaquePointer) {
        if case .begin = exchange.steps.first {
            self.isBeginning = false
            // Later statements would run outside a transaction.
            if exchange.beginFailed { self.isSpoilt = true }
        }
        // While more is on its way, the status may be that of before a BEGIN.
        if self.expected.isEmpty, PQtransactionStatus(handle) == PQTRANS_IDLE { self.begun = nil }
        self.publish()
        exchange.handover?.give()
        if let failure = exchange.failure {
            exchange.continuation?.resume(throwing: failure)
        } else {
            exchange.continuation?.resume(returning: exchange.results)
        }
        self.stopIfAlone()
    }

    private func takeNotifications(_ handle: OpaquePointer) {
        while let notify = PQnotifies(handle) {
            let notification = Notification(
                channel: String(cString: notify.pointee.relname), payload: String(cString: notify.pointee.extra))
            PQfreemem(notify)
            self.onNotification?(notification)
        }
    }

    func flush(_ handle: OpaquePointer) {
        let status = PQflush(handle)
        guard status >= 0 else { return self.lose() }
        if self.wantsToWrite != (status == 1) {
            self.wantsToWrite = status == 1
            self.reactor.watch(self.descriptor, for: self, writable: self.wantsToWrite)
        }
    }

    // MARK: Ends

    func publish() {
        guard let handle else { return }
        let isIdle =
            self.expected.isEmpty && self.held.isEmpty && !self.isStopping && !self.isSpoilt && self.copy == nil
            && PQtransactionStatus(handle) == PQTRANS_IDLE
        self.published.store((isIdle ? Condition.idle : Condition.busy).rawValue, ordering: .releasing)
        if self.expected.isEmpty, self.held.isEmpty, !self.isStopping, self.copy == nil { self.releaseSettlers() }
    }

    private func releaseSettlers() {
        let settlers = self.settlers
        self.settlers = []
        for settler in settlers { settler.resume() }
    }

    /// Makes a connection fit for its next user: waits for what is under way, rolls back what is open.
    /// Returns false, with the connection closed, when that does not succeed within two seconds.
    func recycle() async -> Bool {
        if !(self.expected.isEmpty && self.held.isEmpty && !self.isStopping && self.copy == nil), self.handle != nil {
            await withCheckedContinuation { self.settlers.append($0) }
        }
        if let handle, !self.isSpoilt, PQtransactionStatus(handle) != PQTRANS_IDLE {
            _ = try? await self.run(
                [Request.Statement(command: "rollback")], deadline: .now + Self.stopLimit, isShielded: true)
        }
        if self.condition == .idle { return true }
        self.close()
        return false
    }

    /// Ends the session; whatever is under way fails with `connectionLost`.
    package func close() {
        self.lose()
    }

    func lose() {
        guard let handle else { return }
        self.handle = nil
        self.published.store(Condition.closed.rawValue, ordering: .releasing)
        // First out of epoll, then closed, both on this thread: the descriptor's number cannot be reused between.
        self.reactor.unwatch(self.descriptor)
        self.reactor.setTimer(nil, for: self)
        PQfinish(handle)
        let exchanges = self.expected
        let requests = self.held
        self.expected = []
        self.held = []
        for exchange in exchanges {
            exchange.continuation?.resume(throwing: exchange.failure ?? DatabaseError(.connectionLost))
        }
        for request in requests { request.continuation.resume(throwing: DatabaseError(.connectionLost)) }
        self.failCopy(DatabaseError(.connectionLost))
        self.releaseSettlers()
        self.onClose()
    }
}
