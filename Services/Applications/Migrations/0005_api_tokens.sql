-- Tokens for scripts, made by people who work here, each for one role and no further than its maker reaches. Only the
-- hash of the secret is kept.

create table api_token (
    id uuid primary key,
    person_id uuid not null references person (id) on delete cascade,
    name text not null check (length(name) between 1 and 80),
    role text not null,
    -- null: as far as the person's own right reaches
    convenings uuid[],
    operations text[],
    is_read_only boolean not null,
    secret_hash bytea not null unique check (octet_length(secret_hash) = 32),
    created_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz not null,
    revoked_at timestamptz
);
create index api_token_person on api_token (person_id, id);
grant select, insert, delete on api_token to svc_applications;
grant update (revoked_at) on api_token to svc_applications;

-- Published: what a door needs to know of a token that is shown to it. A token that was revoked, whose maker has lost
-- the role or whose account is closed is not there; every door looks at every request, so this works at once.
create view applications_pub.api_token as
select api_token.id as token_id, api_token.secret_hash, api_token.person_id, api_token.role, api_token.operations,
    api_token.is_read_only, api_token.expires_at,
    case
        when api_token.role in ('administrator', 'auditor') then api_token.convenings
        else array(
            select person_convening.convening_id from person_convening
            where person_convening.person_id = api_token.person_id
                and (api_token.convenings is null or person_convening.convening_id = any(api_token.convenings)))
    end as convenings
from api_token
join person on person.id = api_token.person_id
where api_token.revoked_at is null and not person.is_closed and api_token.role = any(person.roles);
grant select on applications_pub.api_token to svc_applications, svc_selection, svc_travel, svc_scheduling;

-- Besides what it did before: the account is closed, so that open sessions end; its assignments and its
-- tokens go.
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
