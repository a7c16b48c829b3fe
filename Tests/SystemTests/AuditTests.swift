import Access
import ConveneCommands
import Foundation
import TestSupport
import Testing

/// The audit of the demonstration: exported, verified by us and by software that shares no code with us.
extension DemonstrationTests {
    @Test(.enabled(if: Self.hasPython, "the Python test clients are not set up"))
    func theAuditIsWholeForOthersToo() async throws {
        let demonstration = try Demonstration.running
        let home = ["--home", demonstration.home.path]
        let live = try demonstration.convene.run(["audit", "verify"] + home)
        #expect(live.status == 0, "\(live.text)")
        try await withTemporaryFolder { folder in
            let export = try demonstration.convene.run(["audit", "export", "--output", folder] + home)
            try #require(export.status == 0, "\(export.text)")
            let judged = try self.python().run([Clients.path("audit_chain.py"), folder])
            #expect(judged.status == 0, "\(judged.text)")
            let figures = try JSONDecoder().decode(AuditFigures.self, from: Data(judged.lastLine.utf8))
            #expect(figures.services == 5 && figures.lines > 1000 && figures.checkpoints >= 4)
            for service in ServiceName.backends {
                let file = "\(folder)/\(service.rawValue).jsonl"
                let whole = try demonstration.convene.run(["audit", "verify", file] + home)
                #expect(whole.status == 0 && whole.text.contains("whole"), "\(whole.text)")
            }
            // The last line less: both notice, ours says where.
            let file = "\(folder)/applications.jsonl"
            var lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
            lines.removeLast()
            try (lines.joined(separator: "\n") + "\n").write(toFile: file, atomically: true, encoding: .utf8)
            let cut = try demonstration.convene.run(["audit", "verify", file] + home)
            #expect(cut.status == 1 && cut.text.contains("its end was cut off"), "\(cut.text)")
            #expect(try self.python().run([Clients.path("audit_chain.py"), folder]).status == 1)
        }
    }

    /// While everything runs: a backup that is verified; restoring is refused.
    @Test func aBackupOfARunningInstallation() async throws {
        let demonstration = try Demonstration.running
        let home = ["--home", demonstration.home.path]
        try await withTemporaryFolder { folder in
            let backup = try demonstration.convene.run(["backup", "--to", folder] + home)
            #expect(backup.status == 0 && backup.text.contains("verified"), "\(backup.text)")
            let refused = try demonstration.convene.run(["restore", "--from", folder] + home)
            #expect(refused.status == 1 && refused.text.contains("this home is up"), "\(refused.text)")
        }
    }
}

/// The figures that `Clients/audit_chain.py` prints.
private struct AuditFigures: Decodable {
    let services: Int
    let lines: Int
    let checkpoints: Int
}
