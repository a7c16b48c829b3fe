-- Organisations, people, convenings, calls and applications. What names somebody lives in tables of its own, so
-- that the views for other services cannot carry it and the next release can encrypt it in place.

create table organisation (
    id uuid primary key,
    country char(3) not null,
    kind text not null check (kind in ('cso', 'cbo', 'network')),
    size text not null check (size in ('small', 'medium', 'large')),
    is_women_led boolean not null,
    is_member boolean not null,
    languages text[] not null,
    created_by text not null,
    created_at timestamptz not null default clock_timestamp(),
    version integer not null default 1
);
create index organisation_country on organisation (country, id);
create index organisation_created_by on organisation (created_by);

create table organisation_identity (
    organisation_id uuid primary key references organisation (id) on delete cascade,
    name text not null
);

create table person (
    id uuid primary key,
    organisation_id uuid references organisation (id) on delete set null,
    language text not null check (language in ('en', 'fr', 'es', 'ar')),
    roles text[] not null,
    created_at timestamptz not null default clock_timestamp()
);

create table person_identity (
    person_id uuid primary key references person (id) on delete cascade,
    name text not null,
    email_address text not null
);
create unique index person_identity_email_address on person_identity (lower(email_address));

create table convening (
    id uuid primary key,
    kind text not null,
    format text not null,
    title jsonb not null,
    summary jsonb not null,
    venue text,
    zone text not null,
    starts_on date not null,
    ends_on date not null check (ends_on >= starts_on),
    places integer not null check (places > 0),
    state text not null check (state in ('announced', 'held', 'cancelled')),
    version integer not null default 1
);

create table call (
    id uuid primary key,
    convening_id uuid not null references convening (id) on delete restrict,
    title jsonb not null,
    opens_at timestamptz not null,
    closes_at timestamptz not null check (closes_at > opens_at),
    questions jsonb not null,
    rules jsonb not null,
    criteria jsonb not null,
    version integer not null default 1
);
create index call_convening on call (convening_id);
create index call_window on call (closes_at, id);

create table application (
    id uuid primary key,
    call_id uuid not null references call (id) on delete restrict,
    organisation_id uuid not null references organisation (id) on delete restrict,
    created_by text not null,
    reference text not null,
    -- The name under which reviewers know it: fresh for each application, so that rounds cannot be linked.
    candidate_code text not null,
    state text not null check (state in ('draft', 'submitted', 'withdrawn', 'eligible', 'ineligible')),
    language text not null check (language in ('en', 'fr', 'es', 'ar')),
    -- What reviewers may read; every other answer is in application_private.
    committee_answers jsonb not null,
    failed_rules text[] not null default '{}',
    submitted_at timestamptz,
    saved_at timestamptz not null default clock_timestamp(),
    version integer not null default 1,
    constraint application_reference unique (reference),
    constraint application_candidate_code unique (call_id, candidate_code)
);
-- One application of an organisation to a call, withdrawn ones aside.
create unique index application_one_per_call on application (call_id, organisation_id) where state <> 'withdrawn';
create index application_list on application (call_id, state, id);
create index application_created_by on application (created_by, id);

create table application_private (
    application_id uuid primary key references application (id) on delete cascade,
    logistics_answers jsonb not null,
    staff_answers jsonb not null
);

create table application_version (
    application_id uuid not null references application (id) on delete cascade,
    version integer not null,
    state text not null,
    committee_answers jsonb not null,
    logistics_answers jsonb not null,
    staff_answers jsonb not null,
    saved_at timestamptz not null default clock_timestamp(),
    primary key (application_id, version)
);

create table consent (
    application_id uuid not null references application (id) on delete cascade,
    purpose text not null,
    language text not null,
    given_at timestamptz not null default clock_timestamp(),
    withdrawn_at timestamptz,
    primary key (application_id, purpose, given_at)
);

grant select, insert, update on organisation, organisation_identity, person, person_identity, convening, call,
    application, application_private to svc_applications;
grant select, insert on application_version, consent to svc_applications;
grant update (withdrawn_at) on consent to svc_applications;

-- Published: what selection may know of a candidate. No identity column: no name, no address, no reference code
-- that the applicant was told. Submission time is cut to the day.
create view applications_pub.candidate as
select application.id as application_id, application.call_id, call.convening_id, application.candidate_code,
    application.organisation_id, organisation.country, organisation.kind, organisation.size,
    organisation.is_women_led, organisation.is_member, application.language,
    application.committee_answers as answers, (application.submitted_at at time zone 'UTC')::date as submitted_on
from application
join organisation on organisation.id = application.organisation_id
join call on call.id = application.call_id
where application.state = 'eligible';

-- Published: what a travel budget needs of a participant, and nothing else.
create view applications_pub.participant_origin as
select application.id as application_id, call.convening_id, organisation.country,
    coalesce(application_private.logistics_answers ->> 'departure_city', '') as city,
    coalesce(application_private.logistics_answers ->> 'passport_country', organisation.country) as passport_country
from application
join organisation on organisation.id = application.organisation_id
join application_private on application_private.application_id = application.id
join call on call.id = application.call_id
where application.state = 'eligible';

-- Published: what is public of a convening.
create view applications_pub.convening as
select id as convening_id, kind, format, title, venue, zone, starts_on, ends_on, places, state from convening;

grant select on applications_pub.candidate to svc_selection;
grant select on applications_pub.participant_origin to svc_travel;
grant select on applications_pub.convening to svc_selection, svc_travel, svc_scheduling;
grant select on applications_pub.event to svc_selection, svc_travel, svc_scheduling;
