-- What the second limit of the rent supplement asks (CCH L.441-4): were the resources above the ceilings already when the
-- lease was signed?
alter table rights_answer add column was_above_ceilings boolean;
