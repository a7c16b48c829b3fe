-- Whoever makes a token for a person holds her row, so erasing locks that before the tokens go: the one that was being
-- made goes too. The person before her tokens is also the order of everybody else who changes both.
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
        perform from person where id = gone_id for update;
        delete from person_identity where person_id = gone_id;
        delete from person_convening where person_id = gone_id;
        delete from api_token where person_id = gone_id;
        update person
        set erased_at = moment, roles = '{}', is_closed = true, access_version = access_version + 1
        where id = gone_id and erased_at is null;
    elsif gone like 'organisation/%' then
        delete from organisation_identity where organisation_id = gone_id;
        update organisation set erased_at = moment, version = version + 1 where id = gone_id and erased_at is null;
        update application_private set logistics_answers = '', staff_answers = '', origin = '', withdrawal_reason = null
        where application_id in (select id from application where organisation_id = gone_id);
        update application set committee_answers = '', state = 'withdrawn', version = version + 1
        where organisation_id = gone_id and (state <> 'withdrawn' or octet_length(committee_answers) > 0);
    end if;
    return destroyed;
end
$$;
