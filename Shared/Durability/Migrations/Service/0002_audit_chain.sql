-- The audit log becomes a hash chain. Rows of `audit` are written by the transactions of the changes, in any order;
-- one background writer gives each a place in `audit_chain` once no older transaction can add another.

-- migration: allow drop-column because nothing ever wrote these two, and no release read them for anything but null
alter table audit drop column prev, drop column hash;

-- The writing transaction. Rows that are there already get this migration's: they come first, in their own order.
alter table audit add column txid xid8 not null default pg_current_xact_id();

-- migration: allow create-index because no installation had served people before this file
create index audit_order on audit (txid, seq);

-- The canonical form of a line knows members that are strings. Rows before were written by the same code.
alter table audit add constraint audit_details_are_texts
    check (jsonb_typeof(details) = 'object' and not details @? 'strict $.* ? (@.type() != "string")') not valid;

create table audit_chain (
    -- The place in the chain: 1, 2, 3 … without a gap.
    seq bigint primary key check (seq > 0),
    -- The row of `audit`. Not a foreign key: its check would lock, and so rewrite, every row of a log that is never changed.
    entry bigint not null unique,
    -- SHA-256 of the line before, and of this line (README, "The audit chain").
    prev bytea not null check (octet_length(prev) = 32),
    hash bytea not null check (octet_length(hash) = 32)
);

create trigger audit_chain_append_only before update or delete or truncate on audit_chain
    for each statement execute function audit_is_append_only();

do $$
declare
    owner text := current_schema();
    name text;
begin
    execute format('revoke all on function %I.audit_is_append_only() from public', owner);
    execute format('grant select, insert on audit_chain to %I', 'svc_' || owner);
    execute format('grant usage on schema %I to convene_auditor', owner);
    execute format('grant select on audit, audit_chain to convene_auditor');
    -- Published views are read by roles that are named, not by everybody who may log in.
    execute format('revoke all on schema %I from public', owner || '_pub');
    foreach name in array array['svc_applications', 'svc_selection', 'svc_travel', 'svc_scheduling', 'svc_portal',
        'convene_report']
    loop
        execute format('grant usage on schema %I to %I', owner || '_pub', name);
    end loop;
end
$$;
