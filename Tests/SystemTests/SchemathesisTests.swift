import Access
import ApplicationsContract
import ConveneCommands
import Foundation
import SchedulingContract
import SelectionContract
import ServiceClient
import TestSupport
import Testing
import TravelBudgetContract

/// Made-up requests from the API documents, with a demonstration of their own: what they leave behind is in nobody's way.
@Suite(
    "Made-up requests", .serialized, .enabled(if: Demonstration.isPossible, Demonstration.absence), .demonstration)
struct SchemathesisTests {
    @Test(
        .enabled(if: DemonstrationTests.hasPython, "the Python test clients are not set up"), .timeLimit(.minutes(20)),
        arguments: ServiceName.backends + [.portal])
    func noRequestOfAnyRoleMakesAServerError(_ service: ServiceName) async throws {
        let demonstration = try Demonstration.running
        let address = try #require(demonstration.ports.publicAddress(service))
        let beside = (try #require(OutsideProgram.python).path as NSString).deletingLastPathComponent
        let schemathesis = OutsideProgram(path: "\(beside)/schemathesis")
        try await withTemporaryFolder { folder in
            // The portal knows people by their sessions, so that one walk is enough there.
            let roles = service == .portal ? [Role.applicant] : Role.allCases.filter { $0 != .service }
            for role in roles {
                let outcome = try schemathesis.run(
                    [
                        "run", "\(Repository.root)/openapi/\(service.rawValue).yaml", "--url", address, "--header",
                        "Authorization: Bearer \(try demonstration.token(role))", "--tls-verify",
                        demonstration.home.certificates.authorityFile, "--checks", "not_a_server_error",
                        "--max-examples", "3", "--seed", "1", "--no-color",
                    ], in: folder)
                #expect(outcome.status == 0, "\(service.rawValue) \(role.rawValue): \(outcome.text.suffix(3000))")
            }
        }
        // What was made meanwhile can be read again.
        let endpoints = [
            .applications: ApplicationsEndpoints.all, .selection: SelectionEndpoints.all,
            .travelBudget: TravelBudgetEndpoints.all, .scheduling: SchedulingEndpoints.all,
        ][service, default: []]
        for endpoint in endpoints where endpoint.isPaged && !endpoint.path.contains("{") {
            let role = try #require(Role.allCases.first { $0 != .service && endpoint.roles.contains($0) })
            let answer = try await demonstration.caller(service).send(
                endpoint, .init(query: [(name: "limit", value: "200")]), as: .bearer(try demonstration.token(role)))
            #expect(answer.status == 200, "\(endpoint.id)")
        }
    }
}
