import type { PublicCancellation, PublicSignUp } from '#contract/group-sessions.ts'
import { shareSeats } from '#domain/reception/seats.ts'
import { timeInParis } from '#server/clock.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { record } from '#server/journal.ts'
import { isAddressTired, markOfAddress, noteUse } from '#server/referrals/form-limits.ts'
import { checkForm, type FormVerdict } from '#server/referrals/form-token.ts'
import { giveSeats, withoutRequest } from './give-seats.ts'
import { findPublished, type Published } from './public-sessions.ts'
import { type Drawn, hasStarted, lockSession, stateOf } from './session-store.ts'
import { cancelSignUpRow, findSignUp, insertSignUp } from './sign-up-store.ts'
import { readCancelToken, tellAll } from './tell.ts'

export type SignUpOutcome =
  | { outcome: 'seated' | 'waiting' }
  | {
      outcome:
        | 'no-page'
        | 'too-many'
        | 'session-over'
        | 'more-than-capacity'
        | 'no-way-to-tell'
        | Exclude<FormVerdict['outcome'], 'ok'>
    }

/** From the public page: the same form sent twice is one request. Nothing is told of who else comes. */
export const signUpFromPublic = async (
  house: House,
  slug: string,
  address: string,
  request: PublicSignUp,
): Promise<SignUpOutcome> => {
  const published = await findPublished(house, slug)
  if (!published) return { outcome: 'no-page' }
  const { organisationId } = published
  const verdict = checkForm(house.secret, organisationId, request, house.clock.now())
  if (verdict.outcome !== 'ok') return verdict
  if (request.email === '' && request.phone === '') return { outcome: 'no-way-to-tell' }
  return inOrganisation(house.database, organisationId, async (tx): Promise<SignUpOutcome> => {
    const mark = markOfAddress(house, address)
    if (await isAddressTired({ tx, organisationId }, mark)) return { outcome: 'too-many' }
    await noteUse({ tx, organisationId }, mark)
    if (request.website !== '') return { outcome: 'seated' }
    return keepSignUp(house, tx, published, { ...request, id: verdict.requestId })
  })
}

const keepSignUp = async (
  house: House,
  tx: Tx,
  { organisationId }: Published,
  { id, sessionId, personName, email, phone, seats }: PublicSignUp & { id: string },
): Promise<SignUpOutcome> => {
  const here = { tx, actor: { organisationId } }
  const session = await lockSession(here, sessionId)
  if (!session?.isPublished || !session.takesPublic || !isComing(house, session))
    return { outcome: 'session-over' }
  if (seats > session.capacity) return { outcome: 'more-than-capacity' }
  const known = session.requests.some((one) => one.id === id)
  const requests = known
    ? session.requests
    : [...session.requests, { id, seats, isCancelled: false, attendance: null }]
  const outcome = shareSeats(session.capacity, requests).get(id) === 'seated' ? 'seated' : 'waiting'
  if (known) return { outcome }
  await insertSignUp(here, house.clock.now(), {
    id,
    sessionId,
    householdId: null,
    personName,
    email: email || null,
    phone: phone || null,
    seats,
    source: 'public',
  })
  await tellAll(here, house.clock.today(), [id], outcome)
  await record(here, {
    act: 'session-signed-up',
    subject: { kind: 'group-session', id: sessionId },
    after: { seats, state: outcome, source: 'public' },
  })
  return { outcome }
}

const isComing = (house: House, session: Drawn): boolean => {
  const now = { today: house.clock.today(), time: timeInParis(house.clock.now()) }
  return stateOf(session, now) === 'coming' && !hasStarted(session, now)
}

/** What the link of a mail names: the session, never the person. It works even once the page is closed. */
export const readCancellation = (house: House, slug: string, token: string, isToCancel: boolean) =>
  withOrganisation(house, slug, async (tx, organisationId): Promise<PublicCancellation | undefined> => {
    const here = { tx, actor: { organisationId } }
    const signUpId = readCancelToken(house, organisationId, token)
    const found = signUpId ? await findSignUp(here, signUpId) : undefined
    const session = found && (await lockSession(here, found.session_id))
    const row = session && (await findSignUp(here, found.id))
    if (!row) return undefined
    if (isToCancel && !row.cancelled_at && isComing(house, session)) {
      await cancelSignUpRow(here, row.id, house.clock.now(), true)
      await giveSeats(here, house.clock.today(), session, withoutRequest(session, row.id))
      await record(here, {
        act: 'session-sign-up-cancelled',
        subject: { kind: 'group-session', id: session.sessionId },
        after: { source: 'public' },
      })
    }
    const { title, onDate, startTime, place } = session
    const after = isToCancel ? await findSignUp(here, row.id) : row
    return { title, onDate, startTime, place: place.name, isCancelled: Boolean(after?.cancelled_at) }
  })

const withOrganisation = async <T>(
  house: House,
  slug: string,
  work: (tx: Tx, organisationId: string) => Promise<T>,
): Promise<T | undefined> => {
  const organisation = await house.database.kysely
    .selectFrom('organisation')
    .where('slug', '=', slug)
    .select('id')
    .executeTakeFirst()
  return organisation && inOrganisation(house.database, organisation.id, (tx) => work(tx, organisation.id))
}
