-- What the screening found, the facts recorded since then, and the landlord's ladder.

-- One row per tenancy that owes something or whose procedure is known, written by the screening. A tenancy without a
-- row is up to date: on a million tenancies, the worklist only ever reads those that slip. It carries what the worklist
-- shows, so that a page is one index range without a join.
create table arrears_state (
  organisation_id uuid not null,
  tenancy_id uuid not null,
  household_id uuid not null,
  tenancy_number text not null,
  household_label text not null,
  search_text text not null,
  agency text,
  referent_id uuid,
  balance_cents bigint not null,
  debt_cents bigint not null,
  net_expense_cents bigint not null,
  months_owed_tenths int,
  threshold_a_cents bigint not null,
  threshold_b_cents bigint not null,
  is_arrears_a boolean not null,
  is_arrears_b boolean not null,
  regime_change text not null,
  first_default_on date,
  constituted_on_a date,
  constituted_on_b date,
  constituted_on date,
  report_due_on date,
  trend_six_months_cents bigint not null,
  month_end_balances bigint[] not null,
  current_rent_resumed boolean not null,
  last_payment_on date,
  stage text not null,
  stage_since date,
  next_deadline_rule text,
  next_deadline_on date,
  urgency_score int not null,
  urgency_rule text not null,
  urgency_reason text not null,
  -- Of all the rest: a screening that finds the same sends nothing.
  fingerprint text,
  primary key (organisation_id, tenancy_id),
  -- The tenancy answers for its household: a key more would be looked up again for each row of a screening.
  foreign key (organisation_id, tenancy_id) references tenancy (organisation_id, id) on delete cascade
);
call protect('arrears_state');
-- Each sort of the worklist is one of these, read backwards or forwards from a key; each frequent filter starts one.
create index arrears_by_urgency on arrears_state (organisation_id, urgency_score, tenancy_id);
create index arrears_by_debt on arrears_state (organisation_id, debt_cents, tenancy_id);
create index arrears_by_months on arrears_state (organisation_id, (coalesce(months_owed_tenths, 0)), tenancy_id);
create index arrears_by_trend on arrears_state (organisation_id, trend_six_months_cents, tenancy_id);
create index arrears_by_age on arrears_state (organisation_id, (coalesce(first_default_on, date '9999-12-31')), tenancy_id);
create index arrears_by_agency on arrears_state (organisation_id, agency, stage, urgency_score, tenancy_id) include (debt_cents);
create index arrears_by_stage on arrears_state (organisation_id, stage, urgency_score, tenancy_id);
create index arrears_by_referent on arrears_state (organisation_id, referent_id, urgency_score, tenancy_id);
create index arrears_by_change on arrears_state (organisation_id, regime_change, debt_cents, tenancy_id);
create index arrears_by_household on arrears_state (organisation_id, household_id);
create index arrears_search on arrears_state using gin (organisation_id, search_text gin_trgm_ops);

-- Who follows the household now, kept beside what they look at.
create function follow_referent() returns trigger language plpgsql as $$
declare
  changed record := coalesce(new, old);
begin
  update arrears_state s
    set fingerprint = null, referent_id = (
      select r.membership_id from household_referent r
      where r.organisation_id = s.organisation_id and r.household_id = s.household_id and r.kind = 'referent'
        and (r.until_on is null or r.until_on >= current_date)
      order by r.from_on desc, r.membership_id limit 1)
    where s.organisation_id = changed.organisation_id and s.household_id = changed.household_id;
  return null;
end $$;
create trigger arrears_follow_referent after insert or update or delete on household_referent
  for each row execute function follow_referent();

-- A dated fact of the procedure (SM-1). Never erased: a mistake is cancelled, with its reason.
create table arrears_event (
  organisation_id uuid not null,
  id uuid not null,
  tenancy_id uuid not null,
  household_id uuid not null,
  kind text not null,
  happened_on date not null,
  note text,
  recorded_by uuid,
  recorded_at timestamptz not null default now(),
  cancelled_at timestamptz,
  cancelled_by uuid,
  cancel_reason text,
  primary key (organisation_id, id),
  foreign key (organisation_id, tenancy_id) references tenancy (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id),
  foreign key (organisation_id, cancelled_by) references membership (organisation_id, id),
  check ((cancelled_at is null) = (cancel_reason is null))
);
call protect('arrears_event');
create index arrears_event_by_tenancy on arrears_event (organisation_id, tenancy_id, happened_on);

-- The landlord's own ladder; without a row, the usual practice.
create table arrears_ladder (
  organisation_id uuid not null references organisation (id),
  steps jsonb not null,
  version int not null default 1,
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  primary key (organisation_id),
  foreign key (organisation_id, changed_by) references membership (organisation_id, id)
);
call protect('arrears_ladder');

-- A step done for one default: its key is what forbids sending the same letter twice.
create table ladder_step_done (
  organisation_id uuid not null,
  tenancy_id uuid not null,
  step_key text not null,
  first_default_on date not null,
  household_id uuid not null,
  label text not null,
  done_on date not null,
  done_by uuid,
  debt_cents bigint not null,
  file_id uuid,
  primary key (organisation_id, tenancy_id, step_key, first_default_on),
  foreign key (organisation_id, tenancy_id) references tenancy (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, done_by) references membership (organisation_id, id),
  foreign key (organisation_id, file_id) references stored_file (organisation_id, id)
);
call protect('ladder_step_done');
