-- The organisation's accounts, the mandates of the households, what is sent to the bank and what the bank answers.

create table bank_account (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  label text not null check (label <> ''),
  -- Who the bank knows as its holder.
  holder text not null check (holder <> ''),
  iban text not null check (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
  bic text check (bic ~ '^[A-Z0-9]{8}([A-Z0-9]{3})?$'),
  -- The « identifiant créancier SEPA »; without it, no direct debit.
  creditor_id text check (creditor_id ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{4,31}$'),
  closed_on date,
  created_by uuid not null,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, iban),
  foreign key (organisation_id, created_by) references membership (organisation_id, id)
);
call protect('bank_account');

create table sepa_mandate (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid not null,
  -- Null: for whatever the household pays back.
  financing_id uuid,
  -- The « référence unique de mandat ».
  reference text not null check (reference ~ '^[A-Za-z0-9+?/:().,'' -]{1,35}$'),
  debtor text not null check (debtor <> ''),
  iban text not null check (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
  bic text check (bic ~ '^[A-Z0-9]{8}([A-Z0-9]{3})?$'),
  street text,
  building_number text,
  post_code text,
  town text,
  country text check (country ~ '^[A-Z]{2}$'),
  is_single boolean not null default false,
  -- Days of notice agreed with the household; null: those of the rules.
  notice_days smallint check (notice_days between 1 and 60),
  document_id uuid,
  -- The picture of its facts, but for what time alone does: it lapses.
  state text not null default 'draft'
    check (state in ('draft', 'signed', 'active', 'amended', 'suspended', 'revoked')),
  last_used_on date,
  created_by uuid not null,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, reference),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, financing_id) references financing (organisation_id, id),
  foreign key (organisation_id, document_id) references document (organisation_id, id),
  foreign key (organisation_id, created_by) references membership (organisation_id, id)
);
call protect('sepa_mandate');
create index sepa_mandate_by_household on sepa_mandate (organisation_id, household_id);
create index sepa_mandate_by_creation on sepa_mandate (organisation_id, created_at desc, id desc);

create table sepa_mandate_event (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  mandate_id uuid not null,
  kind text not null check (kind in ('signed', 'presented', 'amended', 'suspended', 'resumed', 'revoked')),
  on_date date not null,
  reason text,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, mandate_id) references sepa_mandate (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id)
);
call protect('sepa_mandate_event', append_only => true);
create index sepa_mandate_event_by_mandate on sepa_mandate_event (organisation_id, mandate_id, id);

create table bank_file (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  kind text not null check (kind in ('direct-debit', 'transfer')),
  bank_account_id uuid not null,
  execute_on date not null,
  message_id text not null check (length(message_id) between 1 and 35),
  line_count int not null check (line_count > 0),
  total_cents bigint not null check (total_cents > 0),
  prepared_by uuid not null,
  prepared_at timestamptz not null,
  checked_by uuid,
  checked_at timestamptz,
  issued_by uuid,
  issued_at timestamptz,
  -- The very bytes that the bank was given, and their fingerprint.
  content text,
  sha256 bytea,
  cancelled_by uuid,
  cancelled_at timestamptz,
  cancelled_reason text,
  state text not null generated always as (
    case
      when cancelled_at is not null then 'cancelled'
      when issued_at is not null then 'issued'
      when checked_at is not null then 'checked'
      else 'prepared'
    end) stored,
  version int not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, message_id),
  foreign key (organisation_id, bank_account_id) references bank_account (organisation_id, id),
  foreign key (organisation_id, prepared_by) references membership (organisation_id, id),
  foreign key (organisation_id, checked_by) references membership (organisation_id, id),
  foreign key (organisation_id, issued_by) references membership (organisation_id, id),
  foreign key (organisation_id, cancelled_by) references membership (organisation_id, id),
  constraint bank_file_four_eyes check (checked_by <> prepared_by),
  check ((checked_by is null) = (checked_at is null)),
  check ((issued_at is null) = (content is null) and (issued_at is null) = (sha256 is null)),
  check (issued_at is null or checked_at is not null),
  check (cancelled_at is null or (issued_at is null and cancelled_reason is not null))
);
call protect('bank_file');
create index bank_file_by_day on bank_file (organisation_id, kind, execute_on desc, id desc);

-- Once issued, a file says the same thing for ever.
create function keep_bank_file() returns trigger language plpgsql as $$
begin
  if old.issued_at is not null
    or (new.kind, new.bank_account_id, new.execute_on, new.message_id, new.line_count, new.total_cents,
      new.prepared_by) is distinct from (old.kind, old.bank_account_id, old.execute_on, old.message_id,
      old.line_count, old.total_cents, old.prepared_by) then
    raise exception 'bank file % does not change', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger bank_file_kept before update on bank_file for each row execute function keep_bank_file();

