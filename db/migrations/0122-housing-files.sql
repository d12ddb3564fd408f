-- Files prepared for somebody who decides on a home: a DALO, a note to the commission d'attribution, a transfer.
create table housing_file (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid not null,
  kind text not null,
  -- What no dated fact tells and somebody answered.
  answers jsonb not null default '{}',
  -- The words written by hand, part by part; a part not there is still drafted from the facts.
  sections jsonb not null default '{}',
  started_on date not null,
  started_by uuid not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  closed_on date,
  closed_by uuid,
  closed_reason text,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, started_by) references membership (organisation_id, id),
  foreign key (organisation_id, changed_by) references membership (organisation_id, id),
  foreign key (organisation_id, closed_by) references membership (organisation_id, id),
  check ((closed_on is null) = (closed_reason is null))
);
call protect('housing_file');
create index housing_file_by_household on housing_file (organisation_id, household_id, started_on desc, id desc);

create table housing_file_paper (
  organisation_id uuid not null references organisation (id),
  file_id uuid not null,
  paper text not null,
  state text not null check (state in ('there', 'asked', 'not-needed')),
  document_id uuid,
  noted_by uuid not null,
  noted_on date not null,
  primary key (organisation_id, file_id, paper),
  foreign key (organisation_id, file_id) references housing_file (organisation_id, id),
  foreign key (organisation_id, document_id) references document (organisation_id, id),
  foreign key (organisation_id, noted_by) references membership (organisation_id, id),
  check (document_id is null or state = 'there')
);
call protect('housing_file_paper');

-- The letters kept, as they were on their day.
create table housing_file_letter (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  file_id uuid not null,
  letter text not null,
  recipient text not null,
  document_id uuid not null,
  kept_by uuid not null,
  kept_on date not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, file_id) references housing_file (organisation_id, id),
  foreign key (organisation_id, document_id) references document (organisation_id, id),
  foreign key (organisation_id, kept_by) references membership (organisation_id, id)
);
call protect('housing_file_letter', append_only => true);
create index housing_file_letter_by_file on housing_file_letter (organisation_id, file_id, kept_on);
