import Access
import ArgumentParser
import Crypto
import Durability
import Foundation
import Postgres

package struct AuditVerifyCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Prove that audit chains are whole, or say what is wrong and where.",
        discussion: """
            With files: the parts of one service's chain, in order, as `convene audit export` wrote them. They are \
            compared with the checkpoints in FILE.checkpoints beside the last of them, or with those that \
            --checkpoints names: take your own copy. Without files, or with the word live: all chains in the database.

            Exit code 0 when everything is whole, 1 otherwise.
            """)

    @OptionGroup package var home: HomeOptions

    @Argument(help: ArgumentHelp("Exported files, or: live.", valueName: "file"))
    package var files: [String] = []

    @Option(name: .long, help: "Whose chain it is. (default: as the first line says, or all)")
    package var service: ChainedService?

    @Option(name: .long, help: ArgumentHelp("Checkpoints to compare with.", valueName: "file"))
    package var checkpoints: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The notary's public key; again for older ones. (default: audit/notary.pub in the home)",
            valueName: "file"))
    package var key: [String] = []

    package init() {}

    package func validate() throws {
        guard self.checkpoints == nil || self.isLive == false || self.service != nil else {
            throw ValidationError("Checkpoints are of one chain: name it with --service.")
        }
    }

    private var isLive: Bool { self.files.isEmpty || self.files == ["live"] }

    package func run() async throws {
        let reports = self.isLive ? try await self.live() : [try await self.ofFiles()]
        let terminal = Terminal.standard()
        for line in reports.flatMap(\.lines) { terminal.line(line) }
        if !reports.allSatisfy(\.isWhole) { throw ExitCode(1) }
    }

    /// Keys that were named; the home's own where there is one; none when there is nothing to verify with.
    private func keys(for checkpoints: [UInt8]) throws -> [Curve25519.Signing.PublicKey] {
        let home = self.home.value
        if self.key.isEmpty, checkpoints.isEmpty { return [] }
        return try (self.key.isEmpty ? [home.notaryPublicKeyFile] : self.key).map { try NotaryKey.publicKey($0) }
    }

    private func live() async throws -> [AuditReport] {
        let home = self.home.value
        let setup = try DatabaseSetup.current(home)
        let services = self.service.map { [$0.name] } ?? Notary.services
        // Checkpoints first: what they speak of is there by now, whatever comes meanwhile.
        var all: [(ServiceName, [UInt8], [Curve25519.Signing.PublicKey])] = []
        for service in services {
            let bytes =
                try self.checkpoints.map { try InputFile.bytes($0) }
                ?? CheckpointFile(home.checkpointFile(service)).bytes()
            all.append((service, bytes, try self.keys(for: bytes)))
        }
        let wanted = all
        return try await DatabaseSetup.withDatabase(
            try setup.configuration(role: DatabaseSetup.auditor)
        ) { database in
            var reports: [AuditReport] = []
            for (service, bytes, keys) in wanted {
                reports.append(
                    try await AuditReport.judge(live: service, checkpoints: bytes, keys: keys, on: database))
            }
            return reports
        }
    }

    private func ofFiles() async throws -> AuditReport {
        guard let first = self.files.first, let last = self.files.last else { throw ExitCode(1) }
        let service = try self.service?.name ?? Self.owner(of: first)
        var bytes: [UInt8] = []
        if let checkpoints {
            bytes = try InputFile.bytes(checkpoints)
        } else if FileManager.default.fileExists(atPath: "\(last).checkpoints") {
            bytes = try InputFile.bytes("\(last).checkpoints")
        }
        return try await AuditReport.judge(
            files: self.files, of: service, checkpoints: bytes, keys: try self.keys(for: bytes))
    }

    /// Whose chain begins as this file does; otherwise by the file's name, `selection.jsonl`.
    static func owner(of file: String) throws(CommandFailure) -> ServiceName {
        var first: ArraySlice<UInt8>?
        if file != "-" { try LineFile(file).read { if first == nil { first = $0 } } }
        if let first, let service = AuditBeginning.service(ofFirstLine: first, among: Notary.services) {
            return service
        }
        let name = (file as NSString).lastPathComponent.split(separator: ".").first.map(String.init) ?? ""
        guard let service = ChainedService(argument: name) else {
            throw CommandFailure(
                "\(file) does not begin as any chain does: it does not say whose it is",
                advice: "name the service: --service selection")
        }
        return service.name
    }
}
