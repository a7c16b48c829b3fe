-- The whole present schema, made from the migrations (CONVENE_RECORD_SNAPSHOTS=1 .ci/test --filter SchemaTests). Not run by anything but a test.
SET check_function_bodies = false;

CREATE SCHEMA scheduling;

CREATE SCHEMA scheduling_pub;

CREATE DOMAIN scheduling.sealed AS bytea
	CONSTRAINT sealed_check CHECK (((octet_length(VALUE) = 0) OR (octet_length(VALUE) >= 297)));

CREATE FUNCTION scheduling.audit_is_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end
$$;

CREATE FUNCTION scheduling.erase_subject(gone text, moment timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'scheduling'
    AS $$
declare
    gone_id uuid := split_part(gone, '/', 2)::uuid;
    destroyed integer;
begin
    insert into tombstone (subject, erased_at) values (gone, moment) on conflict (subject) do nothing;
    delete from subject_key where subject = gone;
    get diagnostics destroyed = row_count;
    if gone like 'person/%' then
        delete from participant_identity where person_id = gone_id;
        update participant set details = '' where person_id = gone_id;
    end if;
    return destroyed;
end
$$;

CREATE TABLE scheduling.agenda (
    id uuid NOT NULL,
    convening_id uuid NOT NULL,
    acronym text NOT NULL,
    title jsonb NOT NULL,
    zone text NOT NULL,
    rules jsonb NOT NULL,
    session_count integer DEFAULT 0 NOT NULL,
    latest_release integer DEFAULT 0 NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE scheduling.audit (
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

CREATE TABLE scheduling.audit_chain (
    seq bigint NOT NULL,
    entry bigint NOT NULL,
    prev bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT audit_chain_hash_check CHECK ((octet_length(hash) = 32)),
    CONSTRAINT audit_chain_prev_check CHECK ((octet_length(prev) = 32)),
    CONSTRAINT audit_chain_seq_check CHECK ((seq > 0))
);

ALTER TABLE scheduling.audit ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME scheduling.audit_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE scheduling.consumer_cursor (
    source text NOT NULL,
    txid xid8 NOT NULL,
    seq bigint NOT NULL
);

CREATE TABLE scheduling.idempotency (
    principal text NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    status integer,
    headers jsonb,
    body bytea
);

CREATE TABLE scheduling.interpreter (
    agenda_id uuid NOT NULL,
    pair text NOT NULL,
    count integer NOT NULL,
    exceptions jsonb NOT NULL,
    CONSTRAINT interpreter_count_check CHECK ((count >= 0))
);

CREATE TABLE scheduling.job (
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

CREATE TABLE scheduling.online_session (
    id uuid NOT NULL,
    convening_id uuid,
    kind text NOT NULL,
    title jsonb NOT NULL,
    summary jsonb,
    day date NOT NULL,
    start time without time zone NOT NULL,
    zone text NOT NULL,
    minutes integer NOT NULL,
    language text NOT NULL,
    interpretation text[] NOT NULL,
    audience jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT online_session_minutes_check CHECK (((minutes >= 5) AND (minutes <= 1440)))
);

CREATE TABLE scheduling.outbox (
    seq bigint NOT NULL,
    txid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    payload jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE scheduling.outbox ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME scheduling.outbox_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE scheduling.participant (
    agenda_id uuid NOT NULL,
    person_id uuid NOT NULL,
    "position" integer NOT NULL,
    details scheduling.sealed NOT NULL
);

CREATE TABLE scheduling.participant_identity (
    agenda_id uuid NOT NULL,
    person_id uuid NOT NULL,
    name scheduling.sealed NOT NULL
);

CREATE TABLE scheduling.release (
    agenda_id uuid NOT NULL,
    number integer NOT NULL,
    name text NOT NULL,
    reason text,
    published_at timestamp with time zone NOT NULL,
    published_by text NOT NULL,
    content jsonb NOT NULL,
    changes jsonb NOT NULL,
    session_count integer NOT NULL,
    hard_clashes integer NOT NULL,
    soft_clashes integer NOT NULL,
    CONSTRAINT release_number_check CHECK ((number > 0))
);

CREATE TABLE scheduling.room (
    id uuid NOT NULL,
    agenda_id uuid NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    capacity integer,
    is_step_free boolean NOT NULL,
    booths integer NOT NULL,
    closures jsonb NOT NULL,
    CONSTRAINT room_booths_check CHECK ((booths >= 0)),
    CONSTRAINT room_capacity_check CHECK ((capacity > 0))
);

CREATE TABLE scheduling.session (
    id uuid NOT NULL,
    agenda_id uuid NOT NULL,
    number integer NOT NULL,
    kind text NOT NULL,
    title jsonb NOT NULL,
    summary jsonb,
    guiding_questions jsonb NOT NULL,
    length integer NOT NULL,
    expected integer NOT NULL,
    theme text,
    language text NOT NULL,
    interpretation text[] NOT NULL,
    people uuid[] NOT NULL,
    required_rooms uuid[] NOT NULL,
    forbidden_rooms uuid[] NOT NULL,
    required_days date[] NOT NULL,
    forbidden_days date[] NOT NULL,
    fixed_day date,
    fixed_start time without time zone,
    follows uuid,
    needs_step_free boolean NOT NULL,
    audience jsonb NOT NULL,
    speakers jsonb NOT NULL,
    allows_recording boolean NOT NULL,
    day date,
    start time without time zone,
    room_id uuid,
    is_pinned boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT session_check CHECK ((((day IS NULL) = (start IS NULL)) AND ((day IS NULL) = (room_id IS NULL)))),
    CONSTRAINT session_check1 CHECK (((fixed_day IS NULL) = (fixed_start IS NULL))),
    CONSTRAINT session_expected_check CHECK ((expected >= 0)),
    CONSTRAINT session_length_check CHECK (((length >= 1) AND (length <= 48)))
);

CREATE TABLE scheduling.slot (
    agenda_id uuid NOT NULL,
    day date NOT NULL,
    start time without time zone NOT NULL,
    minutes integer NOT NULL,
    CONSTRAINT slot_minutes_check CHECK (((minutes >= 5) AND (minutes <= 1440)))
);

CREATE TABLE scheduling.solver_run (
    id uuid NOT NULL,
    agenda_id uuid NOT NULL,
    job_id uuid NOT NULL,
    engine text NOT NULL,
    seed bigint NOT NULL,
    iterations bigint NOT NULL,
    input_hash text NOT NULL,
    placements jsonb NOT NULL,
    hard_before integer NOT NULL,
    soft_before integer NOT NULL,
    hard integer NOT NULL,
    soft integer NOT NULL,
    is_stopped boolean NOT NULL,
    finished_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    problem scheduling.sealed NOT NULL
);

CREATE TABLE scheduling.subject_key (
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

CREATE TABLE scheduling.tombstone (
    subject text NOT NULL,
    erased_at timestamp with time zone NOT NULL
);

CREATE VIEW scheduling_pub.event AS
 SELECT outbox.txid,
    outbox.seq,
    outbox.id,
    outbox.kind,
    outbox.subject,
    outbox.payload,
    outbox.created_at
   FROM scheduling.outbox;

CREATE VIEW scheduling_pub.release AS
 SELECT release.agenda_id,
    agenda.convening_id,
    release.number,
    release.name,
    release.published_at,
    release.session_count
   FROM (scheduling.release
     JOIN scheduling.agenda ON ((agenda.id = release.agenda_id)))
  WHERE convene.reaches(agenda.convening_id);

ALTER TABLE ONLY scheduling.agenda
    ADD CONSTRAINT agenda_pkey PRIMARY KEY (id);

ALTER TABLE ONLY scheduling.audit_chain
    ADD CONSTRAINT audit_chain_entry_key UNIQUE (entry);

ALTER TABLE ONLY scheduling.audit_chain
    ADD CONSTRAINT audit_chain_pkey PRIMARY KEY (seq);

ALTER TABLE scheduling.audit
    ADD CONSTRAINT audit_details_are_texts CHECK (((jsonb_typeof(details) = 'object'::text) AND (NOT (details @? 'strict $.*?(@.type() != "string")'::jsonpath)))) NOT VALID;

ALTER TABLE ONLY scheduling.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY scheduling.consumer_cursor
    ADD CONSTRAINT consumer_cursor_pkey PRIMARY KEY (source);

ALTER TABLE ONLY scheduling.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (principal, key);

ALTER TABLE ONLY scheduling.interpreter
    ADD CONSTRAINT interpreter_pkey PRIMARY KEY (agenda_id, pair);

ALTER TABLE ONLY scheduling.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (id);

ALTER TABLE ONLY scheduling.online_session
    ADD CONSTRAINT online_session_pkey PRIMARY KEY (id);

ALTER TABLE ONLY scheduling.outbox
    ADD CONSTRAINT outbox_id_key UNIQUE (id);

ALTER TABLE ONLY scheduling.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY scheduling.participant_identity
    ADD CONSTRAINT participant_identity_pkey PRIMARY KEY (agenda_id, person_id);

ALTER TABLE ONLY scheduling.participant
    ADD CONSTRAINT participant_pkey PRIMARY KEY (agenda_id, person_id);

ALTER TABLE ONLY scheduling.release
    ADD CONSTRAINT release_pkey PRIMARY KEY (agenda_id, number);

ALTER TABLE ONLY scheduling.room
    ADD CONSTRAINT room_name UNIQUE (agenda_id, name) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY scheduling.room
    ADD CONSTRAINT room_pkey PRIMARY KEY (id);

ALTER TABLE ONLY scheduling.session
    ADD CONSTRAINT session_number UNIQUE (agenda_id, number);

ALTER TABLE ONLY scheduling.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id);

ALTER TABLE ONLY scheduling.slot
    ADD CONSTRAINT slot_pkey PRIMARY KEY (agenda_id, day, start);

ALTER TABLE ONLY scheduling.solver_run
    ADD CONSTRAINT solver_run_pkey PRIMARY KEY (id);

ALTER TABLE ONLY scheduling.subject_key
    ADD CONSTRAINT subject_key_once UNIQUE (subject, compartment);

ALTER TABLE ONLY scheduling.subject_key
    ADD CONSTRAINT subject_key_pkey PRIMARY KEY (id);

ALTER TABLE ONLY scheduling.tombstone
    ADD CONSTRAINT tombstone_pkey PRIMARY KEY (subject);

CREATE INDEX agenda_convening ON scheduling.agenda USING btree (convening_id, id);

CREATE INDEX audit_object ON scheduling.audit USING btree (object, seq);

CREATE INDEX audit_order ON scheduling.audit USING btree (txid, seq);

CREATE INDEX idempotency_age ON scheduling.idempotency USING btree (created_at);

CREATE INDEX job_waiting ON scheduling.job USING btree (created_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));

CREATE INDEX outbox_order ON scheduling.outbox USING btree (txid, seq);

CREATE INDEX room_order ON scheduling.room USING btree (agenda_id, "position");

CREATE INDEX session_follows ON scheduling.session USING btree (follows);

CREATE INDEX session_room ON scheduling.session USING btree (room_id);

CREATE INDEX solver_run_agenda ON scheduling.solver_run USING btree (agenda_id, id);

CREATE INDEX subject_key_wrapping ON scheduling.subject_key USING btree (compartment, generation, month);

CREATE TRIGGER audit_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON scheduling.audit FOR EACH STATEMENT EXECUTE FUNCTION scheduling.audit_is_append_only();

CREATE TRIGGER audit_chain_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON scheduling.audit_chain FOR EACH STATEMENT EXECUTE FUNCTION scheduling.audit_is_append_only();

ALTER TABLE ONLY scheduling.interpreter
    ADD CONSTRAINT interpreter_agenda_id_fkey FOREIGN KEY (agenda_id) REFERENCES scheduling.agenda(id) ON DELETE RESTRICT;

ALTER TABLE ONLY scheduling.participant
    ADD CONSTRAINT participant_agenda_id_fkey FOREIGN KEY (agenda_id) REFERENCES scheduling.agenda(id) ON DELETE RESTRICT;

ALTER TABLE ONLY scheduling.participant_identity
    ADD CONSTRAINT participant_identity_agenda_id_person_id_fkey FOREIGN KEY (agenda_id, person_id) REFERENCES scheduling.participant(agenda_id, person_id) ON DELETE CASCADE;

ALTER TABLE ONLY scheduling.release
    ADD CONSTRAINT release_agenda_id_fkey FOREIGN KEY (agenda_id) REFERENCES scheduling.agenda(id) ON DELETE RESTRICT;

ALTER TABLE ONLY scheduling.room
    ADD CONSTRAINT room_agenda_id_fkey FOREIGN KEY (agenda_id) REFERENCES scheduling.agenda(id) ON DELETE RESTRICT;

ALTER TABLE ONLY scheduling.session
    ADD CONSTRAINT session_agenda_id_fkey FOREIGN KEY (agenda_id) REFERENCES scheduling.agenda(id) ON DELETE RESTRICT;

ALTER TABLE ONLY scheduling.session
    ADD CONSTRAINT session_follows_fkey FOREIGN KEY (follows) REFERENCES scheduling.session(id) ON DELETE SET NULL;

ALTER TABLE ONLY scheduling.session
    ADD CONSTRAINT session_room_id_fkey FOREIGN KEY (room_id) REFERENCES scheduling.room(id) ON DELETE RESTRICT;

ALTER TABLE ONLY scheduling.slot
    ADD CONSTRAINT slot_agenda_id_fkey FOREIGN KEY (agenda_id) REFERENCES scheduling.agenda(id) ON DELETE RESTRICT;

ALTER TABLE ONLY scheduling.solver_run
    ADD CONSTRAINT solver_run_agenda_id_fkey FOREIGN KEY (agenda_id) REFERENCES scheduling.agenda(id) ON DELETE RESTRICT;

ALTER TABLE scheduling.agenda ENABLE ROW LEVEL SECURITY;

ALTER TABLE scheduling.interpreter ENABLE ROW LEVEL SECURITY;

CREATE POLICY of_convening ON scheduling.agenda USING (convene.reaches(convening_id));

CREATE POLICY of_convening ON scheduling.interpreter USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM scheduling.agenda
  WHERE (agenda.id = interpreter.agenda_id)))));

