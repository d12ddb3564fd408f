-- Settings: parameters and their overrides, invitations that can be sent again, the first administrator.

alter table legal_parameter drop constraint legal_parameter_unit_check;
alter table legal_parameter add check
  (unit in ('cents', 'basis-points', 'hundred-thousandths', 'sixtieths', 'months', 'days', 'count', 'boolean'));

-- An override is never rewritten: it is withdrawn, with its reason, and another one takes its place.
alter table parameter_override drop constraint parameter_override_pkey;
alter table parameter_override
  add id uuid not null,
  add valid_to date check (valid_to is null or valid_to >= valid_from),
  add withdrawn_at timestamptz,
  add withdrawn_by uuid,
  add withdrawn_reason text,
  add primary key (organisation_id, id),
  add foreign key (organisation_id, withdrawn_by) references membership (organisation_id, id);
create unique index parameter_override_running on parameter_override (organisation_id, key, valid_from)
  where withdrawn_at is null;

alter table invitation
  add sent_at timestamptz not null default now(),
  add version int not null default 1;
create index invitation_by_email on invitation (organisation_id, lower(email));
alter table team add version int not null default 1;
create index journal_by_time on journal (organisation_id, at desc, id desc);
create index journal_by_act on journal (organisation_id, act, at desc);

-- A fresh installation prints a link, once; whoever opens it names the first organisation and its administrator.
create table first_access (
  only_one boolean primary key default true check (only_one),
  token_hash bytea not null,
  created_at timestamptz not null default now()
);
grant select on first_access to palier_app;

-- The application may not create an organisation, but for this one. The row lock makes twins wait, and find it gone.
create function open_first_organisation(
  given_hash bytea, organisation uuid, slug text, organisation_name text, kind text,
  team uuid, membership uuid, user_id text, person_name text, email text
) returns boolean
  language plpgsql security definer set search_path = public as $$
begin
  delete from first_access f where f.token_hash = given_hash;
  if not found or exists (select from organisation) then return false; end if;
  perform set_config('palier.organisation', organisation::text, true);
  insert into organisation (id, slug, name, kind) values (organisation, slug, organisation_name, kind);
  insert into team (organisation_id, id, name) values (organisation, team, 'Direction');
  insert into membership (organisation_id, id, user_id, name, email, role, team_id)
    values (organisation, membership, user_id, person_name, email, 'administrator', team);
  insert into journal (organisation_id, id, membership_id, act, subject_kind, subject_id)
    values (organisation, gen_random_uuid(), membership, 'organisation-opened', 'organisation', organisation);
  return true;
end $$;
revoke all on function open_first_organisation from public;
grant execute on function open_first_organisation to palier_app;
