import Access
import Durability
import Foundation
import Postgres
import Primitives
import SelectionContract
import ServiceClient
import TestSupport
import Testing

/// An application's id tells when it was begun, and the call's list tells when each organisation came. Whoever had both
/// could guess whose a code is.
@Suite(
    "Selection API: blind until the cohort is confirmed",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct CohortBlindnessTests {
    private static let policy = CohortPolicy(size: 4, quotas: [], seed: 1)

    @Test func applicationsAreNamedOnlyOnceTheCohortIsConfirmed() async throws {
        try await SelectionWorld.with(candidates: 18) { world in
            let (round, _) = try await world.ranked()
            let proposed = try await world.compose(round, Self.policy)
            let other = try await world.compose(round, Self.policy)
            #expect(try await Self.named(proposed.id, in: world) == 4, "what is stored has them")
            try await Self.expectBlind(world, round, proposed)

            let signed: Cohort = try await world.ask(
                SelectionEndpoints.signCohort, [proposed.id.description], as: .chair, "chair-1",
                body: CohortDecision(version: proposed.version))
            #expect(signed.result?.members.map(\.applicationId) == [nil, nil, nil, nil])
            try await Self.expectBlind(world, round, signed)

            let confirmed = try await world.confirm(signed)
            let members = try #require(confirmed.result?.members)
            #expect(members.count == 4)
            for member in members {
                #expect(try await world.application(of: member.candidateId) == member.applicationId)
            }
            #expect(try await world.cohort(proposed.id).result?.members == members)
            // The one that was not taken names nobody, and neither does one that is composed later.
            let superseded = try await world.cohort(other.id)
            #expect(superseded.state == .superseded)
            try await Self.expectBlind(world, round, superseded, withAudit: false)
            let later = try await world.compose(round, Self.policy)
            #expect(later.state == .proposed)
            try await Self.expectBlind(world, round, later, withAudit: false)
        }
    }

    /// The ids of candidates are made when the round opens: they tell that moment and no other.
    @Test func aCandidatesIdTellsNothingOfItsApplication() async throws {
        try await SelectionWorld.with(candidates: 18) { world in
            let opened = Instant.now
            _ = try await world.open(try await world.makeRound().id)
            let pairs = try await TestDatabase.withPool(of: world.service.database) { pool in
                try await pool.fetchTuples(
                    "select id, application_id from selection.candidate order by code",
                    as: (CandidateID, ApplicationID).self)
            }
            #expect(pairs.count == 18)
            let milliseconds = opened.microseconds / 1000
            #expect(pairs.allSatisfy { Self.moment($0.0.description) >= milliseconds })
            #expect(pairs.allSatisfy { Self.moment($0.1.description) < milliseconds })
        }
    }

    /// The first 48 bits of a UUID version 7: milliseconds since 1970.
    private static func moment(_ id: String) -> Int64 {
        Int64(id.filter { $0 != "-" }.prefix(12), radix: 16) ?? -1
    }

    /// How many members of a stored cohort have the id of their application.
    private static func named(_ id: CohortID, in world: SelectionWorld) async throws -> Int {
        try await TestDatabase.withPool(of: world.service.database) { pool in
            try await pool.fetchValue(
                """
                select count(*) from selection.cohort, jsonb_array_elements(result -> 'members') as member
                where cohort.id = \(id) and member ->> 'applicationId' in (
                    select application_id::text from selection.candidate)
                """, as: Int.self)
        }
    }

    /// Nothing that anybody may read about the round and this cohort holds an id of an application or an organisation.
    private static func expectBlind(
        _ world: SelectionWorld, _ round: RoundID, _ cohort: Cohort, withAudit: Bool = true
    ) async throws {
        let applications = try await TestDatabase.withPool(of: world.service.database) { pool in
            try await pool.fetchValues("select application_id from selection.candidate", as: ApplicationID.self)
        }
        let secrets = Set(applications.map(\.description) + world.organisations.map(\.description))
        #expect(secrets.count == 36)
        let code = try #require(cohort.result?.members.first?.code)
        let (ofRound, ofCohort) = ([round.description], [cohort.id.description])
        let reads: [(Endpoint, [String])] = [
            (SelectionEndpoints.getCohort, ofCohort), (SelectionEndpoints.getCohortInstance, ofCohort),
            (SelectionEndpoints.explainCandidate, ofCohort + [code]), (SelectionEndpoints.listCohorts, ofRound),
            (SelectionEndpoints.getRanking, ofRound), (SelectionEndpoints.listLeniencies, ofRound),
            (SelectionEndpoints.getProgress, ofRound), (SelectionEndpoints.getRound, ofRound),
        ]
        for (endpoint, path) in reads {
            for role in endpoint.roles.sorted(by: { $0.rawValue < $1.rawValue }) where role != .committeeMember {
                let text = try await Self.raw(world, endpoint, path, role)
                #expect(text.count > 10)
                #expect(Self.ids(text).isDisjoint(with: secrets), "\(endpoint.id) as \(role)")
            }
        }
        guard withAudit else { return }
        // Lines are chained in the background.
        var audit = ""
        for _ in 0..<100 where !audit.contains("cohort.\(cohort.state.rawValue)") {
            try await Task.sleep(for: .milliseconds(100))
            audit = try await Self.raw(world, DurabilityEndpoints.audit, [], .auditor, [("limit", "10000")])
        }
        #expect(audit.contains("cohort.\(cohort.state.rawValue)") && audit.contains("round.opened"))
        #expect(Self.ids(audit).isDisjoint(with: secrets), "the audit log")
    }

    /// Everything in a text that may be an id.
    private static func ids(_ text: String) -> Set<String> {
        Set(text.split { !($0.isHexDigit || $0 == "-") }.filter { $0.count >= 36 }.map { String($0.suffix(36)) })
    }

    private static func raw(
        _ world: SelectionWorld, _ endpoint: Endpoint, _ path: [String], _ role: Role,
        _ query: [(name: String, value: String)] = []
    ) async throws -> String {
        let answer = try await world.service.caller.send(
            endpoint, .init(path: path, query: query), as: world.service.credential(role))
        return String(decoding: answer.value, as: UTF8.self)
    }
}
