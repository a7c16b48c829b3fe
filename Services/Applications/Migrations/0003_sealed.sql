-- Names, addresses and answers are sealed by the service before they come here: with data keys of the person or the
-- organisation, wrapped with keys that are not in the database. What stands here plain cannot be sealed by a
-- migration, so this one only runs where nothing stands yet.

do $$
begin
    if exists (select from organisation_identity) or exists (select from person_identity)
        or exists (select from application)
    then
        raise exception 'organisations, people or applications stand here unsealed'
            using hint = 'This release begins with an empty database: export what you need with the release that made it, start afresh, and send it again through the API.';
    end if;
end
$$;

-- migration: allow drop-table because it is made again below, in the same transaction
drop view applications_pub.candidate;
-- migration: allow drop-table because it is made again below, in the same transaction
drop view applications_pub.participant_origin;

-- migration: allow drop-column because this file only runs where the table is empty
alter table organisation_identity drop column name;
-- migration: allow add-not-null because this file only runs where the table is empty
alter table organisation_identity add column name sealed not null;

drop index person_identity_email_address;
-- migration: allow drop-column because this file only runs where the table is empty
alter table person_identity drop column name, drop column email_address;
-- migration: allow add-not-null because this file only runs where the table is empty
-- migration: allow validated-constraint because this file only runs where the table is empty
alter table person_identity
    add column name sealed not null,
    add column email_address sealed not null,
    -- blind index: by it an exact address is found
    add column email_index bytea not null check (octet_length(email_index) = 8);
-- migration: allow create-index because this file only runs where the table is empty
create unique index person_identity_email_address on person_identity (email_index);

-- migration: allow drop-column because this file only runs where the table is empty
alter table application drop column committee_answers;
-- migration: allow add-not-null because this file only runs where the table is empty
alter table application add column committee_answers sealed not null;
-- migration: allow drop-column because this file only runs where the table is empty
alter table application_private drop column logistics_answers, drop column staff_answers, drop column withdrawal_reason;
-- migration: allow add-not-null because this file only runs where the table is empty
alter table application_private
    add column logistics_answers sealed not null,
    add column staff_answers sealed not null,
    -- where the journey begins and with which passport: all that a travel budget may open
    add column origin sealed not null,
    add column withdrawal_reason sealed;
-- migration: allow drop-column because this file only runs where the table is empty
alter table application_version
    drop column committee_answers, drop column logistics_answers, drop column staff_answers;
-- Copies keep the seals of the application's own columns.
-- migration: allow add-not-null because this file only runs where the table is empty
alter table application_version
    add column committee_answers sealed not null,
    add column logistics_answers sealed not null,
    add column staff_answers sealed not null;

alter table organisation add column erased_at timestamptz;
alter table person add column erased_at timestamptz;

-- One administrator asks for an erasure, another one decides.
create table erasure (
    id uuid primary key,
    subject text not null,
    reason text not null check (reason in ('own-wish', 'retention-over', 'wrongly-kept', 'danger')),
    state text not null default 'requested' check (state in ('requested', 'done', 'refused')),
    requested_by text not null,
    requested_at timestamptz not null,
    decided_by text,
    decided_at timestamptz,
    -- data keys of this service that were destroyed
    keys_destroyed integer,
    constraint erasure_two_people check (state <> 'done' or decided_by <> requested_by),
    constraint erasure_decided check ((state = 'requested') = (decided_by is null))
);
-- migration: allow create-index because this file only runs where the table is empty
create unique index erasure_waiting on erasure (subject) where state = 'requested';

grant delete on organisation_identity, person_identity to svc_applications;
grant select, insert, update on erasure to svc_applications;

-- Besides the keys: names, addresses and blind indexes go, and live applications end.
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
        update person set erased_at = moment, roles = '{}' where id = gone_id and erased_at is null;
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

-- Published: what selection may know of a candidate. No identity column; the answers for the committee are sealed,
-- and selection holds the key of this compartment only.
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
select application.id as application_id, call.convening_id, organisation.country, application_private.origin
from application
join organisation on organisation.id = application.organisation_id
join application_private on application_private.application_id = application.id
join call on call.id = application.call_id
where application.state = 'eligible';

-- Published: the wrapped data keys of the two compartments that others open. Erasing a subject takes them away there
-- in the same moment.
create view applications_pub.text_key as
select id, subject, compartment, generation, month, wrapped, txid from subject_key where compartment = 'text';

create view applications_pub.origin_key as
select id, subject, compartment, generation, month, wrapped, txid from subject_key where compartment = 'origin';

grant select on applications_pub.candidate, applications_pub.text_key to svc_selection;
grant select on applications_pub.participant_origin, applications_pub.origin_key to svc_travel;
