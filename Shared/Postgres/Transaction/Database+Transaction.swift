import Synchronization

extension Database {
    /// Runs the body in a transaction and commits it.
    ///
    /// An error of the body rolls back and is rethrown as it is. On a serialisation failure or a deadlock the whole
    /// body runs again, so it must have no effect outside the database. `transactionAborted` is thrown when the
    /// body swallowed the failure of a statement, so that there was nothing to commit; `commitOutcomeUnknown` when
    /// the connection ended during COMMIT.
    @discardableResult
    package func withTransaction<Result>(
        _ isolationLevel: Isolation = .readCommitted, retry: RetryPolicy = .standard,
        isolation: isolated (any Actor)? = #isolation, _ body: (Transaction) async throws -> Result
    ) async throws -> Result {
        var attempt = 0
        while true {
            let outcome = try await self.attempt(isolationLevel, body)
            switch outcome {
            case .success(let result): return result
            case .failure(let failure):
                let deadline = QueryDeadline.resolve(default: self.configuration.defaultTimeout)
                let delay = retry.delay(attempt: attempt)
                guard failure.isConflict, attempt < retry.limit, .now + delay < deadline, !Task.isCancelled else {
                    throw failure.error
                }
                attempt += 1
                try await Task.sleep(for: delay)
            }
        }
    }

    private func attempt<Result>(
        _ isolationLevel: Isolation, isolation: isolated (any Actor)? = #isolation,
        _ body: (Transaction) async throws -> Result
    ) async throws -> Swift.Result<Result, TransactionFailure> {
        try await self.withConnection { leased in
            let transaction = Transaction(
                connection: leased.connection, mark: TransactionMark(isolationLevel),
                defaultTimeout: leased.defaultTimeout)
            let parameters = self.configuration.transactionParameters().sorted { $0.key < $1.key }
            let result: Result
            do {
                // Answered before the body begins: nothing of it may overtake them.
                if !parameters.isEmpty {
                    _ = try await transaction.batch(
                        parameters.map { "select set_config(\($0.key), \($0.value), true)" })
                }
                result = try await body(transaction)
            } catch {
                transaction.progress.isFinished.store(true, ordering: .releasing)
                await transaction.rollBack()
                let hadConflict = transaction.progress.hasConflict.load(ordering: .acquiring)
                return .failure(TransactionFailure(error: error, isConflict: hadConflict))
            }
            transaction.progress.isFinished.store(true, ordering: .releasing)
            do {
                try await transaction.commit()
            } catch {
                return .failure(TransactionFailure(error: error, isConflict: RetryPolicy.isConflict(error)))
            }
            return .success(result)
        }
    }
}

/// Why one attempt failed, and whether another may succeed.
private struct TransactionFailure: Error {
    let error: any Error
    let isConflict: Bool
}

extension Transaction {
    /// Ends it without effect. When that fails, the pool closes the connection, which has the same effect.
    func rollBack() async {
        _ = try? await self.connection.run(
            [Request.Statement(command: "rollback")], transaction: self.mark, endsTransaction: true,
            deadline: .now + Connection.stopLimit, isShielded: true)
    }

    /// COMMIT, behind what was given to `later`: the answer says whether it was one. The task's cancellation comes too
    /// late for it.
    func commit() async throws {
        guard !self.progress.hasLost.load(ordering: .acquiring) else {
            await self.rollBack()
            throw DatabaseError(.transactionAborted)
        }
        let waiting = self.progress.takeWaiting()
        let results: [ResultSet]
        do {
            results = try await self.connection.run(
                waiting + [Request.Statement(command: "commit")], transaction: self.mark, endsTransaction: true,
                deadline: .now + self.defaultTimeout, isShielded: true)
        } catch let error as DatabaseError {
            switch error.code {
            case .connectionLost, .timeout, .cancelled:
                throw DatabaseError(.commitOutcomeUnknown, sqlState: error.sqlState)
            default:
                // A statement before it failed, so the server skipped the COMMIT.
                if !waiting.isEmpty { await self.rollBack() }
                throw error
            }
        }
        // The server turns the COMMIT of a failed transaction into a ROLLBACK and calls that a success.
        if results.last?.commandTag == "ROLLBACK" { throw DatabaseError(.transactionAborted) }
    }
}
