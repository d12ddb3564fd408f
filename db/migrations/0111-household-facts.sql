-- Dated facts of a household that programmes and aids test: the reference tax income, and the situations an authority or a
-- paper recognises. Each says where it comes from; one noted by mistake is withdrawn with its reason, never deleted.

-- The sum of the reference tax incomes (revenu fiscal de référence) of all who live in the home, for one year of income.
create table tax_income (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid not null,
  notice_year smallint not null check (notice_year between 2000 and 2100),
  income_year smallint not null,
  rfr_cents bigint not null check (rfr_cents >= 0),
  occupants smallint not null check (occupants between 1 and 30),
  source text not null,
  recorded_by uuid not null,
  recorded_on date not null,
  version int not null default 1,
  withdrawn_by uuid,
  withdrawn_on date,
  withdrawn_reason text,
  primary key (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id),
  foreign key (organisation_id, withdrawn_by) references membership (organisation_id, id),
  check (income_year < notice_year),
  check ((withdrawn_on is null) = (withdrawn_reason is null))
);
call protect('tax_income');
create unique index tax_income_by_year on tax_income (organisation_id, household_id, income_year)
  where withdrawn_on is null;

-- What a household is recognised to be: priority under DALO, employee of the private sector, under an eviction procedure…
-- Never the ground on which it was recognised, which may tell of health or violence.
create table recognition (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  household_id uuid not null,
  kind text not null,
  from_on date not null,
  until_on date,
  source text not null,
  recorded_by uuid not null,
  recorded_on date not null,
  version int not null default 1,
  withdrawn_by uuid,
  withdrawn_on date,
  withdrawn_reason text,
  primary key (organisation_id, id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  foreign key (organisation_id, recorded_by) references membership (organisation_id, id),
  foreign key (organisation_id, withdrawn_by) references membership (organisation_id, id),
  check (until_on is null or until_on >= from_on),
  check ((withdrawn_on is null) = (withdrawn_reason is null))
);
call protect('recognition');
create index recognition_by_household on recognition (organisation_id, household_id, from_on);
