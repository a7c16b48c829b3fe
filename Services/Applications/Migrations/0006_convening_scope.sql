-- Rows of other convenings than those that the transaction is about do not exist for the service
-- (platform 0003). Rows that hang on another one are seen with it.

create policy of_convening on convening using (convene.reaches(id));
alter table convening enable row level security;
create policy of_convening on call using (convene.reaches(convening_id));
alter table call enable row level security;
create policy of_convening on person_convening using (convene.reaches(convening_id));
alter table person_convening enable row level security;
create policy of_convening on application
    using (convene.reaches_all() or exists (select from call where call.id = application.call_id));
alter table application enable row level security;
create policy of_convening on application_private
    using (convene.reaches_all() or exists (select from application where application.id = application_private.application_id));
alter table application_private enable row level security;
create policy of_convening on application_version
    using (convene.reaches_all() or exists (select from application where application.id = application_version.application_id));
alter table application_version enable row level security;
create policy of_convening on consent
    using (convene.reaches_all() or exists (select from application where application.id = consent.application_id));
alter table consent enable row level security;

-- To which convenings an organisation has applied, for the service alone, and whole: that one has applied elsewhere
-- only must not look as if it had applied nowhere.
create view organisation_convening as
select distinct application.organisation_id, call.convening_id
from application
join call on call.id = application.call_id;
grant select on organisation_convening to svc_applications;

-- What others are shown is narrowed in the same way: a view reads with its owner's rights, whom no policy binds.
create or replace view applications_pub.convening as
select convening.id as convening_id, convening.kind, convening.format, convening.title, convening.venue, convening.zone,
    convening.starts_on, convening.ends_on, convening.places, convening.state
from convening
where convene.reaches(convening.id);

create or replace view applications_pub.call as
select call.id as call_id, call.convening_id from call where convene.reaches(call.convening_id);

create or replace view applications_pub.call_organisation as
select distinct application.call_id, application.organisation_id
from application
join call on call.id = application.call_id
where application.submitted_at is not null and convene.reaches(call.convening_id);

create or replace view applications_pub.candidate as
select application.id as application_id, application.call_id, call.convening_id, application.candidate_code,
    application.organisation_id, organisation.country, organisation.kind, organisation.size,
    organisation.is_women_led, organisation.is_member, application.language,
    application.committee_answers as answers, (application.submitted_at at time zone 'UTC')::date as submitted_on
from application
join organisation on organisation.id = application.organisation_id
join call on call.id = application.call_id
where application.state = 'eligible' and convene.reaches(call.convening_id);

create or replace view applications_pub.participant_origin as
select application.id as application_id, call.convening_id, organisation.country, application_private.origin
from application
join organisation on organisation.id = application.organisation_id
join application_private on application_private.application_id = application.id
join call on call.id = application.call_id
where application.state = 'eligible' and convene.reaches(call.convening_id);
