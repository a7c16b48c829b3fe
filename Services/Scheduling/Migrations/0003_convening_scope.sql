-- Rows of other convenings than those that the transaction is about do not exist for the service
-- (platform 0003). Rows that hang on another one are seen with it.

create policy of_convening on agenda using (convene.reaches(convening_id));
alter table agenda enable row level security;
create policy of_convening on online_session using (convene.reaches(convening_id));
alter table online_session enable row level security;
create policy of_convening on interpreter
    using (convene.reaches_all() or exists (select from agenda where agenda.id = interpreter.agenda_id));
alter table interpreter enable row level security;
create policy of_convening on participant
    using (convene.reaches_all() or exists (select from agenda where agenda.id = participant.agenda_id));
alter table participant enable row level security;
create policy of_convening on participant_identity
    using (convene.reaches_all() or exists (select from agenda where agenda.id = participant_identity.agenda_id));
alter table participant_identity enable row level security;
create policy of_convening on release
    using (convene.reaches_all() or exists (select from agenda where agenda.id = release.agenda_id));
alter table release enable row level security;
create policy of_convening on room
    using (convene.reaches_all() or exists (select from agenda where agenda.id = room.agenda_id));
alter table room enable row level security;
create policy of_convening on session
    using (convene.reaches_all() or exists (select from agenda where agenda.id = session.agenda_id));
alter table session enable row level security;
create policy of_convening on slot
    using (convene.reaches_all() or exists (select from agenda where agenda.id = slot.agenda_id));
alter table slot enable row level security;
create policy of_convening on solver_run
    using (convene.reaches_all() or exists (select from agenda where agenda.id = solver_run.agenda_id));
alter table solver_run enable row level security;

-- A view reads with its owner's rights, whom no policy binds.
create or replace view scheduling_pub.release as
select release.agenda_id, agenda.convening_id, release.number, release.name, release.published_at,
    release.session_count
from release
join agenda on agenda.id = release.agenda_id
where convene.reaches(agenda.convening_id);
