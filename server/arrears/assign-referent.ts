import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { WorklistFilters } from '#contract/arrears.ts'
import { contract } from '#contract/index.ts'
import { largestAssignment } from '#domain/arrears/worklist.ts'
import { conditionOf, type Reader } from '#server/arrears/worklist-store.ts'
import { type Context, useCase } from '#server/use-case.ts'

/** What the new referent replaces ends the day before; a referent of today is simply replaced. */
export const assignReferent = useCase(
  contract.arrears.assignReferent,
  async (context, { membershipId, selection }) => {
    const { refuse } = context
    if (!(await isActiveMember(context, membershipId))) return refuse('unknown-member')
    const asked =
      'filters' in selection ? await listFiltered(context, selection.filters) : selection.householdIds
    if (asked.length > largestAssignment) return refuse('too-many')
    if ('filters' in selection && asked.length !== selection.expectedCount) return refuse('list-changed')
    const assigned = await assign(context, membershipId, [...new Set(asked)])
    return { assigned, unchanged: new Set(asked).size - assigned }
  },
)

const isActiveMember = async ({ tx, actor, today }: Reader, membershipId: string) =>
  (await tx
    .selectFrom('membership')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', membershipId)
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>=', today)]))
    .select('id')
    .executeTakeFirst()) !== undefined

const listFiltered = async (reader: Reader, filters: WorklistFilters): Promise<string[]> => {
  const { rows } = await sql<{ household_id: string }>`select s.household_id from arrears_state s
    where ${conditionOf(reader, filters)} limit ${largestAssignment + 1}`.execute(reader.tx)
  return rows.map((row) => row.household_id)
}

type Assigning = Pick<Context, 'tx' | 'actor' | 'today'>

const assign = async (
  context: Assigning,
  membershipId: string,
  householdIds: readonly string[],
): Promise<number> => {
  const { tx, actor, today } = context
  const { rows } = await sql<{ id: string }>`
    with chosen as (
      select h.id from household h
      where h.organisation_id = ${actor.organisationId} and h.id = any (${householdIds}::uuid[])
        and not exists (select from household_referent r
          where r.organisation_id = h.organisation_id and r.household_id = h.id and r.kind = 'referent'
            and r.membership_id = ${membershipId} and r.from_on <= ${today}
            and (r.until_on is null or r.until_on >= ${today}))
      for update of h
    ), ended as (
      update household_referent r set until_on = ${today}::date - 1
      from chosen c
      where r.organisation_id = ${actor.organisationId} and r.household_id = c.id and r.kind = 'referent'
        and (r.until_on is null or r.until_on >= ${today}) and r.membership_id <> ${membershipId}
    ), begun as (
      insert into household_referent (organisation_id, household_id, membership_id, from_on)
      select ${actor.organisationId}, c.id, ${membershipId}, ${today}::date from chosen c
      on conflict (organisation_id, household_id, membership_id, from_on) do update set until_on = null, kind = 'referent'
    )
    select id from chosen`.execute(tx)
  await recordAll(
    context,
    membershipId,
    rows.map((row) => row.id),
  )
  return rows.length
}

const recordAll = async (
  { tx, actor, today }: Assigning,
  membershipId: string,
  householdIds: readonly string[],
) => {
  for (let from = 0; from < householdIds.length; from += 1_000)
    await tx
      .insertInto('journal')
      .values(
        householdIds.slice(from, from + 1_000).map((householdId) => ({
          organisation_id: actor.organisationId,
          id: randomUUIDv7(),
          membership_id: actor.membershipId,
          act: 'referent-assigned',
          subject_kind: 'household',
          subject_id: householdId,
          household_id: householdId,
          after: JSON.stringify({ membershipId, fromOn: today }),
        })),
      )
      .execute()
}
