-- What reports count beyond the files themselves.

-- A dwelling that an association rents for one of its schemes.
create table association_lease (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  dwelling_id uuid not null,
  association_name text not null,
  scheme text not null,
  started_on date not null,
  ended_on date,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, dwelling_id) references dwelling (organisation_id, id),
  check (ended_on is null or ended_on >= started_on)
);
call protect('association_lease');
create index association_lease_by_start on association_lease (organisation_id, started_on desc, id);
create index association_lease_by_dwelling on association_lease (organisation_id, dwelling_id);

-- A figure of a year that the organisation says it does not communicate: the report prints so, never zero.
create table report_gap (
  organisation_id uuid not null references organisation (id),
  year smallint not null check (year between 1950 and 2200),
  figure text not null,
  reason text not null,
  stated_by uuid not null,
  stated_at timestamptz not null,
  primary key (organisation_id, year, figure),
  foreign key (organisation_id, stated_by) references membership (organisation_id, id)
);
call protect('report_gap');

create index measure_standing_by_start on measure_standing (organisation_id, started_on, ended_on);
create index measure_event_by_kind on measure_event (organisation_id, kind, on_date);
create index support_action_by_start on support_action (organisation_id, started_on);
