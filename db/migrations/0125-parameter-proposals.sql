-- A figure that an organisation gives itself is proposed by one person and checked by another before any rule reads it.

alter table parameter_override
  add state text not null default 'in-force' check (state in ('proposed', 'in-force', 'refused')),
  -- Where it was read, when it is a published figure that Palier does not ship yet; null: the organisation's own decision.
  add source text,
  add source_on date,
  add confidence text not null default 'own-decision',
  -- Why a value ten times another is right all the same.
  add doubt text,
  add decided_by uuid,
  add decided_at timestamptz,
  add decided_reason text,
  add foreign key (organisation_id, decided_by) references membership (organisation_id, id),
  add check ((source is null) = (source_on is null)),
  add check ((source is null) = (confidence = 'own-decision')),
  add check (decided_by is distinct from set_by or decided_by is null);
-- What was set before stays in force; from now on each row says it.
alter table parameter_override alter state drop default;
drop index parameter_override_running;
create unique index parameter_override_running on parameter_override (organisation_id, key, valid_from)
  where withdrawn_at is null and state = 'in-force';
create unique index parameter_override_proposed on parameter_override (organisation_id, key, valid_from)
  where withdrawn_at is null and state = 'proposed';
