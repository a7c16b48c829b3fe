import Access
import Durability
import Foundation
import Logging
import Postgres

extension DatabaseSetup {
    /// Brings the schemas to where the files of the share folder are, as the owner of all of them.
    package func migrate(share: String, report: @Sendable (String) -> Void) async throws {
        do {
            let applied = try await self.migrator(share: share).migrate()
            switch applied.count {
            case 0: break
            case 1...3: report("migrated: \(applied.map(\.description).joined(separator: ", "))")
            default: report("migrated: \(applied.count) files, the last \(applied.last?.description ?? "")")
            }
        } catch let error as MigrationError {
            throw Self.explained(error)
        }
    }

    /// What has been applied and what is to be applied.
    package func migrationStatus(share: String) async throws -> MigrationStatus {
        do {
            return try await self.migrator(share: share).status()
        } catch let error as MigrationError {
            throw Self.explained(error)
        }
    }

    private func migrator(share: String) throws -> Migrator {
        Migrator(
            try self.configuration(role: Self.owner), sets: ConveneMigrations.sets(share: share),
            logger: Logger(label: "convene.migrate", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    private static func explained(_ error: MigrationError) -> CommandFailure {
        switch error.reason {
        case .noConnection:
            CommandFailure(
                "no connection to the database as \(Self.owner)",
                advice: "type: convene check, which says what is not well")
        default: CommandFailure("\(error)", advice: "nothing after this file was applied")
        }
    }
}
