-- The whole present schema, made from the migrations (CONVENE_RECORD_SNAPSHOTS=1 .ci/test --filter SchemaTests). Not run by anything but a test.
SET check_function_bodies = false;

CREATE SCHEMA travel;

CREATE SCHEMA travel_pub;

CREATE DOMAIN travel.sealed AS bytea
	CONSTRAINT sealed_check CHECK (((octet_length(VALUE) = 0) OR (octet_length(VALUE) >= 297)));

CREATE FUNCTION travel.audit_is_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end
$$;

CREATE FUNCTION travel.budget_version_is_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if old.state in ('approved', 'superseded') and (new.input, new.lines, new.tables, new.planned_minor, new.priced_on,
        new.decided_by, new.submitted_by, new.simulation_id, new.estimate_state)
        is distinct from (old.input, old.lines, old.tables, old.planned_minor, old.priced_on, old.decided_by,
        old.submitted_by, old.simulation_id, old.estimate_state)
    then
        raise exception 'an approved budget is not changed' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;

CREATE FUNCTION travel.erase_subject(gone text, moment timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'travel'
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

CREATE FUNCTION travel.ledger_is_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception 'the ledger is append-only' using errcode = 'insufficient_privilege';
end
$$;

CREATE TABLE travel.audit (
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

CREATE TABLE travel.audit_chain (
    seq bigint NOT NULL,
    entry bigint NOT NULL,
    prev bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT audit_chain_hash_check CHECK ((octet_length(hash) = 32)),
    CONSTRAINT audit_chain_prev_check CHECK ((octet_length(prev) = 32)),
    CONSTRAINT audit_chain_seq_check CHECK ((seq > 0))
);

ALTER TABLE travel.audit ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME travel.audit_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE travel.budget (
    id uuid NOT NULL,
    convening_id uuid,
    title text NOT NULL,
    currency character(3) NOT NULL,
    current_number integer DEFAULT 1 NOT NULL,
    approved_number integer,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

CREATE TABLE travel.budget_version (
    budget_id uuid NOT NULL,
    number integer NOT NULL,
    state text NOT NULL,
    priced_on date NOT NULL,
    estimate_state text NOT NULL,
    job_id uuid,
    estimate_reason text,
    tables jsonb DEFAULT '[]'::jsonb NOT NULL,
    lines jsonb DEFAULT '[]'::jsonb NOT NULL,
    unpriced text[] DEFAULT '{}'::text[] NOT NULL,
    planned_minor bigint,
    simulation_id uuid,
    created_by text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    submitted_by text,
    submitted_at timestamp with time zone,
    decided_by text,
    decided_at timestamp with time zone,
    reason text,
    input travel.sealed NOT NULL,
    CONSTRAINT budget_two_people CHECK (((decided_by IS NULL) OR (decided_by <> submitted_by))),
    CONSTRAINT budget_version_estimate_state_check CHECK ((estimate_state = ANY (ARRAY['pending'::text, 'done'::text, 'failed'::text]))),
    CONSTRAINT budget_version_number_check CHECK ((number > 0)),
    CONSTRAINT budget_version_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'approved'::text, 'superseded'::text, 'withdrawn'::text])))
);

CREATE TABLE travel.comparison (
    id uuid NOT NULL,
    budget_id uuid NOT NULL,
    state text NOT NULL,
    venues text[] NOT NULL,
    seed bigint NOT NULL,
    report jsonb,
    reason text,
    created_by text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT comparison_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'done'::text, 'failed'::text])))
);

CREATE TABLE travel.consumer_cursor (
    source text NOT NULL,
    txid xid8 NOT NULL,
    seq bigint NOT NULL
);

CREATE TABLE travel.fare_evidence (
    id uuid NOT NULL,
    budget_id uuid NOT NULL,
    code text NOT NULL,
    kind text NOT NULL,
    amount_minor bigint NOT NULL,
    currency character(3) NOT NULL,
    dated date NOT NULL,
    valid_until date,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT fare_evidence_amount_minor_check CHECK ((amount_minor > 0)),
    CONSTRAINT fare_evidence_kind_check CHECK ((kind = ANY (ARRAY['ticket'::text, 'quote'::text, 'past'::text])))
);

CREATE TABLE travel.idempotency (
    principal text NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    status integer,
    headers jsonb,
    body bytea
);

