import type { Place } from '#bench/place.ts'
import { seconds } from '#bench/report.ts'
import { familyNames, menNames, streetNames, towns, womenNames } from '#db/seed/names.ts'
import { firstOfMonth } from '#domain/plain-date.ts'
import { dayInParis } from '#server/clock.ts'

const dwellingsPerBuilding = 40

/**
 * A portfolio of any size written by the database itself, without the import: for the lists, the searches and the
 * screening at a size whose import takes an hour. Eighteen tenancies in a hundred owe something, as in the seed.
 */
export const fillPortfolio = async (
  place: Place,
  { tenancies, months }: { tenancies: number; months: number },
  tell: (line: string) => void,
): Promise<void> => {
  if (await place.recall('filled')) return
  const started = performance.now()
  const { owner, organisationId } = place
  await owner.query(`set palier.organisation = '${organisationId}'`)
  await owner.query(
    'create temporary table seat (rank int primary key, dwelling uuid, household uuid, person uuid, tenancy uuid)',
  )
  await owner.query(
    `insert into seat select rank, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid()
     from generate_series(1, $1::int) rank`,
    [tenancies],
  )
  await writeStock(place, tenancies)
  await writeLedger(place, months)
  await owner.query('analyze')
  await owner.query('select refresh_household_search(null)')
  await owner.query('vacuum analyze')
  await place.keep('filled', true)
  tell(`parc écrit sans l’import : ${seconds(performance.now() - started)}`)
}

const writeStock = async ({ owner, organisationId }: Place, tenancies: number) => {
  const places = JSON.stringify(towns)
  await owner.query(
    `insert into building (organisation_id, id, source, external_id, name, street, post_code, town, agency)
     select $1, gen_random_uuid(), 'bailleur', 'B' || rank, 'Résidence ' || rank, (1 + mod(rank, 90)) || ' ' || s.street,
       t.place ->> 'postCode', t.place ->> 'town', t.place ->> 'agency'
     from generate_series(1, $2::int) rank
     join lateral (select ($3::text[])[1 + mod(rank, cardinality($3::text[]))] as street) s on true
     join lateral (select $4::jsonb -> mod(rank, jsonb_array_length($4::jsonb)) as place) t on true`,
    [organisationId, Math.ceil(tenancies / dwellingsPerBuilding), streetNames, places],
  )
  await owner.query(
    `insert into dwelling (organisation_id, id, building_id, source, external_id, kind)
     select $1, p.dwelling, b.id, 'bailleur', 'D' || p.rank, 'flat'
     from seat p join building b on b.organisation_id = $1 and b.external_id = 'B' || (1 + (p.rank - 1) / $2::int)`,
    [organisationId, dwellingsPerBuilding],
  )
  await owner.query(
    `insert into person (organisation_id, id, source, external_id, first_name, last_name, phone)
     select $1, person, 'bailleur', 'P' || rank, ($2::text[])[1 + mod(rank * 7, cardinality($2::text[]))],
       ($3::text[])[1 + mod(rank * 13, cardinality($3::text[]))] || case when mod(rank, 3) = 0
         then '-' || ($3::text[])[1 + mod(rank * 5, cardinality($3::text[]))] else '' end,
       '0639' || lpad(mod(rank::bigint * 7919, 1000000)::text, 6, '0')
     from seat`,
    [organisationId, [...womenNames, ...menNames], familyNames],
  )
  await owner.query(
    `insert into household (organisation_id, id, label)
     select $1, p.household, upper(q.last_name) || ' ' || q.first_name
     from seat p join person q on q.organisation_id = $1 and q.id = p.person`,
    [organisationId],
  )
  await owner.query(
    `insert into household_member (organisation_id, household_id, person_id, joined_on, member_role)
     select $1, household, person, '2019-01-01', 'leaseholder' from seat`,
    [organisationId],
  )
  await owner.query(
    `insert into tenancy (organisation_id, id, source, external_id, dwelling_id, household_id, started_on, rent_cents,
       charges_cents, benefit_cents, benefit_paid_to, benefit_payer)
     select $1, tenancy, 'bailleur', 'L' || (100000 + rank), dwelling, household, date '2019-01-01' + mod(rank, 1200),
       35000 + mod(rank * 37, 30000), 6000, 12000, case mod(rank, 3) when 0 then 'none' else 'landlord' end,
       case mod(rank, 3) when 0 then null else 'caf' end
     from seat`,
    [organisationId],
  )
}

/** Each month a call and, but for the last ones of those who fell behind, its payment. */
const writeLedger = async ({ owner, organisationId }: Place, months: number) => {
  const thisMonth = firstOfMonth(dayInParis(new Date()))
  for (let back = months - 1; back >= 0; back--)
    await owner.query(
      `insert into rent_entry (organisation_id, tenancy_id, entry_on, amount_cents, kind, source, external_id)
       select $1, t.id, ($2::date - make_interval(months => $3::int))::date + line.on_day, line.sign * (t.rent_cents + t.charges_cents),
         line.kind, 'bailleur', right(t.external_id, -1) || '-' || $3::int || '-' || line.kind
       from (select id, external_id, rent_cents, charges_cents, right(external_id, -1)::int as rank from tenancy
         where organisation_id = $1) t
       join (values ('rent-call', 0, 1), ('payment', 7, -1)) line (kind, on_day, sign)
         on line.kind = 'rent-call' or mod(t.rank, 100) >= 18 or $3::int > mod(t.rank / 100, 5)`,
      [organisationId, thisMonth, back],
    )
}
