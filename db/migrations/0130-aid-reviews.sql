-- The housing aid of each household as estimated, beside what is in payment: a picture of the last review, thrown away by
-- the next. Only what the estimate asks of the household is kept, none of its resources.
create table aid_review (
  organisation_id uuid not null references organisation (id),
  household_id uuid not null,
  reviewed_on date not null,
  -- The piece of work that wrote it: what another wrote is of a former review.
  reviewed_in uuid not null,
  -- The day of the situation it was estimated on; null when none was written down.
  situation_on date,
  in_payment_cents bigint not null,
  estimated_cents bigint,
  difference_cents bigint,
  missing text[] not null default '{}',
  primary key (organisation_id, household_id),
  foreign key (organisation_id, household_id) references household (organisation_id, id),
  check ((estimated_cents is null) = (cardinality(missing) > 0)),
  check (difference_cents = estimated_cents - in_payment_cents)
);
call protect('aid_review');
create index aid_review_by_gain on aid_review (organisation_id, difference_cents desc, household_id)
  where difference_cents is not null;
create index aid_review_by_gap on aid_review (organisation_id, abs(difference_cents) desc, household_id)
  where difference_cents is not null;
create index aid_review_by_missing on aid_review using gin (organisation_id, missing);
