import Foundation
import TestSupport
import Testing

/// `docker/`: the image, compose, Kubernetes and systemd, judged by hadolint, the schemas of compose and Kubernetes and
/// by systemd itself, and compared with what the services need. The work is done in `Clients/deployment_check.py`.
@Suite("Deployment")
struct DeploymentTests {
    private static let hasPython = OutsideProgram.python != nil || OutsideProgram.isEverythingWanted
    private static let hasSystemd = OutsideProgram.isWanted("systemd-analyze")

    private struct Result: Decodable {
        let checks: Int
        let faults: Int
    }

    /// Runs some parts of the client on a folder.
    private func judge(_ docker: String, _ parts: [String]) async throws -> (faults: String, result: Result) {
        let python = try #require(OutsideProgram.python, "the Python test clients are not set up: run make test")
        return try await withTemporaryFolder { folder in
            let facts = "\(folder)/facts.json"
            try JSONEncoder().encode(DeploymentFacts.collect()).write(to: URL(fileURLWithPath: facts))
            let client = "\(Repository.root)/Tests/DeploymentTests/Clients/deployment_check.py"
            let outcome = try python.run(["-B", client, facts, docker] + parts)
            let result = try JSONDecoder().decode(Result.self, from: Data(outcome.lastLine.utf8))
            #expect((outcome.status == 0) == (result.faults == 0))
            return (outcome.text, result)
        }
    }

    @Test(
        .enabled(if: Self.hasPython, "the Python test clients are not set up"),
        arguments: [("image", 20), ("compose", 400), ("kubernetes", 400), ("secrets", 100)])
    func isWell(_ part: String, _ atLeast: Int) async throws {
        let (faults, result) = try await self.judge("\(Repository.root)/docker", [part])
        #expect(result.faults == 0, "\(faults)")
        #expect(result.checks >= atLeast)
    }

    @Test(
        .enabled(if: Self.hasPython && Self.hasSystemd, "the Python test clients or systemd-analyze are not there"))
    func theUnitsAreWell() async throws {
        let (faults, result) = try await self.judge("\(Repository.root)/docker", ["systemd"])
        #expect(result.faults == 0, "\(faults)")
        #expect(result.checks >= 90)
    }

    /// The container's server, with its own settings and scripts: a backup, a mistake, and back to the second before it.
    @Test(
        .enabled(
            if: Self.hasPython && OutsideProgram.isWanted("initdb"), "Python or a PostgreSQL server is not installed"))
    func theContainersDatabaseComesBack() async throws {
        let python = try #require(OutsideProgram.python, "the Python test clients are not set up: run make test")
        let server = try #require(OutsideProgram("initdb"), "no PostgreSQL server: run make test")
        let client = "\(Repository.root)/Tests/DeploymentTests/Clients/container_backup.py"
        let outcome = try python.run([
            "-B", client, "\(Repository.root)/docker", (server.path as NSString).deletingLastPathComponent,
        ])
        #expect(outcome.status == 0, "\(outcome.text)")
    }

    /// One thing broken in a copy, and the words in which it must be noticed.
    struct Damage: Sendable, CustomTestStringConvertible {
        let part: String
        let file: String
        let from: String
        let to: String
        let words: String

        init(_ part: String, _ file: String, _ from: String, _ to: String, _ words: String) {
            (self.part, self.file, self.from, self.to, self.words) = (part, file, from, to, words)
        }

        var testDescription: String { self.words }

        static let all = [
            Damage("image", "Dockerfile", "USER 10001:10001", "USER root", "must end with USER uid:gid"),
            Damage("image", "Dockerfile", "debian:12.14-slim\n", "debian:latest\n", "names no release"),
            Damage("image", "Dockerfile", "--no-install-recommends ", "", "hadolint says"),
            Damage("image", "Dockerfile", "Services/Portal/Migrations", "", "Services/Portal/Migrations is not copied"),
            Damage(
                "compose", "compose.yaml", "CONVENE_TLS_CA:", "CONVENE_TLS_CAA:", "CONVENE_TLS_CAA, which no setting"),
            Damage(
                "compose", "compose.yaml", "CONVENE_INTERNAL_PORT: \"8462\"", "CONVENE_INTERNAL_PORT: \"8463\"",
                "the internal port of selection is not 8462"),
            Damage("compose", "compose.yaml", "healthcheck:", "helthcheck:", "helthcheck"),
            Damage("compose", "compose.yaml", "read_only: true", "read_only: false", "may write its root file system"),
            Damage(
                "compose", "compose.yaml", "      - {source: token.key, target: token.key}\n", "",
                "told of /run/secrets/token.key, which nothing puts there"),
            Damage("compose", "postgres/convene.conf", "fsync = on", "fsync = off", "fsync must be on"),
            Damage(
                "kubernetes", "kubernetes/portal.yaml", "runAsNonRoot: true", "runAsNonRoot: false",
                "portal runs as root"),
            Damage("kubernetes", "kubernetes/selection.yaml", "replicas: 2", "replica: 2", "replica"),
            Damage(
                "kubernetes", "kubernetes/network.yaml", "matchLabels: {convene/metrics: collector}", "matchLabels: {}",
                "others than the portal reach the internal door of selection"),
            Damage(
                "kubernetes", "kubernetes/certificates/services.yaml", "service/travel-budget", "service/portal",
                "travel-budget-internal must name"),
            Damage(
                "secrets", "kubernetes/configuration.yaml", "DATABASE_NAME: convene",
                "PGPASSWORD: correct-horse-battery", "the value of a secret"),
            Damage(
                "systemd", "systemd/convene@.service", "NoNewPrivileges=yes", "NoNewPrivilege=yes",
                "NoNewPrivilege' in section [Service]"),
            Damage(
                "systemd", "systemd/convene@.service", "SystemCallFilter=@system-service\n", "", "is exposed"),
            Damage(
                "systemd", "systemd/convene@portal.service.d/own.conf",
                "LoadCredential=token.key:/var/lib/convene/keys/token.key\n", "", "token.key, which nothing puts there"),
        ]
    }

    @Test(.enabled(if: Self.hasPython, "the Python test clients are not set up"), arguments: Damage.all)
    func damageIsNoticed(_ damage: Damage) async throws {
        guard damage.part != "systemd" || Self.hasSystemd else { return }
        try await withTemporaryFolder { folder in
            let docker = "\(folder)/docker"
            try FileManager.default.copyItem(atPath: "\(Repository.root)/docker", toPath: docker)
            let file = "\(docker)/\(damage.file)"
            let text = try String(contentsOfFile: file, encoding: .utf8)
            let damaged = text.replacingOccurrences(of: damage.from, with: damage.to)
            try #require(damaged != text, "\(damage.file) no longer has: \(damage.from)")
            try damaged.write(toFile: file, atomically: true, encoding: .utf8)
            let (faults, result) = try await self.judge(docker, [damage.part])
            #expect(result.faults > 0 && faults.contains(damage.words), "\(faults)")
        }
    }
}
