-- The landlord's files: what each is, how its columns are understood, what it would do, what it did.

-- A time-ordered identifier, also where PostgreSQL is older than 18 and has no uuidv7().
do $$ begin
  if current_setting('server_version_num')::int >= 180000 then
    create function new_id() returns uuid language sql volatile parallel safe return uuidv7();
  else
    create function new_id() returns uuid language sql volatile parallel safe
      return encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
        52, 1), 53, 1), 'hex')::uuid;
  end if;
end $$;

create table portfolio_import (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  file_id uuid not null,
  target text check (target in ('buildings', 'dwellings', 'tenancies', 'occupants', 'ledger')),
  -- The software the file comes from: identifiers are unique within it.
  source text not null,
  -- How the bytes are read: kind, encoding, delimiter or sheet, header line.
  format jsonb not null,
  headers text[] not null,
  columns jsonb not null,
  fingerprint text not null,
  columns_chosen_at timestamptz,
  rehearsal_work_id uuid,
  -- What it would do; absent until a rehearsal of the present columns is done.
  rehearsal jsonb,
  application_work_id uuid,
  -- What it did.
  outcome jsonb,
  started_by uuid not null,
  started_at timestamptz not null default now(),
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, file_id) references stored_file (organisation_id, id),
  foreign key (organisation_id, rehearsal_work_id) references work (organisation_id, id),
  foreign key (organisation_id, application_work_id) references work (organisation_id, id),
  foreign key (organisation_id, started_by) references membership (organisation_id, id)
);
call protect('portfolio_import');

-- The columns as a person chose them, remembered for the next file with the same headers.
create table import_mapping (
  organisation_id uuid not null references organisation (id),
  fingerprint text not null,
  target text not null,
  source text not null,
  columns jsonb not null,
  chosen_by uuid not null,
  chosen_at timestamptz not null default now(),
  primary key (organisation_id, fingerprint),
  foreign key (organisation_id, chosen_by) references membership (organisation_id, id)
);
call protect('import_mapping');

-- Lines worth showing: rejected with their reason, or changed with what changes. Kept up to a bound; the counts are exact.
create table import_finding (
  organisation_id uuid not null,
  import_id uuid not null,
  line int not null,
  rank smallint not null,
  fate text not null check (fate in ('rejected', 'changed')),
  column_name text,
  value text,
  reason text not null,
  primary key (organisation_id, import_id, line, rank),
  foreign key (organisation_id, import_id) references portfolio_import (organisation_id, id) on delete cascade
);
call protect('import_finding');

-- The lines as understood, between the rehearsal and the application. Unlogged: a crash of PostgreSQL empties them, and
-- they are then read again from the file.
create unlogged table import_ledger_line (
  organisation_id uuid not null,
  import_id uuid not null,
  line int not null,
  tenancy_id uuid not null,
  entry_on date not null,
  amount_cents bigint not null,
  kind text not null,
  external_id text not null,
  label text,
  primary key (organisation_id, import_id, line)
);
call protect('import_ledger_line');

create unlogged table import_stock_line (
  organisation_id uuid not null,
  import_id uuid not null,
  line int not null,
  building_ref text,
  building_name text,
  street text,
  post_code text,
  town text,
  agency text,
  dwelling_ref text,
  dwelling_kind text,
  floor text,
  door text,
  area_square_decimetres int,
  tenancy_ref text,
  started_on date,
  ended_on date,
  rent_cents bigint,
  charges_cents bigint,
  rls_cents bigint,
  benefit_cents bigint,
  benefit_paid_to text,
  benefit_payer text,
  beneficiary_number text,
  person_ref text,
  person_ref_given boolean not null default false,
  civility text,
  last_name text,
  first_name text,
  birth_on date,
  phone text,
  email text,
  member_role text,
  joined_on date,
  left_on date,
  -- The line that speaks for its building, its dwelling, its tenancy, its person: the first of the file that names it.
  speaks_for_building boolean not null default false,
  speaks_for_dwelling boolean not null default false,
  speaks_for_tenancy boolean not null default false,
  speaks_for_person boolean not null default false,
  primary key (organisation_id, import_id, line)
);
call protect('import_stock_line');

-- Millions of lines just written are not yet known to the planner, which would then compare each with each. Only the owner
-- of a table may have it measured: this does nothing else.
create function refresh_import_statistics(what text) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if what = 'lines' then analyze import_ledger_line, import_stock_line;
  elsif what = 'stock' then analyze building, dwelling, household, person, household_member, tenancy, household_search;
  elsif what = 'ledger' then analyze rent_entry;
  end if;
end $$;
revoke execute on function refresh_import_statistics(text) from public;
grant execute on function refresh_import_statistics(text) to palier_app;
