import { createHmac, timingSafeEqual } from 'node:crypto'
import { formatDate } from '#domain/plain-date.ts'
import { sayTime } from '#domain/reception/slots.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { enqueue, job } from '#server/jobs.ts'
import type { Mail } from '#server/outside/mail.ts'
import { type Drawn, findSession } from './session-store.ts'
import { findSignUp, listReachable } from './sign-up-store.ts'

export type SessionNews =
  | 'seated'
  | 'waiting'
  | 'seat-given'
  | 'session-changed'
  | 'session-cancelled'
  | 'sign-up-cancelled'
  | 'reminder'

type Payload = { signUpId: string; news: SessionNews }

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

/** Writes to one person who signed up, if they gave an address and nothing has overtaken the news. */
export const tellSignedUp = job<Payload>('group-sessions.tell', async (house, payload) => {
  const mail = await inOrganisation(
    house.database,
    payload.organisationId,
    (tx) => writeNews(house, tx, payload),
    'read only',
  )
  if (mail) await house.mailer.send(mail)
})

const writeNews = async (
  house: House,
  tx: Tx,
  { organisationId, signUpId, news }: Payload & { organisationId: string },
): Promise<Mail | undefined> => {
  const here = { tx, actor: { organisationId } }
  const signUp = await findSignUp(here, signUpId)
  if (!signUp?.email || (await isNotToBeContacted(here, signUp.household_id))) return undefined
  const session = await findSession(here, signUp.session_id)
  if (!session || isOvertaken(news, session, signUp.cancelled_at)) return undefined
  const organisation = await tx
    .selectFrom('organisation')
    .where('id', '=', organisationId)
    .select(['name', 'slug'])
    .executeTakeFirstOrThrow()
  const cancelUrl = `${house.url}/seances/${organisation.slug}/annuler/${cancelToken(house, organisationId, signUpId)}`
  return {
    to: signUp.email,
    subject: `${organisation.name} : ${subjects[news].toLowerCase()}`,
    text: [
      'Bonjour,',
      firstWords[news],
      describe(session),
      ...(news === 'session-cancelled' && session.cancelledReason
        ? [`Pourquoi : ${session.cancelledReason}`]
        : []),
      ...(endings.has(news)
        ? []
        : [`Si vous ne pouvez pas venir, dites-le ici : une autre personne aura la place.\n${cancelUrl}`]),
      `${organisation.name}\n`,
    ].join('\n\n'),
  }
}

const isOvertaken = (news: SessionNews, session: Drawn, cancelledAt: Date | null) => {
  if (news === 'sign-up-cancelled') return cancelledAt === null
  return cancelledAt !== null || (news !== 'session-cancelled' && session.cancelledAt !== null)
}

const isNotToBeContacted = async (
  { tx, actor }: { tx: Tx; actor: { organisationId: string } },
  householdId: string | null,
) => {
  if (!householdId) return false
  const household = await tx
    .selectFrom('household')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', householdId)
    .select('do_not_contact')
    .executeTakeFirst()
  return household?.do_not_contact ?? true
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

/** Asks that each be written to, and says how many have an address; the others are to be called. */
export const tellAll = async (
  { tx, actor }: Here,
  signUpIds: readonly string[],
  news: SessionNews,
): Promise<{ told: number; toCall: number }> => {
  if (signUpIds.length === 0) return { told: 0, toCall: 0 }
  const reachable = (await listReachable({ tx, actor }, signUpIds)).filter(({ email }) => email !== null)
  for (const { id } of reachable)
    await enqueue(
      tx,
      tellSignedUp,
      { organisationId: actor.organisationId, signUpId: id, news },
      { key: `group-sessions.tell/${id}/${news}` },
    )
  return { told: reachable.length, toCall: signUpIds.length - reachable.length }
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
