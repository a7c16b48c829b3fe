-- The whole present schema, made from the migrations (CONVENE_RECORD_SNAPSHOTS=1 .ci/test --filter SchemaTests). Not run by anything but a test.
SET check_function_bodies = false;

CREATE SCHEMA applications;

CREATE SCHEMA applications_pub;

CREATE DOMAIN applications.sealed AS bytea
	CONSTRAINT sealed_check CHECK (((octet_length(VALUE) = 0) OR (octet_length(VALUE) >= 297)));

CREATE FUNCTION applications.audit_is_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end
$$;

CREATE FUNCTION applications.erase_subject(gone text, moment timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'applications'
    AS $$
declare
    gone_id uuid := split_part(gone, '/', 2)::uuid;
    destroyed integer;
begin
    insert into tombstone (subject, erased_at) values (gone, moment) on conflict (subject) do nothing;
    delete from subject_key where subject = gone;
    get diagnostics destroyed = row_count;
    if gone like 'person/%' then
        perform from person where id = gone_id for update;
        delete from person_identity where person_id = gone_id;
        delete from person_convening where person_id = gone_id;
        delete from api_token where person_id = gone_id;
        update person
        set erased_at = moment, roles = '{}', is_closed = true, access_version = access_version + 1
        where id = gone_id and erased_at is null;
    elsif gone like 'organisation/%' then
        delete from organisation_identity where organisation_id = gone_id;
        update organisation set erased_at = moment, version = version + 1 where id = gone_id and erased_at is null;
        update application_private set logistics_answers = '', staff_answers = '', origin = '', withdrawal_reason = null
        where application_id in (select id from application where organisation_id = gone_id);
        update application set committee_answers = '', state = 'withdrawn', version = version + 1
        where organisation_id = gone_id and (state <> 'withdrawn' or octet_length(committee_answers) > 0);
    end if;
    return destroyed;
end
$$;

CREATE FUNCTION applications.reaches_application(id uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $_$
begin
    return exists (select from applications.application where application.id = $1);
end
$_$;

CREATE FUNCTION applications.reaches_call(id uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $_$
begin
    return exists (select from applications.call where call.id = $1);
end
$_$;

CREATE TABLE applications.api_token (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    convenings uuid[],
    operations text[],
    is_read_only boolean NOT NULL,
    secret_hash bytea NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    CONSTRAINT api_token_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
    CONSTRAINT api_token_secret_hash_check CHECK ((octet_length(secret_hash) = 32))
);

CREATE TABLE applications.application (
    id uuid NOT NULL,
    call_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    created_by text NOT NULL,
    reference text NOT NULL,
    candidate_code text NOT NULL,
    state text NOT NULL,
    language text NOT NULL,
    failed_rules text[] DEFAULT '{}'::text[] NOT NULL,
    submitted_at timestamp with time zone,
    saved_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    committee_answers applications.sealed NOT NULL,
    CONSTRAINT application_language_check CHECK ((language = ANY (ARRAY['en'::text, 'fr'::text, 'es'::text, 'ar'::text]))),
    CONSTRAINT application_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'withdrawn'::text, 'eligible'::text, 'ineligible'::text])))
);

CREATE TABLE applications.application_private (
    application_id uuid NOT NULL,
    logistics_answers applications.sealed NOT NULL,
    staff_answers applications.sealed NOT NULL,
    origin applications.sealed NOT NULL,
    withdrawal_reason applications.sealed
);

CREATE TABLE applications.application_version (
    application_id uuid NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    saved_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    committee_answers applications.sealed NOT NULL,
    logistics_answers applications.sealed NOT NULL,
    staff_answers applications.sealed NOT NULL
);

