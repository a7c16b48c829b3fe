import Access
import ArgumentParser
import Durability
import Foundation
import Postgres

package struct AuditExportCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the audit lines, one JSON object a line, with a signed checkpoint of their end.",
        discussion: """
            Without --service all chains go into a folder, with their checkpoints and the notary's public key: by \
            default export/audit in the home. With --service one chain goes to standard output or to a file, its \
            checkpoints beside it in FILE.checkpoints.
            """)

    @OptionGroup package var home: HomeOptions

    @Option(name: .long, help: "One service: \(ChainedService.names).")
    package var service: ChainedService?

    @Option(name: .long, help: ArgumentHelp("Only lines after this seq.", valueName: "seq"))
    package var after = 0

    @Option(name: .long, help: ArgumentHelp("Where to write to: a file, or without --service a folder."))
    package var output: String?

    package init() {}

    package func validate() throws {
        guard self.after >= 0 else { throw ValidationError("--after is a seq: 0 or more.") }
        guard self.after == 0 || self.service != nil else {
            throw ValidationError("--after counts in one chain: name it with --service.")
        }
    }

    package func run() async throws {
        let home = self.home.value
        let exporter = AuditExporter(home: home, notary: try Notary(home))
        let setup = try DatabaseSetup.current(home)
        let (chosen, after, output) = (self.service?.name, self.after, self.output)
        try await DatabaseSetup.withDatabase(try setup.configuration(role: DatabaseSetup.auditor)) { database in
            if let service = chosen {
                let count = try await exporter.export(service, after: after, to: output, on: database)
                if let output { Terminal.standard().say("\(count) lines of \(service.rawValue) in \(output)") }
                return
            }
            let folder = output ?? "\(home.exportFolder)/audit"
            try AtomicFile.makeFolder(folder, mode: 0o750)
            for service in Notary.services {
                let file = "\(folder)/\(service.rawValue).jsonl"
                let count = try await exporter.export(service, after: 0, to: file, on: database)
                Terminal.standard().say("\(count) lines of \(service.rawValue) in \(file)")
            }
            try AtomicFile.write(
                try String(contentsOfFile: home.notaryPublicKeyFile, encoding: .utf8), to: "\(folder)/notary.pub",
                mode: 0o644)
        }
    }
}
