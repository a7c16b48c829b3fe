import Access
import Durability
import Foundation
import Postgres
import Primitives
import SelectionContract
import SelectionService
import ServiceClient
import TestSupport
import Vault

/// A selection service on a database that holds the eligible applications of one call.
struct SelectionWorld: Sendable {
    let service: RunningService
    let call: CallID
    let organisations: [OrganisationID]

    /// Where the stand-in for the travel budget's estimates has costs to.
    static let venue = "NBO"

    /// Starts the service and tells its world to the body.
    /// - Parameter poolSize: more than one where several requests wait in the database at the same time.
    static func with<Result: Sendable>(
        candidates: Int, poolSize: Int = 1, _ body: @Sendable (SelectionWorld) async throws -> Result
    ) async throws -> Result {
        let database = try await TestDatabase.shared.make()
        let call = CallID.next()
        let organisations = (0..<candidates).map { _ in OrganisationID.next() }
        try await self.fill(database, call, organisations)
        return try await RunningService.with(
            .selection, database: database, poolSize: poolSize, assemble: SelectionService.assemble
        ) {
            try await body(SelectionWorld(service: $0, call: call, organisations: organisations))
        }
    }

    private static func fill(_ database: String, _ call: CallID, _ organisations: [OrganisationID]) async throws {
        let countries = organisations.indices.map { Country.programme[$0 % 6].code }
        let sizes = organisations.indices.map { ["small", "medium", "large"][$0 % 3] }
        let firsts = organisations.indices.map { $0 % 2 == 0 }
        let languages = organisations.indices.map { ["en", "fr", "es", "ar"][$0 % 4] }
        let applications = organisations.map { _ in ApplicationID.next() }
        let codes = organisations.indices.map { "C-\(1000 + $0)" }
        let vault = try TestPlace.shared.fieldVault(.applications)
        try await TestDatabase.withPool(of: database) { pool in
            try await pool.withTransaction { transaction in
                let convening = ConveningID.next()
                _ = try await transaction.execute(
                    """
                    insert into applications.convening
                        (id, kind, format, title, summary, venue, zone, starts_on, ends_on, places, state)
                    values (\(convening), 'global-convening', 'in-person', '{"en":"C"}', '{"en":"C"}', \(Self.venue),
                        'UTC', '2027-03-01', '2027-03-04', 60, 'announced')
                    """)
                _ = try await transaction.execute(
                    """
                    insert into applications.call
                        (id, convening_id, title, opens_at, closes_at, questions, rules, criteria)
                    values (\(call), \(convening), '{"en":"C"}', '2026-01-01Z', '2026-02-01Z', '[]', '[]', '{"en":"C"}')
                    """)
                _ = try await transaction.execute(
                    """
                    insert into applications.organisation
                        (id, country, kind, size, is_women_led, is_member, languages, created_by)
                    select made.id, made.country, 'cso', made.size, true, false, '{en}', 'x'
                    from unnest(\(organisations), \(countries), \(sizes)) as made (id, country, size)
                    """)
                _ = try await transaction.execute("set local search_path to applications")
                let sealer = try await vault.sealer(
                    organisations.map { KeyName(.organisation($0), .text) }, transaction)
                let answers = try organisations.indices.map { index in
                    try sealer.seal(
                        text: #"{"change":"We did.","first_time":\#(firsts[index]),"themes":["leadership"]}"#,
                        .organisation(organisations[index]), .text, .committeeAnswers(applications[index]))
                }
                _ = try await transaction.execute(
                    """
                    insert into applications.application (id, call_id, organisation_id, created_by, reference,
                        candidate_code, state, language, committee_answers, submitted_at)
                    select made.id, \(call), made.organisation, 'x', 'WP-' || made.code, made.code, 'eligible',
                        made.language, made.answers, now()
                    from unnest(\(applications), \(organisations), \(codes), \(languages), \(answers))
                        as made (id, organisation, code, language, answers)
                    """)
                _ = try await transaction.execute("drop view if exists travel_pub.origin_cost cascade")
                _ = try await transaction.execute(
                    """
                    create table travel_pub.origin_cost
                        (venue text, country char(3), currency char(3), cost_minor bigint)
                    """)
                _ = try await transaction.execute("grant select on travel_pub.origin_cost to svc_selection")
                _ = try await transaction.execute(
                    """
                    insert into travel_pub.origin_cost
                    select \(Self.venue), country, 'USD', 100000 + 10000 * place
                    from unnest(\(Array(Set(countries)).sorted())) with ordinality as made (country, place)
                    """)
            }
        }
    }

    // MARK: Calls

    /// Calls the public door and decodes the answer.
    func ask<Value: Decodable & Sendable>(
        _ endpoint: Endpoint, _ path: [String] = [], as role: Role, _ subject: String = "tester",
        body: (any Encodable & Sendable)? = nil, key: String? = nil, ifMatch: String? = nil,
        query: [(name: String, value: String)] = [], returning type: Value.Type = Value.self
    ) async throws -> Value {
        try await self.service.caller.call(
            endpoint, .init(path: path, query: query, idempotencyKey: key, ifMatch: ifMatch), body: body,
            as: self.service.credential(role, subject: subject)
        ).value
    }

    /// Calls the public door where the answer has no body.
    func tell(
        _ endpoint: Endpoint, _ path: [String], as role: Role, _ subject: String = "tester",
        body: any Encodable & Sendable
    ) async throws {
        _ = try await self.service.caller.send(
            endpoint, .init(path: path), bytes: [UInt8](JSONEncoder().encode(body)),
            as: self.service.credential(role, subject: subject))
    }

    /// The problem that a call ends in; nil when it succeeds.
    func problem(_ work: () async throws -> Void) async throws -> ClientProblem? {
        do {
            try await work()
            return nil
        } catch let problem as ClientProblem {
            return problem
        }
    }

    /// Waits for a job's end.
    func finished(_ job: JobID) async throws -> JobStatus {
        for _ in 0..<300 {
            let status: JobStatus = try await self.ask(
                DurabilityEndpoints.job, [job.description], as: .administrator)
            if status.finishedAt != nil { return status }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw ClientProblem.noAnswer("the job did not end")
    }
}
