import Access
import Foundation
import Primitives
import ServiceClient
import ServiceKit
import TestSupport
import Testing

/// The forms in which answers leave.
@Suite("Doors: answers", .serialized)
struct AnswerTests {
    @Test func headAndWrongMethods() async throws {
        try await SampleService.with { service in
            let head = try await service.wire.send("HEAD", "/v1/list")
            let get = try await service.wire.send("GET", "/v1/list")
            #expect(head.status == 200 && head.body.isEmpty)
            #expect(head.headers["content-length"] == get.headers["content-length"])
            let wrong = try await service.wire.send("PATCH", "/v1/thing")
            #expect(wrong.status == 405 && wrong.headers["allow"] == "GET, PUT, HEAD")
            #expect(wrong.problem == "method-not-allowed")
            #expect(try await service.wire.send("TRACE", "/v1/hello").status == 405)
            #expect(try await service.wire.send("GET", "/v1/hello/").status == 404)
        }
    }

    @Test func aReaderWhoHasItGetsNothing() async throws {
        try await SampleService.with { service in
            for tag in ["\"v3\"", "W/\"v3\"", "\"v1\", \"v3\"", "*"] {
                let same = try await service.wire.send("GET", "/v1/thing", headers: [("If-None-Match", tag)])
                #expect(same.status == 304 && same.body.isEmpty, "\(tag)")
                #expect(same.headers["etag"] == "\"v3\"")
                #expect(same.headers["content-type"] == nil)
                #expect(same.headers["cache-control"] == "no-store")
            }
            for tag in ["\"v2\"", "v3", ""] {
                let other = try await service.wire.send("GET", "/v1/thing", headers: [("If-None-Match", tag)])
                #expect(other.status == 200, "\(tag)")
            }
            let document = try await service.wire.send("GET", "/openapi.json")
            let known = try #require(document.headers["etag"])
            #expect(
                try await service.wire.send("GET", "/openapi.json", headers: [("If-None-Match", known)]).status == 304)
        }
    }

    @Test func anEditNeedsItsVersion() async throws {
        try await SampleService.with { service in
            let token = try await TestPlace.shared.token(.chair)
            for (tag, status) in [
                (nil, 428), ("v3", 400), ("\"v3", 400), ("\"v3\",", 400), ("\"v2\"", 412), ("W/\"v3\"", 412),
                ("\"v3\"", 200), ("\"v1\", \"v3\"", 200), ("*", 200),
            ] as [(String?, Int)] {
                let answer = try await service.wire.json(
                    SampleService.save, token: token, body: "{}", ifMatch: tag)
                #expect(answer.status == status, "\(tag ?? "none")")
            }
        }
    }

    @Test func onlyWhatHoldsNoSecretIsCompressed() async throws {
        try await SampleService.with { service in
            let accept = [("Accept-Encoding", "gzip")]
            let plain = try await service.wire.send("GET", "/v1/list")
            let small = try await service.wire.send("GET", "/v1/list", headers: accept)
            #expect(small.headers["content-encoding"] == "gzip")
            #expect(small.headers["vary"] == "Accept-Encoding" && plain.headers["vary"] == "Accept-Encoding")
            #expect(small.body.count < plain.body.count / 2)
            #expect(small.body.starts(with: [0x1F, 0x8B]))
            let refused = try await service.wire.send("GET", "/v1/list", headers: [("Accept-Encoding", "gzip;q=0")])
            #expect(refused.headers["content-encoding"] == nil)
            // With a token: may hold what an eavesdropper wants beside what he made somebody send.
            let token = try await TestPlace.shared.token(.chair)
            let secret = try await service.wire.send("GET", "/v1/secrets", token: token, headers: accept)
            #expect(secret.status == 200 && secret.headers["content-encoding"] == nil)
            // One strong tag cannot name two encodings.
            #expect(
                try await service.wire.send("GET", "/v1/thing", headers: accept).headers["content-encoding"] == nil)
            let document = try await service.wire.send("GET", "/openapi.yaml", headers: accept)
            #expect(document.headers["content-encoding"] == "gzip")
            #expect(document.headers["etag"] != (try await service.wire.send("GET", "/openapi.yaml")).headers["etag"])
        }
    }

    @Test func anExportIsMadeWhileItIsSent() async throws {
        try await SampleService.with { service in
            let whole = try await service.wire.send("GET", "/v1/export")
            #expect(whole.status == 200 && whole.headers["transfer-encoding"] == "chunked")
            #expect(whole.headers["content-disposition"] == "attachment; filename=\"export.ndjson\"")
            #expect(String(decoding: whole.body, as: UTF8.self).split(separator: "\n").count == 50)
            let head = try await service.wire.send("HEAD", "/v1/export")
            #expect(head.status == 200 && head.body.isEmpty && head.headers["content-length"] == nil)
            // What breaks in the middle never looks whole.
            await #expect(throws: (any Error).self) { try await service.wire.send("GET", "/v1/export?fails=yes") }
            #expect(try await service.wire.send("GET", "/v1/hello").status == 200)
        }
    }

    @Test func aTraceIsTakenUpOrBegun() async throws {
        try await SampleService.with { service in
            let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
            let taken = try await service.wire.send(
                "GET", "/v1/hello", headers: [("traceparent", "00-\(trace)-00f067aa0ba902b7-01")])
            #expect(taken.member("text") == trace)
            for wrong in ["00-\(trace)-0000000000000000-01", "ff-\(trace)-00f067aa0ba902b7-01", "nonsense"] {
                let begun = try await service.wire.send("GET", "/v1/hello", headers: [("traceparent", wrong)])
                #expect(begun.member("text")?.count == 32 && begun.member("text") != trace)
            }
            // A caller of ours sends on what it works under.
            let context = try #require(TraceContext("00-\(trace)-00f067aa0ba902b7-01"))
            let passed = try await TraceContext.$current.withValue(context) {
                try await service.caller.call(
                    SampleService.hello, as: .certificateOnly, returning: SampleService.Told.self)
            }
            #expect(passed.value.text == trace)
        }
    }
}
