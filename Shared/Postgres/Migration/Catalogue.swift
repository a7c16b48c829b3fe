/// The catalogue's own account of a schema as text, always in the same order: two databases with the same text have
/// the same schema. Compares "all migrations" with `schema.sql`, and shows what a migration changed.
package enum Catalogue {
    /// Tables, columns, constraints, indexes, views, sequences, functions, triggers, types and grants, a line each.
    /// Names of other schemas are written out, because the description is made with `search_path` set to the system catalogue alone.
    package static func describe(schema: String, on database: Database) async throws -> String {
        // The server writes names without prefix when they are in the search path, so it has to be the same always.
        try await database.withTransaction(.readOnly) { transaction in
            try await transaction.execute("set local search_path to pg_catalog")
            var lines: [String] = []
            for section in Self.sections(schema) {
                lines += try await transaction.fetchValues(section, as: String.self)
            }
            return lines.joined(separator: "\n") + "\n"
        }
    }

    private static func sections(_ schema: String) -> [SQL] {
        [
            """
            select 'schema ' || nspname || ' ' || \(fragment: self.grants("nspacl")) from pg_namespace where nspname = \(schema)
            """,
            """
            select
                case c.relkind when 'v' then 'view ' when 'm' then 'materialized view ' when 'S' then 'sequence '
                    when 'p' then 'partitioned table ' else 'table ' end
                || c.relname
                || case when c.relrowsecurity then ' row security' else '' end
                || case when c.relforcerowsecurity then ' forced' else '' end
                || case when c.relispartition then ' partition of ' || (
                    select i.inhparent::regclass::text from pg_inherits i where i.inhrelid = c.oid)
                    || ' ' || pg_get_expr(c.relpartbound, c.oid) else '' end
                || coalesce(' with ' || array_to_string(c.reloptions, ' '), '')
                || ' ' || \(fragment: self.grants("c.relacl"))
                || case when c.relkind in ('v', 'm') then e'\\n' || pg_get_viewdef(c.oid, true) else '' end
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = \(schema) and c.relkind in ('r', 'p', 'v', 'm', 'S')
            order by c.relname collate "C"
            """,
            """
            select 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                || coalesce((
                    select ' collate ' || quote_ident(l.collname) from pg_collation l, pg_type t
                    where l.oid = a.attcollation and t.oid = a.atttypid and a.attcollation <> t.typcollation), '')
                || case when a.attnotnull then ' not null' else '' end
                || case when a.attgenerated = 's' then ' generated ' || pg_get_expr(d.adbin, d.adrelid)
                    else coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') end
                || case a.attidentity when 'a' then ' identity always' when 'd' then ' identity' else '' end
                || coalesce(' ' || \(fragment: self.grants("a.attacl")), '')
            from pg_attribute a
            join pg_class c on c.oid = a.attrelid
            join pg_namespace n on n.oid = c.relnamespace
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where n.nspname = \(schema) and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped
            order by c.relname collate "C", a.attname collate "C"
            """,
            """
            select 'constraint ' || c.relname || '.' || k.conname || ' ' || pg_get_constraintdef(k.oid)
                || case when k.convalidated then '' else ' not valid' end
            from pg_constraint k
            join pg_class c on c.oid = k.conrelid
            join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = \(schema)
            order by c.relname collate "C", k.conname collate "C"
            """,
            """
            select 'index ' || c.relname || ' ' || pg_get_indexdef(i.indexrelid)
                || case when i.indisvalid then '' else ' invalid' end
            from pg_index i
            join pg_class c on c.oid = i.indexrelid
            join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = \(schema)
            order by c.relname collate "C"
            """,
            """
            select 'function ' || p.oid::regprocedure::text || ' ' || \(fragment: self.grants("coalesce(p.proacl, acldefault('f', p.proowner))"))
                || case when p.prokind = 'a' then ' aggregate' else e'\\n' || pg_get_functiondef(p.oid) end
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = \(schema)
            order by p.oid::regprocedure::text collate "C"
            """,
            """
            select 'trigger ' || c.relname || ' ' || pg_get_triggerdef(t.oid)
            from pg_trigger t
            join pg_class c on c.oid = t.tgrelid
            join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = \(schema) and not t.tgisinternal
            order by c.relname collate "C", t.tgname collate "C"
            """,
            """
            select 'policy ' || p.tablename || ' ' || p.policyname || ' ' || p.permissive || ' ' || p.cmd
                || ' to ' || array_to_string(p.roles, ',') || coalesce(' using ' || p.qual, '')
                || coalesce(' with check ' || p.with_check, '')
            from pg_policies p
            where p.schemaname = \(schema)
            order by p.tablename collate "C", p.policyname collate "C"
            """,
            """
            select 'type ' || t.typname || ' '
                || case t.typtype
                    when 'e' then 'enum ' || (
                        select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)
                        from pg_enum e where e.enumtypid = t.oid)
                    when 'd' then 'domain ' || format_type(t.typbasetype, t.typtypmod)
                        || case when t.typnotnull then ' not null' else '' end
                        || coalesce(' default ' || t.typdefault, '')
                        || coalesce((
                            select string_agg(' ' || pg_get_constraintdef(k.oid), '' order by k.conname collate "C")
                            from pg_constraint k where k.contypid = t.oid), '')
                    else t.typtype::text end
            from pg_type t join pg_namespace n on n.oid = t.typnamespace
            where n.nspname = \(schema) and t.typtype in ('e', 'd', 'r')
            order by t.typname collate "C"
            """,
        ]
    }

    /// An access list as `role=rights` in a fixed order, without who granted it; the owner's own is left out.
    private static func grants(_ column: StaticString) -> SQL {
        """
        coalesce((
            select 'grants ' || string_agg(
                case when x.grantee = 0 then 'public' else pg_get_userbyid(x.grantee) end || '=' || x.rights, ' '
                order by case when x.grantee = 0 then 'public' else pg_get_userbyid(x.grantee) end collate "C")
            from (
                select g.grantee, string_agg(lower(g.privilege_type), ',' order by g.privilege_type) as rights
                from aclexplode(\(raw: column)) g
                where g.grantee <> g.grantor
                group by g.grantee
            ) x), '')
        """
    }
}
