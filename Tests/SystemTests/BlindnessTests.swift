import Access
import ApplicationsContract
import ConveneCommands
import Foundation
import Primitives
import SelectionContract
import ServiceClient
import Testing

extension DemonstrationTests {
    /// Everything that a reviewer can open holds no name or id of an organisation, no reference code, no address.
    @Test func noIdentityIsSeenByAReviewer() async throws {
        let demonstration = try Demonstration.running
        let administrator = try demonstration.token(.administrator)
        let organisations = try await demonstration.all(
            .applications, ApplicationsEndpoints.listOrganisations, token: administrator, of: Organisation.self)
        #expect(organisations.filter(\.isMember).count == 210)
        let applications = try await demonstration.all(
            .applications, ApplicationsEndpoints.listApplications, token: administrator, of: ApplicationSummary.self)
        #expect(applications.count >= 600)
        let secrets =
            organisations.map(\.name) + organisations.map(\.id.description) + applications.map(\.reference)
            + applications.map(\.id.description)
        #expect(Set(applications.map(\.country)).count == 29)
        var seen = 0
        for reviewer in [0, 11, 23] {
            let token = try demonstration.token(.committeeMember, subject: "reviewer-\(reviewer)")
            let text = try await self.everything(demonstration, token)
            seen += text.count
            let found = secrets.filter { secret in text.contains { $0.contains(secret) } }
            #expect(found.isEmpty, "reviewer-\(reviewer) reads \(found.count) identities")
            #expect(!text.contains { $0.contains("@") }, "reviewer-\(reviewer) reads an address")
        }
        #expect(seen > 3 * 75, "nothing was read")
    }

    /// Whoever leads, watches or plans learns whose a code is when the cohort is confirmed, and not from one that is only
    /// proposed.
    @Test func noIdentityIsSeenBeforeACohortIsConfirmed() async throws {
        let demonstration = try Demonstration.running
        let caller = demonstration.caller(.selection)
        let applications = try await demonstration.all(
            .applications, ApplicationsEndpoints.listApplications, token: try demonstration.token(.administrator),
            of: ApplicationSummary.self)
        let secrets = Set(applications.map(\.id.description))
        let chair = try demonstration.token(.chair)
        let rounds = try await demonstration.all(
            .selection, SelectionEndpoints.listRounds, token: chair, of: Round.self)
        let path = [try #require(rounds.first).id.description]
        let cohorts = try await demonstration.all(
            .selection, SelectionEndpoints.listCohorts, path: path, token: chair, of: CohortSummary.self)
        let confirmed = try #require(cohorts.first { $0.state == .confirmed })
        let proposed: QueuedCohort = try await caller.call(
            SelectionEndpoints.composeCohort, .init(path: path), body: CohortPolicy(size: 5, quotas: [], seed: 1),
            as: .bearer(chair)
        ).value
        var state = CohortState.computing
        for _ in 0..<300 where state == .computing {
            try await Task.sleep(for: .milliseconds(200))
            let found: Cohort = try await caller.call(
                SelectionEndpoints.getCohort, .init(path: [proposed.cohortId.description]), as: .bearer(chair)
            ).value
            state = found.state
        }
        #expect(state == .proposed)
        for role in [Role.chair, .administrator, .auditor, .logistics, .finance] {
            let token = try demonstration.token(role)
            let early = try await self.raw(
                demonstration, SelectionEndpoints.getCohort, [proposed.cohortId.description], token)
            #expect(early.contains("candidateId"), "\(role) reads nothing")
            #expect(Self.ids(early).isDisjoint(with: secrets), "\(role) reads identities")
            let late = try await self.raw(
                demonstration, SelectionEndpoints.getCohort, [confirmed.id.description], token)
            #expect(Self.ids(late).intersection(secrets).count == 60, "\(role)")
        }
    }

    /// Everything in a text that may be an id.
    private static func ids(_ text: String) -> Set<String> {
        Set(text.split { !($0.isHexDigit || $0 == "-") }.filter { $0.count >= 36 }.map { String($0.suffix(36)) })
    }

    /// The raw text of every list and every dossier that the selection service shows a reviewer.
    private func everything(_ demonstration: Demonstration, _ token: String) async throws -> [String] {
        let rounds = try await demonstration.all(
            .selection, SelectionEndpoints.listRounds, token: token, of: Round.self)
        var texts: [String] = []
        for round in rounds {
            let path = [round.id.description]
            let assignments = try await demonstration.all(
                .selection, SelectionEndpoints.listAssignments, path: path, token: token, of: AssignmentSummary.self)
            #expect(assignments.count == 75)
            texts.append(try await self.raw(demonstration, SelectionEndpoints.getRound, path, token))
            for assignment in assignments {
                texts.append(
                    try await self.raw(
                        demonstration, SelectionEndpoints.getAssignment, [assignment.id.description], token))
            }
        }
        return texts
    }

    private func raw(
        _ demonstration: Demonstration, _ endpoint: Endpoint, _ path: [String], _ token: String
    ) async throws -> String {
        let answer = try await demonstration.caller(.selection).send(
            endpoint, .init(path: path), as: .bearer(token))
        return String(decoding: answer.value, as: UTF8.self)
    }

    @Test func aReviewerMayReadNobodysApplication() async throws {
        let demonstration = try Demonstration.running
        let token = try demonstration.token(.committeeMember, subject: "reviewer-0")
        for endpoint in [
            ApplicationsEndpoints.listOrganisations, ApplicationsEndpoints.listApplications,
            ApplicationsEndpoints.listPeople,
        ] {
            let problem = await #expect(throws: ClientProblem.self, "\(endpoint.id)") {
                try await demonstration.caller(.applications).send(endpoint, .init(), as: .bearer(token))
            }
            #expect(problem?.status == 403, "\(endpoint.id)")
        }
    }
}
