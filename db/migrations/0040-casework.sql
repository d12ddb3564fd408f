-- What happens with a household: contacts, notes, documents, tasks, appointments.

-- A contact or a note. Its audience and compartment say who reads its text: the journal never holds it.
create table log_entry (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid not null,
  kind text not null check (kind in ('contact', 'note')),
  author_id uuid not null,
  audience text not null check (audience in ('me', 'referents', 'team')),
  compartment text not null check (compartment in ('social', 'gestion')),
  happened_on date not null,
  channel text,
  outcome text,
  place text,
  present text[] not null default '{}',
  body text not null,
  written_at timestamptz not null,
  corrected_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawn_reason text,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, author_id) references membership (organisation_id, id),
  foreign key (organisation_id, withdrawn_by) references membership (organisation_id, id),
  check ((kind = 'contact') = (channel is not null and outcome is not null)),
  check ((withdrawn_at is null) = (withdrawn_reason is null))
);
call protect('log_entry');
create index log_entry_by_household on log_entry (organisation_id, household_id, happened_on desc, written_at desc);

-- What an entry said before each correction, with the audience it had then: widening an audience later does not open
-- what was written for fewer people.
create table log_entry_version (
  organisation_id uuid not null references organisation (id),
  log_entry_id uuid not null,
  version int not null,
  audience text not null,
  compartment text not null,
  happened_on date not null,
  channel text,
  outcome text,
  place text,
  present text[] not null,
  body text not null,
  written_at timestamptz not null,
  primary key (organisation_id, log_entry_id, version),
  foreign key (organisation_id, log_entry_id) references log_entry (organisation_id, id)
);
call protect('log_entry_version', append_only => true);

create table document (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid not null,
  stored_file_id uuid not null,
  kind text not null,
  title text not null,
  dated_on date,
  author_id uuid not null,
  audience text not null check (audience in ('me', 'referents', 'team')),
  compartment text not null check (compartment in ('social', 'gestion')),
  added_at timestamptz not null,
  removed_at timestamptz,
  removed_by uuid,
  removed_reason text,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, stored_file_id) references stored_file (organisation_id, id),
  foreign key (organisation_id, author_id) references membership (organisation_id, id),
  foreign key (organisation_id, removed_by) references membership (organisation_id, id),
  check ((removed_at is null) = (removed_reason is null))
);
call protect('document');
create index document_by_household on document (organisation_id, household_id, added_at desc);

-- Without an assignee, a task is for those who follow the household. `origin_key` names the fact that raised it.
create table task (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid,
  assignee_id uuid,
  kind text not null,
  title text not null,
  due_on date not null,
  compartment text not null check (compartment in ('social', 'gestion')),
  origin_key text,
  link text,
  created_by uuid,
  created_at timestamptz not null,
  closed_at timestamptz,
  closed_by uuid,
  closed_as text check (closed_as in ('done', 'cancelled')),
  outcome text,
  version int not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, origin_key),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, assignee_id) references membership (organisation_id, id),
  foreign key (organisation_id, created_by) references membership (organisation_id, id),
  foreign key (organisation_id, closed_by) references membership (organisation_id, id),
  check ((closed_at is null) = (closed_as is null))
);
call protect('task');
create index task_open_by_assignee on task (organisation_id, assignee_id, due_on, id) where closed_at is null;
create index task_open_by_household on task (organisation_id, household_id, due_on, id) where closed_at is null;
create index task_by_household on task (organisation_id, household_id, due_on, id);

create table appointment (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid,
  membership_id uuid not null,
  title text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text,
  with_whom text,
  remind_minutes int check (remind_minutes between 0 and 10080),
  compartment text not null check (compartment in ('social', 'gestion')),
  created_by uuid not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  cancelled_at timestamptz,
  cancel_reason text,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, membership_id) references membership (organisation_id, id),
  foreign key (organisation_id, created_by) references membership (organisation_id, id),
  check (ends_at > starts_at),
  check ((cancelled_at is null) = (cancel_reason is null))
);
call protect('appointment');
create index appointment_by_member on appointment (organisation_id, membership_id, starts_at);
create index appointment_by_household on appointment (organisation_id, household_id, starts_at);

-- By default a subscribed calendar shows no name.
alter table membership add column feed_shows_names boolean not null default false;
