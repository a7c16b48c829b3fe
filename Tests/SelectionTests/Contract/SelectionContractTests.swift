import Access
import SelectionService
import ServiceKit
import TestSupport
import Testing

@Suite("Selection: document and permissions")
struct SelectionContractTests {
    private static let endpoints = SelectionService.endpoints + SystemOperations.all

    @Test func theDocumentAndTheTableAgreeBothWays() throws {
        let differences = try DocumentCheck.differences("selection.yaml", Self.endpoints)
        #expect(differences == [])
    }

    @Test(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
    func everyOperationForEveryRole() async throws {
        try await RunningService.with(.selection, assemble: SelectionService.assemble) { service in
            let walk = try await PermissionWalk.run(service, Self.endpoints)
            #expect(walk.wrong == [])
            #expect(walk.tried == Self.endpoints.count * 9)
        }
    }
}
