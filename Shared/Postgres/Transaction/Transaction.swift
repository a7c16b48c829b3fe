import Primitives
import Synchronization

/// A transaction under way; only `Database.withTransaction` makes one, and it is of no use after that returns.
///
/// BEGIN travels with the first statement. Statements given by several child tasks (`async let`) travel together and
/// are answered in the order they were sent; those given to `later` travel with what comes next.
package struct Transaction: QueryRunner {
    let connection: Connection
    let mark: TransactionMark
    let defaultTimeout: Duration
    let progress = Progress()

    /// What has become of it so far, shared by all copies.
    final class Progress: Sendable {
        /// True after the body has returned.
        let isFinished = Atomic<Bool>(false)
        /// True when a statement failed in a way that a new attempt of the whole may cure.
        let hasConflict = Atomic<Bool>(false)
        /// True when statements given to `later` were on their way with one that failed: they may never have been sent.
        let hasLost = Atomic<Bool>(false)
        /// Statements that go with the next one, or with COMMIT.
        private let waiting = Locked<[Request.Statement]>([])

        func add(_ statement: Request.Statement) {
            self.waiting.withLock { $0.append(statement) }
        }

        func takeWaiting() -> [Request.Statement] {
            self.waiting.withLock { waiting in
                defer { waiting = [] }
                return waiting
            }
        }
    }

    /// Gives a statement whose answer nobody needs: it travels with the next one, or with COMMIT, and so costs no round
    /// trip of its own. When it fails, that one fails with its error and nothing is committed.
    package func later(_ sql: SQL) {
        self.progress.add(Request.Statement(sql))
    }

    package func query(_ sql: SQL, at site: CallSite) async throws -> ResultSet {
        let results = try await self.send([sql], at: site)
        return results[0]
    }

    /// Sends all statements in one round trip and returns their results in order.
    package func batch(_ statements: [SQL], file: String = #fileID, line: UInt = #line) async throws -> [ResultSet] {
        try await self.send(statements, at: CallSite(file: file, line: line))
    }

    func send(_ statements: [SQL], at site: CallSite) async throws -> [ResultSet] {
        guard !self.progress.isFinished.load(ordering: .acquiring) else {
            throw DatabaseError(.transactionFinished).located(statements.first, site)
        }
        let waiting = self.progress.takeWaiting()
        do {
            let results = try await self.connection.run(
                waiting + statements.map { Request.Statement($0) }, transaction: self.mark,
                deadline: QueryDeadline.resolve(default: self.defaultTimeout))
            return waiting.isEmpty ? results : Array(results.dropFirst(waiting.count))
        } catch let error as DatabaseError {
            if !waiting.isEmpty { self.progress.hasLost.store(true, ordering: .releasing) }
            if RetryPolicy.isConflict(error) { self.progress.hasConflict.store(true, ordering: .releasing) }
            throw error.located(statements.first, site)
        }
    }
}
