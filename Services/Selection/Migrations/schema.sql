-- The whole present schema, made from the migrations (CONVENE_RECORD_SNAPSHOTS=1 .ci/test --filter SchemaTests). Not run by anything but a test.
SET check_function_bodies = false;

CREATE SCHEMA selection;

CREATE SCHEMA selection_pub;

CREATE DOMAIN selection.sealed AS bytea
	CONSTRAINT sealed_check CHECK (((octet_length(VALUE) = 0) OR (octet_length(VALUE) >= 297)));

CREATE FUNCTION selection.audit_is_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end
$$;

CREATE FUNCTION selection.erase_subject(gone text, moment timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'selection'
    AS $$
declare
    destroyed integer;
begin
    insert into tombstone (subject, erased_at) values (gone, moment) on conflict (subject) do nothing;
    delete from subject_key where subject = gone;
    get diagnostics destroyed = row_count;
    if gone like 'organisation/%' then
        update candidate set answers = '', withdrawn_at = coalesce(withdrawn_at, moment)
        where organisation_id = split_part(gone, '/', 2)::uuid;
    end if;
    return destroyed;
end
$$;

CREATE TABLE selection.assignment (
    id uuid NOT NULL,
    round_id uuid NOT NULL,
    candidate_id uuid NOT NULL,
    member_id uuid NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    overall double precision,
    place bigint NOT NULL,
    saved_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT assignment_state_check CHECK ((state = ANY (ARRAY['open'::text, 'begun'::text, 'complete'::text, 'stepped-back'::text])))
);

CREATE TABLE selection.audit (
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

CREATE TABLE selection.audit_chain (
    seq bigint NOT NULL,
    entry bigint NOT NULL,
    prev bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT audit_chain_hash_check CHECK ((octet_length(hash) = 32)),
    CONSTRAINT audit_chain_prev_check CHECK ((octet_length(prev) = 32)),
    CONSTRAINT audit_chain_seq_check CHECK ((seq > 0))
);

ALTER TABLE selection.audit ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME selection.audit_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE selection.calibrated_candidate (
    calibration_id uuid NOT NULL,
    candidate_id uuid NOT NULL,
    rank integer NOT NULL,
    score double precision NOT NULL,
    deviation double precision NOT NULL,
    raw_mean double precision,
    reviews integer NOT NULL,
    spread double precision,
    chance double precision NOT NULL
);

CREATE TABLE selection.calibrated_member (
    calibration_id uuid NOT NULL,
    member_id uuid NOT NULL,
    leniency double precision NOT NULL,
    deviation double precision NOT NULL,
    steepness double precision NOT NULL,
    reviews integer NOT NULL
);

CREATE TABLE selection.calibration (
    id uuid NOT NULL,
    round_id uuid NOT NULL,
    places integer NOT NULL,
    summary jsonb NOT NULL,
    input text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT calibration_places_check CHECK ((places > 0))
);

CREATE TABLE selection.candidate (
    id uuid NOT NULL,
    round_id uuid NOT NULL,
    application_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    code text NOT NULL,
    country character(3) NOT NULL,
    kind text NOT NULL,
    size text NOT NULL,
    is_women_led boolean NOT NULL,
    is_member boolean NOT NULL,
    language text NOT NULL,
    withdrawn_at timestamp with time zone,
    answers selection.sealed NOT NULL,
    CONSTRAINT candidate_language_check CHECK ((language = ANY (ARRAY['en'::text, 'fr'::text, 'es'::text, 'ar'::text])))
);

CREATE TABLE selection.cohort (
    id uuid NOT NULL,
    round_id uuid NOT NULL,
    calibration_id uuid NOT NULL,
    state text NOT NULL,
    policy jsonb NOT NULL,
    engine text NOT NULL,
    instance text,
    input_hash text,
    candidate_ids uuid[],
    result jsonb,
    clash jsonb,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    signed_by text,
    signed_at timestamp with time zone,
    confirmed_by text,
    confirmed_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT cohort_state_check CHECK ((state = ANY (ARRAY['computing'::text, 'proposed'::text, 'infeasible'::text, 'undecided'::text, 'failed'::text, 'signed'::text, 'confirmed'::text, 'superseded'::text]))),
    CONSTRAINT cohort_two_people CHECK (((confirmed_by IS NULL) OR (confirmed_by <> signed_by)))
);

CREATE TABLE selection.cohort_member (
    cohort_id uuid NOT NULL,
    candidate_id uuid NOT NULL,
    state text NOT NULL,
    "position" integer NOT NULL,
    changed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT cohort_member_position_check CHECK (("position" > 0)),
    CONSTRAINT cohort_member_state_check CHECK ((state = ANY (ARRAY['chosen'::text, 'replacement'::text, 'withdrawn'::text, 'left'::text])))
);

CREATE TABLE selection.cohort_replacement (
    id uuid NOT NULL,
    cohort_id uuid NOT NULL,
    leaving_id uuid NOT NULL,
    entering_id uuid NOT NULL,
    reason text NOT NULL,
    state text DEFAULT 'proposed'::text NOT NULL,
    proposed_by text NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    decided_by text,
    decided_at timestamp with time zone,
    CONSTRAINT cohort_replacement_decided CHECK (((state = 'proposed'::text) = (decided_by IS NULL))),
    CONSTRAINT cohort_replacement_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'confirmed'::text, 'refused'::text]))),
    CONSTRAINT cohort_replacement_two_people CHECK (((state <> 'confirmed'::text) OR (decided_by <> proposed_by)))
);

