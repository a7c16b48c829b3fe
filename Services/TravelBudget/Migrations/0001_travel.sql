-- Reference tables, prices by origin, budgets with their estimates, forecasts and the ledger. No column names
-- anybody: participants are candidate codes, members of staff the opaque subjects of their tokens.

create table reference_version (
    id uuid primary key,
    table_name text not null,
    version_name text not null,
    state text not null check (state in ('proposed', 'approved', 'rejected')),
    is_in_force boolean not null default false,
    content bytea not null,
    sha256 text not null,
    row_count integer not null check (row_count > 0),
    note text,
    loaded_by text not null,
    loaded_role text not null,
    loaded_at timestamptz not null default clock_timestamp(),
    decided_by text,
    decided_at timestamptz,
    reason text,
    constraint reference_version_name unique (table_name, version_name),
    constraint reference_version_two_people check (decided_by is null or decided_by <> loaded_by),
    constraint reference_version_in_force check (not is_in_force or state = 'approved')
);
create unique index reference_version_current on reference_version (table_name) where is_in_force;
create index reference_version_list on reference_version (table_name, id);

create table origin_estimate (
    id uuid primary key,
    venue text not null,
    first_day date not null,
    last_day date not null check (last_day >= first_day),
    currency char(3) not null,
    engine text not null,
    tables jsonb not null,
    costs jsonb not null,
    computed_at timestamptz not null,
    computed_by text not null
);
create index origin_estimate_venue on origin_estimate (venue, currency, computed_at desc);

create table origin_cost (
    origin_estimate_id uuid not null references origin_estimate (id) on delete cascade,
    country char(3) not null,
    cost_minor bigint not null check (cost_minor >= 0),
    low_minor bigint not null,
    high_minor bigint not null,
    primary key (origin_estimate_id, country)
);

create table budget (
    id uuid primary key,
    convening_id uuid,
    title text not null,
    currency char(3) not null,
    current_number integer not null default 1,
    approved_number integer,
    version integer not null default 1,
    created_at timestamptz not null default clock_timestamp()
);
create index budget_convening on budget (convening_id, id);

create table budget_version (
    budget_id uuid not null references budget (id) on delete restrict,
    number integer not null check (number > 0),
    state text not null check (state in ('draft', 'submitted', 'approved', 'superseded', 'withdrawn')),
    input jsonb not null,
    priced_on date not null,
    estimate_state text not null check (estimate_state in ('pending', 'done', 'failed')),
    job_id uuid,
    estimate_reason text,
    -- The versions of the tables, pinned: re-pricing makes a new version of the budget.
    tables jsonb not null default '[]',
    lines jsonb not null default '[]',
    unpriced text[] not null default '{}',
    planned_minor bigint,
    simulation_id uuid,
    created_by text not null,
    created_at timestamptz not null default clock_timestamp(),
    submitted_by text,
    submitted_at timestamptz,
    decided_by text,
    decided_at timestamptz,
    reason text,
    primary key (budget_id, number),
    constraint budget_two_people check (decided_by is null or decided_by <> submitted_by)
);

-- An approved version is immutable but for the fact that a later one replaced it.
create function budget_version_is_kept() returns trigger language plpgsql as $$
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
create trigger budget_version_kept before update on budget_version
    for each row execute function budget_version_is_kept();

create table traveller_estimate (
    budget_id uuid not null,
    number integer not null,
    code text not null,
    country char(3) not null,
    mean_minor bigint not null,
    estimate jsonb not null,
    primary key (budget_id, number, code),
    foreign key (budget_id, number) references budget_version (budget_id, number) on delete restrict
);

create table fare_evidence (
    id uuid primary key,
    budget_id uuid not null references budget (id) on delete restrict,
    code text not null,
    kind text not null check (kind in ('ticket', 'quote', 'past')),
    amount_minor bigint not null check (amount_minor > 0),
    currency char(3) not null,
    dated date not null,
    valid_until date,
    recorded_by text not null,
    recorded_at timestamptz not null default clock_timestamp()
);
create index fare_evidence_budget on fare_evidence (budget_id, code);

create table simulation (
    id uuid primary key,
    budget_id uuid not null,
    number integer not null,
    state text not null check (state in ('pending', 'done', 'failed')),
    seed bigint not null,
    draws integer,
    engine text not null,
    input_hash text,
    result jsonb,
    created_by text not null,
    created_at timestamptz not null default clock_timestamp(),
    foreign key (budget_id, number) references budget_version (budget_id, number) on delete restrict
);
create index simulation_budget on simulation (budget_id, id);

create table comparison (
    id uuid primary key,
    budget_id uuid not null references budget (id) on delete restrict,
    state text not null check (state in ('pending', 'done', 'failed')),
    venues text[] not null,
    seed bigint not null,
    report jsonb,
    reason text,
    created_by text not null,
    created_at timestamptz not null default clock_timestamp()
);
create index comparison_budget on comparison (budget_id, id);

create table ledger_entry (
    seq bigint generated always as identity primary key,
    id uuid not null unique,
    budget_id uuid not null,
    number integer not null,
    kind text not null check (kind in ('commitment', 'release', 'actual', 'reversal')),
    line text not null,
    amount_minor bigint not null check (amount_minor > 0),
    currency char(3) not null,
    reference uuid references ledger_entry (id),
    document text not null,
    requested_by text not null,
    approved_by text not null,
    at timestamptz not null,
    foreign key (budget_id, number) references budget_version (budget_id, number) on delete restrict,
    constraint ledger_two_people check (approved_by <> requested_by),
    constraint ledger_reference check ((kind in ('release', 'reversal')) <= (reference is not null))
);
create index ledger_entry_budget on ledger_entry (budget_id, seq);
create unique index ledger_reversed_once on ledger_entry (reference) where kind = 'reversal';

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger ledger_append_only before update or delete or truncate on ledger_entry
    for each statement execute function ledger_is_append_only();

create table spending_request (
    id uuid primary key,
    budget_id uuid not null references budget (id) on delete restrict,
    input jsonb not null,
    state text not null check (state in ('requested', 'approved', 'refused')),
    requested_by text not null,
    requested_at timestamptz not null default clock_timestamp(),
    decided_by text,
    decided_at timestamptz,
    reason text,
    entry_id uuid references ledger_entry (id),
    is_near_limit boolean not null default false,
    constraint spending_two_people check (decided_by is null or decided_by <> requested_by)
);
create index spending_request_budget on spending_request (budget_id, state, id);

grant select, insert, update on reference_version, budget, budget_version, simulation, comparison, spending_request
    to svc_travel;
grant select, insert on origin_estimate, origin_cost, fare_evidence, ledger_entry to svc_travel;
grant select, insert, delete on traveller_estimate to svc_travel;

-- Published: what one participant from a country costs at a venue, by the latest estimate in US dollars, the
-- currency in which cost ceilings are set. A country without a figure has no row.
create view travel_pub.origin_cost as
select estimate.venue, cost.country, estimate.currency, cost.cost_minor, cost.low_minor, cost.high_minor,
    estimate.computed_at
from (
    select distinct on (venue) id, venue, currency, computed_at
    from origin_estimate
    where currency = 'USD'
    order by venue, computed_at desc, id desc
) as estimate
join origin_cost as cost on cost.origin_estimate_id = estimate.id;

grant select on travel_pub.origin_cost to svc_selection;
grant select on travel_pub.event to svc_selection, svc_scheduling;
