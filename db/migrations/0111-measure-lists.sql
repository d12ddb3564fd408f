-- The keys of the list of measures as plain columns. Under row-level security PostgreSQL takes `coalesce(…)` for an
-- expression that might tell of a hidden row: it orders by an index on it but never looks a bound up there, so that a
-- filter, or a page far down, read the whole list.
alter table measure_standing
  add column due_key date not null generated always as (coalesce(next_due_on, date '9999-12-31')) stored,
  add column end_key date not null generated always as (coalesce(ends_on, date '9999-12-31')) stored,
  add column contact_key date not null generated always as (coalesce(last_contact_on, date '1900-01-01')) stored,
  add column ended_key date not null generated always as (coalesce(ended_on, date '9999-12-31')) stored,
  add column met_key date not null generated always as (coalesce(first_home_visit_on, date '9999-12-31')) stored;

drop index measure_by_due, measure_by_end, measure_by_contact, measure_by_lead, measure_without_lead,
  measure_of_programme, measure_by_status;
create index measure_by_due on measure_standing (organisation_id, closed_rank, due_key, measure_id);
create index measure_by_end on measure_standing (organisation_id, closed_rank, end_key, measure_id) include (status);
create index measure_by_contact on measure_standing (organisation_id, closed_rank, contact_key, measure_id)
  include (requested_on);
create index measure_by_lead on measure_standing (organisation_id, lead_id, closed_rank, due_key, measure_id);
create index measure_without_lead on measure_standing (organisation_id, closed_rank, due_key, measure_id)
  where lead_id is null;
create index measure_of_programme on measure_standing (organisation_id, programme_id, closed_rank, due_key, measure_id);
create index measure_by_status on measure_standing (organisation_id, status, due_key, measure_id);
-- Who was accompanied during a period, met at home by its end or not.
create index measure_by_meeting on measure_standing (organisation_id, closed_rank, met_key, started_on, ended_key);
create index measure_by_period on measure_standing (organisation_id, closed_rank, started_on, ended_key);
