-- Sealed fields: the data keys, wrapped, one for each subject and compartment; and who has been erased. What opens
-- the wrappings stands outside of the database.

do $$
begin
    if exists (select from idempotency) then
        raise exception 'answers kept for repeated requests stand here unsealed'
            using hint = 'Stop the services and wait until the answers are seven days old and forgotten, or delete them if nobody will repeat a request.';
    end if;
end
$$;

-- A sealed field, or nothing at all once its subject has been erased.
create domain sealed as bytea check (octet_length(value) = 0 or octet_length(value) >= 297);

create table subject_key (
    id bigint primary key check (id > 0),
    -- kind and opaque id: person/…, organisation/…
    subject text not null,
    compartment text not null,
    -- which key-encryption key and which month's erasure key open it
    generation integer not null check (generation > 0),
    month integer not null,
    wrapped bytea not null check (octet_length(wrapped) = 40),
    -- who made it: a key of a transaction that may still be undone is not remembered
    txid xid8 not null default pg_current_xact_id(),
    made_at timestamptz not null default clock_timestamp(),
    constraint subject_key_once unique (subject, compartment)
);
create index subject_key_wrapping on subject_key (compartment, generation, month);

-- Whoever restores an older state of the database lets all of these be erased again before anybody is served.
create table tombstone (
    subject text primary key,
    erased_at timestamptz not null
);

-- Destroys the data keys of a subject for good. A service that keeps more of a subject replaces this function.
create function erase_subject(gone text, moment timestamptz) returns integer language plpgsql
    set search_path from current as $$
declare
    destroyed integer;
begin
    insert into tombstone (subject, erased_at) values (gone, moment) on conflict (subject) do nothing;
    delete from subject_key where subject = gone;
    get diagnostics destroyed = row_count;
    return destroyed;
end
$$;

do $$
declare
    service text := 'svc_' || current_schema();
begin
    execute format('grant select, insert, update, delete on subject_key to %I', service);
    execute format('grant select, insert on tombstone to %I', service);
    -- A new function is everybody's to call; this one destroys.
    revoke execute on function erase_subject(text, timestamptz) from public;
    execute format('grant execute on function erase_subject(text, timestamptz) to %I', service);
end
$$;
