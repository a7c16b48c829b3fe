import Foundation
import Primitives
import ServiceKit
import Synchronization
import TestSupport
import Testing

/// The bytes of answers on the wire (RFC 9112), read without a client that would smooth them over.
@Suite("Doors: framing", .serialized)
struct FramingTests {
    private static func request(_ method: String, _ path: String, _ headers: String = "") -> String {
        "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n\(headers)\r\n"
    }

    /// Everything that is answered to requests that are sent at once, the last of which ends the connection.
    private static func answers(_ requests: [String], _ service: RunningService) async throws -> String {
        let connection = try await service.connect()
        // One character to Swift: the two bytes that end a line.
        let last = requests.last.map { $0.dropLast() + "Connection: close\r\n\r\n" } ?? ""
        connection.send(requests.dropLast().joined() + last)
        #expect(try await connection.closed(within: 10) != nil)
        return connection.text
    }

    @Test func anAnswerSaysWhatItIs() async throws {
        try await SampleService.with { service in
            let text = try await Self.answers([Self.request("GET", "/v1/hello")], service)
            let head = text.components(separatedBy: "\r\n\r\n")[0].components(separatedBy: "\r\n")
            #expect(head[0] == "HTTP/1.1 200 OK")
            let date = try #require(head.first { $0.hasPrefix("Date: ") }).dropFirst(6)
            let format = DateFormatter()
            format.locale = Locale(identifier: "en_US_POSIX")
            format.timeZone = TimeZone(identifier: "GMT")
            format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
            let moment = try #require(format.date(from: String(date)))
            #expect(abs(moment.timeIntervalSinceNow) < 5)
            let missing = try await Self.answers([Self.request("GET", "/v1/nothing")], service)
            #expect(missing.hasPrefix("HTTP/1.1 404 Not Found\r\n"))
        }
    }

    /// Answers that have no body leave not one byte of it: the next one would be read from the wrong place.
    @Test func answersWithoutABodyLeaveTheConnectionInOrder() async throws {
        try await SampleService.with { service in
            let known = "If-None-Match: \"v3\"\r\n"
            let text = try await Self.answers(
                [
                    Self.request("HEAD", "/v1/export"), Self.request("HEAD", "/v1/list"),
                    Self.request("GET", "/v1/thing", known), Self.request("HEAD", "/v1/thing", known),
                    Self.request("HEAD", "/v1/nothing"), Self.request("GET", "/v1/hello"),
                ], service)
            let parts = text.components(separatedBy: "\r\n\r\n")
            let lines = parts.map { $0.components(separatedBy: "\r\n") }
            #expect(
                lines.prefix(6).map { $0[0] } == [
                    "HTTP/1.1 200 OK", "HTTP/1.1 200 OK", "HTTP/1.1 304 Not Modified", "HTTP/1.1 304 Not Modified",
                    "HTTP/1.1 404 Not Found", "HTTP/1.1 200 OK",
                ])
            #expect(parts.count == 7 && parts[6].hasPrefix("{") && parts[6].hasSuffix("}"))
            let lengths = lines.map { $0.filter { $0.lowercased().hasPrefix("content-length") }.count }
            #expect(lengths == [0, 1, 0, 0, 1, 1, 0])
        }
    }

    @Test func pipelinedAnswersComeWholeAndInOrder() async throws {
        try await SampleService.with { service in
            let requests = (0..<40).map { number in
                switch number % 4 {
                case 0: Self.request("GET", "/v1/export")
                case 1: Self.request("GET", "/v1/slow?ms=\(number)")
                case 2: Self.request("HEAD", "/v1/large")
                default: Self.request("GET", "/v1/list")
                }
            }
            let text = try await Self.answers(requests, service)
            #expect(text.components(separatedBy: "HTTP/1.1 200 OK\r\n").count == 41)
            // Each export is fifty chunks and the one that ends it.
            #expect(text.components(separatedBy: "\r\n0\r\n\r\n").count == 11)
            #expect(text.components(separatedBy: "{\"line\":49}\n").count == 11)
            #expect(text.components(separatedBy: "\"entry 199\"").count == 11)
            #expect(text.components(separatedBy: "\"slow\"").count == 11)
        }
    }

    /// The service stops while a request is worked on: that one is answered, and an idle connection just closes.
    @Test func whoeverIsBeingServedIsServed() async throws {
        let idle = Locked<RawConnection?>(nil)
        let busy = Locked<RawConnection?>(nil)
        try await SampleService.with { service in
            let (first, second) = (try await service.connect(), try await service.connect())
            first.send(Self.request("GET", "/v1/hello"))
            #expect(try await first.received("\"text\""))
            second.send(Self.request("GET", "/v1/slow?ms=700"))
            try await Task.sleep(for: .milliseconds(200))
            idle.withLock { $0 = first }
            busy.withLock { $0 = second }
        }
        let (first, second) = (try #require(idle.withLock { $0 }), try #require(busy.withLock { $0 }))
        #expect(try await first.closed(within: 5) != nil)
        #expect(try await second.closed(within: 5) != nil)
        #expect(second.text.contains("\"slow\"") && second.text.lowercased().contains("connection: close"))
    }
}
