import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { addDays, formatDate, type PlainDate } from '#domain/plain-date.ts'
import { sayTime } from '#domain/reception/slots.ts'
import { timeInParis } from '#server/clock.ts'
import type { Notice } from '#server/communications/keep-notice.ts'
import { decideReaders, sendNotice } from '#server/communications/send-notice.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'

type Here = { tx: Tx; actor: { organisationId: string } }

/** Reminds each household that is expected in the coming days, once. Run twice, it ends the same. */
export const remindAppointments = job('reception.remind', (house, { organisationId }) =>
  inOrganisation(house.database, organisationId, (tx) => remindAll(house, { tx, actor: { organisationId } })),
)

/** By day only: nobody is written to at night. */
export const hourlyAppointmentReminders: Nightly = {
  name: 'remind-appointments',
  at: '41 7-17 * * *',
  enqueueFor: (tx, organisationId) =>
    enqueue(tx, remindAppointments, { organisationId }, { key: `reception.remind/${organisationId}` }),
}

type Expected = { id: string; householdId: string }

const remindAll = async (house: House, here: Here): Promise<void> => {
  const today = house.clock.today()
  const days = (await readOrganisationParameters(here, today)).readNearest('reception.reminder-days')
  const expected = await listExpected(here, today, addDays(today, days), timeInParis(house.clock.now()))
  if (expected.length === 0) return
  const readers = expected.map(({ householdId }) => ({ householdId, email: null, phone: null }))
  const decided = await decideReaders({ ...here, today }, readers)
  // Whoever cannot be written to is not marked as reminded.
  const reachable = expected.filter((_, index) => decided[index]?.outcome === 'send').map(({ id }) => id)
  for (const receptionId of reachable)
    await ask(here.tx, {
      organisationId: here.actor.organisationId,
      receptionId,
      noticeId: randomUUIDv7(),
    })
  await sql`update reception set reminded_at = ${house.clock.now()}
    where organisation_id = ${here.actor.organisationId} and id = any (${reachable}::uuid[])`.execute(here.tx)
}

/** Held to the end of the transaction: two rounds at once remind nobody twice. An anonymous person left no way. */
const listExpected = async (
  { tx, actor }: Here,
  today: PlainDate,
  until: PlainDate,
  time: string,
): Promise<Expected[]> => {
  const { rows } = await sql<Expected>`
    select id, household_id as "householdId" from reception
    where organisation_id = ${actor.organisationId} and household_id is not null and expected_time is not null
      and arrived_at is null and missed_at is null and left_at is null and reminded_at is null
      and on_date between ${today} and ${until} and (on_date > ${today} or expected_time > ${time})
    order by id limit 2000 for update`.execute(tx)
  return rows
}

type Payload = { receptionId: string; noticeId: string }

/** Tells one household of its appointment, unless it came, was moved or called off meanwhile; held through the quiet hours. */
export const tellAppointment = job<Payload>('reception.tell', async (house, payload) => {
  const heldUntil = await sendNotice(house, payload, (tx) => writeReminder(house, tx, payload))
  if (heldUntil)
    await inOrganisation(house.database, payload.organisationId, (tx) => ask(tx, payload, heldUntil))
})

const ask = (tx: Tx, payload: Payload & { organisationId: string }, runAt?: Date): Promise<void> =>
  enqueue(tx, { name: 'reception.tell' }, payload, {
    key: `reception.tell/${payload.receptionId}${runAt ? '/held' : ''}`,
    ...(runAt && { runAt }),
  })

type Told = {
  householdId: string
  onDate: PlainDate
  time: string
  recordedBy: string
  place: string
  address: string
  accessWords: string | null
  phone: string | null
  organisation: string
}

const writeReminder = async (
  house: House,
  tx: Tx,
  { organisationId, receptionId }: Payload & { organisationId: string },
): Promise<Notice | undefined> => {
  const { rows } = await sql<Told>`
    select r.household_id as "householdId", r.on_date as "onDate", r.expected_time as time,
      r.recorded_by as "recordedBy", p.name as place, p.address, p.access_words as "accessWords", p.phone,
      o.name as organisation
    from reception r
    join reception_place p on (p.organisation_id, p.id) = (r.organisation_id, r.place_id)
    join organisation o on o.id = r.organisation_id
    where r.organisation_id = ${organisationId} and r.id = ${receptionId} and r.household_id is not null
      and r.expected_time is not null and r.arrived_at is null and r.missed_at is null and r.left_at is null`.execute(
    tx,
  )
  const [told] = rows
  if (!told || hasPassed(house, told)) return undefined
  const { householdId, recordedBy: membershipId, organisation } = told
  const subject = `${organisation} : rappel de votre rendez-vous`
  return {
    householdId,
    membershipId,
    subject,
    aboutId: receptionId,
    news: 'appointment-reminder',
    email: null,
    phone: null,
    text: [
      'Bonjour,',
      'Nous vous attendons à ce rendez-vous :',
      describe(told),
      'Si vous ne pouvez pas venir, dites-le-nous : une autre personne aura la place.',
      `${organisation}\n`,
    ].join('\n\n'),
    sms: [`${subject}.`, describe(told)].join('\n'),
  }
}

const hasPassed = (house: House, { onDate, time }: Told): boolean => {
  const today = house.clock.today()
  return onDate < today || (onDate === today && time <= timeInParis(house.clock.now()))
}

const describe = ({ onDate, time, place, address, accessWords, phone }: Told): string =>
  [
    `Le ${formatDate(onDate)} à ${sayTime(time)}`,
    `${place}, ${address}`,
    accessWords,
    phone && `Téléphone : ${phone}`,
  ]
    .filter(Boolean)
    .join('\n')
