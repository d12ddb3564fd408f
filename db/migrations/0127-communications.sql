-- Messages to households: wordings, batches rehearsed then released, what was sent and what came back.

create table message_template (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  name text not null,
  channel text not null check (channel in ('letter', 'email', 'sms')),
  compartment text not null check (compartment in ('rent', 'social', 'funding')),
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  version int not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, name)
);
call protect('message_template');

-- Every wording is kept: what was sent is read as it was written.
create table message_wording (
  organisation_id uuid not null,
  template_id uuid not null,
  language text not null,
  number int not null check (number >= 1),
  -- Both empty: the template no longer speaks this language.
  subject text,
  body text,
  written_by uuid not null,
  written_at timestamptz not null default now(),
  primary key (organisation_id, template_id, language, number),
  foreign key (organisation_id, template_id) references message_template (organisation_id, id),
  foreign key (organisation_id, written_by) references membership (organisation_id, id),
  check ((subject is null) = (body is null))
);
call protect('message_wording', append_only => true);

create table message_batch (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  name text not null,
  channel text not null check (channel in ('letter', 'email', 'sms')),
  compartment text not null check (compartment in ('rent', 'social', 'funding')),
  -- A document already made is sent without any template.
  template_id uuid,
  source text not null,
  -- The filters the recipients were found with, in the words of the list they come from.
  filters jsonb not null default '{}',
  state text not null default 'rehearsed' check (state in ('rehearsed', 'released', 'done', 'cancelled')),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  released_by uuid,
  released_at timestamptz,
  work_id uuid,
  -- Quiet hours: nothing leaves before.
  held_until timestamptz,
  ended_at timestamptz,
  posted_on date,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, template_id) references message_template (organisation_id, id),
  foreign key (organisation_id, created_by) references membership (organisation_id, id),
  foreign key (organisation_id, released_by) references membership (organisation_id, id),
  foreign key (organisation_id, work_id) references work (organisation_id, id),
  check ((released_by is null) = (released_at is null)),
  check (state in ('rehearsed', 'cancelled') or released_by is not null)
);
call protect('message_batch');

create table message (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  batch_id uuid not null,
  household_id uuid not null,
  person_id uuid,
  channel text not null check (channel in ('letter', 'email', 'sms')),
  compartment text not null check (compartment in ('rent', 'social', 'funding')),
  state text not null
    check (state in ('planned', 'skipped', 'queued', 'sending', 'sent', 'uncertain', 'failed', 'cancelled')),
  skip_reason text,
  skip_detail text,
  -- Mails lower-cased, telephones as dialled, envelopes line by line.
  address text,
  language text,
  untranslated text,
  wording_number int,
  -- What was sent, word for word, and the fingerprint of what left: of the PDF, or of these words.
  subject text,
  body text,
  sha256 bytea,
  file_id uuid,
  attempts smallint not null default 0,
  problem text,
  provider_id text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  delivered_at timestamptz,
  bounced_at timestamptz,
  bounce_reason text,
  bounce_is_permanent boolean,
  primary key (organisation_id, id),
  -- A household is in a batch once.
  unique (organisation_id, batch_id, household_id),
  foreign key (organisation_id, batch_id) references message_batch (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id),
  foreign key (organisation_id, file_id) references stored_file (organisation_id, id),
  check ((state = 'skipped') = (skip_reason is not null)),
  check (state <> 'sent' or (address is not null and sha256 is not null and sent_at is not null))
);
call protect('message');
create index message_by_household on message (organisation_id, household_id, id desc);
create index message_by_state on message (organisation_id, batch_id, state, id);

-- What each person asked: no letter, no mail, no text message, until a day or for good.
create table contact_refusal (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid not null,
  channel text not null check (channel in ('letter', 'email', 'sms')),
  origin text not null,
  reason text,
  from_on date not null,
  until_on date,
  -- The message they answered STOP to.
  message_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null default now(),
  ended_by uuid,
  primary key (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, message_id) references message (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id),
  foreign key (organisation_id, ended_by) references membership (organisation_id, id),
  check (until_on is null or until_on >= from_on)
);
call protect('contact_refusal');
create index contact_refusal_by_household on contact_refusal (organisation_id, household_id, channel);

-- Addresses that sent a message back for good: nothing leaves for them until somebody says they work again.
create table dead_address (
  organisation_id uuid not null references organisation (id),
  channel text not null check (channel in ('letter', 'email', 'sms')),
  address text not null,
  since timestamptz not null,
  reason text not null,
  message_id uuid,
  primary key (organisation_id, channel, address),
  foreign key (organisation_id, message_id) references message (organisation_id, id)
);
call protect('dead_address');

-- Without a provider, text messages are shown on a page of the demo instead of being sent.
create table mailbox.sms (
  id bigint generated always as identity primary key,
  reference text not null unique,
  recipient text not null,
  body text not null,
  at timestamptz not null default now()
);
grant select, insert on mailbox.sms to palier_app;
-- A mail taken up again after a stop is not shown twice.
alter table mailbox.mail add column reference text unique;
