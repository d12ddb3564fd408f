-- What is known of the people of a household: relatives, consents, budgets, and which files are the same.

alter table person add column birth_name text;
alter table person add column second_phone text;

-- People around the household who can be called, with their own contacts.
create table relative (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid not null,
  kind text not null,
  name text not null,
  phone text,
  email text,
  language text,
  -- What they may be called for, in a few words.
  role_note text,
  -- They know that their contacts are kept here (GDPR art. 14).
  informed_on date,
  removed_on date,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id)
);
call protect('relative');
create index relative_by_household on relative (organisation_id, household_id);

create table consent (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid not null,
  person_id uuid not null,
  kind text not null,
  -- With whom the sharing is agreed: a consent to share names its partner.
  partner text,
  given_on date not null,
  ends_on date,
  proof text not null check (proof in ('signed', 'oral', 'electronic')),
  proof_file_id uuid,
  collected_by uuid not null,
  revoked_on date,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id),
  foreign key (organisation_id, proof_file_id) references stored_file (organisation_id, id),
  foreign key (organisation_id, collected_by) references membership (organisation_id, id),
  check (revoked_on is null or revoked_on >= given_on),
  check (ends_on is null or ends_on >= given_on)
);
call protect('consent');
create index consent_by_household on consent (organisation_id, household_id);

-- Two persons that may be one. `person_a` is the older identifier.
create table duplicate_proposal (
  organisation_id uuid not null references organisation (id),
  person_a uuid not null,
  person_b uuid not null,
  score int not null,
  reasons text[] not null,
  state text not null default 'proposed' check (state in ('proposed', 'dismissed', 'merged')),
  decided_by uuid,
  decided_at timestamptz,
  primary key (organisation_id, person_a, person_b),
  foreign key (organisation_id, person_a) references person (organisation_id, id),
  foreign key (organisation_id, person_b) references person (organisation_id, id),
  foreign key (organisation_id, decided_by) references membership (organisation_id, id),
  check (person_a < person_b)
);
call protect('duplicate_proposal');
create index duplicate_proposal_ranked on duplicate_proposal (organisation_id, score desc, person_a, person_b)
  where state = 'proposed';
create index duplicate_proposal_by_b on duplicate_proposal (organisation_id, person_b);

-- A merge keeps the key of each row it moved and each field it filled: that is what undoing it reads.
create table record_merge (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  kind text not null check (kind in ('person', 'household')),
  kept_id uuid not null,
  absorbed_id uuid not null,
  moved jsonb not null,
  done_by uuid not null,
  done_at timestamptz not null default now(),
  undone_by uuid,
  undone_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, done_by) references membership (organisation_id, id),
  foreign key (organisation_id, undone_by) references membership (organisation_id, id)
);
call protect('record_merge');
create index record_merge_by_kept on record_merge (organisation_id, kept_id, done_at desc);
create index record_merge_by_absorbed on record_merge (organisation_id, absorbed_id, done_at desc);

-- The situation of a household on a day.
create table budget_snapshot (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid not null,
  on_date date not null,
  comment text,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, created_by) references membership (organisation_id, id),
  foreign key (organisation_id, changed_by) references membership (organisation_id, id)
);
call protect('budget_snapshot');
create index budget_snapshot_by_household on budget_snapshot (organisation_id, household_id, on_date desc);

-- Who lived there that day, as the budget counts them.
create table budget_member (
  organisation_id uuid not null,
  snapshot_id uuid not null,
  position smallint not null,
  person_id uuid,
  name text,
  born_on date,
  is_partner boolean not null default false,
  is_shared_custody boolean not null default false,
  primary key (organisation_id, snapshot_id, position),
  foreign key (organisation_id, snapshot_id) references budget_snapshot (organisation_id, id) on delete cascade,
  foreign key (organisation_id, person_id) references person (organisation_id, id)
);
call protect('budget_member');
create index budget_member_by_person on budget_member (organisation_id, person_id);

create table budget_line (
  organisation_id uuid not null,
  snapshot_id uuid not null,
  side text not null check (side in ('resource', 'charge')),
  position smallint not null,
  kind text not null,
  amount_cents bigint not null check (amount_cents >= 0),
  every text not null check (every in ('week', 'month', 'quarter', 'year')),
  proof_seen boolean not null default false,
  proof_file_id uuid,
  note text,
  primary key (organisation_id, snapshot_id, side, position),
  foreign key (organisation_id, snapshot_id) references budget_snapshot (organisation_id, id) on delete cascade,
  foreign key (organisation_id, proof_file_id) references stored_file (organisation_id, id)
);
call protect('budget_line');

-- The list of households in the order of their names, without the merged ones.
create index household_by_label on household (organisation_id, label, id) where merged_into_id is null;

-- The words that names and addresses are made of: a word typed with a slip is brought to its neighbours here, where
-- there are some hundred thousand words, and not in a million lines of text.
create table search_word (
  organisation_id uuid not null references organisation (id),
  word text not null,
  primary key (organisation_id, word)
);
call protect('search_word');
create index search_word_near on search_word using gin (organisation_id, word gin_trgm_ops);

-- Digits only, as dialled in France: `+33 6 12…` is `0612…`.
create function national_phone(phone text) returns text
  language sql immutable strict parallel safe
  return regexp_replace(regexp_replace(phone, '\D', '', 'g'), '^(00)?330?(?=\d{9}$)', '0');

-- The line begins and ends with a space: « % mar% » is then the start of a word wherever it stands.
create or replace function refresh_household_search(only_households uuid[]) returns bigint
  language sql as $$
  with document as (
    select h.organisation_id, h.id,
      ' ' || fold(regexp_replace(concat_ws(' ',
        h.label,
        (select string_agg(concat_ws(' ', p.last_name, p.first_name, p.birth_name,
                    national_phone(p.phone), national_phone(p.second_phone)), ' ')
           from household_member m join person p on (p.organisation_id, p.id) = (m.organisation_id, m.person_id)
          where (m.organisation_id, m.household_id) = (h.organisation_id, h.id) and m.left_on is null and p.merged_into_id is null),
        (select string_agg(concat_ws(' ', t.external_id, b.name, b.street, b.post_code, b.town), ' ')
           from tenancy t
           join dwelling d on (d.organisation_id, d.id) = (t.organisation_id, t.dwelling_id)
           join building b on (b.organisation_id, b.id) = (d.organisation_id, d.building_id)
          where (t.organisation_id, t.household_id) = (h.organisation_id, h.id))),
        '[''’,;()\s-]+', ' ', 'g')) || ' ' as document
    from household h
    where h.organisation_id = current_organisation() and h.merged_into_id is null
      and (only_households is null or h.id = any (only_households))
  ), written as (
    insert into household_search as s (organisation_id, household_id, document)
    select organisation_id, id, document from document
    on conflict (organisation_id, household_id) do update set document = excluded.document
      where s.document is distinct from excluded.document
    returning s.organisation_id, s.document
  ), word as (
    insert into search_word (organisation_id, word)
    select distinct w.organisation_id, one
    from written w, string_to_table(w.document, ' ') one
    where length(one) between 4 and 40 and one !~ '[0-9]'
    on conflict do nothing
  )
  select count(*) from written
$$;
