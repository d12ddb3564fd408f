-- Money: what is granted to households, out of which envelope, and the books in which every cent stands.

-- The accounts that the organisation's accountant chose; nothing in the code names one.
create table ledger_account (
  organisation_id uuid not null references organisation (id),
  code text not null check (code ~ '^[0-9][0-9A-Z]{2,11}$'),
  label text not null check (label <> ''),
  -- Commitments are followed in accounts beside the balance sheet: they never reach the FEC.
  off_balance boolean not null default false,
  closed_on date,
  version int not null default 1,
  primary key (organisation_id, code)
);
call protect('ledger_account');

-- What the rules call an account (domain/ledger/uses.ts), and the one that the organisation gave it.
create table ledger_account_use (
  organisation_id uuid not null references organisation (id),
  use text not null,
  account_code text not null,
  version int not null default 1,
  primary key (organisation_id, use),
  foreign key (organisation_id, account_code) references ledger_account (organisation_id, code)
);
call protect('ledger_account_use');

create table ledger_transaction (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  -- What happened, once: `disbursement:<id>`, `payment:<id>`. The same thing told twice is written once.
  key text not null,
  journal text not null,
  on_date date not null,
  label text not null,
  piece text,
  piece_on date,
  reverses_id uuid,
  -- Nobody: a rule, at night.
  posted_by uuid,
  posted_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, key),
  unique (organisation_id, reverses_id),
  foreign key (organisation_id, reverses_id) references ledger_transaction (organisation_id, id),
  foreign key (organisation_id, posted_by) references membership (organisation_id, id)
);
call protect('ledger_transaction', append_only => true);
create index ledger_transaction_by_day on ledger_transaction (organisation_id, on_date desc, id desc);

create table convention (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  reference text not null,
  title text not null,
  version int not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, reference)
);
call protect('convention');

-- What may be spent: a flow (so much a year, or for the whole convention) or a stock (so much outside at once).
create table envelope (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  convention_id uuid,
  label text not null,
  kind text not null check (kind in ('flow', 'stock')),
  counted_at text not null check (counted_at in ('signature', 'disbursement')),
  -- A flow of one year; null: for as long as the convention runs.
  year smallint check (year between 1950 and 2200),
  field text,
  opened_on date not null,
  closed_on date,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, convention_id) references convention (organisation_id, id),
  check (closed_on is null or closed_on >= opened_on),
  check (kind = 'flow' or year is null)
);
call protect('envelope');
create index envelope_by_convention on envelope (organisation_id, convention_id);

-- A financing product is data: a draft, then versions that never change.
create table product (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  draft jsonb,
  closed_on date,
  created_by uuid not null,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, created_by) references membership (organisation_id, id)
);
call protect('product');

create table product_version (
  organisation_id uuid not null references organisation (id),
  product_id uuid not null,
  number int not null check (number >= 1),
  name text not null,
  kind text not null,
  definition jsonb not null,
  published_on date not null,
  published_by uuid not null,
  primary key (organisation_id, product_id, number),
  foreign key (organisation_id, product_id) references product (organisation_id, id),
  foreign key (organisation_id, published_by) references membership (organisation_id, id)
);
call protect('product_version', append_only => true);

-- The file of a request for money: one project of one household, for one or several products.
create table application (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  -- What people say on the phone: 2026-00042.
  number text not null,
  household_id uuid not null,
  measure_id uuid,
  field text not null,
  purpose text not null,
  commune_code text,
  -- Rules and ceilings are those of this day; null while the file is being put together.
  filed_on date,
  created_by uuid not null,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, number),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, measure_id) references measure (organisation_id, id),
  foreign key (organisation_id, created_by) references membership (organisation_id, id)
);
call protect('application');
create index application_by_household on application (organisation_id, household_id);

