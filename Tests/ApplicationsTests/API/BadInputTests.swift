import Access
import ApplicationsContract
import ApplicationsService
import Foundation
import TestSupport
import Testing

@Suite(
    "Applications: bad input", .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct BadInputTests {
    @Test func everyBadBodyIsRefusedWithItsReason() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let token = try await TestPlace.shared.token(.administrator)
            let good =
                #""kind":"webinar","format":"online","title":{"en":"T"},"summary":{"en":"S"},"zone":"Africa/Khartoum","#
                + #""startsOn":"2027-03-14","endsOn":"2027-03-14","places":10"#
            let cases: [(String, Int, [String])] = [
                ("{\(good)", 400, []), ("{\(good),\"places\":11}", 400, []), ("", 400, []),
                ("[]", 422, [" wrong_type"]),
                ("{\(good),\"x\":1}", 422, ["/x unknown_field"]),
                (
                    "{" + good.replacingOccurrences(of: "2027-03-14\",\"endsOn", with: "2027-02-30\",\"endsOn") + "}",
                    422, ["/startsOn not_a_date"]
                ),
                (
                    "{" + good.replacingOccurrences(of: "Africa/Khartoum", with: "Africa/Atlantis") + "}", 422,
                    ["/zone unknown_zone"]
                ),
                (
                    "{" + good.replacingOccurrences(of: "\"T\"", with: "\"T\\u202Ex\"") + "}", 422,
                    ["/title/en forbidden_character"]
                ),
                ("{" + good.replacingOccurrences(of: "\"T\"", with: "\"T\\u0000\"") + "}", 400, []),
                ("{" + good.replacingOccurrences(of: "\"T\"", with: "\"\\ud800\"") + "}", 400, []),
                ("{" + good.replacingOccurrences(of: "\"T\"", with: "7") + "}", 422, ["/title/en wrong_type"]),
                ("{" + good.replacingOccurrences(of: ":10", with: ":0") + "}", 422, ["/places out_of_range"]),
                (String(repeating: "[", count: 1000), 400, []),
                ("{\(good)}", 201, []),
            ]
            for (index, (body, status, faults)) in cases.enumerated() {
                let answer = try await service.wire.json(
                    ApplicationsEndpoints.createConvening, token: token, body: body, key: "case-\(index)")
                #expect(answer.status == status, "case \(index)")
                #expect(answer.faults == faults, "case \(index)")
                #expect(answer.headers["x-content-type-options"] == "nosniff")
                if status >= 400 { #expect(answer.headers["content-type"] == "application/problem+json") }
            }
        }
    }

    @Test func headersAndBodiesAreHeldToTheirRules() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let token = try await TestPlace.shared.token(.administrator)
            let wire = service.wire
            let json = ("Content-Type", "application/json")
            #expect(
                try await wire.send("POST", "/v1/convenings", token: token, headers: [json], body: Array("{}".utf8))
                    .problem == "idempotency-key-missing")
            #expect(
                try await wire.send(
                    "POST", "/v1/convenings", token: token,
                    headers: [("Idempotency-Key", "k"), ("Content-Type", "text/plain")], body: Array("{}".utf8)
                ).status == 415)
            #expect(
                try await wire.send(
                    "POST", "/v1/convenings", token: token, headers: [("Idempotency-Key", "k"), json],
                    body: [UInt8](repeating: 0x20, count: 10 << 20)
                ).status == 413)
            let wrong = try await wire.send("DELETE", "/v1/convenings", token: token)
            #expect(wrong.status == 405)
            #expect(wrong.headers["allow"] == "GET, POST, HEAD")
            #expect(try await wire.send("GET", "/v1/nowhere", token: token).problem == "not-found")
            #expect(
                try await wire.send("GET", "/v1/convenings?limit=0", token: token).faults == ["?limit out_of_range"])
            #expect(
                try await wire.send("GET", "/v1/calls?x=1&limit=%2B5&cursor=!&conveningId=q", token: token).faults == [
                    "?x unknown_field", "?limit out_of_range", "?cursor not_a_cursor", "?conveningId not_an_id",
                ])
            #expect(try await wire.send("GET", "/v1/convenings/%00", token: token).status == 404)
            #expect(try await wire.send("HEAD", "/v1/convenings", token: token).status == 200)
            #expect(try await wire.send("GET", "/readyz").status == 200)
            #expect(try await wire.send("GET", "/openapi.yaml").headers["content-type"] == "application/yaml")
        }
    }
}
