-- What somebody may do at present: her roles, the convenings that she is assigned to, and whether her account is
-- closed. Each change raises the version, by which the portal ends the sessions that were begun before.

alter table person
    add column is_closed boolean not null default false,
    add column access_version integer not null default 1;

create table person_convening (
    person_id uuid not null references person (id) on delete cascade,
    convening_id uuid not null references convening (id) on delete cascade,
    primary key (person_id, convening_id)
);
create index person_convening_convening on person_convening (convening_id);
grant select, insert, delete on person_convening to svc_applications;

-- Published: the portal asks it on each request. No name and no address.
create view applications_pub.person_access as
select person.id as person_id, person.roles, person.is_closed, person.access_version,
    array(
        select person_convening.convening_id from person_convening
        where person_convening.person_id = person.id order by person_convening.convening_id
    ) as convenings
from person;
grant select on applications_pub.person_access to svc_portal;

-- Besides what it did before: the account is closed, so that open sessions end, and its assignments go.
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
        delete from person_identity where person_id = gone_id;
        delete from person_convening where person_id = gone_id;
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
