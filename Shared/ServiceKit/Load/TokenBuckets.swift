import Primitives
import Synchronization

/// Rate limits: a bucket for each key that fills at a steady rate and from which every request takes one token.
///
/// Keys are hashes that mean nothing outside of the process. The number of buckets is bounded: those that are full
/// again are forgotten, because a full bucket and none are the same.
package final class TokenBuckets: Sendable {
    /// What a request is told.
    package struct Verdict: Sendable, Equatable {
        package let isAllowed: Bool
        /// Whole tokens that are left.
        package let remaining: Int
        /// Seconds until the next token, at least 1 when there is none.
        package let wait: Int
    }

    private struct Bucket {
        var tokens: Double
        var filled: ContinuousClock.Instant
    }

    /// A part of the buckets behind a lock of its own, so that event loops do not wait for each other.
    private final class Shard: Sendable {
        let buckets = Locked<[UInt64: Bucket]>([:])
    }

    /// Tokens a second.
    package let rate: Int
    package let burst: Int
    private let shards: [Shard]
    private static let bucketsPerShard = 4096

    /// - Parameters:
    ///   - rate: tokens a second; nil is returned for 0, which means no limit.
    ///   - burst: what a bucket holds.
    package init?(rate: Int, burst: Int) {
        guard rate > 0 else { return nil }
        self.rate = rate
        self.burst = max(1, burst)
        self.shards = (0..<16).map { _ in Shard() }
    }

    /// Takes a token from the key's bucket, if there is one.
    package func take(_ key: UInt64, at now: ContinuousClock.Instant = .now) -> Verdict {
        self.shards[Int(key & 15)].buckets.withLock { buckets in
            if buckets[key] == nil, buckets.count >= Self.bucketsPerShard { self.forget(&buckets, now) }
            var bucket = buckets[key] ?? Bucket(tokens: Double(self.burst), filled: now)
            bucket.tokens = self.tokens(of: bucket, at: now)
            bucket.filled = now
            let isAllowed = bucket.tokens >= 1
            if isAllowed { bucket.tokens -= 1 }
            buckets[key] = bucket
            let missing = max(0, 1 - bucket.tokens)
            return Verdict(
                isAllowed: isAllowed, remaining: Int(bucket.tokens),
                wait: isAllowed ? 0 : max(1, Int((missing / Double(self.rate)).rounded(.up))))
        }
    }

    private func tokens(of bucket: Bucket, at now: ContinuousClock.Instant) -> Double {
        let seconds = max(0, bucket.filled.duration(to: now) / .seconds(1))
        return min(Double(self.burst), bucket.tokens + seconds * Double(self.rate))
    }

    private func forget(_ buckets: inout [UInt64: Bucket], _ now: ContinuousClock.Instant) {
        buckets = buckets.filter { self.tokens(of: $0.value, at: now) < Double(self.burst) }
        // Somebody makes up keys faster than buckets fill. Half of them go at once, so that not every further request
        // looks through all of them; whose bucket is forgotten has a full one.
        guard buckets.count > Self.bucketsPerShard / 2 else { return }
        for key in Array(buckets.keys.prefix(buckets.count - Self.bucketsPerShard / 2)) { buckets[key] = nil }
    }

    /// How many keys are remembered.
    package var count: Int { self.shards.reduce(0) { $0 + $1.buckets.withLock(\.count) } }
}
