import Postgres
import Primitives

/// How many wrapped data keys, or kept answers, of one schema need a generation and a month. Read as the owner of all
/// schemas.
package struct KeyUse: RowDecodable, Sendable, Equatable {
    package let schema: String
    /// A compartment, or `answers-<schema>`: the name of the folder of keys.
    package let folder: String
    package let generation: Int
    package let month: Int
    package let count: Int

    package init(schema: String, folder: String, generation: Int, month: Int, count: Int) {
        self.schema = schema
        self.folder = folder
        self.generation = generation
        self.month = month
        self.count = count
    }

    package init(_ row: inout RowCursor) throws(RowDecodingError) {
        self.schema = try row.next()
        self.folder = try row.next()
        self.generation = try row.next()
        self.month = try row.next()
        self.count = try row.next()
    }

    /// All of them. A kept answer names its keys in the bytes after the version of its fingerprint (`AnswerSeal`).
    package static func all(_ runner: some QueryRunner) async throws -> [KeyUse] {
        try await runner.fetchAll(
            """
            with use (schema, folder, generation, month) as (
                select 'applications', compartment, generation, month from applications.subject_key
                union all select 'selection', compartment, generation, month from selection.subject_key
                union all select 'travel', compartment, generation, month from travel.subject_key
                union all select 'scheduling', compartment, generation, month from scheduling.subject_key
                union all select 'portal', compartment, generation, month from portal.subject_key
                union all
                select schema, 'answers-' || schema, ('x' || encode(substring(fingerprint from 2 for 4), 'hex'))::bit(32)::int,
                    ('x' || encode(substring(fingerprint from 6 for 4), 'hex'))::bit(32)::int
                from (
                    select 'applications' as schema, fingerprint from applications.idempotency
                    union all select 'selection', fingerprint from selection.idempotency
                    union all select 'travel', fingerprint from travel.idempotency
                    union all select 'scheduling', fingerprint from scheduling.idempotency
                    union all select 'portal', fingerprint from portal.idempotency
                ) as answer
            )
            select schema, folder, generation::bigint, month::bigint, count(*) from use
            group by schema, folder, generation, month
            order by folder, generation, month, schema
            """, as: KeyUse.self)
    }
}

/// Somebody who has been erased, for the list that every restore replays.
package struct Tombstone: RowDecodable, Codable, Sendable, Hashable {
    /// `person/…` or `organisation/…`
    package let subject: String
    package let erasedAt: Instant

    package init(subject: String, erasedAt: Instant) {
        self.subject = subject
        self.erasedAt = erasedAt
    }

    package init(_ row: inout RowCursor) throws(RowDecodingError) {
        self.subject = try row.next()
        self.erasedAt = try row.next()
    }

    /// All tombstones of the database, once each, oldest first. Read as the owner of all schemas, or as the auditor.
    package static func all(_ runner: some QueryRunner) async throws -> [Tombstone] {
        try await runner.fetchAll(
            """
            select subject, min(erased_at) from (
                select subject, erased_at from applications.tombstone
                union all select subject, erased_at from selection.tombstone
                union all select subject, erased_at from travel.tombstone
                union all select subject, erased_at from scheduling.tombstone
                union all select subject, erased_at from portal.tombstone
            ) as stone
            group by subject
            order by 2, 1
            """, as: Tombstone.self)
    }

    /// Erases them again, all in one transaction: a database in which some came back and some did not is served to
    /// nobody.
    /// - Returns: how many data keys had come back.
    package static func replay(_ stones: [Tombstone], _ database: Database) async throws -> Int {
        try await database.withTransaction { transaction in
            var destroyed = 0
            for stone in stones { destroyed += try await stone.replay(transaction) }
            return destroyed
        }
    }

    /// Erases the subject again in every schema; of one that has stayed erased nothing changes. An organisation gives
    /// back its place in a confirmed cohort: the events by which that happens otherwise were given up with the erasure.
    /// - Returns: how many data keys had come back and are destroyed again.
    package func replay(_ transaction: Transaction) async throws -> Int {
        let destroyed = try await transaction.fetchValue(
            """
            select (applications.erase_subject(\(self.subject), \(self.erasedAt))
                + selection.erase_subject(\(self.subject), \(self.erasedAt))
                + travel.erase_subject(\(self.subject), \(self.erasedAt))
                + scheduling.erase_subject(\(self.subject), \(self.erasedAt))
                + portal.erase_subject(\(self.subject), \(self.erasedAt)))::bigint
            """, as: Int.self)
        _ = try await transaction.execute(
            """
            with freed as (
                update selection.cohort_member set state = 'withdrawn', changed_at = clock_timestamp()
                where state in ('chosen', 'replacement')
                    and cohort_id in (select cohort.id from selection.cohort where cohort.state = 'confirmed')
                    and candidate_id in (
                        select candidate.id from selection.candidate
                        where 'organisation/' || candidate.organisation_id = \(self.subject))
                returning cohort_id
            )
            update selection.cohort set version = version + 1 where id in (select freed.cohort_id from freed)
            """)
        return destroyed
    }
}
