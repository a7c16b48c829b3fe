import Postgres
import Testing

struct StatementCacheTests {
    private func key(_ text: String, _ oids: [UInt32] = []) -> StatementKey { StatementKey(text: text, oids: oids) }

    @Test func sameTextWithOtherTypesIsAnotherStatement() {
        var cache = StatementCache(limit: 4)
        #expect(cache.use(self.key("select $1", [20])) == .new("s1"))
        #expect(cache.use(self.key("select $1", [25])) == .new("s2"))
        #expect(cache.use(self.key("select $1", [20])) == .known("s1"))
    }

    @Test func neverKeepsMoreThanItsLimitAndHandsOutEveryNameOnce() {
        var cache = StatementCache(limit: 8)
        var names: Set<String> = []
        for round in 0..<100 {
            guard case .new(let name) = cache.use(self.key("select \(round)")) else {
                Issue.record("statement \(round) cannot be known")
                continue
            }
            #expect(names.insert(name).inserted)
            #expect(cache.count <= 8)
        }
        #expect(cache.outdated.count == 92)
    }

    @Test func whatIsUsedStays() {
        var cache = StatementCache(limit: 8)
        _ = cache.use(self.key("often"))
        for round in 0..<50 {
            _ = cache.use(self.key("once \(round)"))
            #expect(cache.use(self.key("often")) == .known("s1"))
        }
    }

    @Test func forgottenIsPreparedAnewAndRetiredIsDeallocated() {
        var cache = StatementCache(limit: 8)
        _ = cache.use(self.key("a"))
        cache.forget(self.key("a"))
        #expect(cache.takeOutdated() == nil)
        #expect(cache.use(self.key("a")) == .new("s2"))
        cache.retire(self.key("a"))
        #expect(cache.takeOutdated() == "s2")
        cache.putBack("s2")
        #expect(cache.takeOutdated() == "s2" && cache.takeOutdated() == nil)
    }
}
