import { sql } from 'kysely'
import type { ParcelContent } from '#domain/parcels/content.ts'
import type { ParcelCategory } from '#domain/parcels/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { assessLatest } from '#server/budget/assess.ts'
import type { Tx } from '#server/db.ts'

type Reader = { tx: Tx; actor: { organisationId: string }; today: PlainDate }

/** What the file says today in the categories chosen. A category about which nothing is known is left out. */
export const readContent = async (
  reader: Reader,
  householdId: string,
  categories: readonly ParcelCategory[],
): Promise<ParcelContent> => {
  const chosen = new Set(categories)
  const persons = await readPersons(reader, householdId)
  const [holder, ...others] = persons
  return {
    ...(holder && chosen.has('identity') && { identity: identityOf(holder) }),
    ...(holder && chosen.has('contact') && { contact: contactOf(holder) }),
    ...(chosen.has('composition') && { composition: others.map(compositionOf) }),
    ...(chosen.has('home') && present('home', await readHome(reader, householdId))),
    ...(chosen.has('arrears') && present('arrears', await readArrears(reader, householdId))),
    ...(chosen.has('budget') && present('budget', await readBudget(reader, householdId))),
    ...(chosen.has('vulnerabilities') && {
      vulnerabilities: [...new Set(persons.flatMap(({ vulnerabilities }) => vulnerabilities))],
    }),
    ...(chosen.has('referents') && { referents: await readReferents(reader, householdId) }),
  }
}

const present = <K extends string, V>(key: K, value: V | undefined) =>
  value === undefined ? {} : ({ [key]: value } as Record<K, V>)

const readPersons = ({ tx, actor }: Reader, householdId: string) =>
  tx
    .selectFrom('household_member as m')
    .innerJoin('person as p', (join) =>
      join.onRef('p.organisation_id', '=', 'm.organisation_id').onRef('p.id', '=', 'm.person_id'),
    )
    .where('m.organisation_id', '=', actor.organisationId)
    .where('m.household_id', '=', householdId)
    .where('m.left_on', 'is', null)
    .select([
      'p.civility',
      'p.last_name',
      'p.first_name',
      'p.birth_on',
      'p.phone',
      'p.email',
      'p.language',
      'p.vulnerabilities',
      'm.member_role',
    ])
    .orderBy(sql`m.member_role = 'leaseholder'`, 'desc')
    .orderBy('m.joined_on')
    .orderBy('p.id')
    .execute()
type PersonRow = Awaited<ReturnType<typeof readPersons>>[number]

const identityOf = ({ civility, last_name, first_name, birth_on }: PersonRow) => ({
  civility,
  lastName: last_name,
  firstName: first_name,
  birthOn: birth_on,
})
const contactOf = ({ phone, email, language }: PersonRow) => ({ phone, email, language })
const compositionOf = ({ first_name, member_role, birth_on }: PersonRow) => ({
  firstName: first_name,
  memberRole: member_role,
  birthYear: birth_on === null ? null : Number(birth_on.slice(0, 4)),
})

const readHome = async (
  { tx, actor, today }: Reader,
  householdId: string,
): Promise<ParcelContent['home']> => {
  const { rows } = await sql<NonNullable<ParcelContent['home']>>`
    select concat_ws(', ', b.street, nullif(concat_ws(' ', b.post_code, b.town), '')) as address,
      t.external_id as "tenancyNumber", t.started_on as "enteredOn",
      t.rent_cents as "rentCents", t.charges_cents as "chargesCents"
    from tenancy t
    join dwelling d on (d.organisation_id, d.id) = (t.organisation_id, t.dwelling_id)
    join building b on (b.organisation_id, b.id) = (d.organisation_id, d.building_id)
    where t.organisation_id = ${actor.organisationId} and t.household_id = ${householdId}
    order by (t.ended_on is null or t.ended_on >= ${today}) desc, t.started_on desc, t.id limit 1`.execute(tx)
  return rows[0]
}

const readArrears = async (
  { tx, actor, today }: Reader,
  householdId: string,
): Promise<ParcelContent['arrears']> => {
  const { rows } = await sql<{ balance: number; hasRunningPlan: boolean }>`
    select sum(e.amount_cents)::bigint as balance,
      exists (select from repayment_plan r
        join plan_course c on (c.organisation_id, c.plan_id) = (r.organisation_id, r.id)
        where r.organisation_id = ${actor.organisationId} and r.household_id = ${householdId}
          and c.state in ('active', 'missed', 'caught-up')) as "hasRunningPlan"
    from tenancy t join rent_entry e on (e.organisation_id, e.tenancy_id) = (t.organisation_id, t.id)
    where t.organisation_id = ${actor.organisationId} and t.household_id = ${householdId}
      and e.entry_on <= ${today}
    having count(*) > 0`.execute(tx)
  const [account] = rows
  return (
    account && { balanceCents: account.balance, balanceOn: today, hasRunningPlan: account.hasRunningPlan }
  )
}

const readBudget = async (reader: Reader, householdId: string): Promise<ParcelContent['budget']> => {
  const latest = await assessLatest(reader as Parameters<typeof assessLatest>[0], householdId)
  return (
    latest && {
      onDate: latest.snapshot.onDate,
      resourcesCents: latest.assessment.resourcesCents,
      chargesCents: latest.assessment.chargesCents,
    }
  )
}

const readReferents = async ({ tx, actor, today }: Reader, householdId: string): Promise<string[]> => {
  const rows = await tx
    .selectFrom('household_referent as r')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'r.organisation_id').onRef('m.id', '=', 'r.membership_id'),
    )
    .where('r.organisation_id', '=', actor.organisationId)
    .where('r.household_id', '=', householdId)
    .where('r.kind', '=', 'referent')
    .where('r.from_on', '<=', today)
    .where((eb) => eb.or([eb('r.until_on', 'is', null), eb('r.until_on', '>=', today)]))
    .select('m.name')
    .orderBy('m.name')
    .execute()
  return rows.map(({ name }) => name)
}
