import Access
import ApplicationsContract
import ApplicationsService
import AsyncHTTPClient
import Foundation
import Postgres
import Primitives
import ServiceClient
import TestSupport
import Testing

/// A weak line sends the same thing again and again: through TLS, many at once, with one key.
@Suite(
    "Applications: repeated submissions", .timeLimit(.minutes(2)),
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct RepeatedSubmissionTests {
    @Test func aThousandRacingSubmissionsAreOne() async throws {
        try await RunningService.with(.applications, poolSize: 4, assemble: ApplicationsService.assemble) { service in
            let call = try await service.makeCall()
            let application = try await service.makeApplication(to: call, subject: "amal")
            let token = try await TestPlace.shared.token(.applicant, subject: "amal")
            // Several clients, because one opens eight connections at most.
            let clients = try (0..<4).map { _ in
                try ClientTLS.publicClient(certificateAuthority: TestPlace.shared.certificates.authorityFile)
            }
            @Sendable func send(_ number: Int) async throws -> Wire.Answer {
                try await Wire(client: clients[number % clients.count], baseURL: service.publicURL).json(
                    ApplicationsEndpoints.submitApplication, path: [application.id.description], token: token,
                    body: #"{"consentsToReview":true}"#, key: "send")
            }
            let answers = try await withThrowingTaskGroup(of: Wire.Answer.self) { group in
                for number in 0..<1000 { group.addTask { try await send(number) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let good = answers.filter { $0.status == 200 }
            let first = try #require(good.first)
            #expect(good.allSatisfy { $0.body == first.body && $0.headers["etag"] == first.headers["etag"] })
            // Who was told to come again was told when.
            let others = answers.filter { $0.status != 200 }
            #expect(others.allSatisfy { [409, 429, 503].contains($0.status) && $0.headers["retry-after"] != nil })
            #expect(others.filter { $0.status == 409 }.allSatisfy { $0.problem == "still-running" })
            let again = try await send(0)
            #expect(again.status == 200 && again.body == first.body)
            for client in clients { try await client.shutdown() }

            let log = try await service.auditLog(with: "application.submitted")
            #expect(log.components(separatedBy: "\"action\":\"application.submitted\"").count == 2)
        }
    }
}
