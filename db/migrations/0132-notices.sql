-- Where letters go when no lease says it, and what was told to somebody about what they signed up for.

-- Lines of an envelope under the names: street, then post code and town.
alter table household add column postal_address text;

-- One piece of news for one person: sent once, or why not. Neither its words nor its address: a household's are kept with
-- its messages, and whoever gave no name is forgotten with their sign-up.
create table notice (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  -- The sign-up it speaks of, and what it says of it.
  about_id uuid not null,
  news text not null,
  state text not null check (state in ('sending', 'sent', 'skipped', 'failed', 'uncertain')),
  channel text check (channel in ('email', 'sms')),
  skip_reason text,
  sha256 bytea,
  provider_id text,
  at timestamptz not null,
  primary key (organisation_id, id),
  check ((state = 'skipped') = (skip_reason is not null)),
  check (state <> 'sent' or sha256 is not null)
);
call protect('notice');
create index notice_by_subject on notice (organisation_id, about_id);
