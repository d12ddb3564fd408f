-- Values a file gives that could not be kept are told beside the lines rejected and changed.
alter table import_finding drop constraint import_finding_fate_check;
alter table import_finding add constraint import_finding_fate_check
  check (fate in ('rejected', 'changed', 'warned'));
create index import_finding_by_fate on import_finding (organisation_id, import_id, fate, line, rank);

-- A file may give a mobile and a home number.
alter table import_stock_line add column second_phone text;

-- The sheet of the workbook that was chosen with these columns.
alter table import_mapping add column sheet_name text;

-- Persons reunited together with their households: undone with them.
alter table record_merge add column part_of uuid;
alter table record_merge add foreign key (organisation_id, part_of) references record_merge (organisation_id, id);
create index record_merge_by_whole on record_merge (organisation_id, part_of) where part_of is not null;
