import { randomUUIDv7 } from 'node:crypto'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { SessionRow } from '#contract/group-sessions.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { SessionKind } from '#domain/reception/kinds.ts'
import { type SeatRequest, seatsTaken, shareSeats } from '#domain/reception/seats.ts'
import type { ClockTime } from '#domain/reception/slots.ts'
import type { Acting } from '#server/use-case.ts'

type Here = Pick<Acting, 'tx' | 'actor'>

export type SessionFacts = {
  placeId: string
  kind: SessionKind
  title: string
  words: string | null
  onDate: PlainDate
  startTime: ClockTime
  endTime: ClockTime
  capacity: number
  hostId: string | null
  isPublished: boolean
  takesPublic: boolean
}

const columnsOf = (facts: SessionFacts) => ({
  place_id: facts.placeId,
  kind: facts.kind,
  title: facts.title,
  words: facts.words,
  on_date: facts.onDate,
  start_time: facts.startTime,
  end_time: facts.endTime,
  capacity: facts.capacity,
  host_id: facts.hostId,
  is_published: facts.isPublished,
  takes_public: facts.takesPublic,
})

/** A session with the requests for its seats, in the order they were made. */
export type Drawn = Omit<SessionRow, 'seated' | 'waiting' | 'present' | 'state'> & {
  words: string | null
  accessWords: string | null
  placePhone: string | null
  isWheelchairAccessible: boolean | null
  host: { id: string; name: string } | null
  unnamedPresent: number
  heldAt: Date | null
  cancelledAt: Date | null
  cancelledReason: string | null
  changedAt: Date
  requests: SeatRequest[]
}

export const drawSessions = async (
  { tx, actor }: { tx: Here['tx']; actor: { organisationId: string } },
  conditions: RawBuilder<SqlBool>,
  { limit, direction = 'asc' }: { limit: number; direction?: 'asc' | 'desc' },
): Promise<Drawn[]> => {
  const order = sql.raw(direction)
  const { rows } = await sql<Drawn>`
    select s.id as "sessionId", s.version, json_build_object('id', p.id, 'name', p.name, 'address', p.address) as place,
      s.kind, s.title, s.words, s.on_date as "onDate", s.start_time as "startTime", s.end_time as "endTime", s.capacity,
      s.is_published as "isPublished", s.takes_public as "takesPublic", s.unnamed_present as "unnamedPresent",
      s.held_at as "heldAt", s.cancelled_at as "cancelledAt", s.cancelled_reason as "cancelledReason",
      s.changed_at as "changedAt", p.access_words as "accessWords", p.phone as "placePhone",
      p.is_wheelchair_accessible as "isWheelchairAccessible",
      case when m.id is not null then json_build_object('id', m.id, 'name', m.name) end as host,
      (select coalesce(json_agg(json_build_object('id', u.id, 'seats', u.seats,
          'isCancelled', u.cancelled_at is not null, 'attendance', u.attendance) order by u.asked_at, u.id), '[]')
        from session_sign_up u where u.organisation_id = s.organisation_id and u.session_id = s.id) as requests
    from group_session s
    join reception_place p on (p.organisation_id, p.id) = (s.organisation_id, s.place_id)
    left join membership m on (m.organisation_id, m.id) = (s.organisation_id, s.host_id)
    where s.organisation_id = ${actor.organisationId} and ${conditions}
    order by s.on_date ${order}, s.start_time ${order}, s.id ${order} limit ${limit}`.execute(tx)
  return rows
}

export const findSession = async (
  here: { tx: Here['tx']; actor: { organisationId: string } },
  sessionId: string,
): Promise<Drawn | undefined> => (await drawSessions(here, sql`s.id = ${sessionId}`, { limit: 1 }))[0]

/** Two people who sign up for the same session wait for each other: a seat is given once. */
export const lockSession = async (
  here: { tx: Here['tx']; actor: { organisationId: string } },
  sessionId: string,
): Promise<Drawn | undefined> => {
  await here.tx
    .selectFrom('group_session')
    .where('organisation_id', '=', here.actor.organisationId)
    .where('id', '=', sessionId)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  return (await drawSessions(here, sql`s.id = ${sessionId}`, { limit: 1 }))[0]
}

type Now = { today: PlainDate; time: string }

export const hasStarted = (
  { onDate, startTime }: Pick<Drawn, 'onDate' | 'startTime'>,
  { today, time }: Now,
) => onDate < today || (onDate === today && startTime <= time)

const hasEnded = ({ onDate, endTime }: Drawn, { today, time }: Now) =>
  onDate < today || (onDate === today && endTime <= time)

export const stateOf = (session: Drawn, now: Now): SessionRow['state'] => {
  if (session.cancelledAt) return 'cancelled'
  if (session.heldAt) return 'held'
  return hasEnded(session, now) ? 'to-record' : 'coming'
}

const seatsOf = (requests: readonly SeatRequest[]) => requests.reduce((sum, { seats }) => sum + seats, 0)

export const sessionRow = (session: Drawn, now: Now): SessionRow => {
  const { capacity, requests } = session
  const states = shareSeats(capacity, requests)
  const inState = (state: string) => requests.filter(({ id }) => states.get(id) === state)
  return {
    ...session,
    seated: seatsTaken(capacity, requests),
    waiting: seatsOf(inState('waiting')),
    present: seatsOf(inState('present')) + session.unnamedPresent,
    state: stateOf(session, now),
  }
}

export const insertSession = async ({ tx, actor, now }: Acting, facts: SessionFacts): Promise<string> => {
  const id = randomUUIDv7()
  await tx
    .insertInto('group_session')
    .values({
      organisation_id: actor.organisationId,
      id,
      ...columnsOf(facts),
      created_by: actor.membershipId,
      created_at: now,
      changed_at: now,
    })
    .execute()
  return id
}

type Change = Partial<ReturnType<typeof columnsOf>> & {
  unnamed_present?: number
  held_at?: Date
  cancelled_at?: Date
  cancelled_reason?: string
}

export const updateSession = async (
  { tx, actor, now }: Acting,
  { sessionId, version }: Pick<Drawn, 'sessionId' | 'version'>,
  change: SessionFacts | Change,
): Promise<number> => {
  await tx
    .updateTable('group_session')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', sessionId)
    .set({
      ...('placeId' in change ? columnsOf(change) : change),
      changed_at: now,
      version: version + 1,
    })
    .execute()
  return version + 1
}
