import {
  type Filled,
  findHouseholdOf,
  insertMerge,
  lockPerson,
  type PersonRow,
  setFields,
  valuesOf,
} from '#server/duplicates/merge-store.ts'
import { moveRows } from '#server/duplicates/move-rows.ts'
import { decideProposal, pairOf } from '#server/duplicates/proposal-store.ts'
import { refreshSearchLines } from '#server/households/refresh-search.ts'
import { record } from '#server/journal.ts'
import type { Acting } from '#server/use-case.ts'

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

type Pair = {
  keptId: string
  /** The versions that were shown: a record changed since is told. */
  version: number
  absorbedId: string
  absorbedVersion: number
  /** The merge of households that this one belongs to. */
  partOf?: string
}
type Joined =
  | { mergeId: string; reason?: undefined }
  | { reason: 'same-record' | 'unknown-record' | 'already-merged' | 'stale-version'; details?: unknown }

/** Makes two records of a person one, and journals it. */
export const joinPersons = async (
  context: Acting,
  { keptId, version, absorbedId, absorbedVersion, partOf }: Pair,
): Promise<Joined> => {
  if (keptId === absorbedId) return { reason: 'same-record' }
  const kept = await lockPerson(context, keptId)
  const absorbed = await lockPerson(context, absorbedId)
  if (!kept || !absorbed) return { reason: 'unknown-record' }
  if (kept.merged_into_id !== null || absorbed.merged_into_id !== null) return { reason: 'already-merged' }
  if (kept.version !== version || absorbed.version !== absorbedVersion)
    return { reason: 'stale-version', details: { kept: shownOf(kept), absorbed: shownOf(absorbed) } }

  const filled = fillPerson(kept, absorbed)
  const from = await findHouseholdOf(context, absorbedId)
  const { tx, actor } = context
  const rows = await moveRows(
    { tx, organisationId: actor.organisationId, kind: 'person' },
    absorbedId,
    keptId,
  )
  await setFields(context, 'person', keptId, valuesOf(filled, 'after'))
  await setFields(context, 'person', absorbedId, { merged_into_id: keptId })
  const merge = { kind: 'person', keptId, absorbedId, moved: { rows, filled } } as const
  const mergeId = await insertMerge(context, partOf ? { ...merge, partOf } : merge)
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
}

const nameOf = ({ first_name, last_name }: PersonRow) => [first_name, last_name].filter(Boolean).join(' ')
const shownOf = (person: PersonRow) => ({ id: person.id, name: nameOf(person), version: person.version })
