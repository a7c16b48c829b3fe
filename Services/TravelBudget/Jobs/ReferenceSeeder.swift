import Durability
import Foundation
import Logging
import Postgres
import ServiceKit
import ServiceLifecycle
import TravelBudgetEngine

/// Puts the shipped reference tables in force at the first start, where there are none yet.
struct ReferenceSeeder: Service {
    private let database: Database
    private let journal: Journal
    private let store = ReferenceStore()
    private let share: String
    private let logger: Logger

    /// Name of the shipped version of every table.
    static let version = "shipped-1"

    /// - Parameter share: the share directory, which holds `Services` as the repository does.
    init(_ database: Database, _ vault: FieldVault, share: String, logger: Logger) {
        self.database = database
        self.journal = Journal(database, vault)
        self.share = share
        self.logger = logger
    }

    func run() async throws {
        var isDone = false
        while !Task.isShuttingDownGracefully && !Task.isCancelled {
            if !isDone {
                do {
                    let count = try await self.seed()
                    if count > 0 { self.logger.notice("reference tables loaded", metadata: ["count": "\(count)"]) }
                    isDone = true
                } catch {
                    self.logger.error(
                        "reference tables not loaded",
                        metadata: ["error": "\(DatabaseProblems.hooks().describe(error))"])
                }
            }
            // A service that returns would stop the others; after its work this one only waits for the end.
            let pause = Duration.seconds(isDone ? 3600 : 2)
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
        }
    }

    /// - Returns: how many tables were put in force.
    func seed() async throws -> Int {
        var files: [TableFile] = []
        for table in TableName.allCases {
            let path = "\(self.share)/Services/TravelBudget/Reference/\(table.fileName)"
            guard let data = FileManager.default.contents(atPath: path) else {
                throw SettingsError("The reference table \(path) is missing; is share.directory right?")
            }
            files.append(TableFile(table: table, version: Self.version, bytes: Array(data)))
        }
        // All together or none: a shipped set that does not fit itself is a broken installation.
        _ = try ReferenceTables(files: files)
        let proposals = try files.map { file in
            ReferenceStore.Proposal(
                table: file.table, name: file.version, bytes: file.bytes, rows: try file.table.check(file.bytes),
                note: "shipped with the service")
        }
        return try await self.journal.background(
            actor: "travel-budget", role: "service", requestID: "reference-seed"
        ) { transaction, record in
            var count = 0
            for proposal in proposals where try await self.store.seed(proposal, transaction) {
                count += 1
                try await record.audit(
                    "reference.seeded", "reference-table/\(proposal.table.rawValue)",
                    details: ["version": proposal.name])
            }
            return count
        }
    }
}
