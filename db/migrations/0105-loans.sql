-- The life of what was granted: schedules as they were handed over, payments, what is to be collected, where each stands.

-- A schedule is kept as it was handed over, never computed again; a change is another version. Three arrays of one length:
-- a million loans of eight years are read and written as a million rows, not a hundred.
create table schedule_version (
  organisation_id uuid not null references organisation (id),
  financing_id uuid not null,
  number int not null check (number >= 1),
  on_date date not null,
  reason text not null,
  convention text not null check (convention in ('A', 'B', 'C')),
  anchor_on date not null,
  due_on date[] not null,
  -- The first day on which a bank can collect the row.
  collect_on date[] not null,
  cents bigint[] not null check (0 < all (cents)),
  -- Positions, from 1, of the rows that are a repayment ahead.
  early smallint[] not null default '{}',
  paused_from date,
  paused_until date,
  -- Given up before this version: its rows do not hold it.
  remitted_cents bigint not null default 0 check (remitted_cents >= 0),
  -- What was asked, for those who read it later: the form as it was filled in.
  change jsonb,
  -- The day the household signed the amendment, and the paper.
  signed_on date,
  document_id uuid,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (organisation_id, financing_id, number),
  foreign key (organisation_id, financing_id) references financing (organisation_id, id),
  foreign key (organisation_id, document_id) references document (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id),
  check (cardinality(due_on) = cardinality(cents) and cardinality(collect_on) = cardinality(cents)),
  check ((paused_from is null) = (paused_until is null))
);
call protect('schedule_version', append_only => true);

-- What is to be presented to the bank: one per financing and due date, so that a due date processed twice is processed once.
create table collection (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  financing_id uuid not null,
  due_on date not null,
  collect_on date not null,
  cents bigint not null check (cents > 0),
  state text not null default 'to-present' check (state in ('to-present', 'presented', 'withdrawn')),
  version int not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, financing_id, due_on),
  foreign key (organisation_id, financing_id) references financing (organisation_id, id)
);
call protect('collection');
create index collection_to_present on collection (organisation_id, collect_on, id) where state = 'to-present';

create table loan_payment (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  financing_id uuid not null,
  on_date date not null,
  cents bigint not null check (cents > 0),
  means text not null check (means in ('direct-debit', 'transfer', 'cheque', 'cash', 'card')),
  -- The due date that the household asked to pay first.
  towards_on date,
  reference text,
  collection_id uuid,
  attempt smallint,
  rejected_on date,
  rejection_reason text,
  rejected_by uuid,
  rejected_at timestamptz,
  -- Nobody: a rule, or a bank statement.
  recorded_by uuid,
  recorded_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  -- The same debit, at the same attempt, is one payment.
  unique (organisation_id, collection_id, attempt),
  foreign key (organisation_id, financing_id) references financing (organisation_id, id),
  foreign key (organisation_id, collection_id) references collection (organisation_id, id),
  foreign key (organisation_id, rejected_by) references membership (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id),
  check ((collection_id is null) = (attempt is null)),
  check ((rejected_on is null) = (rejection_reason is null)),
  check (rejected_on >= on_date)
);
call protect('loan_payment');
create index loan_payment_by_financing on loan_payment (organisation_id, financing_id, on_date);

-- A payment is never changed nor erased: it is rejected, once.
create function keep_loan_payment() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.rejected_on is not null
    or (new.financing_id, new.on_date, new.cents, new.means, new.towards_on, new.collection_id, new.attempt)
      is distinct from
      (old.financing_id, old.on_date, old.cents, old.means, old.towards_on, old.collection_id, old.attempt) then
    raise exception 'payment % does not change', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger loan_payment_kept before update or delete on loan_payment
  for each row execute function keep_loan_payment();

