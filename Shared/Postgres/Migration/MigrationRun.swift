import Foundation
import Logging

/// One pass over the files, on one session.
struct MigrationRun {
    let session: BlockingSession
    let sets: [MigrationSet]
    let logger: Logger

    /// What `convene.migration` says about one file.
    private struct Record: RowDecodable {
        let owner: String
        let number: Int
        let file: String
        let checksum: String

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.owner = try row.next()
            self.number = try row.next()
            self.file = try row.next()
            self.checksum = try row.next()
        }
    }

    func apply() throws(MigrationError) -> [Migration] {
        try self.attempt {
            () throws(BlockingSession.Failure) in
            // Another run may take long; waiting for it is not waiting for a table.
            try self.session.run("set lock_timeout = 0")
            try self.session.query("select pg_advisory_lock(\(Migrator.lock))")
            try self.session.run("set lock_timeout = \(Migrator.lockTimeout)")
            try self.session.run(
                """
                begin;
                create schema if not exists convene;
                create table if not exists convene.migration (
                    owner text not null,
                    number integer not null check (number > 0),
                    name text not null,
                    checksum text not null,
                    applied_at timestamptz not null default now(),
                    primary key (owner, number)
                );
                -- Earlier versions let everybody read it, which nobody did.
                revoke all on schema convene from public;
                revoke all on convene.migration from public;
                commit
                """)
        }
        let pending = try self.status().pending
        for migration in pending {
            try self.apply(migration)
            self.logger.info("migration applied", metadata: ["migration": .string("\(migration)")])
        }
        try self.attempt { () throws(BlockingSession.Failure) in
            try self.session.query("select pg_advisory_unlock(\(Migrator.lock))")
        }
        return pending
    }

    func status() throws(MigrationError) -> MigrationStatus {
        let records = try self.records()
        var applied: [Migration] = []
        var pending: [Migration] = []
        for set in self.sets {
            let files = try set.migrations()
            let own = records.filter { $0.owner == set.owner }
            if let gone = own.first(where: { record in !files.contains { $0.number == record.number } }) {
                throw MigrationError(.missing, owner: set.owner, file: gone.file)
            }
            let last = own.map(\.number).max() ?? 0
            for file in files {
                if let record = own.first(where: { $0.number == file.number }) {
                    guard record.file == file.file, try self.checksum(file) == record.checksum else {
                        throw MigrationError(.changed, owner: set.owner, file: record.file)
                    }
                    applied.append(file)
                } else if file.number < last {
                    throw MigrationError(.outOfOrder, owner: set.owner, file: file.file)
                } else {
                    pending.append(file)
                }
            }
        }
        return MigrationStatus(applied: applied, pending: pending)
    }

    private func records() throws(MigrationError) -> [Record] {
        let tables = try self.attempt { () throws(BlockingSession.Failure) in
            try self.session.query("select 1 where to_regclass('convene.migration') is not null")
        }
        if tables.count == 0 { return [] }
        let result = try self.attempt { () throws(BlockingSession.Failure) in
            try self.session.query("select owner, number, name, checksum from convene.migration order by owner, number")
        }
        do throws(RowDecodingError) { return try result.decode(Record.self) } catch {
            throw MigrationError(.failed, owner: "convene", file: "migration")
        }
    }

    private func checksum(_ migration: Migration) throws(MigrationError) -> String {
        let result = try self.attempt(migration) { () throws(BlockingSession.Failure) in
            try self.session.query("select encode(sha256(\(Array(migration.text.utf8))), 'hex')")
        }
        do throws(RowDecodingError) { return try result.decodeColumn(String.self)[0] } catch {
            throw MigrationError(.failed, owner: migration.owner, file: migration.file)
        }
    }

    /// Tries again when a table is in use: each attempt waits for it so briefly that nobody behind it notices, because
    /// who waits for a strong lock makes everybody wait who comes after.
    private func apply(_ migration: Migration) throws(MigrationError) {
        var attempt = 0
        while true {
            do throws(MigrationError) {
                return try self.applyOnce(migration)
            } catch {
                // A statement outside a transaction may have left something half made: a person has to look.
                guard error.sqlState == "55P03", attempt < Migrator.attempts, !migration.isWithoutTransaction else {
                    throw error
                }
                try self.attempt(migration) { () throws(BlockingSession.Failure) in try self.session.run("rollback") }
                attempt += 1
                self.logger.notice(
                    "migration waits for a table", metadata: ["migration": .string("\(migration)")])
                Thread.sleep(forTimeInterval: Migrator.pause)
            }
        }
    }

    private func applyOnce(_ migration: Migration) throws(MigrationError) {
        let checksum = try self.checksum(migration)
        let schema = quotedIdentifier(migration.schema)
        let prepare = "create schema if not exists \(schema); set"
        if migration.isWithoutTransaction {
            try self.attempt(migration) { () throws(BlockingSession.Failure) in
                // CREATE INDEX CONCURRENTLY waits for transactions, not in front of anybody.
                try self.session.run("\(prepare) search_path to \(schema); set lock_timeout = 0")
                try self.session.run(migration.text)
                try self.session.run("reset search_path; set lock_timeout = \(Migrator.lockTimeout)")
            }
        } else {
            try self.attempt(migration) { () throws(BlockingSession.Failure) in
                try self.session.run("begin; \(prepare) local search_path to \(schema)")
                try self.session.run(migration.text)
            }
            guard self.session.isInTransaction else {
                throw MigrationError(.transactionControl, owner: migration.owner, file: migration.file)
            }
        }
        let tag = try self.attempt(migration) { () throws(BlockingSession.Failure) in
            try self.session.query(
                """
                insert into convene.migration (owner, number, name, checksum)
                values (\(migration.owner), \(migration.number), \(migration.file), \(checksum))
                """)
            return migration.isWithoutTransaction ? "COMMIT" : try self.session.run("commit")
        }
        guard tag == "COMMIT", !self.session.isInTransaction else {
            throw MigrationError(.transactionControl, owner: migration.owner, file: migration.file)
        }
    }

    /// Runs a step and gives its failure the file's name and line.
    @discardableResult
    private func attempt<Value>(
        _ migration: Migration? = nil, _ body: () throws(BlockingSession.Failure) -> Value
    ) throws(MigrationError) -> Value {
        do throws(BlockingSession.Failure) { return try body() } catch {
            var failure = MigrationError(
                error.error.code == .connectionLost ? .noConnection : .failed, owner: migration?.owner ?? "convene",
                file: migration?.file ?? "migration")
            failure.sqlState = error.error.sqlState
            failure.constraint = error.error.constraint
            failure.table = error.error.table
            failure.complaint = error.complaint
            failure.line = error.error.position.flatMap { position in
                migration.map { $0.text.unicodeScalars.prefix(position - 1).count { $0 == "\n" } + 1 }
            }
            throw failure
        }
    }
}
