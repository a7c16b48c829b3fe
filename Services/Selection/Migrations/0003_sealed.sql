-- What a candidate wrote arrives sealed and stays so: the data key is the applications service's, published wrapped,
-- and gone in the moment in which the organisation is erased. What reviewers write about her is sealed with a data key
-- of this schema that belongs to the same organisation.

do $$
begin
    if exists (select from candidate) or exists (select from review_score) then
        raise exception 'candidates or reviews stand here unsealed'
            using hint = 'This release begins with an empty database: finish the rounds with the release that made them, or start afresh.';
    end if;
end
$$;

-- migration: allow drop-column because this file only runs where the table is empty
alter table candidate drop column answers;
-- migration: allow add-not-null because this file only runs where the table is empty
alter table candidate add column answers sealed not null;
-- migration: allow drop-column because this file only runs where the table is empty
alter table review_score drop column reason;
alter table review_score add column reason sealed;

create or replace function erase_subject(gone text, moment timestamptz) returns integer language plpgsql
    set search_path from current as $$
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
