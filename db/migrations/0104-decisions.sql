-- From a file to a decision, from a decision to an offer: dated facts, committees, delegations, the papers made.

-- What happened to a file of financing; where it stands is derived (domain/funding/application-states.ts).
create table application_event (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  application_id uuid not null,
  kind text not null,
  on_date date not null,
  detail jsonb not null default '{}',
  -- Nobody: a rule, at night.
  recorded_by uuid,
  recorded_at timestamptz not null,
  cancelled_at timestamptz,
  cancelled_by uuid,
  cancelled_reason text,
  primary key (organisation_id, id),
  foreign key (organisation_id, application_id) references application (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id),
  foreign key (organisation_id, cancelled_by) references membership (organisation_id, id),
  check ((cancelled_at is null) = (cancelled_reason is null))
);
call protect('application_event');
create index application_event_by_application on application_event (organisation_id, application_id, on_date);
create index application_event_by_sitting on application_event (organisation_id, ((detail ->> 'sittingId')))
  where detail ? 'sittingId';

-- Where each file stands, for the lists: drawn again with each fact, and by the night.
create table application_standing (
  organisation_id uuid not null references organisation (id),
  application_id uuid not null,
  status text not null,
  is_open boolean not null,
  reviewer_id uuid,
  filed_on date,
  complete_on date,
  decided_on date,
  next_due text,
  next_due_on date,
  -- The next day on which this changes, or something is to be told, without a new fact.
  changes_on date,
  as_of date not null,
  primary key (organisation_id, application_id),
  foreign key (organisation_id, application_id) references application (organisation_id, id),
  foreign key (organisation_id, reviewer_id) references membership (organisation_id, id)
);
call protect('application_standing');
create index application_standing_by_due on application_standing
  (organisation_id, is_open, (coalesce(next_due_on, date '9999-12-31')), application_id);
create index application_standing_by_status on application_standing (organisation_id, status, application_id);
create index application_standing_by_change on application_standing (organisation_id, changes_on)
  where changes_on is not null;

create function stand_new_application() returns trigger language plpgsql as $$
begin
  insert into application_standing (organisation_id, application_id, status, is_open, as_of)
    values (new.organisation_id, new.id, 'draft', true, new.created_at::date);
  return null;
end $$;
create trigger application_stands after insert on application
  for each row execute function stand_new_application();
-- What happened to a financing (domain/funding/financing-facts.ts).
create table financing_event (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  financing_id uuid not null,
  kind text not null,
  on_date date not null,
  detail jsonb not null default '{}',
  -- The amount the fact carries, where it has one: what the ledger posted under the same fact.
  cents bigint,
  recorded_by uuid,
  recorded_at timestamptz not null,
  cancelled_at timestamptz,
  cancelled_by uuid,
  cancelled_reason text,
  primary key (organisation_id, id),
  foreign key (organisation_id, financing_id) references financing (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id),
  foreign key (organisation_id, cancelled_by) references membership (organisation_id, id),
  check ((cancelled_at is null) = (cancelled_reason is null))
);
call protect('financing_event');
create index financing_event_by_financing on financing_event (organisation_id, financing_id, on_date);

-- Where the offer of each financing stands: what the night looks through.
create table offer_standing (
  organisation_id uuid not null references organisation (id),
  financing_id uuid not null,
  stage text not null,
  regime text,
  sent_on date,
  accepted_on date,
  -- The first day on which funds may leave; null while nothing allows it.
  release_from date,
  next_due text,
  next_due_on date,
  changes_on date,
  as_of date not null,
  primary key (organisation_id, financing_id),
  foreign key (organisation_id, financing_id) references financing (organisation_id, id)
);
call protect('offer_standing');
create index offer_standing_by_change on offer_standing (organisation_id, changes_on) where changes_on is not null;

create table committee (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  name text not null check (name <> ''),
  -- Members who must be there for a decision to hold.
  quorum smallint not null check (quorum between 1 and 50),
  closed_on date,
  version int not null default 1,
  primary key (organisation_id, id)
);
call protect('committee');

-- Who sits: a member of the organisation, or somebody from outside who is only named.
create table committee_member (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  committee_id uuid not null,
  membership_id uuid,
  name text not null check (name <> ''),
  -- What they are there for: chair, treasurer, the department's representative.
  capacity text,
  is_chair boolean not null default false,
  has_vote boolean not null default true,
  from_on date not null,
  until_on date,
  primary key (organisation_id, id),
  foreign key (organisation_id, committee_id) references committee (organisation_id, id),
  foreign key (organisation_id, membership_id) references membership (organisation_id, id),
  check (until_on is null or until_on >= from_on)
);
call protect('committee_member');
create index committee_member_by_committee on committee_member (organisation_id, committee_id);

