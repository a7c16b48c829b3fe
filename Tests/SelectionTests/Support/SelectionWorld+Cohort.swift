import Access
import Durability
import Postgres
import Primitives
import SelectionContract
import ServiceClient
import TestSupport

// A cohort, from its signature on.
extension SelectionWorld {
    /// A cohort of a ranked round that one person has signed.
    func signed(_ round: RoundID, _ policy: CohortPolicy) async throws -> Cohort {
        let composed = try await self.compose(round, policy)
        return try await self.ask(
            SelectionEndpoints.signCohort, [composed.id.description], as: .chair, "chair-1",
            body: CohortDecision(version: composed.version))
    }

    /// What the second person says to a signed cohort.
    func confirm(_ signed: Cohort) async throws -> Cohort {
        try await self.ask(
            SelectionEndpoints.confirmCohort, [signed.id.description], as: .chair, "chair-2",
            body: CohortDecision(version: signed.version))
    }

    /// A cohort of a ranked round that two people have signed and confirmed.
    func confirmed(_ round: RoundID, _ policy: CohortPolicy) async throws -> Cohort {
        try await self.confirm(try await self.signed(round, policy))
    }

    /// Whose application a candidate is, as only the database knows.
    func application(of candidate: CandidateID) async throws -> ApplicationID {
        try await TestDatabase.withPool(of: self.service.database) { pool in
            try await pool.fetchValue(
                "select application_id from selection.candidate where id = \(candidate)", as: ApplicationID.self)
        }
    }

    func propose(_ id: CohortID, _ replacement: Replacement, as subject: String) async throws -> Cohort {
        try await self.ask(
            SelectionEndpoints.proposeReplacement, [id.description], as: .chair, subject, body: replacement)
    }

    func decide(_ id: CohortID, _ decision: ReplacementDecision, as subject: String) async throws -> Cohort {
        try await self.ask(
            SelectionEndpoints.decideReplacement, [id.description], as: .chair, subject, body: decision)
    }

    /// What the applications service does when somebody takes her application back.
    func withdraw(_ application: ApplicationID) async throws {
        try await TestDatabase.withPool(of: self.service.database) { pool in
            _ = try await pool.execute(
                """
                insert into applications.outbox (id, kind, subject, payload)
                values (gen_random_uuid(), 'application.withdrawn', \(application.description), '{}')
                """)
        }
    }

    /// Details of the audit lines of an action, oldest first.
    func audited(_ action: String) async throws -> [String] {
        try await TestDatabase.withPool(of: self.service.database) { pool in
            try await pool.fetchValues(
                """
                select (details ->> 'leaving') || ' ' || coalesce(details ->> 'entering', '-') from selection.audit
                where action = \(action) order by seq
                """, as: String.self)
        }
    }

    /// Who left by the events that other services get, oldest first.
    func announced() async throws -> [String] {
        try await TestDatabase.withPool(of: self.service.database, as: "svc_travel") { pool in
            try await pool.fetchValues(
                """
                select (payload ->> 'left') || ' ' || coalesce(payload ->> 'entered', '-') from selection_pub.event
                where kind = 'cohort.changed' order by seq
                """, as: String.self)
        }
    }
}
