-- Rubrics, rounds, conflicts of interest, blind reviews, calibrations and cohorts. No table here has a column for
-- what names somebody: candidates are codes, members are the opaque subjects of their tokens.

create table rubric (
    id uuid primary key,
    title jsonb not null,
    criteria jsonb not null,
    version integer not null default 1
);

create table round (
    id uuid primary key,
    call_id uuid not null,
    convening_id uuid,
    rubric_id uuid not null references rubric (id) on delete restrict,
    -- The rubric as it was when the round opened: what scores were given against.
    criteria jsonb,
    state text not null check (state in ('prepared', 'declaring', 'scoring', 'closed')),
    reviews_per_candidate integer not null check (reviews_per_candidate between 1 and 20),
    closes_at timestamptz not null,
    version integer not null default 1
);
create index round_call on round (call_id, id);

create table committee_member (
    id uuid primary key,
    round_id uuid not null references round (id) on delete cascade,
    subject text not null,
    maximum_load integer not null check (maximum_load between 1 and 10000),
    languages text[] not null,
    declared_at timestamptz,
    constraint committee_member_once unique (round_id, subject)
);
create index committee_member_subject on committee_member (subject);

create table candidate (
    id uuid primary key,
    round_id uuid not null references round (id) on delete cascade,
    application_id uuid not null,
    organisation_id uuid not null,
    code text not null,
    country char(3) not null,
    kind text not null,
    size text not null,
    is_women_led boolean not null,
    is_member boolean not null,
    language text not null check (language in ('en', 'fr', 'es', 'ar')),
    answers jsonb not null,
    -- She took her application back: nobody reads, ranks or chooses her any more.
    withdrawn_at timestamptz,
    constraint candidate_application unique (round_id, application_id),
    constraint candidate_code unique (round_id, code)
);
create index candidate_organisation on candidate (round_id, organisation_id);
create index candidate_of_application on candidate (application_id);

create table conflict_of_interest (
    member_id uuid not null references committee_member (id) on delete cascade,
    organisation_id uuid not null,
    kind text not null,
    is_pinned boolean not null default false,
    declared_at timestamptz not null default clock_timestamp(),
    primary key (member_id, organisation_id)
);

create table assignment (
    id uuid primary key,
    round_id uuid not null references round (id) on delete cascade,
    candidate_id uuid not null references candidate (id) on delete cascade,
    member_id uuid not null references committee_member (id) on delete cascade,
    state text not null default 'open' check (state in ('open', 'begun', 'complete', 'stepped-back')),
    overall double precision,
    -- The order of a member's list: her own, so that nobody is always read first.
    place bigint not null,
    saved_at timestamptz,
    version integer not null default 1,
    constraint assignment_once unique (candidate_id, member_id)
);
create index assignment_member on assignment (member_id, place);
create index assignment_round on assignment (round_id, state);

create table review_score (
    assignment_id uuid not null references assignment (id) on delete cascade,
    criterion text not null,
    value integer check (value between 1 and 5),
    reason text,
    primary key (assignment_id, criterion)
);

create table calibration (
    id uuid primary key,
    round_id uuid not null references round (id) on delete cascade,
    places integer not null check (places > 0),
    summary jsonb not null,
    -- The sealed scores: the same input and engine give the same ranking.
    input text not null,
    created_at timestamptz not null default clock_timestamp()
);
create index calibration_round on calibration (round_id, created_at);

create table calibrated_candidate (
    calibration_id uuid not null references calibration (id) on delete cascade,
    candidate_id uuid not null references candidate (id) on delete cascade,
    rank integer not null,
    score double precision not null,
    deviation double precision not null,
    raw_mean double precision,
    reviews integer not null,
    spread double precision,
    chance double precision not null,
    primary key (calibration_id, candidate_id)
);

create table calibrated_member (
    calibration_id uuid not null references calibration (id) on delete cascade,
    member_id uuid not null references committee_member (id) on delete cascade,
    leniency double precision not null,
    deviation double precision not null,
    steepness double precision not null,
    reviews integer not null,
    primary key (calibration_id, member_id)
);

create table cohort (
    id uuid primary key,
    round_id uuid not null references round (id) on delete cascade,
    calibration_id uuid not null references calibration (id) on delete restrict,
    state text not null check (state in ('computing', 'proposed', 'infeasible', 'undecided', 'failed', 'signed',
        'confirmed', 'superseded')),
    policy jsonb not null,
    engine text not null,
    -- The sealed problem in the form of `convene cohort solve`, its hash, and the ids of its candidates in order.
    instance text,
    input_hash text,
    candidate_ids uuid[],
    result jsonb,
    clash jsonb,
    created_at timestamptz not null default clock_timestamp(),
    signed_by text,
    signed_at timestamptz,
    confirmed_by text,
    confirmed_at timestamptz,
    version integer not null default 1,
    constraint cohort_two_people check (confirmed_by is null or confirmed_by <> signed_by)
);
create index cohort_round on cohort (round_id, id);
create unique index cohort_confirmed_once on cohort (round_id) where state = 'confirmed';

create table cohort_member (
    cohort_id uuid not null references cohort (id) on delete cascade,
    candidate_id uuid not null references candidate (id) on delete restrict,
    state text not null check (state in ('chosen', 'replacement', 'left')),
    -- The place by rank when the cohort was confirmed; who comes in takes the place of her who left.
    position integer not null check (position > 0),
    changed_at timestamptz not null default clock_timestamp(),
    primary key (cohort_id, candidate_id)
);

grant select, insert, update on rubric, round, committee_member, candidate, assignment, cohort, cohort_member
    to svc_selection;
grant select, insert, update, delete on conflict_of_interest, review_score to svc_selection;
grant delete on committee_member to svc_selection;
grant select, insert on calibration, calibrated_candidate, calibrated_member to svc_selection;

-- Published: who has a place, for the travel budget and the agenda. Codes and ids only.
create view selection_pub.cohort_member as
select round.convening_id, cohort.id as cohort_id, candidate.application_id, candidate.code as candidate_code,
    cohort_member.state, cohort_member.position
from cohort_member
join cohort on cohort.id = cohort_member.cohort_id and cohort.state = 'confirmed'
join round on round.id = cohort.round_id
join candidate on candidate.id = cohort_member.candidate_id;

grant select on selection_pub.cohort_member to svc_travel, svc_scheduling;
grant select on selection_pub.event to svc_travel, svc_scheduling, svc_applications;