CREATE TABLE applications.audit (
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

CREATE TABLE applications.audit_chain (
    seq bigint NOT NULL,
    entry bigint NOT NULL,
    prev bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT audit_chain_hash_check CHECK ((octet_length(hash) = 32)),
    CONSTRAINT audit_chain_prev_check CHECK ((octet_length(prev) = 32)),
    CONSTRAINT audit_chain_seq_check CHECK ((seq > 0))
);

ALTER TABLE applications.audit ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME applications.audit_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE applications.call (
    id uuid NOT NULL,
    convening_id uuid NOT NULL,
    title jsonb NOT NULL,
    opens_at timestamp with time zone NOT NULL,
    closes_at timestamp with time zone NOT NULL,
    questions jsonb NOT NULL,
    rules jsonb NOT NULL,
    criteria jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT call_check CHECK ((closes_at > opens_at))
);

CREATE TABLE applications.consent (
    application_id uuid NOT NULL,
    purpose text NOT NULL,
    language text NOT NULL,
    given_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    withdrawn_at timestamp with time zone
);

CREATE TABLE applications.consumer_cursor (
    source text NOT NULL,
    txid xid8 NOT NULL,
    seq bigint NOT NULL
);

CREATE TABLE applications.convening (
    id uuid NOT NULL,
    kind text NOT NULL,
    format text NOT NULL,
    title jsonb NOT NULL,
    summary jsonb NOT NULL,
    venue text,
    zone text NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    places integer NOT NULL,
    state text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT convening_check CHECK ((ends_on >= starts_on)),
    CONSTRAINT convening_places_check CHECK ((places > 0)),
    CONSTRAINT convening_state_check CHECK ((state = ANY (ARRAY['announced'::text, 'held'::text, 'cancelled'::text])))
);

CREATE TABLE applications.erasure (
    id uuid NOT NULL,
    subject text NOT NULL,
    reason text NOT NULL,
    state text DEFAULT 'requested'::text NOT NULL,
    requested_by text NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    decided_by text,
    decided_at timestamp with time zone,
    keys_destroyed integer,
    CONSTRAINT erasure_decided CHECK (((state = 'requested'::text) = (decided_by IS NULL))),
    CONSTRAINT erasure_reason_check CHECK ((reason = ANY (ARRAY['own-wish'::text, 'retention-over'::text, 'wrongly-kept'::text, 'danger'::text]))),
    CONSTRAINT erasure_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'done'::text, 'refused'::text]))),
    CONSTRAINT erasure_two_people CHECK (((state <> 'done'::text) OR (decided_by <> requested_by)))
);

CREATE TABLE applications.idempotency (
    principal text NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    status integer,
    headers jsonb,
    body bytea
);

