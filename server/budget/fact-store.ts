import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Recognition, TaxIncome } from '#contract/household-facts.ts'
import type { Tx } from '#server/db.ts'
import type { Acting } from '#server/use-case.ts'

type Here = { tx: Tx; actor: { organisationId: string } }
type Writing = Pick<Acting, 'tx' | 'actor' | 'today'>
type Table = 'tax_income' | 'recognition'
type Columns = Record<string, string | number | null>

const noted = sql`f.id, f.source, f.version, f.recorded_on as "recordedOn", m.name as "recordedBy"`
const stands = ({ actor }: Here, table: Table, householdId: string) => sql`${sql.table(table)} f
  join membership m on m.organisation_id = f.organisation_id and m.id = f.recorded_by
  where f.organisation_id = ${actor.organisationId} and f.household_id = ${householdId} and f.withdrawn_on is null`

/** The latest year of income first. */
export const readTaxIncomes = async (here: Here, householdId: string): Promise<TaxIncome[]> => {
  const { rows } = await sql<TaxIncome>`
    select ${noted}, f.notice_year as "noticeYear", f.income_year as "incomeYear", f.rfr_cents as "rfrCents", f.occupants
    from ${stands(here, 'tax_income', householdId)} order by f.income_year desc`.execute(here.tx)
  return rows
}

/** Those that began last come first. */
export const readRecognitions = async (here: Here, householdId: string): Promise<Recognition[]> => {
  const { rows } = await sql<Recognition>`
    select ${noted}, f.kind, f.from_on as "fromOn", f.until_on as "untilOn"
    from ${stands(here, 'recognition', householdId)} order by f.from_on desc, f.id desc`.execute(here.tx)
  return rows
}

export const insertFact = async (
  { tx, actor, today }: Writing,
  table: Table,
  householdId: string,
  columns: Columns,
): Promise<string> => {
  const id = randomUUIDv7()
  const row = {
    organisation_id: actor.organisationId,
    id,
    household_id: householdId,
    recorded_by: actor.membershipId,
    recorded_on: today,
    ...columns,
  }
  await sql`insert into ${sql.table(table)} (${sql.join(Object.keys(row).map((name) => sql.ref(name)))})
    values (${sql.join(Object.values(row))})`.execute(tx)
  return id
}

type Edited = { householdId: string; id: string; version: number }

/** False when someone changed it since `version`. */
export const updateFact = async (
  { tx, actor, today }: Writing,
  table: Table,
  { householdId, id, version }: Edited,
  columns: Columns,
): Promise<boolean> => {
  const { numAffectedRows } = await sql`update ${sql.table(table)} set version = version + 1,
      recorded_by = ${actor.membershipId}, recorded_on = ${today},
      ${sql.join(Object.entries(columns).map(([name, value]) => sql`${sql.ref(name)} = ${value}`))}
    where organisation_id = ${actor.organisationId} and household_id = ${householdId} and id = ${id}
      and version = ${version} and withdrawn_on is null`.execute(tx)
  return numAffectedRows === 1n
}

export const withdrawFact = async (
  { tx, actor, today }: Writing,
  table: Table,
  { householdId, id, version }: Edited,
  reason: string,
): Promise<boolean> => {
  const { numAffectedRows } = await sql`update ${sql.table(table)} set version = version + 1,
      withdrawn_by = ${actor.membershipId}, withdrawn_on = ${today}, withdrawn_reason = ${reason}
    where organisation_id = ${actor.organisationId} and household_id = ${householdId} and id = ${id}
      and version = ${version} and withdrawn_on is null`.execute(tx)
  return numAffectedRows === 1n
}
