-- What a measure works for, how it is looked at again, what is said of it to the prescriber; and what a visit tells the
-- manager of the dwelling.

-- Open or closed is derived from its evaluations (domain/measures/objectives).
create table objective (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  measure_id uuid not null,
  kind text not null,
  -- With the words of the household.
  own_words text,
  opened_on date not null,
  added_by uuid not null,
  added_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, measure_id) references measure (organisation_id, id),
  foreign key (organisation_id, added_by) references membership (organisation_id, id)
);
call protect('objective');
create index objective_by_measure on objective (organisation_id, measure_id, opened_on);

-- Who does what, in which service, by when.
create table objective_action (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  objective_id uuid not null,
  what text not null,
  service text not null,
  who text not null,
  due_on date,
  closed_as text check (closed_as in ('done', 'dropped')),
  closed_on date,
  outcome text,
  added_by uuid not null,
  added_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, objective_id) references objective (organisation_id, id),
  foreign key (organisation_id, added_by) references membership (organisation_id, id),
  check ((closed_as is null) = (closed_on is null))
);
call protect('objective_action');
create index objective_action_by_objective on objective_action (organisation_id, objective_id);
create index objective_action_due on objective_action (organisation_id, due_on, id)
  where closed_on is null and due_on is not null;

-- A review stands as long as its fact (`reviewed`) does: cancelled, neither it nor its evaluations count.
create table measure_review (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  measure_id uuid not null,
  event_id uuid not null,
  household_words text,
  next_steps text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, measure_id) references measure (organisation_id, id),
  foreign key (organisation_id, event_id) references measure_event (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id)
);
call protect('measure_review');
create index measure_review_by_measure on measure_review (organisation_id, measure_id);

-- How far an objective was on a day: at a review, or between two.
create table objective_evaluation (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  objective_id uuid not null,
  review_id uuid,
  on_date date not null,
  result text not null check (result in ('reached', 'progress', 'stalled', 'dropped')),
  note text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, objective_id) references objective (organisation_id, id),
  foreign key (organisation_id, review_id) references measure_review (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id)
);
call protect('objective_evaluation', append_only => true);
create index objective_evaluation_by_objective on objective_evaluation (organisation_id, objective_id, on_date);
create index objective_evaluation_by_day on objective_evaluation (organisation_id, result, on_date);

create table prescriber_report (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  measure_id uuid not null,
  created_by uuid not null,
  created_at timestamptz not null,
  -- When it was sent through the referral, and which version.
  sent_at timestamptz,
  sent_number int,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, measure_id) references measure (organisation_id, id),
  foreign key (organisation_id, created_by) references membership (organisation_id, id)
);
call protect('prescriber_report');
create index prescriber_report_by_measure on prescriber_report (organisation_id, measure_id);

-- Every text it had, with the facts as they stood when it was saved.
create table prescriber_report_version (
  organisation_id uuid not null references organisation (id),
  report_id uuid not null,
  number int not null,
  from_on date not null,
  to_on date not null,
  facts jsonb not null,
  words text not null,
  saved_by uuid not null,
  saved_at timestamptz not null,
  primary key (organisation_id, report_id, number),
  foreign key (organisation_id, report_id) references prescriber_report (organisation_id, id),
  foreign key (organisation_id, saved_by) references membership (organisation_id, id),
  check (to_on >= from_on)
);
call protect('prescriber_report_version', append_only => true);

-- The state of a dwelling or a building, seen during a visit. It holds nothing of the social side: rent staff read it.
create table technical_report (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid not null,
  building_id uuid,
  dwelling_id uuid,
  concerns text not null check (concerns in ('dwelling', 'building')),
  place text not null,
  subjects text[] not null check (cardinality(subjects) between 1 and 10),
  urgency text not null check (urgency in ('danger', 'soon', 'ordinary')),
  description text not null,
  seen_on date not null,
  written_by uuid not null,
  written_on date not null,
  -- The day by which the manager should have answered: the parameter in force when it was written.
  answer_due_on date not null,
  answer text,
  decision text,
  answered_on date,
  answered_by uuid,
  work_done_on date,
  state text not null generated always as (
    case when answered_on is null then 'waiting'
      when work_done_on is null and decision = 'work-ordered' then 'work-to-come'
      else 'settled' end) stored,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, building_id) references building (organisation_id, id),
  foreign key (organisation_id, dwelling_id) references dwelling (organisation_id, id),
  foreign key (organisation_id, written_by) references membership (organisation_id, id),
  foreign key (organisation_id, answered_by) references membership (organisation_id, id),
  check ((answered_on is null) = (answer is null)),
  check ((answered_on is null) = (decision is null)),
  check (work_done_on is null or answered_on is not null)
);
call protect('technical_report');
create index technical_report_by_due on technical_report (organisation_id, answer_due_on, id);
create index technical_report_by_state on technical_report (organisation_id, state, answer_due_on, id);
create index technical_report_by_household on technical_report (organisation_id, household_id, answer_due_on);

create table technical_report_photo (
  organisation_id uuid not null references organisation (id),
  report_id uuid not null,
  document_id uuid not null,
  primary key (organisation_id, report_id, document_id),
  foreign key (organisation_id, report_id) references technical_report (organisation_id, id),
  foreign key (organisation_id, document_id) references document (organisation_id, id)
);
call protect('technical_report_photo');
