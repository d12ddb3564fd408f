-- The books: who the organisation is for the tax office, what is validated and numbered, what is closed.

create table ledger_settings (
  organisation_id uuid not null references organisation (id),
  siren text check (siren ~ '^[0-9]{9}$'),
  -- The month in which its accounting year begins.
  first_month smallint not null default 1 check (first_month between 1 and 12),
  version int not null default 1,
  primary key (organisation_id)
);
call protect('ledger_settings');

-- Validated up to a day: what is posted afterwards takes a later day, and keeps its own as that of its voucher.
create table ledger_closing (
  organisation_id uuid not null references organisation (id),
  until_on date not null,
  transactions int not null check (transactions >= 0),
  closed_by uuid not null,
  closed_at timestamptz not null,
  primary key (organisation_id, until_on),
  foreign key (organisation_id, closed_by) references membership (organisation_id, id)
);
call protect('ledger_closing', append_only => true);

-- The number of a validated transaction, without a gap within its accounting year (FEC, field EcritureNum).
create table ledger_number (
  organisation_id uuid not null,
  transaction_id uuid not null,
  year_starts_on date not null,
  number int not null check (number >= 1),
  validated_on date not null,
  primary key (organisation_id, transaction_id),
  unique (organisation_id, year_starts_on, number),
  foreign key (organisation_id, transaction_id) references ledger_transaction (organisation_id, id)
);
call protect('ledger_number', append_only => true);

create index ledger_entry_by_movement on ledger_entry (organisation_id, movement, on_date, transaction_id)
  include (cents, financing_id) where movement is not null;
