import Access
import ApplicationsContract
import ConveneCommands
import Foundation
import Hummingbird
import HummingbirdTLS
import NIOSSL
import Postgres
import Primitives
import ServiceClient
import TestSupport
import Testing

/// Whole services over TLS with a PostgreSQL that keeps what it acknowledges, each against the thing it stands on.
@Suite(
    "Benchmarks of services", .serialized, .enabled(if: Comparison.isWanted, Comparison.absence),
    .enabled(if: OutsideProgram("wrk") != nil && OutsideProgram("pgbench") != nil, "wrk or pgbench is not installed"))
struct ServiceBenchmarks {
    private static let seconds = 3
    static let rounds = 3
    /// Short and many: the machine is now faster and now slower, and a ratio needs both of its sides in one mood.
    private static let readingRounds = 9
    private static let readingSeconds = 2

    /// Everything at rest, in one test because starting an installation takes longer than measuring it.
    @Test func servicesAgainstWhatTheyStandOn() async throws {
        try await BenchInstallation.with { installation in
            try await Task.sleep(for: .seconds(3))
            let memory = try installation.residentMegabytes()
            Figure(
                "resident memory of the six processes at rest", rounds: [memory.map(\.megabytes).reduce(0, +)],
                unit: "MB", goal: .atMost(400),
                detail: memory.map { "\($0.name) \(Int($0.megabytes.rounded()))" }.joined(separator: ", ")
            ).report()
            let stage = try await BenchStage(installation)
            try await Self.reading(stage)
            try await Self.submitting(stage)
        }
    }

    /// One resource with its row from the database, a bearer token checked, against Hummingbird's "hello" over the same
    /// TLS. wrk drives both, with 32 connections.
    private static func reading(_ stage: BenchStage) async throws {
        try await withTemporaryFolder { folder in
            try await HelloServer.with(stage.installation.home) { hello in
                var ratios: [Double] = []
                var last = ""
                let address = "\(stage.address)/v1/applications/\(stage.first)"
                let script = "wrk.headers[\"Authorization\"] = \"Bearer \(stage.applicant)\""
                _ = try WrkRun(address, seconds: 1, script: script, folder: folder)
                for _ in 0..<Self.readingRounds {
                    let ours = try WrkRun(address, seconds: Self.readingSeconds, script: script, folder: folder)
                    let theirs = try WrkRun(hello, seconds: Self.readingSeconds, script: "", folder: folder)
                    #expect(ours.failures == 0 && theirs.failures == 0)
                    ratios.append(ours.rate / theirs.rate)
                    last = String(
                        format: "last round %.0f and %.0f a second, p99 %.1f and %.1f ms", ours.rate, theirs.rate,
                        ours.percentile99, theirs.percentile99)
                }
                Figure(
                    "GET of one application, 32 clients / Hummingbird hello", rounds: ratios, goal: .atLeast(0.5),
                    detail: last
                ).report()
            }
        }
    }

    /// Submissions, each with its idempotency key, audit line, event, version and consent, acknowledged when they are
    /// on disk; against pgbench with the same statements on the same server.
    private static func submitting(_ stage: BenchStage) async throws {
        try await withTemporaryFolder { folder in
            let reference = try await SubmitReference(stage, folder: folder)
            var ratios: [Double] = []
            var spreads: [Double] = []
            var last = ""
            for round in 0..<Self.rounds {
                let drafts = try await stage.drafts(count: 2000 * Self.seconds)
                let list = "\(folder)/drafts.txt"
                try drafts.joined(separator: "\n").write(toFile: list, atomically: true, encoding: .utf8)
                let ours = try WrkRun(
                    stage.address, seconds: Self.seconds, script: Self.submitScript(stage), input: list,
                    folder: folder)
                let theirs = try reference.rate(round: round)
                #expect(ours.failures == 0)
                ratios.append(ours.rate / theirs)
                spreads.append(ours.percentile99 / ours.median)
                last = String(
                    format: "last round %.0f and %.0f a second, p50 %.1f ms, p99 %.1f ms", ours.rate, theirs,
                    ours.median, ours.percentile99)
            }
            Figure(
                "durable submit over TLS, 32 clients / pgbench with the same statements", rounds: ratios,
                goal: .atLeast(0.5), detail: last
            ).report()
            Figure("durable submit: p99 / p50", rounds: spreads, goal: .atMost(10)).report()
        }
    }

    /// A list that ends too early would turn into repeated requests, which are cheaper: those count as failures.
    private static func submitScript(_ stage: BenchStage) -> String {
        """
        local drafts = {}
        local place = 0
        local headers = {
            ["Authorization"] = "Bearer \(stage.applicant)", ["Content-Type"] = "application/json"
        }
        local body = '{"consentsToReview":true}'
        function init(args) for line in io.lines(args[1]) do drafts[#drafts + 1] = line end end
        function request()
            place = place + 1
            local draft = drafts[place]
            if not draft then return wrk.format("GET", "/no-more-drafts", headers) end
            headers["Idempotency-Key"] = "submit-" .. draft
            return wrk.format("POST", "/v1/applications/" .. draft .. "/submit", headers, body)
        end
        """
    }
}

/// Hummingbird's smallest program, with the TLS of one of our doors.
enum HelloServer {
    static func with(_ home: Home, _ body: @Sendable (String) async throws -> Void) async throws {
        let profile = CertificateProfile.publicDoor(.applications)
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(home.certificates.certificateFile(profile))
                .map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: home.certificates.keyFile(profile), format: .pem)))
        tls.minimumTLSVersion = .tlsv13
        let router = Router()
        router.get("hello") { _, _ in "Hello" }
        let (ports, announce) = AsyncStream<Int>.makeStream()
        let application = Application(
            router: router, server: try .tls(.http1(), tlsConfiguration: tls),
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { announce.yield($0.localAddress?.port ?? 0) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            defer { group.cancelAll() }
            for await port in ports {
                try await body("https://127.0.0.1:\(port)/hello")
                break
            }
        }
    }
}
