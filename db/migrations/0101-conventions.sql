-- Conventions with partners, what amends them, the envelopes they open and what is put in them.

alter table convention
  add column kind text not null default 'application' check (kind in ('framework', 'application')),
  -- The framework that an application convention carries out.
  add column framework_id uuid,
  add column object text,
  -- Null: still being negotiated.
  add column signed_on date,
  -- What was first agreed (domain/conventions/terms.ts). What changed it since stands beside, in its own rows.
  add column terms jsonb not null default '{}',
  add column ended_early_on date,
  add column ended_early_reason text,
  add column responsible_id uuid,
  add column import_id uuid,
  add column created_by uuid,
  add column created_at timestamptz not null default now(),
  -- How it stands now, amendments and tacit renewals included: drawn again at each change and every night.
  add column level text,
  add column starts_on date,
  add column ends_on date,
  add column notice_on date,
  add column fields text[] not null default '{}',
  -- `epci:244900015`
  add column territories text[] not null default '{}',
  add column search_text text not null default '',
  add check ((ended_early_on is null) = (ended_early_reason is null)),
  add foreign key (organisation_id, framework_id) references convention (organisation_id, id),
  add foreign key (organisation_id, responsible_id) references membership (organisation_id, id),
  add foreign key (organisation_id, created_by) references membership (organisation_id, id);
create index convention_by_end on convention (organisation_id, ends_on);
create index convention_by_signature on convention (organisation_id, (coalesce(signed_on, date '9999-12-31')) desc, id desc);
create index convention_by_framework on convention (organisation_id, framework_id) where framework_id is not null;
create index convention_by_territory on convention using gin (organisation_id, territories);
create index convention_by_words on convention using gin (organisation_id, search_text gin_trgm_ops);

create table convention_party (
  organisation_id uuid not null,
  id uuid not null,
  convention_id uuid not null,
  partner_id uuid not null,
  role text not null check (role in ('funder', 'lender', 'operator', 'client', 'state')),
  signatory text,
  signed_on date,
  primary key (organisation_id, id),
  unique (organisation_id, convention_id, partner_id, role),
  foreign key (organisation_id, convention_id) references convention (organisation_id, id),
  foreign key (organisation_id, partner_id) references partner (organisation_id, id)
);
call protect('convention_party');
create index convention_party_by_partner on convention_party (organisation_id, partner_id, convention_id);

-- What an amendment changes, and only that.
create table convention_amendment (
  organisation_id uuid not null,
  id uuid not null,
  convention_id uuid not null,
  number smallint not null check (number >= 1),
  signed_on date not null,
  effective_on date not null,
  purpose text not null check (purpose <> ''),
  changes jsonb not null,
  written_by uuid not null,
  written_at timestamptz not null,
  -- Written by mistake: it stays, and counts no more.
  cancelled_by uuid,
  cancelled_at timestamptz,
  cancelled_reason text,
  primary key (organisation_id, id),
  unique (organisation_id, convention_id, number),
  foreign key (organisation_id, convention_id) references convention (organisation_id, id),
  foreign key (organisation_id, written_by) references membership (organisation_id, id),
  foreign key (organisation_id, cancelled_by) references membership (organisation_id, id),
  check ((cancelled_at is null) = (cancelled_reason is null))
);
call protect('convention_amendment');

create table convention_document (
  organisation_id uuid not null,
  id uuid not null,
  convention_id uuid not null,
  amendment_id uuid,
  stored_file_id uuid not null,
  kind text not null check (kind in ('convention', 'amendment', 'annex', 'report', 'other')),
  title text not null,
  dated_on date,
  added_by uuid not null,
  added_at timestamptz not null,
  removed_by uuid,
  removed_at timestamptz,
  removed_reason text,
  primary key (organisation_id, id),
  foreign key (organisation_id, convention_id) references convention (organisation_id, id),
  foreign key (organisation_id, amendment_id) references convention_amendment (organisation_id, id),
  foreign key (organisation_id, stored_file_id) references stored_file (organisation_id, id),
  foreign key (organisation_id, added_by) references membership (organisation_id, id),
  foreign key (organisation_id, removed_by) references membership (organisation_id, id),
  check ((removed_at is null) = (removed_reason is null))
);
call protect('convention_document');
create index convention_document_by_convention on convention_document (organisation_id, convention_id);

