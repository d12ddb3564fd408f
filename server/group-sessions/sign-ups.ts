import { contract } from '#contract/index.ts'
import { shareSeats } from '#domain/reception/seats.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'
import { giveSeats, withoutRequest } from './give-seats.ts'
import { hasStarted, lockSession, stateOf, updateSession } from './session-store.ts'
import { nowOf } from './sessions.ts'
import {
  cancelSignUpRow,
  findSignUp,
  insertSignUp,
  isSignedUp,
  listSignUps,
  writeAttendance,
} from './sign-up-store.ts'
import { tellAll } from './tell.ts'

export const signUp = useCase(contract.groupSessions.signUp, async (context, { sessionId, ...who }) => {
  const session = await lockSession(context, sessionId)
  if (!session) return context.refuse('unknown-record')
  if (stateOf(session, nowOf(context)) !== 'coming') return context.refuse('session-over')
  const { householdId, personName, seats } = who
  if (!householdId && !personName) return context.refuse('nobody-named')
  if (seats > session.capacity) return context.refuse('more-than-capacity')
  if (householdId && (await isSignedUp(context, sessionId, householdId)))
    return context.refuse('already-signed-up')
  const signUpId = (await insertSignUp(context, context.now, { ...who, sessionId, source: 'staff' })) ?? ''
  const request = { id: signUpId, seats, isCancelled: false, attendance: null }
  const drawn = { ...session, requests: [...session.requests, request] }
  const state = shareSeats(drawn.capacity, drawn.requests).get(signUpId) ?? 'waiting'
  await tellAll(context, context.today, [signUpId], state === 'seated' ? 'seated' : 'waiting')
  await record(context, {
    act: 'session-signed-up',
    subject: { kind: 'group-session', id: sessionId },
    ...(householdId && { householdId }),
    after: { seats, state },
  })
  const listed = (await listSignUps(context, drawn)).find((one) => one.signUpId === signUpId)
  return { signUpId, state, rank: listed?.rank ?? null }
})

export const cancelSignUp = useCase(contract.groupSessions.cancelSignUp, async (context, { signUpId }) => {
  const found = await findSignUp(context, signUpId)
  const session = found && (await lockSession(context, found.session_id))
  // Read again under the lock: two colleagues may cancel at once.
  const row = session && (await findSignUp(context, signUpId))
  if (!row) return context.refuse('unknown-record')
  if (row.cancelled_at) return context.refuse('already-cancelled')
  if (stateOf(session, nowOf(context)) !== 'coming') return context.refuse('session-over')
  await cancelSignUpRow(context, signUpId, context.now, false)
  const seated = await giveSeats(context, context.today, session, withoutRequest(session, signUpId))
  await tellAll(context, context.today, [signUpId], 'sign-up-cancelled')
  await record(context, {
    act: 'session-sign-up-cancelled',
    subject: { kind: 'group-session', id: session.sessionId },
    ...(row.household_id && { householdId: row.household_id }),
  })
  return { seated }
})

export const recordAttendance = useCase(
  contract.groupSessions.recordAttendance,
  async (context, { sessionId, version, present, unnamedPresent }) => {
    const session = await lockSession(context, sessionId)
    if (!session) return context.refuse('unknown-record')
    if (session.version !== version) return context.refuse('stale-version', { version: session.version })
    if (session.cancelledAt) return context.refuse('session-cancelled')
    if (!hasStarted(session, nowOf(context))) return context.refuse('not-yet')
    const expected = session.requests.filter(({ isCancelled }) => !isCancelled).map(({ id }) => id)
    if (present.some((id) => !expected.includes(id))) return context.refuse('not-signed-up')
    await writeAttendance(context, sessionId, present)
    const newVersion = await updateSession(context, session, {
      unnamed_present: unnamedPresent,
      held_at: session.heldAt ?? context.now,
    })
    const absent = expected.length - new Set(present).size
    const after = { present: new Set(present).size, absent, unnamedPresent }
    await record(context, {
      act: 'session-attendance-recorded',
      subject: { kind: 'group-session', id: sessionId },
      after,
    })
    return { version: newVersion, present: after.present, absent }
  },
)
