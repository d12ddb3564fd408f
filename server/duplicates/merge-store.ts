import { randomUUIDv7 } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import type { RecordMerge } from '#db/schema.ts'
import type { Tx } from '#server/db.ts'
import type { MovedRows } from '#server/duplicates/move-rows.ts'

type Here = { tx: Tx; actor: { organisationId: string; membershipId: string }; now: Date }

/** A field the kept record did not have and took from the absorbed one. */
export type Filled = Record<string, { before: unknown; after: unknown }>
export const valuesOf = (filled: Filled, moment: 'before' | 'after') =>
  Object.fromEntries(Object.entries(filled).map(([field, change]) => [field, change[moment]]))

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

type NewMerge = {
  id?: string
  kind: 'person' | 'household'
  keptId: string
  absorbedId: string
  moved: Moved
  partOf?: string
}

export const insertMerge = async ({ tx, actor, now }: Here, merge: NewMerge): Promise<string> => {
  const id = merge.id ?? randomUUIDv7()
  await tx
    .insertInto('record_merge')
    .values({
      organisation_id: actor.organisationId,
      id,
      kind: merge.kind,
      kept_id: merge.keptId,
      absorbed_id: merge.absorbedId,
      part_of: merge.partOf ?? null,
      moved: JSON.stringify(merge.moved),
      done_by: actor.membershipId,
      done_at: now,
    })
    .execute()
  return id
}

/** What a merge moved, once what belongs to it was moved too. */
export const keepMovedRows = async ({ tx, actor }: Here, mergeId: string, moved: Moved): Promise<void> => {
  await tx
    .updateTable('record_merge')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', mergeId)
    .set({ moved: JSON.stringify(moved) })
    .execute()
}

export const lockMerge = async ({ tx, actor }: Here, mergeId: string) => {
  const row = await tx
    .selectFrom('record_merge')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', mergeId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
  return row && mergeOf(row)
}

type MergeRow = Pick<
  Selectable<RecordMerge>,
  'id' | 'kind' | 'kept_id' | 'absorbed_id' | 'moved' | 'part_of' | 'undone_at'
>
const mergeOf = (row: MergeRow) => ({
  id: row.id,
  kind: row.kind as 'person' | 'household',
  keptId: row.kept_id,
  absorbedId: row.absorbed_id,
  partOf: row.part_of,
  moved: row.moved as unknown as Moved,
  isUndone: row.undone_at !== null,
})
export type DoneMerge = ReturnType<typeof mergeOf>

/** The persons reunited with two households, the last first: the order in which they are undone. */
export const lockParts = async ({ tx, actor }: Here, mergeId: string): Promise<DoneMerge[]> => {
  const rows = await tx
    .selectFrom('record_merge')
    .where('organisation_id', '=', actor.organisationId)
    .where('part_of', '=', mergeId)
    .selectAll()
    .orderBy('id', 'desc')
    .forUpdate()
    .execute()
  return rows.map(mergeOf)
}

/** Which of these persons are, or were, in one of these households. */
export const findMembersOf = async (
  { tx, actor }: Here,
  householdIds: readonly string[],
  personIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (personIds.length === 0) return new Set()
  const rows = await tx
    .selectFrom('household_member')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', 'in', [...householdIds])
    .where('person_id', 'in', [...personIds])
    .select('person_id')
    .execute()
  return new Set(rows.map((row) => row.person_id))
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