-- A write-off that one person proposes and another decides.
create table write_off_proposal (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  financing_id uuid not null,
  on_date date not null,
  -- Null: all that is outstanding.
  cents bigint check (cents > 0),
  reason text not null,
  comment text not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  is_accepted boolean,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, financing_id) references financing (organisation_id, id),
  foreign key (organisation_id, proposed_by) references membership (organisation_id, id),
  foreign key (organisation_id, decided_by) references membership (organisation_id, id),
  constraint write_off_four_eyes check (decided_by <> proposed_by or not is_accepted),
  check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (is_accepted is null))
);
call protect('write_off_proposal');
create unique index write_off_proposal_pending on write_off_proposal (organisation_id, financing_id)
  where decided_by is null;

-- Where each financing stands on a day: what lists read. Drawn from the facts and the ledger at each fact; by the night
-- when `changes_on` has come.
create table financing_standing (
  organisation_id uuid not null references organisation (id),
  financing_id uuid not null,
  household_id uuid not null,
  kind text not null,
  field text not null,
  envelope_id uuid,
  convention_id uuid,
  status text not null,
  is_open boolean not null,
  -- Its status while nothing is late.
  calm_status text not null,
  granted_cents bigint not null,
  principal_cents bigint not null default 0,
  repaid_cents bigint not null default 0,
  lost_cents bigint not null default 0,
  recovered_cents bigint not null default 0,
  owed_cents bigint not null default 0,
  outstanding_cents bigint not null default 0 check (outstanding_cents >= 0),
  due_cents bigint not null default 0,
  late_cents bigint not null default 0,
  bucket text not null default 'none',
  oldest_unpaid_on date,
  time_bar_on date,
  time_bar_alert text not null default 'none',
  suggested_level text not null default 'performing',
  depreciation_cents bigint not null default 0,
  is_frozen boolean not null default false,
  is_mandated boolean not null default false,
  next_due_on date,
  next_due_cents bigint not null default 0,
  ends_on date,
  version_number int,
  -- For the night: whether due dates alone move it, the first row unpaid, the next to fall due and what the rows before
  -- it sum to, what is settled in all.
  is_plain boolean not null default false,
  oldest_row smallint not null default 1,
  next_row smallint not null default 1,
  fallen_cents bigint not null default 0,
  settled_cents bigint not null default 0,
  changes_on date,
  as_of date not null,
  primary key (organisation_id, financing_id),
  foreign key (organisation_id, financing_id) references financing (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id)
);
call protect('financing_standing');
create index financing_standing_changing on financing_standing (organisation_id, changes_on, financing_id)
  where changes_on is not null;
create index financing_standing_late on financing_standing (organisation_id, oldest_unpaid_on, financing_id)
  include (bucket, late_cents) where late_cents > 0;
create index financing_standing_by_status on financing_standing (organisation_id, status, financing_id);
create index financing_standing_by_end on financing_standing (organisation_id, is_open, ends_on, financing_id);
create index financing_standing_by_household on financing_standing (organisation_id, household_id);
create index financing_standing_by_envelope on financing_standing (organisation_id, envelope_id, financing_id);

create function stand_new_financing() returns trigger language plpgsql as $$
begin
  insert into financing_standing (organisation_id, financing_id, household_id, kind, field, envelope_id, convention_id,
      status, calm_status, is_open, granted_cents, as_of)
    values (new.organisation_id, new.id, new.household_id, new.kind, new.field, new.envelope_id, new.convention_id,
      'granted', 'granted', true, new.granted_cents, new.decided_on);
  return null;
end $$;
create trigger financing_stands after insert on financing
  for each row execute function stand_new_financing();
-- Financings that were there before their standing: one organisation at a time, as everything else.
do $$
declare one uuid;
begin
  for one in select id from organisation loop
    execute format('set local palier.organisation = %L', one);
    insert into financing_standing (organisation_id, financing_id, household_id, kind, field, envelope_id, convention_id,
        status, calm_status, is_open, granted_cents, as_of, changes_on)
      select organisation_id, id, household_id, kind, field, envelope_id, convention_id,
        'granted', 'granted', true, granted_cents, decided_on, decided_on
      from financing where organisation_id = one;
  end loop;
end $$;
