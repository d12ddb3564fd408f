-- Rights of a household: what the estimates ask of somebody, the line of each right, the simulations one chose to keep.

-- The zone of the housing aid of a commune, said once for the whole organisation.
create table aid_zone (
  organisation_id uuid not null references organisation (id),
  commune_code text not null,
  zone text not null check (zone in ('i', 'ii', 'iii')),
  recorded_by uuid not null,
  recorded_on date not null,
  primary key (organisation_id, commune_code),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id)
);
call protect('aid_zone');

create table rights_answer (
  organisation_id uuid not null references organisation (id),
  household_id uuid not null,
  tenure text check (tenure in ('tenant', 'owner', 'free')),
  zone text check (zone in ('i', 'ii', 'iii')),
  home_kind text not null check (home_kind in ('whole', 'room', 'lodged', 'shared')),
  is_under_convention boolean,
  is_social_landlord boolean,
  area_square_decimetres int,
  has_disability boolean,
  is_isolated_parent boolean,
  supplement_zone text check (supplement_zone in ('paris', 'agglomeration', 'large', 'elsewhere')),
  is_exempt_area boolean,
  changed_by uuid not null,
  changed_on date not null,
  version int not null default 1,
  primary key (organisation_id, household_id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, changed_by) references membership (organisation_id, id)
);
call protect('rights_answer');

-- One line per right and household; « other » rights have each their own name.
create table right_claim (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid not null,
  right_kind text not null,
  name text,
  opened_by uuid not null,
  opened_on date not null,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, opened_by) references membership (organisation_id, id),
  check ((right_kind = 'other') = (name is not null))
);
call protect('right_claim');
create unique index right_claim_once on right_claim (organisation_id, household_id, right_kind)
  where right_kind <> 'other';
create index right_claim_by_household on right_claim (organisation_id, household_id, id);

create table right_claim_fact (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  claim_id uuid not null,
  kind text not null check (kind in ('spotted', 'asked', 'refused', 'appealed', 'opened', 'waived', 'ended')),
  on_date date not null,
  amount_cents bigint,
  -- The document still to ask for, and when to come back to it.
  awaited text,
  next_on date,
  proof_file_id uuid,
  note text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  primary key (organisation_id, id),
  foreign key (organisation_id, claim_id) references right_claim (organisation_id, id),
  foreign key (organisation_id, proof_file_id) references stored_file (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id),
  foreign key (organisation_id, withdrawn_by) references membership (organisation_id, id),
  check (next_on is null or next_on >= on_date),
  check ((withdrawn_at is null) = (withdrawn_reason is null))
);
call protect('right_claim_fact');
create index right_claim_fact_by_claim on right_claim_fact (organisation_id, claim_id, on_date);

-- What was compared and what it gave that day: kept only when somebody asks.
create table right_simulation (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid not null,
  label text not null,
  on_date date not null,
  change jsonb not null,
  outcome jsonb not null,
  kept_by uuid not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, kept_by) references membership (organisation_id, id)
);
call protect('right_simulation');
create index right_simulation_by_household on right_simulation (organisation_id, household_id, id desc);
