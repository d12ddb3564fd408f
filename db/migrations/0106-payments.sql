-- Whom one pays, what one pays them, and never twice.

create table payee (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  kind text not null check (kind in ('household', 'company', 'landlord', 'partner')),
  household_id uuid,
  name text not null check (name <> ''),
  -- Structured, as transfers require since 15 November 2026; a town and a country at least, or nothing.
  street text,
  building_number text,
  post_code text,
  town text,
  country text not null default 'FR' check (country ~ '^[A-Z]{2}$'),
  siret text check (siret ~ '^[0-9]{14}$'),
  closed_on date,
  created_by uuid not null,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, household_id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, created_by) references membership (organisation_id, id),
  check ((kind = 'household') = (household_id is not null))
);
call protect('payee');
create unique index payee_by_siret on payee (organisation_id, siret) where siret is not null and closed_on is null;
create index payee_by_name on payee (organisation_id, name, id);

-- A changed bank account is how payments are stolen: nobody is paid on one that a second person has not checked.
create table payee_account (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  payee_id uuid not null,
  iban text not null check (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
  bic text check (bic ~ '^[A-Z0-9]{8}([A-Z0-9]{3})?$'),
  holder text not null,
  source text not null,
  added_by uuid not null,
  added_at timestamptz not null,
  checked_by uuid,
  checked_at timestamptz,
  checked_how text,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  primary key (organisation_id, id),
  foreign key (organisation_id, payee_id) references payee (organisation_id, id),
  foreign key (organisation_id, added_by) references membership (organisation_id, id),
  foreign key (organisation_id, checked_by) references membership (organisation_id, id),
  foreign key (organisation_id, withdrawn_by) references membership (organisation_id, id),
  constraint payee_account_four_eyes check (checked_by <> added_by),
  check ((checked_by is null) = (checked_at is null) and (checked_at is null) = (checked_how is null)),
  check ((withdrawn_by is null) = (withdrawn_at is null) and (withdrawn_at is null) = (withdrawn_reason is null))
);
call protect('payee_account');
create index payee_account_by_payee on payee_account (organisation_id, payee_id, added_at desc);
create unique index payee_account_in_use on payee_account (organisation_id, payee_id, iban) where withdrawn_at is null;

-- An invoice of the works of one application; several financings may each pay a part of it.
create table invoice (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  application_id uuid not null,
  household_id uuid not null,
  payee_id uuid not null,
  -- As printed, capitals and without outer spaces: the same invoice is not recorded twice.
  number text not null check (number <> ''),
  invoiced_on date not null,
  net_cents bigint not null check (net_cents > 0),
  vat_cents bigint not null check (vat_cents >= 0),
  -- The VAT summary of the invoice: one row a rate.
  vat_rows jsonb not null,
  gross_cents bigint generated always as (net_cents + vat_cents) stored,
  stored_file_id uuid not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_on date,
  withdrawn_reason text,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, application_id) references application (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, payee_id) references payee (organisation_id, id),
  foreign key (organisation_id, stored_file_id) references stored_file (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id),
  foreign key (organisation_id, withdrawn_by) references membership (organisation_id, id),
  check ((withdrawn_on is null) = (withdrawn_by is null) and (withdrawn_on is null) = (withdrawn_reason is null))
);
call protect('invoice');
create unique index invoice_once on invoice (organisation_id, payee_id, number) where withdrawn_on is null;
create index invoice_by_application on invoice (organisation_id, application_id, invoiced_on);

-- The operator says that the works are done, the household that it accepts them: each once, dated and proved.
create table invoice_approval (
  organisation_id uuid not null references organisation (id),
  invoice_id uuid not null,
  given_by text not null check (given_by in ('operator', 'household')),
  on_date date not null,
  person text not null check (person <> ''),
  how text not null check (how in ('signed-invoice', 'signed-statement', 'mail', 'on-site')),
  -- Null: the proof is on the invoice itself.
  proof_file_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (organisation_id, invoice_id, given_by),
  foreign key (organisation_id, invoice_id) references invoice (organisation_id, id),
  foreign key (organisation_id, proof_file_id) references stored_file (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id),
  check ((how = 'signed-invoice') = (proof_file_id is null))
);
call protect('invoice_approval', append_only => true);