CREATE TABLE selection.committee_member (
    id uuid NOT NULL,
    round_id uuid NOT NULL,
    subject text NOT NULL,
    maximum_load integer NOT NULL,
    languages text[] NOT NULL,
    declared_at timestamp with time zone,
    CONSTRAINT committee_member_maximum_load_check CHECK (((maximum_load >= 1) AND (maximum_load <= 10000)))
);

CREATE TABLE selection.conflict_of_interest (
    member_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    kind text NOT NULL,
    is_pinned boolean DEFAULT false NOT NULL,
    declared_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

CREATE TABLE selection.consumer_cursor (
    source text NOT NULL,
    txid xid8 NOT NULL,
    seq bigint NOT NULL
);

CREATE TABLE selection.idempotency (
    principal text NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    status integer,
    headers jsonb,
    body bytea
);

CREATE TABLE selection.job (
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

CREATE TABLE selection.outbox (
    seq bigint NOT NULL,
    txid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    payload jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE selection.outbox ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME selection.outbox_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE selection.review_score (
    assignment_id uuid NOT NULL,
    criterion text NOT NULL,
    value integer,
    reason selection.sealed,
    CONSTRAINT review_score_value_check CHECK (((value >= 1) AND (value <= 5)))
);

CREATE TABLE selection.round (
    id uuid NOT NULL,
    call_id uuid NOT NULL,
    convening_id uuid,
    rubric_id uuid NOT NULL,
    criteria jsonb,
    state text NOT NULL,
    reviews_per_candidate integer NOT NULL,
    closes_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT round_reviews_per_candidate_check CHECK (((reviews_per_candidate >= 1) AND (reviews_per_candidate <= 20))),
    CONSTRAINT round_state_check CHECK ((state = ANY (ARRAY['prepared'::text, 'declaring'::text, 'scoring'::text, 'closed'::text])))
);

CREATE TABLE selection.rubric (
    id uuid NOT NULL,
    title jsonb NOT NULL,
    criteria jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE selection.subject_key (
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

CREATE TABLE selection.tombstone (
    subject text NOT NULL,
    erased_at timestamp with time zone NOT NULL
);

CREATE VIEW selection_pub.cohort_member AS
 SELECT round.convening_id,
    cohort.id AS cohort_id,
    candidate.application_id,
    candidate.code AS candidate_code,
    cohort_member.state,
    cohort_member."position"
   FROM (((selection.cohort_member
     JOIN selection.cohort ON (((cohort.id = cohort_member.cohort_id) AND (cohort.state = 'confirmed'::text))))
     JOIN selection.round ON ((round.id = cohort.round_id)))
     JOIN selection.candidate ON ((candidate.id = cohort_member.candidate_id)))
  WHERE convene.reaches(round.convening_id);

CREATE VIEW selection_pub.event AS
 SELECT outbox.txid,
    outbox.seq,
    outbox.id,
    outbox.kind,
    outbox.subject,
    outbox.payload,
    outbox.created_at
   FROM selection.outbox;

ALTER TABLE ONLY selection.assignment
    ADD CONSTRAINT assignment_once UNIQUE (candidate_id, member_id);

ALTER TABLE ONLY selection.assignment
    ADD CONSTRAINT assignment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY selection.audit_chain
    ADD CONSTRAINT audit_chain_entry_key UNIQUE (entry);

ALTER TABLE ONLY selection.audit_chain
    ADD CONSTRAINT audit_chain_pkey PRIMARY KEY (seq);

ALTER TABLE selection.audit
    ADD CONSTRAINT audit_details_are_texts CHECK (((jsonb_typeof(details) = 'object'::text) AND (NOT (details @? 'strict $.*?(@.type() != "string")'::jsonpath)))) NOT VALID;

ALTER TABLE ONLY selection.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY selection.calibrated_candidate
    ADD CONSTRAINT calibrated_candidate_pkey PRIMARY KEY (calibration_id, candidate_id);

ALTER TABLE ONLY selection.calibrated_member
    ADD CONSTRAINT calibrated_member_pkey PRIMARY KEY (calibration_id, member_id);

ALTER TABLE ONLY selection.calibration
    ADD CONSTRAINT calibration_pkey PRIMARY KEY (id);

ALTER TABLE ONLY selection.candidate
    ADD CONSTRAINT candidate_application UNIQUE (round_id, application_id);

ALTER TABLE ONLY selection.candidate
    ADD CONSTRAINT candidate_code UNIQUE (round_id, code);

ALTER TABLE ONLY selection.candidate
    ADD CONSTRAINT candidate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY selection.cohort_member
    ADD CONSTRAINT cohort_member_pkey PRIMARY KEY (cohort_id, candidate_id);

ALTER TABLE ONLY selection.cohort
    ADD CONSTRAINT cohort_pkey PRIMARY KEY (id);

ALTER TABLE ONLY selection.cohort_replacement
    ADD CONSTRAINT cohort_replacement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY selection.committee_member
    ADD CONSTRAINT committee_member_once UNIQUE (round_id, subject);

ALTER TABLE ONLY selection.committee_member
    ADD CONSTRAINT committee_member_pkey PRIMARY KEY (id);

ALTER TABLE ONLY selection.conflict_of_interest
    ADD CONSTRAINT conflict_of_interest_pkey PRIMARY KEY (member_id, organisation_id);

ALTER TABLE ONLY selection.consumer_cursor
    ADD CONSTRAINT consumer_cursor_pkey PRIMARY KEY (source);

ALTER TABLE ONLY selection.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (principal, key);

ALTER TABLE ONLY selection.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (id);

ALTER TABLE ONLY selection.outbox
    ADD CONSTRAINT outbox_id_key UNIQUE (id);

ALTER TABLE ONLY selection.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY selection.review_score
    ADD CONSTRAINT review_score_pkey PRIMARY KEY (assignment_id, criterion);

ALTER TABLE ONLY selection.round
    ADD CONSTRAINT round_pkey PRIMARY KEY (id);

ALTER TABLE ONLY selection.rubric
    ADD CONSTRAINT rubric_pkey PRIMARY KEY (id);

ALTER TABLE ONLY selection.subject_key
    ADD CONSTRAINT subject_key_once UNIQUE (subject, compartment);

ALTER TABLE ONLY selection.subject_key
    ADD CONSTRAINT subject_key_pkey PRIMARY KEY (id);

ALTER TABLE ONLY selection.tombstone
    ADD CONSTRAINT tombstone_pkey PRIMARY KEY (subject);

CREATE INDEX assignment_member ON selection.assignment USING btree (member_id, place);

CREATE INDEX assignment_round ON selection.assignment USING btree (round_id, state);

CREATE INDEX audit_object ON selection.audit USING btree (object, seq);

CREATE INDEX audit_order ON selection.audit USING btree (txid, seq);

CREATE INDEX calibration_round ON selection.calibration USING btree (round_id, created_at);

CREATE INDEX candidate_of_application ON selection.candidate USING btree (application_id);

CREATE INDEX candidate_organisation ON selection.candidate USING btree (round_id, organisation_id);

CREATE UNIQUE INDEX cohort_confirmed_once ON selection.cohort USING btree (round_id) WHERE (state = 'confirmed'::text);

CREATE INDEX cohort_member_candidate ON selection.cohort_member USING btree (candidate_id);

CREATE UNIQUE INDEX cohort_replacement_waiting ON selection.cohort_replacement USING btree (cohort_id) WHERE (state = 'proposed'::text);

CREATE INDEX cohort_round ON selection.cohort USING btree (round_id, id);

CREATE INDEX committee_member_subject ON selection.committee_member USING btree (subject);

CREATE INDEX idempotency_age ON selection.idempotency USING btree (created_at);

CREATE INDEX job_waiting ON selection.job USING btree (created_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));

CREATE INDEX outbox_order ON selection.outbox USING btree (txid, seq);

CREATE INDEX round_call ON selection.round USING btree (call_id, id);

CREATE INDEX subject_key_wrapping ON selection.subject_key USING btree (compartment, generation, month);

CREATE TRIGGER audit_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON selection.audit FOR EACH STATEMENT EXECUTE FUNCTION selection.audit_is_append_only();

CREATE TRIGGER audit_chain_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON selection.audit_chain FOR EACH STATEMENT EXECUTE FUNCTION selection.audit_is_append_only();

ALTER TABLE ONLY selection.assignment
    ADD CONSTRAINT assignment_candidate_id_fkey FOREIGN KEY (candidate_id) REFERENCES selection.candidate(id) ON DELETE CASCADE;

ALTER TABLE ONLY selection.assignment
    ADD CONSTRAINT assignment_member_id_fkey FOREIGN KEY (member_id) REFERENCES selection.committee_member(id) ON DELETE CASCADE;

ALTER TABLE ONLY selection.assignment
    ADD CONSTRAINT assignment_round_id_fkey FOREIGN KEY (round_id) REFERENCES selection.round(id) ON DELETE CASCADE;

ALTER TABLE ONLY selection.calibrated_candidate
    ADD CONSTRAINT calibrated_candidate_calibration_id_fkey FOREIGN KEY (calibration_id) REFERENCES selection.calibration(id) ON DELETE CASCADE;

ALTER TABLE ONLY selection.calibrated_candidate
    ADD CONSTRAINT calibrated_candidate_candidate_id_fkey FOREIGN KEY (candidate_id) REFERENCES selection.candidate(id) ON DELETE CASCADE;

ALTER TABLE ONLY selection.calibrated_member
    ADD CONSTRAINT calibrated_member_calibration_id_fkey FOREIGN KEY (calibration_id) REFERENCES selection.calibration(id) ON DELETE CASCADE;

ALTER TABLE ONLY selection.calibrated_member
    ADD CONSTRAINT calibrated_member_member_id_fkey FOREIGN KEY (member_id) REFERENCES selection.committee_member(id) ON DELETE CASCADE;

ALTER TABLE ONLY selection.calibration
    ADD CONSTRAINT calibration_round_id_fkey FOREIGN KEY (round_id) REFERENCES selection.round(id) ON DELETE CASCADE;

ALTER TABLE ONLY selection.candidate
    ADD CONSTRAINT candidate_round_id_fkey FOREIGN KEY (round_id) REFERENCES selection.round(id) ON DELETE CASCADE;

ALTER TABLE ONLY selection.cohort
    ADD CONSTRAINT cohort_calibration_id_fkey FOREIGN KEY (calibration_id) REFERENCES selection.calibration(id) ON DELETE RESTRICT;

ALTER TABLE ONLY selection.cohort_member
    ADD CONSTRAINT cohort_member_candidate_id_fkey FOREIGN KEY (candidate_id) REFERENCES selection.candidate(id) ON DELETE RESTRICT;

ALTER TABLE ONLY selection.cohort_member
    ADD CONSTRAINT cohort_member_cohort_id_fkey FOREIGN KEY (cohort_id) REFERENCES selection.cohort(id) ON DELETE CASCADE;

ALTER TABLE ONLY selection.cohort_replacement
    ADD CONSTRAINT cohort_replacement_cohort_id_fkey FOREIGN KEY (cohort_id) REFERENCES selection.cohort(id) ON DELETE CASCADE;

ALTER TABLE ONLY selection.cohort_replacement
    ADD CONSTRAINT cohort_replacement_entering_id_fkey FOREIGN KEY (entering_id) REFERENCES selection.candidate(id) ON DELETE RESTRICT;

ALTER TABLE ONLY selection.cohort_replacement
    ADD CONSTRAINT cohort_replacement_leaving_id_fkey FOREIGN KEY (leaving_id) REFERENCES selection.candidate(id) ON DELETE RESTRICT;

ALTER TABLE ONLY selection.cohort
    ADD CONSTRAINT cohort_round_id_fkey FOREIGN KEY (round_id) REFERENCES selection.round(id) ON DELETE CASCADE;

ALTER TABLE ONLY selection.committee_member
    ADD CONSTRAINT committee_member_round_id_fkey FOREIGN KEY (round_id) REFERENCES selection.round(id) ON DELETE CASCADE;

ALTER TABLE ONLY selection.conflict_of_interest
    ADD CONSTRAINT conflict_of_interest_member_id_fkey FOREIGN KEY (member_id) REFERENCES selection.committee_member(id) ON DELETE CASCADE;

ALTER TABLE ONLY selection.review_score
    ADD CONSTRAINT review_score_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES selection.assignment(id) ON DELETE CASCADE;

ALTER TABLE ONLY selection.round
    ADD CONSTRAINT round_rubric_id_fkey FOREIGN KEY (rubric_id) REFERENCES selection.rubric(id) ON DELETE RESTRICT;

ALTER TABLE selection.assignment ENABLE ROW LEVEL SECURITY;

ALTER TABLE selection.calibrated_candidate ENABLE ROW LEVEL SECURITY;

ALTER TABLE selection.calibrated_member ENABLE ROW LEVEL SECURITY;

ALTER TABLE selection.calibration ENABLE ROW LEVEL SECURITY;

ALTER TABLE selection.candidate ENABLE ROW LEVEL SECURITY;

ALTER TABLE selection.cohort ENABLE ROW LEVEL SECURITY;

ALTER TABLE selection.cohort_member ENABLE ROW LEVEL SECURITY;

ALTER TABLE selection.cohort_replacement ENABLE ROW LEVEL SECURITY;

ALTER TABLE selection.committee_member ENABLE ROW LEVEL SECURITY;

ALTER TABLE selection.conflict_of_interest ENABLE ROW LEVEL SECURITY;

CREATE POLICY of_convening ON selection.assignment USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM selection.round
  WHERE (round.id = assignment.round_id)))));

