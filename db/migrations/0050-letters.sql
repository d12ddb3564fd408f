-- Letters: the organisation's own wordings. Every version is kept; without any, the shipped wording holds.

create table letter_template (
  organisation_id uuid not null references organisation (id),
  key text not null,
  version int not null check (version >= 1),
  -- Both empty: this version goes back to the shipped wording.
  subject text,
  body text,
  edited_by uuid not null,
  edited_at timestamptz not null default now(),
  primary key (organisation_id, key, version),
  foreign key (organisation_id, edited_by) references membership (organisation_id, id),
  check ((subject is null) = (body is null))
);
call protect('letter_template', append_only => true);
