import { sql } from 'kysely'
import { addDays } from '#domain/plain-date.ts'
import { shareSeats } from '#domain/reception/seats.ts'
import { timeInParis } from '#server/clock.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { type Drawn, drawSessions, hasStarted } from './session-store.ts'
import { findReachable, tellAll } from './tell.ts'

/** Reminds those who hold a seat, once. Run twice, it ends the same. */
export const remindSignedUp = job('group-sessions.remind', (house, { organisationId }) =>
  inOrganisation(house.database, organisationId, (tx) => remindAll(house, tx, organisationId)),
)

/** By day only: nobody is written to at night. */
export const hourlyReminders: Nightly = {
  name: 'remind-sessions',
  at: '23 7-17 * * *',
  enqueueFor: (tx, organisationId) =>
    enqueue(tx, remindSignedUp, { organisationId }, { key: `group-sessions.remind/${organisationId}` }),
}

const remindAll = async (house: House, tx: Tx, organisationId: string): Promise<void> => {
  const here = { tx, actor: { organisationId } }
  const today = house.clock.today()
  const days = (await readOrganisationParameters(here, today)).readNearest('reception.reminder-days')
  const coming = sql<boolean>`s.cancelled_at is null and s.held_at is null
    and s.on_date between ${today}::date and ${addDays(today, days)}::date`
  const now = { today, time: timeInParis(house.clock.now()) }
  for (const session of await drawSessions(here, coming, { limit: 1000 }))
    if (!hasStarted(session, now)) await remindOne(house, here, session)
}

const remindOne = async (house: House, here: Here, { sessionId, capacity, requests }: Drawn) => {
  const states = shareSeats(capacity, requests)
  const seated = requests.filter(({ id }) => states.get(id) === 'seated').map(({ id }) => id)
  const today = house.clock.today()
  // Whoever cannot be written to is not marked as reminded.
  const reachable = await findReachable(here, today, await listUnreminded(here, seated))
  await tellAll(here, today, reachable, 'reminder')
  await sql`update session_sign_up set reminded_at = ${house.clock.now()}
    where organisation_id = ${here.actor.organisationId} and session_id = ${sessionId}
      and id = any (${reachable}::uuid[])`.execute(here.tx)
}

type Here = { tx: Tx; actor: { organisationId: string } }

/** Held to the end of the transaction: two rounds at once remind nobody twice. */
const listUnreminded = async ({ tx, actor }: Here, signUpIds: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`select id from session_sign_up
    where organisation_id = ${actor.organisationId} and reminded_at is null and id = any (${[...signUpIds]}::uuid[])
    order by id for update`.execute(tx)
  return rows.map(({ id }) => id)
}
