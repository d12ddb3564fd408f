-- Access to rights as a service: places, slots, receptions (named or not), group sessions, and files for a hearing.

create table reception_place (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  name text not null,
  address text not null,
  commune_code text,
  phone text,
  -- How one comes in, in plain words: steps, lift, loop, bus.
  access_words text,
  is_wheelchair_accessible boolean,
  closed_on date,
  created_by uuid not null,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, created_by) references membership (organisation_id, id)
);
call protect('reception_place');

-- A reception that comes back each week or so. Hours are those of the clock on the wall.
create table reception_slot (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  place_id uuid not null,
  label text,
  weekday smallint not null check (weekday between 1 and 7),
  start_time text not null check (start_time ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  end_time text not null check (end_time ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  every_weeks smallint not null check (every_weeks between 1 and 8),
  from_on date not null,
  until_on date,
  -- How long one appointment lasts; none where people come as they wish.
  minutes_each smallint check (minutes_each between 5 and 240),
  desks smallint not null check (desks between 1 and 50),
  created_by uuid not null,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, place_id) references reception_place (organisation_id, id),
  foreign key (organisation_id, created_by) references membership (organisation_id, id),
  check (end_time > start_time),
  check (until_on is null or until_on >= from_on)
);
call protect('reception_slot');
create index reception_slot_by_place on reception_slot (organisation_id, place_id);

create table reception_slot_exception (
  organisation_id uuid not null references organisation (id),
  slot_id uuid not null,
  on_date date not null,
  -- No hours: nobody is received that day.
  start_time text check (start_time ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  end_time text check (end_time ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  reason text not null,
  primary key (organisation_id, slot_id, on_date),
  foreign key (organisation_id, slot_id) references reception_slot (organisation_id, id),
  check ((start_time is null) = (end_time is null)),
  check (end_time > start_time)
);
call protect('reception_slot_exception');

-- One person, or people together, received once. No name is asked: a number for the day calls whoever waits.
create table reception (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  place_id uuid not null,
  slot_id uuid,
  on_date date not null,
  day_number int,
  -- Null: anonymous. Nothing here tells who it was.
  household_id uuid,
  way text not null check (way in ('walk-in', 'appointment', 'phone')),
  form text not null check (form in ('one-off', 'lasting')),
  subject text not null,
  emergency text,
  commune_code text,
  expected_time text check (expected_time ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  arrived_at timestamptz,
  taken_at timestamptz,
  taken_by uuid,
  ended_at timestamptz,
  left_at timestamptz,
  missed_at timestamptz,
  minutes smallint check (minutes between 0 and 600),
  outcome text,
  log_entry_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, place_id) references reception_place (organisation_id, id),
  foreign key (organisation_id, slot_id) references reception_slot (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, taken_by) references membership (organisation_id, id),
  foreign key (organisation_id, log_entry_id) references log_entry (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id),
  check (taken_at is null or arrived_at is not null),
  check (ended_at is null or taken_at is not null),
  check ((ended_at is null) = (outcome is null))
);
call protect('reception');
create index reception_by_day on reception (organisation_id, on_date desc, id desc);
create index reception_by_household on reception (organisation_id, household_id, on_date desc) where household_id is not null;
create unique index reception_number on reception (organisation_id, place_id, on_date, day_number);

create table group_session (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  place_id uuid not null,
  kind text not null,
  title text not null,
  -- What it is about, for whoever may come: published with it.
  words text,
  on_date date not null,
  start_time text not null check (start_time ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  end_time text not null check (end_time ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  capacity smallint not null check (capacity between 1 and 500),
  host_id uuid,
  is_published boolean not null default false,
  takes_public boolean not null default false,
  -- People who came without giving a name.
  unnamed_present smallint not null default 0 check (unnamed_present between 0 and 500),
  held_at timestamptz,
  cancelled_at timestamptz,
  cancelled_reason text,
  created_by uuid not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, place_id) references reception_place (organisation_id, id),
  foreign key (organisation_id, host_id) references membership (organisation_id, id),
  foreign key (organisation_id, created_by) references membership (organisation_id, id),
  check (end_time > start_time),
  check ((cancelled_at is null) = (cancelled_reason is null)),
  check (is_published or not takes_public)
);
call protect('group_session');
create index group_session_by_day on group_session (organisation_id, on_date, start_time, id);

create table session_sign_up (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  session_id uuid not null,
  household_id uuid,
  -- What the person gave, to be told; erased some time after the session, when the counts remain.
  person_name text,
  email text,
  phone text,
  seats smallint not null default 1 check (seats between 1 and 6),
  source text not null check (source in ('staff', 'public')),
  asked_at timestamptz not null,
  asked_by uuid,
  cancelled_at timestamptz,
  cancelled_by_person boolean not null default false,
  attendance text check (attendance in ('present', 'absent')),
  reminded_at timestamptz,
  erased_on date,
  primary key (organisation_id, id),
  foreign key (organisation_id, session_id) references group_session (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, asked_by) references membership (organisation_id, id),
  check (attendance is null or cancelled_at is null)
);
call protect('session_sign_up');
create index session_sign_up_by_session on session_sign_up (organisation_id, session_id, asked_at, id);
create index session_sign_up_by_household on session_sign_up (organisation_id, household_id) where household_id is not null;

-- Whether the coming sessions are shown to everyone: off until the organisation says so.
create table session_publication (
  organisation_id uuid not null references organisation (id),
  is_on boolean not null default false,
  words text,
  changed_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id)
);
call protect('session_publication');

-- What is prepared for a hearing, and what was decided there.
create table hearing_file (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid not null,
  procedure_id uuid,
  hearing_on date not null,
  hearing_time text check (hearing_time ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  court text not null,
  lawyer text,
  note text,
  created_by uuid not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  -- The decision, as recorded in the procedure.
  decided_on date,
  decision text,
  decision_fact_id uuid,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, procedure_id) references procedure (organisation_id, id),
  foreign key (organisation_id, created_by) references membership (organisation_id, id),
  check ((decided_on is null) = (decision is null))
);
call protect('hearing_file');
create index hearing_file_by_household on hearing_file (organisation_id, household_id, hearing_on desc, id);
create index hearing_file_by_day on hearing_file (organisation_id, hearing_on, id);

create table hearing_piece (
  organisation_id uuid not null references organisation (id),
  hearing_file_id uuid not null,
  position smallint not null,
  document_id uuid not null,
  title text not null,
  -- Read when the piece was chosen; none when it cannot be joined, with the reason.
  pages smallint,
  problem text check (problem in ('broken', 'protected', 'not-printable', 'too-long')),
  primary key (organisation_id, hearing_file_id, document_id),
  foreign key (organisation_id, hearing_file_id) references hearing_file (organisation_id, id),
  foreign key (organisation_id, document_id) references document (organisation_id, id),
  check ((pages is null) = (problem is not null))
);
call protect('hearing_piece');
