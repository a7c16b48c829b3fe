import Access
import Postgres
import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetEngine

/// Parsed reference tables. Versions never change, so what was parsed once stays good; a few sets are kept.
actor ReferenceLibrary {
    /// A set of tables and the ids of its versions, which a budget pins.
    struct Shelf: Sendable {
        let tables: ReferenceTables
        let ids: [ReferenceVersionID]

        var names: [TableVersionName] {
            self.tables.versions.map { TableVersionName(table: $0.table.rawValue, version: $0.version) }
        }
    }

    private let database: Database
    private let store = ReferenceStore()
    private var shelves: [Shelf] = []

    private static let capacity = 4

    init(_ database: Database) {
        self.database = database
    }

    /// The tables in force.
    /// - Throws: `Problem` unavailable before the shipped tables are loaded.
    func inForce() async throws -> Shelf {
        let ids = try await self.store.inForce(self.database).map(\.id)
        guard ids.count == TableName.allCases.count else {
            throw Problem(
                .unavailable, "The reference tables are being loaded.", headers: ["Retry-After": "2"])
        }
        return try await self.shelf(ids, self.database)
    }

    /// The tables of some versions.
    /// - Parameter runner: where they are read; whoever holds a connection gives it, and takes no second one.
    func shelf(_ ids: [ReferenceVersionID], _ runner: some QueryRunner) async throws -> Shelf {
        if let known = self.shelves.first(where: { $0.ids == ids }) { return known }
        let files = try await self.store.files(ids, runner)
        let shelf = Shelf(tables: try ReferenceTables(files: files), ids: ids)
        self.shelves.insert(shelf, at: 0)
        self.shelves = Array(self.shelves.prefix(Self.capacity))
        return shelf
    }
}
