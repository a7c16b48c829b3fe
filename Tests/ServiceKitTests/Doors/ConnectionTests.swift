import Foundation
import ServiceKit
import TestSupport
import Testing

/// Peers that take their time, send too much or come in crowds, over real TLS sockets.
@Suite("Doors: connections", .serialized)
struct ConnectionTests {
    private static let head = "GET /v1/hello HTTP/1.1\r\nHost: localhost\r\n"

    @Test func aSlowHeadIsGivenUp() async throws {
        try await SampleService.with {
            $0.headSeconds = 1
        } _: { service in
            let silent = try await service.connect()
            let plain = try await service.connect(isTLS: false)
            let slow = try await service.connect()
            for letter in "GET /v1/he" {
                slow.send(String(letter))
                try await Task.sleep(for: .milliseconds(150))
            }
            #expect(try await slow.closed(within: 5) != nil)
            #expect(slow.text.hasPrefix("HTTP/1.1 408 "), "\(slow.text)")
            #expect(slow.text.lowercased().contains("connection: close"))
            #expect(slow.text.contains("request-timeout"))
            #expect(try await silent.closed(within: 2) != nil)
            #expect(silent.count == 0)
            #expect(try await plain.closed(within: 2) != nil)
        }
    }

    @Test func aConnectionStaysBetweenRequestsForAWhile() async throws {
        try await SampleService.with {
            $0.headSeconds = 1
            $0.idleSeconds = 2
        } _: { service in
            let connection = try await service.connect()
            connection.send(Self.head + "\r\n")
            #expect(try await connection.received("\"text\""))
            // Longer than a head may take: no head has begun.
            try await Task.sleep(for: .milliseconds(1300))
            connection.send(Self.head + "X-Again: yes\r\n\r\n")
            try await Task.sleep(for: .milliseconds(300))
            #expect(connection.text.components(separatedBy: "HTTP/1.1 200").count == 3)
            #expect(try await connection.closed(within: 4) != nil)
        }
    }

