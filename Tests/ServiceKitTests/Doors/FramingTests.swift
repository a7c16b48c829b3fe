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

    private static let echo =
        "POST /v1/echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"

    /// The service stops while a request is worked on: that one is answered, and an idle connection just closes. What
    /// was sent behind it is not worked on: nobody would hear of it.
    @Test func whoeverIsBeingServedIsServed() async throws {
        let idle = Locked<RawConnection?>(nil)
        let busy = Locked<RawConnection?>(nil)
        let before = Locked(0)
        try await SampleService.with { service in
            let (first, second) = (try await service.connect(), try await service.connect())
            first.send(Self.request("GET", "/v1/hello"))
            #expect(try await first.received("\"text\""))
            second.send(Self.request("GET", "/v1/slow?ms=700") + Self.echo)
            before.withLock { $0 = SampleService.echoes.withLock(\.self) }
            try await Task.sleep(for: .milliseconds(200))
            idle.withLock { $0 = first }
            busy.withLock { $0 = second }
        }
        let (first, second) = (try #require(idle.withLock { $0 }), try #require(busy.withLock { $0 }))
        #expect(try await first.closed(within: 5) != nil)
        #expect(try await second.closed(within: 5) != nil)
        #expect(second.text.contains("\"slow\"") && second.text.lowercased().contains("connection: close"))
        #expect(SampleService.echoes.withLock(\.self) == before.withLock(\.self))
    }

    /// Whoever waits to be asked for the body is asked for it, unless it is not going to be read.
    @Test func aBodyIsAskedFor() async throws {
        try await SampleService.with { service in
            let parts = Self.echo.replacingOccurrences(of: "Host", with: "Expect: 100-continue\r\nHost").dropLast(2)
            let connection = try await service.connect()
            connection.send(String(parts))
            #expect(try await connection.received("HTTP/1.1 100 Continue\r\n\r\n", within: 3))
            #expect(!connection.text.contains("200"))
            connection.send("{}" + Self.request("GET", "/v1/hello"))
            #expect(try await connection.received("\"2\""))
            try await Task.sleep(for: .milliseconds(300))
            #expect(connection.text.components(separatedBy: "HTTP/1.1 200 OK").count == 3)
            let refused = try await service.connect()
            refused.send(parts.replacingOccurrences(of: "application/json", with: "text/csv"))
            #expect(try await refused.received("HTTP/1.1 415"))
            #expect(!refused.text.contains("100 Continue"))
        }
    }

    /// Who says that no request follows, in whatever words, gets no other answer.
    @Test(arguments: [
        ("HTTP/1.0", ""), ("HTTP/1.1", "Connection: TE, close\r\n"), ("HTTP/1.1", "Connection: Close\r\n"),
        ("HTTP/1.1", "Connection: upgrade\r\nUpgrade: other\r\n"),
    ])
    func theLastRequestEndsTheConnection(_ version: String, _ field: String) async throws {
        try await SampleService.with { service in
            let connection = try await service.connect()
            connection.send("GET /v1/export \(version)\r\nHost: localhost\r\n\(field)\r\n")
            let seconds = try #require(try await connection.closed(within: 4))
            #expect(seconds < 4 && connection.text.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(connection.text.contains("{\"line\":49}\n"))
            let isChunked = connection.text.contains("Transfer-Encoding: chunked")
            #expect(isChunked == (version == "HTTP/1.1"))
        }
    }

    /// What a stream could not finish does not look whole to a client that only knows the end of the connection.
    @Test func aBrokenStreamEndsWithoutAGoodbye() async throws {
        try await SampleService.with { service in
            for (version, ends) in [("HTTP/1.0", false), ("HTTP/1.1", true)] {
                let connection = try await service.connect()
                connection.send("GET /v1/export?fails=1 \(version)\r\nHost: localhost\r\n\r\n")
                #expect(try await connection.closed(within: 8) != nil)
                #expect(!connection.text.contains("{\"line\":49}"))
                #expect(!connection.text.contains("\r\n0\r\n\r\n"))
                #expect(connection.endedWithGoodbye == ends, "\(version)")
            }
        }
    }

    /// The answer before it leaves whole, and then what is wrong with the next one is said.
    @Test func aHeadWithoutEndBehindAnAnswerIsRefusedAfterIt() async throws {
        try await SampleService.with { service in
            let connection = try await service.connect()
            connection.send(Self.request("GET", "/v1/slow?ms=600") + "GET /v1/hello HTTP/1.1\r\nX-Long: ")
            for _ in 0..<8 {
                try await connection.push([UInt8](repeating: 0x61, count: 16_384))
                try await Task.sleep(for: .milliseconds(40))
            }
            #expect(try await connection.closed(within: 8) != nil)
            #expect(connection.text.contains("\"slow\"") && connection.text.contains("HTTP/1.1 431 "))
        }
    }

    /// Bytes that no parser takes are not collected.
    @Test func whatFollowsAnUpgradeIsNotKept() async throws {
        try await SampleService.with { service in
            let connection = try await service.connect()
            connection.send(
                "GET /v1/slow?ms=3000 HTTP/1.1\r\nHost: localhost\r\nConnection: upgrade\r\nUpgrade: other\r\n\r\n")
            try await connection.push([UInt8](repeating: 0x61, count: 8 << 20))
            #expect(try await connection.closed(within: 8) != nil)
            #expect(connection.text.hasPrefix("HTTP/1.1 200 OK\r\n"), "\(connection.text.prefix(200))")
        }
    }

    /// A peer that has said all it has to say still gets its whole answer.
    @Test func whoOnlyReadsOnGetsTheWholeAnswer() async throws {
        try await SampleService.with { service in
            let connection = try await service.connect(reads: false)
            connection.send(Self.request("GET", "/v1/large"))
            connection.endSending()
            try await connection.setReading(true)
            #expect(try await connection.closed(within: 30) != nil)
            #expect(connection.count > 48 << 20)
        }
    }

    /// As many parameters as a head can hold cost no more than a look.
    @Test func aQueryOfThousandsIsRefusedInAFewWords() async throws {
        try await SampleService.with { service in
            let many = String(repeating: "a&", count: 12_000)
            let text = try await Self.answers([Self.request("GET", "/v1/hello?\(many)")], service)
            #expect(text.hasPrefix("HTTP/1.1 400 ") && text.utf8.count < 4096)
            #expect(text.contains("at most 64"))
        }
    }
}