CREATE TABLE applications.job (
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

CREATE TABLE applications.organisation (
    id uuid NOT NULL,
    country character(3) NOT NULL,
    kind text NOT NULL,
    size text NOT NULL,
    is_women_led boolean NOT NULL,
    is_member boolean NOT NULL,
    languages text[] NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    erased_at timestamp with time zone,
    CONSTRAINT organisation_kind_check CHECK ((kind = ANY (ARRAY['cso'::text, 'cbo'::text, 'network'::text]))),
    CONSTRAINT organisation_size_check CHECK ((size = ANY (ARRAY['small'::text, 'medium'::text, 'large'::text])))
);

CREATE VIEW applications.organisation_convening AS
 SELECT DISTINCT application.organisation_id,
    call.convening_id
   FROM (applications.application
     JOIN applications.call ON ((call.id = application.call_id)));

CREATE TABLE applications.organisation_identity (
    organisation_id uuid NOT NULL,
    name applications.sealed NOT NULL
);

CREATE TABLE applications.outbox (
    seq bigint NOT NULL,
    txid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    payload jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE applications.outbox ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME applications.outbox_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE applications.person (
    id uuid NOT NULL,
    organisation_id uuid,
    language text NOT NULL,
    roles text[] NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    erased_at timestamp with time zone,
    is_closed boolean DEFAULT false NOT NULL,
    access_version integer DEFAULT 1 NOT NULL,
    CONSTRAINT person_language_check CHECK ((language = ANY (ARRAY['en'::text, 'fr'::text, 'es'::text, 'ar'::text])))
);

CREATE TABLE applications.person_convening (
    person_id uuid NOT NULL,
    convening_id uuid NOT NULL
);

CREATE TABLE applications.person_identity (
    person_id uuid NOT NULL,
    name applications.sealed NOT NULL,
    email_address applications.sealed NOT NULL,
    email_index bytea NOT NULL,
    CONSTRAINT person_identity_email_index_check CHECK ((octet_length(email_index) = 8))
);

CREATE TABLE applications.subject_key (
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

CREATE TABLE applications.tombstone (
    subject text NOT NULL,
    erased_at timestamp with time zone NOT NULL
);

CREATE VIEW applications_pub.api_token AS
 SELECT api_token.id AS token_id,
    api_token.secret_hash,
    api_token.person_id,
    api_token.role,
    api_token.operations,
    api_token.is_read_only,
    api_token.expires_at,
        CASE
            WHEN (api_token.role = ANY (ARRAY['administrator'::text, 'auditor'::text])) THEN api_token.convenings
            ELSE ARRAY( SELECT person_convening.convening_id
               FROM applications.person_convening
              WHERE ((person_convening.person_id = api_token.person_id) AND ((api_token.convenings IS NULL) OR (person_convening.convening_id = ANY (api_token.convenings)))))
        END AS convenings
   FROM (applications.api_token
     JOIN applications.person ON ((person.id = api_token.person_id)))
  WHERE ((api_token.revoked_at IS NULL) AND (NOT person.is_closed) AND (api_token.role = ANY (person.roles)));

CREATE VIEW applications_pub.call AS
 SELECT call.id AS call_id,
    call.convening_id
   FROM applications.call
  WHERE convene.reaches(call.convening_id);

CREATE VIEW applications_pub.call_organisation AS
 SELECT DISTINCT application.call_id,
    application.organisation_id
   FROM (applications.application
     JOIN applications.call ON ((call.id = application.call_id)))
  WHERE ((application.submitted_at IS NOT NULL) AND convene.reaches(call.convening_id));

CREATE VIEW applications_pub.candidate AS
 SELECT application.id AS application_id,
    application.call_id,
    call.convening_id,
    application.candidate_code,
    application.organisation_id,
    organisation.country,
    organisation.kind,
    organisation.size,
    organisation.is_women_led,
    organisation.is_member,
    application.language,
    application.committee_answers AS answers,
    ((application.submitted_at AT TIME ZONE 'UTC'::text))::date AS submitted_on
   FROM ((applications.application
     JOIN applications.organisation ON ((organisation.id = application.organisation_id)))
     JOIN applications.call ON ((call.id = application.call_id)))
  WHERE ((application.state = 'eligible'::text) AND convene.reaches(call.convening_id));

CREATE VIEW applications_pub.convening AS
 SELECT convening.id AS convening_id,
    convening.kind,
    convening.format,
    convening.title,
    convening.venue,
    convening.zone,
    convening.starts_on,
    convening.ends_on,
    convening.places,
    convening.state
   FROM applications.convening
  WHERE convene.reaches(convening.id);

CREATE VIEW applications_pub.event AS
 SELECT outbox.txid,
    outbox.seq,
    outbox.id,
    outbox.kind,
    outbox.subject,
    outbox.payload,
    outbox.created_at
   FROM applications.outbox;

CREATE VIEW applications_pub.origin_key AS
 SELECT subject_key.id,
    subject_key.subject,
    subject_key.compartment,
    subject_key.generation,
    subject_key.month,
    subject_key.wrapped,
    subject_key.txid
   FROM applications.subject_key
  WHERE (subject_key.compartment = 'origin'::text);

CREATE VIEW applications_pub.participant_origin AS
 SELECT application.id AS application_id,
    call.convening_id,
    organisation.country,
    application_private.origin
   FROM (((applications.application
     JOIN applications.organisation ON ((organisation.id = application.organisation_id)))
     JOIN applications.application_private ON ((application_private.application_id = application.id)))
     JOIN applications.call ON ((call.id = application.call_id)))
  WHERE ((application.state = 'eligible'::text) AND convene.reaches(call.convening_id));

CREATE VIEW applications_pub.person_access AS
 SELECT person.id AS person_id,
    person.roles,
    person.is_closed,
    person.access_version,
    ARRAY( SELECT person_convening.convening_id
           FROM applications.person_convening
          WHERE (person_convening.person_id = person.id)
          ORDER BY person_convening.convening_id) AS convenings
   FROM applications.person;

CREATE VIEW applications_pub.text_key AS
 SELECT subject_key.id,
    subject_key.subject,
    subject_key.compartment,
    subject_key.generation,
    subject_key.month,
    subject_key.wrapped,
    subject_key.txid
   FROM applications.subject_key
  WHERE (subject_key.compartment = 'text'::text);

ALTER TABLE ONLY applications.api_token
    ADD CONSTRAINT api_token_pkey PRIMARY KEY (id);

ALTER TABLE ONLY applications.api_token
    ADD CONSTRAINT api_token_secret_hash_key UNIQUE (secret_hash);

ALTER TABLE ONLY applications.application
    ADD CONSTRAINT application_candidate_code UNIQUE (call_id, candidate_code);

ALTER TABLE ONLY applications.application
    ADD CONSTRAINT application_pkey PRIMARY KEY (id);

ALTER TABLE ONLY applications.application_private
    ADD CONSTRAINT application_private_pkey PRIMARY KEY (application_id);

ALTER TABLE ONLY applications.application
    ADD CONSTRAINT application_reference UNIQUE (reference);

ALTER TABLE ONLY applications.application_version
    ADD CONSTRAINT application_version_pkey PRIMARY KEY (application_id, version);

ALTER TABLE ONLY applications.audit_chain
    ADD CONSTRAINT audit_chain_entry_key UNIQUE (entry);

ALTER TABLE ONLY applications.audit_chain
    ADD CONSTRAINT audit_chain_pkey PRIMARY KEY (seq);

ALTER TABLE applications.audit
    ADD CONSTRAINT audit_details_are_texts CHECK (((jsonb_typeof(details) = 'object'::text) AND (NOT (details @? 'strict $.*?(@.type() != "string")'::jsonpath)))) NOT VALID;

ALTER TABLE ONLY applications.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY applications.call
    ADD CONSTRAINT call_pkey PRIMARY KEY (id);

ALTER TABLE ONLY applications.consent
    ADD CONSTRAINT consent_pkey PRIMARY KEY (application_id, purpose, given_at);

ALTER TABLE ONLY applications.consumer_cursor
    ADD CONSTRAINT consumer_cursor_pkey PRIMARY KEY (source);

ALTER TABLE ONLY applications.convening
    ADD CONSTRAINT convening_pkey PRIMARY KEY (id);

ALTER TABLE ONLY applications.erasure
    ADD CONSTRAINT erasure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY applications.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (principal, key);

ALTER TABLE ONLY applications.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (id);

ALTER TABLE ONLY applications.organisation_identity
    ADD CONSTRAINT organisation_identity_pkey PRIMARY KEY (organisation_id);

ALTER TABLE ONLY applications.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY applications.outbox
    ADD CONSTRAINT outbox_id_key UNIQUE (id);

ALTER TABLE ONLY applications.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY applications.person_convening
    ADD CONSTRAINT person_convening_pkey PRIMARY KEY (person_id, convening_id);

ALTER TABLE ONLY applications.person_identity
    ADD CONSTRAINT person_identity_pkey PRIMARY KEY (person_id);

ALTER TABLE ONLY applications.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);

ALTER TABLE ONLY applications.subject_key
    ADD CONSTRAINT subject_key_once UNIQUE (subject, compartment);

ALTER TABLE ONLY applications.subject_key
    ADD CONSTRAINT subject_key_pkey PRIMARY KEY (id);

ALTER TABLE ONLY applications.tombstone
    ADD CONSTRAINT tombstone_pkey PRIMARY KEY (subject);

CREATE INDEX api_token_person ON applications.api_token USING btree (person_id, id);

CREATE INDEX application_created_by ON applications.application USING btree (created_by, id);

CREATE INDEX application_list ON applications.application USING btree (call_id, state, id);

CREATE UNIQUE INDEX application_one_per_call ON applications.application USING btree (call_id, organisation_id) WHERE (state <> 'withdrawn'::text);

CREATE INDEX audit_object ON applications.audit USING btree (object, seq);

CREATE INDEX audit_order ON applications.audit USING btree (txid, seq);

CREATE INDEX call_convening ON applications.call USING btree (convening_id);

CREATE INDEX call_window ON applications.call USING btree (closes_at, id);

CREATE UNIQUE INDEX erasure_waiting ON applications.erasure USING btree (subject) WHERE (state = 'requested'::text);

CREATE INDEX idempotency_age ON applications.idempotency USING btree (created_at);

CREATE INDEX job_waiting ON applications.job USING btree (created_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));

CREATE INDEX organisation_country ON applications.organisation USING btree (country, id);

CREATE INDEX organisation_created_by ON applications.organisation USING btree (created_by);

CREATE INDEX outbox_order ON applications.outbox USING btree (txid, seq);

CREATE INDEX person_convening_convening ON applications.person_convening USING btree (convening_id);

CREATE UNIQUE INDEX person_identity_email_address ON applications.person_identity USING btree (email_index);

CREATE INDEX subject_key_wrapping ON applications.subject_key USING btree (compartment, generation, month);

CREATE TRIGGER audit_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON applications.audit FOR EACH STATEMENT EXECUTE FUNCTION applications.audit_is_append_only();

CREATE TRIGGER audit_chain_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON applications.audit_chain FOR EACH STATEMENT EXECUTE FUNCTION applications.audit_is_append_only();

ALTER TABLE ONLY applications.api_token
    ADD CONSTRAINT api_token_person_id_fkey FOREIGN KEY (person_id) REFERENCES applications.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY applications.application
    ADD CONSTRAINT application_call_id_fkey FOREIGN KEY (call_id) REFERENCES applications.call(id) ON DELETE RESTRICT;

ALTER TABLE ONLY applications.application
    ADD CONSTRAINT application_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES applications.organisation(id) ON DELETE RESTRICT;

ALTER TABLE ONLY applications.application_private
    ADD CONSTRAINT application_private_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications.application(id) ON DELETE CASCADE;

ALTER TABLE ONLY applications.application_version
    ADD CONSTRAINT application_version_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications.application(id) ON DELETE CASCADE;

ALTER TABLE ONLY applications.call
    ADD CONSTRAINT call_convening_id_fkey FOREIGN KEY (convening_id) REFERENCES applications.convening(id) ON DELETE RESTRICT;

ALTER TABLE ONLY applications.consent
    ADD CONSTRAINT consent_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications.application(id) ON DELETE CASCADE;

ALTER TABLE ONLY applications.organisation_identity
    ADD CONSTRAINT organisation_identity_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES applications.organisation(id) ON DELETE CASCADE;

ALTER TABLE ONLY applications.person_convening
    ADD CONSTRAINT person_convening_convening_id_fkey FOREIGN KEY (convening_id) REFERENCES applications.convening(id) ON DELETE CASCADE;

ALTER TABLE ONLY applications.person_convening
    ADD CONSTRAINT person_convening_person_id_fkey FOREIGN KEY (person_id) REFERENCES applications.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY applications.person_identity
    ADD CONSTRAINT person_identity_person_id_fkey FOREIGN KEY (person_id) REFERENCES applications.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY applications.person
    ADD CONSTRAINT person_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES applications.organisation(id) ON DELETE SET NULL;

ALTER TABLE applications.application ENABLE ROW LEVEL SECURITY;

ALTER TABLE applications.application_private ENABLE ROW LEVEL SECURITY;

ALTER TABLE applications.application_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE applications.call ENABLE ROW LEVEL SECURITY;

ALTER TABLE applications.consent ENABLE ROW LEVEL SECURITY;

ALTER TABLE applications.convening ENABLE ROW LEVEL SECURITY;

CREATE POLICY of_convening ON applications.application USING ((convene.reaches_all() OR applications.reaches_call(call_id)));

CREATE POLICY of_convening ON applications.application_private USING ((convene.reaches_all() OR applications.reaches_application(application_id)));

CREATE POLICY of_convening ON applications.application_version USING ((convene.reaches_all() OR applications.reaches_application(application_id)));

CREATE POLICY of_convening ON applications.call USING (convene.reaches(convening_id));

CREATE POLICY of_convening ON applications.consent USING ((convene.reaches_all() OR applications.reaches_application(application_id)));

CREATE POLICY of_convening ON applications.convening USING (convene.reaches(id));

CREATE POLICY of_convening ON applications.person_convening USING (convene.reaches(convening_id));

ALTER TABLE applications.person_convening ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA applications TO svc_applications;
GRANT USAGE ON SCHEMA applications TO convene_auditor;

GRANT USAGE ON SCHEMA applications_pub TO svc_applications;
GRANT USAGE ON SCHEMA applications_pub TO svc_selection;
GRANT USAGE ON SCHEMA applications_pub TO svc_travel;
GRANT USAGE ON SCHEMA applications_pub TO svc_scheduling;
GRANT USAGE ON SCHEMA applications_pub TO svc_portal;
GRANT USAGE ON SCHEMA applications_pub TO convene_report;

REVOKE ALL ON FUNCTION applications.audit_is_append_only() FROM PUBLIC;

REVOKE ALL ON FUNCTION applications.erase_subject(gone text, moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION applications.erase_subject(gone text, moment timestamp with time zone) TO svc_applications;

REVOKE ALL ON FUNCTION applications.reaches_application(id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION applications.reaches_application(id uuid) TO svc_applications;

REVOKE ALL ON FUNCTION applications.reaches_call(id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION applications.reaches_call(id uuid) TO svc_applications;

GRANT SELECT,INSERT,DELETE ON TABLE applications.api_token TO svc_applications;

GRANT UPDATE(revoked_at) ON TABLE applications.api_token TO svc_applications;

GRANT SELECT,INSERT,UPDATE ON TABLE applications.application TO svc_applications;

GRANT SELECT,INSERT,UPDATE ON TABLE applications.application_private TO svc_applications;

GRANT SELECT,INSERT ON TABLE applications.application_version TO svc_applications;

GRANT SELECT,INSERT ON TABLE applications.audit TO svc_applications;
GRANT SELECT ON TABLE applications.audit TO convene_auditor;

GRANT SELECT,INSERT ON TABLE applications.audit_chain TO svc_applications;
GRANT SELECT ON TABLE applications.audit_chain TO convene_auditor;

GRANT SELECT,INSERT,UPDATE ON TABLE applications.call TO svc_applications;

GRANT SELECT,INSERT ON TABLE applications.consent TO svc_applications;

GRANT UPDATE(withdrawn_at) ON TABLE applications.consent TO svc_applications;

GRANT SELECT,INSERT,UPDATE ON TABLE applications.consumer_cursor TO svc_applications;

GRANT SELECT,INSERT,UPDATE ON TABLE applications.convening TO svc_applications;

GRANT SELECT,INSERT,UPDATE ON TABLE applications.erasure TO svc_applications;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE applications.idempotency TO svc_applications;

GRANT SELECT,INSERT,UPDATE ON TABLE applications.job TO svc_applications;

GRANT SELECT,INSERT,UPDATE ON TABLE applications.organisation TO svc_applications;

GRANT SELECT ON TABLE applications.organisation_convening TO svc_applications;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE applications.organisation_identity TO svc_applications;

GRANT SELECT,INSERT ON TABLE applications.outbox TO svc_applications;

GRANT SELECT,INSERT,UPDATE ON TABLE applications.person TO svc_applications;

GRANT SELECT,INSERT,DELETE ON TABLE applications.person_convening TO svc_applications;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE applications.person_identity TO svc_applications;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE applications.subject_key TO svc_applications;

GRANT SELECT,INSERT ON TABLE applications.tombstone TO svc_applications;
GRANT SELECT ON TABLE applications.tombstone TO convene_auditor;

GRANT SELECT ON TABLE applications_pub.api_token TO svc_applications;
GRANT SELECT ON TABLE applications_pub.api_token TO svc_selection;
GRANT SELECT ON TABLE applications_pub.api_token TO svc_travel;
GRANT SELECT ON TABLE applications_pub.api_token TO svc_scheduling;

GRANT SELECT ON TABLE applications_pub.call TO svc_selection;

GRANT SELECT ON TABLE applications_pub.call_organisation TO svc_selection;

GRANT SELECT ON TABLE applications_pub.candidate TO svc_selection;

GRANT SELECT ON TABLE applications_pub.convening TO svc_selection;
GRANT SELECT ON TABLE applications_pub.convening TO svc_travel;
GRANT SELECT ON TABLE applications_pub.convening TO svc_scheduling;

GRANT SELECT ON TABLE applications_pub.event TO svc_selection;
GRANT SELECT ON TABLE applications_pub.event TO svc_travel;
GRANT SELECT ON TABLE applications_pub.event TO svc_scheduling;

GRANT SELECT ON TABLE applications_pub.origin_key TO svc_travel;

GRANT SELECT ON TABLE applications_pub.participant_origin TO svc_travel;

GRANT SELECT ON TABLE applications_pub.person_access TO svc_portal;

GRANT SELECT ON TABLE applications_pub.text_key TO svc_selection;

