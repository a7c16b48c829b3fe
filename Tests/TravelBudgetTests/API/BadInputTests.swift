import Access
import Foundation
import TestSupport
import Testing
import TravelBudgetContract
import TravelBudgetService

@Suite(
    "Travel budget: bad input", .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct BadInputTests {
    @Test func everyBadBudgetIsRefusedWithItsReasons() async throws {
        try await RunningService.with(.travelBudget, assemble: TravelBudgetService.assemble) { service in
            _ = try await Office(service)
            let token = try await TestPlace.shared.token(.logistics)
            let plan = #""title":"T","venue":"nairobi","firstDay":"2027-05-10","lastDay":"2027-05-13""#
            let people = #""travellers":[{"code":"P-1","country":"UGA"}]"#
            let line =
                #"{"code":"x","category":4,"amount":{"amount":"1.00","currency":"EUR"},"basis":"quote","source":"s"}"#
            let cases: [(String, Int, [String])] = [
                ("{\(plan),\(people)", 400, []), ("[]", 422, [" wrong_type"]),
                ("{\(plan)}", 422, ["/conveningId missing"]),
                ("{\(plan),\(people),\"travellers\":[]}", 400, []),
                (
                    "{\(plan),\"travellers\":[{\"code\":\"P-1\",\"country\":\"XXX\"},{\"code\":\"P 2\",\"country\":\"UGA\"}]}",
                    422, ["/travellers/0/country unknown_country", "/travellers/1/code not_a_code"]
                ),
                (
                    "{\(plan),\"travellers\":[{\"code\":\"P-1\",\"country\":\"FRA\",\"airport\":\"QQQ\"}]}", 422,
                    ["/travellers/0/country unknown_origin", "/travellers/0/airport unknown_airport"]
                ),
                ("{\(plan),\(people),\"eventLines\":[\(line)]}", 422, ["/eventLines/0/amount other_currency"]),
                (
                    "{\(plan),\(people),\"eventLines\":[\(line.replacingOccurrences(of: "\"1.00\",\"currency\":\"EUR\"", with: "\"1.005\",\"currency\":\"USD\""))]}",
                    422, ["/eventLines/0/amount/amount not_an_amount"]
                ),
                (
                    "{\(plan),\(people),\"eventLines\":[\(line.replacingOccurrences(of: "EUR", with: "USD").replacingOccurrences(of: ":4", with: ":44"))]}",
                    422, ["/eventLines/0/category unknown_category"]
                ),
                (
                    "{\(plan.replacingOccurrences(of: "\"T\"", with: "\"T\\u202Ex\"")),\(people)}", 422,
                    ["/title forbidden_character"]
                ),
                (
                    "{\(plan),\(people),\"eventLines\":[\(line.replacingOccurrences(of: "EUR", with: "USD").replacingOccurrences(of: "\"x\"", with: "\"fare\""))]}",
                    422, ["/eventLines/0/code computed"]
                ),
                ("{\(plan),\(people)}", 201, []),
            ]
            for (index, (body, status, faults)) in cases.enumerated() {
                let answer = try await service.wire.json(
                    TravelBudgetEndpoints.createBudget, token: token, body: body, key: "case-\(index)")
                #expect(answer.status == status, "case \(index)")
                #expect(answer.faults == faults, "case \(index)")
                if status >= 400 { #expect(answer.headers["content-type"] == "application/problem+json") }
            }
        }
    }

    @Test func filesAreHeldToTheirRules() async throws {
        try await RunningService.with(.travelBudget, assemble: TravelBudgetService.assemble) { service in
            _ = try await Office(service)
            let token = try await TestPlace.shared.token(.finance)
            let path = "/v1/reference-tables/venues/versions"
            let csv = ("Content-Type", "text/csv")
            func send(_ path: String, _ headers: [(String, String)], _ body: [UInt8]) async throws -> Wire.Answer {
                try await service.wire.send(
                    "POST", path, token: token, headers: headers + [("Idempotency-Key", UUID().uuidString)], body: body)
            }
            #expect(try await send(path, [csv], []).faults == ["?version missing"])
            #expect(try await send(path + "?version=1", [csv], []).faults == ["/1/0 no_header"])
            #expect(try await send(path + "?version=1", [("Content-Type", "application/json")], []).status == 415)
            #expect(try await send(path + "?version=1", [csv], [UInt8](repeating: 0x61, count: 9 << 20)).status == 413)
            #expect(try await send(path + "?version=1", [csv], [0xFF, 0x0A]).faults == ["/1/1 not_utf_8"])
            #expect(try await send("/v1/reference-tables/yachts/versions?version=1", [csv], []).status == 404)
            #expect(try await service.wire.send("GET", "/v1/budgets/nothing", token: token).status == 404)
            #expect(
                try await service.wire.send("GET", "/v1/budgets?limit=0", token: token).faults == [
                    "?limit out_of_range"
                ])
        }
    }
}
