import Foundation
import Postgres
import Testing

struct MigrationFileTests {
    @Test func onlyNumberedNamesAreMigrations() {
        #expect(MigrationSet.number(of: "0001_calls.sql") == 1)
        #expect(MigrationSet.number(of: "0420_add-index_2.sql") == 420)
        for name in [
            "001_x.sql", "0000_x.sql", "0001-x.sql", "0001_.sql", "0001_X.sql", "0001_x.SQL", "x.sql", "0001.sql",
        ] {
            #expect(MigrationSet.number(of: name) == nil)
        }
    }

    @Test func refusesOtherFilesByName() throws {
        let folder = try Folder()
        defer { folder.remove() }
        try folder.write("0002_b.sql", "select 2")
        try folder.write("0001_a.sql", "select 1")
        try folder.write("schema.sql", "the whole")
        try folder.write("README.md", "words")
        let set = MigrationSet(owner: "x", directory: folder.path)
        #expect(try set.migrations().map(\.description) == ["x/0001_a.sql", "x/0002_b.sql"])
        try folder.write("0002_c.sql", "select 3")
        #expect(throws: MigrationError.self) { try set.migrations() }
        try folder.delete("0002_c.sql")
        try folder.write("3_c.sql", "select 3")
        let error = #expect(throws: MigrationError.self) { try set.migrations() }
        #expect(error?.reason == .badName && error?.description.contains("3_c.sql") == true)
    }
}

/// A directory of migration files for one test.
struct Folder {
    let path: String

    init() throws {
        self.path = FileManager.default.temporaryDirectory.appending(path: "migrations-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: self.path, withIntermediateDirectories: true)
    }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(self.path)/\(name)"))
    }

    func delete(_ name: String) throws {
        try FileManager.default.removeItem(atPath: "\(self.path)/\(name)")
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: self.path)
    }
}

