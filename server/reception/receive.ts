import { contract } from '#contract/index.ts'
import type { Reception } from '#contract/reception.ts'
import { mayAct } from '#domain/reception/line.ts'
import { appointmentTimes } from '#domain/reception/slots.ts'
import { writeEntry } from '#server/casework/write-entry.ts'
import { timeInParis } from '#server/clock.ts'
import { record } from '#server/journal.ts'
import { followContact } from '#server/measures/follow-contact.ts'
import { mayReach } from '#server/reach.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { isOpenOn, lockPlace } from './place-store.ts'
import {
  insertReception,
  lockReception,
  type ReceptionRow,
  stateOfRow,
  takeNumber,
  updateReception,
  whoColumns,
} from './reception-store.ts'
import { listBooked, lockSlot } from './slot-store.ts'
import { dayOfSlot } from './slots.ts'

type Told = Pick<Reception, 'way' | 'subject' | 'emergency'>

const recordReception = (
  context: Acting,
  act: string,
  { id, householdId, after }: { id: string; householdId: string | null; after?: unknown },
) =>
  record(context, {
    act,
    subject: { kind: 'reception', id },
    ...(householdId && { householdId }),
    after,
  })

export const welcome = useCase(contract.reception.welcome, async (context, { placeId, way, ...who }) => {
  const place = await lockPlace(context, placeId)
  if (!place) return context.refuse('unknown-record')
  if (!isOpenOn(place, context.today)) return context.refuse('place-closed')
  const dayNumber = await takeNumber(context, placeId, context.today)
  const receptionId = await insertReception(context, {
    ...who,
    placeId,
    way,
    dayNumber,
    onDate: context.today,
    arrivedAt: context.now,
  })
  const told: Told = { way, subject: who.subject, emergency: who.emergency }
  await recordReception(context, 'reception-welcomed', {
    id: receptionId,
    householdId: who.householdId,
    after: told,
  })
  return { receptionId, dayNumber }
})

export const book = useCase(contract.reception.book, async (context, { slotId, onDate, time, ...who }) => {
  const slot = await lockSlot(context, slotId)
  if (!slot) return context.refuse('unknown-record')
  const day = dayOfSlot(slot, onDate)
  if (!day || !appointmentTimes(day, slot.minutesEach).includes(time)) return context.refuse('no-such-time')
  const { today, now } = context
  if (onDate < today || (onDate === today && time < timeInParis(now))) return context.refuse('in-the-past')
  const booked = await listBooked(context, { from: onDate, to: onDate })
  const held = booked.find((one) => one.slotId === slotId && one.time === time)?.count ?? 0
  if (held >= slot.desks) return context.refuse('time-taken')
  const { placeId } = slot
  const receptionId = await insertReception(context, {
    ...who,
    placeId,
    slotId,
    onDate,
    way: 'appointment',
    expectedTime: time,
  })
  await recordReception(context, 'reception-booked', {
    id: receptionId,
    householdId: who.householdId,
    after: { onDate, time, subject: who.subject },
  })
  return { receptionId }
})

/** The row, if the caller may reach the household it is about; anonymous, it is anyone's who receives. */
const lockWithinReach = async (context: Acting, receptionId: string): Promise<ReceptionRow> => {
  const row = await lockReception(context, receptionId)
  if (!row?.household_id) return row
  return (await mayReach(context, 'work-reception', row.household_id)) ? row : undefined
}

export const act = useCase(contract.reception.act, async (context, { receptionId, version, act: asked }) => {
  const row = await lockWithinReach(context, receptionId)
  if (!row) return context.refuse('unknown-record')
  if (row.version !== version) return context.refuse('stale-version', { version: row.version })
  if (!mayAct(stateOfRow(row), asked)) return context.refuse('not-possible-now')
  const { now, actor, today } = context
  switch (asked) {
    case 'arrive': {
      if (row.on_date !== today) return context.refuse('not-possible-now')
      await lockPlace(context, row.place_id)
      const dayNumber = await takeNumber(context, row.place_id, today)
      return { version: await updateReception(context, row, { arrived_at: now, day_number: dayNumber }) }
    }
    case 'take':
      return { version: await updateReception(context, row, { taken_at: now, taken_by: actor.membershipId }) }
    case 'put-back':
      return { version: await updateReception(context, row, { taken_at: null, taken_by: null }) }
    case 'leave':
      return { version: await updateReception(context, row, { left_at: now }) }
    case 'miss':
      return { version: await updateReception(context, row, { missed_at: now }) }
  }
})

type End = { householdId: string; body: string; audience: 'me' | 'referents' | 'team' }

const writeWhatWasSaid = async (
  context: Acting,
  { way }: { way: string },
  { householdId, ...words }: End,
) => {
  const isOnPhone = way === 'phone'
  const written = await writeEntry(
    context,
    { householdId, ...words },
    {
      kind: 'contact',
      happenedOn: context.today,
      channel: isOnPhone ? 'phone' : 'appointment',
      outcome: 'met',
      place: isOnPhone ? 'remote' : 'agency',
      present: [],
    },
  )
  if (typeof written === 'string') throw new Error(`an entry of reception was refused: ${written}`)
  await followContact(context, householdId)
  return written.entryId
}

const longestMinutes = 600

export const end = useCase(contract.reception.end, async (context, { receptionId, version, ...said }) => {
  const row = await lockWithinReach(context, receptionId)
  if (!row) return context.refuse('unknown-record')
  if (row.version !== version) return context.refuse('stale-version', { version: row.version })
  if (stateOfRow(row) !== 'with-someone') return context.refuse('not-possible-now')
  const { entry, outcome, subject, form } = said
  if (entry && !row.household_id) return context.refuse('anonymous-entry')
  const entryId =
    entry && row.household_id
      ? await writeWhatWasSaid(context, row, { householdId: row.household_id, ...entry })
      : null
  const elapsed = Math.round((context.now.getTime() - (row.taken_at?.getTime() ?? 0)) / 60_000)
  const minutes = said.minutes ?? Math.min(elapsed, longestMinutes)
  const ended = { ended_at: context.now, minutes, outcome, subject, form, log_entry_id: entryId }
  const newVersion = await updateReception(context, row, ended)
  await recordReception(context, 'reception-ended', {
    id: receptionId,
    householdId: row.household_id,
    after: { outcome, minutes, subject, form },
  })
  return { version: newVersion }
})

export const change = useCase(
  contract.reception.change,
  async (context, { receptionId, version, ...who }) => {
    const row = await lockWithinReach(context, receptionId)
    if (!row) return context.refuse('unknown-record')
    if (row.version !== version) return context.refuse('stale-version', { version: row.version })
    const newVersion = await updateReception(context, row, whoColumns(who))
    await recordReception(context, 'reception-changed', {
      id: receptionId,
      householdId: who.householdId ?? row.household_id,
      after: { subject: who.subject, emergency: who.emergency, form: who.form },
    })
    return { version: newVersion }
  },
)
