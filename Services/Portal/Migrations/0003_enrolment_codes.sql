-- Somebody whom an administrator gives a first role, or whose second factor an administrator takes away, sets the next
-- one up with a code that the administrator hands over by another way than mail: her mailbox alone opens nothing. The
-- row stays until she has done so, also when the code has expired. Who has no row was never given a code: needs none.

create table enrolment_code (
    subject text primary key check (length(subject) between 1 and 100),
    -- keyed hash with a key that is not in the database
    code_hash bytea not null check (octet_length(code_hash) = 32),
    made_at timestamptz not null,
    expires_at timestamptz not null,
    -- wrong codes since the code was made, and until when none but the right one is looked at
    failures integer not null default 0,
    wait_until timestamptz
);

-- Also for instances of an earlier version, which know nothing of codes and would set a factor up without.
create function refuse_factor_without_code() returns trigger language plpgsql set search_path from current as $$
begin
    if exists (select from enrolment_code where enrolment_code.subject = new.subject) then
        raise exception 'a second factor needs the enrolment code first' using errcode = 'check_violation';
    end if;
    return new;
end
$$;
revoke all on function refuse_factor_without_code() from public;
create trigger second_factor_code before insert on second_factor
    for each row execute function refuse_factor_without_code();

grant select, insert, update, delete on enrolment_code to svc_portal;
