-- What a parcel carries of its own: the agreement of the household to this very sending, and the measure handed over.

alter table parcel_sent
  -- Given for this parcel and its receiver, where no file of the household holds a consent.
  add column agreed_on date,
  add column agreement_proof text check (agreement_proof in ('signed', 'oral', 'electronic')),
  add column agreement_revoked_on date,
  add column measure_id uuid,
  add constraint parcel_sent_agreement check ((agreed_on is null) = (agreement_proof is null)),
  add constraint parcel_sent_revoked check (agreement_revoked_on is null or agreed_on is not null),
  add foreign key (organisation_id, measure_id) references measure (organisation_id, id);
create index parcel_sent_by_measure on parcel_sent (organisation_id, measure_id) where measure_id is not null;
create index parcel_sent_by_referral on parcel_sent (organisation_id, referral_id) where referral_id is not null;

-- The delay to answer a request is a dated parameter, like the others; what an organisation had chosen stays its own value.
-- One organisation at a time, for whom the policies of the tables let the owner see nothing otherwise.
do $$ declare o uuid; begin
  for o in select id from organisation loop
    perform set_config('palier.organisation', o::text, true);
    insert into parameter_override (organisation_id, id, key, valid_from, value, reason, set_by)
    select o, gen_random_uuid(), 'referrals.answer-days', current_date, s.answer_days,
      'Délai déjà réglé par l’organisation', m.id
    from referral_settings s
    cross join lateral (
      select id from membership where organisation_id = o and role = 'administrator' order by created_at, id limit 1) m
    where s.organisation_id = o and s.answer_days <> 15;
  end loop;
  perform set_config('palier.organisation', '', true);
end $$;
alter table referral_settings drop column answer_days;
