-- The file of a request, in full: what the household wants to do, who puts it together, its papers, its financing plan.

alter table application
  -- domain/funding/project.ts
  add column project jsonb not null default '{}',
  -- What is put together before the filing and shown to the committee, in the words of whoever wrote it.
  add column summary text,
  add column officer_id uuid,
  -- What the rules read on the day of the filing: resources, category, tests and their answers. It does not change afterwards.
  add column filing jsonb,
  add foreign key (organisation_id, officer_id) references membership (organisation_id, id);
create index application_by_officer on application (organisation_id, officer_id);
create index application_by_day on application (organisation_id, created_at desc, id desc);

alter table application_line
  add column deferral_months smallint not null default 0 check (deferral_months between 0 and 60),
  -- For a monthly aid: the first day of its first month.
  add column first_month date check (extract(day from first_month) = 1);

-- What a person answered where the file leaves a condition to check, or allowed although the file says no.
create table application_answer (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  application_id uuid not null,
  product_id uuid not null,
  test_key text not null,
  answer text not null check (answer in ('yes', 'no')),
  is_derogation boolean not null,
  reason text not null check (reason <> ''),
  given_by uuid not null,
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, application_id) references application (organisation_id, id),
  foreign key (organisation_id, product_id) references product (organisation_id, id),
  foreign key (organisation_id, given_by) references membership (organisation_id, id),
  check (not is_derogation or answer = 'yes')
);
call protect('application_answer');
create unique index application_answer_in_force on application_answer
  (organisation_id, application_id, product_id, test_key) where withdrawn_at is null;

-- Papers received: a document of the household where there is one, otherwise seen by whoever notes it.
create table application_paper (
  organisation_id uuid not null references organisation (id),
  application_id uuid not null,
  kind text not null,
  document_id uuid,
  received_on date not null,
  noted_by uuid not null,
  primary key (organisation_id, application_id, kind),
  foreign key (organisation_id, application_id) references application (organisation_id, id),
  foreign key (organisation_id, document_id) references document (organisation_id, id),
  foreign key (organisation_id, noted_by) references membership (organisation_id, id)
);
call protect('application_paper');

-- A plan of financing is kept version by version: each says why it was made. The last one is the plan.
create table financing_plan_version (
  organisation_id uuid not null references organisation (id),
  application_id uuid not null,
  number int not null check (number >= 1),
  -- domain/funding/financing-plan.ts
  plan jsonb not null,
  reason text not null check (reason <> ''),
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (organisation_id, application_id, number),
  foreign key (organisation_id, application_id) references application (organisation_id, id),
  foreign key (organisation_id, made_by) references membership (organisation_id, id)
);
call protect('financing_plan_version', append_only => true);

-- A subsidy asked of a funder: a resource of the plan from the day it is requested. What it says is drawn from its events.
create table subsidy (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  application_id uuid not null,
  household_id uuid not null,
  -- The resource of the plan, under the same identifier in every version.
  resource_id uuid not null,
  partner_id uuid,
  funder_name text not null check (funder_name <> ''),
  funder_kind text not null,
  counts_in_cap boolean not null,
  requested_cents bigint not null check (requested_cents > 0),
  requested_on date not null,
  -- Its file is complete for the funder: silence counts from that day.
  complete_on date,
  notified_cents bigint check (notified_cents > 0),
  notified_on date,
  -- The last day to do the works.
  notified_deadline date,
  ended_on date,
  ended_as text check (ended_as in ('rejected', 'withdrawn', 'expired', 'clawed-back')),
  version int not null default 1,
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, resource_id),
  foreign key (organisation_id, application_id) references application (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, partner_id) references partner (organisation_id, id),
  foreign key (organisation_id, created_by) references membership (organisation_id, id),
  check ((notified_cents is null) = (notified_on is null)),
  check ((ended_on is null) = (ended_as is null))
);
call protect('subsidy');
create index subsidy_by_application on subsidy (organisation_id, application_id);
create index subsidy_by_household on subsidy (organisation_id, household_id);
create index subsidy_by_deadline on subsidy (organisation_id, notified_deadline) where ended_on is null;

-- domain/funding/subsidy-facts.ts
create table subsidy_event (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  subsidy_id uuid not null,
  kind text not null,
  on_date date not null,
  cents bigint,
  detail jsonb not null default '{}',
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  cancelled_at timestamptz,
  cancelled_by uuid,
  cancelled_reason text,
  primary key (organisation_id, id),
  foreign key (organisation_id, subsidy_id) references subsidy (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id),
  foreign key (organisation_id, cancelled_by) references membership (organisation_id, id),
  check ((cancelled_at is null) = (cancelled_reason is null))
);
call protect('subsidy_event');
create index subsidy_event_by_subsidy on subsidy_event (organisation_id, subsidy_id, on_date);

-- Names of products are looked for without their capitals and accents, one at a time.
create index product_version_latest on product_version (organisation_id, product_id, number desc);
