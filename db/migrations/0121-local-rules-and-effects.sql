-- What a territory decides for itself, as data; and what a procedure did elsewhere in the file, so that it can be undone.

create table local_rule (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  kind text not null check (kind in ('fsl', 'dalo')),
  territory_code text not null,
  territory_name text not null,
  -- What someone is writing, with where it was read; in force, it becomes the next version.
  draft jsonb,
  created_by uuid not null,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, kind, territory_code),
  foreign key (organisation_id, created_by) references membership (organisation_id, id)
);
call protect('local_rule');

-- One version ends where the next begins; its last day is the only thing that changes.
create table local_rule_version (
  organisation_id uuid not null references organisation (id),
  local_rule_id uuid not null,
  number int not null check (number >= 1),
  rule jsonb not null,
  source text not null,
  source_date date not null,
  confidence text not null,
  valid_from date not null,
  valid_to date,
  published_by uuid not null,
  published_at timestamptz not null,
  primary key (organisation_id, local_rule_id, number),
  foreign key (organisation_id, local_rule_id) references local_rule (organisation_id, id),
  foreign key (organisation_id, published_by) references membership (organisation_id, id),
  check (valid_to is null or valid_to >= valid_from)
);
call protect('local_rule_version');

-- What the line of a procedure did to a plan, to the aid, to another procedure: undone when the line no longer says it.
create table procedure_effect (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  procedure_id uuid not null,
  -- The fact of the line it follows from: recorded, or raised by the calendar.
  fact_key text not null,
  kind text not null,
  target_id uuid not null,
  on_date date not null,
  applied_at timestamptz not null,
  undone_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, procedure_id) references procedure (organisation_id, id)
);
call protect('procedure_effect');
create unique index procedure_effect_once on procedure_effect (organisation_id, procedure_id, fact_key, kind, target_id)
  where undone_at is null;
create index procedure_effect_by_target on procedure_effect (organisation_id, target_id) where undone_at is null;
