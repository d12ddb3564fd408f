-- Volunteers: local groups, the pairs that accompany a household, the rhythm agreed with it, what each undertook.

create table volunteer_group (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  name text not null,
  place text,
  closed_on date,
  created_by uuid not null,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, created_by) references membership (organisation_id, id)
);
call protect('volunteer_group');

create table volunteer_group_member (
  organisation_id uuid not null references organisation (id),
  group_id uuid not null,
  membership_id uuid not null,
  part text not null check (part in ('volunteer', 'professional')),
  from_on date not null,
  until_on date,
  -- How many households a volunteer offered to accompany at once; nothing said, nothing supposed.
  capacity smallint check (capacity between 0 and 50),
  primary key (organisation_id, group_id, membership_id, from_on),
  foreign key (organisation_id, group_id) references volunteer_group (organisation_id, id),
  foreign key (organisation_id, membership_id) references membership (organisation_id, id),
  check (until_on is null or until_on >= from_on)
);
call protect('volunteer_group_member');
create index volunteer_group_member_by_member on volunteer_group_member (organisation_id, membership_id);

-- A pair (or more) of volunteers around one household.
create table volunteer_pair (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid not null,
  measure_id uuid,
  group_id uuid,
  -- Whom the volunteers call.
  professional_id uuid,
  -- « Ce que vous pouvez savoir »: the words the professional chose to tell the volunteers.
  shared_note text,
  started_on date not null,
  ended_on date,
  created_by uuid not null,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, measure_id) references measure (organisation_id, id),
  foreign key (organisation_id, group_id) references volunteer_group (organisation_id, id),
  foreign key (organisation_id, professional_id) references membership (organisation_id, id),
  foreign key (organisation_id, created_by) references membership (organisation_id, id),
  check (ended_on is null or ended_on >= started_on)
);
call protect('volunteer_pair');
create index volunteer_pair_by_household on volunteer_pair (organisation_id, household_id);
create index volunteer_pair_by_start on volunteer_pair (organisation_id, started_on, id);
create index volunteer_pair_by_group on volunteer_pair (organisation_id, group_id, started_on, id);

create table volunteer_pair_member (
  organisation_id uuid not null references organisation (id),
  pair_id uuid not null,
  membership_id uuid not null,
  from_on date not null,
  until_on date,
  primary key (organisation_id, pair_id, membership_id, from_on),
  foreign key (organisation_id, pair_id) references volunteer_pair (organisation_id, id),
  foreign key (organisation_id, membership_id) references membership (organisation_id, id),
  check (until_on is null or until_on >= from_on)
);
call protect('volunteer_pair_member');
create index volunteer_pair_member_by_member on volunteer_pair_member (organisation_id, membership_id);

-- The rhythm of the meetings as the household agreed to it, each time it did; no weeks: whenever the household wishes.
create table volunteer_rhythm (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  pair_id uuid not null,
  weeks smallint check (weeks between 1 and 52),
  agreed_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, pair_id) references volunteer_pair (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id)
);
call protect('volunteer_rhythm', append_only => true);
create index volunteer_rhythm_by_pair on volunteer_rhythm (organisation_id, pair_id, agreed_on);

-- What a volunteer undertook to keep to themselves, in the words of that edition, on that day.
create table volunteer_commitment (
  organisation_id uuid not null references organisation (id),
  membership_id uuid not null,
  edition smallint not null,
  accepted_on date not null,
  accepted_at timestamptz not null,
  primary key (organisation_id, membership_id, edition),
  foreign key (organisation_id, membership_id) references membership (organisation_id, id)
);
call protect('volunteer_commitment', append_only => true);
