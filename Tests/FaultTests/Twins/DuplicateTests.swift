import Access
import ApplicationsContract
import AsyncHTTPClient
import Foundation
import Primitives
import ServiceClient
import TestSupport
import Testing

@Suite(
    "Two of each: duplicates", .serialized,
    .enabled(if: TestDatabase.isAvailable && RunSettings.isPossible, Comment(rawValue: TestDatabase.absence)))
struct DuplicateTests {
    /// One act, sent a thousand times at once to both instances: one effect, and everybody hears the same.
    @Test func aThousandDuplicatesHaveOneEffect() async throws {
        try await Twins.with([.applications]) { twins in
            let tally = Tally()
            let token = try await TestPlace.shared.token(.applicant, subject: "impatient")
            let call = GoodClient.Call(
                service: .applications, endpoint: ApplicationsEndpoints.createOrganisation, token: token,
                body: try GoodClient.json(World.organisation("Impatient", 1)), key: "one-act")
            // A client keeps 32 connections at most.
            let authority = TestPlace.shared.certificates.authorityFile
            let clients = try (0..<8).map { _ in try ClientTLS.publicClient(certificateAuthority: authority) }
            let answers = await withTaskGroup(of: Wire.Answer?.self) { group in
                for number in 0..<1000 {
                    let client = GoodClient(
                        client: clients[number % clients.count],
                        addresses: [.applications: twins.address(.applications)], tally: tally)
                    group.addTask { await client.send(call) }
                }
                return await group.reduce(into: [Wire.Answer?]()) { $0.append($1) }
            }
            for client in clients { try await client.shutdown() }
            #expect(answers.count == 1000)
            #expect(Set(answers.map { $0?.status }) == [201])
            #expect(Set(answers.map { $0?.body }).count == 1)
            #expect(tally.faults.isEmpty, "\(tally.faults)")
            let reader = GoodClient(
                client: twins.client, addresses: [.applications: twins.address(.applications)], tally: tally)
            let made: [Organisation] = try await reader.all(
                .applications, ApplicationsEndpoints.listOrganisations, token: token)
            #expect(made.count == 1)
        }
    }
}
