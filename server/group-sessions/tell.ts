import { createHmac, randomUUIDv7, timingSafeEqual } from 'node:crypto'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { sayTime } from '#domain/reception/slots.ts'
import { timeInParis } from '#server/clock.ts'
import type { Notice } from '#server/communications/keep-notice.ts'
import { decideReaders, sendNotice } from '#server/communications/send-notice.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { enqueue, job } from '#server/jobs.ts'
import { type Drawn, findSession, hasStarted } from './session-store.ts'
import { findSignUp, listReachable } from './sign-up-store.ts'

export type SessionNews =
  | 'seated'
  | 'waiting'
  | 'seat-given'
  | 'session-changed'
  | 'session-cancelled'
  | 'sign-up-cancelled'
  | 'reminder'

type Payload = { signUpId: string; news: SessionNews; noticeId: string }

const subjects: Readonly<Record<SessionNews, string>> = {
  seated: 'Votre inscription est confirmée',
  waiting: 'Vous êtes sur la liste d’attente',
  'seat-given': 'Une place s’est libérée pour vous',
  'session-changed': 'Votre séance a changé',
  'session-cancelled': 'Votre séance est annulée',
  'sign-up-cancelled': 'Votre inscription est annulée',
  reminder: 'Rappel de votre séance',
}

const firstWords: Readonly<Record<SessionNews, string>> = {
  seated: 'Vous êtes inscrit à cette séance :',
  waiting: 'Toutes les places sont prises. Nous vous écrirons si une place se libère pour cette séance :',
  'seat-given': 'Une place s’est libérée : vous êtes maintenant inscrit à cette séance :',
  'session-changed': 'La séance où vous êtes inscrit a changé. Voici ce qui est prévu maintenant :',
  'session-cancelled': 'Cette séance n’aura pas lieu :',
  'sign-up-cancelled': 'Votre inscription à cette séance est annulée :',
  reminder: 'Nous vous attendons à cette séance :',
}

const endings = new Set<SessionNews>(['session-cancelled', 'sign-up-cancelled'])

/** Tells one person who signed up, if nothing has overtaken the news; held through the quiet hours. */
export const tellSignedUp = job<Payload>('group-sessions.tell', async (house, payload) => {
  const heldUntil = await sendNotice(house, payload, (tx) => writeNews(house, tx, payload))
  if (heldUntil)
    await inOrganisation(house.database, payload.organisationId, (tx) => ask(tx, payload, heldUntil))
})

const ask = (tx: Tx, payload: Payload & { organisationId: string }, runAt?: Date): Promise<void> =>
  enqueue(tx, { name: 'group-sessions.tell' }, payload, {
    key: `group-sessions.tell/${payload.signUpId}/${payload.news}${runAt ? '/held' : ''}`,
    ...(runAt && { runAt }),
  })

const writeNews = async (
  house: House,
  tx: Tx,
  { organisationId, signUpId, news }: Payload & { organisationId: string },
): Promise<Notice | undefined> => {
  const here = { tx, actor: { organisationId } }
  const signUp = await findSignUp(here, signUpId)
  const session = signUp && (await findSession(here, signUp.session_id))
  if (!session || isOvertaken(house, news, session, signUp.cancelled_at)) return undefined
  const organisation = await tx
    .selectFrom('organisation')
    .where('id', '=', organisationId)
    .select(['name', 'slug'])
    .executeTakeFirstOrThrow()
  const cancelUrl = `${house.url}/seances/${organisation.slug}/annuler/${cancelToken(house, organisationId, signUpId)}`
  const { household_id: householdId, email, phone } = signUp
  return {
    ...{ householdId, email, phone, aboutId: signUpId, news },
    membershipId: signUp.asked_by ?? (await findPlanner(here, signUp.session_id)),
    subject: `${organisation.name} : ${subjects[news].toLowerCase()}`,
    text: mailText(organisation.name, news, session, cancelUrl),
    sms: [`${organisation.name} : ${subjects[news].toLowerCase()}.`, describe(session)].join('\n'),
  }
}

