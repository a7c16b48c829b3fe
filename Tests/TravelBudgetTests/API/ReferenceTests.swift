import Access
import Foundation
import Postgres
import Primitives
import ServiceClient
import TestSupport
import Testing
import TravelBudgetContract
import TravelBudgetService

@Suite(
    "Travel budget: reference tables and origins",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct ReferenceTests {
    private func propose(
        _ service: RunningService, _ table: String, _ csv: String, version: String, subject: String, role: Role,
        key: String = UUID().uuidString
    ) async throws -> Wire.Answer {
        try await service.wire.send(
            "POST", "/v1/reference-tables/\(table)/versions?version=\(version)",
            token: try await TestPlace.shared.token(role, subject: subject),
            headers: [("Content-Type", "text/csv"), ("Idempotency-Key", key)], body: Array(csv.utf8))
    }

    @Test func shippedTablesAreThereAfterTheFirstStart() async throws {
        try await RunningService.with(.travelBudget, assemble: TravelBudgetService.assemble) { service in
            let office = try await Office(service)
            let tables: Page<ReferenceTableSummary> = try await service.caller.call(
                TravelBudgetEndpoints.listReferenceTables, as: office.logistics
            ).value
            #expect(tables.items.count == 19)
            #expect(tables.items.allSatisfy { $0.version == "shipped-1" && $0.proposals == 0 })
            let venues: Page<Venue> = try await service.caller.call(
                TravelBudgetEndpoints.listVenues, as: office.logistics
            ).value
            #expect(venues.items.count == 13)
            #expect(venues.items.first?.venue == "vienna")
        }
    }

    @Test func aNewVersionNeedsAnotherPersonInAnotherRole() async throws {
        try await RunningService.with(.travelBudget, assemble: TravelBudgetService.assemble) { service in
            let office = try await Office(service)
            let head = "country,airport,return_price,currency,low,high,extra_nights,valid_from,valid_to,basis,source\n"
            let row = "PSE,AMM,175.00,USD,90.00,300.00,0,2026-11-01,,quote,offer 12\n"
            let bad = try await self.propose(
                service, "surface-legs", head + "PSE,AMM,1.005,USD,,,0,2026-02-30,,quote,x\n", version: "2",
                subject: "lena", role: .logistics)
            #expect(bad.status == 422)
            #expect(bad.faults == ["/2/return_price not_a_number", "/2/valid_from not_a_date"])
            let reference = try await self.propose(
                service, "surface-legs", head + row.replacingOccurrences(of: "AMM", with: "QQQ"), version: "2",
                subject: "lena", role: .logistics)
            #expect(reference.faults == ["/2/airport unknown_reference"])
            let unnamed = try await self.propose(
                service, "surface-legs", head + row, version: "a%20b", subject: "lena", role: .logistics)
            #expect(unnamed.faults == ["?version not_a_name"])
            let made = try await self.propose(
                service, "surface-legs", head + row, version: "2026-12", subject: "lena", role: .logistics, key: "p1")
            #expect(made.status == 201)
            let version = try JSONDecoder().decode(ReferenceVersion.self, from: made.body)
            #expect(version.state == .proposed)
            #expect(version.difference?.changedCount == 1)
            #expect(version.difference?.removedCount == 2)
            let again = try await self.propose(
                service, "surface-legs", head + row, version: "2026-12", subject: "lena", role: .logistics, key: "p1")
            #expect(again.body == made.body)
            let twin = try await self.propose(
                service, "surface-legs", head + row, version: "2026-12", subject: "lena", role: .logistics)
            #expect(twin.problem == "conflict")

            let path = [version.id.description]
            let yes = #"{"isApproved":true}"#
            for (subject, role) in [("lena", Role.finance), ("lena", .administrator)] {
                let own = try await service.wire.json(
                    TravelBudgetEndpoints.decideReferenceVersion, path: path,
                    token: try await TestPlace.shared.token(role, subject: subject), body: yes, key: UUID().uuidString)
                #expect(own.problem == "conflict")
            }
            let token = try await TestPlace.shared.token(.finance, subject: "farida")
            let empty = try await service.wire.json(
                TravelBudgetEndpoints.decideReferenceVersion, path: path, token: token, body: #"{"isApproved":false}"#,
                key: "d0")
            #expect(empty.faults == ["/reason missing"])
            let decided = try await service.wire.json(
                TravelBudgetEndpoints.decideReferenceVersion, path: path, token: token, body: yes, key: "d1")
            #expect(decided.status == 200)
            let tables: Page<ReferenceTableSummary> = try await service.caller.call(
                TravelBudgetEndpoints.listReferenceTables, as: office.logistics
            ).value
            #expect(tables.items.first { $0.table == "surface-legs" }?.version == "2026-12")
            let content = try await service.wire.send(
                "GET", "/v1/reference-versions/\(version.id)/content", token: token)
            #expect(String(decoding: content.body, as: UTF8.self) == head + row)
        }
    }

    @Test func originCostsArePublishedToSelection() async throws {
        try await RunningService.with(.travelBudget, assemble: TravelBudgetService.assemble) { service in
            let office = try await Office(service)
            let input = OriginEstimateInput(
                venue: "nairobi", firstDay: try Office.date("2027-05-10"), lastDay: try Office.date("2027-05-13"))
            let made: OriginEstimate = try await service.caller.call(
                TravelBudgetEndpoints.createOriginEstimate, body: input, as: office.logistics
            ).value
            #expect(made.costs.count == 29)
            #expect(made.costs.allSatisfy { $0.cost != nil && $0.reason == nil })
            #expect(made.tables.count == 19)
            let read: OriginEstimate = try await service.caller.call(
                TravelBudgetEndpoints.getOriginEstimate, .init(path: [made.id.description]), as: office.logistics
            ).value
            #expect(read.costs == made.costs)
            // As the role of selection the view can be read, and nothing else of this service.
            let database = Database(
                try TestDatabase.shared.configuration(
                    database: service.database, role: ServiceName.selection.databaseRole),
                logger: TestDatabase.logger())
            let run = Task { try await database.run() }
            defer { run.cancel() }
            let rows = try await database.fetchTuples(
                "select country::text, cost_minor from travel_pub.origin_cost where venue = 'nairobi' order by country",
                as: (String, Int64).self)
            #expect(rows.count == 29)
            #expect(rows.first?.1 == made.costs.first?.cost?.minorUnits)
            let error = await #expect(throws: DatabaseError.self) {
                _ = try await database.execute("select * from travel.traveller_estimate")
            }
            #expect(error?.sqlState == "42501")
        }
    }

    @Test func badPlansNameEveryField() async throws {
        try await RunningService.with(.travelBudget, assemble: TravelBudgetService.assemble) { service in
            _ = try await Office(service)
            let token = try await TestPlace.shared.token(.logistics)
            let good = #""venue":"nairobi","firstDay":"2027-05-10","lastDay":"2027-05-13""#
            let cases: [(String, [String])] = [
                ("{}", ["/firstDay missing", "/lastDay missing", "/venue missing"]),
                ("{\(good.replacingOccurrences(of: "nairobi", with: "atlantis"))}", ["/venue unknown_venue"]),
                (
                    "{\(good.replacingOccurrences(of: "2027-05-10", with: "2027-02-30")),\"currency\":\"ZZZ\"}",
                    ["/firstDay not_a_date", "/currency unknown_currency"]
                ),
                ("{\(good.replacingOccurrences(of: "05-13", with: "05-01"))}", ["/lastDay before_start"]),
                ("{\(good),\"currency\":\"NGN\"}", ["/currency no_exchange_rate"]),
                ("{\(good),\"x\":1}", ["/x unknown_field"]),
            ]
            for (index, (body, faults)) in cases.enumerated() {
                let answer = try await service.wire.json(
                    TravelBudgetEndpoints.createOriginEstimate, token: token, body: body, key: "case-\(index)")
                #expect(answer.status == 422)
                #expect(answer.faults == faults, "case \(index)")
            }
        }
    }
}
