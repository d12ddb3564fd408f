-- The place of a report, searched by the beginning of its words.
alter table technical_report add column place_search text not null generated always as (' ' || fold(place)) stored;
create index technical_report_place on technical_report using gin (organisation_id, place_search gin_trgm_ops);
