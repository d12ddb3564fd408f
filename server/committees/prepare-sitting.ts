import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { hasQuorum } from '#domain/committees/sittings.ts'
import { walkApplication } from '#domain/funding/walk-application.ts'
import { earlierOf } from '#domain/plain-date.ts'
import { listApplicationFacts } from '#server/funding/application-store.ts'
import { recordApplicationFact } from '#server/funding/record-application-fact.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { linesOf, listItemLines } from './agenda-lines.ts'
import {
  bumpSitting,
  countItems,
  listItemIds,
  lockSitting,
  type StoredSitting,
  seatedMembers,
} from './committee-store.ts'

const { committees } = contract

export const planSitting = useCase(committees.planSitting, async (context, input) => {
  const { tx, actor, now, refuse } = context
  const committee = await tx
    .selectFrom('committee')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', input.committeeId)
    .select('closed_on')
    .executeTakeFirst()
  if (!committee) return refuse('unknown-record')
  if (committee.closed_on !== null && committee.closed_on < input.heldOn) return refuse('committee-closed')
  const id = randomUUIDv7()
  await tx
    .insertInto('sitting')
    .values({
      organisation_id: actor.organisationId,
      id,
      committee_id: input.committeeId,
      held_on: input.heldOn,
      starts_at: input.startsAt,
      place: input.place,
      created_by: actor.membershipId,
      created_at: now,
    })
    .execute()
  await record(context, {
    act: 'sitting-planned',
    subject: { kind: 'sitting', id },
    after: { on: input.heldOn },
  })
  return { sittingId: id, version: 1 }
})

type Held =
  | { sitting: StoredSitting; refused?: undefined }
  | {
      refused: 'unknown-record' | 'stale-version' | 'sitting-signed' | 'sitting-cancelled'
      current?: { version: number }
    }

/** The sitting to change, if it is still as it was read and nothing closed it. */
export const holdSitting = async (context: Acting, sittingId: string, version: number): Promise<Held> => {
  const sitting = await lockSitting(context, sittingId)
  if (!sitting) return { refused: 'unknown-record' }
  if (sitting.version !== version) return { refused: 'stale-version', current: { version: sitting.version } }
  if (sitting.signedAt) return { refused: 'sitting-signed' }
  return sitting.cancelledReason === null ? { sitting } : { refused: 'sitting-cancelled' }
}

export const countDecided = async (context: Acting, sittingId: string): Promise<number> =>
  (await countItems(context, [sittingId])).get(sittingId)?.decided ?? 0

export const cancelSitting = useCase(
  committees.cancelSitting,
  async (context, { sittingId, version, reason }) => {
    const held = await holdSitting(context, sittingId, version)
    if (held.refused) return context.refuse(held.refused, held.current)
    if ((await countDecided(context, sittingId)) > 0) return context.refuse('already-decided')
    for (const line of await listItemLines(context, sittingId, await listItemIds(context, sittingId)))
      await takeOff(context, sittingId, line)
    const next = await bumpSitting(context, sittingId, { cancelled_reason: reason })
    await record(context, { act: 'sitting-cancelled', subject: { kind: 'sitting', id: sittingId } })
    return { version: next }
  },
)

export const setAgenda = useCase(committees.setAgenda, async (context, { sittingId, version, lineIds }) => {
  const { refuse } = context
  const held = await holdSitting(context, sittingId, version)
  if (held.refused) return refuse(held.refused, held.current)
  const wanted = [...new Set(lineIds)]
  const before = await listItemLines(context, sittingId, await listItemIds(context, sittingId))
  const gone = before.filter(({ lineId }) => !wanted.includes(lineId))
  if (gone.some(({ decision }) => decision !== null)) return refuse('already-decided')
  const isNew = (lineId: string) => !before.some((line) => line.lineId === lineId)
  const added = await findLines(context, wanted.filter(isNew))
  if (!added) return refuse('line-not-ready')
  for (const line of gone) await takeOff(context, sittingId, line)
  for (const line of added) if (!(await place(context, held.sitting, line))) return refuse('line-not-ready')
  await writeItems(context, sittingId, wanted)
  const next = await bumpSitting(context, sittingId)
  await record(context, {
    act: 'agenda-set',
    subject: { kind: 'sitting', id: sittingId },
    after: { items: wanted.length },
  })
  return { version: next }
})

