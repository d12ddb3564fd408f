-- A renegotiated schedule is an agreement of its own: until it is signed, the version before it keeps running.

alter table plan_schedule
  -- The first version is agreed with the plan; those renegotiated before this table existed were in force at once.
  add awaits_agreement boolean not null default false,
  add needs_payer_approval boolean not null default false,
  -- Its first rows are what was already paid when it was drawn up.
  add frozen_count int not null default 0 check (frozen_count >= 0),
  -- What write-offs had already taken from the plan when this version was drawn up: its rows do not bear it again.
  add written_off_cents bigint not null default 0 check (written_off_cents >= 0);

-- Facts someone attests of one version. Each happens once.
create table plan_schedule_event (
  organisation_id uuid not null,
  plan_id uuid not null,
  schedule_number int not null,
  kind text not null,
  event_on date not null,
  note text,
  file_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null default now(),
  primary key (organisation_id, plan_id, schedule_number, kind),
  foreign key (organisation_id, plan_id, schedule_number) references plan_schedule (organisation_id, plan_id, number),
  foreign key (organisation_id, file_id) references stored_file (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id)
);
call protect('plan_schedule_event', append_only => true);

-- A letter tells a telephone number, kept with its source like every other figure.
alter table legal_parameter drop constraint legal_parameter_unit_check;
alter table legal_parameter add constraint legal_parameter_unit_check check
  (unit in ('cents', 'basis-points', 'hundred-thousandths', 'sixtieths', 'months', 'days', 'count', 'boolean', 'phone'));