CREATE TABLE travel.job (
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

CREATE TABLE travel.ledger_entry (
    seq bigint NOT NULL,
    id uuid NOT NULL,
    budget_id uuid NOT NULL,
    number integer NOT NULL,
    kind text NOT NULL,
    line text NOT NULL,
    amount_minor bigint NOT NULL,
    currency character(3) NOT NULL,
    reference uuid,
    document text NOT NULL,
    requested_by text NOT NULL,
    approved_by text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT ledger_entry_amount_minor_check CHECK ((amount_minor > 0)),
    CONSTRAINT ledger_entry_kind_check CHECK ((kind = ANY (ARRAY['commitment'::text, 'release'::text, 'actual'::text, 'reversal'::text]))),
    CONSTRAINT ledger_reference CHECK (((kind = ANY (ARRAY['release'::text, 'reversal'::text])) <= (reference IS NOT NULL))),
    CONSTRAINT ledger_two_people CHECK ((approved_by <> requested_by))
);

ALTER TABLE travel.ledger_entry ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME travel.ledger_entry_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE travel.origin_cost (
    origin_estimate_id uuid NOT NULL,
    country character(3) NOT NULL,
    cost_minor bigint NOT NULL,
    low_minor bigint NOT NULL,
    high_minor bigint NOT NULL,
    CONSTRAINT origin_cost_cost_minor_check CHECK ((cost_minor >= 0))
);

CREATE TABLE travel.origin_estimate (
    id uuid NOT NULL,
    venue text NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    currency character(3) NOT NULL,
    engine text NOT NULL,
    tables jsonb NOT NULL,
    costs jsonb NOT NULL,
    computed_at timestamp with time zone NOT NULL,
    computed_by text NOT NULL,
    CONSTRAINT origin_estimate_check CHECK ((last_day >= first_day))
);

CREATE TABLE travel.outbox (
    seq bigint NOT NULL,
    txid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    payload jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE travel.outbox ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME travel.outbox_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE travel.reference_version (
    id uuid NOT NULL,
    table_name text NOT NULL,
    version_name text NOT NULL,
    state text NOT NULL,
    is_in_force boolean DEFAULT false NOT NULL,
    content bytea NOT NULL,
    sha256 text NOT NULL,
    row_count integer NOT NULL,
    note text,
    loaded_by text NOT NULL,
    loaded_role text NOT NULL,
    loaded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    decided_by text,
    decided_at timestamp with time zone,
    reason text,
    CONSTRAINT reference_version_in_force CHECK (((NOT is_in_force) OR (state = 'approved'::text))),
    CONSTRAINT reference_version_row_count_check CHECK ((row_count > 0)),
    CONSTRAINT reference_version_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'rejected'::text]))),
    CONSTRAINT reference_version_two_people CHECK (((decided_by IS NULL) OR (decided_by <> loaded_by)))
);

CREATE TABLE travel.simulation (
    id uuid NOT NULL,
    budget_id uuid NOT NULL,
    number integer NOT NULL,
    state text NOT NULL,
    seed bigint NOT NULL,
    draws integer,
    engine text NOT NULL,
    input_hash text,
    result jsonb,
    created_by text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT simulation_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'done'::text, 'failed'::text])))
);

CREATE TABLE travel.spending_request (
    id uuid NOT NULL,
    budget_id uuid NOT NULL,
    input jsonb NOT NULL,
    state text NOT NULL,
    requested_by text NOT NULL,
    requested_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    decided_by text,
    decided_at timestamp with time zone,
    reason text,
    entry_id uuid,
    is_near_limit boolean DEFAULT false NOT NULL,
    CONSTRAINT spending_request_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'approved'::text, 'refused'::text]))),
    CONSTRAINT spending_two_people CHECK (((decided_by IS NULL) OR (decided_by <> requested_by)))
);

