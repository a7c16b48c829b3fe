import Access
import AsyncHTTPClient
import Durability
import Foundation
import Primitives
import ServiceClient
import ServiceKit

/// What the demonstration plays on: the four public doors, a token for whoever acts, a folder for what comes out.
struct DemoStage: Sendable {
    let signer: TokenSigner
    let client: HTTPClient
    let ports: PortPlan
    let exportFolder: String
    let terminal: Terminal

    init(home: Home, ports: PortPlan, terminal: Terminal) async throws {
        self.signer = try await TokenSigner(privateKeyPEM: String(contentsOfFile: home.tokenKeyFile, encoding: .utf8))
        self.client = try ClientTLS.publicClient(certificateAuthority: home.certificates.authorityFile)
        self.ports = ports
        self.exportFolder = home.exportFolder
        self.terminal = terminal
        try AtomicFile.makeFolder(self.exportFolder, mode: 0o755)
    }

    /// A caller of a service's public door.
    func caller(_ service: ServiceName) -> ServiceCaller {
        ServiceCaller(
            target: service, baseURL: self.ports.publicAddress(service) ?? "", client: self.client, timeout: 60)
    }

    /// A person's credential: a token for the length of the play.
    func person(_ role: Role, _ subject: String) async throws -> Credential {
        let now = Instant.now
        return .bearer(
            try await self.signer.sign(
                AccessToken(
                    subject: subject, role: role, audience: .doors, expires: now.adding(seconds: 1800), isPresent: true),
                at: now))
    }

    /// Waits for a job and shows its progress.
    /// - Throws: `CommandFailure` with the job's own words when it did not succeed.
    func wait(_ job: JobID, at service: ServiceName, as credential: Credential, _ act: DemoAct) async throws {
        while true {
            let status: JobStatus = try await self.caller(service).call(
                DurabilityEndpoints.job, .init(path: [job.description]), as: credential
            ).value
            act.show(status.progress)
            switch status.state {
            case "done": return
            case "failed", "cancelled":
                throw CommandFailure(
                    "\(status.kind) \(status.state): \(status.problem?.detail ?? "no reason given")",
                    advice: "look into .convene/log/\(service.rawValue).log")
            default: try await Task.sleep(for: .milliseconds(150))
            }
        }
    }

    /// Keeps a file of the play.
    func keep(_ name: String, _ data: Data) throws {
        try data.write(to: URL(fileURLWithPath: "\(self.exportFolder)/\(name)"))
    }

    /// Runs a body for each item, sixteen at a time, and shows how many are done.
    func forEach<Item: Sendable>(
        _ items: [Item], _ act: DemoAct, _ body: @escaping @Sendable (Item) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var started = 0
            var done = 0
            while done < items.count {
                while started < items.count, started - done < 16 {
                    let item = items[started]
                    group.addTask { try await body(item) }
                    started += 1
                }
                try await group.next()
                done += 1
                act.show(Double(done) / Double(items.count))
            }
        }
    }
}
