-- What a measure needs beside its facts: papers received, derogations on a criterion, capacities; and the order of its lists.

-- A criterion answered no, which a coordinator let pass, and why.
alter table measure_check
  add column derogated_on date,
  add column derogated_by uuid,
  add column derogation_reason text,
  add foreign key (organisation_id, derogated_by) references membership (organisation_id, id),
  add check ((derogated_on is null) = (derogation_reason is null));

-- A paper the programme asks for, seen by someone; the file of the household holds it when it was added there.
create table measure_document (
  organisation_id uuid not null references organisation (id),
  measure_id uuid not null,
  kind text not null,
  received_on date not null,
  document_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (organisation_id, measure_id, kind),
  foreign key (organisation_id, measure_id) references measure (organisation_id, id),
  foreign key (organisation_id, document_id) references document (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id)
);
call protect('measure_document');

-- What a worker may carry at once, in tenths of an ordinary measure; without a row, nothing is said of them.
create table worker_capacity (
  organisation_id uuid not null references organisation (id),
  membership_id uuid not null,
  capacity_tenths int not null check (capacity_tenths between 0 and 10000),
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (organisation_id, membership_id),
  foreign key (organisation_id, membership_id) references membership (organisation_id, id),
  foreign key (organisation_id, set_by) references membership (organisation_id, id)
);
call protect('worker_capacity');

-- The key makes a merge of two files move the standing along; the name follows the file.
alter table measure_standing
  add column household_label text not null default '',
  -- Open measures first, where both are listed.
  add column closed_rank int not null generated always as (case when is_open then 0 else 1 end) stored,
  add foreign key (organisation_id, household_id) references household (organisation_id, id);

create function name_measure_standing() returns trigger language plpgsql as $$
begin
  new.household_label := coalesce((select h.label from household h
    where h.organisation_id = new.organisation_id and h.id = new.household_id), '');
  return new;
end $$;
create trigger measure_standing_named before insert or update of household_id on measure_standing
  for each row execute function name_measure_standing();

create function rename_measure_standings() returns trigger language plpgsql as $$
begin
  update measure_standing set household_label = new.label
    where organisation_id = new.organisation_id and household_id = new.id;
  return null;
end $$;
create trigger measure_standing_renamed after update of label on household
  for each row when (old.label is distinct from new.label) execute function rename_measure_standings();

-- Each sort of the list is one of these, read from a key; what has no date comes last, who was never met comes first.
drop index measure_standing_by_due, measure_standing_by_lead, measure_standing_by_programme,
  measure_standing_by_status, measure_standing_by_end, measure_standing_by_contact;
create index measure_by_due on measure_standing
  (organisation_id, closed_rank, (coalesce(next_due_on, date '9999-12-31')), measure_id);
create index measure_by_end on measure_standing
  (organisation_id, closed_rank, (coalesce(ends_on, date '9999-12-31')), measure_id);
create index measure_by_contact on measure_standing
  (organisation_id, closed_rank, (coalesce(last_contact_on, date '1900-01-01')), measure_id);
create index measure_by_name on measure_standing (organisation_id, closed_rank, household_label, measure_id);
create index measure_by_lead on measure_standing
  (organisation_id, lead_id, closed_rank, (coalesce(next_due_on, date '9999-12-31')), measure_id);
create index measure_of_programme on measure_standing
  (organisation_id, programme_id, closed_rank, (coalesce(next_due_on, date '9999-12-31')), measure_id);
create index measure_by_status on measure_standing
  (organisation_id, status, (coalesce(next_due_on, date '9999-12-31')), measure_id);
-- The counts of the list read this one alone.
create index measure_tally on measure_standing (organisation_id, status, programme_id, phase, lead_id);
-- Coverage: who was accompanied during a period, and met at home.
create index measure_by_start on measure_standing (organisation_id, programme_id, started_on, ended_on)
  include (first_home_visit_on);