CREATE TABLE travel.subject_key (
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

CREATE TABLE travel.tombstone (
    subject text NOT NULL,
    erased_at timestamp with time zone NOT NULL
);

CREATE TABLE travel.traveller_estimate (
    budget_id uuid NOT NULL,
    number integer NOT NULL,
    code text NOT NULL,
    country character(3) NOT NULL,
    mean_minor bigint NOT NULL,
    estimate travel.sealed NOT NULL
);

CREATE VIEW travel_pub.event AS
 SELECT outbox.txid,
    outbox.seq,
    outbox.id,
    outbox.kind,
    outbox.subject,
    outbox.payload,
    outbox.created_at
   FROM travel.outbox;

CREATE VIEW travel_pub.origin_cost AS
 SELECT estimate.venue,
    cost.country,
    estimate.currency,
    cost.cost_minor,
    cost.low_minor,
    cost.high_minor,
    estimate.computed_at
   FROM (( SELECT DISTINCT ON (origin_estimate.venue) origin_estimate.id,
            origin_estimate.venue,
            origin_estimate.currency,
            origin_estimate.computed_at
           FROM travel.origin_estimate
          WHERE (origin_estimate.currency = 'USD'::bpchar)
          ORDER BY origin_estimate.venue, origin_estimate.computed_at DESC, origin_estimate.id DESC) estimate
     JOIN travel.origin_cost cost ON ((cost.origin_estimate_id = estimate.id)));

ALTER TABLE ONLY travel.audit_chain
    ADD CONSTRAINT audit_chain_entry_key UNIQUE (entry);

ALTER TABLE ONLY travel.audit_chain
    ADD CONSTRAINT audit_chain_pkey PRIMARY KEY (seq);

ALTER TABLE travel.audit
    ADD CONSTRAINT audit_details_are_texts CHECK (((jsonb_typeof(details) = 'object'::text) AND (NOT (details @? 'strict $.*?(@.type() != "string")'::jsonpath)))) NOT VALID;

ALTER TABLE ONLY travel.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY travel.budget
    ADD CONSTRAINT budget_pkey PRIMARY KEY (id);

ALTER TABLE ONLY travel.budget_version
    ADD CONSTRAINT budget_version_pkey PRIMARY KEY (budget_id, number);

ALTER TABLE ONLY travel.comparison
    ADD CONSTRAINT comparison_pkey PRIMARY KEY (id);

ALTER TABLE ONLY travel.consumer_cursor
    ADD CONSTRAINT consumer_cursor_pkey PRIMARY KEY (source);

ALTER TABLE ONLY travel.fare_evidence
    ADD CONSTRAINT fare_evidence_pkey PRIMARY KEY (id);

ALTER TABLE ONLY travel.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (principal, key);

ALTER TABLE ONLY travel.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (id);

ALTER TABLE ONLY travel.ledger_entry
    ADD CONSTRAINT ledger_entry_id_key UNIQUE (id);

ALTER TABLE ONLY travel.ledger_entry
    ADD CONSTRAINT ledger_entry_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY travel.origin_cost
    ADD CONSTRAINT origin_cost_pkey PRIMARY KEY (origin_estimate_id, country);

ALTER TABLE ONLY travel.origin_estimate
    ADD CONSTRAINT origin_estimate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY travel.outbox
    ADD CONSTRAINT outbox_id_key UNIQUE (id);

ALTER TABLE ONLY travel.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY travel.reference_version
    ADD CONSTRAINT reference_version_name UNIQUE (table_name, version_name);

ALTER TABLE ONLY travel.reference_version
    ADD CONSTRAINT reference_version_pkey PRIMARY KEY (id);

ALTER TABLE ONLY travel.simulation
    ADD CONSTRAINT simulation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY travel.spending_request
    ADD CONSTRAINT spending_request_pkey PRIMARY KEY (id);

ALTER TABLE ONLY travel.subject_key
    ADD CONSTRAINT subject_key_once UNIQUE (subject, compartment);

ALTER TABLE ONLY travel.subject_key
    ADD CONSTRAINT subject_key_pkey PRIMARY KEY (id);

ALTER TABLE ONLY travel.tombstone
    ADD CONSTRAINT tombstone_pkey PRIMARY KEY (subject);

ALTER TABLE ONLY travel.traveller_estimate
    ADD CONSTRAINT traveller_estimate_pkey PRIMARY KEY (budget_id, number, code);

CREATE INDEX audit_object ON travel.audit USING btree (object, seq);

CREATE INDEX audit_order ON travel.audit USING btree (txid, seq);

CREATE INDEX budget_convening ON travel.budget USING btree (convening_id, id);

CREATE INDEX comparison_budget ON travel.comparison USING btree (budget_id, id);

CREATE INDEX fare_evidence_budget ON travel.fare_evidence USING btree (budget_id, code);

CREATE INDEX idempotency_age ON travel.idempotency USING btree (created_at);

CREATE INDEX job_waiting ON travel.job USING btree (created_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));

