-- Row-level security where rows of several convenings meet. Who works on some convenings only is served in
-- transactions that say which (the setting convene.convenings, local to the transaction); the database then shows and
-- takes no row of another, whatever a statement forgets to ask. `*` stands for all, `{}` for none, an array of ids for
-- some; a session that says nothing sees nothing.

create function convene.reaches_all() returns boolean language sql stable parallel safe
    return coalesce(current_setting('convene.convenings', true) = '*', false);

-- What belongs to no convening exists for everybody who says anything.
create function convene.reaches(convening uuid) returns boolean language sql stable parallel safe
    return case
        when coalesce(current_setting('convene.convenings', true), '') = '' then false
        when current_setting('convene.convenings', true) = '*' then true
        else convening is null
            or convening = any (nullif(nullif(current_setting('convene.convenings', true), '*'), '')::uuid[])
    end;

do $$
declare
    name text;
begin
    revoke all on function convene.reaches_all(), convene.reaches(uuid) from public;
    foreach name in array array['svc_applications', 'svc_selection', 'svc_travel', 'svc_scheduling', 'svc_portal',
        'convene_report']
    loop
        execute format('grant execute on function convene.reaches_all(), convene.reaches(uuid) to %I', name);
    end loop;
end
$$;
