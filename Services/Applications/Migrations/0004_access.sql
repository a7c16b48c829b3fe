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
