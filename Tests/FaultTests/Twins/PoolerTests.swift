import Access
import ApplicationsContract
import Foundation
import Logging
import Postgres
import Primitives
import SelectionContract
import TestSupport
import Testing
import TravelBudgetContract

@Suite(
    "Behind PgBouncer", .serialized, .enabled(if: Pooler.isWanted, Pooler.absence),
    .enabled(if: TestDatabase.isAvailable && RunSettings.isPossible, Comment(rawValue: TestDatabase.absence)))
struct PoolerTests {
    /// What a session asks for reaches the server also when somebody stands between.
    @Test func sessionsKeepTheirSettings() async throws {
        let name = try await TestDatabase.shared.make()
        try await Pooler.with { pooler in
            var configuration = try DatabaseConfiguration(
                url: pooler.address(name, ServiceName.scheduling.databaseRole), schema: "scheduling",
                applicationName: "pooled")
            configuration.statementTimeout = .milliseconds(1234)
            let database = Database(configuration, logger: TestDatabase.logger())
            let run = Task { try await database.run() }
            defer { run.cancel() }
            let settings = try await database.fetchTuples(
                """
                select current_setting('statement_timeout'), current_setting('search_path'),
                    current_setting('TimeZone'), current_setting('application_name')
                """, as: (String, String, String, String).self)
            let row = try #require(settings.first)
            #expect(row.0 == "1234ms")
            #expect(row.1.contains("scheduling"))
            #expect(row.2 == "UTC")
            #expect(row.3 == "pooled")
            // A deadline ends the statement at the server, through the pooler.
            await #expect(throws: DatabaseError.self) {
                try await QueryDeadline.within(.milliseconds(200)) {
                    _ = try await database.execute("select pg_sleep(1)")
                }
            }
            #expect(try await database.fetchValue("select 1::bigint", as: Int.self) == 1)
        }
    }

    /// Services as they are, one of each, with the pooler between them and the server: work in each of them.
    @Test func servicesWorkThroughIt() async throws {
        try await Pooler.with { pooler in
            try await Twins.with(each: 1, databaseAddress: { try pooler.address($0, $1) }) { twins in
                let tally = Tally()
                var addresses: [ServiceName: String] = [:]
                for service in FaultPlace.services { addresses[service] = twins.address(service) }
                let client = GoodClient(client: twins.client, addresses: addresses, tally: tally)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<24 { group.addTask { try await Self.apply(client, number) } }
                    try await group.waitForAll()
                }
                let chair = try await TestPlace.shared.token(.chair, subject: "chair-1")
                let rubric: Fate<Rubric> = try await client.act(
                    .selection, SelectionEndpoints.createRubric, token: chair, body: World.rubric)
                #expect(rubric.value != nil, "\(rubric)")
                // Prices a journey from every country: a job's worth of reading, and a COPY of nothing.
                let logistics = try await TestPlace.shared.token(.logistics, subject: "logistics-1")
                let day = try #require(LocalDate(iso8601: "2027-05-10"))
                let estimate: Fate<OriginEstimate> = try await client.act(
                    .travelBudget, TravelBudgetEndpoints.createOriginEstimate, token: logistics,
                    body: OriginEstimateInput(venue: "nairobi", firstDay: day, lastDay: day.adding(days: 3)))
                #expect(estimate.value?.costs.isEmpty == false, "\(estimate)")
                for page in Visitor.pages {
                    let answer = await client.send(GoodClient.Call(service: .portal, endpoint: page, path: ["en"]))
                    #expect(answer?.status == 200)
                }
                #expect(tally.faults.isEmpty, "\(tally.faults)")
                #expect(tally.counts.unavailable == 0)
            }
        }
    }

    private static func apply(_ client: GoodClient, _ number: Int) async throws {
        let subject = "pooled-\(number)"
        let token = try await TestPlace.shared.token(.applicant, subject: subject)
        let made: Fate<Organisation> = try await client.act(
            .applications, ApplicationsEndpoints.createOrganisation, token: token,
            body: World.organisation("Organisation \(number)", number))
        let receipt = try #require(made.receipt)
        let again = await client.send(receipt.call)
        #expect(again?.body == receipt.answer.body)
        let found: [Organisation] = try await client.all(
            .applications, ApplicationsEndpoints.listOrganisations, token: token)
        #expect(found.map(\.id) == made.value.map { [$0.id] })
    }
}
