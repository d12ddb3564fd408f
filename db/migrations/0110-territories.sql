-- Where things apply: the communes of France and what holds them, shared by all organisations.
-- Filled at start from the official division (server/territories/write-communes.ts).

-- How two names of a place are compared: no accent, no hyphen, no « CEDEX », « St » told as « Saint ».
create function fold_place(value text) returns text
  language sql immutable strict parallel safe
  return btrim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    fold(value), '[^a-z0-9]+', ' ', 'g'), '\mcedex\M.*$', ''), '\mst\M', 'saint', 'g'), '\mste\M', 'sainte', 'g'));

create table commune (
  code text primary key,
  name text not null,
  folded text not null generated always as (fold_place(name)) stored,
  post_codes text[] not null,
  epci_code text,
  departement_code text not null,
  region_code text,
  population int
);
grant select on commune to palier_app;
create index commune_by_name on commune (folded text_pattern_ops);
create index commune_by_post_code on commune using gin (post_codes);
create index commune_by_epci on commune (epci_code);

create table wider_territory (
  kind text not null check (kind in ('epci', 'departement', 'region')),
  code text not null,
  name text not null,
  folded text not null generated always as (fold_place(name)) stored,
  population int,
  primary key (kind, code)
);
grant select on wider_territory to palier_app;

-- Which edition of the official division the two tables above hold.
create table territory_edition (
  edition text primary key
);
grant select on territory_edition to palier_app;
