-- Login roles of the services, and the roles that own and report. Passwords are not set here: who makes the
-- cluster sets them. Every login role starts with no right at all. Where the migrating role may not make roles,
-- whoever made the cluster has made them.
do $$
declare
    name text;
begin
    if not (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) then
        return;
    end if;
    foreach name in array array['svc_applications', 'svc_selection', 'svc_travel', 'svc_scheduling', 'svc_portal']
    loop
        if not exists (select from pg_roles where rolname = name) then
            execute format('create role %I login noinherit connection limit 20', name);
        end if;
        execute format('alter role %I set statement_timeout = %L', name, '5s');
        execute format('alter role %I set lock_timeout = %L', name, '2s');
        execute format('alter role %I set idle_in_transaction_session_timeout = %L', name, '10s');
        execute format('alter role %I set search_path = %I', name, substr(name, 5));
    end loop;
    if not exists (select from pg_roles where rolname = 'convene_report') then
        create role convene_report nologin;
    end if;
end
$$;

revoke all on schema public from public;
