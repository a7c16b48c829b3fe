import Access
import ConveneCommands
import Durability
import Foundation
import Postgres
import TestSupport
import Testing

/// `schema.sql` beside the migrations of a service is its whole present schema, for people to read. It is made from the
/// migrations with `CONVENE_RECORD_SNAPSHOTS=1 .ci/test --filter SchemaTests` and must give the same database as they do.
@Suite(
    "The schema as files", .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct SchemaTests {
    /// In the order in which one may refer to the other.
    private static let owners: [(service: ServiceName, folder: String)] = [
        (.applications, "Applications"), (.travelBudget, "TravelBudget"), (.selection, "Selection"),
        (.scheduling, "Scheduling"), (.portal, "Portal"),
    ]

    private static func file(_ folder: String) -> String {
        "\(Repository.root)/Services/\(folder)/Migrations/schema.sql"
    }

    private static let platform =
        "\(Repository.root)/Shared/Durability/Migrations/Platform/0003_convening_scope.sql"

    private static func schemas(_ service: ServiceName) -> [String] {
        [service.schema, "\(service.schema)_pub"]
    }

    @Test func allMigrationsTogetherAreTheSchemaFiles() async throws {
        let migrated = try await TestDatabase.shared.make()
        if ProcessInfo.processInfo.environment["CONVENE_RECORD_SNAPSHOTS"] == "1" {
            for owner in Self.owners { try self.record(owner.service, owner.folder, from: migrated) }
        }
        let written = try await TestDatabase.shared.make(empty: true)
        let psql = try #require(OutsideProgram("psql"))
        let url = try TestDatabase.shared.url(database: written, role: nil)
        // What the schemas stand on.
        let ground = try psql.run([
            "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", "create schema convene", "-f", Self.platform,
        ])
        try #require(ground.status == 0, "\(ground.text)")
        for owner in Self.owners {
            let outcome = try psql.run([
                "-X", "-q", "-v", "ON_ERROR_STOP=1", "--single-transaction", "-d", url, "-f", Self.file(owner.folder),
            ])
            try #require(outcome.status == 0, "\(owner.folder): \(outcome.text)")
        }
        for schema in Self.owners.flatMap({ Self.schemas($0.service) }) {
            let left = try await self.description(schema, migrated)
            let right = try await self.description(schema, written)
            let missing = Set(left).subtracting(right).sorted()
            let surplus = Set(right).subtracting(left).sorted()
            #expect(
                left == right,
                "\(schema): only the migrations make \(missing), only schema.sql makes \(surplus)")
            if !schema.hasSuffix("_pub") { #expect(left.count > 10, "\(schema) is empty") }
        }
    }

    private func description(_ schema: String, _ database: String) async throws -> [String] {
        let configuration = try TestDatabase.shared.configuration(database: database)
        return try await DatabaseSetup.withDatabase(configuration) { database in
            try await Catalogue.describe(schema: schema, on: database).components(separatedBy: "\n")
        }
    }

    private func record(_ service: ServiceName, _ folder: String, from database: String) throws {
        let dump = try #require(OutsideProgram("pg_dump"))
        let outcome = try dump.run(
            [
                "--schema-only", "--no-owner", "--no-comments", "-d",
                TestDatabase.shared.url(database: database, role: nil),
            ]
                + Self.schemas(service).flatMap { ["--schema", $0] })
        try #require(outcome.status == 0, "\(outcome.text)")
        // What depends on the server's version or on chance is left out.
        let lines = outcome.text.components(separatedBy: "\n").filter { line in
            !["--", "SET ", "\\", "SELECT pg_catalog.set_config"].contains { line.hasPrefix($0) }
        }
        var text =
            "-- The whole present schema, made from the migrations (CONVENE_RECORD_SNAPSHOTS=1 .ci/test --filter SchemaTests). Not run by anything but a test.\n"
        text += "SET check_function_bodies = false;\n"
        for line in lines where !(line.isEmpty && text.hasSuffix("\n\n")) { text += line + "\n" }
        try text.write(toFile: Self.file(folder), atomically: true, encoding: .utf8)
    }
}
