import Access
import Foundation
import Postgres

extension DatabaseSetup {
    /// A login role with its password, as it travels to the server.
    private struct RoleRecord: Encodable {
        let name: String
        let secret: String
        /// The schema that names without prefix mean.
        let path: String
        let isService: Bool
    }

    /// Makes the roles, the database and its basic rights. Doing it again sets everything as it should be.
    package func provision(report: @Sendable (String) -> Void) async throws {
        var records: [RoleRecord] = []
        for role in Self.roles {
            records.append(
                RoleRecord(
                    name: role, secret: try SecretFile.ensure(self.home.passwordFile(role)),
                    path: Self.searchPath(role), isService: Self.serviceRoles.contains(role)))
        }
        let json = JSONText(String(decoding: try JSONEncoder().encode(records), as: UTF8.self))
        var configuration = self.administrator
        configuration.poolSize = 1
        configuration.statementTimeout = .zero
        configuration.lockTimeout = .seconds(20)
        configuration.defaultTimeout = .seconds(60)
        do {
            try await Self.withDatabase(configuration) { database in try await Self.makeRoles(database, json) }
            if self.isPrivate, try await self.makeDatabase(configuration) {
                report("made the database \(self.access.database)")
            }
            if self.isPrivate { try await self.makeBackupRole(configuration) }
            configuration.database = self.access.database
            try await Self.withDatabase(configuration) { database in try await Self.grant(database, json) }
        } catch let error as DatabaseError {
            throw Self.explained(error, "the database could not be set up")
        }
    }

    /// A database error in words for the operator.
    static func explained(_ error: DatabaseError, _ what: String) -> CommandFailure {
        switch error.code {
        case .permissionDenied:
            CommandFailure(
                "\(what): the role in DATABASE_URL lacks a right",
                advice: "it has to own the database and be allowed to make roles (createrole)")
        case .connectionFailed, .unavailable, .connectionLost, .poolExhausted:
            CommandFailure(
                "\(what): no connection (\(error.sqlState.map { "SQLSTATE \($0)" } ?? "no answer"))",
                advice: "is the server up, the password right, and its certificate signed by the right authority?")
        default: CommandFailure("\(what): \(error)")
        }
    }

    private static func searchPath(_ role: String) -> String {
        let service = (ServiceName.backends + [.portal]).first { $0.databaseRole == role }
        // Migrations name every schema; so does reporting.
        return service?.schema ?? "pg_catalog"
    }

    /// Utility statements take no parameters, so values travel in a setting of the transaction and `format` quotes them
    /// on the server.
    private static func makeRoles(_ database: Database, _ json: JSONText) async throws {
        try await database.withTransaction { transaction in
            _ = try await transaction.fetchValue(
                "select set_config('convene.roles', \(json)::text, true)", as: String.self)
            _ = try await transaction.execute(
                """
                do $$
                declare
                    entry record;
                begin
                    for entry in
                        select name, secret
                        from jsonb_to_recordset(current_setting('convene.roles')::jsonb) as r(name text, secret text)
                    loop
                        if not exists (select from pg_catalog.pg_roles where rolname = entry.name) then
                            execute format('create role %I', entry.name);
                        end if;
                        execute format(
                            'alter role %I with login nocreatedb nocreaterole connection limit 40 password %L',
                            entry.name, entry.secret);
                    end loop;
                end
                $$
                """)
        }
    }

    /// The role of base backups: it may replicate, and connect to no database.
    private func makeBackupRole(_ configuration: DatabaseConfiguration) async throws {
        let secret = try SecretFile.ensure(self.home.passwordFile(Self.backup))
        try await Self.withDatabase(configuration) { database in
            try await database.withTransaction { transaction in
                _ = try await transaction.fetchValue(
                    "select set_config('convene.secret', \(secret), true)", as: String.self)
                _ = try await transaction.execute(
                    """
                    do $$
                    begin
                        if not exists (select from pg_catalog.pg_roles where rolname = 'convene_backup') then
                            create role convene_backup;
                        end if;
                        execute format(
                            'alter role convene_backup with login replication noinherit nocreatedb nocreaterole '
                            || 'connection limit 4 password %L', current_setting('convene.secret'));
                        alter role convene_backup set search_path = pg_catalog;
                    end
                    $$
                    """)
            }
        }
    }

    /// - Returns: whether it was made now.
    private func makeDatabase(_ configuration: DatabaseConfiguration) async throws -> Bool {
        try await Self.withDatabase(configuration) { database in
            let exists = try await database.fetchValue(
                "select exists (select from pg_catalog.pg_database where datname = \(ClusterSettings.database))",
                as: Bool.self)
            if exists { return false }
            _ = try await database.execute(
                "create database convene with owner convene_owner template template0 encoding 'UTF8'")
            return true
        }
    }

    /// Rights and settings inside the database.
    private static func grant(_ database: Database, _ json: JSONText) async throws {
        try await database.withTransaction { transaction in
            _ = try await transaction.fetchValue(
                "select set_config('convene.roles', \(json)::text, true)", as: String.self)
            _ = try await transaction.execute("revoke all on schema public from public")
            // The first migration revokes it again, and who has no right at all on a schema may not even do that: so
            // it is where the administrator, not `convene_owner`, owns the database.
            _ = try await transaction.execute("grant usage on schema public to convene_owner")
            _ = try await transaction.execute(
                """
                do $$
                declare
                    entry record;
                    base text := current_database();
                    may_hide boolean := (select rolsuper from pg_catalog.pg_roles where rolname = current_user);
                begin
                    execute format('revoke all on database %I from public', base);
                    execute format('grant create, connect, temporary on database %I to convene_owner', base);
                    for entry in
                        select name, path, "isService"
                        from jsonb_to_recordset(current_setting('convene.roles')::jsonb)
                            as r(name text, path text, "isService" boolean)
                    loop
                        execute format('grant connect on database %I to %I', base, entry.name);
                        execute format('alter role %I in database %I set search_path = %I', entry.name, base, entry.path);
                        execute format('alter role %I in database %I set timezone = %L', entry.name, base, 'UTC');
                        if entry."isService" then
                            execute format(
                                'alter role %I in database %I set statement_timeout = %L', entry.name, base, '5s');
                            execute format('alter role %I in database %I set lock_timeout = %L', entry.name, base, '2s');
                            execute format(
                                'alter role %I in database %I set idle_in_transaction_session_timeout = %L',
                                entry.name, base, '10s');
                        end if;
                        -- Only a superuser may set these; elsewhere the server's own settings decide.
                        if may_hide then
                            execute format('alter role %I in database %I set log_min_messages = fatal', entry.name, base);
                            execute format(
                                'alter role %I in database %I set log_min_error_statement = panic', entry.name, base);
                        end if;
                    end loop;
                end
                $$
                """)
        }
    }
}
