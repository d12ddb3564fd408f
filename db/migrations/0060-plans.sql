-- From arrears to a repayment plan, and its course. What is stored is facts; the states are derived from them.

-- What was learned before acting: first contact, then the assessment.
create table support_assessment (
  organisation_id uuid not null references organisation (id),
  household_id uuid not null,
  first_contact_on date,
  assessed_on date,
  -- Social side: read only by those who may read the situation.
  summary text,
  recorded_by uuid not null,
  version int not null default 1,
  primary key (organisation_id, household_id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id),
  check (assessed_on is null or first_contact_on is null or assessed_on >= first_contact_on)
);
call protect('support_assessment');

create table support_action (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid not null,
  kind text not null,
  note text,
  proposed_on date not null,
  proposed_by uuid not null,
  started_on date,
  ended_on date,
  outcome text check (outcome in ('done', 'refused', 'dropped')),
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, proposed_by) references membership (organisation_id, id),
  check ((ended_on is null) = (outcome is null))
);
call protect('support_action');
create index support_action_by_household on support_action (organisation_id, household_id, proposed_on);

create table repayment_plan (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid not null,
  tenancy_id uuid not null,
  proposed_on date not null,
  proposed_by uuid not null,
  debt_on date not null,
  debt_cents bigint not null check (debt_cents > 0),
  amount_cents bigint not null check (amount_cents > 0 and amount_cents <= debt_cents),
  convention text not null,
  payment_priority text not null check (payment_priority in ('current-rent-first', 'plan-first')),
  needs_payer_approval boolean not null,
  -- What the decision told and the versions of the figures it used.
  warnings text[] not null,
  parameters jsonb not null,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, tenancy_id) references tenancy (organisation_id, id),
  foreign key (organisation_id, proposed_by) references membership (organisation_id, id)
);
call protect('repayment_plan');
create index repayment_plan_by_household on repayment_plan (organisation_id, household_id, proposed_on);
create index repayment_plan_by_tenancy on repayment_plan (organisation_id, tenancy_id);

-- A renegotiation is a new version; the rows of each are those of the paper handed over, never computed again.
create table plan_schedule (
  organisation_id uuid not null,
  plan_id uuid not null,
  number int not null check (number >= 1),
  reason text not null,
  effective_on date not null,
  made_by uuid not null,
  made_at timestamptz not null default now(),
  primary key (organisation_id, plan_id, number),
  foreign key (organisation_id, plan_id) references repayment_plan (organisation_id, id),
  foreign key (organisation_id, made_by) references membership (organisation_id, id)
);
call protect('plan_schedule', append_only => true);

create table plan_instalment (
  organisation_id uuid not null,
  plan_id uuid not null,
  schedule_number int not null,
  number int not null,
  due_on date not null,
  amount_cents bigint not null check (amount_cents >= 0),
  primary key (organisation_id, plan_id, schedule_number, number),
  foreign key (organisation_id, plan_id, schedule_number) references plan_schedule (organisation_id, plan_id, number)
);
call protect('plan_instalment', append_only => true);

-- Facts someone attests: signatures, the paying body's answer, what ended the plan. Each happens once.
create table plan_event (
  organisation_id uuid not null,
  plan_id uuid not null,
  kind text not null,
  event_on date not null,
  note text,
  file_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null default now(),
  primary key (organisation_id, plan_id, kind),
  foreign key (organisation_id, plan_id) references repayment_plan (organisation_id, id),
  foreign key (organisation_id, file_id) references stored_file (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id)
);
call protect('plan_event', append_only => true);

-- The safety net of CCH R.824-28: the facts as an adviser attests them, the indicative verdict, then who decided what.
create table plan_safety_net (
  organisation_id uuid not null,
  plan_id uuid not null,
  id uuid not null,
  stated_on date not null,
  paid_last_month_cents bigint not null,
  current_expense_cents bigint not null,
  net_expense_cents bigint not null,
  is_difficult_situation boolean not null,
  ground text,
  stated_by uuid not null,
  decided_on date,
  decided_by_body text check (decided_by_body in ('caf', 'msa', 'ccapex')),
  decision text check (decision in ('maintained', 'suspended')),
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, plan_id) references repayment_plan (organisation_id, id),
  foreign key (organisation_id, stated_by) references membership (organisation_id, id),
  check ((decided_on is null) = (decision is null) and (decided_on is null) = (decided_by_body is null))
);
call protect('plan_safety_net');
create index plan_safety_net_by_plan on plan_safety_net (organisation_id, plan_id, stated_on);

-- Where each plan stood when it was last followed: derived, rewritten at each round, read by lists and by the next round.
create table plan_course (
  organisation_id uuid not null,
  plan_id uuid not null,
  followed_on date not null,
  state text not null,
  state_since date,
  paid_cents bigint not null,
  remaining_cents bigint not null,
  overdue_cents bigint not null,
  missed_count int not null,
  next_due_on date,
  breached_on date,
  primary key (organisation_id, plan_id),
  foreign key (organisation_id, plan_id) references repayment_plan (organisation_id, id)
);
call protect('plan_course');
create index plan_course_by_state on plan_course (organisation_id, state);
