import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { formatDate } from '#domain/plain-date.ts'
import { raiseTasks, settleRaisedTasks } from '#server/casework/raise-task.ts'
import { countDecided, holdSitting, place } from '#server/committees/prepare-sitting.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { listItemLines } from './agenda-lines.ts'
import { bumpSitting, listItemIds, type StoredSitting, seatedMembers } from './committee-store.ts'

const { committees } = contract
type Asked = Omit<Input<typeof committees.moveSitting>, 'sittingId' | 'version'>

export const moveSitting = useCase(
  committees.moveSitting,
  async (context, { sittingId, version, ...asked }) => {
    const { refuse } = context
    const held = await holdSitting(context, sittingId, version)
    if (held.refused) return refuse(held.refused, held.current)
    const { sitting } = held
    const isMoved = asked.heldOn !== sitting.heldOn
    if (isMoved && (await countDecided(context, sittingId)) > 0) return refuse('already-decided')
    if (isMoved && asked.reason === null) return refuse('no-reason')
    const next = await bumpSitting(context, sittingId, changed(sitting, asked))
    if (isMoved && !(await moveItems(context, sitting, asked.heldOn))) return refuse('line-not-ready')
    const told = isMoved ? await tellMembers(context, sitting, asked) : { told: [], toTell: [] }
    await record(context, {
      act: 'sitting-moved',
      subject: { kind: 'sitting', id: sittingId },
      before: { on: sitting.heldOn },
      after: { on: asked.heldOn, reason: asked.reason },
    })
    return { version: next, ...told }
  },
)

const changed = (sitting: StoredSitting, { heldOn, startsAt, place: where, reason }: Asked) => ({
  held_on: heldOn,
  starts_at: startsAt,
  place: where,
  ...(heldOn !== sitting.heldOn && reason !== null
    ? { moved_from: sitting.heldOn, moved_reason: reason }
    : {}),
})

/** The files are told the new day; false when one of them was not ready on it. */
const moveItems = async (
  context: Acting,
  { id }: StoredSitting,
  heldOn: StoredSitting['heldOn'],
): Promise<boolean> => {
  for (const line of await listItemLines(context, id, await listItemIds(context, id)))
    if (!(await place(context, { id, heldOn }, line))) return false
  return true
}

/** Members who work here find it in their day; the others are named, for somebody to tell them. */
const tellMembers = async (
  context: Acting,
  sitting: StoredSitting,
  { heldOn, reason }: Asked,
): Promise<{ told: string[]; toTell: string[] }> => {
  const { actor, today } = context
  const members = await seatedMembers(context, { ...sitting, heldOn })
  const others = members.filter(({ membershipId }) => membershipId !== actor.membershipId)
  const within = others.flatMap(({ membershipId, name }) => (membershipId ? [{ membershipId, name }] : []))
  const prefix = `sitting-moved/${sitting.id}/`
  await settleRaisedTasks(context, await openKeys(context, prefix), 'La séance a de nouveau changé de jour.')
  const title = `${sitting.committeeName} : la séance du ${formatDate(sitting.heldOn)} est déplacée au ${formatDate(heldOn)}. ${reason ?? ''}`
  await raiseTasks(
    context,
    within.map(({ membershipId }) => ({
      householdId: null,
      assigneeId: membershipId,
      kind: 'sitting-moved' as const,
      title: title.trim().slice(0, 300),
      dueOn: today,
      originKey: `${prefix}${sitting.version + 1}/${membershipId}`,
      link: `financements/commissions/${sitting.id}`,
    })),
  )
  return {
    told: within.map(({ name }) => name),
    toTell: others.filter(({ membershipId }) => membershipId === null).map(({ name }) => name),
  }
}

const openKeys = async ({ tx, actor }: Acting, prefix: string): Promise<string[]> => {
  const { rows } = await sql<{ key: string }>`
    select origin_key as key from task
    where organisation_id = ${actor.organisationId} and kind = 'sitting-moved' and closed_at is null
      and starts_with(origin_key, ${prefix})`.execute(tx)
  return rows.map(({ key }) => key)
}
