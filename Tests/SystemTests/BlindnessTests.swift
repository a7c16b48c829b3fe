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
