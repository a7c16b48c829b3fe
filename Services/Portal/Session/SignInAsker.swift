import Postgres
import Primitives

/// Who asks for a code to an address, all as hashes, and how long she has to wait for it.
///
/// Asking is slowed, never refused for good, and who asks for somebody else's address slows himself:
/// - one asker (a browser, or a network) for one address: `ofAsker`;
/// - one network for any addresses: `ofNetwork`, and `ofCrowd` while all together ask for very many codes;
/// - all askers for one address, far beyond what people do: `ofAddress`.
///
/// Only requests without a finished sign-in count. A browser in which somebody has signed in to the address within a
/// week is known: strangers do not count against it, be they in its network or anywhere. Somebody in her own network can
/// make her wait in a browser that is not known, at most for `ofAsker.longestPause` at a time: such browsers cannot be
/// told apart.
struct SignInAsker: Sendable {
    /// So many requests are free within a time; each further one doubles the pause after the one before. Pauses are in
    /// seconds.
    struct Slowing: Sendable {
        let free: Int
        let firstPause: Int
        let longestPause: Int

        /// Seconds that have to pass after the newest of so many requests.
        func pause(after count: Int) -> Int {
            count < self.free ? 0 : min(self.longestPause, self.firstPause << min(count - self.free, 10))
        }
    }

    /// For one address within a day, from the same browser or the same network.
    static let ofAsker = Slowing(free: 5, firstPause: 30, longestPause: 900)
    /// For one address within a day, whoever asks: so that a crowd neither fills a mailbox nor guesses a code. A day has
    /// at most 8,640 + 200 requests with five tries each (`SignInStore.maximumTries`): 44,200 guesses at one of 10⁸
    /// codes each, which is less than 0.05 % a day. To keep this pause going takes some ninety networks, as each gets a
    /// code in 900 seconds; a browser that is known does not notice.
    static let ofAddress = Slowing(free: 200, firstPause: 10, longestPause: 10)
    /// From one network within a quarter of an hour: cafés and offices share one.
    static let ofNetwork = Slowing(free: 30, firstPause: 5, longestPause: 60)
    /// From one network within a quarter of an hour, while all together ask for too many: who has not asked is served.
    static let ofCrowd = Slowing(free: 1, firstPause: 60, longestPause: 60)
    /// Requests of all together within a minute from which on `ofCrowd` holds.
    static let crowd = 240

    /// `PortalKeys.hash(of:)` of the address that is asked for.
    let address: [UInt8]
    /// `SecretCookie.hash` of the browser's secret.
    let browser: [UInt8]
    /// `PortalKeys.hash(ofPeer:)` of where the request comes from.
    let network: [UInt8]

    /// Requests of one kind, as they are counted.
    private struct Asked: RowDecodable {
        let count: Int
        let newest: Instant?

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.count = try row.next()
            self.newest = try row.next()
        }

        /// Seconds that are left of the pause; 0 or less when it is over.
        func wait(_ slowing: Slowing, now: Instant) -> Int {
            guard let newest else { return 0 }
            return slowing.pause(after: self.count) - Int(newest.seconds(to: now))
        }
    }

    /// Requests for the address: those of this asker, and all.
    private struct AskedForAddress: RowDecodable {
        let own: Asked
        let all: Asked

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.own = try Asked(&row)
            self.all = try Asked(&row)
        }
    }

    /// Seconds until she gets a code; 0 or less when she gets it now. Until the transaction ends, nobody else is counted
    /// for the same address or from the same network: what it adds is seen by whoever comes next.
    func wait(now: Instant, _ transaction: Transaction) async throws -> Int {
        try await self.queue(transaction)
        // By the browser, not the network: who shares hers must not learn from the pace that she was there.
        let isKnown = try await transaction.fetchValue(
            """
            select exists (select from sign_in
                where address_hash = \(self.address) and browser_hash = \(self.browser) and used_at is not null)
            """, as: Bool.self)
        let isOwn: SQL = "(browser_hash = \(self.browser) or (peer_hash = \(self.network) and not \(isKnown)))"
        let forAddress = try await transaction.fetchOne(
            """
            select count(*) filter (where \(isOwn)), max(created_at) filter (where \(isOwn)),
                count(*), max(created_at)
            from sign_in
            where address_hash = \(self.address) and used_at is null
                and created_at > \(now.adding(seconds: -86_400))
            """, as: AskedForAddress.self)
        let own = forAddress.own.wait(Self.ofAsker, now: now)
        if isKnown { return own }
        let fromNetwork = try await transaction.fetchOne(
            """
            select count(*), max(created_at) from sign_in
            where peer_hash = \(self.network) and used_at is null and created_at > \(now.adding(seconds: -900))
            """, as: Asked.self)
        let inMinute = try await transaction.fetchValue(
            "select count(*) from sign_in where created_at > \(now.adding(seconds: -60))", as: Int.self)
        return max(
            own, forAddress.all.wait(Self.ofAddress, now: now), fromNetwork.wait(Self.ofNetwork, now: now),
            inMinute < Self.crowd ? 0 : fromNetwork.wait(Self.ofCrowd, now: now))
    }

    /// One after the other for one address and from one network, so that many at once are counted like many in a row.
    /// Everybody takes the address first and the network second: nobody waits for somebody who waits for her. A browser
    /// needs no lock of its own, as it is counted within one address only.
    private func queue(_ transaction: Transaction) async throws {
        for hash in [self.address, self.network] {
            let lock = hash.prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
            _ = try await transaction.execute("select pg_advisory_xact_lock(\(lock))")
        }
    }
}
