import { contract } from '#contract/index.ts'
import {
  type DoneMerge,
  type Filled,
  findHouseholdOf,
  lockHouseholdRow,
  lockMerge,
  lockParts,
  lockPerson,
  markUndone,
  setFields,
  valuesOf,
} from '#server/duplicates/merge-store.ts'
import { moveRowsBack } from '#server/duplicates/move-rows.ts'
import { decideProposal, pairOf } from '#server/duplicates/proposal-store.ts'
import { refreshSearchLines } from '#server/households/refresh-search.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'

/** What was reunited is separated again: the households first, then the persons reunited with them, the last first. */
export const undoMerge = useCase(contract.duplicates.undoMerge, async (context, { mergeId }) => {
  const whole = await lockMerge(context, mergeId)
  if (!whole) return context.refuse('unknown-record')
  if (whole.isUndone) return context.refuse('already-undone')
  if (whole.partOf !== null) return context.refuse('part-of-whole')
  const parts = await lockParts(context, mergeId)
  for (const merge of [whole, ...parts]) {
    const reason = await separate(context, merge)
    if (reason) return context.refuse(reason)
  }
  await refreshSearchLines(context, await homesOf(context, [whole, ...parts]))
  return {}
})

const separate = async (context: Acting, merge: DoneMerge) => {
  const { id, kind, keptId, absorbedId, moved } = merge
  const { tx, actor } = context
  const kept = kind === 'person' ? await lockPerson(context, keptId) : await lockHouseholdRow(context, keptId)
  if (!kept) return 'unknown-record'
  if (kept.merged_into_id !== null) return 'merged-since'

  const scope = { tx, organisationId: actor.organisationId, kind }
  await moveRowsBack(scope, moved.rows, { absorbedId, keptId })
  await setFields(context, kind, keptId, valuesOf(stillAsFilled(kept, moved.filled), 'before'))
  await setFields(context, kind, absorbedId, { merged_into_id: null })
  await markUndone(context, id)
  if (kind === 'person') await decideProposal(context, pairOf(keptId, absorbedId), 'dismissed')
  const home = kind === 'person' ? await findHouseholdOf(context, keptId) : keptId
  await record(context, {
    act: 'merge-undone',
    subject: { kind, id: keptId },
    ...(home ? { householdId: home } : {}),
    before: { mergeId: id },
  })
  return undefined
}

const homesOf = async (context: Acting, merges: readonly DoneMerge[]) => {
  const homes: (string | undefined)[] = []
  for (const { kind, keptId, absorbedId } of merges)
    for (const id of [keptId, absorbedId])
      homes.push(kind === 'person' ? await findHouseholdOf(context, id) : id)
  return homes
}

/** A field somebody changed since the merge is theirs: it stays. */
const stillAsFilled = (kept: Record<string, unknown>, filled: Filled): Filled =>
  Object.fromEntries(
    Object.entries(filled).filter(
      ([field, { after }]) => JSON.stringify(kept[field]) === JSON.stringify(after),
    ),
  )
