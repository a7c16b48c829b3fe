-- Staff have a second factor: a seed for time-based codes, sealed with a key that is not in the database, and recovery
-- codes, hashed. Sessions know when the factor was shown, what kind of browser they live in, and by which state of the
-- person's rights they were begun: when that changes they end. Sign-ins belong to the browser that asked.

-- migration: allow volatile-default because sessions live twelve hours at most and are few
-- migration: allow validated-constraint because sessions live twelve hours at most and are few
alter table session
    -- by which a person names one of her own sessions; no secret
    add column id uuid not null default gen_random_uuid(),
    -- coarse: a browser and a system out of short lists
    add column client text not null default 'other/other' check (length(client) <= 40),
    -- applications_pub.person_access.access_version at the sign-in
    add column access_version integer not null default 0,
    -- when the second factor was shown last; nothing but that page opens before, for staff
    add column factor_at timestamptz,
    -- the sealed seed that is being set up
    add column enrolling bytea,
    -- an administrator sees the pages as this applicant sees them, until then, and changes nothing
    add column acting_subject text check (length(acting_subject) between 1 and 100),
    add column acting_until timestamptz,
    add constraint session_acting check ((acting_subject is null) = (acting_until is null)),
    -- roles are read live from now on
    alter column roles set default '{}';
-- migration: allow create-index because sessions live twelve hours at most and are few
create unique index session_id on session (id);

-- migration: allow validated-constraint because sign-ins live a week at most and are few
alter table sign_in
    -- SHA-256 of the secret in the asking browser's cookie: a code works nowhere else
    add column browser_hash bytea check (octet_length(browser_hash) = 32),
    -- keyed hash of the network address, to count tries
    add column peer_hash bytea check (octet_length(peer_hash) = 32);
-- migration: allow create-index because sign-ins live a week at most and are few
create index sign_in_peer on sign_in (peer_hash, created_at);

create table second_factor (
    subject text primary key check (length(subject) between 1 and 100),
    seed_sealed bytea not null,
    -- the newest step of thirty seconds whose code was taken: no step is taken twice
    last_step bigint not null,
    -- wrong codes since the last right one, and until when none is looked at
    failures integer not null default 0,
    wait_until timestamptz,
    enrolled_at timestamptz not null
);

create table recovery_code (
    code_hash bytea primary key check (octet_length(code_hash) = 32),
    subject text not null references second_factor (subject) on delete cascade,
    used_at timestamptz
);
create index recovery_code_subject on recovery_code (subject);

grant select, insert, update, delete on second_factor, recovery_code to svc_portal;
