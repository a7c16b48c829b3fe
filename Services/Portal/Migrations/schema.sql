-- The whole present schema, made from the migrations (CONVENE_RECORD_SNAPSHOTS=1 .ci/test --filter SchemaTests). Not run by anything but a test.
SET check_function_bodies = false;

CREATE SCHEMA portal;

CREATE SCHEMA portal_pub;

CREATE DOMAIN portal.sealed AS bytea
	CONSTRAINT sealed_check CHECK (((octet_length(VALUE) = 0) OR (octet_length(VALUE) >= 297)));

CREATE FUNCTION portal.audit_is_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end
$$;

CREATE FUNCTION portal.erase_subject(gone text, moment timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'portal'
    AS $$
declare
    destroyed integer;
begin
    insert into tombstone (subject, erased_at) values (gone, moment) on conflict (subject) do nothing;
    delete from subject_key where subject = gone;
    get diagnostics destroyed = row_count;
    return destroyed;
end
$$;

CREATE FUNCTION portal.refuse_factor_without_code() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'portal'
    AS $$
begin
    if exists (select from enrolment_code where enrolment_code.subject = new.subject) then
        raise exception 'a second factor needs the enrolment code first' using errcode = 'check_violation';
    end if;
    return new;
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
    txid xid8 DEFAULT pg_current_xact_id() NOT NULL
);

CREATE TABLE portal.audit_chain (
    seq bigint NOT NULL,
    entry bigint NOT NULL,
    prev bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT audit_chain_hash_check CHECK ((octet_length(hash) = 32)),
    CONSTRAINT audit_chain_prev_check CHECK ((octet_length(prev) = 32)),
    CONSTRAINT audit_chain_seq_check CHECK ((seq > 0))
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

CREATE TABLE portal.enrolment_code (
    subject text NOT NULL,
    code_hash bytea NOT NULL,
    made_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    wait_until timestamp with time zone,
    CONSTRAINT enrolment_code_code_hash_check CHECK ((octet_length(code_hash) = 32)),
    CONSTRAINT enrolment_code_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 100)))
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

CREATE TABLE portal.recovery_code (
    code_hash bytea NOT NULL,
    subject text NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT recovery_code_code_hash_check CHECK ((octet_length(code_hash) = 32))
);

CREATE TABLE portal.second_factor (
    subject text NOT NULL,
    seed_sealed bytea NOT NULL,
    last_step bigint NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    wait_until timestamp with time zone,
    enrolled_at timestamp with time zone NOT NULL,
    CONSTRAINT second_factor_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 100)))
);

CREATE TABLE portal.session (
    id_hash bytea NOT NULL,
    subject text NOT NULL,
    roles text[] DEFAULT '{}'::text[] NOT NULL,
    zone text,
    is_shared boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    client text DEFAULT 'other/other'::text NOT NULL,
    access_version integer DEFAULT 0 NOT NULL,
    factor_at timestamp with time zone,
    enrolling bytea,
    acting_subject text,
    acting_until timestamp with time zone,
    CONSTRAINT session_acting CHECK (((acting_subject IS NULL) = (acting_until IS NULL))),
    CONSTRAINT session_acting_subject_check CHECK (((length(acting_subject) >= 1) AND (length(acting_subject) <= 100))),
    CONSTRAINT session_client_check CHECK ((length(client) <= 40)),
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
    browser_hash bytea,
    peer_hash bytea,
    CONSTRAINT sign_in_address_hash_check CHECK ((octet_length(address_hash) = 32)),
    CONSTRAINT sign_in_browser_hash_check CHECK ((octet_length(browser_hash) = 32)),
    CONSTRAINT sign_in_code_hash_check CHECK ((octet_length(code_hash) = 32)),
    CONSTRAINT sign_in_language_check CHECK ((language = ANY (ARRAY['en'::text, 'fr'::text, 'es'::text, 'ar'::text]))),
    CONSTRAINT sign_in_peer_hash_check CHECK ((octet_length(peer_hash) = 32))
);

CREATE TABLE portal.subject_key (
    id bigint NOT NULL,
    subject text NOT NULL,
    compartment text NOT NULL,
    generation integer NOT NULL,
    month integer NOT NULL,
    wrapped bytea NOT NULL,
    txid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    made_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT subject_key_generation_check CHECK ((generation > 0)),
    CONSTRAINT subject_key_id_check CHECK ((id > 0)),
    CONSTRAINT subject_key_wrapped_check CHECK ((octet_length(wrapped) = 40))
);

