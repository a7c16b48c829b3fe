import ServiceKit
import Testing

@Suite("Rates")
struct TokenBucketsTests {
    private let begin = ContinuousClock.now

    @Test func aBucketEmptiesAndFills() throws {
        let buckets = try #require(TokenBuckets(rate: 2, burst: 3))
        for left in [2, 1, 0] {
            let verdict = buckets.take(7, at: self.begin)
            #expect(verdict.isAllowed && verdict.remaining == left)
        }
        let refused = buckets.take(7, at: self.begin)
        #expect(!refused.isAllowed && refused.remaining == 0 && refused.wait == 1)
        #expect(buckets.take(7, at: self.begin + .milliseconds(499)).isAllowed == false)
        #expect(buckets.take(7, at: self.begin + .milliseconds(501)).isAllowed)
        #expect(!buckets.take(7, at: self.begin + .milliseconds(502)).isAllowed)
        // It never holds more than the burst.
        let later = self.begin + .seconds(3600)
        #expect((0..<4).map { _ in buckets.take(7, at: later).isAllowed } == [true, true, true, false])
    }

    @Test func keysDoNotTouchEachOther() throws {
        let buckets = try #require(TokenBuckets(rate: 1, burst: 1))
        #expect(buckets.take(16, at: self.begin).isAllowed)
        #expect(buckets.take(32, at: self.begin).isAllowed)
        #expect(!buckets.take(16, at: self.begin).isAllowed)
    }

    @Test func memoryIsBounded() throws {
        let buckets = try #require(TokenBuckets(rate: 1, burst: 10))
        for key in 0..<200_000 as Range<UInt64> { _ = buckets.take(key, at: self.begin) }
        #expect(buckets.count <= 16 * 4096)
        #expect(TokenBuckets(rate: 0, burst: 10) == nil)
    }
}