CREATE POLICY of_convening ON scheduling.online_session USING (convene.reaches(convening_id));

CREATE POLICY of_convening ON scheduling.participant USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM scheduling.agenda
  WHERE (agenda.id = participant.agenda_id)))));

CREATE POLICY of_convening ON scheduling.participant_identity USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM scheduling.agenda
  WHERE (agenda.id = participant_identity.agenda_id)))));

CREATE POLICY of_convening ON scheduling.release USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM scheduling.agenda
  WHERE (agenda.id = release.agenda_id)))));

CREATE POLICY of_convening ON scheduling.room USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM scheduling.agenda
  WHERE (agenda.id = room.agenda_id)))));

CREATE POLICY of_convening ON scheduling.session USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM scheduling.agenda
  WHERE (agenda.id = session.agenda_id)))));

CREATE POLICY of_convening ON scheduling.slot USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM scheduling.agenda
  WHERE (agenda.id = slot.agenda_id)))));

CREATE POLICY of_convening ON scheduling.solver_run USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM scheduling.agenda
  WHERE (agenda.id = solver_run.agenda_id)))));

ALTER TABLE scheduling.online_session ENABLE ROW LEVEL SECURITY;

ALTER TABLE scheduling.participant ENABLE ROW LEVEL SECURITY;

