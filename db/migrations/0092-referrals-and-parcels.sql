-- What crosses organisations is a copy: a parcel, written once on each side, each in its own transaction.

-- Those one works with: an organisation of Palier once both have agreed, or one that is not, followed by hand.
create table partner (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  name text not null,
  kind text not null,
  email text,
  phone text,
  linked_organisation_id uuid references organisation (id),
  link_state text not null default 'none'
    check (link_state in ('none', 'proposed', 'asked', 'agreed', 'declined', 'ended')),
  link_state_on date,
  archived_on date,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, linked_organisation_id),
  check ((linked_organisation_id is null) = (link_state = 'none'))
);
call protect('partner');

create table parcel_sent (
  organisation_id uuid not null references organisation (id),
  -- The same identifier on both sides: delivered twice, written once.
  id uuid not null,
  kind text not null check (kind in ('referral', 'mandate', 'transfer', 'report', 'news')),
  partner_id uuid not null,
  -- The parcel that this one answers, whichever side sent it first.
  answers_id uuid,
  household_id uuid,
  -- A request sent on to somebody else: what leaves is what was received.
  referral_id uuid,
  categories text[] not null,
  purpose text,
  legal_basis text,
  informed_on date,
  consent_id uuid,
  leaves_on date not null,
  expires_on date,
  term_on date,
  report_every_months smallint check (report_every_months between 1 and 12),
  -- Written for the receiver: a motive and a message, or news.
  words jsonb not null default '{}',
  -- Frozen when it leaves; erased when it expires.
  payload jsonb,
  state text not null check (state in ('waiting', 'left', 'stopped')),
  state_at timestamptz not null,
  stopped_reason text,
  is_by_hand boolean not null default false,
  -- The latest that the other side told, for first parcels only.
  told text,
  told_on date,
  accepted_on date,
  ended_on date,
  reports_received int not null default 0,
  withdrawn_on date,
  created_by uuid,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, partner_id) references partner (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, consent_id) references consent (organisation_id, id),
  foreign key (organisation_id, created_by) references membership (organisation_id, id),
  check ((state = 'stopped') = (stopped_reason is not null))
);
call protect('parcel_sent');
create index parcel_sent_by_household on parcel_sent (organisation_id, household_id, created_at desc, id desc);
create index parcel_sent_by_consent on parcel_sent (organisation_id, consent_id) where consent_id is not null;
create index parcel_sent_first on parcel_sent (organisation_id, created_at desc, id desc) where answers_id is null;
create index parcel_sent_by_told on parcel_sent (organisation_id, told, created_at desc, id desc) where answers_id is null;
create index parcel_sent_answers on parcel_sent (organisation_id, answers_id) where answers_id is not null;
create index parcel_sent_waiting on parcel_sent (organisation_id, leaves_on) where state = 'waiting';
create index parcel_sent_mandates on parcel_sent (organisation_id, id) where kind = 'mandate' and ended_on is null;
create index parcel_sent_expiring on parcel_sent (organisation_id, expires_on) where payload is not null;

create table parcel_received (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  kind text not null check (kind in ('referral', 'mandate', 'transfer', 'report', 'news')),
  partner_id uuid not null,
  answers_id uuid,
  categories text[] not null,
  purpose text,
  legal_basis text,
  informed_on date,
  consent_given_on date,
  expires_on date,
  payload jsonb,
  received_at timestamptz not null,
  withdrawn_on date,
  primary key (organisation_id, id),
  foreign key (organisation_id, partner_id) references partner (organisation_id, id)
);
call protect('parcel_received');
create index parcel_received_answers on parcel_received (organisation_id, answers_id) where answers_id is not null;
create index parcel_received_expiring on parcel_received (organisation_id, expires_on) where payload is not null;

