-- Why somebody took her application back, in her own words: beside the other answers that only staff may read, and
-- not in the audit log, which outlives erasure.
alter table application_private add column withdrawal_reason text;

-- Published: which calls there are, and of which organisations a member of the committee may say that she has a
-- conflict of interest with them. Ids alone: the names come through the API to those who declare.
create view applications_pub.call as
select id as call_id, convening_id from call;

create view applications_pub.call_organisation as
select distinct call_id, organisation_id from application where submitted_at is not null;

grant select on applications_pub.call, applications_pub.call_organisation to svc_selection;