    @Test func aSlowBodyIsGivenUp() async throws {
        try await SampleService.with {
            $0.bodySeconds = 1
        } _: { service in
            let connection = try await service.connect()
            connection.send(
                "POST /v1/echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 100\r\n\r\n")
            for _ in 0..<10 {
                connection.send(" ")
                try await Task.sleep(for: .milliseconds(150))
            }
            #expect(try await connection.closed(within: 6) != nil)
            #expect(connection.text.hasPrefix("HTTP/1.1 408 "), "\(connection.text)")
            #expect(connection.text.lowercased().contains("connection: close"))
            #expect(
                connection.text.contains("strict-transport-security") || connection.text.contains("Strict-Transport"))
        }
    }

    @Test func anEndlessBodyIsNotSwallowed() async throws {
        try await SampleService.with { service in
            let connection = try await service.connect()
            connection.send(
                "POST /v1/echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n")
            let chunk = Array("10000\r\n".utf8) + [UInt8](repeating: 0x20, count: 65_536) + Array("\r\n".utf8)
            var sent = 0
            // Stops when the socket takes nothing more.
            do {
                while sent < 1 << 30 {
                    try await withThrowingTaskGroup(of: Bool.self) { group in
                        group.addTask {
                            try await connection.push(chunk)
                            return true
                        }
                        group.addTask {
                            try await Task.sleep(for: .seconds(4))
                            throw CancellationError()
                        }
                        _ = try await group.next()
                        group.cancelAll()
                    }
                    sent += chunk.count
                }
            } catch {}
            #expect(sent < 64 << 20, "\(sent) bytes were taken")
            #expect(try await connection.closed(within: 8) != nil)
            #expect(connection.text.hasPrefix("HTTP/1.1 413 "), "\(connection.text)")
            #expect(connection.text.lowercased().contains("connection: close"))
        }
    }

    @Test(arguments: [
        ("/v1/echo", "application/json", 413), ("/v1/store", "text/csv", 401), ("/v1/hello", "text/csv", 405),
    ])
    func anAnnouncedTerabyteIsRefusedBeforeItComes(_ path: String, _ mediaType: String, _ status: Int) async throws {
        try await SampleService.with { service in
            let connection = try await service.connect()
            connection.send(
                "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: \(mediaType)\r\n"
                    + "Content-Length: 1099511627776\r\n\r\n")
            #expect(try await connection.closed(within: 5) != nil)
            #expect(connection.text.hasPrefix("HTTP/1.1 \(status) "), "\(connection.text)")
            #expect(connection.text.lowercased().contains("connection: close"))
        }
    }

    @Test func aSmallBodyThatNobodyReadsLeavesTheConnectionOpen() async throws {
        try await SampleService.with { service in
            let connection = try await service.connect()
            let request =
                "POST /v1/store HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: 3\r\n\r\na,b"
            connection.send(request)
            #expect(try await connection.received("unauthenticated"))
            connection.send(Self.head + "\r\n")
            #expect(try await connection.received("HTTP/1.1 200"))
            #expect(!connection.isClosed)
        }
    }

    @Test func aReaderWhoDoesNotReadIsLeft() async throws {
        try await SampleService.with {
            $0.answerSeconds = 1
            $0.minimumRate = 1 << 30
        } _: { service in
            let connection = try await service.connect(reads: false)
            connection.send("GET /v1/large HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(try await connection.received("HTTP/1.1 200", within: 5))
            try await connection.setReading(false)
            try await Task.sleep(for: .seconds(3))
            try await connection.setReading(true)
            #expect(try await connection.closed(within: 5) != nil)
            #expect(connection.count < 40 << 20)
        }
    }

    @Test func tooManyOrTooLongHeadersAreRefused() async throws {
        try await SampleService.with {
            $0.headerFields = 20
            $0.headerBytes = 4096
        } _: { service in
            for extra in [
                (0..<40).map { "X-\($0): 1\r\n" }.joined(), "X-Long: \(String(repeating: "a", count: 6000))\r\n",
            ] {
                let connection = try await service.connect()
                connection.send(Self.head + extra + "\r\n")
                #expect(try await connection.closed(within: 5) != nil)
                #expect(connection.text.hasPrefix("HTTP/1.1 431 "), "\(connection.text)")
                #expect(connection.text.contains("application/problem+json"))
                #expect(connection.text.lowercased().contains("x-content-type-options: nosniff"))
            }
            let garbage = try await service.connect()
            garbage.send("this is not HTTP\r\n\r\n")
            #expect(try await garbage.closed(within: 5) != nil)
            #expect(garbage.text.hasPrefix("HTTP/1.1 400 "), "\(garbage.text)")
        }
    }

    @Test func aCrowdOnlyPushesOutItsOwnIdleConnections() async throws {
        try await SampleService.with {
            $0.connectionsPerAddress = 6
        } _: { service in
            let busy = try await service.connect()
            busy.send("GET /v1/slow?ms=3000 HTTP/1.1\r\nHost: localhost\r\n\r\n")
            try await Task.sleep(for: .milliseconds(100))
            var idle: [RawConnection] = []
            for _ in 0..<30 { idle.append(try await service.connect()) }
            let good = try await service.connect()
            good.send(Self.head + "\r\n")
            #expect(try await good.received("HTTP/1.1 200"))
            #expect(try await idle[0].closed(within: 2) != nil)
            try await Task.sleep(for: .milliseconds(300))
            #expect(idle.filter(\.isClosed).count >= 25)
            // Whoever is being served stays.
            #expect(try await busy.received("slow"))
        }
    }

    @Test func whenEverybodyIsBusyANewcomerIsRefused() async throws {
        try await SampleService.with {
            $0.connections = 2
        } _: { service in
            let busy = [try await service.connect(), try await service.connect()]
            for connection in busy { connection.send("GET /v1/slow?ms=1500 HTTP/1.1\r\nHost: localhost\r\n\r\n") }
            try await Task.sleep(for: .milliseconds(300))
            let third = try await service.connect()
            #expect(try await third.closed(within: 1) != nil)
            for connection in busy { #expect(try await connection.received("slow")) }
            let later = try await service.connect()
            later.send(Self.head + "\r\n")
            #expect(try await later.received("HTTP/1.1 200"))
        }
    }
}
