import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { shareSeats } from '#domain/reception/seats.ts'
import { findColleague } from '#server/casework/find-colleague.ts'
import { timeInParis } from '#server/clock.ts'
import { countRows } from '#server/count-rows.ts'
import { record } from '#server/journal.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { findPlace, isOpenOn } from '#server/reception/place-store.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { giveSeats } from './give-seats.ts'
import {
  type Drawn,
  drawSessions,
  findSession,
  hasStarted,
  insertSession,
  lockSession,
  type SessionFacts,
  sessionRow,
  stateOf,
  updateSession,
} from './session-store.ts'
import { listSignUps } from './sign-up-store.ts'
import { tellAll } from './tell.ts'

export const nowOf = ({ today, now }: Pick<Acting, 'today' | 'now'>) => ({ today, time: timeInParis(now) })

export const list = useCase(contract.groupSessions.list, async (context, { when, after, limit }) => {
  const isPast = when === 'past'
  const direction = isPast ? 'desc' : 'asc'
  const time = isPast ? sql`(s.on_date < ${context.today}::date)` : sql`(s.on_date >= ${context.today}::date)`
  const place = decodeKey(after, 3)
  const beyond = isAfter([sql`s.on_date`, sql`s.start_time`, sql`s.id`], place, direction)
  const rows = await drawSessions(context, sql`${time} and ${beyond}`, { limit: limit + 1, direction })
  const page = cutPage(rows, limit, ({ onDate, startTime, sessionId }) =>
    encodeKey(onDate, startTime, sessionId),
  )
  return {
    rows: page.rows.map((row) => sessionRow(row, nowOf(context))),
    next: page.next,
    total: await countRows(
      context.tx,
      (most) => sql`(select 1 from group_session s where s.organisation_id = ${context.actor.organisationId}
        and ${time} limit ${most})`,
    ),
  }
})

export const open = useCase(contract.groupSessions.open, async (context, { sessionId }) => {
  const session = await findSession(context, sessionId)
  if (!session) return context.refuse('unknown-record')
  return { ...session, ...sessionRow(session, nowOf(context)), signUps: await listSignUps(context, session) }
})

export const ofHousehold = useCase(contract.groupSessions.ofHousehold, async (context, { householdId }) => {
  const { organisationId } = context.actor
  const signed = sql<boolean>`exists (select from session_sign_up u where u.organisation_id = ${organisationId}
    and u.session_id = s.id and u.household_id = ${householdId})`
  const sessions = await drawSessions(context, signed, { limit: 100, direction: 'desc' })
  const mine = await context.tx
    .selectFrom('session_sign_up')
    .where('organisation_id', '=', organisationId)
    .where('household_id', '=', householdId)
    .select(['id', 'session_id'])
    .orderBy('asked_at', 'desc')
    .execute()
  return {
    rows: sessions.map(({ sessionId, title, onDate, startTime, capacity, requests }) => {
      const id = mine.find(({ session_id }) => session_id === sessionId)?.id ?? ''
      const state = shareSeats(capacity, requests).get(id) ?? 'cancelled'
      return { sessionId, title, onDate, startTime, state }
    }),
  }
})

/** What forbids drawing a session so; undefined when nothing does. */
const findObstacle = async (context: Acting, facts: SessionFacts) => {
  if (facts.endTime <= facts.startTime) return 'ends-before-starting'
  if (facts.takesPublic && !facts.isPublished) return 'published-first'
  const place = await findPlace(context, facts.placeId)
  if (!place || !isOpenOn(place, facts.onDate)) return 'unknown-place'
  if (facts.hostId && !(await findColleague(context, facts.hostId))) return 'unknown-colleague'
  return undefined
}

const traceOf = ({ kind, onDate, startTime, capacity, isPublished }: SessionFacts | Drawn) => ({
  kind,
  onDate,
  startTime,
  capacity,
  isPublished,
})

export const add = useCase(contract.groupSessions.add, async (context, facts) => {
  const obstacle = await findObstacle(context, facts)
  if (obstacle) return context.refuse(obstacle)
  if (hasStarted(facts, nowOf(context))) return context.refuse('in-the-past')
  const sessionId = await insertSession(context, facts)
  await record(context, {
    act: 'session-planned',
    subject: { kind: 'group-session', id: sessionId },
    after: traceOf(facts),
  })
  return { sessionId }
})

const whenAndWhere = ({ onDate, startTime, endTime, placeId }: SessionFacts) =>
  [onDate, startTime, endTime, placeId].join()

const seatedIds = ({ capacity, requests }: Pick<Drawn, 'capacity' | 'requests'>) => {
  const states = shareSeats(capacity, requests)
  return requests.filter(({ id }) => states.get(id) === 'seated').map(({ id }) => id)
}

export const change = useCase(
  contract.groupSessions.change,
  async (context, { sessionId, version, ...facts }) => {
    const session = await lockSession(context, sessionId)
    if (!session) return context.refuse('unknown-record')
    if (session.version !== version) return context.refuse('stale-version', { version: session.version })
    if (stateOf(session, nowOf(context)) !== 'coming') return context.refuse('session-over')
    const obstacle = await findObstacle(context, facts)
    if (obstacle) return context.refuse(obstacle)
    if (hasStarted(facts, nowOf(context))) return context.refuse('session-over')
    const held = seatedIds(session)
    const kept = seatedIds({ ...session, capacity: facts.capacity })
    if (held.some((id) => !kept.includes(id))) return context.refuse('capacity-below-seats')
    const newVersion = await updateSession(context, session, facts)
    const seated = await giveSeats(context, context.today, session, { ...session, capacity: facts.capacity })
    const isMoved =
      whenAndWhere(facts) !== whenAndWhere({ ...session, placeId: session.place.id, hostId: null })
    const waitingToo = session.requests.filter(({ isCancelled }) => !isCancelled).map(({ id }) => id)
    const told = isMoved ? await tellAll(context, context.today, waitingToo, 'session-changed') : { told: 0 }
    await record(context, {
      act: 'session-changed',
      subject: { kind: 'group-session', id: sessionId },
      before: traceOf(session),
      after: traceOf(facts),
    })
    return { version: newVersion, told: told.told, seated }
  },
)

export const cancel = useCase(
  contract.groupSessions.cancel,
  async (context, { sessionId, version, reason }) => {
    const session = await lockSession(context, sessionId)
    if (!session) return context.refuse('unknown-record')
    if (session.version !== version) return context.refuse('stale-version', { version: session.version })
    if (stateOf(session, nowOf(context)) !== 'coming') return context.refuse('session-over')
    const newVersion = await updateSession(context, session, {
      cancelled_at: context.now,
      cancelled_reason: reason,
    })
    const signedUp = session.requests.filter(({ isCancelled }) => !isCancelled).map(({ id }) => id)
    const told = await tellAll(context, context.today, signedUp, 'session-cancelled')
    await record(context, {
      act: 'session-cancelled',
      subject: { kind: 'group-session', id: sessionId },
      before: traceOf(session),
    })
    return { version: newVersion, ...told }
  },
)
