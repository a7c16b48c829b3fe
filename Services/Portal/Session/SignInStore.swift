import Foundation
import Postgres
import Primitives

package enum SignInTag {}
package typealias SignInID = ID<SignInTag>

/// Sign-ins that are going on: codes that were sent, and how often somebody tried.
///
/// Asking is slowed, never refused for good: for one address, for one network and for everybody. A browser in which
/// somebody has signed in to an address within a week is not slowed by strangers who ask for the same address.
package struct SignInStore: Sendable {
    /// No code was sent; the same for known and unknown addresses.
    package struct Refusal: Error, Sendable, Equatable {
        package let waitSeconds: Int
    }

    /// How asking is slowed: so many requests without a finished sign-in are free within a time, each further one
    /// doubles the pause after the one before.
    struct Slowing: Sendable {
        let free: Int
        let firstPause: Int
        let longestPause: Int

        func pause(after count: Int) -> Int {
            count < self.free ? 0 : min(self.longestPause, self.firstPause << min(count - self.free, 10))
        }
    }

    package static let lifetimeSeconds: Double = 600
    package static let maximumTries = 5
    static let ofAddress = Slowing(free: 5, firstPause: 30, longestPause: 900)
    /// Cafés and offices share one network address.
    static let ofPeer = Slowing(free: 30, firstPause: 5, longestPause: 60)
    package static let maximumPerMinute = 240

    private let database: Database
    private let keys: PortalKeys

    package init(_ database: Database, keys: PortalKeys) {
        self.database = database
        self.keys = keys
    }

    private struct Asked: RowDecodable {
        let count: Int
        let newest: Instant?

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.count = try row.next()
            self.newest = try row.next()
        }

        func wait(_ slowing: Slowing, now: Instant) -> Int {
            guard let newest else { return 0 }
            return slowing.pause(after: self.count) - Int(newest.seconds(to: now))
        }
    }

    /// Begins a sign-in.
    /// - Parameters:
    ///   - browser: secret in the cookie of the browser that asks; the code works in no other.
    ///   - peer: network address of the browser.
    /// - Returns: its id and the code, which is kept only as a keyed hash.
    /// - Throws: `Refusal`.
    package func begin(
        _ address: EmailAddress, language: Language, browser: [UInt8], peer: String, now: Instant
    ) async throws -> (id: SignInID, code: String) {
        let id = SignInID.next()
        let number = String(Int.random(in: 0...999_999))
        let code = String(repeating: "0", count: 6 - number.utf8.count) + number
        let addressHash = self.keys.hash(of: address)
        let peerHash = self.keys.hash(ofPeer: peer)
        let browserHash = SecretCookie.hash(browser)
        let codeHash = self.keys.hash(ofCode: code, signIn: id.description)
        let sealed = try self.keys.seal(address.text, for: id.description)
        let expires = now.adding(seconds: Self.lifetimeSeconds)
        let day = now.adding(seconds: -86_400)
        let quarter = now.adding(seconds: -900)
        let minute = now.adding(seconds: -60)
        let week = now.adding(seconds: -7 * 86_400)
        try await self.database.withTransaction { transaction in
            _ = try await transaction.execute(
                "delete from sign_in where created_at < \(week) or (created_at < \(day) and used_at is null)")
            // Of who has been erased: the account has no role left and is closed.
            _ = try await transaction.execute(
                """
                delete from second_factor where subject in (
                    select person_id::text from applications_pub.person_access where is_closed and roles = '{}')
                """)
            // One after the other for one address, so that many at once are counted like many in a row.
            let lock = addressHash.prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
            _ = try await transaction.execute("select pg_advisory_xact_lock(\(lock))")
            let peerLock = peerHash.prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
            _ = try await transaction.execute("select pg_advisory_xact_lock(\(peerLock))")
            // Browsers in which somebody has signed in to the address within a week are not slowed by strangers; by
            // the browser, not the network: who shares hers must not learn from the pace that she was there.
            let isKnown = try await transaction.fetchValue(
                """
                select exists (select from sign_in
                    where address_hash = \(addressHash) and browser_hash = \(browserHash) and used_at is not null)
                """, as: Bool.self)
            let ofAddress = try await transaction.fetchOptional(
                """
                select count(*), max(created_at) from sign_in
                where address_hash = \(addressHash) and used_at is null and created_at > \(day)
                    and (not \(isKnown) or browser_hash = \(browserHash))
                """, as: Asked.self)
            let ofPeer = try await transaction.fetchOptional(
                """
                select count(*), max(created_at) from sign_in
                where peer_hash = \(peerHash) and used_at is null and created_at > \(quarter)
                """, as: Asked.self)
            let all = try await transaction.fetchValue(
                "select count(*) from sign_in where created_at > \(minute)", as: Int.self)
            let wait = max(
                ofAddress?.wait(Self.ofAddress, now: now) ?? 0, ofPeer?.wait(Self.ofPeer, now: now) ?? 0,
                isKnown || all < Self.maximumPerMinute ? 0 : 60)
            guard wait <= 0 else { throw Refusal(waitSeconds: wait) }
            _ = try await transaction.execute(
                """
                insert into sign_in
                    (id, address_hash, address_sealed, code_hash, browser_hash, peer_hash, language, created_at,
                    expires_at)
                values (\(id), \(addressHash), \(sealed), \(codeHash), \(browserHash), \(peerHash),
                    \(language.rawValue), \(now), \(expires))
                """)
        }
        return (id, code)
    }

    private struct Tried: RowDecodable {
        let isRight: Bool
        let addressSealed: [UInt8]
        let language: String

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.isRight = try row.next()
            self.addressSealed = try row.next()
            self.language = try row.next()
        }
    }

    /// Takes a code. Every try counts, and a code works once, whoever else sends it at the same moment.
    /// - Returns: the address that has been proved; nil when the code is wrong, old, was used, or was asked for in
    ///   another browser.
    package func finish(
        _ id: SignInID, typed: String, browser: [UInt8], now: Instant
    ) async throws -> (address: EmailAddress, language: Language)? {
        let digits = String(typed.compactMap(\.wholeNumberValue).map { String($0) }.joined().prefix(12))
        let given = self.keys.hash(ofCode: digits, signIn: id.description)
        let tried = try await self.database.fetchOptional(
            """
            update sign_in
            set tries = tries + 1, used_at = case when code_hash = \(given) then \(now) end
            where id = \(id) and browser_hash = \(SecretCookie.hash(browser)) and used_at is null
                and expires_at > \(now) and tries < \(Self.maximumTries)
            returning used_at is not null, address_sealed, language
            """, as: Tried.self)
        guard let tried, tried.isRight, let text = self.keys.open(tried.addressSealed, for: id.description),
            let address = EmailAddress(text)
        else { return nil }
        // The address has served; what is left of the sign-in only counts.
        _ = try await self.database.execute("update sign_in set address_sealed = '' where id = \(id)")
        return (address, Language(rawValue: tried.language) ?? .english)
    }
}