const mailText = (organisation: string, news: SessionNews, session: Drawn, cancelUrl: string): string =>
  [
    'Bonjour,',
    firstWords[news],
    describe(session),
    ...(news === 'session-cancelled' && session.cancelledReason
      ? [`Pourquoi : ${session.cancelledReason}`]
      : []),
    ...(endings.has(news)
      ? []
      : [`Si vous ne pouvez pas venir, dites-le ici : une autre personne aura la place.\n${cancelUrl}`]),
    `${organisation}\n`,
  ].join('\n\n')

/** A person who signed up alone is written to in the name of whoever planned the session. */
const findPlanner = async ({ tx, actor }: Here, sessionId: string): Promise<string> => {
  const { created_by } = await tx
    .selectFrom('group_session')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', sessionId)
    .select('created_by')
    .executeTakeFirstOrThrow()
  return created_by
}

const isOvertaken = (house: House, news: SessionNews, session: Drawn, cancelledAt: Date | null) => {
  if (news === 'sign-up-cancelled') return cancelledAt === null
  const now = { today: house.clock.today(), time: timeInParis(house.clock.now()) }
  if (news !== 'session-cancelled' && hasStarted(session, now)) return true
  return cancelledAt !== null || (news !== 'session-cancelled' && session.cancelledAt !== null)
}

const describe = ({ title, onDate, startTime, endTime, place, accessWords, placePhone }: Drawn): string =>
  [
    title,
    `Le ${formatDate(onDate)}, de ${sayTime(startTime)} à ${sayTime(endTime)}`,
    `${place.name}, ${place.address}`,
    accessWords,
    placePhone && `Téléphone : ${placePhone}`,
  ]
    .filter(Boolean)
    .join('\n')

type Here = { tx: Tx; actor: { organisationId: string } }

/** Asks that each be told, and says how many can be; the others are to be called. */
export const tellAll = async (
  { tx, actor }: Here,
  today: PlainDate,
  signUpIds: readonly string[],
  news: SessionNews,
): Promise<{ told: number; toCall: number }> => {
  const reachable = await findReachable({ tx, actor }, today, signUpIds)
  for (const signUpId of reachable)
    await ask(tx, { organisationId: actor.organisationId, signUpId, news, noticeId: randomUUIDv7() })
  return { told: reachable.length, toCall: signUpIds.length - reachable.length }
}

/** Those who may be written to today, by mail or by text message. */
export const findReachable = async (
  { tx, actor }: Here,
  today: PlainDate,
  signUpIds: readonly string[],
): Promise<string[]> => {
  if (signUpIds.length === 0) return []
  const rows = await listReachable({ tx, actor }, signUpIds)
  const readers = rows.map(({ household_id: householdId, email, phone }) => ({ householdId, email, phone }))
  const decided = await decideReaders({ tx, actor, today }, readers)
  return rows.flatMap(({ id }, index) => (decided[index]?.outcome === 'send' ? [id] : []))
}

const signature = (house: Pick<House, 'secret'>, organisationId: string, signUpId: string) =>
  createHmac('sha256', house.secret)
    .update(`session sign-up\n${organisationId}.${signUpId}`)
    .digest('base64url')

/** The link by which a person gives their seat back: it names their request and nothing else. */
export const cancelToken = (house: Pick<House, 'secret'>, organisationId: string, signUpId: string): string =>
  `${signUpId}_${signature(house, organisationId, signUpId)}`

export const readCancelToken = (
  house: Pick<House, 'secret'>,
  organisationId: string,
  token: string,
): string | undefined => {
  const [, signUpId, told] = /^([0-9a-f-]{36})_([A-Za-z0-9_-]{43})$/.exec(token) ?? []
  if (!signUpId || !told) return undefined
  const expected = Buffer.from(signature(house, organisationId, signUpId))
  return timingSafeEqual(Buffer.from(told), expected) ? signUpId : undefined
}
