import Access
import Postgres
import Primitives

/// Sessions in PostgreSQL. The portal asks it on each request, so that ending a session works at once everywhere.
package struct SessionStore: Sendable {
    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    private struct Row: RowDecodable {
        let session: PortalSession
        let seenAt: Instant

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            let idHash: [UInt8] = try row.next()
            let subject: String = try row.next()
            let roles: [String] = try row.next()
            let zone: String? = try row.next()
            let isShared: Bool = try row.next()
            self.seenAt = try row.next()
            self.session = PortalSession(
                subject: subject, roles: roles.compactMap { Role(rawValue: $0) }, zone: zone.flatMap { Zone($0) },
                isShared: isShared, idHash: idHash)
        }
    }

    /// Starts a session. Sessions that have ended are removed on the way.
    package func begin(
        secret: [UInt8], subject: String, roles: [Role], now: Instant
    ) async throws -> PortalSession {
        let session = PortalSession(
            subject: subject, roles: roles, zone: nil, isShared: true, idHash: SessionCookie.hash(secret))
        let expires = now.adding(seconds: PortalSession.absoluteSeconds)
        let names = roles.map(\.rawValue)
        try await self.database.withTransaction { transaction in
            _ = try await transaction.execute("delete from session where expires_at < \(now)")
            _ = try await transaction.execute(
                """
                insert into session (id_hash, subject, roles, is_shared, created_at, seen_at, expires_at)
                values (\(session.idHash), \(subject), \(names), true, \(now), \(now), \(expires))
                """)
        }
        return session
    }

    /// The session of a cookie's secret, when it is alive. Using it keeps it alive.
    package func find(secret: [UInt8], now: Instant) async throws -> PortalSession? {
        let hash = SessionCookie.hash(secret)
        let idle = now.adding(seconds: -PortalSession.idleSeconds)
        let row = try await self.database.fetchOptional(
            """
            select id_hash, subject, roles, zone, is_shared, seen_at from session
            where id_hash = \(hash) and expires_at > \(now) and (not is_shared or seen_at > \(idle))
            """, as: Row.self)
        guard let row else { return nil }
        // Written at most once a minute: every page would be a write otherwise.
        if row.seenAt.seconds(to: now) > 60 {
            _ = try await self.database.execute("update session set seen_at = \(now) where id_hash = \(hash)")
        }
        return row.session
    }

    /// Remembers that only one person uses the device, or the zone that she reads times in.
    package func set(isShared: Bool, _ session: PortalSession) async throws {
        _ = try await self.database.execute(
            "update session set is_shared = \(isShared) where id_hash = \(session.idHash)")
    }

    package func set(zone: Zone, _ session: PortalSession) async throws {
        _ = try await self.database.execute(
            "update session set zone = \(zone.name) where id_hash = \(session.idHash)")
    }

    /// Ends a session.
    package func end(secret: [UInt8]) async throws {
        _ = try await self.database.execute("delete from session where id_hash = \(SessionCookie.hash(secret))")
    }

    /// Ends every session of a person.
    package func endAll(subject: String) async throws {
        _ = try await self.database.execute("delete from session where subject = \(subject)")
    }
}
