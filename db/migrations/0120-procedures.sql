-- Procedures: dated facts under a table of the domain. State and deadlines are derived; what is kept of them is a picture.

create table procedure (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid not null,
  tenancy_id uuid,
  kind text not null,
  -- What the table asks at opening: the date of the lease, the kind of landlord, the département.
  circumstances jsonb not null,
  -- The plan that carries out the delays a judge granted: what it misses ends the suspension.
  repayment_plan_id uuid,
  opened_on date not null,
  opened_by uuid,
  opened_at timestamptz not null,
  -- Opened by mistake: it leaves every list and keeps its reason.
  cancelled_at timestamptz,
  cancelled_by uuid,
  cancelled_reason text,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, tenancy_id) references tenancy (organisation_id, id),
  foreign key (organisation_id, repayment_plan_id) references repayment_plan (organisation_id, id),
  foreign key (organisation_id, opened_by) references membership (organisation_id, id),
  foreign key (organisation_id, cancelled_by) references membership (organisation_id, id),
  check ((cancelled_at is null) = (cancelled_reason is null))
);
call protect('procedure');
create index procedure_by_household on procedure (organisation_id, household_id, opened_on desc, id);
create index procedure_by_plan on procedure (organisation_id, repayment_plan_id) where repayment_plan_id is not null;

create table procedure_fact (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  procedure_id uuid not null,
  event text not null,
  on_date date not null,
  detail jsonb not null default '{}',
  document_id uuid,
  -- Null where another part of the file raised it: a plan that missed an instalment.
  recorded_by uuid,
  recorded_at timestamptz not null,
  cancelled_at timestamptz,
  cancelled_by uuid,
  cancelled_reason text,
  primary key (organisation_id, id),
  foreign key (organisation_id, procedure_id) references procedure (organisation_id, id),
  foreign key (organisation_id, document_id) references document (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id),
  foreign key (organisation_id, cancelled_by) references membership (organisation_id, id),
  check ((cancelled_at is null) = (cancelled_reason is null))
);
call protect('procedure_fact');
create index procedure_fact_by_procedure on procedure_fact (organisation_id, procedure_id, on_date);

-- Where a procedure stands: drawn in the transaction of each fact, and by the night.
create table procedure_standing (
  organisation_id uuid not null references organisation (id),
  procedure_id uuid not null,
  household_id uuid not null,
  kind text not null,
  state text not null,
  since date not null,
  has_ended boolean not null,
  -- The next day on which time alone may change the state or its deadlines.
  changes_on date,
  drawn_on date not null,
  primary key (organisation_id, procedure_id),
  foreign key (organisation_id, procedure_id) references procedure (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id)
);
call protect('procedure_standing');
create index procedure_standing_by_household on procedure_standing (organisation_id, household_id);
create index procedure_standing_by_change on procedure_standing (organisation_id, changes_on) where changes_on is not null;
create index procedure_standing_by_state on procedure_standing (organisation_id, kind, state);

-- The deadlines of every procedure as last drawn, for calendars, lists and feeds. Also rewritten with the standing.
create table procedure_deadline (
  organisation_id uuid not null references organisation (id),
  procedure_id uuid not null,
  -- The rule and the fact that started it: the same deadline keeps its key when it is drawn again.
  key text not null,
  household_id uuid not null,
  kind text not null,
  rule text not null,
  sense text not null check (sense in ('act-by', 'not-before', 'runs-until')),
  who text not null,
  is_legal boolean not null,
  label text not null,
  triggered_on date not null,
  raw_due_on date not null,
  due_on date not null,
  why text not null,
  source text not null,
  -- What became of it: the fact that met it, or that the state it belonged to was left.
  status text not null check (status in ('open', 'met', 'met-late', 'lapsed')),
  met_on date,
  primary key (organisation_id, procedure_id, key),
  foreign key (organisation_id, procedure_id) references procedure (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id)
);
call protect('procedure_deadline');
create index procedure_deadline_by_day on procedure_deadline (organisation_id, due_on, procedure_id, key)
  where status = 'open';
create index procedure_deadline_by_household on procedure_deadline (organisation_id, household_id, due_on);

-- A legal date that passed is answered, never hidden: what was done about it, by whom.
create table deadline_answer (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  procedure_id uuid not null,
  deadline_key text not null,
  -- The day the deadline fell on when it was answered: another day asks again.
  due_on date not null,
  answer text not null check (answer in ('done-outside', 'no-longer-applies', 'accepted-loss')),
  reason text not null,
  answered_by uuid not null,
  answered_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, procedure_id) references procedure (organisation_id, id),
  foreign key (organisation_id, answered_by) references membership (organisation_id, id)
);
call protect('deadline_answer');
create unique index deadline_answer_once on deadline_answer (organisation_id, procedure_id, deadline_key, due_on)
  where withdrawn_at is null;

-- The fifteen headings of the social and financial assessment, as written so far: one row a procedure.
create table social_assessment (
  organisation_id uuid not null references organisation (id),
  procedure_id uuid not null,
  headings jsonb not null,
  written_by uuid not null,
  written_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, procedure_id),
  foreign key (organisation_id, procedure_id) references procedure (organisation_id, id),
  foreign key (organisation_id, written_by) references membership (organisation_id, id)
);
call protect('social_assessment');
