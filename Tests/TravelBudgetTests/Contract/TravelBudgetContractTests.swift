import Access
import ServiceKit
import TestSupport
import Testing
import TravelBudgetService

@Suite("Travel budget: document and permissions")
struct TravelBudgetContractTests {
    private static let endpoints = TravelBudgetService.endpoints + SystemOperations.all

    @Test func theDocumentAndTheTableAgreeBothWays() throws {
        let differences = try DocumentCheck.differences("travel-budget.yaml", Self.endpoints)
        #expect(differences == [])
    }

    @Test(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
    func everyOperationForEveryRole() async throws {
        try await RunningService.with(.travelBudget, assemble: TravelBudgetService.assemble) { service in
            let walk = try await PermissionWalk.run(service, Self.endpoints)
            #expect(walk.wrong == [])
            #expect(walk.tried == Self.endpoints.count * 9)
        }
    }
}
