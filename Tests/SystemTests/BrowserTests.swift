import Access
import ConveneCommands
import Foundation
import TestSupport
import Testing

/// The pages as people see them, with a demonstration of their own: the walk applies, scores and signs.
@Suite(
    "Pages in a browser", .serialized, .enabled(if: Demonstration.isPossible, Demonstration.absence), .demonstration)
struct BrowserTests {
    private static let hasBrowser =
        DemonstrationTests.hasPython
        && (OutsideProgram(variable: "CONVENE_TEST_CHROMIUM") != nil || OutsideProgram.isEverythingWanted)

    /// Every page, as everybody who may see it, in Chromium (`Clients/portal_walk.py`).
    @Test(.enabled(if: Self.hasBrowser, "Chromium or the Python test clients are not set up"), .timeLimit(.minutes(20)))
    func thePagesWorkForEverybody() async throws {
        let demonstration = try Demonstration.running
        let python = try #require(OutsideProgram.python, "the Python test clients are not set up: run make test")
        let outcome = try python.run([
            Clients.path("portal_walk.py"), "--portal", try #require(demonstration.ports.publicAddress(.portal)),
            "--ca", demonstration.home.certificates.authorityFile, "--convene", demonstration.convene.path,
        ])
        let failures = outcome.text.split(separator: "\n").filter { $0.hasPrefix("not ok") }
        #expect(outcome.status == 0, "\(failures.joined(separator: "\n")) \(outcome.lastLine)")
    }
}
