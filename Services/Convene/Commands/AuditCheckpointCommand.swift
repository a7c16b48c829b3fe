import Access
import ArgumentParser
import Durability
import Foundation
import Postgres

package struct AuditCheckpointCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: "Sign where every audit chain is now, and note who has been erased.",
        discussion: """
            Once and now. `convene up` and `convene audit watch` do it again and again, whenever it is due.
            """)

    @OptionGroup package var home: HomeOptions

    package init() {}

    package func run() async throws {
        let home = self.home.value
        let notary = try Notary(home)
        let setup = try DatabaseSetup.current(home)
        try await DatabaseSetup.withDatabase(try setup.configuration(role: DatabaseSetup.auditor)) { database in
            for service in Notary.services {
                guard let checkpoint = try await notary.sign(service, on: database) else { continue }
                Terminal.standard().line("\(service.rawValue): seq \(checkpoint.seq) \(checkpoint.hash)")
            }
            try await TombstoneKeeper(home, setup).note(database)
        }
    }
}
