import { contract } from '#contract/index.ts'
import {
  type Filled,
  findHouseholdOf,
  insertMerge,
  lockHouseholdRow,
  lockMerge,
  lockPerson,
  markUndone,
  type PersonRow,
  setFields,
} from '#server/duplicates/merge-store.ts'
import { moveRows, moveRowsBack } from '#server/duplicates/move-rows.ts'
import { decideProposal, pairOf } from '#server/duplicates/proposal-store.ts'
import { refreshSearchLines } from '#server/households/refresh-search.ts'
import { record } from '#server/journal.ts'
import { type Context, useCase } from '#server/use-case.ts'

const scopeOf = ({ tx, actor }: Pick<Context, 'tx' | 'actor'>, kind: 'person' | 'household') => ({
  tx,
  organisationId: actor.organisationId,
  kind,
})

const fillable = ['civility', 'first_name', 'birth_name', 'birth_on', 'phone', 'email', 'language'] as const

/** What the kept person lacked and the absorbed one had; a second number is kept beside the first. */
const fillPerson = (kept: PersonRow, absorbed: PersonRow): Filled => {
  const filled: Filled = {}
  for (const field of fillable)
    if (kept[field] === null && absorbed[field] !== null)
      filled[field] = { before: null, after: absorbed[field] }
  const other = absorbed.phone ?? absorbed.second_phone
  if (kept.phone !== null && other !== null && other !== kept.phone && kept.second_phone === null)
    filled['second_phone'] = { before: null, after: other }
  const vulnerabilities = [...new Set([...kept.vulnerabilities, ...absorbed.vulnerabilities])]
  if (vulnerabilities.length > kept.vulnerabilities.length)
    filled['vulnerabilities'] = { before: kept.vulnerabilities, after: vulnerabilities }
  return filled
}

const valuesOf = (filled: Filled, moment: 'before' | 'after') =>
  Object.fromEntries(Object.entries(filled).map(([field, change]) => [field, change[moment]]))

export const mergePersons = useCase(
  contract.duplicates.mergePersons,
  async (context, { keptId, absorbedId }) => {
    if (keptId === absorbedId) return context.refuse('same-record')
    const kept = await lockPerson(context, keptId)
    const absorbed = await lockPerson(context, absorbedId)
    if (!kept || !absorbed) return context.refuse('unknown-record')
    if (kept.merged_into_id !== null || absorbed.merged_into_id !== null)
      return context.refuse('already-merged')

    const filled = fillPerson(kept, absorbed)
    const from = await findHouseholdOf(context, absorbedId)
    const rows = await moveRows(scopeOf(context, 'person'), absorbedId, keptId)
    await setFields(context, 'person', keptId, valuesOf(filled, 'after'))
    await setFields(context, 'person', absorbedId, { merged_into_id: keptId })
    const mergeId = await insertMerge(context, {
      kind: 'person',
      keptId,
      absorbedId,
      moved: { rows, filled },
    })
    await decideProposal(context, pairOf(keptId, absorbedId), 'merged')
    const home = await findHouseholdOf(context, keptId)
    await refreshSearchLines(context, [from, home])
    await record(context, {
      act: 'persons-merged',
      subject: { kind: 'person', id: keptId },
      ...(home ? { householdId: home } : {}),
      after: { mergeId, kept: nameOf(kept), absorbed: nameOf(absorbed) },
    })
    return { mergeId }
  },
)

const nameOf = ({ first_name, last_name }: PersonRow) => [first_name, last_name].filter(Boolean).join(' ')

export const mergeHouseholds = useCase(
  contract.duplicates.mergeHouseholds,
  async (context, { householdId: keptId, absorbedId }) => {
    if (keptId === absorbedId) return context.refuse('same-record')
    const kept = await lockHouseholdRow(context, keptId)
    const absorbed = await lockHouseholdRow(context, absorbedId)
    if (!kept || !absorbed) return context.refuse('unknown-record')
    if (kept.merged_into_id !== null || absorbed.merged_into_id !== null)
      return context.refuse('already-merged')

    const filled: Filled = {}
    if (kept.preferred_language === null && absorbed.preferred_language !== null)
      filled['preferred_language'] = { before: null, after: absorbed.preferred_language }
    if (!kept.do_not_contact && absorbed.do_not_contact)
      filled['do_not_contact'] = { before: false, after: true }
    const rows = await moveRows(scopeOf(context, 'household'), absorbedId, keptId)
    await setFields(context, 'household', keptId, valuesOf(filled, 'after'))
    await setFields(context, 'household', absorbedId, { merged_into_id: keptId })
    const mergeId = await insertMerge(context, {
      kind: 'household',
      keptId,
      absorbedId,
      moved: { rows, filled },
    })
    await refreshSearchLines(context, [keptId, absorbedId])
    await record(context, {
      act: 'households-merged',
      subject: { kind: 'household', id: keptId },
      householdId: keptId,
      after: { mergeId, kept: kept.label, absorbed: absorbed.label },
    })
    return { mergeId }
  },
)

export const undoMerge = useCase(contract.duplicates.undoMerge, async (context, { mergeId }) => {
  const merge = await lockMerge(context, mergeId)
  if (!merge) return context.refuse('unknown-record')
  if (merge.isUndone) return context.refuse('already-undone')
  const { kind, keptId, absorbedId, moved } = merge
  const kept = kind === 'person' ? await lockPerson(context, keptId) : await lockHouseholdRow(context, keptId)
  if (!kept) return context.refuse('unknown-record')
  if (kept.merged_into_id !== null) return context.refuse('merged-since')

  await moveRowsBack(scopeOf(context, kind), moved.rows, { absorbedId, keptId })
  await setFields(context, kind, keptId, valuesOf(stillAsFilled(kept, moved.filled), 'before'))
  await setFields(context, kind, absorbedId, { merged_into_id: null })
  await markUndone(context, mergeId)
  if (kind === 'person') await decideProposal(context, pairOf(keptId, absorbedId), 'dismissed')
  const homes =
    kind === 'person'
      ? [await findHouseholdOf(context, keptId), await findHouseholdOf(context, absorbedId)]
      : [keptId, absorbedId]
  await refreshSearchLines(context, homes)
  const home = homes[0]
  await record(context, {
    act: 'merge-undone',
    subject: { kind, id: keptId },
    ...(home ? { householdId: home } : {}),
    before: { mergeId },
  })
  return {}
})

/** A field somebody changed since the merge is theirs: it stays. */
const stillAsFilled = (kept: Record<string, unknown>, filled: Filled): Filled =>
  Object.fromEntries(
    Object.entries(filled).filter(
      ([field, { after }]) => JSON.stringify(kept[field]) === JSON.stringify(after),
    ),
  )