ALTER TABLE scheduling.participant_identity ENABLE ROW LEVEL SECURITY;

ALTER TABLE scheduling.release ENABLE ROW LEVEL SECURITY;

ALTER TABLE scheduling.room ENABLE ROW LEVEL SECURITY;

ALTER TABLE scheduling.session ENABLE ROW LEVEL SECURITY;

ALTER TABLE scheduling.slot ENABLE ROW LEVEL SECURITY;

ALTER TABLE scheduling.solver_run ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA scheduling TO svc_scheduling;
GRANT USAGE ON SCHEMA scheduling TO convene_auditor;

GRANT USAGE ON SCHEMA scheduling_pub TO svc_applications;
GRANT USAGE ON SCHEMA scheduling_pub TO svc_selection;
GRANT USAGE ON SCHEMA scheduling_pub TO svc_travel;
GRANT USAGE ON SCHEMA scheduling_pub TO svc_scheduling;
GRANT USAGE ON SCHEMA scheduling_pub TO svc_portal;
GRANT USAGE ON SCHEMA scheduling_pub TO convene_report;

REVOKE ALL ON FUNCTION scheduling.audit_is_append_only() FROM PUBLIC;

REVOKE ALL ON FUNCTION scheduling.erase_subject(gone text, moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION scheduling.erase_subject(gone text, moment timestamp with time zone) TO svc_scheduling;

GRANT SELECT,INSERT,UPDATE ON TABLE scheduling.agenda TO svc_scheduling;

GRANT SELECT,INSERT ON TABLE scheduling.audit TO svc_scheduling;
GRANT SELECT ON TABLE scheduling.audit TO convene_auditor;

GRANT SELECT,INSERT ON TABLE scheduling.audit_chain TO svc_scheduling;
GRANT SELECT ON TABLE scheduling.audit_chain TO convene_auditor;

GRANT SELECT,INSERT,UPDATE ON TABLE scheduling.consumer_cursor TO svc_scheduling;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE scheduling.idempotency TO svc_scheduling;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE scheduling.interpreter TO svc_scheduling;

GRANT SELECT,INSERT,UPDATE ON TABLE scheduling.job TO svc_scheduling;

GRANT SELECT,INSERT,UPDATE ON TABLE scheduling.online_session TO svc_scheduling;

GRANT SELECT,INSERT ON TABLE scheduling.outbox TO svc_scheduling;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE scheduling.participant TO svc_scheduling;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE scheduling.participant_identity TO svc_scheduling;

GRANT SELECT,INSERT ON TABLE scheduling.release TO svc_scheduling;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE scheduling.room TO svc_scheduling;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE scheduling.session TO svc_scheduling;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE scheduling.slot TO svc_scheduling;

GRANT SELECT,INSERT ON TABLE scheduling.solver_run TO svc_scheduling;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE scheduling.subject_key TO svc_scheduling;

GRANT SELECT,INSERT ON TABLE scheduling.tombstone TO svc_scheduling;
GRANT SELECT ON TABLE scheduling.tombstone TO convene_auditor;

GRANT SELECT ON TABLE scheduling_pub.event TO svc_applications;
GRANT SELECT ON TABLE scheduling_pub.event TO svc_selection;
GRANT SELECT ON TABLE scheduling_pub.event TO svc_travel;

GRANT SELECT ON TABLE scheduling_pub.release TO svc_applications;
GRANT SELECT ON TABLE scheduling_pub.release TO svc_selection;
GRANT SELECT ON TABLE scheduling_pub.release TO svc_travel;