CREATE TABLE portal.tombstone (
    subject text NOT NULL,
    erased_at timestamp with time zone NOT NULL
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

ALTER TABLE ONLY portal.audit_chain
    ADD CONSTRAINT audit_chain_entry_key UNIQUE (entry);

ALTER TABLE ONLY portal.audit_chain
    ADD CONSTRAINT audit_chain_pkey PRIMARY KEY (seq);

ALTER TABLE portal.audit
    ADD CONSTRAINT audit_details_are_texts CHECK (((jsonb_typeof(details) = 'object'::text) AND (NOT (details @? 'strict $.*?(@.type() != "string")'::jsonpath)))) NOT VALID;

ALTER TABLE ONLY portal.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY portal.consumer_cursor
    ADD CONSTRAINT consumer_cursor_pkey PRIMARY KEY (source);

ALTER TABLE ONLY portal.enrolment_code
    ADD CONSTRAINT enrolment_code_pkey PRIMARY KEY (subject);

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

ALTER TABLE ONLY portal.recovery_code
    ADD CONSTRAINT recovery_code_pkey PRIMARY KEY (code_hash);

ALTER TABLE ONLY portal.second_factor
    ADD CONSTRAINT second_factor_pkey PRIMARY KEY (subject);

ALTER TABLE ONLY portal.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id_hash);

ALTER TABLE ONLY portal.sign_in
    ADD CONSTRAINT sign_in_pkey PRIMARY KEY (id);

ALTER TABLE ONLY portal.subject_key
    ADD CONSTRAINT subject_key_once UNIQUE (subject, compartment);

ALTER TABLE ONLY portal.subject_key
    ADD CONSTRAINT subject_key_pkey PRIMARY KEY (id);

ALTER TABLE ONLY portal.tombstone
    ADD CONSTRAINT tombstone_pkey PRIMARY KEY (subject);

CREATE INDEX audit_object ON portal.audit USING btree (object, seq);

CREATE INDEX audit_order ON portal.audit USING btree (txid, seq);

CREATE INDEX idempotency_age ON portal.idempotency USING btree (created_at);

CREATE INDEX job_waiting ON portal.job USING btree (created_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));

CREATE INDEX local_message_sent ON portal.local_message USING btree (sent_at);

CREATE INDEX outbox_order ON portal.outbox USING btree (txid, seq);

CREATE INDEX recovery_code_subject ON portal.recovery_code USING btree (subject);

CREATE INDEX session_expiry ON portal.session USING btree (expires_at);

CREATE UNIQUE INDEX session_id ON portal.session USING btree (id);

CREATE INDEX session_subject ON portal.session USING btree (subject);

CREATE INDEX sign_in_address ON portal.sign_in USING btree (address_hash, created_at);

CREATE INDEX sign_in_created ON portal.sign_in USING btree (created_at);

CREATE INDEX sign_in_peer ON portal.sign_in USING btree (peer_hash, created_at);

CREATE INDEX subject_key_wrapping ON portal.subject_key USING btree (compartment, generation, month);

CREATE TRIGGER audit_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON portal.audit FOR EACH STATEMENT EXECUTE FUNCTION portal.audit_is_append_only();

CREATE TRIGGER audit_chain_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON portal.audit_chain FOR EACH STATEMENT EXECUTE FUNCTION portal.audit_is_append_only();

CREATE TRIGGER second_factor_code BEFORE INSERT ON portal.second_factor FOR EACH ROW EXECUTE FUNCTION portal.refuse_factor_without_code();

ALTER TABLE ONLY portal.recovery_code
    ADD CONSTRAINT recovery_code_subject_fkey FOREIGN KEY (subject) REFERENCES portal.second_factor(subject) ON DELETE CASCADE;

GRANT USAGE ON SCHEMA portal TO svc_portal;
GRANT USAGE ON SCHEMA portal TO convene_auditor;

GRANT USAGE ON SCHEMA portal_pub TO svc_applications;
GRANT USAGE ON SCHEMA portal_pub TO svc_selection;
GRANT USAGE ON SCHEMA portal_pub TO svc_travel;
GRANT USAGE ON SCHEMA portal_pub TO svc_scheduling;
GRANT USAGE ON SCHEMA portal_pub TO svc_portal;
GRANT USAGE ON SCHEMA portal_pub TO convene_report;

REVOKE ALL ON FUNCTION portal.audit_is_append_only() FROM PUBLIC;

REVOKE ALL ON FUNCTION portal.erase_subject(gone text, moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION portal.erase_subject(gone text, moment timestamp with time zone) TO svc_portal;

REVOKE ALL ON FUNCTION portal.refuse_factor_without_code() FROM PUBLIC;

GRANT SELECT,INSERT ON TABLE portal.audit TO svc_portal;
GRANT SELECT ON TABLE portal.audit TO convene_auditor;

GRANT SELECT,INSERT ON TABLE portal.audit_chain TO svc_portal;
GRANT SELECT ON TABLE portal.audit_chain TO convene_auditor;

GRANT SELECT,INSERT,UPDATE ON TABLE portal.consumer_cursor TO svc_portal;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE portal.enrolment_code TO svc_portal;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE portal.idempotency TO svc_portal;

GRANT SELECT,INSERT,UPDATE ON TABLE portal.job TO svc_portal;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE portal.local_message TO svc_portal;

GRANT SELECT,INSERT ON TABLE portal.outbox TO svc_portal;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE portal.recovery_code TO svc_portal;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE portal.second_factor TO svc_portal;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE portal.session TO svc_portal;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE portal.sign_in TO svc_portal;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE portal.subject_key TO svc_portal;

GRANT SELECT,INSERT ON TABLE portal.tombstone TO svc_portal;
GRANT SELECT ON TABLE portal.tombstone TO convene_auditor;

