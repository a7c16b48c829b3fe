import Access
import Durability
import Postgres
import Primitives

/// Row-level security as the database does it: which rows a service's role sees when a transaction is about one
/// convening, another one, none, all, or does not say. Which tables have rows of convenings is read from the catalogue,
/// so that a new one cannot be forgotten.
package struct ConveningPartition: Sendable {
    private let service: ServiceName
    private let name: String

    /// - Parameter database: one in which two convenings have rows.
    package init(_ service: ServiceName, database: String) {
        self.service = service
        self.name = database
    }

    private struct Table: RowDecodable {
        let name: String
        let isSecured: Bool
        let rows: Int

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.name = try row.next()
            self.isSecured = try row.next()
            self.rows = try row.next()
        }
    }

    /// Tables that have a convening's id, or hang by a foreign key on one that has, and how many rows of each are seen.
    private var tables: SQL {
        """
        with recursive belonging (id) as (
            select c.oid from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.relkind = 'r' and c.relnamespace = \(self.service.schema)::regnamespace
                and (a.attname = 'convening_id' or c.relname = 'convening')
            union
            select f.conrelid from pg_constraint f
            join belonging on belonging.id = f.confrelid
            join pg_class c on c.oid = f.conrelid
            where f.contype = 'f' and c.relnamespace = \(self.service.schema)::regnamespace
        )
        select c.relname::text, c.relrowsecurity,
            (xpath('/row/n/text()', query_to_xml(
                format('select count(*) as n from %s', c.oid::regclass), false, true, '')))[1]::text::bigint
        from belonging join pg_class c on c.oid = belonging.id
        order by 1
        """
    }

    private func see(says: Bool = true, _ scope: AccessScope = .everything) async throws -> [String: Int] {
        var configuration = try TestDatabase.shared.configuration(
            database: self.name, role: self.service.databaseRole)
        configuration.schema = self.service.schema
        if !says { configuration.sessionParameters = [:] }
        configuration.transactionParameters = DatabaseConfiguration.reachedConvenings
        let pool = Database(configuration, logger: TestDatabase.logger())
        let run = Task { try await pool.run() }
        defer { run.cancel() }
        let tables = try await AccessScope.$current.withValue(scope) {
            try await pool.fetchAll(self.tables, as: Table.self)
        }
        return tables.reduce(into: [:]) { $0[$1.name] = $1.isSecured ? $1.rows : -1 }
    }

    /// What is wrong; and the tables in which both convenings have rows.
    package func check(_ own: ConveningID, _ other: ConveningID) async throws -> (wrong: [String], shared: Set<String>)
    {
        let all = try await self.see()
        let none = try await self.see(AccessScope(convenings: []))
        let mine = try await self.see(AccessScope(convenings: [own]))
        let theirs = try await self.see(AccessScope(convenings: [other]))
        let both = try await self.see(AccessScope(convenings: [own, other]))
        let silent = try await self.see(says: false)
        var wrong: [String] = []
        var shared: Set<String> = []
        for (table, count) in all.sorted(by: { $0.key < $1.key }) {
            guard count >= 0 else {
                wrong.append("\(table) has no row-level security")
                continue
            }
            let (n, m, t) = (none[table] ?? -1, mine[table] ?? -1, theirs[table] ?? -1)
            if m + t - n != count { wrong.append("\(table): \(m) and \(t) of \(count) rows, \(n) of none") }
            if both[table] != count { wrong.append("\(table): \(both[table] ?? -1) of \(count) rows of both") }
            if silent[table] != 0 { wrong.append("\(table) is seen by who does not say what for") }
            if m > n, t > n { shared.insert(table) }
        }
        return (wrong, shared)
    }
}
