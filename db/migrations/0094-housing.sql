-- Where a household lived, lives and looks for a home; the body's own agréments.

-- A stay that no lease of the stock tells: elsewhere, before, in another right.
create table occupancy (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid not null,
  measure_id uuid,
  kind text not null,
  place text not null,
  -- The owner, and the body that sub-lets.
  landlord_name text,
  main_tenant_name text,
  caravan_places smallint check (caravan_places between 0 and 20),
  started_on date not null,
  ended_on date,
  end_move text,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, measure_id) references measure (organisation_id, id),
  check (ended_on is null or ended_on >= started_on),
  check ((ended_on is null) = (end_move is null))
);
call protect('occupancy');
create index occupancy_by_household on occupancy (organisation_id, household_id, started_on);

-- What the household left a lease of the stock for: the lease itself belongs to the landlord's import.
create table tenancy_move (
  organisation_id uuid not null references organisation (id),
  tenancy_id uuid not null,
  household_id uuid not null,
  move text not null,
  recorded_by uuid not null,
  version int not null default 1,
  primary key (organisation_id, tenancy_id),
  foreign key (organisation_id, tenancy_id) references tenancy (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id)
);
call protect('tenancy_move');
create index tenancy_move_by_household on tenancy_move (organisation_id, household_id);

-- SM-11. Status and next due are a picture, drawn again from the facts at each fact and every night.
create table gliding_lease (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid not null,
  measure_id uuid,
  place text not null,
  landlord_name text not null,
  main_tenant_name text not null,
  convention_months smallint not null check (convention_months between 1 and 60),
  status text not null,
  is_open boolean not null,
  next_due text,
  next_due_on date,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, measure_id) references measure (organisation_id, id)
);
call protect('gliding_lease');
create index gliding_lease_by_household on gliding_lease (organisation_id, household_id);
create index gliding_lease_by_due on gliding_lease (organisation_id, is_open, next_due_on, id);

create table gliding_event (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  gliding_lease_id uuid not null,
  kind text not null,
  on_date date not null,
  -- Told to the préfet: whether the landlord offers a lease, and why not.
  offers_lease boolean,
  reasons text,
  present text[] not null default '{}',
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  cancelled_at timestamptz,
  cancelled_by uuid,
  cancelled_reason text,
  primary key (organisation_id, id),
  foreign key (organisation_id, gliding_lease_id) references gliding_lease (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id),
  foreign key (organisation_id, cancelled_by) references membership (organisation_id, id),
  check ((cancelled_at is null) = (cancelled_reason is null))
);
call protect('gliding_event');
create index gliding_event_by_lease on gliding_event (organisation_id, gliding_lease_id, on_date);

create table home_search (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid not null,
  measure_id uuid,
  sought text not null check (sought in ('dwelling', 'land', 'either')),
  places text[] not null default '{}',
  min_rooms smallint check (min_rooms between 1 and 20),
  max_cost_cents bigint check (max_cost_cents >= 0),
  needs_lift_or_ground_floor boolean not null default false,
  needs_adapted boolean not null default false,
  caravan_places smallint check (caravan_places between 0 and 20),
  -- The household's own words: the social side.
  wishes text,
  opened_on date not null,
  closed_on date,
  close_reason text check (close_reason in ('housed', 'given-up', 'no-news', 'other')),
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, measure_id) references measure (organisation_id, id),
  check ((closed_on is null) = (close_reason is null)),
  check (closed_on is null or closed_on >= opened_on)
);
call protect('home_search');
create index home_search_by_household on home_search (organisation_id, household_id, opened_on);
create index home_search_open on home_search (organisation_id, opened_on, id) where closed_on is null;

create table home_proposal (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  search_id uuid not null,
  household_id uuid not null,
  proposed_on date not null,
  place text not null,
  landlord_name text,
  rooms smallint check (rooms between 0 and 20),
  rent_cents bigint not null check (rent_cents >= 0),
  charges_cents bigint not null check (charges_cents >= 0),
  energy_cents bigint not null check (energy_cents >= 0),
  benefit_cents bigint check (benefit_cents >= 0),
  -- The situation its effort rate is computed on, so that it reads the same later.
  snapshot_id uuid,
  outcome text not null check (outcome in ('waiting', 'accepted', 'refused', 'not-allocated', 'moved-in')),
  outcome_on date,
  refusal text,
  refusal_note text,
  recorded_by uuid not null,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, search_id) references home_search (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, snapshot_id) references budget_snapshot (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id),
  check ((outcome = 'waiting') = (outcome_on is null)),
  check (outcome_on is null or outcome_on >= proposed_on)
);
call protect('home_proposal');
create index home_proposal_by_search on home_proposal (organisation_id, search_id, proposed_on);
create index home_proposal_by_household on home_proposal (organisation_id, household_id);

-- SM-17: the agréments of the organisation itself.
create table approval (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  kind text not null,
  activities text,
  territory text,
  authority text,
  reference text,
  -- Who is told of its dates.
  responsible_id uuid not null,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, responsible_id) references membership (organisation_id, id)
);
call protect('approval');

create table approval_event (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  approval_id uuid not null,
  kind text not null,
  on_date date not null,
  -- Of a yearly report.
  year smallint,
  until_on date,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  cancelled_at timestamptz,
  cancelled_by uuid,
  cancelled_reason text,
  primary key (organisation_id, id),
  foreign key (organisation_id, approval_id) references approval (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id),
  foreign key (organisation_id, cancelled_by) references membership (organisation_id, id),
  check ((cancelled_at is null) = (cancelled_reason is null)),
  check ((kind = 'report-sent') = (year is not null))
);
call protect('approval_event');
create index approval_event_by_approval on approval_event (organisation_id, approval_id, on_date);