CREATE POLICY of_convening ON selection.calibrated_candidate USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM selection.calibration
  WHERE (calibration.id = calibrated_candidate.calibration_id)))));

CREATE POLICY of_convening ON selection.calibrated_member USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM selection.calibration
  WHERE (calibration.id = calibrated_member.calibration_id)))));

CREATE POLICY of_convening ON selection.calibration USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM selection.round
  WHERE (round.id = calibration.round_id)))));

CREATE POLICY of_convening ON selection.candidate USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM selection.round
  WHERE (round.id = candidate.round_id)))));

CREATE POLICY of_convening ON selection.cohort USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM selection.round
  WHERE (round.id = cohort.round_id)))));

CREATE POLICY of_convening ON selection.cohort_member USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM selection.cohort
  WHERE (cohort.id = cohort_member.cohort_id)))));

CREATE POLICY of_convening ON selection.cohort_replacement USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM selection.cohort
  WHERE (cohort.id = cohort_replacement.cohort_id)))));

CREATE POLICY of_convening ON selection.committee_member USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM selection.round
  WHERE (round.id = committee_member.round_id)))));

CREATE POLICY of_convening ON selection.conflict_of_interest USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM selection.committee_member
  WHERE (committee_member.id = conflict_of_interest.member_id)))));

CREATE POLICY of_convening ON selection.review_score USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM selection.assignment
  WHERE (assignment.id = review_score.assignment_id)))));