create table sitting (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  committee_id uuid not null,
  held_on date not null,
  starts_at text check (starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  place text,
  cancelled_reason text,
  -- Once signed, nothing of it changes any more.
  signed_at timestamptz,
  signed_by uuid,
  minutes_file_id uuid,
  created_by uuid not null,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, committee_id) references committee (organisation_id, id),
  foreign key (organisation_id, signed_by) references membership (organisation_id, id),
  foreign key (organisation_id, created_by) references membership (organisation_id, id),
  foreign key (organisation_id, minutes_file_id) references stored_file (organisation_id, id),
  check ((signed_at is null) = (minutes_file_id is null)),
  check (signed_at is null or cancelled_reason is null)
);
call protect('sitting');
create index sitting_by_day on sitting (organisation_id, held_on desc, id desc);

create table sitting_presence (
  organisation_id uuid not null references organisation (id),
  sitting_id uuid not null,
  member_id uuid not null,
  primary key (organisation_id, sitting_id, member_id),
  foreign key (organisation_id, sitting_id) references sitting (organisation_id, id),
  foreign key (organisation_id, member_id) references committee_member (organisation_id, id)
);
call protect('sitting_presence');

create table sitting_item (
  organisation_id uuid not null references organisation (id),
  sitting_id uuid not null,
  line_id uuid not null,
  position smallint not null check (position >= 0),
  primary key (organisation_id, sitting_id, line_id),
  foreign key (organisation_id, sitting_id) references sitting (organisation_id, id),
  foreign key (organisation_id, line_id) references application_line (organisation_id, id)
);
call protect('sitting_item');

-- Up to how much one person may decide alone, from when to when, and who allowed it.
create table funding_delegation (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  membership_id uuid not null,
  -- Null: every product.
  product_id uuid,
  max_cents bigint not null check (max_cents > 0),
  from_on date not null,
  until_on date,
  given_by uuid not null,
  given_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, membership_id) references membership (organisation_id, id),
  foreign key (organisation_id, product_id) references product (organisation_id, id),
  foreign key (organisation_id, given_by) references membership (organisation_id, id),
  check (until_on is null or until_on >= from_on),
  -- Nobody raises their own limit.
  check (membership_id <> given_by)
);
call protect('funding_delegation');
create index funding_delegation_by_member on funding_delegation (organisation_id, membership_id);

-- Papers of a file or of a financing: made from a template, or signed and given back. They are not in the household's
-- drawer of documents: who may read the money reads them, nobody else.
create table funding_document (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  application_id uuid not null,
  financing_id uuid,
  kind text not null,
  stored_file_id uuid not null,
  made_on date not null,
  is_signed boolean not null default false,
  added_by uuid,
  added_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, application_id) references application (organisation_id, id),
  foreign key (organisation_id, financing_id) references financing (organisation_id, id),
  foreign key (organisation_id, stored_file_id) references stored_file (organisation_id, id),
  foreign key (organisation_id, added_by) references membership (organisation_id, id)
);
call protect('funding_document');
create index funding_document_by_application on funding_document (organisation_id, application_id, added_at desc);

-- Which protection loans under a convention are offered with: the full one unless the organisation was told otherwise.
alter table convention
  add column credit_regime text not null default 'full' check (credit_regime in ('full', 'restricted-public')),
  add column credit_regime_reason text,
  add check (credit_regime = 'full' or credit_regime_reason is not null);

-- Four eyes, in the database too: who declared a file complete or gave the opinion on it does not write the grant.
create function refuse_own_grant() returns trigger language plpgsql as $$
begin
  if new.kind = 'line-granted' and exists (
    select from application_event e
    where e.organisation_id = new.organisation_id and e.application_id = new.application_id
      and e.kind in ('declared-complete', 'opinion-given') and e.cancelled_at is null
      and e.recorded_by = new.recorded_by
  ) then
    raise exception 'who instructed a file does not grant it'
      using errcode = 'check_violation', constraint = 'application_event_four_eyes';
  end if;
  return new;
end $$;
create trigger application_event_four_eyes before insert on application_event
  for each row execute function refuse_own_grant();
