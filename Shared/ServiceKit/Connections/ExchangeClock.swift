import DequeModule
import NIOCore

/// Until when the peer of one connection has to do its part. Pure: it is told what happened and when, and says which
/// moment is the next that matters and what is wrong when that has come.
///
/// An idle timer alone is not enough: whoever sends or takes one byte in a while would renew it for ever
/// (trust.md §0, 3). So a head, a body and an answer have absolute deadlines, and bodies and answers a least rate.
package struct ExchangeClock {
    /// What the peer has failed to do.
    package enum Fault: Equatable {
        /// The head did not arrive. `hasBegun`: some of it did.
        case head(hasBegun: Bool)
        /// The body did not arrive.
        case body
        /// The answer was not taken.
        case answer
        /// Nothing was asked for a long time.
        case idle
    }

    private enum Reading {
        case nothing
        case head(since: NIODeadline, hasBegun: Bool)
        case body(since: NIODeadline, bytes: Int)
        /// A body whose sender waits until it is asked for.
        case unasked
    }

    private let limits: ServiceLimits
    private var reading: Reading
    private var idleSince: NIODeadline
    /// Answers that have begun and have not left, the oldest first: pipelined ones wait behind each other, and each has
    /// its deadline, so that whoever takes one answer does not get new time for all of them.
    private var begun: Deque<(since: NIODeadline, bytes: Int)> = []
    private var begunBytes = 0
    /// Requests whose head was read and whose answer has not ended.
    package private(set) var unanswered = 0

    /// Seconds of a body in which no rate is asked for.
    private static let grace: Int64 = 5

    package init(_ limits: ServiceLimits, opened now: NIODeadline) {
        self.limits = limits
        self.reading = .head(since: now, hasBegun: false)
        self.idleSince = now
    }

    /// Whether the rest of a request is still to come.
    package var isReadingBody: Bool {
        switch self.reading {
        case .body, .unasked: true
        case .head, .nothing: false
        }
    }

    /// Answers that have begun and have not left.
    package var leaving: Int { self.begun.count }

    /// Whether nothing is asked and nothing is being sent.
    package var isIdle: Bool { self.unanswered == 0 && !self.isReadingBody }

    package mutating func bytesArrived(_ count: Int, _ now: NIODeadline) {
        switch self.reading {
        case .nothing: self.reading = .head(since: now, hasBegun: true)
        case .head(let since, _): self.reading = .head(since: since, hasBegun: true)
        case .body(let since, let bytes): self.reading = .body(since: since, bytes: bytes + count)
        case .unasked: self.reading = .body(since: now, bytes: count)
        }
    }

    /// - Parameter waits: the sender of the body waits until it is asked for: `bodyWanted`.
    package mutating func headRead(_ now: NIODeadline, waits: Bool = false) {
        self.unanswered += 1
        self.reading = waits ? .unasked : .body(since: now, bytes: 0)
    }

    /// The body has been asked for just now.
    package mutating func bodyWanted(_ now: NIODeadline) {
        if self.isReadingBody { self.reading = .body(since: now, bytes: 0) }
    }

    package mutating func endRead() { self.reading = .nothing }

    package mutating func answerBegan(_ now: NIODeadline) { self.begun.append((now, 0)) }

    /// More of the answer that began last has been written.
    package mutating func answered(_ bytes: Int) {
        guard !self.begun.isEmpty else { return }
        self.begun[self.begun.count - 1].bytes += bytes
        self.begunBytes += bytes
    }

    /// The last byte of the oldest answer has left.
    package mutating func answerEnded(_ now: NIODeadline) {
        self.unanswered -= 1
        self.begunBytes -= self.begun.popFirst()?.bytes ?? 0
        self.idleSince = now
        // While we were answering, the next head or body may have waited for us.
        switch self.reading {
        case .head(_, let hasBegun): self.reading = .head(since: now, hasBegun: hasBegun)
        case .body where self.unanswered > 0: self.reading = .body(since: now, bytes: 0)
        case .body, .unasked, .nothing: break
        }
    }

    /// The next moment at which something is wrong; nil while it is not the peer's turn.
    package var next: (moment: NIODeadline, fault: Fault)? {
        if let oldest = self.begun.first {
            let allowed = Int64(self.limits.answerSeconds) + Int64(self.begunBytes / self.limits.minimumRate)
            return (oldest.since + .seconds(allowed), .answer)
        }
        switch self.reading {
        case .body(let since, let bytes) where self.unanswered <= 1:
            let byRate = max(Self.grace, Int64(bytes / self.limits.minimumRate))
            return (since + .seconds(min(Int64(self.limits.bodySeconds), byRate)), .body)
        case .head(let since, let hasBegun) where self.unanswered == 0:
            return (since + .seconds(Int64(self.limits.headSeconds)), .head(hasBegun: hasBegun))
        case .nothing where self.unanswered == 0:
            return (self.idleSince + .seconds(Int64(self.limits.idleSeconds)), .idle)
        case .head, .body, .unasked, .nothing: return nil
        }
    }
}
