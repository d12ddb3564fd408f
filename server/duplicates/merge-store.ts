import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#server/db.ts'
import type { MovedRows } from '#server/duplicates/move-rows.ts'

type Here = { tx: Tx; actor: { organisationId: string; membershipId: string }; now: Date }

/** A field the kept record did not have and took from the absorbed one. */
export type Filled = Record<string, { before: unknown; after: unknown }>
export type Moved = { rows: MovedRows[]; filled: Filled }

export const lockPerson = ({ tx, actor }: Here, personId: string) =>
  tx
    .selectFrom('person')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', personId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
export type PersonRow = NonNullable<Awaited<ReturnType<typeof lockPerson>>>

export const lockHouseholdRow = ({ tx, actor }: Here, householdId: string) =>
  tx
    .selectFrom('household')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', householdId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()

/** Sets the fields, and counts a version so that an edit opened before is told. */
export const setFields = async (
  { tx, actor }: Here,
  kind: 'person' | 'household',
  id: string,
  fields: Record<string, unknown>,
): Promise<void> => {
  const change = sql.join(
    Object.entries(fields).map(([field, value]) => sql`${sql.ref(field)} = ${value}`),
    sql`, `,
  )
  await sql`update ${sql.table(kind)} set version = version + 1 ${
    Object.keys(fields).length > 0 ? sql`, ${change}` : sql``
  } where organisation_id = ${actor.organisationId} and id = ${id}`.execute(tx)
}

export const insertMerge = async (
  { tx, actor, now }: Here,
  merge: { kind: 'person' | 'household'; keptId: string; absorbedId: string; moved: Moved },
): Promise<string> => {
  const id = randomUUIDv7()
  await tx
    .insertInto('record_merge')
    .values({
      organisation_id: actor.organisationId,
      id,
      kind: merge.kind,
      kept_id: merge.keptId,
      absorbed_id: merge.absorbedId,
      moved: JSON.stringify(merge.moved),
      done_by: actor.membershipId,
      done_at: now,
    })
    .execute()
  return id
}

export const lockMerge = async ({ tx, actor }: Here, mergeId: string) => {
  const row = await tx
    .selectFrom('record_merge')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', mergeId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
  return row
    ? {
        kind: row.kind as 'person' | 'household',
        keptId: row.kept_id,
        absorbedId: row.absorbed_id,
        moved: row.moved as unknown as Moved,
        isUndone: row.undone_at !== null,
      }
    : undefined
}

export const markUndone = async ({ tx, actor, now }: Here, mergeId: string): Promise<void> => {
  await tx
    .updateTable('record_merge')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', mergeId)
    .set({ undone_by: actor.membershipId, undone_at: now })
    .execute()
}

export const findHouseholdOf = async ({ tx, actor }: Here, personId: string): Promise<string | undefined> => {
  const row = await tx
    .selectFrom('household_member')
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', personId)
    .select('household_id')
    .orderBy('left_on', (order) => order.desc().nullsFirst())
    .executeTakeFirst()
  return row?.household_id
}