create table payment_order (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  -- What is being paid, once: `invoice:<invoice>:<financing>`, `monthly-aid:<financing>:2026-11`.
  key text not null,
  kind text not null check (kind in ('disbursement', 'grant', 'monthly-aid', 'refund-to-household')),
  financing_id uuid not null,
  household_id uuid not null,
  payee_id uuid not null,
  cents bigint not null check (cents > 0),
  due_on date not null,
  label text not null,
  invoice_id uuid,
  -- The first day of the month that a monthly aid pays.
  for_month date check (extract(day from for_month) = 1),
  execution text not null check (execution in ('bank-file', 'cheque', 'by-hand')),
  -- Nobody: prepared at night, by a rule that was decided.
  prepared_by uuid,
  prepared_at timestamptz not null,
  released_by uuid,
  released_at timestamptz,
  -- The account that the person who released saw; it does not change afterwards.
  account_id uuid,
  issued_on date,
  issued_by uuid,
  file_id uuid,
  executed_on date,
  rejected_on date,
  reason_code text,
  cancelled_on date,
  cancelled_by uuid,
  cancelled_reason text,
  state text not null generated always as (
    case
      when cancelled_on is not null then 'cancelled'
      when rejected_on is not null then 'rejected'
      when executed_on is not null then 'executed'
      when issued_on is not null then 'issued'
      when released_at is not null then 'released'
      else 'prepared'
    end) stored,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, financing_id) references financing (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, payee_id) references payee (organisation_id, id),
  foreign key (organisation_id, invoice_id) references invoice (organisation_id, id),
  foreign key (organisation_id, account_id) references payee_account (organisation_id, id),
  foreign key (organisation_id, prepared_by) references membership (organisation_id, id),
  foreign key (organisation_id, released_by) references membership (organisation_id, id),
  foreign key (organisation_id, issued_by) references membership (organisation_id, id),
  foreign key (organisation_id, cancelled_by) references membership (organisation_id, id),
  constraint payment_order_four_eyes check (released_by <> prepared_by),
  check ((released_by is null) = (released_at is null)),
  check (issued_on is null or released_at is not null),
  check (execution <> 'bank-file' or issued_on is null or (file_id is not null and account_id is not null)),
  check (executed_on is null or issued_on is not null),
  check (rejected_on is null or issued_on is not null),
  check ((rejected_on is null) = (reason_code is null)),
  check (cancelled_on is null or issued_on is null),
  check ((cancelled_on is null) = (cancelled_reason is null)),
  check ((kind = 'monthly-aid') = (for_month is not null))
);
call protect('payment_order');
-- Nobody is paid twice: a second order for the same thing waits until the first is rejected or cancelled.
create unique index payment_order_once on payment_order (organisation_id, key)
  where cancelled_on is null and rejected_on is null;
create index payment_order_by_state on payment_order (organisation_id, state, due_on, id);
create index payment_order_by_financing on payment_order (organisation_id, financing_id, due_on, id);
create index payment_order_by_invoice on payment_order (organisation_id, invoice_id) where invoice_id is not null;
create index payment_order_by_household_month on payment_order (organisation_id, household_id, for_month)
  where for_month is not null;
create index payment_order_by_file on payment_order (organisation_id, file_id) where file_id is not null;

-- Once prepared, an order says the same thing for ever; what happened to it is written once.
create function keep_payment_order() returns trigger language plpgsql as $$
begin
  if (new.key, new.kind, new.financing_id, new.household_id, new.payee_id, new.cents, new.invoice_id, new.for_month,
      new.execution, new.prepared_by, new.prepared_at)
    is distinct from (old.key, old.kind, old.financing_id, old.household_id, old.payee_id, old.cents, old.invoice_id,
      old.for_month, old.execution, old.prepared_by, old.prepared_at)
    or (old.released_at is not null and (new.released_by, new.released_at, new.account_id)
      is distinct from (old.released_by, old.released_at, old.account_id))
    or (old.issued_on is not null and (new.issued_on, new.file_id) is distinct from (old.issued_on, old.file_id))
    or (old.rejected_on is not null and new.rejected_on is null)
    or (old.cancelled_on is not null and new.cancelled_on is null) then
    raise exception 'payment order % does not change', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger payment_order_kept before update on payment_order
  for each row execute function keep_payment_order();

