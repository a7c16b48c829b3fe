import Access
import Durability
import Foundation
import Postgres
import Primitives
import TestSupport
import Vault

/// A database with the schema of the applications service, and keys of its own that a test may rotate.
struct VaultPlace: Sendable {
    let folders: VaultFolders
    let database: Database
    let administrator: Database

    /// Runs the body as the service's role.
    static func with(_ body: @Sendable (VaultPlace) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "/convene-vault-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let folders = VaultFolders(folder)
        try folders.makeMissing()
        let name = try await TestDatabase.shared.make()
        let service = Database(
            try TestDatabase.shared.configuration(database: name, role: ServiceName.applications.databaseRole),
            logger: TestDatabase.logger())
        let administrator = Database(
            try TestDatabase.shared.configuration(database: name), logger: TestDatabase.logger())
        let runs = [Task { try await service.run() }, Task { try await administrator.run() }]
        defer { for run in runs { run.cancel() } }
        try await body(VaultPlace(folders: folders, database: service, administrator: administrator))
    }

    /// Another instance of the service: nothing cached.
    func vault() throws -> FieldVault {
        try TestPlace.shared.fieldVault(.applications, vault: self.folders)
    }

    func keeper(_ vault: FieldVault) -> VaultKeeper {
        VaultKeeper(self.database, vault, logger: TestDatabase.logger(), pause: .milliseconds(50))
    }

    /// Seals a name for a person as the service does.
    func seal(_ name: String, _ person: PersonID, _ vault: FieldVault) async throws -> [UInt8] {
        try await self.database.withTransaction { transaction in
            let sealer = try await vault.sealer([KeyName(.person(person), .identity)], transaction)
            return try sealer.seal(text: name, .person(person), .identity, Self.place(person))
        }
    }

    func open(_ sealed: [UInt8], _ person: PersonID, _ vault: FieldVault) async throws -> String? {
        try await vault.opener([sealed], self.database).text(sealed, Self.place(person))
    }

    static func place(_ person: PersonID) -> FieldContext {
        FieldContext("applications.person_identity", "name", row: person, .c2)
    }
}
