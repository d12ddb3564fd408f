-- The landlord's stock and the people who live there.

create table building (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  source text not null,
  external_id text not null,
  name text not null,
  street text,
  post_code text,
  town text,
  agency text,
  primary key (organisation_id, id),
  unique (organisation_id, source, external_id)
);
call protect('building');

create table dwelling (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  building_id uuid not null,
  source text not null,
  external_id text not null,
  kind text,
  floor text,
  door text,
  area_square_decimetres int,
  primary key (organisation_id, id),
  unique (organisation_id, source, external_id),
  foreign key (organisation_id, building_id) references building (organisation_id, id)
);
call protect('dwelling');
create index dwelling_by_building on dwelling (organisation_id, building_id);

create table household (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  label text not null,
  preferred_language text,
  do_not_contact boolean not null default false,
  merged_into_id uuid,
  version int not null default 1,
  created_at timestamptz not null default now(),
  primary key (organisation_id, id),
  foreign key (organisation_id, merged_into_id) references household (organisation_id, id)
);
call protect('household');

create table person (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  source text,
  external_id text,
  civility text,
  first_name text,
  last_name text not null,
  birth_on date,
  phone text,
  email text,
  language text,
  vulnerabilities text[] not null default '{}',
  merged_into_id uuid,
  version int not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, source, external_id),
  foreign key (organisation_id, merged_into_id) references person (organisation_id, id)
);
call protect('person');

-- A household over time: people join and leave.
create table household_member (
  organisation_id uuid not null references organisation (id),
  household_id uuid not null,
  person_id uuid not null,
  joined_on date not null,
  left_on date,
  member_role text not null,
  primary key (organisation_id, household_id, person_id, joined_on),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id),
  check (left_on is null or left_on >= joined_on)
);
call protect('household_member');
create index household_member_by_person on household_member (organisation_id, person_id);

create table tenancy (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  source text not null,
  external_id text not null,
  dwelling_id uuid not null,
  household_id uuid not null,
  started_on date not null,
  ended_on date,
  rent_cents bigint not null default 0,
  charges_cents bigint not null default 0,
  rls_cents bigint not null default 0,
  benefit_cents bigint not null default 0,
  benefit_paid_to text not null default 'none' check (benefit_paid_to in ('landlord', 'tenant', 'none')),
  benefit_payer text check (benefit_payer in ('caf', 'msa')),
  beneficiary_number text,
  version int not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, source, external_id),
  foreign key (organisation_id, dwelling_id) references dwelling (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  check (ended_on is null or ended_on >= started_on)
);
call protect('tenancy');
create index tenancy_by_household on tenancy (organisation_id, household_id);
create index tenancy_by_dwelling on tenancy (organisation_id, dwelling_id);

-- The rent ledger: what a tenant owes (debit +, credit −). Append-only. A line corrected by the landlord is revision 0,
-- then its reversal (odd revision) and its new wording (even revision): the last revision is what the source says today.
create table rent_entry (
  organisation_id uuid not null,
  tenancy_id uuid not null,
  entry_on date not null,
  amount_cents bigint not null,
  kind text not null,
  revision smallint not null default 0,
  source text not null,
  external_id text not null,
  label text,
  import_id uuid,
  primary key (organisation_id, source, external_id, revision),
  foreign key (organisation_id, tenancy_id) references tenancy (organisation_id, id)
);
call protect('rent_entry', append_only => true);
create index rent_entry_by_tenancy on rent_entry (organisation_id, tenancy_id, entry_on)
  include (amount_cents, kind);

-- Who follows a household, from when to when.
create table household_referent (
  organisation_id uuid not null references organisation (id),
  household_id uuid not null,
  membership_id uuid not null,
  kind text not null default 'referent' check (kind in ('referent', 'volunteer')),
  from_on date not null,
  until_on date,
  primary key (organisation_id, household_id, membership_id, from_on),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, membership_id) references membership (organisation_id, id)
);
call protect('household_referent');
create index household_referent_by_member on household_referent (organisation_id, membership_id, household_id);

-- One line of text per household, folded: names, phones, address, tenancy numbers. What the search reads.
create table household_search (
  organisation_id uuid not null,
  household_id uuid not null,
  document text not null,
  primary key (organisation_id, household_id),
  foreign key (organisation_id, household_id) references household (organisation_id, id) on delete cascade
);
call protect('household_search');
create index household_search_document on household_search using gin (organisation_id, document gin_trgm_ops);

-- Writes the search line of the given households again (all of the organisation when null).
create function refresh_household_search(only_households uuid[]) returns bigint
  language sql as $$
  with document as (
    select h.organisation_id, h.id,
      fold(concat_ws(' ',
        h.label,
        (select string_agg(concat_ws(' ', p.first_name, p.last_name, regexp_replace(p.phone, '\D', '', 'g')), ' ')
           from household_member m join person p on (p.organisation_id, p.id) = (m.organisation_id, m.person_id)
          where (m.organisation_id, m.household_id) = (h.organisation_id, h.id) and m.left_on is null),
        (select string_agg(concat_ws(' ', t.external_id, b.name, b.street, b.post_code, b.town), ' ')
           from tenancy t
           join dwelling d on (d.organisation_id, d.id) = (t.organisation_id, t.dwelling_id)
           join building b on (b.organisation_id, b.id) = (d.organisation_id, d.building_id)
          where (t.organisation_id, t.household_id) = (h.organisation_id, h.id)))) as document
    from household h
    where h.organisation_id = current_organisation() and h.merged_into_id is null
      and (only_households is null or h.id = any (only_households))
  ), written as (
    insert into household_search as s (organisation_id, household_id, document)
    select organisation_id, id, document from document
    on conflict (organisation_id, household_id) do update set document = excluded.document
      where s.document is distinct from excluded.document
    returning 1
  )
  select count(*) from written
$$;
