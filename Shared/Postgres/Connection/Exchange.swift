import Primitives
import Synchronization

/// Which transaction a statement belongs to, and how that begins.
struct TransactionMark: Sendable {
    let id: UInt64
    let isolation: Isolation

    private static let serial = Atomic<UInt64>(0)

    init(_ isolation: Isolation) {
        self.id = Self.serial.add(1, ordering: .relaxed).newValue
        self.isolation = isolation
    }
}

/// Set by a cancelled task on whatever thread it is.
final class CancellationFlag: Sendable {
    private let value = Atomic<Bool>(false)

    var isSet: Bool { self.value.load(ordering: .acquiring) }

    func set() { self.value.store(true, ordering: .releasing) }
}

/// Statements that are sent together and answered together.
struct Request: Sendable {
    struct Statement: Sendable {
        let key: StatementKey
        let binds: Binds
        /// False for commands that would only fill the cache: COMMIT, LISTEN.
        let isPrepared: Bool

        init(_ sql: SQL) {
            self.key = StatementKey(text: sql.text, oids: sql.binds.oids)
            self.binds = sql.binds
            self.isPrepared = true
        }

        init(command: String) {
            self.key = StatementKey(text: command, oids: [])
            self.binds = Binds()
            self.isPrepared = false
        }
    }

    let id: UInt64
    let statements: [Statement]
    let transaction: TransactionMark?
    /// True for COMMIT and ROLLBACK.
    let endsTransaction: Bool
    let deadline: ContinuousClock.Instant
    let cancellation: CancellationFlag
    let continuation: CheckedContinuation<[ResultSet], any Error>
    let handover: Handover

    static let serial = Atomic<UInt64>(0)

    /// Whether it would end what has not begun at the server, and does nothing else: the caller is answered at once.
    func isIdle(begun: UInt64?) -> Bool {
        self.endsTransaction && self.statements.count == 1 && begun != self.transaction?.id
    }
}

/// A request on its way: what the server still has to answer, in order.
struct Exchange {
    enum Step {
        case begin
        case prepare(StatementKey)
        case execute(StatementKey, isFresh: Bool)
        case deallocate(String)
    }

    let id: UInt64
    let steps: [Step]
    /// The step whose results come next.
    var position = 0
    var results: [ResultSet] = []
    var failure: DatabaseError?
    var beginFailed = false
    /// Nil once the caller has its answer, or for a request of the connection's own.
    var continuation: CheckedContinuation<[ResultSet], any Error>?
    var handover: Handover?
    /// Until when the caller waits; once it is gone, until when the server may take to stop.
    var deadline: ContinuousClock.Instant?
    /// True when the caller left early: the server is to stop, and the answer will be thrown away.
    var isAbandoned = false

    /// The first failure counts; what follows it in the same exchange is its consequence.
    mutating func fail(_ error: DatabaseError) {
        if self.failure == nil { self.failure = error }
    }
}
