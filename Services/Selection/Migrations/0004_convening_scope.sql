-- Rows of other convenings than those that the transaction is about do not exist for the service
-- (platform 0003). Rows that hang on another one are seen with it.

-- A round is of its call's convening; the published call is there for whom the call is.
create policy of_convening on round
    using (convene.reaches_all() or exists (select from applications_pub.call where call.call_id = round.call_id));
alter table round enable row level security;
create policy of_convening on candidate
    using (convene.reaches_all() or exists (select from round where round.id = candidate.round_id));
alter table candidate enable row level security;
create policy of_convening on committee_member
    using (convene.reaches_all() or exists (select from round where round.id = committee_member.round_id));
alter table committee_member enable row level security;
create policy of_convening on assignment
    using (convene.reaches_all() or exists (select from round where round.id = assignment.round_id));
alter table assignment enable row level security;
create policy of_convening on calibration
    using (convene.reaches_all() or exists (select from round where round.id = calibration.round_id));
alter table calibration enable row level security;
create policy of_convening on cohort
    using (convene.reaches_all() or exists (select from round where round.id = cohort.round_id));
alter table cohort enable row level security;
create policy of_convening on calibrated_candidate
    using (convene.reaches_all() or exists (select from calibration where calibration.id = calibrated_candidate.calibration_id));
alter table calibrated_candidate enable row level security;
create policy of_convening on calibrated_member
    using (convene.reaches_all() or exists (select from calibration where calibration.id = calibrated_member.calibration_id));
alter table calibrated_member enable row level security;
create policy of_convening on cohort_member
    using (convene.reaches_all() or exists (select from cohort where cohort.id = cohort_member.cohort_id));
alter table cohort_member enable row level security;
create policy of_convening on cohort_replacement
    using (convene.reaches_all() or exists (select from cohort where cohort.id = cohort_replacement.cohort_id));
alter table cohort_replacement enable row level security;
create policy of_convening on conflict_of_interest
    using (convene.reaches_all() or exists (select from committee_member where committee_member.id = conflict_of_interest.member_id));
alter table conflict_of_interest enable row level security;
create policy of_convening on review_score
    using (convene.reaches_all() or exists (select from assignment where assignment.id = review_score.assignment_id));
alter table review_score enable row level security;

-- A view reads with its owner's rights, whom no policy binds.
create or replace view selection_pub.cohort_member as
select round.convening_id, cohort.id as cohort_id, candidate.application_id, candidate.code as candidate_code,
    cohort_member.state, cohort_member.position
from cohort_member
join cohort on cohort.id = cohort_member.cohort_id and cohort.state = 'confirmed'
join round on round.id = cohort.round_id
join candidate on candidate.id = cohort_member.candidate_id
where convene.reaches(round.convening_id);
