-- A service that is newer than the database says that it is not ready, so it has to see which files were applied.
create schema convene_pub;
create view convene_pub.migration as select owner, number from convene.migration;

do $$
declare
    name text;
begin
    foreach name in array array['svc_applications', 'svc_selection', 'svc_travel', 'svc_scheduling', 'svc_portal'] loop
        execute format('grant usage on schema convene_pub to %I', name);
        execute format('grant select on convene_pub.migration to %I', name);
    end loop;
end
$$;