CREATE INDEX ledger_entry_budget ON travel.ledger_entry USING btree (budget_id, seq);

CREATE UNIQUE INDEX ledger_reversed_once ON travel.ledger_entry USING btree (reference) WHERE (kind = 'reversal'::text);

CREATE INDEX origin_estimate_venue ON travel.origin_estimate USING btree (venue, currency, computed_at DESC);

CREATE INDEX outbox_order ON travel.outbox USING btree (txid, seq);

CREATE UNIQUE INDEX reference_version_current ON travel.reference_version USING btree (table_name) WHERE is_in_force;

CREATE INDEX reference_version_list ON travel.reference_version USING btree (table_name, id);

CREATE INDEX simulation_budget ON travel.simulation USING btree (budget_id, id);

CREATE INDEX spending_request_budget ON travel.spending_request USING btree (budget_id, state, id);

CREATE INDEX subject_key_wrapping ON travel.subject_key USING btree (compartment, generation, month);

CREATE TRIGGER audit_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON travel.audit FOR EACH STATEMENT EXECUTE FUNCTION travel.audit_is_append_only();

CREATE TRIGGER audit_chain_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON travel.audit_chain FOR EACH STATEMENT EXECUTE FUNCTION travel.audit_is_append_only();

CREATE TRIGGER budget_version_kept BEFORE UPDATE ON travel.budget_version FOR EACH ROW EXECUTE FUNCTION travel.budget_version_is_kept();

CREATE TRIGGER ledger_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON travel.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION travel.ledger_is_append_only();

ALTER TABLE ONLY travel.budget_version
    ADD CONSTRAINT budget_version_budget_id_fkey FOREIGN KEY (budget_id) REFERENCES travel.budget(id) ON DELETE RESTRICT;

ALTER TABLE ONLY travel.comparison
    ADD CONSTRAINT comparison_budget_id_fkey FOREIGN KEY (budget_id) REFERENCES travel.budget(id) ON DELETE RESTRICT;

ALTER TABLE ONLY travel.fare_evidence
    ADD CONSTRAINT fare_evidence_budget_id_fkey FOREIGN KEY (budget_id) REFERENCES travel.budget(id) ON DELETE RESTRICT;

ALTER TABLE ONLY travel.ledger_entry
    ADD CONSTRAINT ledger_entry_budget_id_number_fkey FOREIGN KEY (budget_id, number) REFERENCES travel.budget_version(budget_id, number) ON DELETE RESTRICT;

ALTER TABLE ONLY travel.ledger_entry
    ADD CONSTRAINT ledger_entry_reference_fkey FOREIGN KEY (reference) REFERENCES travel.ledger_entry(id);

ALTER TABLE ONLY travel.origin_cost
    ADD CONSTRAINT origin_cost_origin_estimate_id_fkey FOREIGN KEY (origin_estimate_id) REFERENCES travel.origin_estimate(id) ON DELETE CASCADE;

ALTER TABLE ONLY travel.simulation
    ADD CONSTRAINT simulation_budget_id_number_fkey FOREIGN KEY (budget_id, number) REFERENCES travel.budget_version(budget_id, number) ON DELETE RESTRICT;

ALTER TABLE ONLY travel.spending_request
    ADD CONSTRAINT spending_request_budget_id_fkey FOREIGN KEY (budget_id) REFERENCES travel.budget(id) ON DELETE RESTRICT;

ALTER TABLE ONLY travel.spending_request
    ADD CONSTRAINT spending_request_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES travel.ledger_entry(id);

ALTER TABLE ONLY travel.traveller_estimate
    ADD CONSTRAINT traveller_estimate_budget_id_number_fkey FOREIGN KEY (budget_id, number) REFERENCES travel.budget_version(budget_id, number) ON DELETE RESTRICT;

ALTER TABLE travel.budget ENABLE ROW LEVEL SECURITY;

ALTER TABLE travel.budget_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE travel.comparison ENABLE ROW LEVEL SECURITY;

ALTER TABLE travel.fare_evidence ENABLE ROW LEVEL SECURITY;

ALTER TABLE travel.ledger_entry ENABLE ROW LEVEL SECURITY;

CREATE POLICY of_convening ON travel.budget USING (convene.reaches(convening_id));

CREATE POLICY of_convening ON travel.budget_version USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM travel.budget
  WHERE (budget.id = budget_version.budget_id)))));

