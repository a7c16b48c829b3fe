import Access
import ApplicationsService
import ServiceKit
import TestSupport
import Testing

@Suite("Applications: document and permissions")
struct ApplicationsContractTests {
    private static let endpoints = ApplicationsService.endpoints + SystemOperations.all

    @Test func theDocumentAndTheTableAgreeBothWays() throws {
        let differences = try DocumentCheck.differences("applications.yaml", Self.endpoints)
        #expect(differences == [])
    }

    @Test(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
    func everyOperationForEveryRole() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let walk = try await PermissionWalk.run(service, Self.endpoints)
            #expect(walk.wrong == [])
            #expect(walk.tried == Self.endpoints.count * 9)
        }
    }
}
