-- A line of a file that asks for a loan to take over what the subsidies left of an advance of the same file: decided,
-- offered and lent as any other.
alter table application_line
  add column shortfall_of uuid,
  add column asked_by uuid,
  add column asked_on date,
  add foreign key (organisation_id, shortfall_of) references financing (organisation_id, id),
  add foreign key (organisation_id, asked_by) references membership (organisation_id, id),
  add check ((shortfall_of is null) = (asked_by is null)),
  add check ((shortfall_of is null) = (asked_on is null));
create index application_line_by_shortfall on application_line (organisation_id, shortfall_of)
  where shortfall_of is not null;
