import Access
import ConveneCommands
import Foundation
import Postgres
import TestSupport
import Testing

/// Who may do what in the database, against a record: `CONVENE_RECORD_SNAPSHOTS=1 .ci/test --filter RoleSnapshotTests`
/// writes it anew, and a person reads what changed.
@Suite("Roles and grants", .enabled(if: PrivateServer.isPossible, PrivateServer.absence))
struct RoleSnapshotTests {
    private static let record = "\(Repository.root)/Tests/ConveneTests/Snapshots/roles.txt"

    @Test func rolesAndGrantsAreAsRecorded() async throws {
        try await PrivateServer.with { server in
            let lines = try await server.database(as: ClusterSettings.administrator) { database in
                try await database.fetchValues(Self.everything, as: String.self)
            }
            let text = lines.joined(separator: "\n") + "\n"
            if ProcessInfo.processInfo.environment["CONVENE_RECORD_SNAPSHOTS"] == "1" {
                try text.write(toFile: Self.record, atomically: true, encoding: .utf8)
            }
            let recorded = try String(contentsOfFile: Self.record, encoding: .utf8).split(separator: "\n").map(
                String.init)
            let new = Set(lines).subtracting(recorded).sorted()
            let gone = Set(recorded).subtracting(lines).sorted()
            #expect(lines == recorded, "new: \(new); gone: \(gone)")
            // What no record may ever hold.
            #expect(lines.filter { $0.contains(" PUBLIC ") } == [])
            #expect(lines.filter { $0.hasPrefix("definer ") } == [])
            for line in lines where line.hasPrefix("role ") && !line.hasPrefix("role convene_admin ") {
                #expect(!line.contains("super") && !line.contains("createrole") && !line.contains("bypassrls"))
                #expect(line.contains("replication") == line.hasPrefix("role convene_backup "))
            }
            for role in DatabaseSetup.serviceRoles { try await self.reach(of: role, server) }
            try await self.reachOfTheOthers(server)
        }
    }

    /// Logged in as a service: what it can reach outside its own schema is published for it.
    private func reach(of role: String, _ server: PrivateServer) async throws {
        let own = String(role.dropFirst("svc_".count))
        let reached = try await server.database(as: role) { database in
            try await database.fetchValues(
                """
                select n.nspname || '.' || c.relname
                from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema')
                    and n.nspname !~ '^pg_' and n.nspname <> \(own)
                    and (pg_catalog.has_table_privilege(c.oid, 'select, insert, update, delete, truncate')
                        or pg_catalog.has_any_column_privilege(c.oid, 'select, insert, update'))
                order by 1
                """, as: String.self)
        }
        #expect(reached.filter { !$0.contains("_pub.") } == [], "\(role)")
        for schema in Notary.services.map(\.schema) where schema != own {
            let refused = await #expect(throws: DatabaseError.self) {
                try await server.database(as: role) { database in
                    _ = try await database.fetchAll(Self.audit(schema), as: AnyRow.self)
                }
            }
            #expect(refused?.code == .permissionDenied, "\(role) reads \(schema)")
        }
        // Its own limits, as the session has them.
        let limits = try await server.database(as: role) { database in
            try await database.fetchValues(
                """
                select name || '=' || setting from pg_catalog.pg_settings
                where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') order by 1
                """, as: String.self)
        }
        #expect(limits == ["idle_in_transaction_session_timeout=10000", "lock_timeout=2000", "statement_timeout=5000"])
    }

    private func reachOfTheOthers(_ server: PrivateServer) async throws {
        // The auditor reads, and writes nothing.
        let refused = await #expect(throws: DatabaseError.self) {
            try await server.database(as: DatabaseSetup.auditor) { database in
                try await database.execute(
                    "insert into selection.audit (actor, role, action, object, request) values ('', '', '', '', '')")
            }
        }
        #expect(refused?.code == .permissionDenied)
        // Who replicates does not even get in.
        await #expect(throws: DatabaseError.self) {
            var configuration = try server.setup.configuration(role: DatabaseSetup.backup)
            configuration.circuitAfter = .milliseconds(200)
            configuration.defaultTimeout = .seconds(2)
            _ = try await DatabaseSetup.withDatabase(configuration) { try await $0.execute("select 1") }
        }
    }

    private static func audit(_ schema: String) -> SQL {
        switch schema {
        case "applications": "select 1 from applications.audit"
        case "selection": "select 1 from selection.audit"
        case "travel": "select 1 from travel.audit"
        case "scheduling": "select 1 from scheduling.audit"
        default: "select 1 from portal.audit"
        }
    }

    /// Attributes, settings, memberships and rights of everybody but the owners and the system's own.
    private static let everything: SQL = """
        with grants (kind, name, acl, owner) as (
            select 'database', datname::text, coalesce(datacl, acldefault('d', datdba)), datdba
            from pg_database where datname = current_database()
            union all
            select 'schema', nspname::text, coalesce(nspacl, acldefault('n', nspowner)), nspowner
            from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
            union all
            select case c.relkind when 'S' then 'sequence' when 'v' then 'view' else 'table' end,
                n.nspname || '.' || c.relname, c.relacl, c.relowner
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'v', 'm', 'S') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            union all
            select 'column', n.nspname || '.' || c.relname || '.' || a.attname, a.attacl, c.relowner
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where a.attacl is not null and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            union all
            select 'function', p.oid::regprocedure::text, coalesce(p.proacl, acldefault('f', p.proowner)), p.proowner
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        ), lines (line) as (
            select 'role ' || rolname || ' ' || concat_ws(' ',
                case when rolsuper then 'super' end, case when rolinherit then 'inherit' end,
                case when rolcreaterole then 'createrole' end, case when rolcreatedb then 'createdb' end,
                case when rolcanlogin then 'login' end, case when rolreplication then 'replication' end,
                case when rolbypassrls then 'bypassrls' end, 'connections=' || rolconnlimit)
            from pg_roles where rolname !~ '^pg_'
            union all
            select 'setting ' || pg_get_userbyid(setrole) || ' ' || coalesce(datname, '*') || ' ' || entry
            from pg_db_role_setting left join pg_database d on d.oid = setdatabase, unnest(setconfig) as entry
            union all
            select 'member ' || pg_get_userbyid(member) || ' of ' || pg_get_userbyid(roleid)
            from pg_auth_members where pg_get_userbyid(member) !~ '^pg_'
            union all
            select 'grant ' || kind || ' ' || name || ' '
                || case when x.grantee = 0 then 'PUBLIC' else pg_get_userbyid(x.grantee) end || ' '
                || string_agg(lower(x.privilege_type), ',' order by x.privilege_type)
            from grants, aclexplode(acl) as x
            where x.grantee <> owner
            group by kind, name, x.grantee
            union all
            select 'definer ' || p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where p.prosecdef and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        )
        select line from lines order by line collate "C"
        """
}

/// A row of one number.
private struct AnyRow: RowDecodable {
    init(_ row: inout RowCursor) throws(RowDecodingError) { row.skip() }
}
