-- Rows of other convenings than those that the transaction is about do not exist for the service
-- (platform 0003). Rows that hang on another one are seen with it.

create policy of_convening on budget using (convene.reaches(convening_id));
alter table budget enable row level security;
create policy of_convening on budget_version
    using (convene.reaches_all() or exists (select from budget where budget.id = budget_version.budget_id));
alter table budget_version enable row level security;
create policy of_convening on comparison
    using (convene.reaches_all() or exists (select from budget where budget.id = comparison.budget_id));
alter table comparison enable row level security;
create policy of_convening on fare_evidence
    using (convene.reaches_all() or exists (select from budget where budget.id = fare_evidence.budget_id));
alter table fare_evidence enable row level security;
create policy of_convening on ledger_entry
    using (convene.reaches_all() or exists (select from budget where budget.id = ledger_entry.budget_id));
alter table ledger_entry enable row level security;
create policy of_convening on simulation
    using (convene.reaches_all() or exists (select from budget where budget.id = simulation.budget_id));
alter table simulation enable row level security;
create policy of_convening on spending_request
    using (convene.reaches_all() or exists (select from budget where budget.id = spending_request.budget_id));
alter table spending_request enable row level security;
create policy of_convening on traveller_estimate
    using (convene.reaches_all() or exists (select from budget where budget.id = traveller_estimate.budget_id));
alter table traveller_estimate enable row level security;