-- Who may file for the household, and who may receive the subsidy in its place.
create table subsidy_mandate (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  application_id uuid not null,
  household_id uuid not null,
  kind text not null check (kind in ('administrative', 'financial', 'mixed')),
  mandatary text not null check (mandatary <> ''),
  signed_on date not null,
  stored_file_id uuid not null,
  ended_on date,
  ended_reason text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, application_id) references application (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, stored_file_id) references stored_file (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id),
  check ((ended_on is null) = (ended_reason is null)),
  check (ended_on is null or ended_on >= signed_on)
);
call protect('subsidy_mandate');
create index subsidy_mandate_by_application on subsidy_mandate (organisation_id, application_id);

-- What a financial mandatary must hold since 1 July 2025.
create table subsidy_mandate_piece (
  organisation_id uuid not null references organisation (id),
  mandate_id uuid not null,
  kind text not null,
  stored_file_id uuid not null,
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (organisation_id, mandate_id, kind),
  foreign key (organisation_id, mandate_id) references subsidy_mandate (organisation_id, id),
  foreign key (organisation_id, stored_file_id) references stored_file (organisation_id, id),
  foreign key (organisation_id, added_by) references membership (organisation_id, id)
);
call protect('subsidy_mandate_piece');

-- What a funder paid, which is seldom what it notified; below zero, what it took back.
create table subsidy_receipt (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  subsidy_id uuid not null,
  financing_id uuid not null,
  household_id uuid not null,
  kind text not null check (kind in ('advance', 'interim', 'balance', 'claw-back')),
  cents bigint not null check (cents <> 0),
  received_on date not null,
  -- As on the statement: the same receipt is not recorded twice.
  reference text not null check (reference <> ''),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  reversed_on date,
  reversed_by uuid,
  reversed_reason text,
  primary key (organisation_id, id),
  foreign key (organisation_id, subsidy_id) references subsidy (organisation_id, id),
  foreign key (organisation_id, financing_id) references financing (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id),
  foreign key (organisation_id, reversed_by) references membership (organisation_id, id),
  check ((kind = 'claw-back') = (cents < 0)),
  check ((reversed_on is null) = (reversed_reason is null))
);
call protect('subsidy_receipt');
create unique index subsidy_receipt_once on subsidy_receipt (organisation_id, subsidy_id, reference)
  where reversed_on is null;
create index subsidy_receipt_by_financing on subsidy_receipt (organisation_id, financing_id);

-- How what the subsidies left unpaid is settled: proposed by one, decided by another where money is lent or lost.
create table shortfall_settlement (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  financing_id uuid not null,
  household_id uuid not null,
  way text not null check (way in ('unspent', 'converted', 'repaid', 'lost')),
  cents bigint not null check (cents > 0),
  -- The loan whose money is used, or that takes it over.
  loan_id uuid,
  instalments smallint check (instalments between 1 and 999),
  -- The day the household agreed to owe it.
  agreed_on date,
  reason text,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_on date,
  withdrawn_by uuid,
  withdrawn_on date,
  withdrawn_reason text,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, financing_id) references financing (organisation_id, id),
  foreign key (organisation_id, loan_id) references financing (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, proposed_by) references membership (organisation_id, id),
  foreign key (organisation_id, decided_by) references membership (organisation_id, id),
  foreign key (organisation_id, withdrawn_by) references membership (organisation_id, id),
  constraint shortfall_settlement_four_eyes check (way in ('unspent', 'repaid') or decided_by <> proposed_by),
  check ((decided_by is null) = (decided_on is null)),
  check ((withdrawn_on is null) = (withdrawn_reason is null)),
  check (decided_on is null or withdrawn_on is null),
  check (way not in ('unspent', 'converted') or loan_id is not null),
  check (way <> 'converted' or agreed_on is not null)
);
call protect('shortfall_settlement');
create index shortfall_settlement_by_financing on shortfall_settlement (organisation_id, financing_id);