create table bank_file_line (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  bank_file_id uuid not null,
  position int not null check (position >= 1),
  collection_id uuid,
  payment_order_id uuid,
  mandate_id uuid,
  attempt smallint not null check (attempt between 1 and 9),
  batch_id text not null check (length(batch_id) between 1 and 35),
  end_to_end_id text not null check (length(end_to_end_id) between 1 and 35),
  sequence_type text check (sequence_type in ('FRST', 'RCUR', 'OOFF', 'FNAL')),
  is_account_changed boolean not null default false,
  cents bigint not null check (cents > 0),
  name text not null,
  iban text not null,
  bic text,
  label text not null,
  household_id uuid,
  financing_id uuid,
  -- The file was given up before it was issued: the line may be presented in another.
  withdrawn_at timestamptz,
  settled_on date,
  returned_on date,
  return_code text,
  -- Somebody decided that it may be presented once more.
  retry_by uuid,
  retry_at timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id, bank_file_id, position),
  foreign key (organisation_id, bank_file_id) references bank_file (organisation_id, id),
  foreign key (organisation_id, collection_id) references collection (organisation_id, id),
  foreign key (organisation_id, payment_order_id) references payment_order (organisation_id, id),
  foreign key (organisation_id, mandate_id) references sepa_mandate (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, financing_id) references financing (organisation_id, id),
  check ((collection_id is null) <> (payment_order_id is null)),
  check ((collection_id is null) = (mandate_id is null) and (collection_id is null) = (sequence_type is null)),
  foreign key (organisation_id, retry_by) references membership (organisation_id, id),
  check ((returned_on is null) = (return_code is null)),
  check ((retry_by is null) = (retry_at is null))
);
call protect('bank_file_line');
-- The same debit, at the same attempt, is in one file only; the same order too.
create unique index bank_file_line_reference on bank_file_line (organisation_id, end_to_end_id)
  where withdrawn_at is null;
create unique index bank_file_line_collection on bank_file_line (organisation_id, collection_id, attempt)
  where withdrawn_at is null and collection_id is not null;
create unique index bank_file_line_order on bank_file_line (organisation_id, payment_order_id)
  where withdrawn_at is null and payment_order_id is not null;
create index bank_file_line_by_mandate on bank_file_line (organisation_id, mandate_id) where mandate_id is not null;
create index bank_file_line_unsettled on bank_file_line (organisation_id, batch_id)
  where withdrawn_at is null and settled_on is null;

create table bank_statement (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  bank_account_id uuid not null,
  kind text not null check (kind in ('camt.053', 'camt.054')),
  reference text not null,
  stored_file_id uuid not null,
  sha256 bytea not null,
  from_on date,
  to_on date,
  opening_cents bigint,
  closing_cents bigint,
  -- What was read of the file, until it is imported.
  entries jsonb not null,
  rehearsed_by uuid not null,
  rehearsed_at timestamptz not null,
  imported_by uuid,
  imported_at timestamptz,
  added_count int,
  known_count int,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, bank_account_id) references bank_account (organisation_id, id),
  foreign key (organisation_id, stored_file_id) references stored_file (organisation_id, id),
  foreign key (organisation_id, rehearsed_by) references membership (organisation_id, id),
  foreign key (organisation_id, imported_by) references membership (organisation_id, id),
  check ((imported_at is null) = (added_count is null) and (imported_at is null) = (known_count is null))
);
call protect('bank_statement');
create index bank_statement_by_day on bank_statement (organisation_id, rehearsed_at desc, id desc);

-- A movement of an account, as the bank booked it: received positive, paid negative.
create table statement_line (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  statement_id uuid not null,
  -- Where it stands in its statement.
  position int not null check (position >= 1),
  bank_account_id uuid not null,
  -- What makes it the same movement when another file tells it again (domain/sepa/camt.ts, entryKeys).
  fingerprint bytea not null,
  booked_on date not null,
  cents bigint not null check (cents <> 0),
  entry jsonb not null,
  state text not null default 'open' check (state in ('open', 'matched', 'set-aside')),
  version int not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, bank_account_id, fingerprint),
  foreign key (organisation_id, statement_id) references bank_statement (organisation_id, id),
  foreign key (organisation_id, bank_account_id) references bank_account (organisation_id, id)
);
call protect('statement_line');
create index statement_line_by_day on statement_line (organisation_id, state, booked_on, statement_id, position);

-- What a person decided that a movement is.
create table statement_decision (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  line_id uuid not null,
  kind text not null check (kind in ('batch', 'line', 'returns', 'fee', 'payment', 'set-aside', 'reopened')),
  detail jsonb not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, line_id) references statement_line (organisation_id, id),
  foreign key (organisation_id, decided_by) references membership (organisation_id, id)
);
call protect('statement_decision', append_only => true);
create index statement_decision_by_line on statement_decision (organisation_id, line_id, id);
