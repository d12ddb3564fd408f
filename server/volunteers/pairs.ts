import { contract } from '#contract/index.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { findColleague } from '#server/casework/find-colleague.ts'
import { record } from '#server/journal.ts'
import { findMeasure } from '#server/measures/find-measure.ts'
import { letVolunteerIn, letVolunteerOut } from '#server/measures/volunteer-access.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { lockGroup } from '#server/volunteers/group-store.ts'
import {
  endPairMember,
  findRunningPair,
  insertPair,
  insertPairMember,
  insertRhythm,
  type LockedPair,
  listRunningMembers,
  lockPair,
  updatePair,
} from '#server/volunteers/pair-rows.ts'

export const startPair = useCase(contract.volunteers.startPair, async (context, sent) => {
  const { householdId, measureId, groupId, volunteerIds, professionalId, startedOn, rhythm } = sent
  if (rhythm && rhythm.agreedOn > context.today) return context.refuse('in-the-future')
  if (await findRunningPair(context, householdId, startedOn)) return context.refuse('already-accompanied')
  if (measureId && !(await isMeasureOf(context, measureId, householdId)))
    return context.refuse('unknown-measure')
  const group = groupId ? await lockGroup(context, groupId) : null
  if (groupId && (!group || group.closedOn)) return context.refuse('unknown-group')
  const chosen = [...new Set(volunteerIds)]
  for (const id of chosen) if (!(await isVolunteer(context, id))) return context.refuse('not-a-volunteer')
  if (professionalId && !(await isProfessional(context, professionalId)))
    return context.refuse('not-a-professional')

  const pairId = await insertPair(context, sent)
  if (rhythm) await insertRhythm(context, pairId, rhythm)
  const pair = { id: pairId, householdId, measureId }
  for (const membershipId of chosen) await join(context, pair, membershipId, startedOn)
  await record(context, {
    act: 'volunteer-pair-started',
    subject: { kind: 'volunteer-pair', id: pairId },
    householdId,
    after: { startedOn },
  })
  return { pairId }
})

type PairPlace = Pick<LockedPair, 'id' | 'householdId' | 'measureId'>

const join = async (context: Acting, pair: PairPlace, membershipId: string, fromOn: PlainDate) => {
  await insertPairMember(context, pair.id, membershipId, fromOn)
  await letVolunteerIn(context, { ...pair, membershipId }, fromOn)
}

const leave = async (
  context: Acting,
  pair: PairPlace,
  member: { membershipId: string; fromOn: PlainDate },
  untilOn: PlainDate,
) => {
  await endPairMember(context, pair.id, member, untilOn)
  await letVolunteerOut(
    context,
    { householdId: pair.householdId, membershipId: member.membershipId },
    untilOn,
  )
}

const isVolunteer = async (context: Acting, membershipId: string) =>
  (await findColleague(context, membershipId))?.role === 'volunteer'
const isProfessional = async (context: Acting, membershipId: string) => {
  const colleague = await findColleague(context, membershipId)
  return colleague !== undefined && !['volunteer', 'prescriber', 'auditor'].includes(colleague.role)
}
const isMeasureOf = async ({ tx, actor }: Acting, measureId: string, householdId: string) =>
  (await findMeasure(tx, actor.organisationId, measureId))?.householdId === householdId

type Held =
  | { refused: 'unknown-record' | 'stale-version'; current?: unknown }
  | { refused?: never; pair: LockedPair }

const hold = async (context: Acting, pairId: string, version: number): Promise<Held> => {
  const pair = await lockPair(context, pairId)
  if (!pair) return { refused: 'unknown-record' }
  return pair.version === version ? { pair } : { refused: 'stale-version', current: pair }
}

const recordPair = (context: Acting, { id, householdId }: PairPlace, act: string, after: object) =>
  record(context, { act, subject: { kind: 'volunteer-pair', id }, householdId, after })

const hasEnded = ({ endedOn }: LockedPair) => endedOn !== null

export const addVolunteer = useCase(
  contract.volunteers.addVolunteer,
  async (context, { pairId, version, membershipId, fromOn }) => {
    const held = await hold(context, pairId, version)
    if (held.refused) return context.refuse(held.refused, held.current)
    const { pair } = held
    if (hasEnded(pair)) return context.refuse('pair-ended')
    const colleague = await findColleague(context, membershipId)
    if (colleague?.role !== 'volunteer') return context.refuse('not-a-volunteer')
    const running = await listRunningMembers(context, pairId, fromOn)
    if (running.some((one) => one.membershipId === membershipId)) return context.refuse('already-there')
    await join(context, pair, membershipId, fromOn)
    await recordPair(context, pair, 'volunteer-joined', { name: colleague.name, fromOn })
    return { version: await updatePair(context, pair, {}) }
  },
)

export const endVolunteer = useCase(
  contract.volunteers.endVolunteer,
  async (context, { pairId, version, membershipId, untilOn }) => {
    const held = await hold(context, pairId, version)
    if (held.refused) return context.refuse(held.refused, held.current)
    const { pair } = held
    const running = await listRunningMembers(context, pairId, untilOn)
    const member = running.find((one) => one.membershipId === membershipId)
    if (!member) return context.refuse('unknown-record')
    if (untilOn < pair.startedOn) return context.refuse('ends-before-starting')
    await leave(context, pair, member, untilOn)
    await recordPair(context, pair, 'volunteer-left', { untilOn })
    return { version: await updatePair(context, pair, {}) }
  },
)

export const agreeRhythm = useCase(
  contract.volunteers.agreeRhythm,
  async (context, { pairId, version, weeks, agreedOn }) => {
    if (agreedOn > context.today) return context.refuse('in-the-future')
    const held = await hold(context, pairId, version)
    if (held.refused) return context.refuse(held.refused, held.current)
    const { pair } = held
    if (hasEnded(pair)) return context.refuse('pair-ended')
    await insertRhythm(context, pairId, { weeks, agreedOn })
    await recordPair(context, pair, 'volunteer-rhythm-agreed', { weeks, agreedOn })
    return { version: await updatePair(context, pair, {}) }
  },
)

export const tellVolunteers = useCase(
  contract.volunteers.tellVolunteers,
  async (context, { pairId, version, sharedNote, professionalId }) => {
    const held = await hold(context, pairId, version)
    if (held.refused) return context.refuse(held.refused, held.current)
    const { pair } = held
    if (hasEnded(pair)) return context.refuse('pair-ended')
    if (professionalId && !(await isProfessional(context, professionalId)))
      return context.refuse('not-a-professional')
    // The words themselves stay out of the journal: they are free text.
    await recordPair(context, pair, 'volunteers-told', { hasNote: sharedNote !== null })
    return {
      version: await updatePair(context, pair, { shared_note: sharedNote, professional_id: professionalId }),
    }
  },
)

export const endPair = useCase(contract.volunteers.endPair, async (context, { pairId, version, endedOn }) => {
  if (endedOn > context.today) return context.refuse('in-the-future')
  const held = await hold(context, pairId, version)
  if (held.refused) return context.refuse(held.refused, held.current)
  const { pair } = held
  if (hasEnded(pair)) return context.refuse('pair-ended')
  if (endedOn < pair.startedOn) return context.refuse('ends-before-starting')
  for (const member of await listRunningMembers(context, pairId, endedOn))
    await leave(context, pair, member, endedOn)
  await recordPair(context, pair, 'volunteer-pair-ended', { endedOn })
  return { version: await updatePair(context, pair, { ended_on: endedOn }) }
})
