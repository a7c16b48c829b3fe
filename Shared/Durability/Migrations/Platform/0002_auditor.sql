-- Who verifies and notarises the audit: reads the audit tables of every schema and nothing else.
do $$
begin
    if not (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) then
        return;
    end if;
    if not exists (select from pg_roles where rolname = 'convene_auditor') then
        create role convene_auditor nologin;
    end if;
    alter role convene_auditor set search_path = pg_catalog;
end
$$;
