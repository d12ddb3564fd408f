-- Urban renewal (NPNRU): projects of landlords, their operations, and what Action Logement decided on each.

create table renewal_project (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  name text not null check (name <> ''),
  landlord_name text not null check (landlord_name <> ''),
  commune_code text not null,
  commune_name text not null,
  -- The column of the grid; a reason when it is not that of the commune.
  area text not null check (area in ('metropolis', 'rest')),
  area_reason text,
  convention_id uuid,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, convention_id) references convention (organisation_id, id)
);
call protect('renewal_project');
create index renewal_project_by_name on renewal_project (organisation_id, name, id);

create table renewal_operation (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  project_id uuid not null,
  name text not null check (name <> ''),
  -- The grid is that of this day.
  committed_on date not null,
  kind text not null check (kind in ('reconstitution', 'requalification')),
  plus_units int not null default 0 check (plus_units between 0 and 5000),
  plai_units int not null default 0 check (plai_units between 0 and 5000),
  is_complementary_asked boolean not null default false,
  investment_cents bigint check (investment_cents > 0),
  investment_tax text check (investment_tax in ('excluding-tax', 'including-tax', 'unknown')),
  anru_subsidy_cents bigint check (anru_subsidy_cents >= 0),
  reading text check (reading in ('literal', 'difference')),
  created_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, project_id) references renewal_project (organisation_id, id),
  check (case kind
    when 'reconstitution' then plus_units + plai_units > 0 and investment_cents is null
    else num_nonnulls(investment_cents, investment_tax, anru_subsidy_cents, reading) = 4 and plus_units + plai_units = 0
  end)
);
call protect('renewal_operation');
create index renewal_operation_by_project on renewal_operation (organisation_id, project_id, created_at);

create table renewal_event (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  operation_id uuid not null,
  step text not null,
  on_date date not null,
  detail jsonb not null default '{}',
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  cancelled_at timestamptz,
  cancelled_by uuid,
  cancelled_reason text,
  primary key (organisation_id, id),
  foreign key (organisation_id, operation_id) references renewal_operation (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id),
  foreign key (organisation_id, cancelled_by) references membership (organisation_id, id),
  check ((cancelled_at is null) = (cancelled_reason is null))
);
call protect('renewal_event');
create index renewal_event_by_operation on renewal_event (organisation_id, operation_id, on_date);
