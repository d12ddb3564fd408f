-- The house: organisations, who works there, what they did. Forward only.

create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gin;

do $$ begin
  if not exists (select from pg_roles where rolname = 'palier_app') then
    create role palier_app nologin nobypassrls;
  end if;
  execute format('grant palier_app to %I', current_user);
end $$;

grant usage on schema public to palier_app;

-- Row-level security treats an operator that is not leakproof as unsafe below the policy, so that no trigram index
-- would ever be used. These two report nothing about their operands but their result. Only a superuser may say so:
-- elsewhere searches stay correct, and slower (docs/decisions/0005-row-level-security.md).
do $$ begin
  if (select rolsuper from pg_roles where rolname = current_user) then
    alter function pg_catalog.textlike(text, text) leakproof;
    alter function public.word_similarity_op(text, text) leakproof;
    alter function public.word_similarity_commutator_op(text, text) leakproof;
    alter function public.similarity_op(text, text) leakproof;
  end if;
end $$;

-- Lower case, no accent, no ligature: how names, addresses and numbers are compared.
create function fold(value text) returns text
  language sql immutable strict parallel safe
  return lower(public.unaccent('public.unaccent'::regdictionary, value));

create function current_organisation() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('palier.organisation', true), '')::uuid;

-- Every business table passes here: forced policy, and the application's rights, which never include ownership.
create procedure protect(business_table regclass, append_only boolean default false)
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', business_table);
  execute format('alter table %s force row level security', business_table);
  execute format('create policy organisation_only on %s using (organisation_id = current_organisation())', business_table);
  execute format('grant select, insert on %s to palier_app', business_table);
  if not append_only then
    execute format('grant update, delete on %s to palier_app', business_table);
  end if;
end $$;

-- Shared by all: no organisation in the key of these two.
create table organisation (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9-]{2,60}$'),
  name text not null,
  kind text not null check (kind in ('landlord', 'association', 'lender', 'public-body')),
  created_at timestamptz not null default now()
);
grant select on organisation to palier_app;

create table legal_parameter (
  key text not null,
  valid_from date not null,
  valid_to date,
  label text not null,
  value bigint not null,
  unit text not null check (unit in ('cents', 'basis-points', 'months', 'days', 'count', 'boolean')),
  legal_ref text not null,
  source_date date,
  confidence text not null check (confidence in ('verified', 'older-text', 'secondary', 'computed', 'general-knowledge')),
  primary key (key, valid_from)
);
grant select on legal_parameter to palier_app;

create table team (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  name text not null,
  primary key (organisation_id, id),
  unique (organisation_id, name)
);
call protect('team');

-- A person signs in once (schema identity) and holds a membership per organisation.
create table membership (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  user_id text not null,
  name text not null,
  email text not null,
  phone text,
  role text not null,
  team_id uuid,
  feed_key_hash bytea,
  ended_on date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  primary key (organisation_id, id),
  unique (organisation_id, user_id),
  foreign key (organisation_id, team_id) references team (organisation_id, id)
);
call protect('membership');
-- A person may list their own memberships before choosing an organisation.
create policy own_memberships on membership for select
  using (user_id = nullif(current_setting('palier.user', true), ''));
create index membership_by_user on membership (user_id);

create table invitation (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  email text not null,
  name text not null,
  role text not null,
  team_id uuid,
  token_hash bytea not null,
  invited_by uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, invited_by) references membership (organisation_id, id),
  foreign key (organisation_id, team_id) references team (organisation_id, id)
);
call protect('invitation');

-- Personal access tokens for partners' software: the token's role bounds what it may do.
create table access_token (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  membership_id uuid not null,
  name text not null,
  role text not null,
  token_hash bytea not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, membership_id) references membership (organisation_id, id)
);
call protect('access_token');

-- An organisation's own value of a legal parameter (local or unverified figures), with its reason.
create table parameter_override (
  organisation_id uuid not null references organisation (id),
  key text not null,
  valid_from date not null,
  value bigint not null,
  reason text not null,
  set_by uuid not null,
  set_at timestamptz not null default now(),
  primary key (organisation_id, key, valid_from),
  foreign key (organisation_id, set_by) references membership (organisation_id, id)
);
call protect('parameter_override');

-- Who, what, about whom, when, before and after. Written in the transaction of the act; never changed.
create table journal (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  at timestamptz not null default now(),
  membership_id uuid,
  act text not null,
  subject_kind text not null,
  subject_id uuid,
  household_id uuid,
  before jsonb,
  after jsonb,
  primary key (organisation_id, id)
);
call protect('journal', append_only => true);
create index journal_by_household on journal (organisation_id, household_id, at desc) where household_id is not null;
create index journal_by_subject on journal (organisation_id, subject_id, at desc);

-- A command sent twice is done once: the answer given the first time.
create table command_receipt (
  organisation_id uuid not null references organisation (id),
  key uuid not null,
  endpoint text not null,
  membership_id uuid not null,
  input_hash bytea not null,
  status int not null,
  answer jsonb,
  at timestamptz not null default now(),
  primary key (organisation_id, key)
);
call protect('command_receipt');

-- Long work one can watch, leave, find again and cancel.
create table work (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  kind text not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  started_by uuid,
  total bigint,
  done bigint not null default 0,
  step text,
  cancel_requested boolean not null default false,
  cursor jsonb,
  result jsonb,
  problem text,
  queued_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  primary key (organisation_id, id)
);
call protect('work');
create index work_recent on work (organisation_id, kind, queued_at desc);

-- A file kept outside the database; the row knows its key, size and fingerprint.
create table stored_file (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  storage_key text not null,
  file_name text not null,
  content_type text not null,
  size_bytes bigint not null,
  sha256 bytea not null,
  stored_by uuid,
  stored_at timestamptz not null default now(),
  primary key (organisation_id, id)
);
call protect('stored_file');

-- Without an SMTP server, mails are shown on a page of the demo instead of being sent.
create schema mailbox;
create table mailbox.mail (
  id bigint generated always as identity primary key,
  recipient text not null,
  subject text not null,
  body text not null,
  at timestamptz not null default now()
);
grant usage on schema mailbox to palier_app;
grant select, insert on mailbox.mail to palier_app;
