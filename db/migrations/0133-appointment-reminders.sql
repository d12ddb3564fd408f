-- Whoever has an appointment at a reception is reminded of it once.
alter table reception add column reminded_at timestamptz;
