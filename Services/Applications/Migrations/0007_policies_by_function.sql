-- A policy that looks at another row does so in a function. Written out in the policy, the look becomes part of the plan
-- of every statement on the table, and starting such a plan costs the server more than reading a row, also for those who
-- reach all convenings, for whom it is never run. In PL/pgSQL, because the planner would write a function in SQL out again.

create function reaches_call(id uuid) returns boolean language plpgsql stable parallel safe as $$
begin
    return exists (select from applications.call where call.id = $1);
end
$$;

create function reaches_application(id uuid) returns boolean language plpgsql stable parallel safe as $$
begin
    return exists (select from applications.application where application.id = $1);
end
$$;

revoke all on function reaches_call(uuid), reaches_application(uuid) from public;
grant execute on function reaches_call(uuid), reaches_application(uuid) to svc_applications;

alter policy of_convening on application using (convene.reaches_all() or reaches_call(call_id));
alter policy of_convening on application_private using (convene.reaches_all() or reaches_application(application_id));
alter policy of_convening on application_version using (convene.reaches_all() or reaches_application(application_id));
alter policy of_convening on consent using (convene.reaches_all() or reaches_application(application_id));
