import CLibPQ

/// A COPY FROM STDIN under way; pipeline mode is off meanwhile.
struct CopyState {
    enum Phase {
        /// Waiting for the server to be ready for rows.
        case starting
        /// Sending rows.
        case sending
        /// Waiting for the count.
        case finishing
    }

    var phase = Phase.starting
    let rows: [UInt8]
    var sent = 0
    var affectedRows = 0
    var failure: DatabaseError?
    let deadline: ContinuousClock.Instant
    let continuation: CheckedContinuation<Int, any Error>
}

extension Connection {
    private static let chunk = 65_536

    /// Runs `copy … from stdin` with rows in COPY's text form and returns how many were stored. The lease must be
    /// held by one task: nothing else may be under way. Cancelling the task closes the connection.
    func copyIn(_ command: String, rows: [UInt8], deadline: ContinuousClock.Instant) async throws -> Int {
        try await withTaskCancellationHandler {
            try await self.sendCopy(command, rows: rows, deadline: deadline)
        } onCancel: {
            self.reactor.submit { self.assumeIsolated { $0.failCopy(DatabaseError(.cancelled)) } }
        }
    }

    private func sendCopy(_ command: String, rows: [UInt8], deadline: ContinuousClock.Instant) async throws -> Int {
        // What the connection itself sent behind the last statement may still be under way: `deallocate`, or a request to
        // stop it, which would hit the copy.
        if self.handle != nil, !self.expected.isEmpty || self.isStopping {
            await withCheckedContinuation { self.settlers.append($0) }
        }
        if Task.isCancelled { throw DatabaseError(.cancelled) }
        return try await withCheckedThrowingContinuation { continuation in
            guard let handle = self.handle else {
                return continuation.resume(throwing: DatabaseError(.connectionLost))
            }
            guard self.copy == nil, PQexitPipelineMode(handle) == 1 else {
                return continuation.resume(throwing: DatabaseError(.misuse))
            }
            self.copy = CopyState(rows: rows, deadline: deadline, continuation: continuation)
            guard PQsendQuery(handle, command) == 1 else { return self.lose() }
            self.publish()
            self.wakeBy(deadline)
            self.flush(handle)
        }
    }

    /// Goes on as far as the socket allows.
    func advanceCopy(_ handle: OpaquePointer) {
        while self.copy != nil {
            switch self.copy?.phase {
            case .sending:
                guard self.sendChunk(handle) else { return }
            case .starting, .finishing:
                guard PQisBusy(handle) == 0 else { return }
                guard let result = PQgetResult(handle) else { return self.finishCopy(handle) }
                self.takeCopyAnswer(result)
            case nil: return
            }
        }
    }

    private func takeCopyAnswer(_ result: OpaquePointer) {
        switch PQresultStatus(result) {
        case PGRES_COPY_IN: self.copy?.phase = .sending
        case PGRES_COMMAND_OK:
            self.copy?.affectedRows = PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
        case PGRES_FATAL_ERROR:
            if self.copy?.failure == nil { self.copy?.failure = DatabaseError(result: result) }
        default: self.copy?.failure = DatabaseError(.misuse)
        }
        PQclear(result)
    }

    /// False when the socket has to be waited for.
    private func sendChunk(_ handle: OpaquePointer) -> Bool {
        guard var copy = self.copy else { return false }
        let end = min(copy.sent + Self.chunk, copy.rows.count)
        if copy.sent == copy.rows.count {
            switch PQputCopyEnd(handle, nil) {
            case 1: self.copy?.phase = .finishing
            case 0: break
            default: self.lose()
            }
            if self.handle != nil { self.flush(handle) }
            return self.copy.map { $0.phase == .finishing } ?? false
        }
        let status = copy.rows[copy.sent..<end].withUnsafeBytes { buffer in
            PQputCopyData(
                handle, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count))
        }
        guard status >= 0 else {
            self.lose()
            return false
        }
        if status == 1 {
            copy.sent = end
            self.copy?.sent = end
        }
        self.flush(handle)
        return status == 1 && self.handle != nil && !self.hasUnsentOutput
    }

    private func finishCopy(_ handle: OpaquePointer) {
        guard let copy = self.copy else { return }
        guard PQenterPipelineMode(handle) == 1 else { return self.lose() }
        self.copy = nil
        self.publish()
        if let failure = copy.failure {
            copy.continuation.resume(throwing: failure)
        } else {
            copy.continuation.resume(returning: copy.affectedRows)
        }
    }

    /// Ends the copy without an answer. There is no way back into step with the server, so the session ends too.
    func failCopy(_ error: DatabaseError) {
        guard let copy = self.copy else { return }
        self.copy = nil
        copy.continuation.resume(throwing: error)
        self.lose()
    }
}
