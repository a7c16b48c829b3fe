import Access
import Durability
import Postgres
import Primitives

/// Sessions in PostgreSQL. The portal asks it on each request, together with what the person may do at present, so that
/// ending a session, changing somebody's roles and closing an account work at once everywhere.
package struct SessionStore: Sendable {
    private let database: Database
    private let journal: Journal
    private let acting: ActingEnds

    package init(_ database: Database, _ vault: FieldVault) {
        self.database = database
        self.journal = Journal(database, vault)
        self.acting = ActingEnds(database: database, journal: self.journal)
    }

    private struct Row: RowDecodable {
        let session: PortalSession
        let seenAt: Instant
        let isCurrent: Bool
        let actingSubject: String?
        let actingUntil: Instant?

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            let id: SessionHandle = try row.next()
            let idHash: [UInt8] = try row.next()
            let subject: String = try row.next()
            let roles: [String] = try row.next()
            let convenings: [ConveningID] = try row.next()
            let zone: String? = try row.next()
            let isShared: Bool = try row.next()
            let factorAt: Instant? = try row.next()
            let enrolling: [UInt8]? = try row.next()
            self.seenAt = try row.next()
            self.isCurrent = try row.next()
            self.actingSubject = try row.next()
            self.actingUntil = try row.next()
            self.session = PortalSession(
                id: id, subject: subject, roles: roles.compactMap { Role(rawValue: $0) }, convenings: convenings,
                zone: zone.flatMap { Zone($0) }, isShared: isShared, idHash: idHash, factorAt: factorAt,
                enrolling: enrolling)
        }
    }

    /// Starts a session of somebody who has proved her address. Sessions that have ended are removed on the way.
    /// - Returns: nil when nobody has this id or the account is closed.
    package func begin(
        secret: [UInt8], subject: PersonID, client: ClientName, now: Instant
    ) async throws -> PortalSession? {
        let hash = SecretCookie.hash(secret)
        let staff = Role.staff.map(\.rawValue)
        let expires = now.adding(seconds: PortalSession.absoluteSeconds)
        let soon = now.adding(seconds: PortalSession.factorSeconds)
        try await self.acting.end(where: "expires_at < \(now) or acting_until < \(now)", requestID: "expiry")
        let begun = try await self.database.withTransaction { transaction in
            _ = try await transaction.execute(
                "delete from session where expires_at < \(now) and acting_subject is null")
            return try await transaction.execute(
                """
                insert into session
                    (id, id_hash, subject, client, access_version, is_shared, created_at, seen_at, expires_at)
                select \(SessionHandle.next()), \(hash), \(subject.description), \(client.code),
                    access.access_version, true, \(now), \(now),
                    case when access.roles && \(staff) then \(soon) else \(expires) end
                from applications_pub.person_access as access
                where access.person_id = \(subject) and not access.is_closed
                """)
        }
        return begun == 1 ? try await self.find(secret: secret, now: now) : nil
    }

    /// The session of a cookie's secret, when it is alive. Using it keeps it alive.
    package func find(secret: [UInt8], now: Instant) async throws -> PortalSession? {
        let hash = SecretCookie.hash(secret)
        let row = try await self.database.fetchOptional(
            """
            select session.id, session.id_hash, session.subject, access.roles, access.convenings, session.zone,
                session.is_shared, session.factor_at, session.enrolling, session.seen_at,
                access.access_version = session.access_version and not access.is_closed, session.acting_subject,
                session.acting_until
            from session
            join applications_pub.person_access as access on access.person_id = session.subject::uuid
            where session.id_hash = \(hash) and session.expires_at > \(now)
            """, as: Row.self)
        guard let row else { return nil }
        let idle = row.seenAt.seconds(to: now)
        guard row.isCurrent, idle <= row.session.idleSeconds ?? .infinity else {
            try await self.end(secret: secret)
            return nil
        }
        // Written at most twice a minute: every page would be a write otherwise.
        if idle > 30 {
            _ = try await self.database.execute("update session set seen_at = \(now) where id_hash = \(hash)")
        }
        guard let applicant = row.actingSubject, let until = row.actingUntil else { return row.session }
        let acting = row.session.acting(as: applicant, until: until)
        if until > now { return acting }
        try await self.endActing(acting, requestID: "expiry")
        return row.session
    }

    // MARK: Looking as somebody else

    /// An administrator begins to look at the pages as an applicant.
    /// - Parameter reason: why; it stands in the audit log, so no names.
    package func beginActing(
        as applicant: PersonID, _ session: PortalSession, reason: String, requestID: String, now: Instant
    ) async throws {
        let until = now.adding(seconds: PortalSession.actingSeconds)
        try await self.journal.background(
            actor: session.subject, role: Role.administrator.rawValue, requestID: requestID
        ) { transaction, record in
            let begun = try await transaction.execute(
                """
                update session set acting_subject = \(applicant.description), acting_until = \(until)
                where id_hash = \(session.idHash) and acting_subject is null
                """)
            guard begun == 1 else { return }
            try await record.audit(
                "impersonation.begun", "person/\(applicant)", reason: reason, details: ["until": until.description])
        }
    }

    /// The administrator is herself again.
    package func endActing(_ session: PortalSession, requestID: String) async throws {
        guard session.acting != nil else { return }
        try await self.acting.end(where: "id_hash = \(session.idHash)", requestID: requestID)
    }

    /// The second factor was shown: from now on another secret names the session, and nobody who knew the old one
    /// has it.
    /// - Parameter isShared: whether others use the device, as she says now.
    /// - Returns: false when the session ended meanwhile.
    package func renew(
        _ session: PortalSession, secret: [UInt8], isShared: Bool, now: Instant
    ) async throws -> Bool {
        let isFirst = session.factorAt == nil
        let expires = now.adding(seconds: PortalSession.absoluteSeconds)
        return try await self.database.execute(
            """
            update session set id_hash = \(SecretCookie.hash(secret)), factor_at = \(now), seen_at = \(now),
                enrolling = null, is_shared = \(isShared), expires_at = case when \(isFirst) then \(expires) else expires_at end
            where id_hash = \(session.idHash)
            """) == 1
    }

    /// Keeps the sealed seed that the person is setting up.
    package func set(enrolling seed: [UInt8], _ session: PortalSession) async throws {
        _ = try await self.database.execute(
            "update session set enrolling = \(seed) where id_hash = \(session.idHash)")
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

    // MARK: A person's own sessions

    private struct OwnRow: RowDecodable {
        let entry: SessionsModel.Entry

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            let id: SessionHandle = try row.next()
            let client: String = try row.next()
            self.entry = SessionsModel.Entry(
                id: id.description, client: ClientName(code: client), begunAt: try row.next(),
                usedAt: try row.next(), isThis: try row.next())
        }
    }

    /// All sessions of the person that are alive, the one that asks first.
    package func own(_ session: PortalSession, now: Instant) async throws -> [SessionsModel.Entry] {
        let idle = session.isStaff ? PortalSession.staffIdleSeconds : PortalSession.applicantIdleSeconds
        let cutoff = now.adding(seconds: -idle)
        let mayRest = !session.isStaff
        return try await self.database.fetchAll(
            """
            select id, client, created_at, seen_at, id_hash = \(session.idHash) from session
            where subject = \(session.subject) and expires_at > \(now)
                and (seen_at >= \(cutoff) or (\(mayRest) and not is_shared))
            order by id_hash = \(session.idHash) desc, seen_at desc limit 50
            """, as: OwnRow.self
        ).map(\.entry)
    }

    /// Ends one of the person's own sessions.
    /// - Returns: false when there is no such session of hers.
    package func end(_ id: SessionHandle, of session: PortalSession) async throws -> Bool {
        try await self.remove(where: "id = \(id) and subject = \(session.subject)") == 1
    }

    /// Ends every session of the person but this one.
    package func endOthers(than session: PortalSession) async throws {
        _ = try await self.remove(where: "subject = \(session.subject) and id_hash <> \(session.idHash)")
    }

    /// Ends a session, and with it the looking as somebody else.
    package func end(secret: [UInt8]) async throws {
        _ = try await self.remove(where: "id_hash = \(SecretCookie.hash(secret))")
    }

    /// Removes sessions, none of them before its looking as somebody else has ended: it may begin meanwhile.
    /// - Returns: how many.
    private func remove(where condition: SQL) async throws -> Int {
        var removed = 0
        repeat {
            try await self.acting.end(where: condition, requestID: "session-end")
            removed += try await self.database.execute(
                "delete from session where (\(fragment: condition)) and acting_subject is null")
        } while try await self.database.fetchValue(
            "select exists (select from session where \(fragment: condition))", as: Bool.self)
        return removed
    }
}
