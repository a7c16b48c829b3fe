-- What the portal keeps: sessions, sign-ins that are going on, and, in demonstrations only, the messages that
-- would have been sent. No address and no secret stands here in clear: secrets are hashed, addresses sealed with a
-- key that is not in the database, and everything ends by itself.

create table session (
    -- SHA-256 of the 256 random bits in the cookie
    id_hash bytea primary key check (octet_length(id_hash) = 32),
    subject text not null check (length(subject) between 1 and 100),
    roles text[] not null,
    zone text check (length(zone) <= 64),
    -- other people use the device: ends after 20 minutes without use
    is_shared boolean not null default true,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null
);
create index session_expiry on session (expires_at);
create index session_subject on session (subject);

create table sign_in (
    id uuid primary key,
    -- keyed hash, to count tries for one address
    address_hash bytea not null check (octet_length(address_hash) = 32),
    address_sealed bytea not null,
    code_hash bytea not null check (octet_length(code_hash) = 32),
    language text not null check (language in ('en', 'fr', 'es', 'ar')),
    tries integer not null default 0,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index sign_in_address on sign_in (address_hash, created_at);
create index sign_in_created on sign_in (created_at);

create table local_message (
    id uuid primary key,
    sealed bytea not null,
    sent_at timestamptz not null
);
create index local_message_sent on local_message (sent_at);

grant select, insert, update, delete on session, sign_in, local_message to svc_portal;
