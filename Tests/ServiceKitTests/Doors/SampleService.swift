import Access
import Foundation
import HTTPTypes
import NIOCore
import Primitives
import ServiceKit
import Synchronization
import TestSupport

/// A service with handlers for the tests of its doors; it stands in for `selection`.
enum SampleService {
    private static func read(
        _ id: String, roles: Set<Role> = [.chair], isOpen: Bool = true, query: [String] = [], isCompressed: Bool? = nil
    ) -> Endpoint {
        Endpoint(
            id, .get, "/v1/\(id)", .read, roles: roles, isOpen: isOpen, query: query, isCompressed: isCompressed)
    }

    static let hello = Self.read("hello")
    /// Takes its time: `?ms=`.
    static let slow = Self.read("slow", query: ["ms"])
    static let large = Self.read("large")
    static let list = Self.read("list")
    static let secrets = Self.read("secrets", isOpen: false)
    static let thing = Self.read("thing")
    static let export = Self.read("export", query: ["fails"])
    static let echo = Endpoint("echo", .post, "/v1/echo", .compute, body: .json, roles: [.chair], isOpen: true)
    static let store = Endpoint(
        "store", .post, "/v1/store", .compute, body: .other(mediaType: "text/csv", limit: 64), roles: [.chair])
    static let save = Endpoint("save", .put, "/v1/thing", .edit, body: .json, roles: [.chair])

    static let all = [hello, slow, large, list, secrets, thing, export, echo, store, save]

    struct Told: Codable, Equatable {
        var text: String
    }

    /// How often `echo` was asked.
    static let echoes = Locked(0)

    static func assembly() -> ServiceAssembly {
        var table = HandlerTable(self.all)
        table.on(self.hello) { _ in try .ok(Told(text: TraceContext.current?.traceID ?? "")) }
        table.on(self.slow) { request in
            try await Task.sleep(for: .milliseconds(request.query["ms"].flatMap { Int($0) } ?? 0))
            return try .ok(Told(text: "slow"))
        }
        table.on(self.large) { _ in
            .file([UInt8](repeating: 0x61, count: 48 << 20), mediaType: "application/octet-stream")
        }
        let many = (0..<200).map { Told(text: "entry \($0)") }
        table.on(self.list) { _ in try .ok(many) }
        table.on(self.secrets) { _ in try .ok(many) }
        table.on(self.thing) { _ in try .ok(many, version: 3) }
        table.on(self.export) { request in
            let fails = request.query["fails"] != nil
            return .stream(mediaType: "application/x-ndjson", name: "export.ndjson") { part in
                for number in 0..<50 {
                    try await part(Array("{\"line\":\(number)}\n".utf8))
                    if fails, number == 25 { throw Problem.notFound }
                }
            }
        }
        table.on(self.echo) { request in
            self.echoes.withLock { $0 += 1 }
            return try .ok(Told(text: "\(request.bytes.count)"))
        }
        table.on(self.store) { request in try .ok(Told(text: "\(request.bytes.count)")) }
        table.on(self.save) { request in
            guard request.ifMatch.matches(version: 3) else {
                throw Problem(.preconditionFailed, "Somebody changed it.")
            }
            return try .ok(Told(text: "saved"), version: 4)
        }
        return ServiceAssembly(handlers: table)
    }

    /// The sample with limits of a test's own.
    static func with(
        _ change: (inout ServiceLimits) -> Void = { _ in }, certificates: CertificateFolder? = nil,
        _ body: @Sendable (RunningService) async throws -> Void
    ) async throws {
        var limits = TestPlace.limits
        change(&limits)
        let settings = TestPlace.shared.settings(
            .selection, databaseURL: "", limits: limits, certificates: certificates)
        try await RunningService.with(settings, assemble: { _, _ in Self.assembly() }, body)
    }
}

extension RunningService {
    /// The port of the public door.
    var port: Int { Int(self.publicURL.split(separator: ":").last ?? "") ?? 0 }

    func connect(isTLS: Bool = true, reads: Bool = true) async throws -> RawConnection {
        try await RawConnection.open(
            port: self.port, authority: TestPlace.shared.certificates.authorityFile, isTLS: isTLS, reads: reads)
    }
}
