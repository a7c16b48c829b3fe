-- The whole present schema, made from the migrations (CONVENE_RECORD_SNAPSHOTS=1 make test). Not run by anything but a test.
SET check_function_bodies = false;

CREATE SCHEMA portal;

CREATE SCHEMA portal_pub;

CREATE FUNCTION portal.audit_is_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end
$$;

CREATE TABLE portal.audit (
    seq bigint NOT NULL,
    ts timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    actor text NOT NULL,
    role text NOT NULL,
    action text NOT NULL,
    object text NOT NULL,
    reason text,
    request text NOT NULL,
    details jsonb DEFAULT '{}'::jsonb NOT NULL,
    prev text,
    hash text
);

ALTER TABLE portal.audit ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME portal.audit_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE portal.consumer_cursor (
    source text NOT NULL,
    txid xid8 NOT NULL,
    seq bigint NOT NULL
);

CREATE TABLE portal.idempotency (
    principal text NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    status integer,
    headers jsonb,
    body bytea
);

CREATE TABLE portal.job (
    id uuid NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    input jsonb NOT NULL,
    state text DEFAULT 'queued'::text NOT NULL,
    progress double precision DEFAULT 0 NOT NULL,
    message text DEFAULT ''::text NOT NULL,
    result jsonb,
    problem jsonb,
    requested_by text NOT NULL,
    requested_role text NOT NULL,
    request text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    started_at timestamp with time zone,
    heartbeat_at timestamp with time zone,
    finished_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    cancel_requested boolean DEFAULT false NOT NULL,
    CONSTRAINT job_progress_check CHECK (((progress >= (0)::double precision) AND (progress <= (1)::double precision))),
    CONSTRAINT job_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);

CREATE TABLE portal.local_message (
    id uuid NOT NULL,
    sealed bytea NOT NULL,
    sent_at timestamp with time zone NOT NULL
);

CREATE TABLE portal.outbox (
    seq bigint NOT NULL,
    txid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    payload jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE portal.outbox ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME portal.outbox_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE portal.session (
    id_hash bytea NOT NULL,
    subject text NOT NULL,
    roles text[] NOT NULL,
    zone text,
    is_shared boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT session_id_hash_check CHECK ((octet_length(id_hash) = 32)),
    CONSTRAINT session_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 100))),
    CONSTRAINT session_zone_check CHECK ((length(zone) <= 64))
);

CREATE TABLE portal.sign_in (
    id uuid NOT NULL,
    address_hash bytea NOT NULL,
    address_sealed bytea NOT NULL,
    code_hash bytea NOT NULL,
    language text NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT sign_in_address_hash_check CHECK ((octet_length(address_hash) = 32)),
    CONSTRAINT sign_in_code_hash_check CHECK ((octet_length(code_hash) = 32)),
    CONSTRAINT sign_in_language_check CHECK ((language = ANY (ARRAY['en'::text, 'fr'::text, 'es'::text, 'ar'::text])))
);

CREATE VIEW portal_pub.event AS
 SELECT outbox.txid,
    outbox.seq,
    outbox.id,
    outbox.kind,
    outbox.subject,
    outbox.payload,
    outbox.created_at
   FROM portal.outbox;

ALTER TABLE ONLY portal.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY portal.consumer_cursor
    ADD CONSTRAINT consumer_cursor_pkey PRIMARY KEY (source);

ALTER TABLE ONLY portal.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (principal, key);

ALTER TABLE ONLY portal.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (id);

ALTER TABLE ONLY portal.local_message
    ADD CONSTRAINT local_message_pkey PRIMARY KEY (id);

ALTER TABLE ONLY portal.outbox
    ADD CONSTRAINT outbox_id_key UNIQUE (id);

ALTER TABLE ONLY portal.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY portal.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id_hash);

ALTER TABLE ONLY portal.sign_in
    ADD CONSTRAINT sign_in_pkey PRIMARY KEY (id);

CREATE INDEX audit_object ON portal.audit USING btree (object, seq);

CREATE INDEX idempotency_age ON portal.idempotency USING btree (created_at);

CREATE INDEX job_waiting ON portal.job USING btree (created_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));

CREATE INDEX local_message_sent ON portal.local_message USING btree (sent_at);

CREATE INDEX outbox_order ON portal.outbox USING btree (txid, seq);

CREATE INDEX session_expiry ON portal.session USING btree (expires_at);

CREATE INDEX session_subject ON portal.session USING btree (subject);

CREATE INDEX sign_in_address ON portal.sign_in USING btree (address_hash, created_at);

CREATE INDEX sign_in_created ON portal.sign_in USING btree (created_at);

CREATE TRIGGER audit_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON portal.audit FOR EACH STATEMENT EXECUTE FUNCTION portal.audit_is_append_only();

GRANT USAGE ON SCHEMA portal TO svc_portal;

GRANT USAGE ON SCHEMA portal_pub TO PUBLIC;

GRANT SELECT,INSERT ON TABLE portal.audit TO svc_portal;

GRANT SELECT,INSERT,UPDATE ON TABLE portal.consumer_cursor TO svc_portal;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE portal.idempotency TO svc_portal;

GRANT SELECT,INSERT,UPDATE ON TABLE portal.job TO svc_portal;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE portal.local_message TO svc_portal;

GRANT SELECT,INSERT ON TABLE portal.outbox TO svc_portal;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE portal.session TO svc_portal;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE portal.sign_in TO svc_portal;

