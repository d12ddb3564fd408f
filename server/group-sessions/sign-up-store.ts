import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { SignUp } from '#contract/group-sessions.ts'
import { shareSeats } from '#domain/reception/seats.ts'
import type { Tx } from '#server/db.ts'
import type { Drawn } from './session-store.ts'

type Here = { tx: Tx; actor: { organisationId: string; membershipId?: string } }

type Row = Omit<SignUp, 'state' | 'rank' | 'askedAt' | 'remindedAt'> & {
  askedAt: Date
  remindedAt: Date | null
}

/** Those who signed up, in the order they asked, with what became of it. */
export const listSignUps = async ({ tx, actor }: Here, session: Drawn): Promise<SignUp[]> => {
  const { rows } = await sql<Row>`
    select u.id as "signUpId", u.person_name as "personName", u.email, u.phone, u.seats, u.source,
      u.asked_at as "askedAt", u.reminded_at as "remindedAt", u.erased_on as "erasedOn",
      case when h.id is not null then json_build_object('id', h.id, 'label', h.label) end as household
    from session_sign_up u left join household h on (h.organisation_id, h.id) = (u.organisation_id, u.household_id)
    where u.organisation_id = ${actor.organisationId} and u.session_id = ${session.sessionId}
    order by u.asked_at, u.id`.execute(tx)
  const states = shareSeats(session.capacity, session.requests)
  const waiting = rows.filter(({ signUpId }) => states.get(signUpId) === 'waiting')
  return rows.map((row) => ({
    ...row,
    askedAt: row.askedAt.toISOString(),
    remindedAt: row.remindedAt?.toISOString() ?? null,
    state: states.get(row.signUpId) ?? 'cancelled',
    rank: waiting.includes(row) ? waiting.indexOf(row) + 1 : null,
  }))
}

type New = {
  id?: string
  sessionId: string
  householdId: string | null
  personName: string | null
  email: string | null
  phone: string | null
  seats: number
  source: 'staff' | 'public'
}

/** Undefined when this very request was already kept. */
export const insertSignUp = async (
  { tx, actor }: Here,
  now: Date,
  { id = randomUUIDv7(), ...one }: New,
): Promise<string | undefined> => {
  const inserted = await tx
    .insertInto('session_sign_up')
    .values({
      organisation_id: actor.organisationId,
      id,
      session_id: one.sessionId,
      household_id: one.householdId,
      person_name: one.personName,
      email: one.email,
      phone: one.phone,
      seats: one.seats,
      source: one.source,
      asked_at: now,
      asked_by: actor.membershipId ?? null,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted?.id
}

export const isSignedUp = async ({ tx, actor }: Here, sessionId: string, householdId: string) => {
  const found = await tx
    .selectFrom('session_sign_up')
    .where('organisation_id', '=', actor.organisationId)
    .where('session_id', '=', sessionId)
    .where('household_id', '=', householdId)
    .where('cancelled_at', 'is', null)
    .select('id')
    .executeTakeFirst()
  return found !== undefined
}

/** How one reaches those who signed up, for those named here. */
export const listReachable = ({ tx, actor }: Here, signUpIds: readonly string[]) =>
  tx
    .selectFrom('session_sign_up')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', 'in', [...signUpIds])
    .select(['id', 'email', 'phone', 'household_id'])
    .orderBy('asked_at')
    .orderBy('id')
    .execute()

export const findSignUp = ({ tx, actor }: Here, signUpId: string) =>
  tx
    .selectFrom('session_sign_up')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', signUpId)
    .selectAll()
    .executeTakeFirst()

export const cancelSignUpRow = async (
  { tx, actor }: Here,
  signUpId: string,
  now: Date,
  byPerson: boolean,
) => {
  await tx
    .updateTable('session_sign_up')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', signUpId)
    .set({ cancelled_at: now, cancelled_by_person: byPerson })
    .execute()
}

export const writeAttendance = async ({ tx, actor }: Here, sessionId: string, present: readonly string[]) => {
  await sql`update session_sign_up set attendance = case when id = any (${[...present]}::uuid[]) then 'present' else 'absent' end
    where organisation_id = ${actor.organisationId} and session_id = ${sessionId} and cancelled_at is null`.execute(
    tx,
  )
}