CREATE POLICY of_convening ON selection.round USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM applications_pub.call
  WHERE (call.call_id = round.call_id)))));

ALTER TABLE selection.review_score ENABLE ROW LEVEL SECURITY;

ALTER TABLE selection.round ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA selection TO svc_selection;
GRANT USAGE ON SCHEMA selection TO convene_auditor;

GRANT USAGE ON SCHEMA selection_pub TO svc_applications;
GRANT USAGE ON SCHEMA selection_pub TO svc_selection;
GRANT USAGE ON SCHEMA selection_pub TO svc_travel;
GRANT USAGE ON SCHEMA selection_pub TO svc_scheduling;
GRANT USAGE ON SCHEMA selection_pub TO svc_portal;
GRANT USAGE ON SCHEMA selection_pub TO convene_report;

REVOKE ALL ON FUNCTION selection.audit_is_append_only() FROM PUBLIC;

REVOKE ALL ON FUNCTION selection.erase_subject(gone text, moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION selection.erase_subject(gone text, moment timestamp with time zone) TO svc_selection;

GRANT SELECT,INSERT,UPDATE ON TABLE selection.assignment TO svc_selection;

GRANT SELECT,INSERT ON TABLE selection.audit TO svc_selection;
GRANT SELECT ON TABLE selection.audit TO convene_auditor;

GRANT SELECT,INSERT ON TABLE selection.audit_chain TO svc_selection;
GRANT SELECT ON TABLE selection.audit_chain TO convene_auditor;

GRANT SELECT,INSERT ON TABLE selection.calibrated_candidate TO svc_selection;

GRANT SELECT,INSERT ON TABLE selection.calibrated_member TO svc_selection;

GRANT SELECT,INSERT ON TABLE selection.calibration TO svc_selection;

GRANT SELECT,INSERT,UPDATE ON TABLE selection.candidate TO svc_selection;

GRANT SELECT,INSERT,UPDATE ON TABLE selection.cohort TO svc_selection;

GRANT SELECT,INSERT,UPDATE ON TABLE selection.cohort_member TO svc_selection;

GRANT SELECT,INSERT,UPDATE ON TABLE selection.cohort_replacement TO svc_selection;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE selection.committee_member TO svc_selection;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE selection.conflict_of_interest TO svc_selection;

GRANT SELECT,INSERT,UPDATE ON TABLE selection.consumer_cursor TO svc_selection;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE selection.idempotency TO svc_selection;

GRANT SELECT,INSERT,UPDATE ON TABLE selection.job TO svc_selection;

GRANT SELECT,INSERT ON TABLE selection.outbox TO svc_selection;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE selection.review_score TO svc_selection;

GRANT SELECT,INSERT,UPDATE ON TABLE selection.round TO svc_selection;

GRANT SELECT,INSERT,UPDATE ON TABLE selection.rubric TO svc_selection;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE selection.subject_key TO svc_selection;

GRANT SELECT,INSERT ON TABLE selection.tombstone TO svc_selection;
GRANT SELECT ON TABLE selection.tombstone TO convene_auditor;

GRANT SELECT ON TABLE selection_pub.cohort_member TO svc_travel;
GRANT SELECT ON TABLE selection_pub.cohort_member TO svc_scheduling;

GRANT SELECT ON TABLE selection_pub.event TO svc_travel;
GRANT SELECT ON TABLE selection_pub.event TO svc_scheduling;
GRANT SELECT ON TABLE selection_pub.event TO svc_applications;

