import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { ReceptionSlot } from '#contract/reception.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { ClockTime, SlotException, SlotPattern } from '#domain/reception/slots.ts'
import type { Acting } from '#server/use-case.ts'

type Here = Pick<Acting, 'tx' | 'actor'>
export type SlotFacts = SlotPattern & { label: string | null }

const columnsOf = (facts: SlotFacts) => ({
  label: facts.label,
  weekday: facts.weekday,
  start_time: facts.startTime,
  end_time: facts.endTime,
  every_weeks: facts.everyWeeks,
  from_on: facts.fromOn,
  until_on: facts.untilOn,
  minutes_each: facts.minutesEach,
  desks: facts.desks,
})

type Sought = {
  slotId?: string
  placeId?: string | undefined
  runningFrom?: PlainDate
  exceptionsFrom: PlainDate
}

/** The slots with their exceptions from a day on, by place then day of the week. */
export const listSlotRows = async ({ tx, actor }: Here, sought: Sought): Promise<ReceptionSlot[]> => {
  const { rows } = await sql<ReceptionSlot>`
    select s.id as "slotId", s.version, s.place_id as "placeId", p.name as place, s.label, s.weekday,
      s.start_time as "startTime", s.end_time as "endTime", s.every_weeks as "everyWeeks", s.from_on as "fromOn",
      s.until_on as "untilOn", s.minutes_each as "minutesEach", s.desks,
      (select coalesce(json_agg(json_build_object('onDate', e.on_date, 'startTime', e.start_time,
          'endTime', e.end_time, 'reason', e.reason) order by e.on_date), '[]')
        from reception_slot_exception e
        where e.organisation_id = s.organisation_id and e.slot_id = s.id and e.on_date >= ${sought.exceptionsFrom}::date
      ) as exceptions
    from reception_slot s join reception_place p on (p.organisation_id, p.id) = (s.organisation_id, s.place_id)
    where s.organisation_id = ${actor.organisationId}
      and (${sought.slotId ?? null}::uuid is null or s.id = ${sought.slotId ?? null}::uuid)
      and (${sought.placeId ?? null}::uuid is null or s.place_id = ${sought.placeId ?? null}::uuid)
      and (${sought.runningFrom ?? null}::date is null or s.until_on is null or s.until_on >= ${sought.runningFrom ?? null}::date)
    order by p.name, s.weekday, s.start_time, s.id limit 500`.execute(tx)
  return rows
}

export const findSlot = async (here: Here, slotId: string): Promise<ReceptionSlot | undefined> =>
  (await listSlotRows(here, { slotId, exceptionsFrom: '1900-01-01' }))[0]

/** Two people who book or change the same slot wait for each other. */
export const lockSlot = async (here: Here, slotId: string): Promise<ReceptionSlot | undefined> => {
  await here.tx
    .selectFrom('reception_slot')
    .where('organisation_id', '=', here.actor.organisationId)
    .where('id', '=', slotId)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  return findSlot(here, slotId)
}

export const insertSlot = async (
  { tx, actor, now }: Acting,
  placeId: string,
  facts: SlotFacts,
): Promise<string> => {
  const id = randomUUIDv7()
  await tx
    .insertInto('reception_slot')
    .values({
      organisation_id: actor.organisationId,
      id,
      place_id: placeId,
      ...columnsOf(facts),
      created_by: actor.membershipId,
      created_at: now,
    })
    .execute()
  return id
}

export const updateSlot = async ({ tx, actor }: Here, slotId: string, facts: SlotFacts, version: number) => {
  await tx
    .updateTable('reception_slot')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', slotId)
    .set({ ...columnsOf(facts), version })
    .execute()
}

export const putException = async (
  { tx, actor }: Here,
  slotId: string,
  { onDate, startTime, endTime, reason }: SlotException,
): Promise<void> => {
  await tx
    .insertInto('reception_slot_exception')
    .values({
      organisation_id: actor.organisationId,
      slot_id: slotId,
      on_date: onDate,
      start_time: startTime,
      end_time: endTime,
      reason,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'slot_id', 'on_date'])
        .doUpdateSet({ start_time: startTime, end_time: endTime, reason }),
    )
    .execute()
}

export const removeException = async ({ tx, actor }: Here, slotId: string, onDate: PlainDate) => {
  const removed = await tx
    .deleteFrom('reception_slot_exception')
    .where('organisation_id', '=', actor.organisationId)
    .where('slot_id', '=', slotId)
    .where('on_date', '=', onDate)
    .executeTakeFirst()
  return removed.numDeletedRows > 0n
}

type Range = { from: PlainDate; to: PlainDate }
export type Booked = { slotId: string; onDate: PlainDate; time: ClockTime; count: number }

/** How many hold each hour of the slots between two days; one who did not come no longer holds it. */
export const listBooked = async ({ tx, actor }: Here, { from, to }: Range): Promise<Booked[]> => {
  const { rows } = await sql<Booked>`
    select r.slot_id as "slotId", r.on_date as "onDate", r.expected_time as time, count(*)::int as count
    from reception r
    where r.organisation_id = ${actor.organisationId} and r.on_date between ${from}::date and ${to}::date
      and r.slot_id is not null and r.expected_time is not null and r.missed_at is null
    group by 1, 2, 3`.execute(tx)
  return rows
}

/** The hours still to come that are held in one slot, with their days. */
export const listBookedOf = async (
  { tx, actor }: Here,
  slotId: string,
  from: PlainDate,
): Promise<{ onDate: PlainDate; time: ClockTime }[]> => {
  const { rows } = await sql<{ onDate: PlainDate; time: ClockTime }>`
    select on_date as "onDate", expected_time as time from reception
    where organisation_id = ${actor.organisationId} and slot_id = ${slotId} and on_date >= ${from}::date
      and arrived_at is null and missed_at is null and expected_time is not null`.execute(tx)
  return rows
}