CREATE POLICY of_convening ON travel.comparison USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM travel.budget
  WHERE (budget.id = comparison.budget_id)))));

CREATE POLICY of_convening ON travel.fare_evidence USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM travel.budget
  WHERE (budget.id = fare_evidence.budget_id)))));

CREATE POLICY of_convening ON travel.ledger_entry USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM travel.budget
  WHERE (budget.id = ledger_entry.budget_id)))));

CREATE POLICY of_convening ON travel.simulation USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM travel.budget
  WHERE (budget.id = simulation.budget_id)))));

CREATE POLICY of_convening ON travel.spending_request USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM travel.budget
  WHERE (budget.id = spending_request.budget_id)))));

CREATE POLICY of_convening ON travel.traveller_estimate USING ((convene.reaches_all() OR (EXISTS ( SELECT
   FROM travel.budget
  WHERE (budget.id = traveller_estimate.budget_id)))));

ALTER TABLE travel.simulation ENABLE ROW LEVEL SECURITY;

ALTER TABLE travel.spending_request ENABLE ROW LEVEL SECURITY;

ALTER TABLE travel.traveller_estimate ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA travel TO svc_travel;
GRANT USAGE ON SCHEMA travel TO convene_auditor;

GRANT USAGE ON SCHEMA travel_pub TO svc_applications;
GRANT USAGE ON SCHEMA travel_pub TO svc_selection;
GRANT USAGE ON SCHEMA travel_pub TO svc_travel;
GRANT USAGE ON SCHEMA travel_pub TO svc_scheduling;
GRANT USAGE ON SCHEMA travel_pub TO svc_portal;
GRANT USAGE ON SCHEMA travel_pub TO convene_report;

REVOKE ALL ON FUNCTION travel.audit_is_append_only() FROM PUBLIC;

REVOKE ALL ON FUNCTION travel.budget_version_is_kept() FROM PUBLIC;

REVOKE ALL ON FUNCTION travel.erase_subject(gone text, moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION travel.erase_subject(gone text, moment timestamp with time zone) TO svc_travel;

REVOKE ALL ON FUNCTION travel.ledger_is_append_only() FROM PUBLIC;

GRANT SELECT,INSERT ON TABLE travel.audit TO svc_travel;
GRANT SELECT ON TABLE travel.audit TO convene_auditor;

GRANT SELECT,INSERT ON TABLE travel.audit_chain TO svc_travel;
GRANT SELECT ON TABLE travel.audit_chain TO convene_auditor;

GRANT SELECT,INSERT,UPDATE ON TABLE travel.budget TO svc_travel;

GRANT SELECT,INSERT,UPDATE ON TABLE travel.budget_version TO svc_travel;

GRANT SELECT,INSERT,UPDATE ON TABLE travel.comparison TO svc_travel;

GRANT SELECT,INSERT,UPDATE ON TABLE travel.consumer_cursor TO svc_travel;

GRANT SELECT,INSERT ON TABLE travel.fare_evidence TO svc_travel;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE travel.idempotency TO svc_travel;

GRANT SELECT,INSERT,UPDATE ON TABLE travel.job TO svc_travel;

GRANT SELECT,INSERT ON TABLE travel.ledger_entry TO svc_travel;

GRANT SELECT,INSERT ON TABLE travel.origin_cost TO svc_travel;

GRANT SELECT,INSERT ON TABLE travel.origin_estimate TO svc_travel;

GRANT SELECT,INSERT ON TABLE travel.outbox TO svc_travel;

GRANT SELECT,INSERT,UPDATE ON TABLE travel.reference_version TO svc_travel;

GRANT SELECT,INSERT,UPDATE ON TABLE travel.simulation TO svc_travel;

GRANT SELECT,INSERT,UPDATE ON TABLE travel.spending_request TO svc_travel;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE travel.subject_key TO svc_travel;

GRANT SELECT,INSERT ON TABLE travel.tombstone TO svc_travel;
GRANT SELECT ON TABLE travel.tombstone TO convene_auditor;

GRANT SELECT,INSERT,DELETE ON TABLE travel.traveller_estimate TO svc_travel;

GRANT SELECT ON TABLE travel_pub.event TO svc_selection;
GRANT SELECT ON TABLE travel_pub.event TO svc_scheduling;

GRANT SELECT ON TABLE travel_pub.origin_cost TO svc_selection;

