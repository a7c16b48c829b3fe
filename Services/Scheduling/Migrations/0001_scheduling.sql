-- Agendas, their sessions, solver runs and releases; online sessions. Names of people stand in a table of their own
-- and never reach a release: what is released names only those who agreed, in the words they chose.

create table agenda (
    id uuid primary key,
    convening_id uuid not null,
    acronym text not null,
    title jsonb not null,
    zone text not null,
    rules jsonb not null,
    -- Sessions ever made; the next one gets the next number.
    session_count integer not null default 0,
    latest_release integer not null default 0,
    created_by text not null,
    created_at timestamptz not null default clock_timestamp(),
    version integer not null default 1
);
create index agenda_convening on agenda (convening_id, id);

create table room (
    id uuid primary key,
    agenda_id uuid not null references agenda (id) on delete restrict,
    position integer not null,
    name text not null,
    capacity integer check (capacity > 0),
    is_step_free boolean not null,
    booths integer not null check (booths >= 0),
    closures jsonb not null,
    constraint room_name unique (agenda_id, name) deferrable initially deferred
);
create index room_order on room (agenda_id, position);

create table slot (
    agenda_id uuid not null references agenda (id) on delete restrict,
    day date not null,
    start time not null,
    minutes integer not null check (minutes between 5 and 1440),
    primary key (agenda_id, day, start)
);

create table participant (
    agenda_id uuid not null references agenda (id) on delete restrict,
    person_id uuid not null,
    position integer not null,
    zone text not null,
    windows jsonb not null,
    needs_step_free boolean not null,
    primary key (agenda_id, person_id)
);

create table participant_identity (
    agenda_id uuid not null,
    person_id uuid not null,
    name text not null,
    primary key (agenda_id, person_id),
    foreign key (agenda_id, person_id) references participant (agenda_id, person_id) on delete cascade
);

create table interpreter (
    agenda_id uuid not null references agenda (id) on delete restrict,
    pair text not null,
    count integer not null check (count >= 0),
    exceptions jsonb not null,
    primary key (agenda_id, pair)
);

create table session (
    id uuid primary key,
    agenda_id uuid not null references agenda (id) on delete restrict,
    number integer not null,
    kind text not null,
    title jsonb not null,
    summary jsonb,
    guiding_questions jsonb not null,
    length integer not null check (length between 1 and 48),
    expected integer not null check (expected >= 0),
    theme text,
    language text not null,
    interpretation text[] not null,
    people uuid[] not null,
    required_rooms uuid[] not null,
    forbidden_rooms uuid[] not null,
    required_days date[] not null,
    forbidden_days date[] not null,
    fixed_day date,
    fixed_start time,
    follows uuid references session (id) on delete set null,
    needs_step_free boolean not null,
    audience jsonb not null,
    speakers jsonb not null,
    allows_recording boolean not null,
    -- The place in the draft: all three or none. Any place may be kept, clashes are reported, not forbidden.
    day date,
    start time,
    room_id uuid references room (id) on delete restrict,
    is_pinned boolean not null default false,
    version integer not null default 1,
    constraint session_number unique (agenda_id, number),
    check ((day is null) = (start is null) and (day is null) = (room_id is null)),
    check ((fixed_day is null) = (fixed_start is null))
);
create index session_follows on session (follows);
create index session_room on session (room_id);

create table solver_run (
    id uuid primary key,
    agenda_id uuid not null references agenda (id) on delete restrict,
    job_id uuid not null,
    engine text not null,
    seed bigint not null,
    iterations bigint not null,
    -- Sealed: with these and the engine of that version the run can be repeated, byte for byte.
    problem text not null,
    input_hash text not null,
    placements jsonb not null,
    hard_before integer not null,
    soft_before integer not null,
    hard integer not null,
    soft integer not null,
    is_stopped boolean not null,
    finished_at timestamptz not null default clock_timestamp()
);
create index solver_run_agenda on solver_run (agenda_id, id);

create table release (
    agenda_id uuid not null references agenda (id) on delete restrict,
    number integer not null check (number > 0),
    name text not null,
    reason text,
    published_at timestamptz not null,
    published_by text not null,
    content jsonb not null,
    changes jsonb not null,
    session_count integer not null,
    hard_clashes integer not null,
    soft_clashes integer not null,
    primary key (agenda_id, number)
);

create table online_session (
    id uuid primary key,
    convening_id uuid,
    kind text not null,
    title jsonb not null,
    summary jsonb,
    day date not null,
    start time not null,
    zone text not null,
    minutes integer not null check (minutes between 5 and 1440),
    language text not null,
    interpretation text[] not null,
    audience jsonb not null,
    version integer not null default 1
);

grant select, insert, update on agenda, online_session to svc_scheduling;
grant select, insert, update, delete on room, slot, participant, participant_identity, interpreter, session
    to svc_scheduling;
-- What is released or sealed is never changed.
grant select, insert on solver_run, release to svc_scheduling;

-- Published: which agendas of a convening have a release, for those who count or announce them.
create view scheduling_pub.release as
select release.agenda_id, agenda.convening_id, release.number, release.name, release.published_at,
    release.session_count
from release
join agenda on agenda.id = release.agenda_id;

grant select on scheduling_pub.release, scheduling_pub.event to svc_applications, svc_selection, svc_travel;
