import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { joinPersons } from '#server/duplicates/join-persons.ts'
import {
  type Filled,
  findMembersOf,
  insertMerge,
  keepMovedRows,
  lockHouseholdRow,
  setFields,
  valuesOf,
} from '#server/duplicates/merge-store.ts'
import { moveRows } from '#server/duplicates/move-rows.ts'
import { refreshSearchLines } from '#server/households/refresh-search.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'

export const mergePersons = useCase(contract.duplicates.mergePersons, async (context, pair) => {
  const joined = await joinPersons(context, pair)
  return joined.reason === undefined
    ? { mergeId: joined.mergeId }
    : context.refuse(joined.reason, joined.details)
})

type HouseholdRow = NonNullable<Awaited<ReturnType<typeof lockHouseholdRow>>>

const fillHousehold = (kept: HouseholdRow, absorbed: HouseholdRow): Filled => {
  const filled: Filled = {}
  if (kept.preferred_language === null && absorbed.preferred_language !== null)
    filled['preferred_language'] = { before: null, after: absorbed.preferred_language }
  if (kept.postal_address === null && absorbed.postal_address !== null)
    filled['postal_address'] = { before: null, after: absorbed.postal_address }
  if (!kept.do_not_contact && absorbed.do_not_contact)
    filled['do_not_contact'] = { before: false, after: true }
  return filled
}

const shownOf = ({ id, label, version }: HouseholdRow) => ({ id, label, version })

/** Two files become one, and the persons that are in both: one act, undone at once. */
export const mergeHouseholds = useCase(contract.duplicates.mergeHouseholds, async (context, asked) => {
  const { tx, actor, refuse } = context
  const { householdId: keptId, absorbedId, persons } = asked
  if (keptId === absorbedId) return refuse('same-record')
  const kept = await lockHouseholdRow(context, keptId)
  const absorbed = await lockHouseholdRow(context, absorbedId)
  if (!kept || !absorbed) return refuse('unknown-record')
  if (kept.merged_into_id !== null || absorbed.merged_into_id !== null) return refuse('already-merged')
  if (kept.version !== asked.version || absorbed.version !== asked.absorbedVersion)
    return refuse('stale-version', { kept: shownOf(kept), absorbed: shownOf(absorbed) })
  const personIds = persons.flatMap((pair) => [pair.keptId, pair.absorbedId])
  const members = await findMembersOf(context, [keptId, absorbedId], personIds)
  if (personIds.some((id) => !members.has(id))) return refuse('unknown-record')

  const filled = fillHousehold(kept, absorbed)
  const mergeId = randomUUIDv7()
  await insertMerge(context, {
    id: mergeId,
    kind: 'household',
    keptId,
    absorbedId,
    moved: { rows: [], filled },
  })
  const timesKept = new Map<string, number>()
  for (const pair of persons) {
    // Each person joined counts a version of the one that is kept.
    const times = timesKept.get(pair.keptId) ?? 0
    timesKept.set(pair.keptId, times + 1)
    const joined = await joinPersons(context, { ...pair, version: pair.version + times, partOf: mergeId })
    if (joined.reason !== undefined) return refuse(joined.reason, joined.details)
  }
  const rows = await moveRows(
    { tx, organisationId: actor.organisationId, kind: 'household' },
    absorbedId,
    keptId,
  )
  await setFields(context, 'household', keptId, valuesOf(filled, 'after'))
  await setFields(context, 'household', absorbedId, { merged_into_id: keptId })
  await keepMovedRows(context, mergeId, { rows, filled })
  await refreshSearchLines(context, [keptId, absorbedId])
  await record(context, {
    act: 'households-merged',
    subject: { kind: 'household', id: keptId },
    householdId: keptId,
    after: { mergeId, kept: kept.label, absorbed: absorbed.label, persons: persons.length },
  })
  return { mergeId }
})
