import ConveneCommands
import Foundation
import Postgres
import Primitives
import TestSupport
import Testing

/// The statements of one submission, run by pgbench on the same server with prepared statements: what the database
/// alone can do.
struct SubmitReference {
    private static let clients = WrkRun.connections
    /// Of each client in a round; each needs a draft of its own.
    private static let transactions = 200

    private static let rounds = ServiceBenchmarks.rounds

    private let pgbench: OutsideProgram
    private let url: String
    private let environment: [String: String]
    private let script: String

    /// Copies the stage's draft as often as the rounds need.
    init(_ stage: BenchStage, folder: String) async throws {
        let setup = try DatabaseSetup.existing(home: stage.installation.home, databaseURL: nil)
        let configuration = try setup.configuration(role: DatabaseSetup.owner)
        self.pgbench = try #require(OutsideProgram("pgbench"))
        self.url = setup.access.url(role: DatabaseSetup.owner)
        var environment = ProcessInfo.processInfo.environment
        environment["PGPASSWORD"] = configuration.password
        environment["PGOPTIONS"] = "-c search_path=applications"
        self.environment = environment
        self.script = "\(folder)/submit.sql"
        try Self.statements(call: stage.call.description).write(toFile: self.script, atomically: true, encoding: .utf8)
        var patient = configuration
        patient.statementTimeout = .zero
        patient.defaultTimeout = .seconds(120)
        let count = Self.clients * Self.transactions * Self.rounds
        try await DatabaseSetup.withDatabase(patient) { database in
            try await Self.copyDrafts(of: stage.first.description, count: count, database)
        }
    }

    /// Whole rows of whatever columns the tables have, each with ids of its own.
    private static func copyDrafts(of draft: String, count: Int, _ database: Database) async throws {
        try await database.withTransaction { transaction in
            try await transaction.execute(
                """
                insert into applications.organisation
                select (jsonb_populate_record(one, jsonb_build_object('id', \(raw: Self.id)))).*
                from applications.organisation as one, generate_series(1, \(count)) as n
                where one.id = (select organisation_id from applications.application where id::text = \(draft))
                """)
            try await transaction.execute(
                """
                insert into applications.application
                select (jsonb_populate_record(one, jsonb_build_object('id', \(raw: Self.id), 'organisation_id',
                    \(raw: Self.id), 'reference', 'B' || n, 'candidate_code', 'B' || n))).*
                from applications.application as one, generate_series(1, \(count)) as n
                where one.id::text = \(draft)
                """)
            try await transaction.execute(
                """
                insert into applications.application_private
                select (jsonb_populate_record(one, jsonb_build_object('application_id', \(raw: Self.id)))).*
                from applications.application_private as one, generate_series(1, \(count)) as n
                where one.application_id::text = \(draft)
                """)
        }
        try await database.execute("analyze applications.application, applications.application_private")
    }

    private static let id: StaticString = "('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))"

    /// The service's own statements in its own order (`ApplicationHandlers.submit`).
    private static func statements(call: String) -> String {
        let id = "('00000000-0000-7000-8000-' || lpad(to_hex((:n)::int), 12, '0'))::uuid"
        return """
            \\set k :k + 1
            \\set n :client_id * \(Self.transactions * Self.rounds) + :k
            begin isolation level read committed;
            insert into idempotency (principal, key, fingerprint)
                select 'reference', 'submit-' || (:n)::text, decode(repeat('ab', 33), 'hex')
                where pg_try_advisory_xact_lock(
                    hashtextextended('reference submit-' || (:n)::text, 'idempotency'::regclass::oid::bigint))
                on conflict (principal, key) do nothing;
            select * from application join application_private on application_private.application_id = application.id
                where application.id = \(id) and application.created_by = 'bench' for update of application;
            select * from call where id = '\(call)'::uuid;
            update application set state = 'submitted', failed_rules = '{}', submitted_at = clock_timestamp(),
                version = version + 1 where id = \(id);
            insert into application_version
                (application_id, version, state, committee_answers, logistics_answers, staff_answers)
                select application.id, application.version, application.state, application.committee_answers,
                    application_private.logistics_answers, application_private.staff_answers
                from application
                join application_private on application_private.application_id = application.id
                where application.id = \(id);
            insert into consent (application_id, purpose, language) values (\(id), 'committee-review', 'en');
            select * from application join application_private on application_private.application_id = application.id
                where application.id = \(id);
            insert into audit (actor, role, action, object, reason, request, details) values
                ('reference', 'applicant', 'application.submitted', 'application/' || (\(id))::text, null,
                'reference', '{}');
            insert into outbox (id, kind, subject, payload) values
                (gen_random_uuid(), 'application.submitted', (\(id))::text,
                jsonb_build_object('applicationId', (\(id))::text, 'callId', '\(call)'));
            update idempotency set status = 200, headers = '[["Content-Type", "application/json"]]',
                body = decode(repeat('ab', 1200), 'hex')
                where principal = 'reference' and key = 'submit-' || (:n)::text;
            commit;

            """
    }

    /// Transactions a second. Their number is given, not the time: pgbench ends its time with SIGALRM, which threads of
    /// ours block and their children with them.
    func rate(round: Int) throws -> Double {
        let outcome = try self.pgbench.run(
            [
                "-n", "-M", "prepared", "-c", "\(Self.clients)", "-j", "1", "-t", "\(Self.transactions)", "-f",
                self.script, "-D", "k=\(round * Self.transactions)", self.url,
            ], environment: self.environment)
        try #require(outcome.status == 0, "\(outcome.text)")
        return try #require(PgbenchOutput.rate(outcome.text), "\(outcome.text)")
    }
}
