-- What every service keeps beside its own tables, written in the same transaction as a change: the audit line,
-- the event for others, the answer to a repeated request, and work to be done later. Runs with the search path
-- set to the service's schema; its login role is svc_<schema>, its published views live in <schema>_pub.

create table audit (
    seq bigint generated always as identity primary key,
    ts timestamptz not null default clock_timestamp(),
    actor text not null,
    role text not null,
    action text not null,
    object text not null,
    reason text,
    request text not null,
    details jsonb not null default '{}',
    prev text,
    hash text
);
create index audit_object on audit (object, seq);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_append_only before update or delete or truncate on audit
    for each statement execute function audit_is_append_only();

create table outbox (
    seq bigint generated always as identity primary key,
    -- The writing transaction: a reader may only pass it once every older one has ended, or events would be lost.
    txid xid8 not null default pg_current_xact_id(),
    id uuid not null unique,
    kind text not null,
    subject text not null,
    payload jsonb not null,
    created_at timestamptz not null default clock_timestamp()
);
create index outbox_order on outbox (txid, seq);

create table consumer_cursor (
    source text primary key,
    txid xid8 not null,
    seq bigint not null
);

create table idempotency (
    principal text not null,
    key text not null,
    fingerprint bytea not null,
    created_at timestamptz not null default clock_timestamp(),
    status integer,
    headers jsonb,
    body bytea,
    primary key (principal, key)
);
create index idempotency_age on idempotency (created_at);

create table job (
    id uuid primary key,
    kind text not null,
    subject text not null,
    input jsonb not null,
    state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
    progress double precision not null default 0 check (progress between 0 and 1),
    message text not null default '',
    result jsonb,
    problem jsonb,
    requested_by text not null,
    requested_role text not null,
    request text not null,
    created_at timestamptz not null default clock_timestamp(),
    started_at timestamptz,
    heartbeat_at timestamptz,
    finished_at timestamptz,
    attempts integer not null default 0,
    cancel_requested boolean not null default false
);
create index job_waiting on job (created_at) where state in ('queued', 'running');

do $$
declare
    owner text := current_schema();
    service text := 'svc_' || current_schema();
begin
    execute format('create schema if not exists %I', owner || '_pub');
    execute format('grant usage on schema %I to %I', owner, service);
    execute format('grant usage on schema %I to public', owner || '_pub');
    execute format('grant select, insert on audit to %I', service);
    execute format('grant select, insert on outbox to %I', service);
    execute format('grant select, insert, update on consumer_cursor to %I', service);
    execute format('grant select, insert, update, delete on idempotency to %I', service);
    execute format('grant select, insert, update on job to %I', service);
    execute format('create view %I.event as select txid, seq, id, kind, subject, payload, created_at from outbox',
        owner || '_pub');
end
$$;
