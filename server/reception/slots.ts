import { contract } from '#contract/index.ts'
import type { ReceptionSlot, ReceptionSlotDay } from '#contract/reception.ts'
import { daysBetween, type PlainDate } from '#domain/plain-date.ts'
import { appointmentTimes, type SlotDay, slotDays } from '#domain/reception/slots.ts'
import { timeInParis } from '#server/clock.ts'
import { record } from '#server/journal.ts'
import { holidaysAround } from '#server/parameters/holidays.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { findPlace, isOpenOn } from './place-store.ts'
import {
  type Booked,
  insertSlot,
  listBooked,
  listBookedOf,
  listSlotRows,
  lockSlot,
  putException,
  removeException,
  updateSlot,
} from './slot-store.ts'

export const listSlots = useCase(contract.reception.listSlots, async (context) => ({
  rows: await listSlotRows(context, { runningFrom: context.today, exceptionsFrom: context.today }),
}))

export const addSlot = useCase(contract.reception.addSlot, async (context, { placeId, ...facts }) => {
  const place = await findPlace(context, placeId)
  if (!place) return context.refuse('unknown-record')
  if (!isOpenOn(place, facts.fromOn)) return context.refuse('place-closed')
  if (facts.endTime <= facts.startTime || endsBeforeIt(facts)) return context.refuse('ends-before-starting')
  const slotId = await insertSlot(context, placeId, facts)
  await record(context, {
    act: 'reception-slot-added',
    subject: { kind: 'reception-slot', id: slotId },
    after: facts,
  })
  return { slotId }
})

const endsBeforeIt = ({ fromOn, untilOn }: { fromOn: PlainDate; untilOn: PlainDate | null }) =>
  untilOn !== null && untilOn < fromOn

export const changeSlot = useCase(
  contract.reception.changeSlot,
  async (context, { slotId, version, ...facts }) => {
    const slot = await lockSlot(context, slotId)
    if (!slot) return context.refuse('unknown-record')
    if (slot.version !== version) return context.refuse('stale-version', slot)
    if (facts.endTime <= facts.startTime || endsBeforeIt(facts)) return context.refuse('ends-before-starting')
    if ((await listDisplaced(context, { ...slot, ...facts })).length > 0)
      return context.refuse('has-appointments')
    await updateSlot(context, slotId, facts, version + 1)
    await record(context, {
      act: 'reception-slot-changed',
      subject: { kind: 'reception-slot', id: slotId },
      before: slot,
      after: facts,
    })
    return { version: version + 1 }
  },
)

const daysOf = (slot: ReceptionSlot, range: { from: PlainDate; to: PlainDate }): SlotDay[] =>
  slotDays(slot, slot.exceptions, range, holidaysAround(range.from))

/** That day of the slot, when it takes place. */
export const dayOfSlot = (slot: ReceptionSlot, onDate: PlainDate): SlotDay | undefined =>
  daysOf(slot, { from: onDate, to: onDate })[0]

/** Appointments to come whose hour the slot, so drawn, no longer has. */
const listDisplaced = async (context: Acting, slot: ReceptionSlot) => {
  const held = await listBookedOf(context, slot.slotId, context.today)
  return held.filter(({ onDate, time }) => {
    const day = dayOfSlot(slot, onDate)
    return !day || !appointmentTimes(day, slot.minutesEach).includes(time)
  })
}

export const setException = useCase(
  contract.reception.setException,
  async (context, { slotId, onDate, hours, reason }) => {
    const slot = await lockSlot(context, slotId)
    if (!slot) return context.refuse('unknown-record')
    if (hours && hours.endTime <= hours.startTime) return context.refuse('ends-before-starting')
    if (!dayOfSlot(slot, onDate)) return context.refuse('not-a-day-of-it')
    const exception = { onDate, startTime: hours?.startTime ?? null, endTime: hours?.endTime ?? null, reason }
    await putException(context, slotId, exception)
    await record(context, {
      act: hours ? 'reception-slot-moved' : 'reception-slot-closed',
      subject: { kind: 'reception-slot', id: slotId },
      after: exception,
    })
    const others = slot.exceptions.filter((one) => one.onDate !== onDate)
    const displaced = await listDisplaced(context, { ...slot, exceptions: [...others, exception] })
    return { displaced: displaced.filter((one) => one.onDate === onDate).length }
  },
)

export const dropException = useCase(
  contract.reception.dropException,
  async (context, { slotId, onDate }) => {
    if (!(await removeException(context, slotId, onDate))) return context.refuse('unknown-record')
    await record(context, {
      act: 'reception-slot-restored',
      subject: { kind: 'reception-slot', id: slotId },
      after: { onDate },
    })
    return {}
  },
)

const longestDays = 62

export const agenda = useCase(contract.reception.agenda, async (context, { from, to, placeId }) => {
  if (daysBetween(from, to) > longestDays) return context.refuse('too-long')
  return { days: await drawAgenda(context, { from, to }, placeId) }
})

/** The days of every slot of a place, or of all, with the hours that are free. */
export const drawAgenda = async (
  context: Acting,
  range: { from: PlainDate; to: PlainDate },
  placeId?: string | undefined,
): Promise<ReceptionSlotDay[]> => {
  const slots = await listSlotRows(context, { placeId, runningFrom: range.from, exceptionsFrom: range.from })
  const booked = await listBooked(context, range)
  const clock = { today: context.today, time: timeInParis(context.now) }
  return slots
    .flatMap((slot) => daysOf(slot, range).map((day) => dayView(slot, day, booked, clock)))
    .sort((a, b) =>
      `${a.onDate}${a.startTime}${a.place}`.localeCompare(`${b.onDate}${b.startTime}${b.place}`),
    )
}

const dayView = (
  slot: ReceptionSlot,
  day: SlotDay,
  booked: readonly Booked[],
  clock: { today: PlainDate; time: string },
): ReceptionSlotDay => {
  const { slotId, placeId, place, label, minutesEach, desks } = slot
  const timeView = (time: SlotDay['startTime']) => {
    const held = booked.find((one) => one.slotId === slotId && one.onDate === day.onDate && one.time === time)
    const count = held?.count ?? 0
    const isPast = day.onDate < clock.today || (day.onDate === clock.today && time < clock.time)
    return { time, booked: count, free: isPast ? 0 : Math.max(0, desks - count), isPast }
  }
  const times = minutesEach === null ? null : appointmentTimes(day, minutesEach).map(timeView)
  return { slotId, placeId, place, label, ...day, times }
}
