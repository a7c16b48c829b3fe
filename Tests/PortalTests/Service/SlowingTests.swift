import Access
import PortalService
import Postgres
import Primitives
import TestSupport
import Testing

@Suite(
    "Portal: who is slowed when codes are asked for",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct SlowingTests {
    /// The store without the portal around it: who asks, from where and when is the test's to say.
    private struct Asking: Sendable {
        let store: SignInStore
        let outbox: LocalOutbox

        /// Seconds after the beginning of the test.
        static func moment(_ seconds: Double) -> Instant {
            Instant(microseconds: 1_800_000_000_000_000).adding(seconds: seconds)
        }

        /// Asks for a code.
        /// - Parameter browser: nil for one without a cookie.
        /// - Returns: how many seconds the asker has to wait; 0 when there is a code.
        func ask(
            _ address: String, from peer: String, at seconds: Double = 0, in browser: [UInt8]? = nil
        ) async throws -> Int {
            let address = try #require(EmailAddress(address))
            do {
                _ = try await self.store.begin(
                    address, language: .english, browser: browser ?? SecretCookie.makeSecret(), peer: peer,
                    now: Self.moment(seconds))
                return 0
            } catch let refusal as SignInStore.Refusal {
                return refusal.waitSeconds
            }
        }

        func signIn(_ address: String, from peer: String, at seconds: Double, in browser: [UInt8]) async throws {
            let address = try #require(EmailAddress(address))
            let now = Self.moment(seconds)
            let begun = try await self.store.begin(
                address, language: .english, browser: browser, peer: peer, now: now)
            let proved = try await self.store.finish(begun.id, typed: begun.code, browser: browser, now: now)
            try #require(proved?.address == address)
        }
    }

    private static func with(_ body: @Sendable (Asking) async throws -> Void) async throws {
        try await PortalPlace.withStores { pool, keys in
            try await body(Asking(store: SignInStore(pool, keys: keys), outbox: LocalOutbox(pool, keys: keys)))
        }
    }

    @Test("a stranger who asks for an address all day keeps nobody out but himself")
    func stranger() async throws {
        try await Self.with { asking async throws in
            let secret = SecretCookie.makeSecret()
            var sent = 0
            var moment = 0.0
            while moment < 86_000 {
                let wait = try await asking.ask("her@example.org", from: "198.51.100.7", at: moment, in: secret)
                if wait == 0 { sent += 1 } else { moment += Double(wait) }
            }
            #expect(sent == 104)
            // The last one was at 85,530.
            let late = 86_000.0
            #expect(try await asking.ask("her@example.org", from: "203.0.113.5", at: late) == 0, "she, elsewhere")
            let ways: [(String, [UInt8]?)] = [("198.51.100.7", secret), ("198.51.100.7", nil), ("192.0.2.9", secret)]
            for (peer, browser) in ways {
                let wait = try await asking.ask("her@example.org", from: peer, at: late, in: browser)
                #expect(wait == 430, "he, from \(peer), with his cookie: \(browser != nil)")
            }
            #expect(try await asking.ask("other@example.org", from: "198.51.100.7", at: late, in: secret) == 0)
        }
    }

    @Test("five are free, then the pauses double up to a quarter of an hour", arguments: [true, false])
    func pauses(isSameBrowser: Bool) async throws {
        try await Self.with { asking async throws in
            let secret = SecretCookie.makeSecret()
            var asked = 0
            // One browser that travels, or one network in which cookies are thrown away.
            func ask(at moment: Double) async throws -> Int {
                asked += 1
                return try await isSameBrowser
                    ? asking.ask("one@example.org", from: "10.0.0.\(asked)", at: moment, in: secret)
                    : asking.ask("one@example.org", from: "10.0.0.1", at: moment)
            }
            for _ in 0..<5 { #expect(try await ask(at: 0) == 0) }
            var moment = 0.0
            for pause in [30, 60, 120, 240, 480, 900, 900] {
                #expect(try await ask(at: moment) == pause)
                moment += Double(pause)
                #expect(try await ask(at: moment - 1) == 1)
                #expect(try await ask(at: moment) == 0)
            }
        }
    }

    @Test("a network is an IPv4 address in either form, or the first 48 bits of an IPv6 address")
    func networks() async throws {
        let keys = PortalKeys(secret: "of the test")
        func isOne(_ left: String, _ right: String) -> Bool { keys.hash(ofPeer: left) == keys.hash(ofPeer: right) }
        #expect(isOne("203.0.113.9", "::ffff:203.0.113.9"))
        #expect(!isOne("203.0.113.9", "203.0.113.10") && !isOne("::ffff:203.0.113.9", "::ffff:203.0.113.10"))
        #expect(isOne("2001:db8:1::1", "2001:db8:1:ffff::2") && !isOne("2001:db8:1::1", "2001:db8:2::1"))
        #expect(isOne("fe80::1%eth0", "fe80::1"))
        try await Self.with { asking async throws in
            for index in 0..<5 {
                #expect(try await asking.ask("six@example.org", from: "2001:db8:1:\(index)::5") == 0)
            }
            #expect(try await asking.ask("six@example.org", from: "2001:db8:1:99::5") == 30)
            #expect(try await asking.ask("six@example.org", from: "2001:db8:2::5") == 0)
        }
    }

    @Test("one address gets two hundred a day, then one in ten seconds, whoever asks but a known browser")
    func crowdForOne() async throws {
        try await Self.with { asking async throws in
            let browser = SecretCookie.makeSecret()
            try await asking.signIn("her@example.org", from: "203.0.113.5", at: -2 * 86_400, in: browser)
            for index in 0..<200 {
                #expect(try await asking.ask("her@example.org", from: "10.0.0.\(index / 5)") == 0)
            }
            #expect(try await asking.ask("her@example.org", from: "192.0.2.1") == 10)
            #expect(try await asking.ask("other@example.org", from: "192.0.2.1") == 0, "another address")
            #expect(try await asking.ask("her@example.org", from: "192.0.2.1", at: 9) == 1)
            #expect(try await asking.ask("her@example.org", from: "192.0.2.1", at: 10) == 0)
            #expect(try await asking.ask("her@example.org", from: "192.0.2.2", at: 10) == 10)
            // Her own browser waits for nobody; it has five of its own.
            for _ in 0..<5 {
                #expect(try await asking.ask("her@example.org", from: "203.0.113.5", at: 10, in: browser) == 0)
            }
            #expect(try await asking.ask("her@example.org", from: "203.0.113.5", at: 10, in: browser) == 30)
            // Nothing is refused for good.
            #expect(try await asking.ask("her@example.org", from: "192.0.2.2", at: 86_411) == 0)
        }
    }

    @Test("a known browser does not wait for those in its network")
    func crowdBesideHer() async throws {
        try await Self.with { asking async throws in
            let known = SecretCookie.makeSecret()
            try await asking.signIn("her@example.org", from: "203.0.113.5", at: -86_400, in: known)
            for index in 0..<31 {
                let address = index < 6 ? "her@example.org" : "p\(index)@example.org"
                _ = try await asking.ask(address, from: "203.0.113.5")
            }
            #expect(try await asking.ask("her@example.org", from: "203.0.113.5") == 30, "another browser beside her")
            #expect(try await asking.ask("q@example.org", from: "203.0.113.5") == 5)
            #expect(try await asking.ask("her@example.org", from: "203.0.113.5", in: known) == 0)
        }
    }

    @Test("when all together ask for too many, who has not asked is served")
    func crowdForAll() async throws {
        try await Self.with { asking async throws in
            let known = SecretCookie.makeSecret()
            try await asking.signIn("known@example.org", from: "10.0.0.3", at: -86_400, in: known)
            for index in 1..<239 {
                let wait = try await asking.ask("p\(index)@example.org", from: "10.0.\(index / 200).\(index % 200)")
                #expect(wait == 0)
            }
            #expect(try await asking.ask("a@example.org", from: "10.0.0.1") == 0, "not too many yet")
            try await asking.signIn("b@example.org", from: "10.8.8.8", at: 0, in: SecretCookie.makeSecret())
            #expect(try await asking.ask("c@example.org", from: "10.0.0.2") == 60, "the network has asked")
            #expect(try await asking.ask("c@example.org", from: "10.9.9.9") == 0, "a network that has not asked")
            #expect(try await asking.ask("c@example.org", from: "10.8.8.8") == 0, "one that has finished")
            #expect(try await asking.ask("known@example.org", from: "10.0.0.3") == 60, "a stranger beside her")
            #expect(try await asking.ask("known@example.org", from: "10.0.0.3", in: known) == 0, "she")
            #expect(try await asking.ask("c@example.org", from: "10.0.0.2", at: 59) == 1)
            #expect(try await asking.ask("c@example.org", from: "10.0.0.2", at: 60) == 0)
        }
    }

    @Test("many at once are counted like many in a row")
    func race() async throws {
        try await Self.with { asking async throws in
            func served(_ ask: @escaping @Sendable (Int) async throws -> Int) async throws -> Int {
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for index in 0..<40 { group.addTask { try await ask(index) } }
                    return try await group.reduce(0) { $0 + ($1 == 0 ? 1 : 0) }
                }
            }
            let secret = SecretCookie.makeSecret()
            let ofBrowser = try await served { index in
                try await asking.ask("a@example.org", from: "10.0.0.\(index)", in: secret)
            }
            #expect(ofBrowser == 5)
            let ofNetwork = try await served { _ in try await asking.ask("b@example.org", from: "10.1.0.1") }
            #expect(ofNetwork == 5)
            let ofAddresses = try await served { index in
                try await asking.ask("c\(index)@example.org", from: "10.2.0.1")
            }
            #expect(ofAddresses == 30)
        }
    }

    @Test("a code has eight digits, is shown in two groups, and is typed as one likes")
    func code() async throws {
        try await Self.with { asking async throws in
            let address = try #require(EmailAddress("her@example.org"))
            let browser = SecretCookie.makeSecret()
            let now = Asking.moment(0)
            let arabic = Array("٠١٢٣٤٥٦٧٨٩")
            let ways: [(String) -> String] = [
                { $0 }, { "\($0.prefix(4)) \($0.dropFirst(4))" }, { "\u{2068}\($0.prefix(4))\u{A0}\($0.dropFirst(4))" },
                { String($0.compactMap(\.wholeNumberValue).map { arabic[$0] }) },
            ]
            for way in ways {
                let begun = try await asking.store.begin(
                    address, language: .arabic, browser: browser, peer: "192.0.2.1", now: now)
                #expect(begun.code.wholeMatch(of: /[0-9]{8}/) != nil)
                for wrong in [String(begun.code.prefix(6)), begun.code + "0", ""] {
                    let proved = try await asking.store.finish(begun.id, typed: wrong, browser: browser, now: now)
                    #expect(proved?.address == nil)
                }
                let proved = try await asking.store.finish(
                    begun.id, typed: way(begun.code), browser: browser, now: now)
                #expect(proved?.address == address && proved?.language == .arabic)
            }
            try await asking.outbox.send(code: "01234567", to: address, language: .arabic, now: now)
            let shown = try await asking.outbox.messages().map(\.code)
            #expect(shown == ["0123\u{A0}4567"])
            // In Arabic, where two plain groups would change places.
            let sentence = Words(.arabic)(OutboxWord.yourCode, ["code": Prose(verbatim: "0123\u{A0}4567")]).text
            #expect(sentence.contains("\u{2068}0123\u{A0}4567\u{2069}"))
        }
    }
}