-- A list of conventions read from a file: what each line would do, before it is done.
create table convention_import (
  organisation_id uuid not null,
  id uuid not null,
  stored_file_id uuid not null,
  lines jsonb not null,
  findings jsonb not null,
  started_by uuid not null,
  started_at timestamptz not null,
  applied_at timestamptz,
  undone_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, stored_file_id) references stored_file (organisation_id, id),
  foreign key (organisation_id, started_by) references membership (organisation_id, id)
);
call protect('convention_import');
alter table convention
  add foreign key (organisation_id, import_id) references convention_import (organisation_id, id);
create index convention_by_import on convention (organisation_id, import_id) where import_id is not null;

alter table envelope
  add column territory_kind text check (territory_kind in ('commune', 'epci', 'departement', 'region', 'france')),
  add column territory_code text,
  add column territory_name text,
  -- Sum of the lines `commitment` and `commitment-release` of the ledger, kept by the trigger below: whoever commits
  -- holds the row and reads one figure.
  add column committed_cents bigint not null default 0 check (committed_cents >= 0),
  add check ((territory_kind is null) = (territory_code is null)),
  add check ((territory_kind is null) = (territory_name is null));

create table envelope_transfer (
  organisation_id uuid not null,
  id uuid not null,
  from_envelope_id uuid not null,
  to_envelope_id uuid not null,
  cents bigint not null check (cents > 0),
  on_date date not null,
  reason text not null check (reason <> ''),
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'refused', 'withdrawn')),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, from_envelope_id) references envelope (organisation_id, id),
  foreign key (organisation_id, to_envelope_id) references envelope (organisation_id, id),
  foreign key (organisation_id, proposed_by) references membership (organisation_id, id),
  foreign key (organisation_id, decided_by) references membership (organisation_id, id),
  check (from_envelope_id <> to_envelope_id),
  check ((state = 'proposed') = (decided_by is null)),
  check ((decided_by is null) = (decided_at is null)),
  -- Four eyes: who proposed may only withdraw.
  constraint envelope_transfer_four_eyes check (state not in ('approved', 'refused') or decided_by <> proposed_by)
);
call protect('envelope_transfer');
create index envelope_transfer_from on envelope_transfer (organisation_id, from_envelope_id);
create index envelope_transfer_to on envelope_transfer (organisation_id, to_envelope_id);

-- What is put in an envelope, or taken out of it, from a day on: never changed, taken back by another row.
create table envelope_allotment (
  organisation_id uuid not null,
  id uuid not null,
  envelope_id uuid not null,
  kind text not null check (kind in ('initial', 'amendment', 'transfer', 'correction')),
  on_date date not null,
  cents bigint not null check (cents <> 0),
  amendment_id uuid,
  transfer_id uuid,
  reason text,
  written_by uuid,
  written_at timestamptz not null default now(),
  primary key (organisation_id, id),
  foreign key (organisation_id, envelope_id) references envelope (organisation_id, id),
  foreign key (organisation_id, amendment_id) references convention_amendment (organisation_id, id),
  foreign key (organisation_id, transfer_id) references envelope_transfer (organisation_id, id),
  foreign key (organisation_id, written_by) references membership (organisation_id, id),
  check ((kind = 'transfer') = (transfer_id is not null)),
  check (kind <> 'amendment' or amendment_id is not null)
);
call protect('envelope_allotment', append_only => true);
-- Only with the envelope itself, when a list of conventions read by mistake is taken back before anything was done.
grant delete on envelope_allotment to palier_app;
create index envelope_allotment_by_envelope on envelope_allotment (organisation_id, envelope_id, on_date);

create function count_commitments() returns trigger language plpgsql as $$
begin
  update envelope e
  set committed_cents = e.committed_cents + a.cents
  from (
    select organisation_id, envelope_id, sum(cents)::bigint as cents
    from added
    where movement in ('commitment', 'commitment-release') and envelope_id is not null
    group by organisation_id, envelope_id
  ) a
  where e.organisation_id = a.organisation_id and e.id = a.envelope_id;
  return null;
end $$;
create trigger ledger_entry_committed after insert on ledger_entry
  referencing new table as added for each statement execute function count_commitments();
