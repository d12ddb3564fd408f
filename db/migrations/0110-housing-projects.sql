-- Habitat projects with local authorities: dwellings and land for families who live in caravans, and others.

create table housing_project (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  name text not null,
  kind text not null,
  -- The official codes and the names they had: divisions change, a project is where it was.
  commune_code text not null,
  commune_name text not null,
  epci_code text,
  epci_name text,
  departement_code text not null,
  region_code text,
  responsible_id uuid,
  summary text,
  planned_dwellings int not null default 0 check (planned_dwellings >= 0),
  planned_plots int not null default 0 check (planned_plots >= 0),
  delivered_dwellings int not null default 0 check (delivered_dwellings >= 0),
  delivered_plots int not null default 0 check (delivered_plots >= 0),
  created_by uuid not null,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, responsible_id) references membership (organisation_id, id),
  foreign key (organisation_id, created_by) references membership (organisation_id, id)
);
call protect('housing_project');
create index housing_project_by_name on housing_project (organisation_id, fold(name), id);

-- One line of stages a project: when each is expected, when it was reached.
create table housing_project_stage (
  organisation_id uuid not null references organisation (id),
  project_id uuid not null,
  kind text not null,
  expected_on date,
  reached_on date,
  primary key (organisation_id, project_id, kind),
  foreign key (organisation_id, project_id) references housing_project (organisation_id, id),
  check (expected_on is not null or reached_on is not null)
);
call protect('housing_project_stage');

create table housing_project_partner (
  organisation_id uuid not null references organisation (id),
  project_id uuid not null,
  partner_id uuid not null,
  part text not null,
  primary key (organisation_id, project_id, partner_id, part),
  foreign key (organisation_id, project_id) references housing_project (organisation_id, id),
  foreign key (organisation_id, partner_id) references partner (organisation_id, id)
);
call protect('housing_project_partner');

create table housing_project_household (
  organisation_id uuid not null references organisation (id),
  project_id uuid not null,
  household_id uuid not null,
  joined_on date not null,
  left_on date,
  -- Settled in the project's own home or plot.
  settled_on date,
  measure_id uuid,
  primary key (organisation_id, project_id, household_id),
  foreign key (organisation_id, project_id) references housing_project (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, measure_id) references measure (organisation_id, id),
  check (left_on is null or left_on >= joined_on),
  check (settled_on is null or settled_on >= joined_on)
);
call protect('housing_project_household');
create index housing_project_by_household on housing_project_household (organisation_id, household_id);
