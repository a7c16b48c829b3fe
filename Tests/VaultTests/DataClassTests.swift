import Durability
import Postgres
import TestSupport
import Testing
import Vault

/// Every column has a class, a purpose and a retention; personal columns are sealed or say why not.
@Suite("Vault: data classes", .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct DataClassTests {
    /// Type by `schema.table.column`, of every table that a migrated database has.
    private func catalogue() async throws -> [String: String] {
        let name = try await TestDatabase.shared.make()
        let database = Database(
            try TestDatabase.shared.configuration(database: name), logger: TestDatabase.logger())
        let run = Task { try await database.run() }
        defer { run.cancel() }
        let rows = try await database.fetchTuples(
            """
            select space.nspname || '.' || class.relname || '.' || attribute.attname, type.typname::text
            from pg_class as class
            join pg_namespace as space on space.oid = class.relnamespace
            join pg_attribute as attribute on attribute.attrelid = class.oid
            join pg_type as type on type.oid = attribute.atttypid
            where class.relkind in ('r', 'p', 'm') and attribute.attnum > 0 and not attribute.attisdropped
                and space.nspname !~ '^pg_' and space.nspname <> 'information_schema'
            """, as: (String, String).self)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.0, $0.1) })
    }

    @Test func everyColumnHasAClass() async throws {
        let found = try await self.catalogue()
        let classified = ClassifiedTable.columns
        #expect(found.count > 400)
        let without = Set(found.keys).subtracting(classified.keys).sorted()
        #expect(without.isEmpty, "give these columns a class in Shared/Durability/DataClasses: \(without)")
        let gone = Set(classified.keys).subtracting(found.keys).sorted()
        #expect(gone.isEmpty, "no database has these columns: \(gone)")
    }

    @Test func personalColumnsAreSealedOrSayWhyNot() async throws {
        for (column, type) in try await self.catalogue() {
            guard let known = ClassifiedTable.columns[column] else { continue }
            let name = String(column.split(separator: ".")[2])
            let isPersonal = known.dataClass == .c2 || known.dataClass == .c3
            let isPlain = known.table.plain[name] != nil
            if isPersonal {
                #expect((type == "sealed") != isPlain, "\(column) of class \(known.dataClass) has the type \(type)")
            } else {
                #expect(type != "sealed" && !isPlain, "\(column) is sealed, so its class is not \(known.dataClass)")
            }
        }
    }

    @Test func everyTableSaysWhatForAndUntilWhen() {
        for table in ClassifiedTable.all {
            #expect(table.purpose.count > 10 && !table.retention.isEmpty, "\(table.name)")
            #expect(table.plain.keys.allSatisfy { table.classes[$0] != nil }, "\(table.name)")
            #expect(table.plain.values.allSatisfy { $0.count > 20 }, "\(table.name)")
        }
    }
}