type Placed = { lineId: string; applicationId: string }

const findLines = async (context: Acting, lineIds: readonly string[]): Promise<Placed[] | undefined> => {
  if (lineIds.length === 0) return []
  const rows = await linesOf(context).where('l.id', 'in', lineIds).execute()
  return rows.length === lineIds.length ? rows : undefined
}

/** Placed today, or on the day of a sitting already past; false when the file is not ready for it. */
export const place = async (
  context: Acting,
  { id: sittingId, heldOn }: Pick<StoredSitting, 'id' | 'heldOn'>,
  { lineId, applicationId }: Placed,
): Promise<boolean> => {
  const on = earlierOf(context.today, heldOn)
  const recorded = await recordApplicationFact(context, {
    applicationId,
    fact: { kind: 'placed-on-agenda', on, lineId, sittingId, heldOn },
  })
  return recorded.refused === undefined
}

const takeOff = async (
  context: Acting,
  sittingId: string,
  { lineId, applicationId }: Placed,
): Promise<void> => {
  const { tx, actor, today } = context
  const facts =
    (await listApplicationFacts(tx, actor.organisationId, [applicationId])).get(applicationId) ?? []
  const line = walkApplication(facts).course.lines.get(lineId)
  if (line?.state !== 'on-agenda' || line.sittingId !== sittingId) return
  const recorded = await recordApplicationFact(context, {
    applicationId,
    fact: { kind: 'removed-from-agenda', on: today, lineId, sittingId },
  })
  if (recorded.refused) throw new Error(`a line could not be taken off: ${recorded.refused}`)
}

const writeItems = async ({ tx, actor }: Acting, sittingId: string, lineIds: readonly string[]) => {
  const { organisationId } = actor
  await tx
    .deleteFrom('sitting_item')
    .where('organisation_id', '=', organisationId)
    .where('sitting_id', '=', sittingId)
    .execute()
  if (lineIds.length > 0)
    await tx
      .insertInto('sitting_item')
      .values(
        lineIds.map((line_id, position) => ({
          organisation_id: organisationId,
          sitting_id: sittingId,
          line_id,
          position,
        })),
      )
      .execute()
}

export const setPresence = useCase(
  committees.setPresence,
  async (context, { sittingId, version, memberIds }) => {
    const { tx, actor, today, refuse } = context
    const held = await holdSitting(context, sittingId, version)
    if (held.refused) return refuse(held.refused, held.current)
    if (held.sitting.heldOn > today) return refuse('sitting-not-held')
    const members = await seatedMembers(context, held.sitting)
    const present = [...new Set(memberIds)]
    if (present.some((id) => !members.some((member) => member.id === id))) return refuse('unknown-member')
    if ((await countDecided(context, sittingId)) > 0 && !hasQuorum(held.sitting.quorum, members, present))
      return refuse('already-decided')
    await tx
      .deleteFrom('sitting_presence')
      .where('organisation_id', '=', actor.organisationId)
      .where('sitting_id', '=', sittingId)
      .execute()
    if (present.length > 0)
      await tx
        .insertInto('sitting_presence')
        .values(
          present.map((member_id) => ({
            organisation_id: actor.organisationId,
            sitting_id: sittingId,
            member_id,
          })),
        )
        .execute()
    await record(context, {
      act: 'presence-noted',
      subject: { kind: 'sitting', id: sittingId },
      after: { present: present.length },
    })
    return { version: await bumpSitting(context, sittingId) }
  },
)
