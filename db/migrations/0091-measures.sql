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
create index measure_without_lead on measure_standing
  (organisation_id, closed_rank, (coalesce(next_due_on, date '9999-12-31')), measure_id) where lead_id is null;
create index measure_of_programme on measure_standing
  (organisation_id, programme_id, closed_rank, (coalesce(next_due_on, date '9999-12-31')), measure_id);
create index measure_by_status on measure_standing
  (organisation_id, status, (coalesce(next_due_on, date '9999-12-31')), measure_id);
-- Coverage: who was accompanied during a period, and met at home.
create index measure_by_start on measure_standing (organisation_id, programme_id, started_on, ended_on)
  include (first_home_visit_on);

-- How many measures stand where, as differences that are added up: counting a hundred thousand rows at each visit of the
-- list is what it would spend its time on, and one total that everybody updates is one that everybody waits for. The
-- night adds the differences together.
create table measure_tally (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  status text not null,
  programme_id uuid not null,
  phase text,
  lead_id uuid,
  delta int not null,
  primary key (organisation_id, id)
);
call protect('measure_tally');

create function tally_measures() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into measure_tally (organisation_id, id, status, programme_id, phase, lead_id, delta)
    select organisation_id, gen_random_uuid(), status, programme_id, phase, lead_id, count(*)
    from after_rows group by 1, 3, 4, 5, 6;
  elsif tg_op = 'DELETE' then
    insert into measure_tally (organisation_id, id, status, programme_id, phase, lead_id, delta)
    select organisation_id, gen_random_uuid(), status, programme_id, phase, lead_id, -count(*)
    from before_rows group by 1, 3, 4, 5, 6;
  else
    insert into measure_tally (organisation_id, id, status, programme_id, phase, lead_id, delta)
    select organisation_id, gen_random_uuid(), status, programme_id, phase, lead_id, sum(delta)
    from (
      select organisation_id, status, programme_id, phase, lead_id, 1 as delta from after_rows
      union all
      select organisation_id, status, programme_id, phase, lead_id, -1 from before_rows
    ) changed
    group by 1, 3, 4, 5, 6 having sum(delta) <> 0;
  end if;
  return null;
end $$;
create trigger measure_tally_added after insert on measure_standing
  referencing new table as after_rows for each statement execute function tally_measures();
create trigger measure_tally_changed after update on measure_standing
  referencing old table as before_rows new table as after_rows for each statement execute function tally_measures();
create trigger measure_tally_removed after delete on measure_standing
  referencing old table as before_rows for each statement execute function tally_measures();