@Suite(.enabled(if: TestServer.isAvailable, Comment(rawValue: TestServer.absence)), .timeLimit(.minutes(1)))
struct MigratorTests {
    /// A database of its own, because `convene.migration` is one for a database.
    private func withFreshDatabase(_ body: (DatabaseConfiguration, Database) async throws -> Void) async throws {
        let name = "m_" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "")
        var configuration = try TestServer.configuration(poolSize: 2)
        // CREATE DATABASE refuses to run in a function, so it goes as a migration outside a transaction.
        let folder = try Folder()
        defer { folder.remove() }
        try folder.write("0001_make.sql", "-- migration: no transaction\ncreate database \(name)")
        try await self.once(folder, configuration)
        configuration.database = name
        try await TestServer.withDatabase(configuration) { try await body(configuration, $0) }
        try folder.write("0001_make.sql", "-- migration: no transaction\ndrop database \(name) with (force)")
        try await self.once(folder, try TestServer.configuration())
    }

    private func once(_ folder: Folder, _ configuration: DatabaseConfiguration) async throws {
        let owner = "make_" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "")
        let set = MigrationSet(owner: owner, directory: folder.path)
        try await Migrator(configuration, sets: [set], logger: TestServer.logger).migrate()
        try await TestServer.withDatabase(configuration) { database in
            try await TestServer.run(database, "drop schema %I", owner)
            try await database.execute("delete from convene.migration where owner = \(owner)")
        }
    }

    private func failure(_ body: () async throws -> Void) async -> MigrationError? {
        do {
            try await body()
            return nil
        } catch {
            return error as? MigrationError
        }
    }

    @Test func appliesInOrderOnceAndRefusesWhatChanged() async throws {
        let (calls, rounds) = (try Folder(), try Folder())
        defer {
            calls.remove()
            rounds.remove()
        }
        try await self.withFreshDatabase { configuration, database in
            try calls.write(
                "0001_call.sql",
                """
                create table call (id bigint primary key, title text not null);
                do $$ begin create role t_reader; exception when duplicate_object then null; end $$;
                grant select on call to t_reader;
                """)
            try calls.write(
                "0002_rows.sql", "insert into call values (1, 'semi;colon -- é');\ninsert into call values (2, 'b')")
            // Only works after the first set, and in its own schema.
            try rounds.write("0001_round.sql", "create table round (call bigint references applications.call)")
            let sets = [
                MigrationSet(owner: "applications", directory: calls.path),
                MigrationSet(owner: "selection", directory: rounds.path),
            ]
            let migrator = Migrator(configuration, sets: sets, logger: TestServer.logger)
            #expect(try await migrator.status().pending.count == 3)
            #expect(try await migrator.migrate().map(\.file) == ["0001_call.sql", "0002_rows.sql", "0001_round.sql"])
            #expect(try await migrator.migrate().isEmpty)
            #expect(try await migrator.status().isCurrent)
            #expect(try await database.fetchValue("select count(*) from applications.call", as: Int.self) == 2)
            #expect(try await database.fetchValue("select count(*) from selection.round", as: Int.self) == 0)

            try calls.write("0003_more.sql", "alter table call add column more text")
            #expect(try await migrator.status().pending.map(\.file) == ["0003_more.sql"])
            #expect(try await migrator.migrate().count == 1)

            try calls.write("0002_rows.sql", "insert into call values (1, 'other')")
            let changed = await self.failure { _ = try await migrator.migrate() }
            #expect(changed?.reason == .changed && changed?.file == "0002_rows.sql")
            try calls.delete("0002_rows.sql")
            let missing = await self.failure { _ = try await migrator.status() }
            #expect(missing?.reason == .missing && missing?.file == "0002_rows.sql")
        }
    }

    @Test func aFailingFileLeavesNoTraceAndSaysWhere() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        try await self.withFreshDatabase { configuration, database in
            let migrator = Migrator(
                configuration, sets: [MigrationSet(owner: "travel", directory: folder.path)], logger: TestServer.logger)
            try folder.write("0001_a.sql", "create table a (id bigint);")
            try folder.write("0002_b.sql", "create table b (id bigint);\n\ncreate tabel c (id bigint);")
            let error = await self.failure { _ = try await migrator.migrate() }
            #expect(error?.reason == .failed && error?.file == "0002_b.sql" && error?.line == 3)
            #expect(error?.sqlState == "42601" && error?.complaint != nil)
            #expect(try await database.fetchValue("select to_regclass('travel.b') is null", as: Bool.self))
            #expect(try await migrator.status().applied.map(\.number) == [1])
            for text in ["commit", "create table b (id int); commit; begin", "rollback"] {
                try folder.write("0002_b.sql", text)
                let error = await self.failure { _ = try await migrator.migrate() }
                #expect(error?.reason == .transactionControl || text.hasSuffix("begin"))
                if text.hasSuffix("begin") { break }
            }
        }
    }

    @Test func outOfOrderAndConcurrentIndexes() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        try await self.withFreshDatabase { configuration, database in
            let migrator = Migrator(
                configuration, sets: [MigrationSet(owner: "travel", directory: folder.path)], logger: TestServer.logger)
            try folder.write("0002_b.sql", "create table b (id bigint)")
            try folder.write("0003_c.sql", "-- migration: no transaction\ncreate index concurrently b_id on b (id)")
            #expect(try await migrator.migrate().count == 2)
            #expect(try await database.fetchValue("select to_regclass('travel.b_id') is not null", as: Bool.self))
            try folder.write("0001_a.sql", "create table a (id bigint)")
            let error = await self.failure { _ = try await migrator.migrate() }
            #expect(error?.reason == .outOfOrder && error?.file == "0001_a.sql")
        }
    }

    @Test func racingMigratorsApplyEachFileOnce() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        try await self.withFreshDatabase { configuration, database in
            try folder.write("0001_a.sql", "create table a (id bigint); select pg_sleep(0.2)")
            try folder.write("0002_b.sql", "insert into a values (1)")
            let sets = [MigrationSet(owner: "travel", directory: folder.path)]
            let counts = try await withThrowingTaskGroup(of: Int.self, returning: [Int].self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await Migrator(configuration, sets: sets, logger: TestServer.logger).migrate().count
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(counts.sorted() == [0, 0, 0, 2])
            #expect(try await database.fetchValue("select count(*) from travel.a", as: Int.self) == 1)
        }
    }

    @Test func theCatalogueTellsSchemasApart() async throws {
        let (one, two) = (try Folder(), try Folder())
        defer {
            one.remove()
            two.remove()
        }
        let table = """
            create table call (
                id bigint generated always as identity primary key,
                title varchar(80) not null default 'x' check (title <> ''),
                state text collate "C", upper_title text generated always as (upper(title)) stored
            );
            create index call_state on call (state) where state is not null;
            create view open_call as select id, title from call where state = 'open';
            create function touch() returns trigger language plpgsql as $f$ begin return new; end $f$;
            create trigger touch before update on call for each row execute function touch();
            create type mood as enum ('sad', 'glad');
            create domain positive as bigint check (value > 0);
            do $d$ begin create role t_reader; exception when duplicate_object then null; end $d$;
            grant usage on schema applications to t_reader;
            grant select (id) on call to t_reader;
            """
        try one.write("0001_all.sql", table + "alter table call add column late text;")
        try two.write("0001_first.sql", table)
        try two.write("0002_second.sql", "alter table call add column late text")
        var texts: [String] = []
        for folder in [one, two] {
            try await self.withFreshDatabase { configuration, database in
                let set = MigrationSet(owner: "applications", directory: folder.path)
                try await Migrator(configuration, sets: [set], logger: TestServer.logger).migrate()
                texts.append(try await Catalogue.describe(schema: "applications", on: database))
                try await database.execute("revoke usage on schema applications from t_reader")
                let changed = try await Catalogue.describe(schema: "applications", on: database)
                #expect(changed != texts.last)
            }
        }
        #expect(texts.count == 2 && texts[0] == texts[1])
        for word in [
            "table call", "column call.title character varying(80) not null default", "generated upper",
            "identity always",
            "constraint call.call_title_check", "index call_state ", "column call.state text collate \"C\"",
            "view open_call", "trigger call", "enum 'sad', 'glad'",
            "domain bigint", "t_reader=usage", "t_reader=select", "function applications.touch()",
        ] {
            #expect(texts[0].contains(word), "\(word)")
        }
    }
}
