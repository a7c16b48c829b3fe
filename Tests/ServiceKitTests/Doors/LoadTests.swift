import Access
import Foundation
import ServiceKit
import TestSupport
import Testing

/// More requests than can be answered, as their senders see it.
@Suite("Doors: load", .serialized)
struct LoadTests {
    @Test func oneAddressMayNotAskForEver() async throws {
        try await SampleService.with {
            $0.addressRate = 1
            $0.addressBurst = 5
        } _: { service in
            var statuses: [Int] = []
            for _ in 0..<7 { statuses.append(try await service.wire.send("GET", "/v1/hello").status) }
            #expect(statuses.prefix(5).allSatisfy { $0 == 200 })
            #expect(statuses.last == 429)
            let refused = try await service.wire.send("GET", "/v1/hello", headers: [("X-Forwarded-For", "192.0.2.1")])
            #expect(refused.status == 429 && refused.problem == "too-many-requests")
            #expect(refused.headers["retry-after"] == "1")
            #expect(refused.headers["ratelimit-policy"] == "\"address\";q=5;w=5")
            #expect(refused.headers["ratelimit"] == "\"address\";r=0;t=1")
            #expect(refused.headers["strict-transport-security"] != nil)
            try await Task.sleep(for: .milliseconds(1300))
            #expect(try await service.wire.send("GET", "/v1/hello").status == 200)
        }
    }

    @Test func onePersonMayNotAskForEver() async throws {
        try await SampleService.with {
            $0.principalRate = 1
            $0.principalBurst = 4
        } _: { service in
            let token = try await TestPlace.shared.token(.chair, subject: "busy")
            var last: Wire.Answer?
            for _ in 0..<6 { last = try await service.wire.send("GET", "/v1/secrets", token: token) }
            #expect(last?.status == 429)
            #expect(last?.headers["ratelimit-policy"]?.hasPrefix("\"principal\"") == true)
            let other = try await TestPlace.shared.token(.chair, subject: "quiet")
            #expect(try await service.wire.send("GET", "/v1/secrets", token: other).status == 200)
            // Who needs no token is counted by address alone.
            #expect(try await service.wire.send("GET", "/v1/hello").status == 200)
        }
    }

    @Test func whoFindsNoPlaceWaitsOrIsRefused() async throws {
        try await SampleService.with {
            $0.running = 1
            $0.waiting = 1
            $0.waitingSeconds = 1
        } _: { service in
            try await withThrowingTaskGroup(of: Int.self) { group in
                group.addTask { try await service.wire.send("GET", "/v1/slow?ms=1800").status }
                try await Task.sleep(for: .milliseconds(200))
                // It waits for a second, in vain.
                group.addTask { try await service.wire.send("GET", "/v1/hello").status }
                try await Task.sleep(for: .milliseconds(200))
                // The queue is full.
                let refused = try await service.wire.send("GET", "/v1/hello")
                #expect(refused.status == 503 && refused.problem == "unavailable")
                #expect(refused.headers["retry-after"] == "2")
                // Who looks after the service is never refused.
                #expect(try await service.wire.send("GET", "/livez").status == 200)
                var statuses: [Int] = []
                for try await status in group { statuses.append(status) }
                #expect(statuses.sorted() == [200, 503])
            }
            #expect(try await service.wire.send("GET", "/v1/hello").status == 200)
        }
    }

    @Test func aRequestHasADeadline() async throws {
        try await SampleService.with {
            $0.requestSeconds = 1
        } _: { service in
            let begin = ContinuousClock.now
            let late = try await service.wire.send("GET", "/v1/slow?ms=20000")
            #expect(begin.duration(to: .now) < .seconds(3))
            #expect(late.status == 503 && late.problem == "unavailable")
            #expect(late.headers["retry-after"] != nil)
            #expect(try await service.wire.send("GET", "/v1/slow?ms=10").status == 200)
        }
    }
}
