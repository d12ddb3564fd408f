-- Programmes (dispositifs) are data, and a measure is one household's passage through one of them.

create table programme (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  -- What a coordinator is writing; published, it becomes the next version.
  draft jsonb,
  closed_on date,
  created_by uuid not null,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, created_by) references membership (organisation_id, id)
);
call protect('programme');

-- Never changed once published: a running measure keeps the version it began with.
create table programme_version (
  organisation_id uuid not null references organisation (id),
  programme_id uuid not null,
  number int not null check (number >= 1),
  name text not null,
  family text not null,
  definition jsonb not null,
  published_on date not null,
  published_by uuid not null,
  primary key (organisation_id, programme_id, number),
  foreign key (organisation_id, programme_id) references programme (organisation_id, id),
  foreign key (organisation_id, published_by) references membership (organisation_id, id)
);
call protect('programme_version', append_only => true);

create table measure (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid not null,
  programme_id uuid not null,
  programme_number int not null,
  motive text not null,
  triggering_event text,
  -- Who asked, in words: a service, never a private person.
  prescriber_name text,
  -- Meetings agreed with the household, in weeks, where the programme leaves it to them.
  meeting_weeks smallint check (meeting_weeks between 1 and 52),
  created_by uuid not null,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, programme_id, programme_number)
    references programme_version (organisation_id, programme_id, number),
  foreign key (organisation_id, created_by) references membership (organisation_id, id)
);
call protect('measure');
create index measure_by_household on measure (organisation_id, household_id);
create index measure_by_programme on measure (organisation_id, programme_id, programme_number);

-- The dated facts (domain/measures): the status is derived from them. A fact recorded by mistake is cancelled, with why.
create table measure_event (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  measure_id uuid not null,
  kind text not null,
  on_date date not null,
  detail jsonb not null default '{}',
  recorded_by uuid,
  recorded_at timestamptz not null,
  cancelled_at timestamptz,
  cancelled_by uuid,
  cancelled_reason text,
  primary key (organisation_id, id),
  foreign key (organisation_id, measure_id) references measure (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id),
  foreign key (organisation_id, cancelled_by) references membership (organisation_id, id),
  check ((cancelled_at is null) = (cancelled_reason is null))
);
call protect('measure_event');
create index measure_event_by_measure on measure_event (organisation_id, measure_id, on_date);

-- How each test of the programme was answered for this household, by the facts or by a person, and why.
create table measure_check (
  organisation_id uuid not null references organisation (id),
  measure_id uuid not null,
  test_key text not null,
  answer text not null check (answer in ('yes', 'no', 'to-check')),
  reason text not null,
  answered_by uuid,
  answered_on date not null,
  primary key (organisation_id, measure_id, test_key),
  foreign key (organisation_id, measure_id) references measure (organisation_id, id),
  foreign key (organisation_id, answered_by) references membership (organisation_id, id)
);
call protect('measure_check');

-- Who carries the measure, from when to when: an outgoing referent's access ends on a date.
create table measure_worker (
  organisation_id uuid not null references organisation (id),
  measure_id uuid not null,
  membership_id uuid not null,
  part text not null check (part in ('lead', 'support', 'volunteer')),
  from_on date not null,
  until_on date,
  primary key (organisation_id, measure_id, membership_id, part, from_on),
  foreign key (organisation_id, measure_id) references measure (organisation_id, id),
  foreign key (organisation_id, membership_id) references membership (organisation_id, id),
  check (until_on is null or until_on >= from_on)
);
call protect('measure_worker');
create index measure_worker_by_member on measure_worker (organisation_id, membership_id, measure_id);

-- A picture of where each measure stands, derived from its facts on `as_of`; thrown away and drawn again at will. It is
-- what lists and counts read. `changes_on` is the next day on which it changes without any new fact.
create table measure_standing (
  organisation_id uuid not null,
  measure_id uuid not null,
  household_id uuid not null,
  programme_id uuid not null,
  status text not null,
  phase text,
  is_open boolean not null,
  lead_id uuid,
  requested_on date,
  started_on date,
  -- The end of the current period, and the day that no renewal may pass.
  ends_on date,
  limit_on date,
  ended_on date,
  exit_reason text,
  next_due text,
  next_due_on date,
  last_contact_on date,
  first_home_visit_on date,
  weight_tenths int not null,
  changes_on date,
  as_of date not null,
  primary key (organisation_id, measure_id),
  foreign key (organisation_id, measure_id) references measure (organisation_id, id) on delete cascade
);
call protect('measure_standing');
create index measure_standing_by_due on measure_standing (organisation_id, is_open, next_due_on, measure_id);
create index measure_standing_by_lead on measure_standing (organisation_id, lead_id, is_open, next_due_on, measure_id);
create index measure_standing_by_programme
  on measure_standing (organisation_id, programme_id, is_open, next_due_on, measure_id);
create index measure_standing_by_status on measure_standing (organisation_id, status, next_due_on, measure_id);
create index measure_standing_by_end on measure_standing (organisation_id, is_open, ends_on, measure_id);
create index measure_standing_by_contact on measure_standing (organisation_id, is_open, last_contact_on, measure_id);
create index measure_standing_by_household on measure_standing (organisation_id, household_id);
create index measure_standing_changing on measure_standing (organisation_id, changes_on) where changes_on is not null;
