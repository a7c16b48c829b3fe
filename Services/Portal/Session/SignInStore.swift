import Foundation
import Postgres
import Primitives

package enum SignInTag {}
package typealias SignInID = ID<SignInTag>

/// Sign-ins that are going on: codes that were sent, and how often somebody tried. How asking is slowed: `SignInAsker`.
package struct SignInStore: Sendable {
    /// No code was sent; the same for known and unknown addresses.
    package struct Refusal: Error, Sendable, Equatable {
        package let waitSeconds: Int
    }

    package static let lifetimeSeconds: Double = 600
    package static let maximumTries = 5

    private let database: Database
    private let keys: PortalKeys

    package init(_ database: Database, keys: PortalKeys) {
        self.database = database
        self.keys = keys
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
        let code = SignInCode.make()
        let asker = SignInAsker(
            address: self.keys.hash(of: address), browser: SecretCookie.hash(browser),
            network: self.keys.hash(ofPeer: peer))
        let codeHash = self.keys.hash(ofCode: code, signIn: id.description)
        let sealed = try self.keys.seal(address.text, for: id.description)
        let expires = now.adding(seconds: Self.lifetimeSeconds)
        let day = now.adding(seconds: -86_400)
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
            try await EnrolmentCodes.removeErased(transaction)
            let wait = try await asker.wait(now: now, transaction)
            guard wait <= 0 else { throw Refusal(waitSeconds: wait) }
            _ = try await transaction.execute(
                """
                insert into sign_in
                    (id, address_hash, address_sealed, code_hash, browser_hash, peer_hash, language, created_at,
                    expires_at)
                values (\(id), \(asker.address), \(sealed), \(codeHash), \(asker.browser), \(asker.network),
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
        let given = self.keys.hash(ofCode: SignInCode.digits(of: typed), signIn: id.description)
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
