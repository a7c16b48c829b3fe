-- Replacements in a confirmed cohort: one person proposes, another decides. A member who takes her application back
-- leaves her place free until somebody comes in for her.

alter table cohort_member drop constraint cohort_member_state_check;
alter table cohort_member add constraint cohort_member_state_check
    check (state in ('chosen', 'replacement', 'withdrawn', 'left'));
create index cohort_member_candidate on cohort_member (candidate_id);

create table cohort_replacement (
    id uuid primary key,
    cohort_id uuid not null references cohort (id) on delete cascade,
    leaving_id uuid not null references candidate (id) on delete restrict,
    entering_id uuid not null references candidate (id) on delete restrict,
    reason text not null,
    state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'refused')),
    proposed_by text not null,
    proposed_at timestamptz not null,
    decided_by text,
    decided_at timestamptz,
    -- Whoever proposed may take it back, not confirm it.
    constraint cohort_replacement_two_people check (state <> 'confirmed' or decided_by <> proposed_by),
    constraint cohort_replacement_decided check ((state = 'proposed') = (decided_by is null))
);
create unique index cohort_replacement_waiting on cohort_replacement (cohort_id) where state = 'proposed';

grant select, insert, update on cohort_replacement to svc_selection;
