import Access
import SchedulingContract
import SchedulingEngine
import SchedulingService
import ServiceKit
import TestSupport
import Testing

@Suite("Scheduling: document and permissions")
struct SchedulingContractTests {
    private static let endpoints = SchedulingService.endpoints + SystemOperations.all

    @Test func theDocumentAndTheTableAgreeBothWays() throws {
        let differences = try DocumentCheck.differences("scheduling.yaml", Self.endpoints)
        #expect(differences == [])
    }

    @Test(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
    func everyOperationForEveryRole() async throws {
        try await RunningService.with(.scheduling, assemble: SchedulingService.assemble) { service in
            let walk = try await PermissionWalk.run(service, Self.endpoints)
            #expect(walk.wrong == [])
            #expect(walk.tried == Self.endpoints.count * 9)
        }
    }

    @Test func theContractAndTheEngineKnowTheSameKinds() {
        #expect(ScheduleKind.allCases.map(\.rawValue) == SessionKind.allCases.map(\.rawValue))
    }
}
