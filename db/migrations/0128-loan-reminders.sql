-- Letters that a person released to a household that is late on a loan: each once for what is unpaid since a day.
create table loan_reminder (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  financing_id uuid not null,
  household_id uuid not null,
  kind text not null check (kind in ('first', 'second')),
  unpaid_since date not null,
  late_cents bigint not null check (late_cents > 0),
  released_on date not null,
  document_id uuid not null,
  released_by uuid not null,
  released_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, financing_id, kind, unpaid_since),
  foreign key (organisation_id, financing_id) references financing (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, document_id) references funding_document (organisation_id, id),
  foreign key (organisation_id, released_by) references membership (organisation_id, id)
);
call protect('loan_reminder', append_only => true);
create index loan_reminder_by_household on loan_reminder (organisation_id, household_id);
