import Access
import AsyncHTTPClient
import ConveneCommands
import Foundation
import Primitives
import ServiceClient
import TestSupport
import Testing

/// A whole installation that has played the demonstration: the executables that were built, a fresh private PostgreSQL,
/// a temporary home. One for all tests of a run; stopped at its end.
struct Demonstration: Sendable {
    let home: Home
    let ports: PortPlan
    let convene: OutsideProgram
    let client: HTTPClient
    /// What `convene up --demo` said.
    let said: String

    /// The installation of the suite that is running.
    @TaskLocal static var current: Demonstration?

    static var running: Demonstration {
        get throws { try #require(Self.current, "the suite lacks its trait") }
    }

    /// Whether there is a server for the private PostgreSQL; where nothing may be skipped, it must be.
    static let isPossible =
        !PostgresBinaries.find(searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "").isEmpty
        || OutsideProgram.isEverythingWanted
    static let absence: Comment = "no PostgreSQL server is installed"

    /// The executables stand beside the test bundle.
    static func executable() throws -> OutsideProgram {
        try #require(OutsideProgram.built("convene"), "convene is not built")
    }

    /// Plays it, runs the body, stops everything.
    static func play(_ body: @Sendable () async throws -> Void) async throws {
        let convene = try Self.executable()
        try await withTemporaryFolder { folder in
            let home = Home(path: folder + "/home")
            let ports = try Self.freePorts()
            let up = try convene.run(
                ["up", "--detach", "--demo", "--home", home.path, "--port-base", String(ports.base)],
                environment: Self.environment)
            do {
                try #require(up.status == 0, "convene up: \(up.text)")
                let client = try ClientTLS.publicClient(certificateAuthority: home.certificates.authorityFile)
                let demonstration = Demonstration(
                    home: home, ports: ports, convene: convene, client: client, said: up.text)
                let result: Result<Void, any Error>
                do {
                    try await Self.$current.withValue(demonstration) { try await body() }
                    result = .success(())
                } catch {
                    result = .failure(error)
                }
                try await client.shutdown()
                try result.get()
            } catch {
                _ = try convene.run(["stop", "--home", home.path])
                throw error
            }
            let stop = try convene.run(["stop", "--home", home.path])
            #expect(stop.status == 0, "convene stop: \(stop.text)")
            #expect(ports.all.allSatisfy { PortProbe.isFree($0.port) }, "something still listens")
        }
    }

    /// Ours without what would point at another database.
    private static var environment: [String: String] {
        ProcessInfo.processInfo.environment.filter { $0.key != "DATABASE_URL" }
    }

    private static func freePorts() throws -> PortPlan {
        for _ in 0..<50 {
            guard let plan = PortPlan(base: UInt16.random(in: 33_000...60_000)) else { continue }
            if plan.all.allSatisfy({ PortProbe.isFree($0.port) }) { return plan }
        }
        throw CommandFailure("no free ports")
    }

    // MARK: Asking

    /// A token as the operator makes it.
    func token(_ role: Role, subject: String? = nil) throws -> String {
        let outcome = try self.convene.run(
            ["token", "--present", "--role", role.rawValue, "--home", self.home.path]
                + (subject.map { ["--subject", $0] } ?? []))
        try #require(outcome.status == 0, "convene token: \(outcome.text)")
        return outcome.lastLine
    }

    func caller(_ service: ServiceName) -> ServiceCaller {
        ServiceCaller(
            target: service, baseURL: self.ports.publicAddress(service) ?? "", client: self.client, timeout: 60)
    }

    /// Every item of a list, page by page.
    func all<Item: Codable & Sendable>(
        _ service: ServiceName, _ endpoint: Endpoint, path: [String] = [], token: String, of type: Item.Type
    ) async throws -> [Item] {
        var items: [Item] = []
        var cursor: String?
        repeat {
            var options = ServiceCaller.Options(path: path)
            if let cursor { options.query.append((name: "cursor", value: cursor)) }
            let answer: ClientResponse<Page<Item>> = try await self.caller(service).call(
                endpoint, options, as: .bearer(token))
            items += answer.value.items
            cursor = answer.nextCursor
        } while cursor != nil
        return items
    }

    /// A file that the demonstration wrote.
    func exported(_ name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: "\(self.home.exportFolder)/\(name)"))
    }
}

/// Plays the demonstration once for a whole suite.
struct DemonstrationTrait: SuiteTrait, TestScoping {
    let isRecursive = false

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await Demonstration.play(function)
    }
}

extension Trait where Self == DemonstrationTrait {
    static var demonstration: Self { Self() }
}
