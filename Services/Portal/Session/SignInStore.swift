import Foundation
import Postgres
import Primitives

package enum SignInTag {}
package typealias SignInID = ID<SignInTag>

/// Sign-ins that are going on: codes that were sent, and how often somebody tried.
package struct SignInStore: Sendable {
    /// Why no code was sent.
    package enum Refusal: Error, Sendable, Equatable {
        case tooMany
    }

    package static let lifetimeSeconds: Double = 600
    package static let maximumTries = 5
    /// Codes for one address in a quarter of an hour, and for everybody in a minute.
    package static let maximumPerAddress = 5
    package static let maximumPerMinute = 240

    private let database: Database
    private let keys: PortalKeys

    package init(_ database: Database, keys: PortalKeys) {
        self.database = database
        self.keys = keys
    }

    /// Begins a sign-in.
    /// - Returns: its id and the code, which is kept only as a keyed hash.
    /// - Throws: `Refusal.tooMany`, the same for known and unknown addresses.
    package func begin(
        _ address: EmailAddress, language: Language, now: Instant
    ) async throws -> (id: SignInID, code: String) {
        let id = SignInID.next()
        let number = String(Int.random(in: 0...999_999))
        let code = String(repeating: "0", count: 6 - number.utf8.count) + number
        let addressHash = self.keys.hash(of: address)
        let codeHash = self.keys.hash(ofCode: code, signIn: id.description)
        let sealed = try self.keys.seal(address.text, for: id.description)
        let expires = now.adding(seconds: Self.lifetimeSeconds)
        let quarter = now.adding(seconds: -900)
        let minute = now.adding(seconds: -60)
        try await self.database.withTransaction { transaction in
            _ = try await transaction.execute(
                "delete from sign_in where created_at < \(now.adding(seconds: -86_400))")
            let mine = try await transaction.fetchValue(
                "select count(*) from sign_in where address_hash = \(addressHash) and created_at > \(quarter)",
                as: Int.self)
            let all = try await transaction.fetchValue(
                "select count(*) from sign_in where created_at > \(minute)", as: Int.self)
            guard mine < Self.maximumPerAddress, all < Self.maximumPerMinute else { throw Refusal.tooMany }
            _ = try await transaction.execute(
                """
                insert into sign_in (id, address_hash, address_sealed, code_hash, language, created_at, expires_at)
                values (\(id), \(addressHash), \(sealed), \(codeHash), \(language.rawValue), \(now), \(expires))
                """)
        }
        return (id, code)
    }

    private struct Row: RowDecodable {
        let addressSealed: [UInt8]
        let codeHash: [UInt8]
        let language: String

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.addressSealed = try row.next()
            self.codeHash = try row.next()
            self.language = try row.next()
        }
    }

    /// Takes a code. Every try counts, and a code works once.
    /// - Returns: the address that has been proved; nil when the code is wrong, old or was used.
    package func finish(
        _ id: SignInID, typed: String, now: Instant
    ) async throws -> (address: EmailAddress, language: Language)? {
        let row = try await self.database.fetchOptional(
            """
            update sign_in set tries = tries + 1
            where id = \(id) and used_at is null and expires_at > \(now) and tries < \(Self.maximumTries)
            returning address_sealed, code_hash, language
            """, as: Row.self)
        let digits = String(typed.compactMap(\.wholeNumberValue).map { String($0) }.joined().prefix(12))
        let given = self.keys.hash(ofCode: digits, signIn: id.description)
        guard let row, zip(row.codeHash, given).reduce(UInt8(0), { $0 | ($1.0 ^ $1.1) }) == 0 else { return nil }
        let taken = try await self.database.execute(
            "update sign_in set used_at = \(now) where id = \(id) and used_at is null")
        guard taken == 1, let text = self.keys.open(row.addressSealed, for: id.description),
            let address = EmailAddress(text)
        else { return nil }
        return (address, Language(rawValue: row.language) ?? .english)
    }
}
