-- Names of participants, where and when they can take part and what they need are sealed with data keys of the person;
-- the problems that solver runs seal, which hold the same hours, with one of the agenda.

do $$
begin
    if exists (select from participant) or exists (select from solver_run) then
        raise exception 'participants or solver runs stand here unsealed'
            using hint = 'This release begins with an empty database: start afresh and send the agendas again through the API.';
    end if;
end
$$;

-- migration: allow drop-column because this file only runs where the table is empty
alter table participant drop column zone, drop column windows, drop column needs_step_free;
-- migration: allow add-not-null because this file only runs where the table is empty
alter table participant add column details sealed not null;
-- migration: allow drop-column because this file only runs where the table is empty
alter table participant_identity drop column name;
-- migration: allow add-not-null because this file only runs where the table is empty
alter table participant_identity add column name sealed not null;
-- migration: allow drop-column because this file only runs where the table is empty
alter table solver_run drop column problem;
-- migration: allow add-not-null because this file only runs where the table is empty
alter table solver_run add column problem sealed not null;

create or replace function erase_subject(gone text, moment timestamptz) returns integer language plpgsql
    set search_path from current as $$
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
