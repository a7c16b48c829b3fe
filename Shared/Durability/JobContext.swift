import Foundation
import Postgres
import Primitives
import Synchronization

/// Why a job ended without a result; the code and its parameters are shown to who asked for it.
package struct JobFailure: Error, Sendable, Codable, Equatable {
    package let code: String
    package let detail: String
    package let parameters: [String: String]

    /// - Parameters:
    ///   - code: what programs and translations go by.
    ///   - detail: one English sentence, without anything of a person.
    ///   - parameters: what the translated sentence needs.
    package init(_ code: String, _ detail: String, parameters: [String: String] = [:]) {
        self.code = code
        self.detail = detail
        self.parameters = parameters
    }
}

/// Another worker holds the job by now; what this one wanted to keep was not kept.
package struct JobTakenOver: Error {}

/// A job that this worker holds.
package struct ClaimedJob: RowDecodable {
    package let id: JobID
    package let kind: String
    package let subject: String
    package let input: JSONText
    package let requestedBy: String
    package let requestedRole: String
    package let request: String
    /// Which attempt this is, from 1; the job is this worker's as long as the row says the same.
    package let attempts: Int
    /// Whether somebody had asked to stop it before this attempt began.
    package let isCancelled: Bool

    /// Reads what `JobRunner` returns of a row, in its order.
    package init(_ row: inout RowCursor) throws(RowDecodingError) {
        self.id = try row.next()
        self.kind = try row.next()
        self.subject = try row.next()
        self.input = try row.next()
        self.requestedBy = try row.next()
        self.requestedRole = try row.next()
        self.request = try row.next()
        self.attempts = try row.next()
        self.isCancelled = try row.next()
    }
}

/// What a job's handler works with.
package final class JobContext: Sendable {
    private struct State {
        var fraction = 0.0
        var message = ""
        var isCancelled = false
        var isKept = false
        var hasEnded = false
    }

    package let job: ClaimedJob
    private let state = Locked(State())

    init(job: ClaimedJob) {
        self.job = job
        if job.isCancelled { self.cancel() }
    }

    /// The input that was queued.
    package func input<Input: Decodable>(_ type: Input.Type = Input.self) throws -> Input {
        try JSONDecoder().decode(Input.self, from: Data(self.job.input.text.utf8))
    }

    /// True once a person asked to stop; engines look at it between steps.
    package var isCancelled: Bool { self.state.withLock { $0.isCancelled } }

    func cancel() {
        self.state.withLock { $0.isCancelled = true }
    }

    /// Whether the job has ended with this error, so that whoever waits for it should be told. False when the database
    /// went away or the job was taken over: it is done again.
    package func isFinal(_ error: any Error) -> Bool {
        switch error {
        case is JobTakenOver: return false
        case is CancellationError: return self.isGivenUp
        case let error as DatabaseError:
            switch error.code {
            case .connectionFailed, .connectionLost, .unavailable, .poolExhausted, .timeout, .cancelled,
                .serializationFailure, .deadlock, .lockTimeout, .commitOutcomeUnknown, .transactionAborted:
                return self.isGivenUp
            default: return true
            }
        default: return true
        }
    }

    /// True in the one attempt too many.
    private var isGivenUp: Bool { self.job.attempts > JobRunner.attempts }

    /// True when the result stands already, in the transaction of the effect.
    var isKept: Bool { self.state.withLock { $0.isKept } }

    func keep() {
        self.state.withLock { $0.isKept = true }
    }

    var hasEnded: Bool { self.state.withLock { $0.hasEnded } }

    func end() {
        self.state.withLock { $0.hasEnded = true }
    }

    /// Says how far the job is; kept with the next heartbeat.
    package func report(_ fraction: Double, _ message: String) {
        self.state.withLock {
            $0.fraction = min(1, max(0, fraction))
            $0.message = message
        }
    }

    var reported: (fraction: Double, message: String) {
        self.state.withLock { ($0.fraction, $0.message) }
    }

    /// Runs an engine on a thread of its own, so that it holds up no request while it computes.
    /// - Throws: `JobFailure` given-up when the work has ended too many workers already, cancelled when somebody asked to
    ///   stop it before it began. Who waits for it is told either way.
    package func compute<Value: Sendable>(
        _ work: @escaping @Sendable (JobContext) throws -> Value
    ) async throws -> Value {
        guard !self.isGivenUp else {
            throw JobFailure("given-up", "The work was interrupted \(JobRunner.attempts) times and was given up.")
        }
        guard !self.job.isCancelled else { throw JobFailure("cancelled", "It was stopped before it began.") }
        return try await withCheckedThrowingContinuation { continuation in
            let thread = Thread {
                continuation.resume(with: Result { try work(self) })
            }
            // Solvers recurse; the default secondary stack of 512 KiB is too small for CBC.
            thread.stackSize = 16 << 20
            thread.start()
        }
    }
}
