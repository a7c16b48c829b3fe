import Access
import AsyncHTTPClient
import Foundation
import Metrics
import ServiceClient
import ServiceKit
import TestSupport
import Testing

@Suite("Doors: figures", .serialized)
struct MetricsTests {
    @Test func figuresAreShownInsideOnly() async throws {
        try await SampleService.with { service in
            _ = try await service.wire.send("GET", "/v1/hello")
            _ = try await service.wire.send("GET", "/v1/nowhere")
            let token = try await TestPlace.shared.token(.administrator)
            #expect(try await service.wire.send("GET", "/metrics").status == 401)
            #expect(try await service.wire.send("GET", "/metrics", token: token).status == 403)
            let text = try await self.inside(service, as: .convene)
            #expect(text.status == 200)
            #expect(text.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            let lines = String(decoding: text.body, as: UTF8.self).split(separator: "\n")
            #expect(lines.contains("# TYPE convene_request_duration_seconds histogram"))
            let own = "convene_request_duration_seconds_count{door=\"public\",operation=\"hello\",status=\"2xx\"}"
            #expect(lines.contains { $0.hasPrefix(own) })
            #expect(lines.contains { $0.contains("operation=\"none\",status=\"4xx\",le=\"+Inf\"") })
            let size = lines.first { $0.hasPrefix("process_resident_memory_bytes ") }?.split(separator: " ").last
            #expect(try #require(size.flatMap { Double($0) }) > 1e6)
            #expect(lines.contains { $0.hasPrefix("convene_connections_public ") })
            #expect(try await self.inside(service, as: .portal).status == 403)
        }
    }

    private func inside(_ service: RunningService, as caller: ServiceName) async throws -> Wire.Answer {
        let certificates = TestPlace.shared.certificates
        let profile = CertificateProfile.internalDoor(caller)
        let client = try ClientTLS.internalClient(
            certificateAuthority: certificates.authorityFile, certificate: certificates.certificateFile(profile),
            key: certificates.keyFile(profile))
        let answer = try await Wire(client: client, baseURL: service.internalURL).send("GET", "/metrics")
        try await client.shutdown()
        return answer
    }

    @Test func theTextFormat() {
        let registry = MetricsRegistry(mostSeries: 4)
        registry.makeCounter(label: "jobs.done", dimensions: [("kind", "a\"b\\c\nd")]).increment(by: 3)
        registry.makeMeter(label: "depth", dimensions: []).set(1.5)
        let timer = registry.makeTimer(label: "wait", dimensions: [])
        timer.recordNanoseconds(2_000_000)
        timer.recordNanoseconds(40_000_000_000)
        registry.gauge("now", "A figure") { 7 }
        let lines = registry.text().split(separator: "\n").map(String.init)
        #expect(lines.contains(#"jobs_done_total{kind="a\"b\\c\nd"} 3"#))
        #expect(lines.contains("depth 1.5") && lines.contains("now 7"))
        #expect(lines.contains("# TYPE wait_seconds histogram"))
        #expect(lines.contains(#"wait_seconds_bucket{le="0.001"} 0"#))
        #expect(lines.contains(#"wait_seconds_bucket{le="0.0025"} 1"#))
        #expect(lines.contains(#"wait_seconds_bucket{le="30"} 1"#))
        #expect(lines.contains(#"wait_seconds_bucket{le="+Inf"} 2"#))
        #expect(lines.contains("wait_seconds_count 2"))
        // The same labels are the same series; too many series are not kept.
        registry.makeCounter(label: "jobs.done", dimensions: [("kind", "a\"b\\c\nd")]).increment(by: 1)
        #expect(registry.text().contains(#"jobs_done_total{kind="a\"b\\c\nd"} 4"#))
        for number in 0..<10 { registry.makeCounter(label: "many", dimensions: [("n", "\(number)")]).increment(by: 1) }
        #expect(registry.text().components(separatedBy: "many_total{").count == 2)
        #expect(registry.text().contains("convene_metrics_dropped_total 9"))
    }
}
