import Access
import Foundation
import Postgres
import Primitives
import ServiceClient
import TestSupport
import Testing
import TravelBudgetContract
import TravelBudgetService

/// Every operation on things of one's own convening and of another.
@Suite(
    "Travel budget: own and others'",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct TravelBudgetReachTests {
    private static let endpoints = TravelBudgetService.endpoints
    /// What belongs to no convening: prices and venues, and jobs, which only those see who asked for them.
    private static let general: Set<String> = [
        "listReferenceTables", "listReferenceVersions", "proposeReferenceVersion", "getReferenceVersion",
        "getReferenceContent", "decideReferenceVersion", "listVenues", "createOriginEstimate", "getOriginEstimate",
        "getJob", "cancelJob",
    ]

    @Test func noOperationIsLeftOut() {
        for endpoint in Self.endpoints where !endpoint.isOpen {
            let expected: Endpoint.Reach =
                Self.general.contains(endpoint.id) ? .general : endpoint.id == "exportAudit" ? .whole : .convening
            #expect(endpoint.reach == expected, "\(endpoint.id)")
        }
    }

    private static func input(_ convening: ConveningID) throws -> BudgetInput {
        let plain = try Office.input()
        return BudgetInput(
            title: plain.title, conveningId: convening, venue: plain.venue, firstDay: plain.firstDay,
            lastDay: plain.lastDay, eventLines: plain.eventLines, travellers: plain.travellers, seed: plain.seed)
    }

    /// A budget with one thing of each kind that an address can name.
    private static func things(_ office: Office, _ convening: ConveningID) async throws -> [String: String] {
        let budget = try await office.approved(try await office.budget(try Self.input(convening)))
        let path = [budget.id.description]
        let simulation: QueuedSimulation = try await office.service.caller.call(
            TravelBudgetEndpoints.simulateBudget, .init(path: path), body: SimulationInput(seed: 7, draws: 1000),
            as: office.logistics
        ).value
        let comparison: QueuedComparison = try await office.service.caller.call(
            TravelBudgetEndpoints.compareVenues, .init(path: path),
            body: ComparisonInput(venues: ["nairobi", "vienna"]), as: office.logistics
        ).value
        let spending: SpendingRequest = try await office.service.caller.call(
            TravelBudgetEndpoints.requestSpending, .init(path: path),
            body: SpendingInput(
                kind: .commitment, line: "interpretation", amount: try Office.usd("5.00"), document: "D", purpose: "t"),
            as: office.logistics
        ).value
        return [
            "budgetId": budget.id.description, "simulationId": simulation.simulationId.description,
            "comparisonId": comparison.comparisonId.description, "spendingRequestId": spending.id.description,
        ]
    }

    @Test func ofAnotherConveningNothingExists() async throws {
        try await RunningService.with(.travelBudget, assemble: TravelBudgetService.assemble) { service in
            let office = try await Office(service)
            let database = Database(
                try TestDatabase.shared.configuration(database: service.database), logger: TestDatabase.logger())
            let run = Task { try await database.run() }
            defer { run.cancel() }
            let convenings = (own: ConveningID.next(), other: ConveningID.next())
            for convening in [convenings.own, convenings.other] {
                _ = try await database.execute(
                    """
                    insert into applications.convening
                        (id, kind, format, title, summary, zone, starts_on, ends_on, places, state)
                    values (\(convening), 'global-convening', 'in-person', '{"en":"C"}', '{"en":"C"}', 'UTC',
                        '2027-03-01', '2027-03-04', 60, 'announced')
                    """)
            }
            let own = try await Self.things(office, convenings.own)
            let other = try await Self.things(office, convenings.other)
            var walk = ReachWalk(
                things: own.reduce(into: [:]) { $0[$1.key] = ($1.value, other[$1.key] ?? "") },
                convening: convenings.own)
            walk.marks = ["listBudgets": (own["budgetId"] ?? "", other["budgetId"] ?? "-")]
            let body: @Sendable (ReachWalk.Side) -> String = { side in
                let named =
                    switch side {
                    case .own: convenings.own
                    case .other: convenings.other
                    case .nobody: ConveningID.next()
                    }
                let bytes = try? JSONEncoder().encode(try Self.input(named))
                return String(decoding: bytes ?? Data(), as: UTF8.self)
            }
            walk.bodies = ["createBudget": body, "updateBudget": body]
            let reached = Self.endpoints.filter { $0.reach == .convening }
            let outcome = try await walk.run(service, reached) { $0.roles }
            #expect(outcome.wrong == [])
            #expect(outcome.tried == ReachWalk.cells(reached) { $0.roles })
            let rows = try await ConveningPartition(.travelBudget, database: service.database)
                .check(convenings.own, convenings.other)
            #expect(rows.wrong == [])
            #expect(rows.shared.isSuperset(of: ["budget"]))
        }
    }
}
