-- What a budget plans for whom (countries, passports, airports by code) and what each journey comes to are sealed with
-- a data key of the budget.

do $$
begin
    if exists (select from budget) then
        raise exception 'budgets stand here unsealed'
            using hint = 'This release begins with an empty database: export the budgets with the release that made them, or start afresh.';
    end if;
end
$$;

-- The trigger's function names the columns, not their types: it goes on as it is.
-- migration: allow drop-column because this file only runs where the table is empty
alter table budget_version drop column input;
-- migration: allow add-not-null because this file only runs where the table is empty
alter table budget_version add column input sealed not null;
-- migration: allow drop-column because this file only runs where the table is empty
alter table traveller_estimate drop column estimate;
-- migration: allow add-not-null because this file only runs where the table is empty
alter table traveller_estimate add column estimate sealed not null;

-- Called by triggers only, which need no right of whoever changes a row.
revoke execute on function budget_version_is_kept(), ledger_is_append_only() from public;
