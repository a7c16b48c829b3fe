import Access
import ConveneCommands
import Foundation
import Primitives
import TestSupport
import Testing

/// Besiegers in thousands, from outside: others are served.
extension DemonstrationTests {
    private struct Siege: Decodable {
        let asked: Int
        let failures: Int
        let kinds: [String]
        let medianMilliseconds: Double
        let p99Milliseconds: Double
        let tally: [String: Int]
    }

    /// Files that this process may open, which its children inherit.
    private static var openFiles: Int {
        var limit = rlimit()
        return getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 ? Int(limit.rlim_cur) : 0
    }

    @Test(
        .enabled(if: Self.hasPython, "the Python test clients are not set up"),
        .enabled(if: Self.openFiles >= 12_000, "fewer than 12,000 files may be open here (ulimit -n)"),
        .timeLimit(.minutes(4)))
    func othersAreServedDuringASiege() async throws {
        let demonstration = try Demonstration.running
        let outcome = try self.python().run([
            Clients.path("siege.py"), demonstration.home.certificates.authorityFile,
            try #require(demonstration.ports.publicAddress(.applications)),
            try demonstration.token(.administrator, subject: "besieged"),
        ])
        #expect(outcome.status == 0, "\(outcome.text)")
        let siege = try JSONDecoder().decode(Siege.self, from: Data(outcome.lastLine.utf8))
        #expect(siege.failures == 0, "\(outcome.lastLine)")
        #expect(siege.asked > 100)
        // She waits for a share of two cores, not for the besiegers to go.
        #expect(siege.p99Milliseconds < 2000, "\(outcome.lastLine)")
        #expect(siege.tally["idle opened"] == 10_000, "\(siege.tally)")
        // A head has ten seconds, a body a kilobyte a second after five.
        #expect(siege.tally["slow heads ended"] == 200 && siege.tally["slow bodies ended"] == 200, "\(siege.tally)")
        #expect(siege.tally["bombs 200"] == nil && siege.tally["bombs 201"] == nil, "\(siege.tally)")
        #expect(siege.tally.filter { $0.key.hasPrefix("bombs ") }.values.reduce(0, +) == 8, "\(siege.tally)")
    }
}
