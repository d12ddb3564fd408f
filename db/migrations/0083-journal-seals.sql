-- The journal sealed: its lines, once their transaction is over, are chained in blocks that show any later change.

-- Where a line stands in the order of the seals: the transaction that wrote it. A database restored on another server
-- starts counting transactions anew; `ahead` keeps the places growing (server/settings/journal-clock.ts).
create table journal_clock (
  only_one boolean primary key default true check (only_one),
  ahead bigint not null default 0,
  server text
);
insert into journal_clock default values;
grant select on journal_clock to palier_app;

create function journal_place() returns bigint
  language sql volatile
  return pg_current_xact_id()::text::bigint + (select ahead from public.journal_clock);

-- Below this place every transaction is over: nothing will be added there. To be asked before the lines are read: asked
-- after, it would count as settled what the reading did not see.
create function journal_settled_place() returns bigint
  language sql stable
  return pg_snapshot_xmin(pg_current_snapshot())::text::bigint + (select ahead from public.journal_clock);

alter table journal add place bigint not null default journal_place();
create index journal_by_place on journal (organisation_id, place, id);

-- A block goes from the end of the one before to its own last line. `fingerprints`: 16 bytes of identifier and 16 of hash
-- for each line in order; `hash` binds them to the block before.
create table journal_seal (
  organisation_id uuid not null references organisation (id),
  number int not null check (number > 0),
  last_place bigint not null,
  last_id uuid not null,
  lines int not null check (lines > 0),
  fingerprints bytea not null,
  hash bytea not null,
  sealed_at timestamptz not null default now(),
  primary key (organisation_id, number)
);
call protect('journal_seal', append_only => true);

create table journal_check (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  asked_by uuid,
  asked_at timestamptz not null default now(),
  ended_at timestamptz,
  blocks int not null default 0,
  lines bigint not null default 0,
  fault_count int not null default 0,
  faults jsonb not null default '[]',
  head_number int,
  head_hash bytea,
  primary key (organisation_id, id),
  foreign key (organisation_id, asked_by) references membership (organisation_id, id)
);
call protect('journal_check');
create index journal_check_recent on journal_check (organisation_id, asked_at desc);
