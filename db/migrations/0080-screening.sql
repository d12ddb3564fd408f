-- A screening reads, judges, then writes: what it needs to leave alone what changed meanwhile, and not to judge again what did not.

-- The transaction under way, as a number: no two transactions have the same.
create function this_transaction() returns bigint language sql volatile parallel restricted
  return pg_current_xact_id()::text::bigint;

alter table arrears_state
  -- Who wrote the row: a screening only replaces the very row it read.
  add column written_in bigint not null default this_transaction(),
  -- What was judged: the lines of an append-only ledger are the same when they are as many.
  add column entry_count int not null default 0,
  add column tenancy_version int not null default 0;

create or replace function follow_referent() returns trigger language plpgsql as $$
declare
  changed record := coalesce(new, old);
begin
  update arrears_state s
    set fingerprint = null, written_in = this_transaction(), referent_id = (
      select r.membership_id from household_referent r
      where r.organisation_id = s.organisation_id and r.household_id = s.household_id and r.kind = 'referent'
        and (r.until_on is null or r.until_on >= current_date)
      order by r.from_on desc, r.membership_id limit 1)
    where s.organisation_id = changed.organisation_id and s.household_id = changed.household_id;
  return null;
end $$;

-- What the last whole screening judged with: the day, the figures, the rules. Judged with the same, an account that did not
-- change would be found the same.
create table arrears_screening (
  organisation_id uuid not null references organisation (id),
  judged_with text not null,
  screened_at timestamptz not null,
  primary key (organisation_id)
);
call protect('arrears_screening');

-- A plan made for any list of households reads them all, each against the whole list: it is made for the list given.
alter function refresh_household_search(uuid[]) set plan_cache_mode = force_custom_plan;

-- A page of the worklist is chosen among the keys alone, filtered by what most filters ask for, then read: so each sort
-- carries the agency, the stage and the household.
drop index arrears_by_urgency, arrears_by_debt, arrears_by_months, arrears_by_trend, arrears_by_age, arrears_by_change;
create index arrears_by_urgency on arrears_state (organisation_id, urgency_score, tenancy_id)
  include (agency, stage, household_id);
create index arrears_by_debt on arrears_state (organisation_id, debt_cents, tenancy_id)
  include (agency, stage, household_id);
create index arrears_by_months on arrears_state (organisation_id, (coalesce(months_owed_tenths, 0)), tenancy_id)
  include (months_owed_tenths, agency, stage, household_id);
create index arrears_by_trend on arrears_state (organisation_id, trend_six_months_cents, tenancy_id)
  include (agency, stage, household_id);
create index arrears_by_age
  on arrears_state (organisation_id, (coalesce(first_default_on, date '9999-12-31')), tenancy_id)
  include (first_default_on, agency, stage, household_id);
create index arrears_by_change on arrears_state (organisation_id, regime_change, debt_cents, tenancy_id)
  include (agency, stage);
-- What the ladder looks at, for those whom it may concern.
create index arrears_by_default on arrears_state (organisation_id, first_default_on)
  include (debt_cents, stage, agency, tenancy_id);