-- One inbox, whatever way a request came.
create table referral (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  kind text not null check (kind in ('referral', 'mandate', 'transfer')),
  source text not null
    check (source in ('partner', 'prescriber', 'software', 'public-form', 'household', 'e-mail', 'arrears')),
  -- What one quotes on the telephone.
  reference text not null,
  parcel_id uuid,
  partner_id uuid,
  prescriber_id uuid,
  sender_name text not null,
  sender_kind text not null,
  sender_contact text,
  subject_label text not null,
  -- What a search reads: folded label, reference and sender.
  search text not null,
  content jsonb not null,
  erased_on date,
  received_at timestamptz not null,
  due_on date not null,
  state text not null check (state in ('received', 'more-asked', 'accepted', 'declined', 'redirected', 'withdrawn')),
  state_on date not null,
  decline_reason text,
  assignee_id uuid,
  household_id uuid,
  measure_id uuid,
  -- Whether the beginning and the end of the measure are told to the sender as they come.
  tells_progress boolean not null default false,
  last_told text,
  term_on date,
  report_every_months smallint check (report_every_months between 1 and 12),
  ended_on date,
  reports_sent int not null default 0,
  message_id text,
  version int not null default 1,
  primary key (organisation_id, id),
  unique (organisation_id, reference),
  unique (organisation_id, parcel_id),
  unique (organisation_id, message_id),
  foreign key (organisation_id, parcel_id) references parcel_received (organisation_id, id),
  foreign key (organisation_id, partner_id) references partner (organisation_id, id),
  foreign key (organisation_id, prescriber_id) references membership (organisation_id, id),
  foreign key (organisation_id, assignee_id) references membership (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, measure_id) references measure (organisation_id, id)
);
call protect('referral');
create index referral_open on referral (organisation_id, due_on, id) where state in ('received', 'more-asked');
create index referral_by_state on referral (organisation_id, state, due_on, id);
create index referral_by_source on referral (organisation_id, state, source, due_on, id);
create index referral_search on referral using gin (organisation_id, search gin_trgm_ops);
create index referral_by_prescriber on referral (organisation_id, prescriber_id, received_at desc, id desc)
  where prescriber_id is not null;
create index referral_by_household on referral (organisation_id, household_id) where household_id is not null;
create index referral_by_measure on referral (organisation_id, measure_id) where measure_id is not null;
create index referral_mandates on referral (organisation_id, id) where kind = 'mandate' and ended_on is null;

-- The thread of a request: what was decided, what was told, what came back.
create table referral_event (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  referral_id uuid not null,
  at timestamptz not null,
  kind text not null,
  from_sender boolean not null default false,
  -- Whether the sender reads it.
  is_told boolean not null default false,
  text text,
  membership_id uuid,
  primary key (organisation_id, id),
  foreign key (organisation_id, referral_id) references referral (organisation_id, id),
  foreign key (organisation_id, membership_id) references membership (organisation_id, id)
);
call protect('referral_event', append_only => true);
create index referral_event_by_referral on referral_event (organisation_id, referral_id, at);

create table referral_file (
  organisation_id uuid not null references organisation (id),
  referral_id uuid not null,
  stored_file_id uuid not null,
  primary key (organisation_id, referral_id, stored_file_id),
  foreign key (organisation_id, referral_id) references referral (organisation_id, id),
  foreign key (organisation_id, stored_file_id) references stored_file (organisation_id, id)
);
call protect('referral_file');

create table referral_settings (
  organisation_id uuid not null references organisation (id),
  answer_days smallint not null default 15 check (answer_days between 1 and 90),
  form_open boolean not null default false,
  form_words text,
  webhook_secret_hash bytea,
  mailbox_host text,
  mailbox_port int,
  mailbox_user text,
  mailbox_folder text,
  -- Sealed with the key of the house: a copy of the database does not open the mailbox.
  mailbox_password bytea,
  mailbox_validity text,
  mailbox_last_uid bigint,
  mailbox_read_at timestamptz,
  mailbox_problem text,
  version int not null default 1,
  primary key (organisation_id)
);
call protect('referral_settings');

-- How often one address used the public form; the address itself is not kept.
create table public_form_use (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  address_mark bytea not null,
  at timestamptz not null,
  primary key (organisation_id, id)
);
call protect('public_form_use');
create index public_form_use_by_address on public_form_use (organisation_id, address_mark, at);
create index public_form_use_by_time on public_form_use (organisation_id, at);
