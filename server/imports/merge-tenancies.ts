import type pg from 'pg'
import type { Fates } from '#server/imports/import-cursor.ts'
import type { ImportRecord } from '#server/imports/import-record.ts'
import { byRef, incomingTenancies } from '#server/imports/stock-incoming.ts'

/** Writes new tenancies, with a household for those whose holder has none, and journals each tenancy that changes. */
export const mergeTenancies = async (
  client: pg.ClientBase,
  { startedBy }: ImportRecord,
  values: readonly unknown[],
  fates: Fates | undefined,
): Promise<void> => {
  if (fates?.created) await client.query(createTenancies, [...values])
  if (!fates?.changed) return
  await client.query(journalChanges, [...values, startedBy])
  await client.query(changeTenancies, [...values])
}

// `offset 0` keeps the person a plain column, and the household is a look-up of its own: else each line reads whole tables.
// A tenant who already leads a household here (a garage, a move within the stock) keeps it: one household, two tenancies.
const createTenancies = `with facing as materialized (
    select f.*, d.id as dwelling_id, home.household_id as home_id,
      case when f.person_ref_given then f.person_ref else 'bail:' || f.tenancy_ref end as holder
    from (${incomingTenancies}) f
    ${byRef('dwelling', 'f.dwelling_ref', 'd')}
    ${byRef('person', 'case when f.person_ref_given then f.person_ref end', 'p')}
    cross join lateral (select coalesce(p.merged_into_id, p.id) as id offset 0) who
    left join lateral (
      select coalesce(h.merged_into_id, m.household_id) as household_id
      from household_member m
      left join lateral (select merged_into_id from household
        where organisation_id = $1 and id = m.household_id limit 1) h on true
      where m.organisation_id = $1 and m.person_id = who.id and m.left_on is null
        and m.member_role in ('leaseholder', 'co-leaseholder')
      order by m.joined_on limit 1) home on true
    where f.known_id is null
  ), households as materialized (
    select holder, new_id() as id, coalesce(
      min(nullif(concat_ws(' ', last_name, first_name), '')), 'Locataire du bail ' || min(tenancy_ref)) as label
    from facing where home_id is null group by holder
  ), housed as (
    insert into household (organisation_id, id, label) select $1, id, label from households
  )
  insert into tenancy (organisation_id, id, source, external_id, dwelling_id, household_id, started_on, ended_on,
    rent_cents, charges_cents, rls_cents, benefit_cents, benefit_paid_to, benefit_payer, beneficiary_number)
  select $1, new_id(), $3, f.tenancy_ref, f.dwelling_id, coalesce(f.home_id, h.id), f.started_on, f.ended_on,
    coalesce(f.rent_cents, 0), coalesce(f.charges_cents, 0), coalesce(f.rls_cents, 0), coalesce(f.benefit_cents, 0),
    coalesce(f.benefit_paid_to, 'none'), f.benefit_payer, f.beneficiary_number
  from facing f left join households h on h.holder = f.holder and f.home_id is null`

const asJson = `jsonb_strip_nulls(jsonb_build_object('startedOn', t.started_on, 'endedOn', t.ended_on,
  'rentCents', t.rent_cents, 'chargesCents', t.charges_cents, 'rlsCents', t.rls_cents, 'benefitCents', t.benefit_cents,
  'benefitPaidTo', t.benefit_paid_to))`
const changed = `(${incomingTenancies}) f join tenancy t on t.organisation_id = $1 and t.id = f.known_id`

const journalChanges = `insert into journal
    (organisation_id, id, membership_id, act, subject_kind, subject_id, household_id, before, after)
  select $1, new_id(), $7, 'tenancy-changed-by-import', 'tenancy', t.id, t.household_id, ${asJson},
    jsonb_strip_nulls(jsonb_build_object('startedOn', coalesce(f.started_on, t.started_on), 'endedOn', f.new_ended_on,
      'rentCents', coalesce(f.rent_cents, t.rent_cents), 'chargesCents', coalesce(f.charges_cents, t.charges_cents),
      'rlsCents', coalesce(f.rls_cents, t.rls_cents), 'benefitCents', coalesce(f.benefit_cents, t.benefit_cents),
      'benefitPaidTo', coalesce(f.benefit_paid_to, t.benefit_paid_to), 'importId', $2::uuid))
  from ${changed} where f.changed`

const changeTenancies = `update tenancy t set
    dwelling_id = coalesce(d.id, t.dwelling_id), started_on = coalesce(f.started_on, t.started_on),
    ended_on = f.new_ended_on, rent_cents = coalesce(f.rent_cents, t.rent_cents),
    charges_cents = coalesce(f.charges_cents, t.charges_cents), rls_cents = coalesce(f.rls_cents, t.rls_cents),
    benefit_cents = coalesce(f.benefit_cents, t.benefit_cents),
    benefit_paid_to = coalesce(f.benefit_paid_to, t.benefit_paid_to),
    benefit_payer = coalesce(f.benefit_payer, t.benefit_payer),
    beneficiary_number = coalesce(f.beneficiary_number, t.beneficiary_number), version = t.version + 1
  from (${incomingTenancies}) f
  ${byRef('dwelling', 'f.dwelling_ref', 'd')}
  where f.changed and t.organisation_id = $1 and t.id = f.known_id`