-- What is asked for, product by product.
create table application_line (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  application_id uuid not null,
  product_id uuid not null,
  product_number int not null,
  requested_cents bigint not null check (requested_cents > 0),
  -- The length asked for, where the product has one.
  months smallint check (months > 0),
  position smallint not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, application_id) references application (organisation_id, id),
  foreign key (organisation_id, product_id, product_number)
    references product_version (organisation_id, product_id, number)
);
call protect('application_line');
create index application_line_by_application on application_line (organisation_id, application_id);

-- What was granted: a loan, an advance, a grant, an aid paid month by month.
create table financing (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  number text not null,
  kind text not null
    check (kind in ('loan', 'microcredit', 'subsidy-advance', 'cash-facility', 'grant', 'recurring-aid')),
  application_id uuid not null,
  line_id uuid not null,
  household_id uuid not null,
  product_id uuid not null,
  product_number int not null,
  convention_id uuid,
  envelope_id uuid,
  field text not null,
  commune_code text,
  granted_cents bigint not null check (granted_cents > 0),
  months smallint check (months > 0),
  decided_on date not null,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, number),
  foreign key (organisation_id, application_id) references application (organisation_id, id),
  foreign key (organisation_id, line_id) references application_line (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, product_id, product_number)
    references product_version (organisation_id, product_id, number),
  foreign key (organisation_id, convention_id) references convention (organisation_id, id),
  foreign key (organisation_id, envelope_id) references envelope (organisation_id, id)
);
call protect('financing');
create index financing_by_household on financing (organisation_id, household_id);
create index financing_by_application on financing (organisation_id, application_id);
create index financing_by_envelope on financing (organisation_id, envelope_id);

-- Debit positive, credit negative. `movement` says what the line counts for (domain/ledger/movements.ts): every figure
-- of engagé, décaissé, remboursé, encours is a sum of these lines.
create table ledger_entry (
  organisation_id uuid not null references organisation (id),
  transaction_id uuid not null,
  line smallint not null check (line >= 1),
  account_code text not null,
  cents bigint not null check (cents <> 0),
  movement text,
  on_date date not null,
  financing_id uuid,
  envelope_id uuid,
  primary key (organisation_id, transaction_id, line),
  foreign key (organisation_id, transaction_id) references ledger_transaction (organisation_id, id),
  foreign key (organisation_id, account_code) references ledger_account (organisation_id, code),
  foreign key (organisation_id, financing_id) references financing (organisation_id, id),
  foreign key (organisation_id, envelope_id) references envelope (organisation_id, id)
);
call protect('ledger_entry', append_only => true);
create index ledger_entry_by_account on ledger_entry (organisation_id, account_code, on_date, transaction_id);
create index ledger_entry_by_financing on ledger_entry (organisation_id, financing_id, on_date)
  include (cents, movement) where financing_id is not null;
create index ledger_entry_by_envelope on ledger_entry (organisation_id, envelope_id, on_date)
  include (cents, movement) where envelope_id is not null;

-- A transaction is written whole, in one statement: its lines are numbered from 1 without a gap and sum to zero. No line
-- can join it afterwards, since its line 1 is taken.
create function check_ledger_balance() returns trigger language plpgsql as $$
declare
  wrong record;
begin
  select transaction_id, sum(cents) as balance into wrong
  from added
  group by organisation_id, transaction_id
  having sum(cents) <> 0 or min(line) <> 1 or max(line) <> count(*) or count(*) < 2
    or count(distinct on_date) > 1
  limit 1;
  if found then
    raise exception 'ledger transaction % does not balance (%)', wrong.transaction_id, wrong.balance
      using errcode = 'check_violation', constraint = 'ledger_entry_balance';
  end if;
  return null;
end $$;
create trigger ledger_entry_balance after insert on ledger_entry
  referencing new table as added for each statement execute function check_ledger_balance();

-- Nobody changes what was written, the owner no more than the application: a mistake is reversed.
create function refuse_ledger_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only' using errcode = 'restrict_violation';
end $$;
create trigger ledger_entry_kept before update or delete on ledger_entry
  for each row execute function refuse_ledger_change();
create trigger ledger_transaction_kept before update or delete on ledger_transaction
  for each row execute function refuse_ledger_change();
